#include "config.h"

#include "store/reading.h"

#include "store/search-outbox.h"
#include "store/search-terms.h"
#include "store/store-private.h"
#include "store/ticket-table.h"

/* What a person is shown, and how many of the newest hits are ranked for it. */
#define HITS_MAX 50
#define RANKED_MAX 2000

/* Without the private journal: a column filter, so that FTS5 does not look at
 * its words at all. */
#define PUBLIC_COLUMNS "{ref title description public people files}"

typedef struct
{
  char              *text;
  GuichetSearchStep  step;
  gboolean           with_private;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->text);
  g_free (search);
}

/* Rowids follow recency: the newest hits need no sort, and FTS5 stops at the
 * last one that is wanted. Never ORDER BY rank over all hits: 2.4 s instead of
 * 0.2 ms (PERF §2.2). */
static GArray *
list_rows (GuichetDb   *db,
           const char  *match,
           gint64       from,
           gint64       limit,
           GError     **error)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid >= ?2"
                                       " ORDER BY rowid DESC LIMIT ?3", error)))
    return NULL;
  guichet_db_stmt_bind_text (stmt, 1, match);
  guichet_db_stmt_bind_int64 (stmt, 2, from);
  guichet_db_stmt_bind_int64 (stmt, 3, limit);

  for (;;)
    {
      gint64 row;

      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&rows);
      row = guichet_db_stmt_get_int64 (stmt, 0);
      g_array_append_val (rows, row);
    }
}

static GArray *
find_tickets (GuichetDb  *db,
              GArray     *rows,
              GError    **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "SELECT ticket_id FROM search_document WHERE id = ?1", error)))
    return NULL;
  for (guint i = 0; i < rows->len && i < HITS_MAX; i++)
    {
      gboolean has_row;
      gint64 id;

      guichet_db_stmt_bind_int64 (stmt, 1, g_array_index (rows, gint64, i));
      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return NULL;
      id = has_row ? guichet_db_stmt_get_int64 (stmt, 0) : 0;
      if (has_row)
        g_array_append_val (ids, id);
      guichet_db_stmt_reset (stmt);
    }

  return g_steal_pointer (&ids);
}

/* ---- step B */

/* Where all the words stand counts more than how often, and what people look
 * for by is written before what is written about it. Among equals the newest
 * first. */
static const struct
{
  const char *columns;
  guint       points;
} bonuses[] = {
  { "{ref title}", 8 },
  { "{people}", 4 },
  { "{description}", 2 },
};

typedef struct
{
  gint64 row;
  guint  points;
} Hit;

static int
compare_hits (gconstpointer a,
              gconstpointer b)
{
  const Hit *left = a;
  const Hit *right = b;

  if (left->points != right->points)
    return left->points > right->points ? -1 : 1;

  return left->row > right->row ? -1 : left->row < right->row;
}

/* Both arrays fall. */
static void
add_points (GArray *hits,
            GArray *rows,
            guint   points)
{
  guint i = 0;

  for (guint j = 0; j < rows->len; j++)
    {
      gint64 row = g_array_index (rows, gint64, j);

      while (i < hits->len && g_array_index (hits, Hit, i).row > row)
        i++;
      if (i < hits->len && g_array_index (hits, Hit, i).row == row)
        g_array_index (hits, Hit, i).points += points;
    }
}

static gboolean
rank (GuichetDb   *db,
      const char  *terms,
      GArray      *rows,
      GError     **error)
{
  g_autoptr(GArray) hits = g_array_new (FALSE, TRUE, sizeof (Hit));

  for (guint i = 0; i < rows->len; i++)
    {
      Hit hit = { .row = g_array_index (rows, gint64, i) };

      g_array_append_val (hits, hit);
    }

  for (guint i = 0; i < G_N_ELEMENTS (bonuses) && hits->len > 0; i++)
    {
      g_autofree char *match = g_strdup_printf ("%s : (%s)", bonuses[i].columns, terms);
      g_autoptr(GArray) better = NULL;

      better = list_rows (db, match, g_array_index (hits, Hit, hits->len - 1).row, RANKED_MAX, error);
      if (better == NULL)
        return FALSE;
      add_points (hits, better, bonuses[i].points);
    }

  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < rows->len; i++)
    g_array_index (rows, gint64, i) = g_array_index (hits, Hit, i).row;

  return TRUE;
}

/* ---- the whole */

/* Puts those that wait in front: they are the last that was written. */
static GArray *
merge_hits (GArray *waiting,
            GArray *found)
{
  GArray *hits = g_array_copy (waiting);

  for (guint i = 0; i < found->len; i++)
    {
      gint64 id = g_array_index (found, gint64, i);
      gboolean known = FALSE;

      for (guint j = 0; j < waiting->len; j++)
        known |= g_array_index (waiting, gint64, j) == id;
      if (!known)
        g_array_append_val (hits, id);
    }
  if (hits->len > HITS_MAX)
    g_array_set_size (hits, HITS_MAX);

  return hits;
}

static GArray *
search_index (GuichetDb     *db,
              const Search  *search,
              GError       **error)
{
  g_autofree char *terms = NULL;
  g_autofree char *match = NULL;
  g_autoptr(GArray) rows = NULL;

  if (!guichet_search_terms_build (db, search->text, &terms, error))
    return NULL;
  if (terms == NULL)
    return g_array_new (FALSE, FALSE, sizeof (gint64));

  match = search->with_private ? g_strdup (terms) : g_strdup_printf ("%s : (%s)", PUBLIC_COLUMNS, terms);
  rows = list_rows (db, match, G_MININT64, search->step == GUICHET_SEARCH_RANKED ? RANKED_MAX : HITS_MAX, error);
  if (rows == NULL)
    return NULL;
  if (search->step == GUICHET_SEARCH_RANKED && !rank (db, terms, rows, error))
    return NULL;

  return find_tickets (db, rows, error);
}

static gpointer
search_job (GuichetStore  *self,
            gpointer       data,
            GError       **error)
{
  const Search *search = data;
  g_autoptr(GArray) found = search_index (self->reader.cache, search, error);
  g_autoptr(GArray) waiting = NULL;

  if (found == NULL ||
      !(waiting = guichet_search_outbox_find (self->reader.cache, self->reader.user, search->text, search->with_private,
                                              error)))
    return NULL;

  return waiting->len > 0 ? merge_hits (waiting, found) : g_steal_pointer (&found);
}

static const GuichetStoreCall search_call = {
  .func = search_job,
  .free_data = search_free,
  .free_result = (GDestroyNotify) g_array_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/**
 * guichet_store_search:
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the best first;
 *   empty when there is no word in @text
 */
GArray *
guichet_store_search (GuichetStore       *self,
                      const char         *text,
                      GuichetSearchStep   step,
                      gboolean            with_private,
                      GCancellable       *cancellable,
                      GError            **error)
{
  Search search = { .text = (char *) text, .step = step, .with_private = with_private };

  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  return _guichet_store_call (self, &search_call, &search, cancellable, error);
}

void
guichet_store_search_async (GuichetStore        *self,
                            const char          *text,
                            GuichetSearchStep    step,
                            gboolean             with_private,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  Search *search;

  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (text != NULL);

  search = g_new0 (Search, 1);
  search->text = g_strdup (text);
  search->step = step;
  search->with_private = with_private;
  _guichet_store_begin (self, &search_call, search, cancellable, callback, user_data);
}

GArray *
guichet_store_search_finish (GuichetStore  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return _guichet_store_finish (self, &search_call, result, error);
}
