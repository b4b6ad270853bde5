#include "config.h"

#include "store/db-text.h"

#include "util/text.h"

/* guichet_fold (text): without case and accents, as computed columns are; NULL
 * becomes "". */
static void
fold (sqlite3_context  *context,
      int               n_values,
      sqlite3_value   **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);

  sqlite3_result_text (context, guichet_text_fold (text), -1, g_free);
}

/* guichet_join_hyphens (text): its hyphenated words without hyphens. */
static void
join_hyphens (sqlite3_context  *context,
              int               n_values,
              sqlite3_value   **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);

  sqlite3_result_text (context, guichet_text_join_hyphens (text), -1, g_free);
}

int
_guichet_db_text_add_functions (sqlite3 *handle)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
  int result = sqlite3_create_function_v2 (handle, "guichet_fold", 1, flags, NULL, fold, NULL, NULL, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_create_function_v2 (handle, "guichet_join_hyphens", 1, flags, NULL, join_hyphens, NULL, NULL, NULL);

  return result;
}
