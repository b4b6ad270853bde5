#include "config.h"

#include "store/store.h"

#include <glib/gstdio.h>

#include "store/files.h"
#include "store/identity-table.h"
#include "store/intent-table.h"
#include "store/store-private.h"
#include "store/ticket-table.h"
#include "util/data-dir.h"

/* How long done and withdrawn operations can be looked up. */
#define HISTORY_MS (G_GINT64_CONSTANT (30) * 24 * 60 * 60 * 1000)

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetStore, guichet_store, G_TYPE_OBJECT)

static void
guichet_store_dispose (GObject *object)
{
  guichet_store_close (GUICHET_STORE (object));

  G_OBJECT_CLASS (guichet_store_parent_class)->dispose (object);
}

static void
guichet_store_finalize (GObject *object)
{
  GuichetStore *self = GUICHET_STORE (object);

  g_clear_pointer (&self->rules, guichet_rules_unref);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_free (self->folder);
  g_free (self->vfs);

  G_OBJECT_CLASS (guichet_store_parent_class)->finalize (object);
}

static void
guichet_store_class_init (GuichetStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_store_dispose;
  object_class->finalize = guichet_store_finalize;

  signals[CHANGED] = g_signal_new ("changed", GUICHET_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, GUICHET_TYPE_CHANGE_SET | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
guichet_store_init (GuichetStore *self)
{
  g_mutex_init (&self->mutex);
  self->context = g_main_context_ref_thread_default ();
  self->rules = guichet_rules_new (NULL, NULL);
  self->lock_fd = -1;
  self->merge_left = TRUE;
  self->file_quota = GUICHET_FILE_QUOTA;
}

/* ---- opening */

typedef struct
{
  GuichetStore  *store;
  gboolean     (*open) (GuichetStore *self, GError **error);
  GError        *error;
} Opening;

static void
open_job (gpointer data)
{
  Opening *opening = data;

  opening->open (opening->store, &opening->error);
}

/* Each connection belongs to the thread that opens it. */
static gboolean
open_on (GuichetStore        *self,
         GuichetStoreThread  *thread,
         const char          *name,
         gboolean           (*open) (GuichetStore *, GError **),
         GError             **error)
{
  Opening opening = { .store = self, .open = open };

  thread->queue = guichet_job_queue_new (name);
  guichet_job_queue_run (thread->queue, GUICHET_JOB_SCREEN, open_job, &opening);
  if (opening.error == NULL)
    return TRUE;

  g_propagate_error (error, opening.error);
  return FALSE;
}

static gboolean
prune_history (GuichetDb  *db,
               gpointer    data,
               GError    **error)
{
  return guichet_intent_table_prune (db, g_get_real_time () / 1000 - HISTORY_MS, error);
}

static gboolean
open_user (GuichetStore  *self,
           GError       **error)
{
  g_autoptr(GError) local = NULL;

  if (!_guichet_store_open_user (self, error))
    return FALSE;

  /* History that stays a day longer harms nobody; a full disk must not keep
   * the person from what is there. */
  if (!guichet_db_transact (self->user_writer.user, prune_history, NULL, &local))
    g_warning ("Old operations stay in user.db: %s", local->message);

  return TRUE;
}

/* What the person did may have been saved without reaching cache.db. A cache.db
 * that turns out to be damaged here is replaced like at any other time. */
static void
refresh_at_start (GuichetStore *self)
{
  g_autoptr(GError) error = NULL;

  if (_guichet_store_run (self, &self->cache_writer, GUICHET_JOB_PERSON, _guichet_store_refresh_all_job, NULL, NULL,
                          &error) == NULL)
    g_warning ("Lists may not show what waits in the outbox: %s", error->message);
}

GuichetStore *
_guichet_store_open_with_vfs (const char  *folder,
                              const char  *vfs,
                              GError     **error)
{
  g_autoptr(GuichetStore) self = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  if (!guichet_data_dir_make_private (folder, error))
    return NULL;

  self = g_object_new (GUICHET_TYPE_STORE, NULL);
  self->folder = g_strdup (folder);
  self->vfs = g_strdup (vfs);
  if (!_guichet_store_lock (self, error) ||
      !open_on (self, &self->user_writer, "guichet-user", open_user, error) ||
      !open_on (self, &self->cache_writer, "guichet-cache", _guichet_store_open_cache, error) ||
      !open_on (self, &self->reader, "guichet-reader", _guichet_store_open_readers, error))
    return NULL;

  refresh_at_start (self);
  _guichet_store_tidy_files_soon (self);

  return g_steal_pointer (&self);
}

/**
 * guichet_store_open:
 * @folder: of the account; made private if it is not there
 *
 * Opens both databases and makes them if need be. Fails with
 * %GUICHET_ERROR_BUSY while another process has the account,
 * %GUICHET_ERROR_NEWER_SCHEMA or %GUICHET_ERROR_CORRUPT because of user.db,
 * which is then left as it is. A cache.db like that is set aside.
 *
 * Returns: (transfer full) (nullable): the store
 */
GuichetStore *
guichet_store_open (const char  *folder,
                    GError     **error)
{
  return _guichet_store_open_with_vfs (folder, NULL, error);
}

/* ---- closing */

static void
close_job (gpointer data)
{
  GuichetStoreThread *thread = data;

  g_clear_pointer (&thread->cache, guichet_db_close);
  g_clear_pointer (&thread->user, guichet_db_close);
}

static void
close_thread (GuichetStoreThread *thread)
{
  if (thread->queue == NULL)
    return;

  /* After everything that was asked for before. */
  guichet_job_queue_run (thread->queue, G_MAXINT, close_job, thread);
  g_clear_pointer (&thread->queue, guichet_job_queue_free);
}

/**
 * guichet_store_close:
 *
 * Finishes what was asked for, then closes the files and ends the threads. To
 * be called from a thread of the program's own before the last reference goes;
 * calls that come later fail. Nothing is emitted any more.
 */
void
guichet_store_close (GuichetStore *self)
{
  g_return_if_fail (GUICHET_IS_STORE (self));

  /* The user writer hands work to the cache writer, and that one may wait for
   * the reader. */
  close_thread (&self->user_writer);
  close_thread (&self->cache_writer);
  close_thread (&self->reader);
  _guichet_store_mute (self);
  g_clear_fd (&self->lock_fd, NULL);
}

const char *
guichet_store_get_folder (GuichetStore *self)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  return self->folder;
}

gboolean
guichet_store_was_rebuilt (GuichetStore *self)
{
  gboolean rebuilt;

  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);

  g_mutex_lock (&self->mutex);
  rebuilt = self->rebuilt;
  g_mutex_unlock (&self->mutex);

  return rebuilt;
}

