#include "config.h"

#include "store/search-document.h"

#include "richtext/richtext.h"
#include "store/attachment-table.h"
#include "store/text-table.h"
#include "store/ticket-table.h"
#include "util/text.h"

/* No column of a document gets more than this: one ticket must not hold up
 * the writer. */
#define COLUMN_MAX (1024 * 1024)

/* Seconds of one slot. Rowids near to each other keep the index small; within
 * a slot the order does not matter. */
#define SLOT_SECONDS 16

/* The people whose names a ticket is looked for by. */
static const GuichetField people[] = {
  GUICHET_FIELD_CALLER,
  GUICHET_FIELD_BENEFICIARY,
  GUICHET_FIELD_AGENT,
  GUICHET_FIELD_TEAM,
  GUICHET_FIELD_SITE,
  GUICHET_FIELD_ORGANISATION,
};

void
guichet_search_document_free (GuichetSearchDocument *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < GUICHET_N_SEARCH_COLUMNS; i++)
    g_free (self->columns[i]);
  g_free (self);
}

/* Whatever is no digit counts as none. */
static guint
read_digits (const char *text,
             guint       n)
{
  guint value = 0;

  for (guint i = 0; i < n; i++)
    value = value * 10 + (g_ascii_isdigit (text[i]) ? (guint) g_ascii_digit_value (text[i]) : 0);

  return value;
}

/**
 * guichet_search_slot:
 *
 * Rowids follow the time of the last change, whatever the order in which
 * tickets are read: "the newest hits" then needs no sort (PERF §3.1).
 *
 * Returns: a number that grows with @last_update; 1 for none
 */
gint64
guichet_search_slot (const char *last_update)
{
  static const struct { guint at, digits, units; } parts[] = {
    { 0, 4, 0 }, { 5, 2, 12 }, { 8, 2, 31 }, { 11, 2, 24 }, { 14, 2, 60 }, { 17, 2, 60 },
  };
  gint64 seconds = 0;

  if (last_update == NULL || strlen (last_update) != strlen ("2026-01-06 09:30:00"))
    return 1;

  /* Months of 31 days leave gaps and keep the order, which is all that counts;
   * a calendar costs ten times as much. */
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    seconds = seconds * parts[i].units + read_digits (last_update + parts[i].at, parts[i].digits);

  return MAX (1, seconds / SLOT_SECONDS);
}

gboolean
guichet_search_people_differ (GuichetTicket *a,
                              GuichetTicket *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    if (!g_str_equal (guichet_ticket_get_label (a, people[i]), guichet_ticket_get_label (b, people[i])))
      return TRUE;

  return !g_str_equal (guichet_ticket_get (a, GUICHET_FIELD_REF), guichet_ticket_get (b, GUICHET_FIELD_REF)) ||
         !g_str_equal (guichet_ticket_get (a, GUICHET_FIELD_TITLE), guichet_ticket_get (b, GUICHET_FIELD_TITLE));
}

/* ---- making one */

static void
append_text (GString    *out,
             const char *text)
{
  if (*text == '\0' || out->len >= COLUMN_MAX)
    return;

  if (out->len > 0)
    g_string_append_c (out, '\n');
  g_string_append (out, text);
}

static void
append_html (GString    *out,
             const char *html)
{
  g_autofree char *plain = NULL;

  if (*html == '\0' || out->len >= COLUMN_MAX)
    return;

  plain = guichet_html_to_plain (html);
  append_text (out, plain);
}

/* "Wi-Fi" is two words to FTS5; as one it is there, too. */
static void
take_column (GuichetSearchDocument *self,
             GuichetSearchColumn    column,
             GString               *text)
{
  g_autofree char *joined = guichet_text_join_hyphens (text->str);

  append_text (text, joined);
  self->size += text->len;
  self->columns[column] = g_string_free (text, FALSE);
}

