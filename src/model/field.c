#include "config.h"

#include "model/field.h"

typedef struct
{
  const char       *name;
  GuichetFieldKind  kind;
  gboolean          writable;
} FieldInfo;

/* Not writable: what only the server or a transition may change, although
 * REST would let a client write it (ITOP-PROTOCOL §2 and §18). */
static const FieldInfo infos[GUICHET_N_FIELDS] = {
  [GUICHET_FIELD_REF] = { "ref", GUICHET_FIELD_KIND_TEXT, FALSE },
  [GUICHET_FIELD_TITLE] = { "title", GUICHET_FIELD_KIND_TEXT, TRUE },
  [GUICHET_FIELD_STATUS] = { "status", GUICHET_FIELD_KIND_CODE, FALSE },
  [GUICHET_FIELD_OPERATIONAL_STATUS] = { "operational-status", GUICHET_FIELD_KIND_CODE, FALSE },
  [GUICHET_FIELD_START_DATE] = { "start-date", GUICHET_FIELD_KIND_TIME, FALSE },
  [GUICHET_FIELD_LAST_UPDATE] = { "last-update", GUICHET_FIELD_KIND_TIME, FALSE },
  [GUICHET_FIELD_ASSIGNMENT_DATE] = { "assignment-date", GUICHET_FIELD_KIND_TIME, FALSE },
  [GUICHET_FIELD_PENDING_DATE] = { "pending-date", GUICHET_FIELD_KIND_TIME, FALSE },
  [GUICHET_FIELD_RESOLUTION_DATE] = { "resolution-date", GUICHET_FIELD_KIND_TIME, FALSE },
  [GUICHET_FIELD_CLOSE_DATE] = { "close-date", GUICHET_FIELD_KIND_TIME, FALSE },
  [GUICHET_FIELD_TTO_DEADLINE] = { "tto-deadline", GUICHET_FIELD_KIND_TIME, FALSE },
  [GUICHET_FIELD_TTR_DEADLINE] = { "ttr-deadline", GUICHET_FIELD_KIND_TIME, FALSE },
  [GUICHET_FIELD_ORGANISATION] = { "organisation", GUICHET_FIELD_KIND_KEY, TRUE },
  [GUICHET_FIELD_CALLER] = { "caller", GUICHET_FIELD_KIND_KEY, TRUE },
  [GUICHET_FIELD_BENEFICIARY] = { "beneficiary", GUICHET_FIELD_KIND_KEY, TRUE },
  [GUICHET_FIELD_SITE] = { "site", GUICHET_FIELD_KIND_KEY, TRUE },
  [GUICHET_FIELD_CALLBACK_PHONE] = { "callback-phone", GUICHET_FIELD_KIND_TEXT, TRUE },
  [GUICHET_FIELD_AVAILABILITY] = { "availability", GUICHET_FIELD_KIND_PLAIN, TRUE },
  [GUICHET_FIELD_TEAM] = { "team", GUICHET_FIELD_KIND_KEY, TRUE },
  [GUICHET_FIELD_AGENT] = { "agent", GUICHET_FIELD_KIND_KEY, TRUE },
  [GUICHET_FIELD_DOMAIN] = { "domain", GUICHET_FIELD_KIND_KEY, TRUE },
  [GUICHET_FIELD_FAMILY_GROUP] = { "family-group", GUICHET_FIELD_KIND_KEY, TRUE },
  [GUICHET_FIELD_SERVICE_FAMILY] = { "service-family", GUICHET_FIELD_KIND_KEY, TRUE },
  [GUICHET_FIELD_SERVICE] = { "service", GUICHET_FIELD_KIND_KEY, TRUE },
  [GUICHET_FIELD_SUBCATEGORY] = { "subcategory", GUICHET_FIELD_KIND_KEY, TRUE },
  [GUICHET_FIELD_REQUEST_TYPE] = { "request-type", GUICHET_FIELD_KIND_CODE, TRUE },
  [GUICHET_FIELD_ORIGIN] = { "origin", GUICHET_FIELD_KIND_CODE, TRUE },
  [GUICHET_FIELD_IMPACT] = { "impact", GUICHET_FIELD_KIND_CODE, TRUE },
  [GUICHET_FIELD_URGENCY] = { "urgency", GUICHET_FIELD_KIND_CODE, TRUE },
  [GUICHET_FIELD_PRIORITY] = { "priority", GUICHET_FIELD_KIND_CODE, FALSE },
  [GUICHET_FIELD_PARENT] = { "parent", GUICHET_FIELD_KIND_KEY, TRUE },
  [GUICHET_FIELD_APPROVER] = { "approver", GUICHET_FIELD_KIND_KEY, TRUE },
  [GUICHET_FIELD_RESOLUTION_CODE] = { "resolution-code", GUICHET_FIELD_KIND_CODE, TRUE },
  [GUICHET_FIELD_SATISFACTION] = { "satisfaction", GUICHET_FIELD_KIND_CODE, TRUE },
  [GUICHET_FIELD_CLIENT_REF] = { "client-ref", GUICHET_FIELD_KIND_TEXT, FALSE },
  [GUICHET_FIELD_DESCRIPTION] = { "description", GUICHET_FIELD_KIND_HTML, TRUE },
  [GUICHET_FIELD_PENDING_REASON] = { "pending-reason", GUICHET_FIELD_KIND_PLAIN, TRUE },
  [GUICHET_FIELD_SOLUTION] = { "solution", GUICHET_FIELD_KIND_PLAIN, TRUE },
  [GUICHET_FIELD_USER_COMMENT] = { "user-comment", GUICHET_FIELD_KIND_PLAIN, TRUE },
};

/**
 * guichet_field_get_name:
 *
 * Returns: (transfer none): the name in profiles, intents and the command line
 */
const char *
guichet_field_get_name (GuichetField field)
{
  g_return_val_if_fail (field < GUICHET_N_FIELDS, NULL);

  return infos[field].name;
}

GuichetFieldKind
guichet_field_get_kind (GuichetField field)
{
  g_return_val_if_fail (field < GUICHET_N_FIELDS, GUICHET_FIELD_KIND_TEXT);

  return infos[field].kind;
}

gboolean
guichet_field_is_long (GuichetField field)
{
  return field >= GUICHET_FIELD_FIRST_LONG;
}

gboolean
guichet_field_is_writable (GuichetField field)
{
  g_return_val_if_fail (field < GUICHET_N_FIELDS, FALSE);

  return infos[field].writable;
}

/**
 * guichet_field_from_name:
 *
 * Returns: whether @name is a field; underscores count as dashes
 */
gboolean
guichet_field_from_name (const char   *name,
                         GuichetField *out_field)
{
  g_autofree char *dashed = NULL;

  g_return_val_if_fail (name != NULL, FALSE);

  dashed = g_strdelimit (g_strdup (name), "_", '-');
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    if (g_str_equal (infos[i].name, dashed))
      {
        *out_field = i;
        return TRUE;
      }

  return FALSE;
}
