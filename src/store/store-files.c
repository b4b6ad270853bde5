#include "config.h"

#include "store/store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "store/identity-table.h"
#include "store/migrations.h"

#define CACHE_NAME "cache.db"
#define USER_NAME "user.db"
#define LOCK_NAME "lock"

char *
_guichet_store_dup_path (GuichetStore *self,
                         const char   *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/* The error of the last call on @path. A limit on the size of files counts as
 * a disk that is full. */
gboolean
_guichet_store_fail_errno (const char  *path,
                           GError     **error)
{
  int saved = errno;

  g_set_error (error, GUICHET_ERROR,
               saved == ENOSPC || saved == EDQUOT || saved == EFBIG ? GUICHET_ERROR_DISK_FULL : GUICHET_ERROR_DATABASE,
               "%s: %s", path, g_strerror (saved));
  return FALSE;
}

/**
 * _guichet_store_lock:
 *
 * One process an account: two that send the same outbox would double what the
 * person wrote. The lock goes with the process, however that ends.
 */
gboolean
_guichet_store_lock (GuichetStore  *self,
                     GError       **error)
{
  g_autofree char *path = _guichet_store_dup_path (self, LOCK_NAME);

  self->lock_fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->lock_fd < 0)
    return _guichet_store_fail_errno (path, error);
  if (flock (self->lock_fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  if (errno != EWOULDBLOCK)
    return _guichet_store_fail_errno (path, error);

  g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_BUSY, "Another process has %s", self->folder);
  return FALSE;
}

static void
sync_folder (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;

  /* Not every file system can: then there is nothing more to do. */
  if (fsync (fd) != 0)
    g_debug ("%s: %s", path, g_strerror (errno));
  g_close (fd, NULL);
}

/* SQLite gives the files beside a database its mode: it is enough to make the
 * database itself, closed to others from its first byte. A new name must be on
 * the disk before anything that is saved under it. */
static gboolean
make_private_file (GuichetStore  *self,
                   const char    *path,
                   GError       **error)
{
  g_autofree char *parent = g_path_get_dirname (self->folder);
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0 && errno == EEXIST)
    return TRUE;
  if (fd < 0)
    return _guichet_store_fail_errno (path, error);

  g_close (fd, NULL);
  sync_folder (self->folder);
  sync_folder (parent);
  return TRUE;
}

static GuichetDb *
open_database (GuichetStore   *self,
               const char     *name,
               const char     *family,
               GuichetDbRole   role,
               GError        **error)
{
  g_autofree char *path = _guichet_store_dup_path (self, name);
  GuichetDb *db;

  if (!make_private_file (self, path, error) || !(db = guichet_db_open (path, self->vfs, error)))
    return NULL;

  if (!guichet_migrations_check_version (db, family, error))
    {
      guichet_db_abandon (db);
      return NULL;
    }
  if (!guichet_db_take_role (db, role, error) || !guichet_migrations_run (db, family, error))
    {
      guichet_db_close (db);
      return NULL;
    }

  return db;
}

/* User writer. A user.db that is damaged or newer is an error and nothing
 * else: nobody but its owner decides about it. */
gboolean
_guichet_store_open_user (GuichetStore  *self,
                          GError       **error)
{
  self->user_writer.user = open_database (self, USER_NAME, GUICHET_MIGRATIONS_USER, GUICHET_DB_USER, error);

  return self->user_writer.user != NULL;
}

static GuichetDb *
open_reader (GuichetStore  *self,
             const char    *name,
             GError       **error)
{
  g_autofree char *path = _guichet_store_dup_path (self, name);
  g_autoptr(GuichetDb) db = guichet_db_open (path, self->vfs, error);

  if (db == NULL || !guichet_db_take_role (db, GUICHET_DB_READER, error))
    return NULL;

  return g_steal_pointer (&db);
}

