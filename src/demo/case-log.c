#include "config.h"

#include "demo/case-log.h"

#include "demo/html-filter.h"
#include "demo/json.h"

/* Entries, oldest first, each ended by a record separator; in an entry the
 * date, the author's name, the user's id, the format and the body, parted by
 * unit separators. Neither can occur in a body. */
#define ENTRY_END  "\x1e"
#define FIELD_END  "\x1f"

enum { FIELD_DATE, FIELD_AUTHOR, FIELD_USER, FIELD_FORMAT, FIELD_BODY, N_FIELDS };

static char *
without_separators (const char *body)
{
  return g_strdelimit (g_strdup (body), ENTRY_END FIELD_END, ' ');
}

/**
 * demo_case_log_append:
 * @html: whether @body is HTML, already cleaned; else exact text
 *
 * Returns: (transfer full): the log with one more entry
 */
char *
demo_case_log_append (const char *log,
                      const char *date,
                      const char *author,
                      gint64      user_id,
                      gboolean    html,
                      const char *body)
{
  g_autofree char *clean = without_separators (body);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, user_id);

  return g_strconcat (log, date, FIELD_END, author, FIELD_END, id, FIELD_END, html ? "h" : "t", FIELD_END,
                      clean, ENTRY_END, NULL);
}

static void
append_entry (const char *entry,
              GString    *out)
{
  g_auto(GStrv) fields = g_strsplit (entry, FIELD_END, N_FIELDS);
  g_autofree char *other = NULL;
  gboolean html;

  g_assert (g_strv_length (fields) == N_FIELDS);
  html = *fields[FIELD_FORMAT] == 'h';
  other = html ? demo_html_to_plain (fields[FIELD_BODY]) : demo_html_from_text (fields[FIELD_BODY]);

  g_string_append_c (out, '{');
  demo_json_append_member (out, "date", fields[FIELD_DATE]);
  g_string_append_c (out, ',');
  demo_json_append_member (out, "user_login", fields[FIELD_AUTHOR]);
  g_string_append_c (out, ',');
  demo_json_append_member (out, "user_id", fields[FIELD_USER]);
  g_string_append_c (out, ',');
  demo_json_append_member (out, "message", html ? other : fields[FIELD_BODY]);
  g_string_append_c (out, ',');
  demo_json_append_member (out, "message_html", html ? fields[FIELD_BODY] : other);
  g_string_append_c (out, '}');
}

/* Appends {"entries":[…]} (ITOP-PROTOCOL §6). */
void
demo_case_log_append_json (const char *log,
                           GString    *out)
{
  g_auto(GStrv) entries = g_strsplit (log, ENTRY_END, -1);

  g_string_append (out, "{\"entries\":[");
  for (guint i = 0; entries[i] != NULL && *entries[i] != '\0'; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_entry (entries[i], out);
    }
  g_string_append (out, "]}");
}

static void
entry_free (gpointer data)
{
  DemoCaseEntry *entry = data;

  g_free (entry->date);
  g_free (entry->author);
  g_free (entry->user_id);
  g_free (entry->html);
  g_free (entry);
}

static DemoCaseEntry *
parse_entry (const char *text)
{
  g_auto(GStrv) fields = g_strsplit (text, FIELD_END, N_FIELDS);
  DemoCaseEntry *entry = g_new0 (DemoCaseEntry, 1);

  g_assert (g_strv_length (fields) == N_FIELDS);
  entry->date = g_strdup (fields[FIELD_DATE]);
  entry->author = g_strdup (fields[FIELD_AUTHOR]);
  entry->user_id = g_strdup (fields[FIELD_USER]);
  entry->html = *fields[FIELD_FORMAT] == 'h' ? g_strdup (fields[FIELD_BODY])
                                             : demo_html_from_text (fields[FIELD_BODY]);
  return entry;
}

/* Returns: (transfer full) (element-type DemoCaseEntry): oldest first */
GPtrArray *
demo_case_log_list (const char *log)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);
  g_auto(GStrv) texts = g_strsplit (log, ENTRY_END, -1);

  for (guint i = 0; texts[i] != NULL && *texts[i] != '\0'; i++)
    g_ptr_array_add (entries, parse_entry (texts[i]));

  return entries;
}

guint
demo_case_log_count_entries (const char *log)
{
  guint n = 0;

  for (const char *p = strstr (log, ENTRY_END); p != NULL; p = strstr (p + 1, ENTRY_END))
    n++;

  return n;
}

/* How many entries hold @marker; one that holds it twice counts once. */
guint
demo_case_log_count_marker (const char *log,
                            const char *marker)
{
  g_auto(GStrv) entries = g_strsplit (log, ENTRY_END, -1);
  guint n = 0;

  for (guint i = 0; entries[i] != NULL; i++)
    if (strstr (entries[i], marker) != NULL)
      n++;

  return n;
}
