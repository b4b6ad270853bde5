#include "config.h"

#include "store/reading.h"

#include "store/list-reader.h"
#include "store/store-private.h"
#include "store/ticket-table.h"
#include "util/text.h"

/* ---- rows */

static gpointer
read_rows_job (GuichetStore  *self,
               gpointer       data,
               GError       **error)
{
  GArray *ids = data;
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();

  for (guint i = 0; i < ids->len; i++)
    {
      GuichetTicket *ticket;

      if (!guichet_ticket_table_read_thin (self->reader.cache, g_array_index (ids, gint64, i), &ticket, error))
        return NULL;
      if (ticket != NULL)
        g_ptr_array_add (tickets, ticket);
    }

  return g_steal_pointer (&tickets);
}

static const GuichetStoreCall read_rows_call = {
  .func = read_rows_job,
  .free_data = (GDestroyNotify) g_array_unref,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/**
 * guichet_store_read_rows:
 *
 * Returns: (transfer full) (nullable) (element-type GuichetTicket): the rows
 */
GPtrArray *
guichet_store_read_rows (GuichetStore  *self,
                         GArray        *ids,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  return _guichet_store_call (self, &read_rows_call, ids, cancellable, error);
}

void
guichet_store_read_rows_async (GuichetStore        *self,
                               GArray              *ids,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (ids != NULL);

  _guichet_store_begin (self, &read_rows_call, g_array_copy (ids), cancellable, callback, user_data);
}

GPtrArray *
guichet_store_read_rows_finish (GuichetStore  *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return _guichet_store_finish (self, &read_rows_call, result, error);
}

/* ---- the first rows of a list */

typedef struct
{
  GuichetTicketQuery *query;
  guint               n_rows;
} FirstRows;

static void
free_first_rows (gpointer data)
{
  FirstRows *wish = data;

  guichet_ticket_query_free (wish->query);
  g_free (wish);
}

static gpointer
read_first_rows_job (GuichetStore  *self,
                     gpointer       data,
                     GError       **error)
{
  const FirstRows *wish = data;
  g_autoptr(GuichetRules) rules = _guichet_store_dup_rules (self);
  g_autoptr(GuichetGroupedIds) list = guichet_list_read (self->reader.cache, self->reader.user, rules, wish->query, error);

  if (list == NULL)
    return NULL;
  g_array_set_size (list->ids, MIN (list->ids->len, wish->n_rows));

  return read_rows_job (self, list->ids, error);
}

static const GuichetStoreCall read_first_rows_call = {
  .func = read_first_rows_job,
  .free_data = free_first_rows,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

void
guichet_store_read_first_rows_async (GuichetStore             *self,
                                     const GuichetTicketQuery *query,
                                     guint                     n_rows,
                                     GCancellable             *cancellable,
                                     GAsyncReadyCallback       callback,
                                     gpointer                  user_data)
{
  FirstRows *wish;

  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (query != NULL);

  wish = g_new0 (FirstRows, 1);
  wish->query = guichet_ticket_query_copy (query);
  wish->n_rows = n_rows;
  _guichet_store_begin (self, &read_first_rows_call, wish, cancellable, callback, user_data);
}

/**
 * guichet_store_read_first_rows_finish:
 *
 * Returns: (transfer full) (nullable) (element-type GuichetTicket): the rows
 */
GPtrArray *
guichet_store_read_first_rows_finish (GuichetStore  *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  return _guichet_store_finish (self, &read_first_rows_call, result, error);
}

/* ---- by reference */

static GArray *
list_refs (GuichetDb   *db,
           const char  *ref,
           GError     **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;
  gint64 id;

  if (!(stmt = guichet_db_prepare (db, "SELECT id FROM ticket WHERE vanished = 0 AND ref_number = ?1 AND ref = ?2"
                                       " ORDER BY id LIMIT 1", error)))
    return NULL;
  guichet_db_stmt_bind_int64 (stmt, 1, guichet_ticket_parse_ref_number (ref));
  guichet_db_stmt_bind_text (stmt, 2, ref);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return NULL;

  id = has_row ? guichet_db_stmt_get_int64 (stmt, 0) : 0;
  if (has_row)
    g_array_append_val (ids, id);

  return g_steal_pointer (&ids);
}

/* An array, since a task gives no id without one. */
static gpointer
find_ref_job (GuichetStore  *self,
              gpointer       data,
              GError       **error)
{
  g_autofree char *ref = guichet_text_parse_ref (data);

  return list_refs (self->reader.cache, ref != NULL ? ref : data, error);
}

static gint64
take_first_id (GArray *ids)
{
  gint64 id = 0;

  if (ids == NULL)
    return 0;
  if (ids->len > 0)
    id = g_array_index (ids, gint64, 0);
  g_array_unref (ids);

  return id;
}

static const GuichetStoreCall find_ref_call = {
  .func = find_ref_job,
  .free_data = g_free,
  .free_result = (GDestroyNotify) g_array_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/**
 * guichet_store_find_ref:
 * @ref: as a person types it: R-001678, r1678, 1678
 */
gint64
guichet_store_find_ref (GuichetStore  *self,
                        const char    *ref,
                        GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), 0);
  g_return_val_if_fail (ref != NULL, 0);

  return take_first_id (_guichet_store_call (self, &find_ref_call, (gpointer) ref, NULL, error));
}

void
guichet_store_find_ref_async (GuichetStore        *self,
                              const char          *ref,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (ref != NULL);

  _guichet_store_begin (self, &find_ref_call, g_strdup (ref), cancellable, callback, user_data);
}

gint64
guichet_store_find_ref_finish (GuichetStore  *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return take_first_id (_guichet_store_finish (self, &find_ref_call, result, error));
}