/* Reader. */
gboolean
_guichet_store_open_readers (GuichetStore  *self,
                             GError       **error)
{
  if (self->reader.user == NULL && !(self->reader.user = open_reader (self, USER_NAME, error)))
    return FALSE;

  self->reader.cache = open_reader (self, CACHE_NAME, error);

  return self->reader.cache != NULL;
}

/* ---- the cache, which may be lost */

/* One damaged file is kept, not all of them: they may be large. */
static void
remove_older_damaged (GuichetStore *self)
{
  g_autoptr(GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = _guichet_store_dup_path (self, name);

      if (g_str_has_prefix (name, CACHE_NAME ".damaged-") && g_unlink (path) != 0)
        g_debug ("%s: %s", path, g_strerror (errno));
    }
}

/* Moves the file and those beside it away. They are kept for whoever wants to
 * know what happened. */
static gboolean
set_aside (GuichetStore  *self,
           GError       **error)
{
  static const char * const endings[] = { "", "-wal", "-shm" };
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%S");
  g_autofree char *path = _guichet_store_dup_path (self, CACHE_NAME);

  remove_older_damaged (self);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (path, endings[i], NULL);
      g_autofree char *to = g_strconcat (path, ".damaged-", stamp, endings[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        return _guichet_store_fail_errno (from, error);
    }

  return TRUE;
}

static gboolean
open_cache_file (GuichetStore  *self,
                 GError       **error)
{
  self->cache_writer.cache = open_database (self, CACHE_NAME, GUICHET_MIGRATIONS_CACHE, GUICHET_DB_CACHE, error);

  return self->cache_writer.cache != NULL;
}

static gboolean
is_beyond_repair (const GError *error)
{
  return g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_CORRUPT) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_NEWER_SCHEMA);
}

static gboolean
replace_cache_file (GuichetStore  *self,
                    GError       **error)
{
  if (!set_aside (self, error) || !open_cache_file (self, error))
    return FALSE;

  g_mutex_lock (&self->mutex);
  self->rebuilt = TRUE;
  g_mutex_unlock (&self->mutex);

  return TRUE;
}

/* The profile may be gone or changed since: then tickets are shown without. */
static gboolean
load_rules (GuichetStore  *self,
            GError       **error)
{
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GuichetProfile) whole = NULL;
  g_autoptr(GuichetProfile) profile = NULL;
  g_autofree char *key = NULL;

  if (!guichet_identity_table_read (self->cache_writer.cache, &identity, &key, error))
    return FALSE;

  if (identity != NULL)
    whole = guichet_profile_load_named (identity->profile, NULL);
  if (whole != NULL)
    profile = guichet_profile_restrict (whole, identity->fields);
  _guichet_store_take_rules (self, guichet_rules_new (identity, profile));

  return TRUE;
}

/**
 * _guichet_store_open_cache:
 *
 * Cache writer. Opens cache.db; one that is damaged, or that a newer program
 * wrote, is set aside and an empty one begun.
 */
