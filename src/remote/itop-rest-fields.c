#include "config.h"

#include "remote/itop-rest-private.h"

#include "richtext/richtext.h"
#include "util/error.h"
#include "util/server-time.h"
#include "util/text.h"
#include "util/uuid.h"

/* The zone and the clock of the server need not be known exactly. */
#define CLOCK_MARGIN_SECONDS (2 * 24 * 60 * 60)

/* The comment takes the place of the author in the server's history, so it has
 * the author's name first (ITOP-PROTOCOL §1). */
yyjson_mut_val *
_guichet_itop_rest_add_operation (GuichetItopRest *self,
                                  yyjson_mut_doc  *doc,
                                  const char      *verb,
                                  const char      *class_name,
                                  const char      *output_fields)
{
  g_autofree char *comment = g_strconcat (self->identity->name, " (Guichet)", NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "operation", verb);
  yyjson_mut_obj_add_strcpy (doc, root, "comment", comment);
  yyjson_mut_obj_add_str (doc, root, "class", class_name);
  yyjson_mut_obj_add_str (doc, root, "output_fields", output_fields);

  return root;
}

static gboolean
add_key (yyjson_mut_doc  *doc,
         yyjson_mut_val  *fields,
         const char      *code,
         const char      *value,
         GError         **error)
{
  gint64 id = 0;

  /* A bare name would be parsed as a query (transcript create-32). */
  if (!guichet_text_is_empty (value) && (!guichet_text_parse_int64 (value, &id) || id < 0))
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "%s: a key must be a number", code);
      return FALSE;
    }
  yyjson_mut_obj_add_sint (doc, fields, code, id);

  return TRUE;
}

/* What the server would let a client write without it being right — status,
 * reference, dates — has no way through here (ITOP-PROTOCOL §5, §18). */
static gboolean
check_writable (GuichetProfile  *profile,
                GuichetField     field,
                GError         **error)
{
  const char *name = guichet_field_get_name (field);

  if (guichet_field_is_writable (field) && guichet_profile_has_field (profile, field))
    return TRUE;

  g_propagate_error (error, guichet_error_new (GUICHET_ERROR_INVALID, name, NULL,
                                               "The field %s cannot be written here", name));

  return FALSE;
}

static gboolean
add_change (GuichetItopRest           *self,
            yyjson_mut_doc            *doc,
            yyjson_mut_val            *fields,
            const GuichetFieldChange  *change,
            GError                   **error)
{
  const char *code = guichet_profile_get_code (self->profile, change->field);
  const char *value = change->value != NULL ? change->value : "";

  if (!check_writable (self->profile, change->field, error))
    return FALSE;
  if (guichet_field_get_kind (change->field) == GUICHET_FIELD_KIND_KEY)
    return add_key (doc, fields, code, value, error);
  yyjson_mut_obj_add_str (doc, fields, code, value);

  return TRUE;
}

gboolean
_guichet_itop_rest_add_changes (GuichetItopRest      *self,
                                yyjson_mut_doc       *doc,
                                yyjson_mut_val       *fields,
                                const GuichetIntent  *intent,
                                GError              **error)
{
  for (guint i = 0; i < intent->changes->len; i++)
    if (!add_change (self, doc, fields, g_ptr_array_index (intent->changes, i), error))
      return FALSE;

  return TRUE;
}

/* Only ever add_item: "items" would replace the whole journal, even for a plain
 * agent (transcript log-17). */
static gboolean
add_entry (GuichetItopRest      *self,
           yyjson_mut_doc       *doc,
           yyjson_mut_val       *fields,
           const GuichetIntent  *intent,
           GuichetJournal        journal,
           GError              **error)
{
  const char *code = guichet_profile_get_journal_code (self->profile, journal);
  g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);
  g_autofree char *html = guichet_html_add_marker (intent->entries[journal], marker);
  yyjson_mut_val *item;

  if (code == NULL || (journal == GUICHET_JOURNAL_PRIVATE && !guichet_identity_is_agent (self->identity)))
    {
      g_propagate_error (error, guichet_error_new (GUICHET_ERROR_INVALID, guichet_journal_to_nick (journal), NULL,
                                                   "There is no such journal for this account"));
      return FALSE;
    }
  item = yyjson_mut_obj_add_obj (doc, yyjson_mut_obj_add_obj (doc, fields, code), "add_item");
  yyjson_mut_obj_add_strcpy (doc, item, "message", html);
  yyjson_mut_obj_add_str (doc, item, "format", "html");

  return TRUE;
}

/**
 * _guichet_itop_rest_add_entries:
 * @parts: the #GuichetIntentParts to send
 */
gboolean
_guichet_itop_rest_add_entries (GuichetItopRest      *self,
                                yyjson_mut_doc       *doc,
                                yyjson_mut_val       *fields,
                                const GuichetIntent  *intent,
                                guint                 parts,
                                GError              **error)
{
  if ((parts & GUICHET_INTENT_PART_PRIVATE) &&
      !add_entry (self, doc, fields, intent, GUICHET_JOURNAL_PRIVATE, error))
    return FALSE;

  return !(parts & GUICHET_INTENT_PART_PUBLIC) ||
         add_entry (self, doc, fields, intent, GUICHET_JOURNAL_PUBLIC, error);
}

/**
 * _guichet_itop_rest_dup_since:
 *
 * Returns: (transfer full): since when to look for what @intent may have
 *   made: its first sending, less a margin, as the server writes dates
 */
char *
_guichet_itop_rest_dup_since (const GuichetIntent *intent)
{
  gint64 milliseconds = intent->first_sent > 0 ? intent->first_sent : intent->created;
  g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc (milliseconds / 1000 - CLOCK_MARGIN_SECONDS);
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();

  return guichet_server_time_format (when, utc);
}
