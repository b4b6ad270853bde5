#include "config.h"

#include "remote/ticket-reader.h"

#include "remote/json.h"
#include "richtext/richtext.h"

#define LABEL_SUFFIX "_friendlyname"

static void
read_key (GuichetTicket *ticket,
          GuichetField   field,
          yyjson_val    *fields,
          const char    *code)
{
  g_autofree char *label_code = g_strconcat (code, LABEL_SUFFIX, NULL);
  g_autofree char *label = guichet_json_dup_label (fields, label_code);
  gint64 id;

  if (!guichet_json_get_int64 (fields, code, &id) || id < 0)
    id = 0;
  guichet_ticket_set_key (ticket, field, id, label);
}

static void
read_field (GuichetTicket  *ticket,
            GuichetProfile *profile,
            GuichetField    field,
            yyjson_val     *fields)
{
  const char *code = guichet_profile_get_code (profile, field);
  yyjson_val *value = code != NULL ? yyjson_obj_get (fields, code) : NULL;
  g_autofree char *text = NULL;

  if (value == NULL)
    return;
  if (guichet_field_get_kind (field) == GUICHET_FIELD_KIND_KEY)
    {
      read_key (ticket, field, fields, code);
      return;
    }
  text = guichet_json_dup_value (value);
  guichet_ticket_set (ticket, field, text);
}

/* An entry written as text has its HTML too; if one has none all the same,
 * its plain text is shown. */
static char *
dup_entry_html (yyjson_val *value)
{
  g_autofree char *html = guichet_json_dup_text (value, "message_html");
  g_autofree char *plain = NULL;

  if (*html != '\0')
    return g_steal_pointer (&html);

  plain = guichet_json_dup_text (value, "message");

  return *plain != '\0' ? guichet_html_from_plain (plain, NULL) : g_steal_pointer (&plain);
}

static GuichetJournalEntry *
read_entry (yyjson_val *value)
{
  g_autofree char *date = guichet_json_dup_text (value, "date");
  g_autofree char *author = guichet_json_dup_label (value, "user_login");
  g_autofree char *html = dup_entry_html (value);
  gint64 user_id;

  if (!guichet_json_get_int64 (value, "user_id", &user_id))
    user_id = 0;

  return guichet_journal_entry_new (date, author, user_id, html);
}

/* Entries come oldest first, in the order of their insertion, and have no
 * identity but their place: the order is kept as it is (ITOP-PROTOCOL §6). */
static void
read_journal (GuichetTicket  *ticket,
              GuichetJournal  journal,
              yyjson_val     *log)
{
  yyjson_val *entries = yyjson_obj_get (log, "entries");
  GPtrArray *read = guichet_journal_entries_new ();
  yyjson_arr_iter iter;
  yyjson_val *value;

  yyjson_arr_iter_init (entries, &iter);
  while ((value = yyjson_arr_iter_next (&iter)) != NULL)
    if (yyjson_is_obj (value))
      g_ptr_array_add (read, read_entry (value));
  guichet_ticket_take_journal (ticket, journal, read);
}

/**
 * guichet_ticket_reader_read:
 * @fields: what the server sent of the ticket
 *
 * A field that @fields lacks stays unknown; one of a wrong shape reads as
 * empty.
 *
 * Returns: (transfer full): the ticket in logical names
 */
GuichetTicket *
guichet_ticket_reader_read (GuichetProfile *profile,
                            gint64          id,
                            yyjson_val     *fields)
{
  GuichetTicket *ticket = guichet_ticket_new (id);

  for (guint field = 0; field < GUICHET_N_FIELDS; field++)
    read_field (ticket, profile, field, fields);
  for (guint journal = 0; journal < GUICHET_N_JOURNALS; journal++)
    {
      const char *code = guichet_profile_get_journal_code (profile, journal);
      yyjson_val *log = code != NULL ? yyjson_obj_get (fields, code) : NULL;

      if (log != NULL)
        read_journal (ticket, journal, log);
    }

  return ticket;
}

static void
wish (GString    *wishes,
      GHashTable *codes,
      const char *code)
{
  if (code == NULL || (codes != NULL && !g_hash_table_contains (codes, code)))
    return;
  if (wishes->len > 0)
    g_string_append_c (wishes, ',');
  g_string_append (wishes, code);
}

static void
wish_field (GString        *wishes,
            GHashTable     *codes,
            GuichetProfile *profile,
            GuichetField    field)
{
  const char *code = guichet_profile_get_code (profile, field);

  wish (wishes, codes, code);
  if (code != NULL && guichet_field_get_kind (field) == GUICHET_FIELD_KIND_KEY)
    {
      g_autofree char *label_code = g_strconcat (code, LABEL_SUFFIX, NULL);

      wish (wishes, codes, label_code);
    }
}

/**
 * guichet_ticket_reader_wishes:
 * @internal: whether the internal journal is among them
 * @codes: (nullable): the set of attribute codes that the server has; one
 *   unknown code would make the whole call fail
 *
 * Returns: (transfer full): the output_fields of a call
 */
char *
guichet_ticket_reader_wishes (GuichetProfile *profile,
                              GHashTable     *codes,
                              GuichetDetail   detail,
                              gboolean        internal)
{
  g_autoptr(GString) wishes = g_string_new (NULL);

  for (guint field = 0; detail != GUICHET_DETAIL_IDS && field < GUICHET_N_FIELDS; field++)
    if (detail == GUICHET_DETAIL_FULL || !guichet_field_is_long (field))
      wish_field (wishes, codes, profile, field);
  for (guint journal = 0; detail == GUICHET_DETAIL_FULL && journal < GUICHET_N_JOURNALS; journal++)
    if (internal || journal != GUICHET_JOURNAL_PRIVATE)
      wish (wishes, codes, guichet_profile_get_journal_code (profile, journal));
  if (wishes->len == 0)
    g_string_append (wishes, "id");

  return g_string_free (g_steal_pointer (&wishes), FALSE);
}
