#include "config.h"

#include "demo/portal-thread.h"

#include "demo/case-log.h"
#include "demo/portal-text.h"

static void
append_header (GPtrArray *entries,
               GString   *html)
{
  g_autoptr(GHashTable) authors = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++)
    g_hash_table_add (authors, ((DemoCaseEntry *) g_ptr_array_index (entries, i))->user_id);
  g_string_append_printf (html,
                          "<div class=\"caselog-thread--header\">"
                          "<span class=\"caselog-thread--header-info pull-right\">"
                          "<span class=\"caselog-thread--participants-count\">%u</span> "
                          "<span class=\"caselog-thread--messages-count\">%u</span></span></div>\n",
                          g_hash_table_size (authors), entries->len);
}

/* The first letters of the names. */
static void
append_initials (const char *author,
                 GString    *html)
{
  g_auto(GStrv) names = g_strsplit (author, " ", 2);

  for (guint i = 0; names[i] != NULL && *names[i] != '\0'; i++)
    g_string_append_unichar (html, g_unichar_toupper (g_utf8_get_char (names[i])));
}

static void
begin_block (const DemoCaseEntry *entry,
             gboolean             is_me,
             GString             *html)
{
  g_autofree char *author = demo_portal_escape (entry->author);

  g_string_append_printf (html,
                          "<div class=\"caselog-thread--block %s\">\n"
                          "<div class=\"caselog-thread--block-medallion\" data-toggle=\"tooltip\" title=\"%s\">",
                          is_me ? "caselog-thread--block-me" : "", author);
  append_initials (author, html);
  g_string_append_printf (html,
                          "</div>\n<div class=\"caselog-thread--block-user\">%s</div>\n"
                          "<div class=\"caselog-thread--block-entries\">\n", author);
}

static void
append_entry (const DemoCaseEntry *entry,
              guint                number,
              GString             *html)
{
  g_string_append_printf (html,
                          "<div class=\"caselog-thread--block-entry\" data-entry-id=\"%u\">\n"
                          "<div class=\"caselog-thread--block-entry-content\">%s</div>\n"
                          "<div class=\"caselog-thread--block-entry-date\" data-toggle=\"tooltip\">%s</div>\n</div>\n",
                          number, entry->html, entry->date);
}

static gboolean
is_new_day (const DemoCaseEntry *entry,
            const DemoCaseEntry *before)
{
  return before == NULL || strncmp (entry->date, before->date, strlen ("2026-11-24")) != 0;
}

/**
 * demo_portal_append_thread:
 * @user_id: of whoever reads
 *
 * Newest first; the consecutive entries of one author on one day share a
 * block (PORTAL-PROTOCOL §5).
 */
void
demo_portal_append_thread (const char *log,
                           gint64      user_id,
                           GString    *html)
{
  g_autoptr(GPtrArray) entries = demo_case_log_list (log);
  const DemoCaseEntry *before = NULL;

  if (entries->len == 0)
    return;

  g_string_append (html, "<div class=\"caselog-thread\">\n");
  append_header (entries, html);
  for (guint i = entries->len; i > 0; i--)
    {
      const DemoCaseEntry *entry = g_ptr_array_index (entries, i - 1);
      gboolean new_day = is_new_day (entry, before);

      if (new_day || !g_str_equal (entry->user_id, before->user_id))
        {
          if (before != NULL)
            g_string_append (html, "</div></div>\n");
          if (new_day)
            g_string_append_printf (html, "<div class=\"caselog-thread--date\">%.10s</div>\n", entry->date);
          begin_block (entry, g_ascii_strtoll (entry->user_id, NULL, 10) == user_id, html);
        }
      append_entry (entry, i, html);
      before = entry;
    }
  g_string_append (html, "</div></div>\n</div>\n");
}

/* Returns: (transfer full): the same as one text, which a message can imitate */
char *
demo_portal_flatten_log (const char *log)
{
  g_autoptr(GPtrArray) entries = demo_case_log_list (log);
  GString *text = g_string_new (NULL);

  for (guint i = entries->len; i > 0; i--)
    {
      const DemoCaseEntry *entry = g_ptr_array_index (entries, i - 1);

      g_string_append_printf (text, "\n========== %s : %s (%s) ============\n\n%s",
                              entry->date, entry->author, entry->user_id, entry->html);
    }

  return g_string_free (text, FALSE);
}
