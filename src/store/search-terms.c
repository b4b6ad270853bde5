#include "config.h"

#include "store/search-terms.h"

#include "util/text.h"

#include <sqlite3.h>

/* The words of what a person typed, cut by FTS5's own tokenizer: with
 * detail=column a quoted word that FTS5 would cut in two is an error, and no
 * rule of ours would cut exactly as it does. */

typedef struct
{
  GPtrArray *words;
  guint      max;
  int        end;               /* of the last word, in bytes of the text */
} Tokens;

static fts5_api *
find_api (sqlite3 *handle)
{
  fts5_api *api = NULL;
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (handle, "SELECT fts5 (?1)", -1, &stmt, NULL) == SQLITE_OK)
    {
      sqlite3_bind_pointer (stmt, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (stmt);
    }
  sqlite3_finalize (stmt);

  return api;
}

static int
add_token_cb (void       *user_data,
              int         flags,
              const char *token,
              int         length,
              int         start,
              int         end)
{
  Tokens *tokens = user_data;

  if (tokens->words->len < tokens->max)
    g_ptr_array_add (tokens->words, g_strndup (token, (gsize) length));
  tokens->end = end;

  return SQLITE_OK;
}

static gboolean
tokenize (GuichetDb   *db,
          const char  *text,
          Tokens      *tokens,
          GError     **error)
{
  /* As table search was made: 003.sql. */
  const char *arguments[] = { "remove_diacritics", "2" };
  fts5_api *api = find_api (guichet_db_get_handle (db));
  fts5_tokenizer tokenizer;
  Fts5Tokenizer *instance = NULL;
  gpointer context;
  int result = SQLITE_ERROR;

  if (api != NULL)
    result = api->xFindTokenizer (api, "unicode61", &context, &tokenizer);
  if (result == SQLITE_OK)
    result = tokenizer.xCreate (context, arguments, G_N_ELEMENTS (arguments), &instance);
  if (result == SQLITE_OK)
    result = tokenizer.xTokenize (instance, tokens, FTS5_TOKENIZE_QUERY, text, (int) strlen (text), add_token_cb);
  if (instance != NULL)
    tokenizer.xDelete (instance);

  if (result == SQLITE_OK)
    return TRUE;

  g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_DATABASE, "SQLite %d while cutting words", result);
  return FALSE;
}

/* A word is never more than a string to FTS5: its operators have no meaning
 * between quotes. */
static void
append_term (GString    *query,
             const char *word)
{
  if (query->len > 0)
    g_string_append_c (query, ' ');
  g_string_append_c (query, '"');
  for (const char *p = word; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (query, '"');
      g_string_append_c (query, *p);
    }
  g_string_append_c (query, '"');
}

static gboolean
build_plain (GuichetDb   *db,
             const char  *text,
             char       **out_query,
             GError     **error)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GString) query = g_string_new (NULL);
  Tokens tokens = { .words = words, .max = GUICHET_SEARCH_TERMS_MAX };

  if (!tokenize (db, text, &tokens, error))
    return FALSE;

  for (guint i = 0; i < words->len; i++)
    append_term (query, g_ptr_array_index (words, i));
  if (words->len > 0 && text[tokens.end] == '\0')
    g_string_append (query, " *");

  *out_query = words->len > 0 ? g_string_free (g_steal_pointer (&query), FALSE) : NULL;
  return TRUE;
}

/**
 * guichet_search_terms_build:
 * @text: what the person typed
 * @out_query: (out) (transfer full) (nullable): all words, as FTS5 wants them;
 *   the last one may be a beginning unless something was typed behind it.
 *   %NULL when there is no word in @text
 *
 * Words with hyphens are looked for as they are and as one word: documents
 * have both (search-document.c), and people write either.
 */
gboolean
guichet_search_terms_build (GuichetDb   *db,
                            const char  *text,
                            char       **out_query,
                            GError     **error)
{
  g_autofree char *joined = guichet_text_drop_hyphens (text);
  g_autofree char *plain = NULL;
  g_autofree char *other = NULL;

  if (!build_plain (db, text, &plain, error) || (joined != NULL && !build_plain (db, joined, &other, error)))
    return FALSE;

  *out_query = plain != NULL && other != NULL ? g_strdup_printf ("(%s) OR (%s)", plain, other)
                                              : g_steal_pointer (&plain);
  return TRUE;
}

/* ---- without an index */

static gboolean
has_word (GPtrArray  *words,
          const char *wanted,
          gboolean    may_begin)
{
  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);

      if (may_begin ? g_str_has_prefix (word, wanted) : g_str_equal (word, wanted))
        return TRUE;
    }

  return FALSE;
}

static gboolean
match_plain (GuichetDb   *db,
             const char  *text,
             GPtrArray   *words,
             gboolean    *out_matches,
             GError     **error)
{
  g_autoptr(GPtrArray) wanted = g_ptr_array_new_with_free_func (g_free);
  Tokens tokens = { .words = wanted, .max = GUICHET_SEARCH_TERMS_MAX };
  gboolean unfinished;

  if (!tokenize (db, text, &tokens, error))
    return FALSE;

  unfinished = wanted->len > 0 && text[tokens.end] == '\0';
  *out_matches = wanted->len > 0;
  for (guint i = 0; i < wanted->len; i++)
    *out_matches &= has_word (words, g_ptr_array_index (wanted, i), unfinished && i + 1 == wanted->len);

  return TRUE;
}

/**
 * guichet_search_terms_match:
 * @text: what the person typed
 * @document: a text that is in no index
 *
 * As guichet_search_terms_build() would have it found.
 */
gboolean
guichet_search_terms_match (GuichetDb   *db,
                            const char  *text,
                            const char  *document,
                            gboolean    *out_matches,
                            GError     **error)
{
  g_autofree char *joined = guichet_text_drop_hyphens (text);
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  Tokens tokens = { .words = words, .max = G_MAXUINT };

  if (!tokenize (db, document, &tokens, error) || !match_plain (db, text, words, out_matches, error))
    return FALSE;

  return *out_matches || joined == NULL || match_plain (db, joined, words, out_matches, error);
}
