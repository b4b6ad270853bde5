#include "config.h"

#include "store/reading.h"

#include "store/reference-table.h"
#include "store/store-private.h"
#include "util/text.h"

#define WORDS_MAX 8

/* ---- one */

typedef struct
{
  GuichetReferenceKind kind;
  gint64               id;
} Wanted;

static gpointer
read_reference_job (GuichetStore  *self,
                    gpointer       data,
                    GError       **error)
{
  const Wanted *wanted = data;
  GuichetReference *reference = NULL;

  return guichet_reference_table_read (self->reader.cache, wanted->kind, wanted->id, &reference, error) ? reference
                                                                                                        : NULL;
}

static const GuichetStoreCall read_reference_call = {
  .func = read_reference_job,
  .free_data = g_free,
  .free_result = (GDestroyNotify) guichet_reference_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/**
 * guichet_store_read_reference:
 *
 * Returns: (transfer full) (nullable): %NULL without error when there is none
 */
GuichetReference *
guichet_store_read_reference (GuichetStore          *self,
                              GuichetReferenceKind   kind,
                              gint64                 id,
                              GError               **error)
{
  Wanted wanted = { kind, id };

  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  return _guichet_store_call (self, &read_reference_call, &wanted, NULL, error);
}

void
guichet_store_read_reference_async (GuichetStore         *self,
                                    GuichetReferenceKind  kind,
                                    gint64                id,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data)
{
  Wanted wanted = { kind, id };

  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &read_reference_call, g_memdup2 (&wanted, sizeof wanted), cancellable, callback,
                        user_data);
}

GuichetReference *
guichet_store_read_reference_finish (GuichetStore  *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return _guichet_store_finish (self, &read_reference_call, result, error);
}

/* ---- by words */

typedef struct
{
  GArray  *kinds;
  char    *text;
  guint    limit;
} Search;

static void
search_clear (Search *search)
{
  g_clear_pointer (&search->kinds, g_array_unref);
  g_clear_pointer (&search->text, g_free);
}

static void
free_search (gpointer data)
{
  search_clear (data);
  g_free (data);
}

static void
search_init (Search                     *search,
             const GuichetReferenceKind *kinds,
             guint                       n_kinds,
             const char                 *text,
             guint                       limit)
{
  search->kinds = g_array_new (FALSE, FALSE, sizeof (GuichetReferenceKind));
  g_array_append_vals (search->kinds, kinds, n_kinds);
  search->text = g_strdup (text);
  search->limit = limit;
}

/* Returns: (transfer full): as they are in name_key */
static char **
split_words (const char *text)
{
  g_autofree char *folded = guichet_text_fold (text);
  g_autofree char *line = guichet_text_single_line (folded);
  g_auto(GStrv) parts = g_strsplit (line, " ", WORDS_MAX + 1);
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL && i < WORDS_MAX; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);

  return g_strv_builder_end (words);
}

/* Kinds come in their order: a person looks for one of them first. */
static gpointer
search_references_job (GuichetStore  *self,
                       gpointer       data,
                       GError       **error)
{
  const Search *search = data;
  g_auto(GStrv) words = split_words (search->text);
  g_autoptr(GPtrArray) found = guichet_references_new ();

  for (guint i = 0; i < search->kinds->len && found->len < search->limit && words[0] != NULL; i++)
    {
      GPtrArray *some = guichet_reference_table_search (self->reader.cache,
                                                        g_array_index (search->kinds, GuichetReferenceKind, i),
                                                        words, search->limit - found->len, error);

      if (some == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (found, some);
    }

  return g_steal_pointer (&found);
}

static const GuichetStoreCall search_references_call = {
  .func = search_references_job,
  .free_data = free_search,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/**
 * guichet_store_search_references:
 *
 * Returns: (transfer full) (nullable) (element-type GuichetReference): at most
 *   @limit, kind by kind, the best of each first
 */
GPtrArray *
guichet_store_search_references (GuichetStore                *self,
                                 const GuichetReferenceKind  *kinds,
                                 guint                        n_kinds,
                                 const char                  *text,
                                 guint                        limit,
                                 GError                     **error)
{
  Search search = { NULL };
  GPtrArray *found;

  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);
  g_return_val_if_fail (kinds != NULL || n_kinds == 0, NULL);

  search_init (&search, kinds, n_kinds, text, limit);
  found = _guichet_store_call (self, &search_references_call, &search, NULL, error);
  search_clear (&search);

  return found;
}

void
guichet_store_search_references_async (GuichetStore               *self,
                                       const GuichetReferenceKind *kinds,
                                       guint                       n_kinds,
                                       const char                 *text,
                                       guint                       limit,
                                       GCancellable               *cancellable,
                                       GAsyncReadyCallback         callback,
                                       gpointer                    user_data)
{
  Search *search;

  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (kinds != NULL || n_kinds == 0);

  search = g_new0 (Search, 1);
  search_init (search, kinds, n_kinds, text, limit);
  _guichet_store_begin (self, &search_references_call, search, cancellable, callback, user_data);
}

GPtrArray *
guichet_store_search_references_finish (GuichetStore  *self,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  return _guichet_store_finish (self, &search_references_call, result, error);
}
