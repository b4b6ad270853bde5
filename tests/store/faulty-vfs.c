#include "config.h"

#include "faulty-vfs.h"

#include <sqlite3.h>

#include "disk-image.h"

typedef struct
{
  sqlite3_file  base;
  Image        *image;          /* NULL for a file that needs no durability */
  sqlite3_file *real;
} File;

static struct
{
  sqlite3_vfs *real;
  GMutex       mutex;
  GHashTable  *images;          /* path → Image */
  FaultKind    kind;
  guint        at;
  guint        count;
  gboolean     struck;
} disk;

const char *
power_model_to_nick (PowerModel model)
{
  static const char * const nicks[] = { "kill", "drop", "subset" };

  return nicks[model];
}

static Image *
find_image (const char *path)
{
  Image *image = g_hash_table_lookup (disk.images, path);

  if (image == NULL)
    {
      image = disk_image_new (path);
      g_hash_table_insert (disk.images, image->path, image);
    }

  return image;
}

/* ---- faults */

/* Counts a call that changes something, or one that only reads. Returns what
 * SQLite is to be told instead of it, SQLITE_OK to go on. */
static int
strike (gboolean writes)
{
  gboolean counted = writes || disk.kind == FAULT_FULL_ONCE || disk.kind == FAULT_IO_ONCE;

  if (counted)
    disk.count++;
  if (disk.at == 0 || disk.count < disk.at)
    return SQLITE_OK;
  if (disk.kind != FAULT_STOP && disk.kind != FAULT_FULL_LASTING && (disk.struck || disk.count > disk.at))
    return SQLITE_OK;
  if (!counted)
    return SQLITE_OK;

  disk.struck = TRUE;
  if (disk.kind == FAULT_FULL_LASTING || (disk.kind == FAULT_FULL_ONCE && writes))
    return SQLITE_FULL;

  return SQLITE_IOERR;
}

/* ---- methods of a file */

static int
close_file (sqlite3_file *base)
{
  File *file = (File *) base;
  int result = file->real->pMethods->xClose (file->real);

  g_free (file->real);

  return result;
}

static int
read_file (sqlite3_file  *base,
           void          *buffer,
           int            length,
           sqlite3_int64  offset)
{
  File *file = (File *) base;
  int result;

  g_mutex_lock (&disk.mutex);
  result = strike (FALSE);
  g_mutex_unlock (&disk.mutex);
  if (result != SQLITE_OK)
    return SQLITE_IOERR_READ;

  return file->real->pMethods->xRead (file->real, buffer, length, offset);
}

static int
write_file (sqlite3_file  *base,
            const void    *data,
            int            length,
            sqlite3_int64  offset)
{
  File *file = (File *) base;
  int result;

  g_mutex_lock (&disk.mutex);
  result = strike (TRUE);
  if (result == SQLITE_OK)
    {
      if (file->image != NULL)
        disk_image_remember (file->image, offset, data, (gsize) length);
      result = file->real->pMethods->xWrite (file->real, data, length, offset);
    }
  else if (result == SQLITE_IOERR)
    result = SQLITE_IOERR_WRITE;
  g_mutex_unlock (&disk.mutex);

  return result;
}

static int
truncate_file (sqlite3_file  *base,
               sqlite3_int64  size)
{
  File *file = (File *) base;
  int result;

  g_mutex_lock (&disk.mutex);
  result = strike (TRUE);
  if (result == SQLITE_OK)
    {
      if (file->image != NULL)
        disk_image_remember (file->image, size, NULL, 0);
      result = file->real->pMethods->xTruncate (file->real, size);
    }
  else
    result = SQLITE_IOERR_TRUNCATE;
  g_mutex_unlock (&disk.mutex);

  return result;
}

/* The real sync is left out: this disk is made of memory. */
static int
sync_file (sqlite3_file *base,
           int           flags)
{
  File *file = (File *) base;
  int result;

  g_mutex_lock (&disk.mutex);
  result = strike (TRUE);
  if (result == SQLITE_OK && file->image != NULL)
    disk_image_make_durable (file->image);
  g_mutex_unlock (&disk.mutex);

  return result == SQLITE_OK ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

#define REAL(base) (((File *) (base))->real)
#define METHODS(base) (REAL (base)->pMethods)

static int
get_size (sqlite3_file  *base,
          sqlite3_int64 *out_size)
{
  return METHODS (base)->xFileSize (REAL (base), out_size);
}

static int
lock_file (sqlite3_file *base,
           int           level)
{
  return METHODS (base)->xLock (REAL (base), level);
}

static int
unlock_file (sqlite3_file *base,
             int           level)
{
  return METHODS (base)->xUnlock (REAL (base), level);
}

static int
check_lock (sqlite3_file *base,
            int          *out_locked)
{
  return METHODS (base)->xCheckReservedLock (REAL (base), out_locked);
}

static int
control_file (sqlite3_file *base,
              int           what,
              void         *argument)
{
  return METHODS (base)->xFileControl (REAL (base), what, argument);
}

static int
get_sector_size (sqlite3_file *base)
{
  return METHODS (base)->xSectorSize (REAL (base));
}

static int
get_characteristics (sqlite3_file *base)
{
  return METHODS (base)->xDeviceCharacteristics (REAL (base));
}

static int
map_shared (sqlite3_file   *base,
            int             region,
            int             size,
            int             extend,
            void volatile **out_address)
{
  return METHODS (base)->xShmMap (REAL (base), region, size, extend, out_address);
}

static int
lock_shared (sqlite3_file *base,
             int           offset,
             int           n,
             int           flags)
{
  return METHODS (base)->xShmLock (REAL (base), offset, n, flags);
}

static void
order_shared (sqlite3_file *base)
{
  METHODS (base)->xShmBarrier (REAL (base));
}

static int
unmap_shared (sqlite3_file *base,
              int           remove)
{
  return METHODS (base)->xShmUnmap (REAL (base), remove);
}

/* Version 2: no memory mapping, so that every read is seen. */
static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = get_size,
  .xLock = lock_file,
  .xUnlock = unlock_file,
  .xCheckReservedLock = check_lock,
  .xFileControl = control_file,
  .xSectorSize = get_sector_size,
  .xDeviceCharacteristics = get_characteristics,
  .xShmMap = map_shared,
  .xShmLock = lock_shared,
  .xShmBarrier = order_shared,
  .xShmUnmap = unmap_shared,
};

