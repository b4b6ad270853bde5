#include "config.h"

#include "store/cache.h"

#include "store/search-index.h"
#include "store/store-private.h"

/* What one idle step makes: 20 ms in service. While a first load is waiting to
 * be indexed the steps are longer, since each transaction leaves a segment
 * that has to be merged later. */
#define STEP_DOCUMENTS 48
#define STEP_BYTES (256 * 1024)
#define LONG_STEP_DOCUMENTS 256
#define LONG_STEP_BYTES (1024 * 1024)

/* ---- a first load */

/* The orders that a list is rarely sorted by. The one by last change, which is
 * the usual one, stays: tickets come in that order, so that it costs little. */
#define TAKE_INDEXES_SQL \
  "INSERT OR IGNORE INTO index_to_make (name, sql) SELECT name, sql FROM sqlite_schema WHERE type = 'index'" \
  " AND name IN ('ticket_all_by_ref', 'ticket_all_by_title', 'ticket_all_by_start', 'ticket_all_by_status'," \
  " 'ticket_all_by_service', 'ticket_all_by_caller', 'ticket_all_by_team', 'ticket_all_by_site'," \
  " 'ticket_all_by_agent', 'ticket_all_by_deadline', 'ticket_all_facets', 'ticket_by_caller'," \
  " 'ticket_by_site', 'ticket_by_parent');" \
  "DROP INDEX IF EXISTS ticket_all_by_ref; DROP INDEX IF EXISTS ticket_all_by_title;" \
  "DROP INDEX IF EXISTS ticket_all_by_start; DROP INDEX IF EXISTS ticket_all_by_status;" \
  "DROP INDEX IF EXISTS ticket_all_by_service; DROP INDEX IF EXISTS ticket_all_by_caller;" \
  "DROP INDEX IF EXISTS ticket_all_by_team; DROP INDEX IF EXISTS ticket_all_by_site;" \
  "DROP INDEX IF EXISTS ticket_all_by_agent; DROP INDEX IF EXISTS ticket_all_by_deadline;" \
  "DROP INDEX IF EXISTS ticket_all_facets; DROP INDEX IF EXISTS ticket_by_caller;" \
  "DROP INDEX IF EXISTS ticket_by_site; DROP INDEX IF EXISTS ticket_by_parent"

/* Pages of the WAL between two checkpoints: while much is written each of them
 * writes the same pages again. */
#define CHECKPOINT_BULK "PRAGMA wal_autocheckpoint = 16384"
#define CHECKPOINT_SERVICE "PRAGMA wal_autocheckpoint = 1000"

static gboolean
begin_bulk (GuichetDb  *db,
            gpointer    data,
            GError    **error)
{
  return guichet_db_exec (db, TAKE_INDEXES_SQL, error) && guichet_search_index_set_bulk (db, TRUE, error);
}

static gpointer
begin_bulk_job (GuichetStore  *self,
                gpointer       data,
                GError       **error)
{
  if (!guichet_db_exec (self->cache_writer.cache, CHECKPOINT_BULK, error) ||
      !guichet_db_transact (self->cache_writer.cache, begin_bulk, NULL, error))
    return NULL;

  self->bulk = TRUE;
  return self;
}

/**
 * guichet_store_begin_bulk:
 *
 * For the first load. Pages go in faster; lists are sorted by last change
 * only without delay, and nothing new is found by the search, until
 * guichet_store_end_bulk() and the idle steps after it.
 */
gboolean
guichet_store_begin_bulk (GuichetStore  *self,
                          GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);

  return _guichet_store_run (self, &self->cache_writer, GUICHET_JOB_SYNC, begin_bulk_job, NULL, NULL, error) != NULL;
}

static gpointer
end_bulk_job (GuichetStore  *self,
              gpointer       data,
              GError       **error)
{
  self->bulk = FALSE;

  return guichet_db_exec (self->cache_writer.cache, CHECKPOINT_SERVICE, error) ? self : NULL;
}

