#include "config.h"

#include "remote/itop-portal-thread.h"

#include "remote/html-scanner.h"
#include "remote/itop-portal-field.h"
#include "richtext/richtext.h"
#include "util/server-time.h"
#include "util/text.h"

/* Bounds of what one ticket may hold. */
#define ENTRIES_MAX 5000
#define LINE_START "========== "
#define LINE_END " ============"

/* ---- the text of a journal
 *
 *     ========== <date> : <name> (<user id>) ============
 *
 *     <message>
 *
 * What somebody writes may look like such a line: the thread is better. */

typedef struct
{
  char       *date;
  char       *author;
  gint64      user_id;
  const char *message;
  const char *end;
} Heading;

static void
clear_heading (gpointer data)
{
  Heading *heading = data;

  g_free (heading->date);
  g_free (heading->author);
}

/* @line is without its end: "2026-11-24 00:17:35 : Lucie Cabrol (11)". */
static gboolean
read_heading (const char *line,
              gsize       length,
              Heading    *heading)
{
  g_autofree char *text = g_strndup (line, length);
  char *colon = strstr (text, " : ");
  char *parenthesis = strrchr (text, '(');

  if (colon == NULL)
    return FALSE;
  *colon = '\0';
  if (!guichet_server_time_is_valid (text))
    return FALSE;
  heading->user_id = 0;
  if (parenthesis != NULL && parenthesis > colon + 2 && g_str_has_suffix (parenthesis, ")"))
    {
      parenthesis[strlen (parenthesis) - 1] = '\0';
      if (guichet_text_parse_int64 (parenthesis + 1, &heading->user_id))
        *parenthesis = '\0';
    }
  heading->date = g_strdup (text);
  heading->author = guichet_text_single_line (colon + 3);

  return TRUE;
}

/* Newest first, as they come. */
static GArray *
read_headings (const char *text)
{
  GArray *headings = g_array_new (FALSE, TRUE, sizeof (Heading));
  const char *at = text;

  g_array_set_clear_func (headings, clear_heading);
  while (headings->len < ENTRIES_MAX && (at = strstr (at, LINE_START)) != NULL)
    {
      const char *line = at + strlen (LINE_START);
      const char *line_end = strchr (line, '\n');
      const char *mark = line_end != NULL ? g_strstr_len (line, line_end - line, LINE_END) : NULL;
      Heading heading = { NULL };

      at = line;
      if (mark == NULL || !read_heading (line, (gsize) (mark - line), &heading))
        continue;
      if (headings->len > 0)
        g_array_index (headings, Heading, headings->len - 1).end = line - strlen (LINE_START);
      heading.message = line_end;
      heading.end = line_end + strlen (line_end);
      g_array_append_val (headings, heading);
      at = line_end;
    }

  return headings;
}

static GPtrArray *
entries_from_headings (GArray *headings)
{
  GPtrArray *entries = guichet_journal_entries_new ();

  for (guint i = headings->len; i > 0; i--)
    {
      const Heading *heading = &g_array_index (headings, Heading, i - 1);
      g_autofree char *message = g_strndup (heading->message, (gsize) (heading->end - heading->message));

      g_ptr_array_add (entries, guichet_journal_entry_new (heading->date, heading->author, heading->user_id,
                                                           g_strstrip (message)));
    }

  return entries;
}

/* ---- the thread */

typedef struct
{
  char *date;
  char *author;
  char *html;
} Entry;

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->date);
  g_free (entry->author);
  g_free (entry->html);
}

static void
add_content (GArray             *entries,
             GuichetHtmlScanner *scanner,
             const char         *author,
             const char         *date)
{
  const char *start;
  gsize length;
  Entry entry = { NULL };
  g_autofree char *html = NULL;

  if (entries->len >= ENTRIES_MAX || !guichet_html_scanner_read_inner (scanner, &start, &length))
    return;
  html = guichet_text_make_valid (start, (gssize) length, 0);
  entry.html = g_strdup (g_strstrip (html));
  entry.author = g_strdup (author);
  entry.date = g_strdup (date);
  g_array_append_val (entries, entry);
}

/* "2026-11-24 00:17:35 : Lucie Cabrol" or "… - Lucie Cabrol:" in the language
 * of the person; the date comes first in all of them. */
