#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GuichetField:
 *
 * The logical fields of a ticket. Everything above remote/ speaks of these; a
 * profile maps them to the server's attribute codes.
 */
typedef enum
{
  GUICHET_FIELD_REF,
  GUICHET_FIELD_TITLE,
  GUICHET_FIELD_STATUS,
  GUICHET_FIELD_OPERATIONAL_STATUS,
  GUICHET_FIELD_START_DATE,
  GUICHET_FIELD_LAST_UPDATE,
  GUICHET_FIELD_ASSIGNMENT_DATE,
  GUICHET_FIELD_PENDING_DATE,
  GUICHET_FIELD_RESOLUTION_DATE,
  GUICHET_FIELD_CLOSE_DATE,
  GUICHET_FIELD_TTO_DEADLINE,
  GUICHET_FIELD_TTR_DEADLINE,
  GUICHET_FIELD_ORGANISATION,
  GUICHET_FIELD_CALLER,
  GUICHET_FIELD_BENEFICIARY,
  GUICHET_FIELD_SITE,
  GUICHET_FIELD_CALLBACK_PHONE,
  GUICHET_FIELD_AVAILABILITY,
  GUICHET_FIELD_TEAM,
  GUICHET_FIELD_AGENT,
  GUICHET_FIELD_DOMAIN,
  GUICHET_FIELD_FAMILY_GROUP,
  GUICHET_FIELD_SERVICE_FAMILY,
  GUICHET_FIELD_SERVICE,
  GUICHET_FIELD_SUBCATEGORY,
  GUICHET_FIELD_REQUEST_TYPE,
  GUICHET_FIELD_ORIGIN,
  GUICHET_FIELD_IMPACT,
  GUICHET_FIELD_URGENCY,
  GUICHET_FIELD_PRIORITY,
  GUICHET_FIELD_PARENT,
  GUICHET_FIELD_APPROVER,
  GUICHET_FIELD_RESOLUTION_CODE,
  GUICHET_FIELD_SATISFACTION,
  GUICHET_FIELD_CLIENT_REF,
  /* Long texts: their own table, fetched with the journals. */
  GUICHET_FIELD_DESCRIPTION,
  GUICHET_FIELD_PENDING_REASON,
  GUICHET_FIELD_SOLUTION,
  GUICHET_FIELD_USER_COMMENT,
} GuichetField;

#define GUICHET_N_FIELDS (GUICHET_FIELD_USER_COMMENT + 1)
#define GUICHET_FIELD_FIRST_LONG GUICHET_FIELD_DESCRIPTION

typedef enum
{
  GUICHET_FIELD_KIND_TEXT,      /* one line */
  GUICHET_FIELD_KIND_CODE,      /* a code out of a list; never a label */
  GUICHET_FIELD_KIND_TIME,      /* the server's text, see util/server-time.h */
  GUICHET_FIELD_KIND_KEY,       /* an id, with the name of what it points at as label */
  GUICHET_FIELD_KIND_PLAIN,     /* several lines of plain text */
  GUICHET_FIELD_KIND_HTML,
} GuichetFieldKind;

const char       *guichet_field_get_name    (GuichetField  field);
GuichetFieldKind  guichet_field_get_kind    (GuichetField  field);
gboolean          guichet_field_is_long     (GuichetField  field);
gboolean          guichet_field_is_writable (GuichetField  field);
gboolean          guichet_field_from_name   (const char   *name,
                                             GuichetField *out_field);

G_END_DECLS
