#include "config.h"

#include "store/marks.h"

#include "store/fact-table.h"
#include "store/mark-reader.h"
#include "store/mark-writing.h"
#include "store/store-private.h"
#include "store/ticket-table.h"

/* ---- reading */

static gboolean
init_reader (GuichetStore       *self,
             GuichetMarkReader  *reader,
             GError            **error)
{
  g_autoptr(GuichetRules) rules = _guichet_store_dup_rules (self);

  return guichet_mark_reader_init (reader, self->reader.cache, self->reader.user, rules, error);
}

static gpointer
read_marks_job (GuichetStore  *self,
                gpointer       data,
                GError       **error)
{
  GArray *ids = data;
  g_auto(GuichetMarkReader) reader = { NULL };
  g_autoptr(GPtrArray) marks = guichet_marks_new ();

  if (!init_reader (self, &reader, error))
    return NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      GuichetMark *mark = guichet_mark_reader_read (&reader, g_array_index (ids, gint64, i), error);

      if (mark == NULL)
        return NULL;
      g_ptr_array_add (marks, mark);
    }

  return g_steal_pointer (&marks);
}

static const GuichetStoreCall read_marks_call = {
  .func = read_marks_job,
  .free_data = (GDestroyNotify) g_array_unref,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/**
 * guichet_store_read_marks:
 *
 * Returns: (transfer full) (nullable) (element-type GuichetMark): one for each
 *   of @ids, also for tickets that are not in the cache
 */
GPtrArray *
guichet_store_read_marks (GuichetStore  *self,
                          GArray        *ids,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  return _guichet_store_call (self, &read_marks_call, ids, cancellable, error);
}

void
guichet_store_read_marks_async (GuichetStore        *self,
                                GArray              *ids,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (ids != NULL);

  _guichet_store_begin (self, &read_marks_call, g_array_copy (ids), cancellable, callback, user_data);
}

GPtrArray *
guichet_store_read_marks_finish (GuichetStore  *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return _guichet_store_finish (self, &read_marks_call, result, error);
}

/* ---- the recent ones */

static gpointer
list_recent_job (GuichetStore  *self,
                 gpointer       data,
                 GError       **error)
{
  const guint limit = GPOINTER_TO_UINT (data);
  g_autoptr(GArray) opened = guichet_seen_table_list_opened (self->reader.user, error);
  g_autoptr(GArray) recent = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (opened == NULL)
    return NULL;

  for (guint i = 0; i < opened->len && recent->len < limit; i++)
    {
      gint64 id = g_array_index (opened, gint64, i);
      gboolean present;

      if (!guichet_ticket_table_is_present (self->reader.cache, id, &present, error))
        return NULL;
      if (present)
        g_array_append_val (recent, id);
    }

  return g_steal_pointer (&recent);
}

static const GuichetStoreCall list_recent_call = {
  .func = list_recent_job,
  .free_result = (GDestroyNotify) g_array_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

void
guichet_store_list_recent_async (GuichetStore        *self,
                                 guint                limit,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &list_recent_call, GUINT_TO_POINTER (limit), cancellable, callback, user_data);
}

/**
 * guichet_store_list_recent_finish:
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the last opened
 *   first, without those that are gone from the cache
 */
GArray *
guichet_store_list_recent_finish (GuichetStore  *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return _guichet_store_finish (self, &list_recent_call, result, error);
}

/* ---- marking */

typedef struct
{
  GArray         *ids;
  GuichetMarking  marking;
} Marking;

static void
free_marking (gpointer data)
{
  Marking *marking = data;

  g_array_unref (marking->ids);
  g_free (marking);
}

static gpointer
prepare_job (GuichetStore  *self,
             gpointer       data,
             GError       **error)
{
  const Marking *marking = data;

  return guichet_mark_writing_prepare (self->reader.cache, self->reader.user, marking->ids, marking->marking,
                                       g_get_real_time () / 1000, error);
}

static gboolean
write_all (GuichetDb  *db,
           gpointer    data,
           GError    **error)
{
  GPtrArray *writings = data;

  for (guint i = 0; i < writings->len; i++)
    {
      const GuichetMarkWriting *writing = g_ptr_array_index (writings, i);

      if (!guichet_seen_table_write (db, &writing->seen, error))
        return FALSE;
    }

  return TRUE;
}

/* A time of opening alone is no change: whoever marks a ticket as seen when it
 * changed would do so without end. */
static void
tell (GuichetStore *self,
      GPtrArray    *writings)
{
  g_autoptr(GuichetChangeSet) changes = guichet_change_set_new ();

  for (guint i = 0; i < writings->len; i++)
    {
      const GuichetMarkWriting *writing = g_ptr_array_index (writings, i);

      if (writing->shows)
        guichet_change_set_add_ticket (changes, writing->seen.id, FALSE);
    }
  _guichet_store_tell (self, changes);
}

/* The user writer may wait for the reader, which knows both files. */
static gpointer
mark_job (GuichetStore  *self,
          gpointer       data,
          GError       **error)
{
  g_autoptr(GPtrArray) writings = _guichet_store_run (self, &self->reader, GUICHET_JOB_SCREEN, prepare_job, data,
                                                      NULL, error);

  if (writings == NULL || !guichet_db_transact (self->user_writer.user, write_all, writings, error))
    return NULL;

  tell (self, writings);
  return self;
}

static const GuichetStoreCall mark_call = {
  .func = mark_job,
  .free_data = free_marking,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
};

gboolean
guichet_store_mark (GuichetStore    *self,
                    GArray          *ids,
                    GuichetMarking   marking,
                    GError         **error)
{
  Marking data = { ids, marking };

  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (ids != NULL, FALSE);

  return _guichet_store_call (self, &mark_call, &data, NULL, error) != NULL;
}

void
guichet_store_mark_async (GuichetStore        *self,
                          GArray              *ids,
                          GuichetMarking       marking,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  Marking *data;

  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (ids != NULL);

  data = g_new0 (Marking, 1);
  data->ids = g_array_copy (ids);
  data->marking = marking;
  _guichet_store_begin (self, &mark_call, data, cancellable, callback, user_data);
}

gboolean
guichet_store_mark_finish (GuichetStore  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return _guichet_store_finish (self, &mark_call, result, error) != NULL;
}

/* ---- the beginning */

/* A wrong date in the future must not make everything old news. A day covers
 * all time zones. */
static char *
make_horizon (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) horizon = g_date_time_add_days (now, 1);

  return g_date_time_format (horizon, "%F %T");
}

