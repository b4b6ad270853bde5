#include "config.h"

#include "store/search-index.h"

#include "store/search-document.h"
#include "store/ticket-table.h"

/* FTS5 keeps these two in the file: what a first load sets must be set back,
 * or it becomes the value in service (PERF §6). */
#define HASH_SIZE_SERVICE 1048576
#define HASH_SIZE_BULK 67108864

/* Pages that one idle step of merging may write: 9 to 34 ms (PERF §2.3). */
#define MERGE_PAGES 64

/**
 * guichet_search_index_enqueue:
 *
 * @last_update: (nullable): of the ticket; %NULL puts it in front
 *
 * The document of @ticket_id is out of date.
 */
gboolean
guichet_search_index_enqueue (GuichetDb   *db,
                              gint64       ticket_id,
                              const char  *last_update,
                              GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "INSERT OR REPLACE INTO search_queue (ticket_id, slot) VALUES (?1, ?2)", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, ticket_id);
  guichet_db_stmt_bind_int64 (stmt, 2, last_update != NULL ? guichet_search_slot (last_update) : G_MAXINT64);

  return guichet_db_stmt_run (stmt, error);
}

/* ---- places */

static gboolean
is_taken (GuichetDb  *db,
          gint64      row,
          gboolean   *out_taken,
          GError    **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "SELECT 1 FROM search_document WHERE id = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, row);

  return guichet_db_stmt_step (stmt, out_taken, error);
}

/* The first free place behind the run of taken ones that begins at @row. */
static gboolean
find_end_of_run (GuichetDb  *db,
                 gint64      row,
                 gint64     *out_row,
                 GError    **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT id + 1 FROM search_document AS this WHERE id >= ?1 AND NOT EXISTS"
                                       " (SELECT 1 FROM search_document WHERE id = this.id + 1)"
                                       " ORDER BY id LIMIT 1", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, row);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;

  *out_row = has_row ? guichet_db_stmt_get_int64 (stmt, 0) : row;
  return TRUE;
}

static gboolean
find_free_row (GuichetDb  *db,
               gint64      wanted,
               gint64     *out_row,
               GError    **error)
{
  gboolean taken;

  if (!is_taken (db, wanted, &taken, error))
    return FALSE;
  if (taken)
    return find_end_of_run (db, wanted, out_row, error);

  *out_row = wanted;
  return TRUE;
}

/* ---- writing documents */

static gboolean
run_for_id (GuichetDb   *db,
            const char  *sql,
            gint64       id,
            GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, sql, error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, id);

  return guichet_db_stmt_run (stmt, error);
}

static gboolean
remove_document (GuichetDb              *db,
                 GuichetSearchDocument  *document,
                 GError                **error)
{
  return run_for_id (db, "DELETE FROM search WHERE rowid = ?1", document->old_row, error) &&
         run_for_id (db, "DELETE FROM search_document WHERE id = ?1", document->old_row, error);
}

static gboolean
note_place (GuichetDb              *db,
            GuichetSearchDocument  *document,
            GError                **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "INSERT INTO search_document (id, ticket_id) VALUES (?1, ?2)", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, document->row);
  guichet_db_stmt_bind_int64 (stmt, 2, document->ticket_id);

  return guichet_db_stmt_run (stmt, error);
}

static gboolean
insert_document (GuichetDb              *db,
                 GuichetSearchDocument  *document,
                 GError                **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "INSERT INTO search (rowid, ref, title, description, public, private, people,"
                                       " files) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, document->row);
  for (int i = 0; i < GUICHET_N_SEARCH_COLUMNS; i++)
    guichet_db_stmt_bind_text (stmt, i + 2, document->columns[i]);

  return guichet_db_stmt_run (stmt, error);
}

static int
compare_old_rows (gconstpointer a,
                  gconstpointer b)
{
  const GuichetSearchDocument *left = *(GuichetSearchDocument * const *) a;
  const GuichetSearchDocument *right = *(GuichetSearchDocument * const *) b;

  return left->old_row < right->old_row ? -1 : left->old_row > right->old_row;
}

static int
compare_slots (gconstpointer a,
               gconstpointer b)
{
  const GuichetSearchDocument *left = *(GuichetSearchDocument * const *) a;
  const GuichetSearchDocument *right = *(GuichetSearchDocument * const *) b;

  return left->slot < right->slot ? -1 : left->slot > right->slot;
}

