#include "config.h"

#include "store/found.h"

#include "store/search-document.h"
#include "store/store-private.h"
#include "util/text.h"

/* Characters of a snippet before its word and in all. */
#define BEFORE 40
#define LENGTH 140

typedef struct
{
  GArray    *ids;
  char     **words;             /* folded */
  gboolean   with_private;
} Explaining;

static const GuichetFoundIn columns[GUICHET_N_SEARCH_COLUMNS] = {
  [GUICHET_SEARCH_COLUMN_REF] = GUICHET_FOUND_SUBJECT,
  [GUICHET_SEARCH_COLUMN_TITLE] = GUICHET_FOUND_SUBJECT,
  [GUICHET_SEARCH_COLUMN_DESCRIPTION] = GUICHET_FOUND_DESCRIPTION,
  [GUICHET_SEARCH_COLUMN_PUBLIC] = GUICHET_FOUND_PUBLIC,
  [GUICHET_SEARCH_COLUMN_PRIVATE] = GUICHET_FOUND_PRIVATE,
  [GUICHET_SEARCH_COLUMN_PEOPLE] = GUICHET_FOUND_PEOPLE,
  [GUICHET_SEARCH_COLUMN_FILES] = GUICHET_FOUND_FILES,
};

void
guichet_found_free (GuichetFound *self)
{
  if (self == NULL)
    return;

  g_free (self->snippet);
  g_free (self);
}

static void
free_explaining (gpointer data)
{
  Explaining *self = data;

  g_array_unref (self->ids);
  g_strfreev (self->words);
  g_free (self);
}

/* ---- words */

static char **
cut_words (const char *text)
{
  g_autofree char *folded = guichet_text_fold (text);
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  const char *start = NULL;

  for (const char *p = folded;; p = g_utf8_next_char (p))
    {
      gboolean inside = *p != '\0' && g_unichar_isalnum (g_utf8_get_char (p));

      if (inside && start == NULL)
        start = p;
      if (!inside && start != NULL)
        {
          g_ptr_array_add (words, g_strndup (start, (gsize) (p - start)));
          start = NULL;
        }
      if (*p == '\0')
        break;
    }
  g_ptr_array_add (words, NULL);

  return (char **) g_ptr_array_steal (words, NULL);
}

static gboolean
begins_word (const char *text,
             const char *at)
{
  return at == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at)));
}

/* The index finds whole words, and the last one also as a beginning. */
static const char *
find_word (const char *folded,
           const char *word)
{
  for (const char *p = strstr (folded, word); p != NULL; p = strstr (p + 1, word))
    if (begins_word (folded, p))
      return p;

  return NULL;
}

/* ---- a snippet */

/* Folding takes accents away, so bytes do not correspond: counted are the
 * characters that stand in both. */
static const char *
find_in_original (const char *text,
                  glong       folded_characters)
{
  const char *p = text;

  while (*p != '\0' && folded_characters > 0)
    {
      g_autofree char *character = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));
      g_autofree char *folded = guichet_text_fold (character);

      folded_characters -= g_utf8_strlen (folded, -1);
      p = g_utf8_next_char (p);
    }

  return p;
}

static char *
cut_snippet (const char *text,
             const char *folded,
             const char *at)
{
  const char *hit = find_in_original (text, g_utf8_strlen (folded, at - folded));
  const char *start = hit;
  const char *end = hit;
  g_autofree char *part = NULL;
  g_autofree char *line = NULL;

  for (guint i = 0; i < BEFORE && start > text; i++)
    start = g_utf8_prev_char (start);
  /* Not in the middle of a word. */
  while (start > text && start < hit && !begins_word (text, start))
    start = g_utf8_next_char (start);
  for (guint i = 0; i < LENGTH && *end != '\0'; i++)
    end = g_utf8_next_char (end);

  part = g_strndup (start, (gsize) (end - start));
  line = guichet_text_single_line (part);

  return g_strconcat (start > text ? "…" : "", line, *end != '\0' ? "…" : "", NULL);
}

/* ---- a ticket */

static guint
count_words (const char  *folded,
             char       **words,
             const char **out_first)
{
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *at = find_word (folded, words[i]);

      if (at == NULL)
        continue;
      n++;
      if (*out_first == NULL || at < *out_first)
        *out_first = at;
    }

  return n;
}

static void
explain_column (GuichetFound   *found,
                GuichetFoundIn  in,
                const char     *text,
                char          **words,
                guint          *most)
{
  g_autofree char *folded = guichet_text_fold (text);
  const char *first = NULL;
  guint n = count_words (folded, words, &first);

  if (n == 0)
    return;

  found->where |= 1u << in;
  /* Subject and people stand beside the snippet anyway. */
  n = n * 2 + (in != GUICHET_FOUND_SUBJECT && in != GUICHET_FOUND_PEOPLE);
  if (n <= *most)
    return;

  *most = n;
  found->shown = in;
  g_free (found->snippet);
  found->snippet = cut_snippet (text, folded, first);
}

static GuichetFound *
explain_ticket (GuichetDb   *db,
                gint64       id,
                Explaining  *explaining,
                GError     **error)
{
  g_autoptr(GuichetSearchDocument) document = NULL;
  g_autoptr(GuichetFound) found = g_new0 (GuichetFound, 1);
  guint most = 0;

  if (!guichet_search_document_read (db, id, &document, error))
    return NULL;

  found->id = id;
  found->snippet = g_strdup ("");
  for (guint i = 0; i < GUICHET_N_SEARCH_COLUMNS; i++)
    if (document->columns[i] != NULL && (explaining->with_private || i != GUICHET_SEARCH_COLUMN_PRIVATE))
      explain_column (found, columns[i], document->columns[i], explaining->words, &most);

  return g_steal_pointer (&found);
}

static gpointer
explain_job (GuichetStore  *self,
             gpointer       data,
             GError       **error)
{
  Explaining *explaining = data;
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_found_free);

  for (guint i = 0; i < explaining->ids->len; i++)
    {
      GuichetFound *found = explain_ticket (self->reader.cache, g_array_index (explaining->ids, gint64, i), explaining, error);

      if (found == NULL)
        return NULL;
      g_ptr_array_add (all, found);
    }

  return g_steal_pointer (&all);
}

/* ---- calls */

static const GuichetStoreCall explain_call = {
  .func = explain_job,
  .free_data = free_explaining,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

static Explaining *
new_explaining (GArray     *ids,
                const char *text,
                gboolean    with_private)
{
  Explaining *self = g_new0 (Explaining, 1);

  self->ids = g_array_copy (ids);
  self->words = cut_words (text);
  self->with_private = with_private;

  return self;
}

/**
 * guichet_store_explain:
 *
 * Returns: (transfer full) (nullable) (element-type GuichetFound)
 */
GPtrArray *
guichet_store_explain (GuichetStore  *self,
                       GArray        *ids,
                       const char    *text,
                       gboolean       with_private,
                       GCancellable  *cancellable,
                       GError       **error)
{
  Explaining *explaining;
  GPtrArray *all;

  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  explaining = new_explaining (ids, text, with_private);
  all = _guichet_store_call (self, &explain_call, explaining, cancellable, error);
  free_explaining (explaining);

  return all;
}

void
guichet_store_explain_async (GuichetStore        *self,
                             GArray              *ids,
                             const char          *text,
                             gboolean             with_private,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &explain_call, new_explaining (ids, text, with_private), cancellable, callback, user_data);
}

GPtrArray *
guichet_store_explain_finish (GuichetStore  *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return _guichet_store_finish (self, &explain_call, result, error);
}
