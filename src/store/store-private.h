#pragma once

#include "model/intent.h"
#include "store/db.h"
#include "store/rules.h"
#include "store/store.h"
#include "util/job-queue.h"

G_BEGIN_DECLS

/**
 * GuichetStoreThread:
 * @queue: its thread
 * @cache: its connection to cache.db, or %NULL
 * @user: its connection to user.db, or %NULL
 *
 * One of the store's threads with the connections that only it may use.
 */
typedef struct
{
  GuichetJobQueue *queue;
  GuichetDb       *cache;
  GuichetDb       *user;
} GuichetStoreThread;

struct _GuichetStore
{
  GObject             parent_instance;

  char               *folder;
  char               *vfs;              /* nullable */
  int                 lock_fd;
  GMainContext       *context;

  GuichetStoreThread  reader;           /* both files, query_only */
  GuichetStoreThread  cache_writer;     /* cache.db, and user.db query_only */
  GuichetStoreThread  user_writer;      /* user.db */

  /* Guards what follows: written by the cache writer, read by anybody. */
  GMutex              mutex;
  GuichetRules       *rules;
  gboolean            rebuilt;
  gboolean            damage_known;     /* a rebuild is under way */
  GuichetChangeSet   *pending;          /* not emitted yet */
  gint64              file_quota;       /* bytes */
  GSource            *emission;         /* nullable: that will emit it */

  /* Cache writer only. */
  gboolean            bulk;
  gboolean            merge_left;       /* the search index has something to merge */
};

/* ---- store-job.c */

/**
 * GuichetStoreFunc:
 *
 * One job, on the thread that was named with it: plain, blocking, testable.
 *
 * Returns: a result, or %NULL; with @error set when it failed
 */
typedef gpointer (*GuichetStoreFunc) (GuichetStore  *self,
                                      gpointer       data,
                                      GError       **error);

gpointer _guichet_store_run       (GuichetStore         *self,
                                   GuichetStoreThread   *thread,
                                   GuichetJobPriority    priority,
                                   GuichetStoreFunc      func,
                                   gpointer              data,
                                   GCancellable         *cancellable,
                                   GError              **error);
void     _guichet_store_run_async (GuichetStore         *self,
                                   GuichetStoreThread   *thread,
                                   GuichetJobPriority    priority,
                                   GuichetStoreFunc      func,
                                   gpointer              data,
                                   GDestroyNotify        free_data,
                                   GDestroyNotify        free_result,
                                   GTask                *task);

/* ---- store-files.c */

char    *_guichet_store_dup_path      (GuichetStore  *self,
                                       const char    *name);
gboolean _guichet_store_lock          (GuichetStore  *self,
                                       GError       **error);
gboolean _guichet_store_open_user     (GuichetStore  *self,
                                       GError       **error);
gboolean _guichet_store_open_cache    (GuichetStore  *self,
                                       GError       **error);
gboolean _guichet_store_open_readers  (GuichetStore  *self,
                                       GError       **error);
void     _guichet_store_note_damage   (GuichetStore  *self);

/* ---- store.c */

GuichetStore *_guichet_store_open_with_vfs (const char        *folder,
                                            const char        *vfs,
                                            GError           **error);
GuichetRules *_guichet_store_dup_rules     (GuichetStore      *self);
void          _guichet_store_take_rules    (GuichetStore      *self,
                                            GuichetRules      *rules);

/* ---- store-changes.c */

void          _guichet_store_tell          (GuichetStore           *self,
                                            const GuichetChangeSet *changes);
void          _guichet_store_mute          (GuichetStore           *self);

/* ---- shown.c */

void          _guichet_store_refresh_shown (GuichetStore      *self,
                                            gint64             ticket_id);
void          _guichet_store_wait_shown    (GuichetStore      *self);
GArray       *_guichet_store_list_overlaid (GuichetStore      *self,
                                            GError           **error);
gpointer      _guichet_store_refresh_all_job (GuichetStore    *self,
                                            gpointer           data,
                                            GError           **error);

/* ---- decide.c */

GuichetIntent *_guichet_store_find_intent  (GuichetDb         *db,
                                            const char        *uuid,
                                            GError           **error);

G_END_DECLS
gboolean _guichet_store_fail_errno    (const char    *path,
                                       GError       **error);

/* ---- files.c */

void     _guichet_store_tidy_files      (GuichetStore  *self,
                                         gboolean       with_parts);
void     _guichet_store_tidy_files_soon (GuichetStore  *self);

/* ---- cache.c */

gboolean _guichet_store_index_few     (GuichetStore  *self,
                                       GuichetDb     *db,
                                       guint          n,
                                       GError       **error);