gboolean
_guichet_store_open_cache (GuichetStore  *self,
                           GError       **error)
{
  g_autoptr(GError) local = NULL;

  self->cache_writer.user = open_reader (self, USER_NAME, error);
  if (self->cache_writer.user == NULL)
    return FALSE;

  if (open_cache_file (self, &local) && load_rules (self, &local))
    return TRUE;

  g_clear_pointer (&self->cache_writer.cache, guichet_db_close);
  if (!is_beyond_repair (local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  g_message ("cache.db is set aside: %s", local->message);
  return replace_cache_file (self, error) && load_rules (self, error);
}

/* ---- damage that shows while the program runs */

static void
close_reader_job (gpointer data)
{
  GuichetStore *self = data;

  g_clear_pointer (&self->reader.cache, guichet_db_close);
}

static void
open_reader_job (gpointer data)
{
  GuichetStore *self = data;
  g_autoptr(GError) error = NULL;

  if (!_guichet_store_open_readers (self, &error))
    g_warning ("The new cache.db cannot be read: %s", error->message);
}

static void
tell_everything (GuichetStore *self)
{
  g_autoptr(GuichetChangeSet) changes = guichet_change_set_new ();

  changes->everything = TRUE;
  changes->moved = TRUE;
  changes->references = TRUE;
  _guichet_store_tell (self, changes);
}

/* Who is signed in was in the damaged file, and is still known here. */
static void
restore_identity (GuichetStore *self)
{
  g_autoptr(GuichetRules) rules = _guichet_store_dup_rules (self);
  g_autoptr(GError) error = NULL;

  if (guichet_rules_get_identity (rules) == NULL)
    return;
  if (!guichet_identity_table_save (self->cache_writer.cache, guichet_rules_get_identity (rules),
                                    guichet_rules_get_key (rules), &error))
    g_warning ("The identity cannot be saved: %s", error->message);
}

static void
rebuild_job (gpointer data)
{
  GuichetStore *self = data;
  g_autoptr(GError) error = NULL;

  guichet_job_queue_run (self->reader.queue, GUICHET_JOB_SCREEN, close_reader_job, self);
  g_clear_pointer (&self->cache_writer.cache, guichet_db_close);
  self->bulk = FALSE;

  if (replace_cache_file (self, &error))
    {
      restore_identity (self);
      guichet_job_queue_run (self->reader.queue, GUICHET_JOB_SCREEN, open_reader_job, self);
      _guichet_store_tidy_files (self, FALSE);
      tell_everything (self);
    }
  else
    g_warning ("The damaged cache.db cannot be replaced: %s", error->message);

  g_mutex_lock (&self->mutex);
  self->damage_known = FALSE;
  g_mutex_unlock (&self->mutex);
}

/* ---- a cache that is another person's business now */

/* The log first: it would be played into the next file of that name. */
static gboolean
remove_cache_files (GuichetStore  *self,
                    GError       **error)
{
  static const char * const names[] = { CACHE_NAME "-wal", CACHE_NAME "-shm", CACHE_NAME };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = _guichet_store_dup_path (self, names[i]);

      if (g_unlink (path) != 0 && errno != ENOENT)
        return _guichet_store_fail_errno (path, error);
    }
  remove_older_damaged (self);
  sync_folder (self->folder);

  return TRUE;
}

/**
 * _guichet_store_empty_cache:
 *
 * Cache writer. Everything in cache.db goes, and the contents of files with it:
 * a search index cannot be made to forget some words with certainty, and all of
 * it can be downloaded again.
 */
gboolean
_guichet_store_empty_cache (GuichetStore  *self,
                            GError       **error)
{
  g_autoptr(GError) failure = NULL;
  gboolean removed;

  guichet_job_queue_run (self->reader.queue, GUICHET_JOB_SCREEN, close_reader_job, self);
  g_clear_pointer (&self->cache_writer.cache, guichet_db_close);
  self->bulk = FALSE;

  removed = remove_cache_files (self, &failure);
  if (!open_cache_file (self, removed ? error : NULL))
    return FALSE;
  guichet_job_queue_run (self->reader.queue, GUICHET_JOB_SCREEN, open_reader_job, self);
  if (!removed)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    _guichet_store_tidy_files (self, FALSE);

  return removed;
}

/**
 * _guichet_store_note_damage:
 *
 * Any of the store's threads, when cache.db turned out to be damaged: it is
 * replaced by an empty one, which fills at the next sync.
 */
void
_guichet_store_note_damage (GuichetStore *self)
{
  gboolean known;

  g_mutex_lock (&self->mutex);
  known = self->damage_known;
  self->damage_known = TRUE;
  g_mutex_unlock (&self->mutex);

  if (known)
    return;

  g_message ("cache.db is damaged and will be set aside");
  guichet_job_queue_post (self->cache_writer.queue, GUICHET_JOB_SCREEN, rebuild_job, self);
}