gboolean
guichet_store_end_bulk (GuichetStore  *self,
                        GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);

  return _guichet_store_run (self, &self->cache_writer, GUICHET_JOB_SYNC, end_bulk_job, NULL, NULL, error) != NULL;
}

/* ---- idle steps */

static gboolean
read_next_index (GuichetDb  *db,
                 char      **out_sql,
                 GError    **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT sql FROM index_to_make ORDER BY name LIMIT 1", error)) ||
      !guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;

  *out_sql = has_row ? g_strdup (guichet_db_stmt_get_text (stmt, 0)) : NULL;
  return TRUE;
}

static gboolean
make_index (GuichetDb  *db,
            gpointer    data,
            GError    **error)
{
  const char *sql = data;
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!guichet_db_exec (db, sql, error) ||
      !(stmt = guichet_db_prepare (db, "DELETE FROM index_to_make WHERE sql = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, sql);

  return guichet_db_stmt_run (stmt, error);
}

static gboolean
drain (GuichetDb  *db,
       gpointer    data,
       GError    **error)
{
  gboolean is_long;
  gboolean left;

  return guichet_search_index_is_bulk (db, &is_long, error) &&
         guichet_search_index_drain (db, is_long ? LONG_STEP_DOCUMENTS : STEP_DOCUMENTS,
                                     is_long ? LONG_STEP_BYTES : STEP_BYTES, &left, error);
}

static gboolean
end_bulk_index (GuichetDb  *db,
                gpointer    data,
                GError    **error)
{
  return guichet_search_index_set_bulk (db, FALSE, error);
}

static gboolean
merge_segments (GuichetDb  *db,
                gpointer    data,
                GError    **error)
{
  return guichet_search_index_merge (db, data, error);
}

/* The next thing that has to be done. The order is that of what a person
 * misses first. */
static gboolean
run_step (GuichetStore  *self,
          gboolean      *left,
          GError       **error)
{
  GuichetDb *db = self->cache_writer.cache;
  g_autofree char *index_sql = NULL;
  gint64 queued;
  gboolean bulk_index;

  *left = TRUE;
  if (!read_next_index (db, &index_sql, error))
    return FALSE;
  if (index_sql != NULL)
    return guichet_db_transact (db, make_index, index_sql, error);

  if (!guichet_db_read_int64 (db, "SELECT EXISTS (SELECT 1 FROM search_queue)", &queued, error))
    return FALSE;
  if (queued)
    {
      self->merge_left = TRUE;
      return guichet_db_transact (db, drain, NULL, error);
    }

  if (!guichet_search_index_is_bulk (db, &bulk_index, error))
    return FALSE;
  if (bulk_index)
    return guichet_db_transact (db, end_bulk_index, NULL, error);

  if (self->merge_left && !guichet_db_transact (db, merge_segments, &self->merge_left, error))
    return FALSE;
  *left = self->merge_left;

  return TRUE;
}

static gpointer
index_step_job (GuichetStore  *self,
                gpointer       data,
                GError       **error)
{
  gboolean *left = data;

  if (self->bulk)
    return self;

  return run_step (self, left, error) ? self : NULL;
}

/**
 * guichet_store_index_step:
 * @out_left: whether to call again
 *
 * To be called when nothing else is to do, until nothing is left. While a
 * first load is going on it does nothing. A page of up to 32 tickets needs no
 * step: they are found as soon as they are merged.
 *
 * After a first load the steps are longer than in service: an index of a list
 * order is made in one (about a second for a million tickets), documents of
 * the search index come 256 at a time (about 100 ms).
 */
gboolean
guichet_store_index_step (GuichetStore  *self,
                          gboolean      *out_left,
                          GError       **error)
{
  gboolean left = FALSE;

  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);

  if (_guichet_store_run (self, &self->cache_writer, GUICHET_JOB_IDLE, index_step_job, &left, NULL, error) == NULL)
    return FALSE;

  if (out_left != NULL)
    *out_left = left;
  return TRUE;
}