/* ---- identity and profile */

/* Returns: (transfer full): never %NULL */
GuichetRules *
_guichet_store_dup_rules (GuichetStore *self)
{
  GuichetRules *rules;

  g_mutex_lock (&self->mutex);
  rules = guichet_rules_ref (self->rules);
  g_mutex_unlock (&self->mutex);

  return rules;
}

/* @rules: (transfer full): */
void
_guichet_store_take_rules (GuichetStore *self,
                           GuichetRules *rules)
{
  GuichetRules *old;

  g_mutex_lock (&self->mutex);
  old = self->rules;
  self->rules = rules;
  g_mutex_unlock (&self->mutex);

  guichet_rules_unref (old);
}

GuichetIdentity *
guichet_store_dup_identity (GuichetStore *self)
{
  g_autoptr(GuichetRules) rules = NULL;

  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  rules = _guichet_store_dup_rules (self);
  if (guichet_rules_get_identity (rules) == NULL)
    return NULL;

  return guichet_identity_ref (guichet_rules_get_identity (rules));
}

GuichetProfile *
guichet_store_dup_profile (GuichetStore *self)
{
  g_autoptr(GuichetRules) rules = NULL;

  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  rules = _guichet_store_dup_rules (self);
  if (guichet_rules_get_profile (rules) == NULL)
    return NULL;

  return guichet_profile_ref (guichet_rules_get_profile (rules));
}