static void
read_old_heading (GuichetHtmlScanner  *scanner,
                  char               **date,
                  char               **author)
{
  g_autofree char *text = guichet_html_scanner_dup_inner_text (scanner);
  gsize length = strlen ("2026-11-24 00:17:35");
  g_autofree char *start = g_strndup (text, length);
  const char *name = strlen (text) > length ? text + length : "";

  if (!guichet_server_time_is_valid (start))
    {
      g_set_str (date, "");
      g_set_str (author, text);
      return;
    }
  g_set_str (date, start);
  while (*name == ' ' || *name == ':' || *name == '-')
    name++;
  g_free (*author);
  *author = g_strndup (name, strlen (name) - (g_str_has_suffix (name, ":") ? 1 : 0));
  g_strchomp (*author);
}

static void
read_piece (GArray              *entries,
            GuichetHtmlScanner  *scanner,
            char               **author,
            char               **date)
{
  if (guichet_html_scanner_has_class (scanner, "caselog-thread--block-user"))
    {
      g_free (*author);
      *author = guichet_html_scanner_dup_inner_text (scanner);
    }
  else if (guichet_html_scanner_has_class (scanner, "caselog-thread--block-entry-content"))
    add_content (entries, scanner, *author, "");
  else if (guichet_html_scanner_has_class (scanner, "caselog-thread--block-entry-date") && entries->len > 0)
    {
      Entry *entry = &g_array_index (entries, Entry, entries->len - 1);

      g_free (entry->date);
      entry->date = guichet_html_scanner_dup_inner_text (scanner);
    }
  else if (guichet_html_scanner_has_class (scanner, "caselog_field_entry_header"))
    read_old_heading (scanner, date, author);
  else if (guichet_html_scanner_has_class (scanner, "caselog_field_entry_content"))
    add_content (entries, scanner, *author, *date);
}

/* Newest first, as they come: the classes of 3.x, and those of 2.7. */
static GArray *
read_thread (const char *html)
{
  GArray *entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_autofree char *author = g_strdup ("");
  g_autofree char *date = g_strdup ("");
  GuichetHtmlScanner scanner;

  g_array_set_clear_func (entries, clear_entry);
  guichet_html_scanner_init (&scanner, html, -1);
  while (guichet_html_scanner_next (&scanner))
    if (scanner.kind == GUICHET_HTML_OPEN)
      read_piece (entries, &scanner, &author, &date);

  return entries;
}

/* The thread has no ids of users and writes dates as people like them; the
 * text has both. It is believed where it tells of as many entries, by the same
 * people. */
static gboolean
agree (GArray *thread,
       GArray *headings)
{
  if (thread->len != headings->len)
    return FALSE;
  for (guint i = 0; i < thread->len; i++)
    {
      const Entry *entry = &g_array_index (thread, Entry, i);
      const Heading *heading = &g_array_index (headings, Heading, i);

      if (guichet_server_time_is_valid (entry->date) && !g_str_equal (entry->date, heading->date))
        return FALSE;
    }

  return TRUE;
}

static GPtrArray *
entries_from_thread (GArray *thread,
                     GArray *headings)
{
  GPtrArray *entries = guichet_journal_entries_new ();
  gboolean helped = agree (thread, headings);

  for (guint i = thread->len; i > 0; i--)
    {
      const Entry *entry = &g_array_index (thread, Entry, i - 1);
      const Heading *heading = helped ? &g_array_index (headings, Heading, i - 1) : NULL;

      g_ptr_array_add (entries, guichet_journal_entry_new (heading != NULL ? heading->date : entry->date,
                                                           heading != NULL && *entry->author == '\0' ? heading->author
                                                                                                     : entry->author,
                                                           heading != NULL ? heading->user_id : 0,
                                                           entry->html));
    }

  return entries;
}

/**
 * guichet_portal_thread_read:
 * @field: the journal as a form shows it
 *
 * Both ways in which the server shows a journal are newest first; ours is
 * oldest first, like that of REST.
 *
 * Returns: (transfer full) (nullable) (element-type GuichetJournalEntry): %NULL
 *   when there is something, but nothing that could be understood: such a
 *   journal is unknown and not empty
 */
GPtrArray *
guichet_portal_thread_read (yyjson_val *field)
{
  const char *html = yyjson_get_str (yyjson_obj_get (field, "html"));
  g_autofree char *raw = guichet_portal_field_dup_raw (field);
  g_autoptr(GArray) thread = read_thread (html != NULL ? html : "");
  g_autoptr(GArray) headings = read_headings (raw);

  if (thread->len > 0)
    return entries_from_thread (thread, headings);
  if (headings->len == 0 && !guichet_text_is_empty (raw))
    return NULL;

  return entries_from_headings (headings);
}