static void
fill_texts (GuichetSearchDocument *self,
            GuichetTicket         *ticket)
{
  GString *out = g_string_new (NULL);

  for (guint f = GUICHET_FIELD_FIRST_LONG; f < GUICHET_N_FIELDS; f++)
    if (guichet_field_get_kind (f) == GUICHET_FIELD_KIND_HTML)
      append_html (out, guichet_ticket_get (ticket, f));
    else
      append_text (out, guichet_ticket_get (ticket, f));

  take_column (self, GUICHET_SEARCH_COLUMN_DESCRIPTION, out);
}

static void
fill_journal (GuichetSearchDocument *self,
              GuichetSearchColumn    column,
              GPtrArray             *entries)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const GuichetJournalEntry *entry = g_ptr_array_index (entries, i);

      append_text (out, entry->author);
      append_html (out, entry->html);
    }

  take_column (self, column, out);
}

static void
fill_people (GuichetSearchDocument *self,
             GuichetTicket         *ticket)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    append_text (out, guichet_ticket_get_label (ticket, people[i]));

  take_column (self, GUICHET_SEARCH_COLUMN_PEOPLE, out);
}

static gboolean
fill_files (GuichetSearchDocument  *self,
            GuichetDb              *db,
            GError                **error)
{
  g_autoptr(GPtrArray) attachments = guichet_attachment_table_list (db, self->ticket_id, error);
  GString *out;

  if (attachments == NULL)
    return FALSE;

  out = g_string_new (NULL);
  for (guint i = 0; i < attachments->len; i++)
    {
      const GuichetAttachment *attachment = g_ptr_array_index (attachments, i);

      append_text (out, attachment->name);
    }
  take_column (self, GUICHET_SEARCH_COLUMN_FILES, out);

  return TRUE;
}

static gboolean
fill (GuichetSearchDocument  *self,
      GuichetTicket          *ticket,
      GuichetDb              *db,
      GError                **error)
{
  self->slot = guichet_search_slot (guichet_ticket_get (ticket, GUICHET_FIELD_LAST_UPDATE));
  take_column (self, GUICHET_SEARCH_COLUMN_REF, g_string_new (guichet_ticket_get (ticket, GUICHET_FIELD_REF)));
  take_column (self, GUICHET_SEARCH_COLUMN_TITLE, g_string_new (guichet_ticket_get (ticket, GUICHET_FIELD_TITLE)));
  fill_texts (self, ticket);
  fill_journal (self, GUICHET_SEARCH_COLUMN_PUBLIC, guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PUBLIC));
  fill_journal (self, GUICHET_SEARCH_COLUMN_PRIVATE, guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PRIVATE));
  fill_people (self, ticket);

  return fill_files (self, db, error);
}

static gboolean
find_old_row (GuichetSearchDocument  *self,
              GuichetDb              *db,
              GError                **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT id FROM search_document WHERE ticket_id = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, self->ticket_id);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;

  self->old_row = has_row ? guichet_db_stmt_get_int64 (stmt, 0) : 0;
  return TRUE;
}

/**
 * guichet_search_document_read:
 * @out_document: (out) (transfer full): of a ticket that vanished or is not
 *   there only the place of its present document, to be removed
 *
 * Cache writer.
 */
gboolean
guichet_search_document_read (GuichetDb              *db,
                              gint64                  ticket_id,
                              GuichetSearchDocument **out_document,
                              GError                **error)
{
  g_autoptr(GuichetSearchDocument) self = g_new0 (GuichetSearchDocument, 1);
  g_auto(GuichetTicketRecord) record = { NULL };

  self->ticket_id = ticket_id;
  if (!find_old_row (self, db, error) || !guichet_ticket_table_read (db, ticket_id, &record, error))
    return FALSE;

  if (record.ticket != NULL && !record.vanished)
    {
      GuichetTicket *server = guichet_ticket_record_get_server (&record);

      if (!guichet_text_table_read (db, server, error) || !fill (self, server, db, error))
        return FALSE;
    }

  *out_document = g_steal_pointer (&self);
  return TRUE;
}