typedef struct
{
  GuichetRules *rules;
  gboolean      confined;       /* what was kept under an earlier role has to go */
  gboolean      differ;         /* from those that the rows were computed with */
} NewRules;

static gboolean
save_rules (GuichetDb  *db,
            gpointer    data,
            GError    **error)
{
  NewRules *new_rules = data;
  GuichetRules *rules = new_rules->rules;
  g_autoptr(GuichetIdentity) old = NULL;
  g_autofree char *old_key = NULL;

  if (!guichet_identity_table_read (db, &old, &old_key, error))
    return FALSE;

  new_rules->differ = g_strcmp0 (old_key, guichet_rules_get_key (rules)) != 0;
  if (new_rules->differ && !guichet_ticket_table_recompute (db, rules, error))
    return FALSE;

  return guichet_identity_table_save (db, guichet_rules_get_identity (rules), guichet_rules_get_key (rules), error);
}

/* A cache without a ticket holds nothing of a journal. */
static gboolean
empty_cache_if_used (GuichetStore  *self,
                     GError       **error)
{
  gint64 used;

  return guichet_db_read_int64 (self->cache_writer.cache, "SELECT EXISTS (SELECT 1 FROM ticket)", &used, error) &&
         (!used || _guichet_store_empty_cache (self, error));
}

static gpointer
set_rules_job (GuichetStore  *self,
               gpointer       data,
               GError       **error)
{
  NewRules *new_rules = data;
  g_autoptr(GuichetChangeSet) changes = guichet_change_set_new ();

  if (new_rules->confined && !empty_cache_if_used (self, error))
    return NULL;
  if (!guichet_db_transact (self->cache_writer.cache, save_rules, new_rules, error))
    return NULL;

  _guichet_store_take_rules (self, guichet_rules_ref (new_rules->rules));
  changes->identity = TRUE;
  changes->everything = new_rules->differ;
  changes->references = new_rules->confined;
  changes->moved = new_rules->differ;
  _guichet_store_tell (self, changes);

  /* What an operation does to a ticket depends on the profile too. */
  return _guichet_store_refresh_all_job (self, NULL, error);
}

/* From now on nothing internal comes in; then what was there goes, and the new
 * rules with their rows are saved. Where that fails everything is as it was
 * before, for the next try. */
static gboolean
set_rules_confined (GuichetStore  *self,
                    NewRules      *new_rules,
                    GuichetRules  *old,
                    GError       **error)
{
  _guichet_store_take_rules (self, guichet_rules_ref (new_rules->rules));
  if (_guichet_store_forget_internal (self, error) &&
      _guichet_store_run (self, &self->cache_writer, GUICHET_JOB_SCREEN, set_rules_job, new_rules, NULL, error) != NULL)
    return TRUE;

  _guichet_store_take_rules (self, guichet_rules_ref (old));

  return FALSE;
}

/**
 * guichet_store_set_identity:
 *
 * Blocking. @identity is kept in cache.db, so that a start without network
 * knows whose queues to show. Somebody who is no agent any more leaves nothing
 * of the internal journal behind: see internal.h.
 */
gboolean
guichet_store_set_identity (GuichetStore     *self,
                            GuichetIdentity  *identity,
                            GuichetProfile   *profile,
                            GError          **error)
{
  g_autoptr(GuichetRules) old = NULL;
  g_autoptr(GuichetRules) rules = NULL;
  NewRules new_rules;

  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (identity != NULL, FALSE);

  old = _guichet_store_dup_rules (self);
  rules = guichet_rules_new (identity, profile);
  new_rules = (NewRules) {
    .rules = rules,
    .confined = guichet_rules_may_have_internal (old) && !guichet_rules_may_have_internal (rules),
  };
  if (new_rules.confined)
    return set_rules_confined (self, &new_rules, old, error);

  return _guichet_store_run (self, &self->cache_writer, GUICHET_JOB_SCREEN, set_rules_job, &new_rules, NULL,
                             error) != NULL;
}