/* ---- methods of the whole */

static int
open_file (sqlite3_vfs   *vfs,
           const char    *path,
           sqlite3_file  *base,
           int            flags,
           int           *out_flags)
{
  File *file = (File *) base;
  int result;

  memset (file, 0, sizeof *file);
  g_mutex_lock (&disk.mutex);
  result = strike (FALSE);
  if (result == SQLITE_OK && path != NULL &&
      (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0)
    file->image = find_image (path);
  g_mutex_unlock (&disk.mutex);
  if (result != SQLITE_OK)
    return SQLITE_CANTOPEN;

  file->real = g_malloc0 ((gsize) disk.real->szOsFile);
  result = disk.real->xOpen (disk.real, path, file->real, flags, out_flags);
  if (result == SQLITE_OK)
    file->base.pMethods = &methods;
  else
    g_free (file->real);

  return result;
}

static int
delete_file (sqlite3_vfs *vfs,
             const char  *path,
             int          sync_folder)
{
  int result;

  g_mutex_lock (&disk.mutex);
  result = strike (TRUE);
  if (result == SQLITE_OK)
    {
      disk_image_delete (find_image (path), sync_folder != 0);
      result = disk.real->xDelete (disk.real, path, 0);
    }
  else
    result = SQLITE_IOERR_DELETE;
  g_mutex_unlock (&disk.mutex);

  return result;
}

static int
test_access (sqlite3_vfs *vfs,
             const char  *path,
             int          flags,
             int         *out_result)
{
  return disk.real->xAccess (disk.real, path, flags, out_result);
}

static int
make_full_path (sqlite3_vfs *vfs,
                const char  *path,
                int          size,
                char        *out_path)
{
  return disk.real->xFullPathname (disk.real, path, size, out_path);
}

static int
make_random (sqlite3_vfs *vfs,
             int          size,
             char        *out_bytes)
{
  return disk.real->xRandomness (disk.real, size, out_bytes);
}

static int
sleep_some (sqlite3_vfs *vfs,
            int          us)
{
  return disk.real->xSleep (disk.real, us);
}

static int
get_time (sqlite3_vfs   *vfs,
          sqlite3_int64 *out_time)
{
  return disk.real->xCurrentTimeInt64 (disk.real, out_time);
}

static int
get_last_error (sqlite3_vfs *vfs,
                int          size,
                char        *out_text)
{
  return disk.real->xGetLastError (disk.real, size, out_text);
}

void
faulty_vfs_register (void)
{
  static sqlite3_vfs vfs = {
    .iVersion = 2,
    .szOsFile = sizeof (File),
    .zName = FAULTY_VFS,
    .xOpen = open_file,
    .xDelete = delete_file,
    .xAccess = test_access,
    .xFullPathname = make_full_path,
    .xRandomness = make_random,
    .xSleep = sleep_some,
    .xGetLastError = get_last_error,
    .xCurrentTimeInt64 = get_time,
  };

  disk.real = sqlite3_vfs_find (NULL);
  disk.images = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, disk_image_free);
  vfs.mxPathname = disk.real->mxPathname;
  sqlite3_vfs_register (&vfs, 0);
}

void
faulty_vfs_begin (FaultKind kind,
                  guint     at)
{
  g_mutex_lock (&disk.mutex);
  g_hash_table_remove_all (disk.images);
  disk.kind = kind;
  disk.at = at;
  disk.count = 0;
  disk.struck = FALSE;
  g_mutex_unlock (&disk.mutex);
}

void
faulty_vfs_lift (void)
{
  g_mutex_lock (&disk.mutex);
  disk.at = 0;
  g_mutex_unlock (&disk.mutex);
}

guint
faulty_vfs_get_count (void)
{
  return disk.count;
}

gboolean
faulty_vfs_has_struck (void)
{
  return disk.struck;
}

void
faulty_vfs_cut_power (PowerModel model,
                      guint32    seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  GHashTableIter iter;
  gpointer image;

  if (model == POWER_KILL)
    return;

  g_hash_table_iter_init (&iter, disk.images);
  while (g_hash_table_iter_next (&iter, NULL, &image))
    {
      if (model == POWER_SUBSET)
        disk_image_apply_some (image, rand);
      disk_image_restore (image);
    }
}
