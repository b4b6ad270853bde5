#include "config.h"

#include "store/drafts.h"

#include "store/draft-table.h"
#include "store/store-private.h"
#include "util/uuid.h"

/* All of this happens on the user writer, reading too: what concerns a
 * person's own text must not depend on the state of the cache. One priority
 * for all: what is read is what was saved before. */

/**
 * guichet_draft_new:
 *
 * Returns: (transfer full): a draft with an identity of its own, saved now
 */
GuichetDraft *
guichet_draft_new (const char *key,
                   const char *html)
{
  GuichetDraft *self;

  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (html != NULL, NULL);

  self = g_new0 (GuichetDraft, 1);
  self->key = g_strdup (key);
  self->uuid = guichet_uuid7_new ();
  self->html = g_strdup (html);
  self->base = g_strdup ("");
  self->saved = g_get_real_time () / 1000;

  return self;
}

GuichetDraft *
guichet_draft_copy (const GuichetDraft *self)
{
  GuichetDraft *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->key = g_strdup (self->key);
  copy->uuid = g_strdup (self->uuid);
  copy->html = g_strdup (self->html);
  copy->base = g_strdup (self->base);

  return copy;
}

void
guichet_draft_free (GuichetDraft *self)
{
  if (self == NULL)
    return;

  g_free (self->key);
  g_free (self->uuid);
  g_free (self->html);
  g_free (self->base);
  g_free (self);
}

char *
guichet_draft_key_for_journal (gint64 ticket_id,
                               guint  journal)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%s", ticket_id, guichet_journal_to_nick (journal));
}

/* ---- saving */

typedef struct
{
  const GuichetDraft *draft;
  gboolean            toggled;          /* there was none, or is none any more */
} Save;

static gboolean
save_draft (GuichetDb  *db,
            gpointer    data,
            GError    **error)
{
  Save *save = data;
  const GuichetDraft *draft = save->draft;
  gboolean is_empty = *draft->html == '\0';
  g_autoptr(GuichetDraft) before = NULL;

  if (!guichet_draft_table_read (db, draft->key, &before, error))
    return FALSE;

  save->toggled = (before == NULL) != is_empty;
  if (is_empty)
    return guichet_draft_table_remove (db, draft->key, error);

  return guichet_draft_table_save (db, draft, error);
}

/* The ticket in the key of an editor on one; 0 for another editor. */
static gint64
find_ticket (const char *key)
{
  char *end;
  gint64 id = g_ascii_strtoll (key, &end, 10);

  return *end == '/' ? MAX (id, 0) : 0;
}

static gpointer
save_draft_job (GuichetStore  *self,
                gpointer       data,
                GError       **error)
{
  g_autoptr(GuichetChangeSet) changes = guichet_change_set_new ();
  Save save = { .draft = data };
  gint64 ticket = find_ticket (save.draft->key);

  if (!_guichet_store_admits_draft (self, save.draft->key, error) ||
      !guichet_db_transact (self->user_writer.user, save_draft, &save, error))
    return NULL;

  /* A list shows whether there is one, not what it says. */
  if (save.toggled && ticket != 0)
    guichet_change_set_add_ticket (changes, ticket, FALSE);
  changes->drafts = TRUE;
  _guichet_store_tell (self, changes);
  return self;
}

static const GuichetStoreCall save_draft_call = {
  .func = save_draft_job,
  .free_data = (GDestroyNotify) guichet_draft_free,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
};

gboolean
guichet_store_save_draft (GuichetStore        *self,
                          const GuichetDraft  *draft,
                          GError             **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (draft != NULL, FALSE);

  return _guichet_store_call (self, &save_draft_call, (gpointer) draft, NULL, error) != NULL;
}

void
guichet_store_save_draft_async (GuichetStore        *self,
                                const GuichetDraft  *draft,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (draft != NULL);

  _guichet_store_begin (self, &save_draft_call, guichet_draft_copy (draft), cancellable, callback, user_data);
}

gboolean
guichet_store_save_draft_finish (GuichetStore  *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return _guichet_store_finish (self, &save_draft_call, result, error) != NULL;
}

/* ---- reading */

static gpointer
read_draft_job (GuichetStore  *self,
                gpointer       data,
                GError       **error)
{
  GuichetDraft *draft = NULL;

  return guichet_draft_table_read (self->user_writer.user, data, &draft, error) ? draft : NULL;
}

static const GuichetStoreCall read_draft_call = {
  .func = read_draft_job,
  .free_data = g_free,
  .free_result = (GDestroyNotify) guichet_draft_free,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
  .reads = TRUE,
};

GuichetDraft *
guichet_store_read_draft (GuichetStore  *self,
                          const char    *key,
                          GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return _guichet_store_call (self, &read_draft_call, (gpointer) key, NULL, error);
}

void
guichet_store_read_draft_async (GuichetStore        *self,
                                const char          *key,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (key != NULL);

  _guichet_store_begin (self, &read_draft_call, g_strdup (key), cancellable, callback, user_data);
}

GuichetDraft *
guichet_store_read_draft_finish (GuichetStore  *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return _guichet_store_finish (self, &read_draft_call, result, error);
}

static gpointer
list_drafts_job (GuichetStore  *self,
                 gpointer       data,
                 GError       **error)
{
  return guichet_draft_table_list (self->user_writer.user, error);
}

static const GuichetStoreCall list_drafts_call = {
  .func = list_drafts_job,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
  .reads = TRUE,
};

/**
 * guichet_store_list_drafts:
 *
 * Returns: (transfer full) (nullable) (element-type GuichetDraft): the latest
 *   first
 */
GPtrArray *
guichet_store_list_drafts (GuichetStore  *self,
                           GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  return _guichet_store_call (self, &list_drafts_call, NULL, NULL, error);
}

void
guichet_store_list_drafts_async (GuichetStore        *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &list_drafts_call, NULL, cancellable, callback, user_data);
}

GPtrArray *
guichet_store_list_drafts_finish (GuichetStore  *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return _guichet_store_finish (self, &list_drafts_call, result, error);
}