static gboolean
remove_old (GuichetDb  *db,
            GPtrArray  *documents,
            GError    **error)
{
  g_ptr_array_sort (documents, compare_old_rows);
  for (guint i = 0; i < documents->len; i++)
    {
      GuichetSearchDocument *document = g_ptr_array_index (documents, i);

      if (document->old_row != 0 && !remove_document (db, document, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
insert_new (GuichetDb  *db,
            GPtrArray  *documents,
            GError    **error)
{
  gint64 previous = 0;

  g_ptr_array_sort (documents, compare_slots);
  for (guint i = 0; i < documents->len; i++)
    {
      GuichetSearchDocument *document = g_ptr_array_index (documents, i);

      if (document->columns[0] == NULL)
        continue;
      if (!find_free_row (db, MAX (document->slot, previous + 1), &document->row, error) ||
          !note_place (db, document, error) || !insert_document (db, document, error))
        return FALSE;
      previous = document->row;
    }

  return TRUE;
}

/* The newest first; stops at @max_bytes of text. */
static GPtrArray *
read_documents (GuichetDb  *db,
                GArray     *ids,
                gsize       max_bytes,
                GError    **error)
{
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_search_document_free);
  gsize bytes = 0;

  for (guint i = 0; i < ids->len && bytes < max_bytes; i++)
    {
      GuichetSearchDocument *document;
      gint64 id = g_array_index (ids, gint64, i);

      if (!guichet_search_document_read (db, id, &document, error))
        return NULL;
      g_ptr_array_add (documents, document);
      bytes += document->size;
      if (!run_for_id (db, "DELETE FROM search_queue WHERE ticket_id = ?1", id, error))
        return NULL;
    }

  return g_steal_pointer (&documents);
}

/**
 * guichet_search_index_drain:
 * @out_left: whether the queue still holds tickets
 *
 * Makes the documents of the newest tickets in the queue. FTS5 flushes its
 * memory whenever a rowid is lower than the one before: so first all that goes,
 * then all that comes, each in rising order.
 */
gboolean
guichet_search_index_drain (GuichetDb  *db,
                            guint       max_documents,
                            gsize       max_bytes,
                            gboolean   *out_left,
                            GError    **error)
{
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GPtrArray) documents = NULL;
  gint64 left;

  ids = guichet_ticket_table_list (db, "SELECT ticket_id FROM search_queue ORDER BY slot DESC LIMIT ?1",
                                   max_documents, error);
  if (ids == NULL || !(documents = read_documents (db, ids, max_bytes, error)))
    return FALSE;
  if (!remove_old (db, documents, error) || !insert_new (db, documents, error) ||
      !guichet_db_read_int64 (db, "SELECT EXISTS (SELECT 1 FROM search_queue)", &left, error))
    return FALSE;

  *out_left = left != 0;
  return TRUE;
}

/* ---- upkeep */

/**
 * guichet_search_index_merge:
 * @out_left: whether there was something to merge
 *
 * One bounded step of joining the index's segments.
 */
gboolean
guichet_search_index_merge (GuichetDb  *db,
                            gboolean   *out_left,
                            GError    **error)
{
  gint64 before = guichet_db_get_total_changes (db);

  if (!guichet_db_exec (db, "INSERT INTO search (search, rank) VALUES ('merge', " G_STRINGIFY (MERGE_PAGES) ")", error))
    return FALSE;

  /* FTS5's own rule: less than two changes mean that nothing was merged. */
  *out_left = guichet_db_get_total_changes (db) - before >= 2;
  return TRUE;
}

/* A large memory makes a first load two to three times as fast. */
gboolean
guichet_search_index_set_bulk (GuichetDb  *db,
                               gboolean    bulk,
                               GError    **error)
{
  return guichet_db_exec (db, bulk ?
                          "INSERT INTO search (search, rank) VALUES ('hashsize', " G_STRINGIFY (HASH_SIZE_BULK) ")" :
                          "INSERT INTO search (search, rank) VALUES ('hashsize', " G_STRINGIFY (HASH_SIZE_SERVICE) ")",
                          error);
}

gboolean
guichet_search_index_is_bulk (GuichetDb  *db,
                              gboolean   *out_bulk,
                              GError    **error)
{
  gint64 size;

  if (!guichet_db_read_int64 (db, "SELECT v FROM search_config WHERE k = 'hashsize'", &size, error))
    return FALSE;

  *out_bulk = size == HASH_SIZE_BULK;
  return TRUE;
}

/* FTS5's own check of the index. */
gboolean
guichet_search_index_check (GuichetDb  *db,
                            GError    **error)
{
  return guichet_db_exec (db, "INSERT INTO search (search) VALUES ('integrity-check')", error);
}
