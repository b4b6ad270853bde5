#include "config.h"

#include "store/store.h"

#include "store/migrations.h"
#include "store/search-index.h"
#include "store/shown.h"
#include "store/store-private.h"
#include "store/ticket-table.h"

/* The report never holds a word of a ticket: numbers and names of tables. */

typedef struct
{
  GString *report;
  guint    n_problems;
} Check;

static void
note (Check      *check,
      const char *what,
      gint64      n_problems)
{
  if (n_problems == 0)
    g_string_append_printf (check->report, "%s: ok\n", what);
  else
    g_string_append_printf (check->report, "%s: %" G_GINT64_FORMAT " problems\n", what, n_problems);
  check->n_problems += (guint) n_problems;
}

static void
note_failure (Check        *check,
              const char   *what,
              const GError *error)
{
  g_string_append_printf (check->report, "%s: %s\n", what, error->message);
  check->n_problems++;
}

/* Rows of a pragma that tells one problem a row; "ok" is none. */
static void
run_pragma (Check      *check,
            GuichetDb  *db,
            const char *what,
            const char *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetDbStmt) stmt = guichet_db_prepare (db, sql, &error);
  gint64 n_problems = 0;
  gboolean has_row = stmt != NULL;

  while (has_row && guichet_db_stmt_step (stmt, &has_row, &error))
    if (has_row && g_strcmp0 (guichet_db_stmt_get_text (stmt, 0), "ok") != 0)
      n_problems++;
    else if (error != NULL)
      break;

  if (error != NULL)
    note_failure (check, what, error);
  else
    note (check, what, n_problems);
}

/* @sql counts what should not be. */
static void
run_count (Check      *check,
           GuichetDb  *db,
           const char *what,
           const char *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 n_problems;

  if (guichet_db_read_int64 (db, sql, &n_problems, &error))
    note (check, what, n_problems);
  else
    note_failure (check, what, error);
}

static gpointer
check_user_job (GuichetStore  *self,
                gpointer       data,
                GError       **error)
{
  Check *check = data;
  GuichetDb *db = self->user_writer.user;

  run_pragma (check, db, "user.db integrity", "PRAGMA integrity_check");
  run_pragma (check, db, "user.db foreign keys", "PRAGMA foreign_key_check");
  run_count (check, db, "user.db states and times",
             "SELECT count(*) FROM intent WHERE (finished IS NULL) <> (state NOT IN ('done', 'withdrawn'))");
  run_count (check, db, "user.db files of operations",
             "SELECT count(*) FROM intent WHERE kind = 'attach'"
             " AND number NOT IN (SELECT intent FROM intent_file)");

  return self;
}

static gboolean
check_search (GuichetDb  *db,
              gpointer    data,
              GError    **error)
{
  return guichet_search_index_check (db, error);
}

/* shown = server ⊕ intents, for every ticket where the two may differ. */
static gboolean
count_wrong_rows (GuichetStore  *self,
                  GArray        *ids,
                  gint64        *out_n,
                  GError       **error)
{
  g_autoptr(GuichetRules) rules = _guichet_store_dup_rules (self);
  gint64 n = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      g_auto(GuichetTicketRecord) record = { NULL };
      g_autoptr(GuichetTicket) shown = NULL;

      if (!guichet_ticket_table_read (self->cache_writer.cache, g_array_index (ids, gint64, i), &record, error))
        return FALSE;
      if (record.ticket == NULL)
        continue;
      shown = guichet_shown_compute_thin (self->cache_writer.user, guichet_ticket_record_get_server (&record), rules,
                                          error);
      if (shown == NULL)
        return FALSE;
      n += !guichet_ticket_equal (shown, record.ticket);
    }

  *out_n = n;
  return TRUE;
}

static void
check_shown (GuichetStore *self,
             Check        *check)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = NULL;
  gint64 n;

  ids = _guichet_store_list_overlaid (self, &error);
  if (ids != NULL && count_wrong_rows (self, ids, &n, &error))
    note (check, "cache.db rows against outbox", n);
  else
    note_failure (check, "cache.db rows against outbox", error);
}

/* Damage of the file itself. */
static void
check_cache_file (Check     *check,
                  GuichetDb *db)
{
  g_autoptr(GError) error = NULL;

  run_pragma (check, db, "cache.db integrity", "PRAGMA integrity_check");
  run_pragma (check, db, "cache.db foreign keys", "PRAGMA foreign_key_check");
  if (guichet_db_transact (db, check_search, NULL, &error))
    note (check, "cache.db search index", 0);
  else
    note_failure (check, "cache.db search index", error);
}

static gpointer
check_cache_job (GuichetStore  *self,
                 gpointer       data,
                 GError       **error)
{
  Check *check = data;
  GuichetDb *db = self->cache_writer.cache;
  guint n_before = check->n_problems;

  check_cache_file (check, db);
  if (check->n_problems > n_before)
    {
      g_string_append (check->report, "cache.db will be set aside\n");
      _guichet_store_note_damage (self);
      return self;
    }

  run_count (check, db, "cache.db documents",
             "SELECT count(*) FROM ticket WHERE vanished = 0"
             " AND id NOT IN (SELECT ticket_id FROM search_document)"
             " AND id NOT IN (SELECT ticket_id FROM search_queue)");
  run_count (check, db, "cache.db filter",
             "SELECT count(*) FROM ticket WHERE id NOT IN (SELECT id FROM ticket_filter)");
  check_shown (self, check);

  return self;
}

/**
 * guichet_store_check:
 * @out_report: (out) (transfer full): a line for each thing looked at; set
 *   also when problems were found
 *
 * Takes as long as reading both files. A cache.db that turns out to be damaged
 * is set aside as any other call would do it.
 *
 * Returns: %FALSE with %GUICHET_ERROR_CORRUPT when something is not as it
 *   should be
 */
gboolean
guichet_store_check (GuichetStore  *self,
                     char         **out_report,
                     GError       **error)
{
  g_autoptr(GString) report = g_string_new (NULL);
  Check check = { .report = report };

  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);

  if (_guichet_store_run (self, &self->user_writer, GUICHET_JOB_IDLE, check_user_job, &check, NULL, error) == NULL ||
      _guichet_store_run (self, &self->cache_writer, GUICHET_JOB_IDLE, check_cache_job, &check, NULL, error) == NULL)
    return FALSE;

  if (out_report != NULL)
    *out_report = g_string_free (g_steal_pointer (&report), FALSE);
  if (check.n_problems == 0)
    return TRUE;

  g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_CORRUPT, "%u problems in the databases", check.n_problems);
  return FALSE;
}
