#include "config.h"

#include "ui/agent/csv.h"

#include "util/text.h"

#include <string.h>

/* What makes a spreadsheet calculate, or read on in a new cell. Some look
 * behind spaces for it, and take the wide forms of the same signs. */
static gboolean
is_formula (const char *text)
{
  static const char * const starts[] = { "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠" };
  const char *first = text + strspn (text, " ");

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (first, starts[i]) || g_str_has_prefix (text, starts[i]))
      return TRUE;

  return FALSE;
}

/**
 * guichet_csv_append_cell:
 * @text: (nullable): whatever a server sent; broken UTF-8 and NULs do not get
 *   through
 *
 * Always quoted, so that no separator matters. An apostrophe in front of what
 * looks like a formula makes a text of it.
 */
void
guichet_csv_append_cell (GString    *csv,
                         const char *text)
{
  g_autofree char *valid = NULL;

  g_return_if_fail (csv != NULL);

  valid = guichet_text_make_valid (text != NULL ? text : "", -1, 0);
  g_string_append_c (csv, '"');
  if (is_formula (valid))
    g_string_append_c (csv, '\'');
  for (const char *at = valid; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *at);
    }
  g_string_append_c (csv, '"');
}

/**
 * guichet_csv_append_row:
 * @cells: (array zero-terminated=1)
 *
 * With the end of line of RFC 4180.
 */
void
guichet_csv_append_row (GString            *csv,
                        const char * const *cells,
                        char                separator)
{
  g_return_if_fail (csv != NULL && cells != NULL);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (csv, separator);
      guichet_csv_append_cell (csv, cells[i]);
    }
  g_string_append (csv, "\r\n");
}