/* ---- attachments */

#define ATTACHMENTS_MAX 1000
#define ROW_PREFIX "display_attachment_"

static gint64
read_order (GuichetHtmlScanner *scanner)
{
  g_autofree char *order = guichet_html_scanner_dup_attribute (scanner, "data-order");
  gint64 number;

  return guichet_text_parse_int64 (order, &number) ? number : -1;
}

/* The moment as the server's own clock shows it beside the Unix time: how far
 * the one is from the other, in seconds. */
static gint64
measure_offset (const char *local,
                gint64      moment)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) shown = guichet_server_time_is_valid (local) ? guichet_server_time_parse (local, utc) : NULL;
  gint64 offset = shown != NULL ? g_date_time_to_unix (shown) - moment : GUICHET_PORTAL_NO_OFFSET;

  return moment > 0 && ABS (offset) <= 14 * 3600 && offset % 900 == 0 ? offset : GUICHET_PORTAL_NO_OFFSET;
}

static void
read_date (GuichetAttachment  *attachment,
           GuichetHtmlScanner *scanner,
           gint64             *out_offset)
{
  gint64 moment = read_order (scanner);
  g_autofree char *local = guichet_html_scanner_dup_inner_text (scanner);

  if (guichet_server_time_is_valid (local))
    g_set_str (&attachment->date, local);
  if (out_offset != NULL && *out_offset == GUICHET_PORTAL_NO_OFFSET)
    *out_offset = measure_offset (local, moment);
}

static void
read_cell (GuichetAttachment  *attachment,
           GuichetHtmlScanner *scanner,
           const char         *role,
           gint64             *out_offset)
{
  if (g_str_equal (role, "formatted-size"))
    attachment->size = read_order (scanner);
  else if (g_str_equal (role, "upload-date"))
    read_date (attachment, scanner, out_offset);
  else if (g_str_equal (role, "filename"))
    {
      g_free (attachment->name);
      attachment->name = guichet_html_scanner_dup_inner_text (scanner);
    }
  else if (g_str_equal (role, "uploader"))
    {
      g_free (attachment->author);
      attachment->author = guichet_html_scanner_dup_inner_text (scanner);
    }
  else if (g_str_equal (role, "type"))
    {
      g_free (attachment->mime);
      attachment->mime = guichet_html_scanner_dup_inner_text (scanner);
    }
}

/* The row that begins here; NULL if it is none. */
static GuichetAttachment *
begin_row (GuichetHtmlScanner *scanner,
           gint64              ticket_id)
{
  g_autofree char *id = guichet_html_scanner_dup_attribute (scanner, "id");
  gint64 number;

  if (id == NULL || !g_str_has_prefix (id, ROW_PREFIX) ||
      !guichet_text_parse_int64 (id + strlen (ROW_PREFIX), &number) || number < 1)
    return NULL;

  return guichet_attachment_new (number, ticket_id);
}

/**
 * guichet_portal_attachments_read:
 * @field: "attachments_plugin" as a form shows it
 * @out_offset: (inout) (optional): set to the seconds by which the server's
 *   clock is ahead of UTC, where that shows and it was not known yet
 *
 * Returns: (transfer full) (element-type GuichetAttachment):
 */
GPtrArray *
guichet_portal_attachments_read (yyjson_val *field,
                                 gint64      ticket_id,
                                 gint64     *out_offset)
{
  const char *html = yyjson_get_str (yyjson_obj_get (field, "html"));
  GPtrArray *found = guichet_attachments_new ();
  GuichetHtmlScanner scanner;

  guichet_html_scanner_init (&scanner, html != NULL ? html : "", -1);
  while (guichet_html_scanner_next (&scanner) && found->len < ATTACHMENTS_MAX)
    {
      g_autofree char *role = NULL;
      GuichetAttachment *row;

      if (scanner.kind != GUICHET_HTML_OPEN)
        continue;
      if ((row = begin_row (&scanner, ticket_id)) != NULL)
        {
          g_ptr_array_add (found, row);
          continue;
        }
      role = guichet_html_scanner_dup_attribute (&scanner, "role");
      if (role != NULL && found->len > 0)
        read_cell (g_ptr_array_index (found, found->len - 1), &scanner, role, out_offset);
    }

  return found;
}
