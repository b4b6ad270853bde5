#include "config.h"

#include "store/file-limit.h"

#include "store/fact-table.h"
#include "store/files.h"
#include "store/store-private.h"
#include "util/text.h"

/* Names in the table of facts. */
#define ACCEPTED "file-accepted"
#define REFUSED "file-refused"

static gboolean
read_fact (GuichetDb   *db,
           const char  *name,
           gint64      *out_value,
           GError     **error)
{
  g_autofree char *value = NULL;

  if (!guichet_fact_table_read (db, name, &value, error))
    return FALSE;
  if (!guichet_text_parse_int64 (value, out_value))
    *out_value = 0;

  return TRUE;
}

static gboolean
save_fact (GuichetDb   *db,
           const char  *name,
           gint64       value,
           GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = guichet_db_prepare (db, "INSERT OR REPLACE INTO fact (name, value) VALUES (?1, ?2)",
                                                      error);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  if (stmt == NULL)
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, name);
  guichet_db_stmt_bind_text (stmt, 2, text);

  return guichet_db_stmt_run (stmt, error);
}

static gboolean
read_limit (GuichetDb         *db,
            GuichetFileLimit  *out_limit,
            GError           **error)
{
  return read_fact (db, ACCEPTED, &out_limit->accepted, error) && read_fact (db, REFUSED, &out_limit->refused, error);
}

/* The newest experience counts: an administrator may have changed the limit in
 * either direction. */
static void
learn (GuichetFileLimit *limit,
       gint64            size,
       gboolean          accepted)
{
  if (accepted)
    {
      limit->accepted = MAX (limit->accepted, size);
      if (limit->refused <= size)
        limit->refused = 0;
    }
  else
    {
      limit->refused = limit->refused == 0 ? size : MIN (limit->refused, size);
      if (limit->accepted >= size)
        limit->accepted = 0;
    }
}

gboolean
guichet_file_limit_learn (GuichetDb            *db,
                          const GuichetIntent  *intent,
                          GError              **error)
{
  gboolean accepted = intent->state == GUICHET_INTENT_DONE;
  gboolean refused = intent->state == GUICHET_INTENT_REFUSED && intent->detail != NULL &&
                     intent->reason == GUICHET_ERROR_TOO_LARGE;
  GuichetFileLimit limit;

  if (intent->kind != GUICHET_INTENT_ATTACH || intent->file_data == NULL || (!accepted && !refused))
    return TRUE;
  if (!read_limit (db, &limit, error))
    return FALSE;

  learn (&limit, (gint64) g_bytes_get_size (intent->file_data), accepted);

  return save_fact (db, ACCEPTED, limit.accepted, error) && save_fact (db, REFUSED, limit.refused, error);
}

/* ---- asking */

static gpointer
read_limit_job (GuichetStore  *self,
                gpointer       data,
                GError       **error)
{
  g_autofree GuichetFileLimit *limit = g_new0 (GuichetFileLimit, 1);

  return read_limit (self->user_writer.user, limit, error) ? g_steal_pointer (&limit) : NULL;
}

static const GuichetStoreCall read_file_limit_call = {
  .func = read_limit_job,
  .free_result = g_free,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
  .reads = TRUE,
};

gboolean
guichet_store_read_file_limit (GuichetStore      *self,
                               GuichetFileLimit  *out_limit,
                               GError           **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (out_limit != NULL, FALSE);

  return _guichet_store_take (_guichet_store_call (self, &read_file_limit_call, NULL, NULL, error),
                              out_limit, sizeof *out_limit);
}

void
guichet_store_read_file_limit_async (GuichetStore        *self,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &read_file_limit_call, NULL, cancellable, callback, user_data);
}

gboolean
guichet_store_read_file_limit_finish (GuichetStore      *self,
                                      GAsyncResult      *result,
                                      GuichetFileLimit  *out_limit,
                                      GError           **error)
{
  g_return_val_if_fail (out_limit != NULL, FALSE);

  return _guichet_store_take (_guichet_store_finish (self, &read_file_limit_call, result, error),
                              out_limit, sizeof *out_limit);
}
