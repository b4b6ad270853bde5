#include "config.h"

#include "cli/ticket-json.h"

#include "model/attachment.h"
#include "richtext/richtext.h"

/* jq and others read last_update more easily than last-update. */
static char *
dup_member_name (GuichetField field)
{
  return g_strdelimit (g_strdup (guichet_field_get_name (field)), "-", '_');
}

static void
add_key (GuichetJsonWriter *json,
         const char        *name,
         GuichetTicket     *ticket,
         GuichetField       field)
{
  gint64 id = guichet_ticket_get_key (ticket, field);

  if (id == 0)
    {
      guichet_json_writer_add_string (json, name, NULL);
      return;
    }

  guichet_json_writer_begin_object (json, name);
  guichet_json_writer_add_int (json, "id", id);
  guichet_json_writer_add_string (json, "name", guichet_ticket_get_label (ticket, field));
  guichet_json_writer_end_object (json);
}

static void
add_code (GuichetJsonWriter *json,
          const char        *name,
          GuichetProfile    *profile,
          GuichetField       field,
          const char        *code)
{
  guichet_json_writer_begin_object (json, name);
  guichet_json_writer_add_string (json, "code", code);
  guichet_json_writer_add_string (json, "label", guichet_profile_get_value_label (profile, field, code));
  guichet_json_writer_end_object (json);
}

static void
add_field (GuichetJsonWriter *json,
           GuichetTicket     *ticket,
           GuichetProfile    *profile,
           GuichetField       field)
{
  const char *value = guichet_ticket_peek (ticket, field);
  g_autofree char *name = dup_member_name (field);
  g_autofree char *plain = NULL;

  if (value == NULL)
    return;

  switch (guichet_field_get_kind (field))
    {
    case GUICHET_FIELD_KIND_KEY:
      add_key (json, name, ticket, field);
      break;

    case GUICHET_FIELD_KIND_CODE:
      add_code (json, name, profile, field, value);
      break;

    case GUICHET_FIELD_KIND_HTML:
      plain = guichet_html_to_plain (value);
      guichet_json_writer_add_string (json, name, plain);
      break;

    case GUICHET_FIELD_KIND_TIME:
      guichet_json_writer_add_string (json, name, *value != '\0' ? value : NULL);
      break;

    case GUICHET_FIELD_KIND_TEXT:
    case GUICHET_FIELD_KIND_PLAIN:
    default:
      guichet_json_writer_add_string (json, name, value);
      break;
    }
}

/**
 * guichet_json_add_ticket:
 * @whole: long texts too
 *
 * A field that the server lacks is left out; an empty key or date is null.
 */
void
guichet_json_add_ticket (GuichetJsonWriter *json,
                         const char        *name,
                         GuichetTicket     *ticket,
                         GuichetProfile    *profile,
                         gboolean           whole)
{
  guint n = whole ? GUICHET_N_FIELDS : GUICHET_FIELD_FIRST_LONG;

  guichet_json_writer_begin_object (json, name);
  guichet_json_writer_add_int (json, "id", guichet_ticket_get_id (ticket));
  for (guint field = 0; field < n; field++)
    add_field (json, ticket, profile, field);
  guichet_json_writer_end_object (json);
}

static void
add_entry (GuichetJsonWriter         *json,
           const GuichetJournalEntry *entry)
{
  g_autofree char *plain = guichet_html_to_plain (entry->html);

  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_add_string (json, "date", *entry->date != '\0' ? entry->date : NULL);
  guichet_json_writer_add_string (json, "author", entry->author);
  guichet_json_writer_add_string (json, "text", plain);
  guichet_json_writer_add_string (json, "html", entry->html);
  guichet_json_writer_add_string (json, "waiting", entry->intent);
  guichet_json_writer_end_object (json);
}

/* Adds "journals"; one that was not read is null. */
void
guichet_json_add_journals (GuichetJsonWriter *json,
                           GuichetTicket     *ticket)
{
  guichet_json_writer_begin_object (json, "journals");
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    {
      GPtrArray *entries = guichet_ticket_get_journal (ticket, i);

      if (entries == NULL)
        {
          guichet_json_writer_add_string (json, guichet_journal_to_nick (i), NULL);
          continue;
        }

      guichet_json_writer_begin_array (json, guichet_journal_to_nick (i));
      for (guint k = 0; k < entries->len; k++)
        add_entry (json, g_ptr_array_index (entries, k));
      guichet_json_writer_end_array (json);
    }
  guichet_json_writer_end_object (json);
}

void
guichet_json_add_attachments (GuichetJsonWriter *json,
                              GPtrArray         *attachments)
{
  guichet_json_writer_begin_array (json, "attachments");
  for (guint i = 0; i < attachments->len; i++)
    {
      const GuichetAttachment *attachment = g_ptr_array_index (attachments, i);

      guichet_json_writer_begin_object (json, NULL);
      guichet_json_writer_add_int (json, "id", attachment->id);
      guichet_json_writer_add_string (json, "name", attachment->name);
      guichet_json_writer_add_string (json, "type", attachment->mime);
      guichet_json_writer_add_string (json, "date", attachment->date);
      guichet_json_writer_add_string (json, "author", attachment->author);
      guichet_json_writer_end_object (json);
    }
  guichet_json_writer_end_array (json);
}

static void
add_changes (GuichetJsonWriter   *json,
             const GuichetIntent *intent)
{
  guichet_json_writer_begin_object (json, "set");
  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);
      g_autofree char *name = dup_member_name (change->field);

      guichet_json_writer_add_string (json, name, change->value);
    }
  guichet_json_writer_end_object (json);
}

static void
add_reason (GuichetJsonWriter   *json,
            const GuichetIntent *intent)
{
  if (intent->detail == NULL)
    {
      guichet_json_writer_add_string (json, "reason", NULL);
      return;
    }

  guichet_json_writer_begin_object (json, "reason");
  guichet_json_writer_add_string (json, "code", guichet_error_to_nick (intent->reason));
  guichet_json_writer_add_string (json, "field", intent->reason_field);
  guichet_json_writer_add_string (json, "detail", intent->detail);
  guichet_json_writer_end_object (json);
}

void
guichet_json_add_intent (GuichetJsonWriter   *json,
                         const char          *name,
                         const GuichetIntent *intent)
{
  guichet_json_writer_begin_object (json, name);
  guichet_json_writer_add_string (json, "id", intent->uuid);
  guichet_json_writer_add_string (json, "kind", guichet_intent_kind_to_nick (intent->kind));
  guichet_json_writer_add_string (json, "state", guichet_intent_state_to_nick (intent->state));
  guichet_json_writer_add_int (json, "ticket_id", intent->ticket_id);
  guichet_json_writer_add_string (json, "ref", intent->ref);
  guichet_json_writer_add_string (json, "title", intent->title);
  guichet_json_writer_add_string (json, "action", intent->action);
  add_changes (json, intent);
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    {
      g_autofree char *plain = intent->entries[i] != NULL ? guichet_html_to_plain (intent->entries[i]) : NULL;

      guichet_json_writer_add_string (json, guichet_journal_to_nick (i), plain);
    }
  guichet_json_writer_add_string (json, "file", intent->file_name);
  guichet_json_writer_add_int (json, "attempts", intent->attempts);
  add_reason (json, intent);
  guichet_json_writer_end_object (json);
}
