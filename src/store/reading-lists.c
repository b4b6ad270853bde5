#include "config.h"

#include "store/reading.h"

#include "store/list-reader.h"
#include "store/list-sql.h"
#include "store/rules.h"
#include "store/store-private.h"

/* ---- ids in order */

static gpointer
list_grouped_job (GuichetStore  *self,
                  gpointer       data,
                  GError       **error)
{
  g_autoptr(GuichetRules) rules = _guichet_store_dup_rules (self);

  return guichet_list_read (self->reader.cache, self->reader.user, rules, data, error);
}

static gpointer
list_ids_job (GuichetStore  *self,
              gpointer       data,
              GError       **error)
{
  g_autoptr(GuichetGroupedIds) list = list_grouped_job (self, data, error);

  return list != NULL ? g_steal_pointer (&list->ids) : NULL;
}

static const GuichetStoreCall list_ids_call = {
  .func = list_ids_job,
  .free_data = (GDestroyNotify) guichet_ticket_query_free,
  .free_result = (GDestroyNotify) g_array_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/**
 * guichet_store_list_ids:
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the ids
 */
GArray *
guichet_store_list_ids (GuichetStore              *self,
                        const GuichetTicketQuery  *query,
                        GCancellable              *cancellable,
                        GError                   **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  return _guichet_store_call (self, &list_ids_call, (gpointer) query, cancellable, error);
}

void
guichet_store_list_ids_async (GuichetStore             *self,
                              const GuichetTicketQuery *query,
                              GCancellable             *cancellable,
                              GAsyncReadyCallback       callback,
                              gpointer                  user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (query != NULL);

  _guichet_store_begin (self, &list_ids_call, guichet_ticket_query_copy (query), cancellable, callback, user_data);
}

GArray *
guichet_store_list_ids_finish (GuichetStore  *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return _guichet_store_finish (self, &list_ids_call, result, error);
}

static const GuichetStoreCall list_grouped_call = {
  .func = list_grouped_job,
  .free_data = (GDestroyNotify) guichet_ticket_query_free,
  .free_result = (GDestroyNotify) guichet_grouped_ids_free,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/**
 * guichet_store_list_grouped:
 *
 * Returns: (transfer full) (nullable):
 */
GuichetGroupedIds *
guichet_store_list_grouped (GuichetStore              *self,
                            const GuichetTicketQuery  *query,
                            GCancellable              *cancellable,
                            GError                   **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  return _guichet_store_call (self, &list_grouped_call, (gpointer) query, cancellable, error);
}

void
guichet_store_list_grouped_async (GuichetStore             *self,
                                  const GuichetTicketQuery *query,
                                  GCancellable             *cancellable,
                                  GAsyncReadyCallback       callback,
                                  gpointer                  user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (query != NULL);

  _guichet_store_begin (self, &list_grouped_call, guichet_ticket_query_copy (query), cancellable, callback, user_data);
}

GuichetGroupedIds *
guichet_store_list_grouped_finish (GuichetStore  *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return _guichet_store_finish (self, &list_grouped_call, result, error);
}

/* ---- counts */

static gboolean
count_queues (GuichetDb  *db,
              guint       queues[GUICHET_N_QUEUES],
              GError    **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, GUICHET_COUNT_QUEUES_SQL, error)))
    return FALSE;
  for (;;)
    {
      gint64 queue;

      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      queue = guichet_db_stmt_get_int64 (stmt, 0);
      if (queue > 0 && queue < GUICHET_N_QUEUES)
        queues[queue] = (guint) guichet_db_stmt_get_int64 (stmt, 1);
    }
}

static gpointer
count_views_job (GuichetStore  *self,
                 gpointer       data,
                 GError       **error)
{
  g_autofree GuichetViewCounts *counts = g_new0 (GuichetViewCounts, 1);
  guint queues[GUICHET_N_QUEUES] = { 0 };
  gint64 all;

  if (!guichet_db_read_int64 (self->reader.cache, GUICHET_COUNT_ALL_SQL, &all, error) ||
      !count_queues (self->reader.cache, queues, error))
    return NULL;

  counts->views[GUICHET_VIEW_ALL] = (guint) all;
  counts->views[GUICHET_VIEW_MINE] = queues[GUICHET_QUEUE_MINE];
  counts->views[GUICHET_VIEW_TO_TAKE] = queues[GUICHET_QUEUE_TO_TAKE];
  counts->views[GUICHET_VIEW_TAKEN] = queues[GUICHET_QUEUE_TAKEN];
  counts->views[GUICHET_VIEW_RESOLVED_MINE] = queues[GUICHET_QUEUE_RESOLVED_MINE];
  counts->views[GUICHET_VIEW_RESOLVED_TEAM] = queues[GUICHET_QUEUE_RESOLVED_MINE] +
                                              queues[GUICHET_QUEUE_RESOLVED_TEAM];
  counts->views[GUICHET_VIEW_OPEN] = queues[GUICHET_QUEUE_MINE] + queues[GUICHET_QUEUE_TO_TAKE] +
                                     queues[GUICHET_QUEUE_TAKEN];

  return g_steal_pointer (&counts);
}

static const GuichetStoreCall count_views_call = {
  .func = count_views_job,
  .free_result = g_free,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

gboolean
guichet_store_count_views (GuichetStore       *self,
                           GuichetViewCounts  *out_counts,
                           GError            **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (out_counts != NULL, FALSE);

  return _guichet_store_take (_guichet_store_call (self, &count_views_call, NULL, NULL, error),
                              out_counts, sizeof *out_counts);
}

void
guichet_store_count_views_async (GuichetStore        *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &count_views_call, NULL, cancellable, callback, user_data);
}

gboolean
guichet_store_count_views_finish (GuichetStore       *self,
                                  GAsyncResult       *result,
                                  GuichetViewCounts  *out_counts,
                                  GError            **error)
{
  g_return_val_if_fail (out_counts != NULL, FALSE);

  return _guichet_store_take (_guichet_store_finish (self, &count_views_call, result, error),
                              out_counts, sizeof *out_counts);
}
