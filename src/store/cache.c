#include "config.h"

#include "store/cache.h"

#include "store/attachment-table.h"
#include "store/cursor-table.h"
#include "store/file-table.h"
#include "store/merge-tickets.h"
#include "store/reference-table.h"
#include "store/search-index.h"
#include "store/store-private.h"
#include "store/ticket-table.h"

/* Up to this many documents are made in the transaction of their tickets, so
 * that a changed ticket is found at once; a larger page is left to the idle
 * steps. About 0.4 ms each. */
#define DOCUMENTS_AT_ONCE 32

typedef struct
{
  GuichetStore        *store;
  GPtrArray           *objects;
  GArray              *ids;
  const GuichetCursor *cursor;
  GuichetReferenceKind kind;
  gint64               ticket_id;
  gboolean             released;        /* contents of files are let go */
  GuichetChangeSet    *changes;
} Merge;

/* Runs @func in a transaction of cache.db, then tells what it changed. */
static gboolean
merge (GuichetStore   *self,
       GuichetDbFunc   func,
       Merge          *data,
       GError        **error)
{
  g_autoptr(GuichetChangeSet) changes = guichet_change_set_new ();

  data->store = self;
  data->changes = changes;
  if (!guichet_db_transact (self->cache_writer.cache, func, data, error))
    return FALSE;

  if (data->released)
    _guichet_store_tidy_files (self, FALSE);
  _guichet_store_tell (self, changes);
  return TRUE;
}

/* Cache writer, inside the transaction that changed @n tickets. */
gboolean
_guichet_store_index_few (GuichetStore  *self,
                          GuichetDb     *db,
                          guint          n,
                          GError       **error)
{
  gboolean left;

  if (n == 0 || n > DOCUMENTS_AT_ONCE || self->bulk)
    return TRUE;

  self->merge_left = TRUE;
  return guichet_search_index_drain (db, DOCUMENTS_AT_ONCE, G_MAXSIZE, &left, error);
}

/* ---- tickets */

static gboolean
merge_tickets (GuichetDb  *db,
               gpointer    data,
               GError    **error)
{
  Merge *merge = data;
  GuichetStore *self = merge->store;
  g_autoptr(GuichetRules) rules = _guichet_store_dup_rules (self);
  g_auto(GuichetTicketMerge) tickets = { NULL };

  if (!guichet_ticket_merge_init (&tickets, db, self->cache_writer.user, rules, error))
    return FALSE;
  for (guint i = 0; i < merge->objects->len; i++)
    if (!guichet_ticket_merge_add (&tickets, g_ptr_array_index (merge->objects, i), error))
      return FALSE;

  guichet_change_set_merge (merge->changes, tickets.changes);

  return guichet_cursor_table_save (db, merge->cursor, error) && _guichet_store_index_few (self, db, tickets.n_documents, error);
}

static gpointer
merge_tickets_job (GuichetStore  *self,
                   gpointer       data,
                   GError       **error)
{
  return merge (self, merge_tickets, data, error) ? self : NULL;
}

static gboolean
run_merge (GuichetStore      *self,
           GuichetStoreFunc   func,
           Merge             *data,
           GError           **error)
{
  return _guichet_store_run (self, &self->cache_writer, GUICHET_JOB_SYNC, func, data, NULL, error) != NULL;
}

/**
 * guichet_store_merge_tickets:
 * @tickets: (element-type GuichetTicket):
 * @cursor: (nullable):
 *
 * A ticket that had vanished comes back. Merging the same page again changes
 * nothing.
 */
gboolean
guichet_store_merge_tickets (GuichetStore         *self,
                             GPtrArray            *tickets,
                             const GuichetCursor  *cursor,
                             GError              **error)
{
  Merge data = { .objects = tickets, .cursor = cursor };

  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (tickets != NULL, FALSE);

  return run_merge (self, merge_tickets_job, &data, error);
}

/* What may no longer be read leaves this computer. */
static gboolean
release_files (Merge      *merge,
               GuichetDb  *db,
               gint64      ticket_id,
               GError    **error)
{
  if (!guichet_file_table_forget_ticket (db, ticket_id, error))
    return FALSE;

  merge->released = merge->released || guichet_db_get_changes (db) > 0;
  return TRUE;
}

