#include "config.h"

#include "ui/ticket/outbox-export.h"

#include "richtext/richtext.h"
#include "ui/ticket/outbox-row.h"
#include "ui/common/field-title.h"
#include "ui/ticket/delivery.h"
#include "ui/ticket/ticket-form.h"
#include "util/json-writer.h"

#include <glib/gi18n.h>

static const char * const entry_names[GUICHET_N_JOURNALS] = {
  [GUICHET_JOURNAL_PRIVATE] = "private_entry",
  [GUICHET_JOURNAL_PUBLIC] = "public_entry",
};

/* Returns: (transfer full): ISO 8601 with the offset; "" for never */
static char *
format_time (gint64 milliseconds)
{
  g_autoptr(GDateTime) time = NULL;

  if (milliseconds == 0)
    return g_strdup ("");
  time = g_date_time_new_from_unix_local (milliseconds / 1000);

  return time != NULL ? g_date_time_format_iso8601 (time) : g_strdup ("");
}

/* ---- to read */

static const char *
get_entry_title (GuichetJournal journal)
{
  return journal == GUICHET_JOURNAL_PRIVATE ? _("Agent Journal") : _("Requester Journal");
}

static void
append_value (GString    *text,
              const char *title,
              const char *html_or_plain,
              gboolean    is_html)
{
  g_autofree char *plain = is_html ? guichet_html_to_plain (html_or_plain) : g_strdup (html_or_plain);

  /* Translators: a field of a ticket, then its value */
  g_string_append_printf (text, _("%s: %s"), title, plain);
  g_string_append_c (text, '\n');
}

static void
append_intent (GString             *text,
               const GuichetIntent *intent,
               GuichetProfile      *profile)
{
  g_autofree char *title = guichet_outbox_dup_title (profile, intent);
  g_autofree char *state = guichet_delivery_describe (intent, TRUE);
  g_autofree char *created = format_time (intent->created);

  g_string_append_printf (text, "## %s\n", title);
  if (intent->title != NULL)
    g_string_append_printf (text, "%s\n", intent->title);
  g_string_append_printf (text, "%s — %s\n", created, state);
  if (intent->detail != NULL)
    g_string_append_printf (text, "(%s)\n", intent->detail);
  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);

      append_value (text, guichet_field_get_title (change->field),
                    change->label != NULL ? change->label : change->value,
                    guichet_field_get_kind (change->field) == GUICHET_FIELD_KIND_HTML);
    }
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    if (intent->entries[i] != NULL)
      append_value (text, get_entry_title (i), intent->entries[i], TRUE);
  if (intent->file_name != NULL)
    append_value (text, _("File"), intent->file_name, FALSE);
  g_string_append_c (text, '\n');
}

/**
 * guichet_outbox_export_text:
 * @intents: (element-type GuichetIntent):
 *
 * Returns: (transfer full): to be read by a person
 */
char *
guichet_outbox_export_text (GPtrArray      *intents,
                            GuichetProfile *profile)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "# %s\n\n", _("Outbox"));
  for (guint i = 0; i < intents->len; i++)
    append_intent (text, g_ptr_array_index (intents, i), profile);

  return g_string_free (text, FALSE);
}

/* ---- for programs */

static void
add_text (GuichetJsonWriter *json,
          const char        *name,
          const char        *value)
{
  if (value != NULL)
    guichet_json_writer_add_string (json, name, value);
}

static void
add_time (GuichetJsonWriter *json,
          const char        *name,
          gint64             milliseconds)
{
  g_autofree char *text = format_time (milliseconds);

  if (*text != '\0')
    guichet_json_writer_add_string (json, name, text);
}

static void
add_changes (GuichetJsonWriter   *json,
             const GuichetIntent *intent)
{
  guichet_json_writer_begin_array (json, "changes");
  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);

      guichet_json_writer_begin_object (json, NULL);
      add_text (json, "field", guichet_field_get_name (change->field));
      add_text (json, "before", change->base);
      add_text (json, "value", change->value);
      add_text (json, "label", change->label);
      guichet_json_writer_end_object (json);
    }
  guichet_json_writer_end_array (json);
}

static void
add_intent (GuichetJsonWriter   *json,
            const GuichetIntent *intent)
{
  guichet_json_writer_begin_object (json, NULL);
  add_text (json, "uuid", intent->uuid);
  add_text (json, "kind", guichet_intent_kind_to_nick (intent->kind));
  add_text (json, "state", guichet_intent_state_to_nick (intent->state));
  guichet_json_writer_add_int (json, "ticket", intent->ticket_id);
  add_text (json, "ref", intent->ref);
  add_text (json, "title", intent->title);
  add_text (json, "action", intent->action);
  add_text (json, "status_before", intent->base_status);
  add_time (json, "created", intent->created);
  add_time (json, "first_sent", intent->first_sent);
  add_time (json, "last_sent", intent->last_sent);
  guichet_json_writer_add_int (json, "attempts", intent->attempts);
  add_changes (json, intent);
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    add_text (json, entry_names[i], intent->entries[i]);
  add_text (json, "file", intent->file_name);
  if (intent->detail != NULL)
    add_text (json, "reason", guichet_error_to_nick (intent->reason));
  add_text (json, "reason_field", intent->reason_field);
  add_text (json, "detail", intent->detail);
  guichet_json_writer_end_object (json);
}

/**
 * guichet_outbox_export_json:
 * @intents: (element-type GuichetIntent):
 *
 * Returns: (transfer full): all that is known of each operation
 */
char *
guichet_outbox_export_json (GPtrArray *intents)
{
  g_autoptr(GuichetJsonWriter) json = guichet_json_writer_new ();

  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_begin_array (json, "outbox");
  for (guint i = 0; i < intents->len; i++)
    add_intent (json, g_ptr_array_index (intents, i));
  guichet_json_writer_end_array (json);
  guichet_json_writer_end_object (json);

  return g_strdup (guichet_json_writer_get_text (json));
}