static gpointer
read_newest_job (GuichetStore  *self,
                 gpointer       data,
                 GError       **error)
{
  g_autofree char *horizon = make_horizon ();
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (self->reader.cache, "SELECT last_update FROM ticket WHERE vanished = 0"
                                                       " AND last_update <= ?1 ORDER BY last_update DESC LIMIT 1",
                                   error)))
    return NULL;
  guichet_db_stmt_bind_text (stmt, 1, horizon);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return NULL;

  return g_strdup (has_row ? guichet_db_stmt_get_text (stmt, 0) : "");
}

static gboolean
add_baseline (GuichetDb  *db,
              gpointer    data,
              GError    **error)
{
  return guichet_fact_table_add (db, GUICHET_FACT_UNREAD_SINCE, data, error);
}

static gpointer
begin_unread_job (GuichetStore  *self,
                  gpointer       data,
                  GError       **error)
{
  g_autofree char *known = NULL;
  g_autofree char *newest = NULL;

  if (!guichet_fact_table_read (self->user_writer.user, GUICHET_FACT_UNREAD_SINCE, &known, error))
    return NULL;
  if (known != NULL)
    return self;

  newest = _guichet_store_run (self, &self->reader, GUICHET_JOB_SCREEN, read_newest_job, NULL, NULL, error);
  if (newest == NULL || !guichet_db_transact (self->user_writer.user, add_baseline, newest, error))
    return NULL;

  return self;
}

gboolean
guichet_store_begin_unread (GuichetStore  *self,
                            GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);

  return _guichet_store_run (self, &self->user_writer, GUICHET_JOB_SYNC, begin_unread_job, NULL, NULL, error) != NULL;
}

/* ---- for the outbox */

static gpointer
settle_job (GuichetStore  *self,
            gpointer       data,
            GError       **error)
{
  g_auto(GuichetMarkReader) reader = { NULL };

  if (!init_reader (self, &reader, error))
    return NULL;

  return guichet_mark_writing_settle (&reader, data, error);
}

/**
 * _guichet_store_settle_seen:
 * @intent: about to be saved in its new state
 *
 * User writer. What the person does themself must not make a ticket unread:
 * before an operation leaves, and when it is done, what was seen is brought in
 * line with it.
 *
 * Returns: (transfer full) (nullable): the row to be written with the
 *   operation; %NULL when there is nothing to write
 */
GuichetSeen *
_guichet_store_settle_seen (GuichetStore        *self,
                            const GuichetIntent *intent)
{
  g_autoptr(GError) error = NULL;
  GuichetSeen *seen;

  if (!guichet_mark_writing_concerns (intent))
    return NULL;

  seen = _guichet_store_run (self, &self->reader, GUICHET_JOB_SCREEN, settle_job, (gpointer) intent, NULL, &error);
  /* A bold line too many is no reason to lose an operation. */
  if (error != NULL)
    g_warning ("What was seen of ticket %" G_GINT64_FORMAT " is not brought in line: %s", intent->ticket_id,
               error->message);

  return seen;
}