static gboolean
vanish_tickets (GuichetDb  *db,
                gpointer    data,
                GError    **error)
{
  Merge *merge = data;

  for (guint i = 0; i < merge->ids->len; i++)
    {
      gint64 id = g_array_index (merge->ids, gint64, i);

      if (!guichet_ticket_table_vanish (db, id, error))
        return FALSE;
      if (guichet_db_get_changes (db) == 0)
        continue;

      guichet_change_set_add_ticket (merge->changes, id, TRUE);
      if (!guichet_search_index_enqueue (db, id, NULL, error) || !release_files (merge, db, id, error))
        return FALSE;
    }

  return _guichet_store_index_few (merge->store, db, merge->ids->len, error);
}

static gpointer
vanish_tickets_job (GuichetStore  *self,
                    gpointer       data,
                    GError       **error)
{
  return merge (self, vanish_tickets, data, error) ? self : NULL;
}

/**
 * guichet_store_vanish_tickets:
 * @ids: (element-type gint64):
 */
gboolean
guichet_store_vanish_tickets (GuichetStore  *self,
                              GArray        *ids,
                              GError       **error)
{
  Merge data = { .ids = ids };

  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (ids != NULL, FALSE);

  return run_merge (self, vanish_tickets_job, &data, error);
}

/* ---- attachments */

static gboolean
merge_attachments (GuichetDb  *db,
                   gpointer    data,
                   GError    **error)
{
  Merge *merge = data;
  guint n_changed = 0;

  for (guint i = 0; i < merge->objects->len; i++)
    {
      GuichetAttachment *attachment = g_ptr_array_index (merge->objects, i);
      gboolean changed;

      if (!guichet_attachment_table_merge (db, attachment, &changed, error))
        return FALSE;
      if (!changed)
        continue;

      n_changed++;
      guichet_change_set_add_ticket (merge->changes, attachment->ticket_id, FALSE);
      if (!guichet_search_index_enqueue (db, attachment->ticket_id, NULL, error))
        return FALSE;
    }

  return guichet_cursor_table_save (db, merge->cursor, error) && _guichet_store_index_few (merge->store, db, n_changed, error);
}

static gpointer
merge_attachments_job (GuichetStore  *self,
                       gpointer       data,
                       GError       **error)
{
  return merge (self, merge_attachments, data, error) ? self : NULL;
}

/**
 * guichet_store_merge_attachments:
 * @attachments: (element-type GuichetAttachment): their tickets need not be here
 * @cursor: (nullable):
 */
gboolean
guichet_store_merge_attachments (GuichetStore         *self,
                                 GPtrArray            *attachments,
                                 const GuichetCursor  *cursor,
                                 GError              **error)
{
  Merge data = { .objects = attachments, .cursor = cursor };

  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (attachments != NULL, FALSE);

  return run_merge (self, merge_attachments_job, &data, error);
}

/* The rows that the server did not name are gone. A file that came meanwhile is
 * in the next listing. */
static gboolean
replace_attachments (GuichetDb  *db,
                     gpointer    data,
                     GError    **error)
{
  Merge *merge = data;
  guint n_removed;

  if (!guichet_attachment_table_remove_others (db, merge->ticket_id, merge->objects, &n_removed, error))
    return FALSE;
  if (n_removed > 0)
    {
      merge->released = TRUE;
      guichet_change_set_add_ticket (merge->changes, merge->ticket_id, FALSE);
      if (!guichet_search_index_enqueue (db, merge->ticket_id, NULL, error))
        return FALSE;
    }

  return merge_attachments (db, merge, error) && _guichet_store_index_few (merge->store, db, MIN (n_removed, 1), error);
}

static gpointer
replace_attachments_job (GuichetStore  *self,
                         gpointer       data,
                         GError       **error)
{
  return merge (self, replace_attachments, data, error) ? self : NULL;
}

/**
 * guichet_store_replace_attachments:
 * @attachments: (element-type GuichetAttachment): all that the server has beside the ticket
 */
gboolean
guichet_store_replace_attachments (GuichetStore  *self,
                                   gint64         ticket_id,
                                   GPtrArray     *attachments,
                                   GError       **error)
{
  Merge data = { .objects = attachments, .ticket_id = ticket_id };

  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (ticket_id > 0, FALSE);
  g_return_val_if_fail (attachments != NULL, FALSE);

  return run_merge (self, replace_attachments_job, &data, error);
}

