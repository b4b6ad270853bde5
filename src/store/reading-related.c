#include "config.h"

#include "store/reading.h"

#include "store/related-sql.h"
#include "store/store-private.h"
#include "store/ticket-table.h"

/* The tickets around one: those of the same requester, of the same site, under
 * the same parent. */

typedef struct
{
  GuichetField field;
  gint64       id;
  guint        limit;
} Wanted;

typedef struct
{
  GArray *ids;
  guint   count;
} Related;

static void
free_related (gpointer data)
{
  Related *related = data;

  g_clear_pointer (&related->ids, g_array_unref);
  g_free (related);
}

static gboolean
count_related (GuichetDb     *db,
               const Wanted  *wanted,
               guint         *out_count,
               GError       **error)
{
  g_autoptr(GuichetDbStmt) stmt = guichet_db_prepare (db, guichet_related_count_sql (wanted->field), error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, wanted->id);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;

  *out_count = has_row ? (guint) guichet_db_stmt_get_int64 (stmt, 0) : 0;
  return TRUE;
}

static gboolean
list_related (GuichetDb     *db,
              const Wanted  *wanted,
              GArray        *ids,
              GError       **error)
{
  g_autoptr(GuichetDbStmt) stmt = guichet_db_prepare (db, guichet_related_list_sql (wanted->field), error);
  gboolean has_row = TRUE;

  if (stmt == NULL)
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, wanted->id);
  guichet_db_stmt_bind_int64 (stmt, 2, wanted->limit);
  while (has_row)
    {
      gint64 id;

      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return FALSE;
      id = has_row ? guichet_db_stmt_get_int64 (stmt, 0) : 0;
      if (has_row)
        g_array_append_val (ids, id);
    }

  return TRUE;
}

static gpointer
list_related_job (GuichetStore  *self,
                  gpointer       data,
                  GError       **error)
{
  Related *related = g_new0 (Related, 1);

  related->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (count_related (self->reader.cache, data, &related->count, error) &&
      list_related (self->reader.cache, data, related->ids, error))
    return related;

  free_related (related);
  return NULL;
}

static const GuichetStoreCall list_related_call = {
  .func = list_related_job,
  .free_data = g_free,
  .free_result = free_related,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/* @related: (transfer full) (nullable): */
static GArray *
take_related (Related *related,
              guint   *out_count)
{
  GArray *ids;

  if (related == NULL)
    return NULL;

  ids = g_steal_pointer (&related->ids);
  if (out_count != NULL)
    *out_count = related->count;
  free_related (related);

  return ids;
}

/**
 * guichet_store_list_related:
 * @out_count: (optional):
 *
 * Returns: (transfer full) (nullable) (element-type gint64): ids
 */
GArray *
guichet_store_list_related (GuichetStore  *self,
                            GuichetField   field,
                            gint64         id,
                            guint          limit,
                            guint         *out_count,
                            GError       **error)
{
  Wanted wanted = { field, id, limit };

  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);
  g_return_val_if_fail (guichet_related_count_sql (field) != NULL, NULL);

  return take_related (_guichet_store_call (self, &list_related_call, &wanted, NULL, error), out_count);
}

void
guichet_store_list_related_async (GuichetStore        *self,
                                  GuichetField         field,
                                  gint64               id,
                                  guint                limit,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  Wanted wanted = { field, id, limit };

  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (guichet_related_count_sql (field) != NULL);

  _guichet_store_begin (self, &list_related_call, g_memdup2 (&wanted, sizeof wanted), cancellable, callback,
                        user_data);
}

GArray *
guichet_store_list_related_finish (GuichetStore  *self,
                                   GAsyncResult  *result,
                                   guint         *out_count,
                                   GError       **error)
{
  return take_related (_guichet_store_finish (self, &list_related_call, result, error), out_count);
}