/* ---- references */

static gboolean
replace_references (GuichetDb  *db,
                    gpointer    data,
                    GError    **error)
{
  Merge *merge = data;

  return guichet_reference_table_replace (db, merge->kind, merge->objects, &merge->changes->references, error);
}

static gpointer
replace_references_job (GuichetStore  *self,
                        gpointer       data,
                        GError       **error)
{
  return merge (self, replace_references, data, error) ? self : NULL;
}

/**
 * guichet_store_replace_references:
 * @references: (element-type GuichetReference): all that the server has
 */
gboolean
guichet_store_replace_references (GuichetStore          *self,
                                  GuichetReferenceKind   kind,
                                  GPtrArray             *references,
                                  GError               **error)
{
  Merge data = { .objects = references, .kind = kind };

  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (references != NULL, FALSE);

  return run_merge (self, replace_references_job, &data, error);
}

/* ---- cursors */

static gboolean
save_cursor (GuichetDb  *db,
             gpointer    data,
             GError    **error)
{
  return guichet_cursor_table_save (db, data, error);
}

static gpointer
save_cursor_job (GuichetStore  *self,
                 gpointer       data,
                 GError       **error)
{
  return guichet_db_transact (self->cache_writer.cache, save_cursor, data, error) ? self : NULL;
}

gboolean
guichet_store_save_cursor (GuichetStore         *self,
                           const GuichetCursor  *cursor,
                           GError              **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (cursor != NULL && cursor->name != NULL, FALSE);

  return _guichet_store_run (self, &self->cache_writer, GUICHET_JOB_SYNC, save_cursor_job, (gpointer) cursor, NULL,
                             error) != NULL;
}

static gpointer
read_cursor_job (GuichetStore  *self,
                 gpointer       data,
                 GError       **error)
{
  char *value = NULL;

  return guichet_cursor_table_read (self->cache_writer.cache, data, &value, error) ? value : NULL;
}

/**
 * guichet_store_read_cursor:
 *
 * Returns: (transfer full) (nullable): %NULL without error when it was never
 *   saved
 */
char *
guichet_store_read_cursor (GuichetStore  *self,
                           const char    *name,
                           GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return _guichet_store_run (self, &self->cache_writer, GUICHET_JOB_SYNC, read_cursor_job, (gpointer) name, NULL,
                             error);
}

/* ---- what is to be asked of the server */

static gpointer
list_ongoing_job (GuichetStore  *self,
                  gpointer       data,
                  GError       **error)
{
  /* Where an operation is on top, the server's image is beside. */
  return guichet_ticket_table_list (self->cache_writer.cache,
                                    "SELECT id FROM ticket WHERE category = 0 AND vanished = 0"
                                    " AND id NOT IN (SELECT id FROM ticket_server)"
                                    " UNION ALL SELECT s.id FROM ticket_server AS s JOIN ticket USING (id)"
                                    " WHERE s.category = 0 AND ticket.vanished = 0", 0, error);
}

/**
 * guichet_store_list_ongoing:
 *
 * Returns: (transfer full) (nullable) (element-type gint64): in no order
 */
GArray *
guichet_store_list_ongoing (GuichetStore  *self,
                            GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  return _guichet_store_run (self, &self->cache_writer, GUICHET_JOB_SYNC, list_ongoing_job, NULL, NULL, error);
}

static gpointer
list_without_texts_job (GuichetStore  *self,
                        gpointer       data,
                        GError       **error)
{
  return guichet_ticket_table_list (self->cache_writer.cache,
                                    "SELECT id FROM ticket WHERE texts_wanted = 1 AND vanished = 0"
                                    " ORDER BY category, last_update DESC LIMIT ?1",
                                    GPOINTER_TO_UINT (data), error);
}

/**
 * guichet_store_list_without_texts:
 *
 * Returns: (transfer full) (nullable) (element-type gint64): at most @limit
 */
GArray *
guichet_store_list_without_texts (GuichetStore  *self,
                                  guint          limit,
                                  GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  return _guichet_store_run (self, &self->cache_writer, GUICHET_JOB_SYNC, list_without_texts_job,
                             GUINT_TO_POINTER (limit), NULL, error);
}
