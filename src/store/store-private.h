#pragma once

#include "model/intent.h"
#include "store/db.h"
#include "store/rules.h"
#include "store/seen-table.h"
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
  gint64              file_quota;       /* bytes */
  GuichetChangeSet   *pending;          /* not emitted yet */
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

/**
 * GuichetStoreCall:
 * @func: the job
 * @free_data, @free_result: (nullable): what frees its argument, its result
 * @thread: the offset of the thread in the store
 * @reads: of the user writer: nothing is lost when the answer is not waited for
 *
 * What the blocking form, the beginning and the end of one call have in
 * common. A constant; its address tells its results from those of others.
 */
typedef struct
{
  GuichetStoreFunc    func;
  GDestroyNotify      free_data;
  GDestroyNotify      free_result;
  gsize               thread;
  GuichetJobPriority  priority;
  gboolean            reads;
} GuichetStoreCall;

#define GUICHET_STORE_READER G_STRUCT_OFFSET (GuichetStore, reader)
#define GUICHET_STORE_CACHE_WRITER G_STRUCT_OFFSET (GuichetStore, cache_writer)
#define GUICHET_STORE_USER_WRITER G_STRUCT_OFFSET (GuichetStore, user_writer)

gpointer _guichet_store_call      (GuichetStore           *self,
                                   const GuichetStoreCall *call,
                                   gpointer                data,
                                   GCancellable           *cancellable,
                                   GError                **error);
void     _guichet_store_begin     (GuichetStore           *self,
                                   const GuichetStoreCall *call,
                                   gpointer                data,
                                   GCancellable           *cancellable,
                                   GAsyncReadyCallback     callback,
                                   gpointer                user_data);
gpointer _guichet_store_finish    (GuichetStore           *self,
                                   const GuichetStoreCall *call,
                                   GAsyncResult           *result,
                                   GError                **error);
gboolean _guichet_store_take      (gpointer                result,
                                   gpointer                out_value,
                                   gsize                   size);

/* ---- store-write.c */

/* What a transaction of user.db changed, beside the tickets. */
typedef enum
{
  GUICHET_STORE_OUTBOX = 1 << 0,
  GUICHET_STORE_DRAFTS = 1 << 1,
  GUICHET_STORE_VIEWS = 1 << 2,
  GUICHET_STORE_TEMPLATES = 1 << 3,
} GuichetStoreParts;

void     _guichet_store_tell_parts (GuichetStore       *self,
                                    GuichetStoreParts   parts);
gpointer _guichet_store_write      (GuichetStore       *self,
                                    GuichetStoreParts   parts,
                                    GuichetDbFunc       func,
                                    gpointer            data,
                                    GError            **error);

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
gboolean _guichet_store_empty_cache   (GuichetStore  *self,
                                       GError       **error);
gboolean _guichet_store_fail_errno    (const char    *path,
                                       GError       **error);

/* ---- internal.c */

gboolean _guichet_store_check_intent    (GuichetStore         *self,
                                         const GuichetIntent  *intent,
                                         GError              **error);
gboolean _guichet_store_admits_draft    (GuichetStore         *self,
                                         const char           *key,
                                         GError              **error);
gboolean _guichet_store_forget_internal (GuichetStore         *self,
                                         GError              **error);

/* ---- files.c */

void     _guichet_store_tidy_files      (GuichetStore  *self,
                                         gboolean       with_parts);
void     _guichet_store_tidy_files_soon (GuichetStore  *self);

/* ---- cache.c */

gboolean _guichet_store_index_few     (GuichetStore  *self,
                                       GuichetDb     *db,
                                       guint          n,
                                       GError       **error);

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

/* ---- marks.c */

GuichetSeen  *_guichet_store_settle_seen   (GuichetStore         *self,
                                            const GuichetIntent  *intent);

/* ---- decide.c */

GuichetIntent *_guichet_store_find_intent  (GuichetDb         *db,
                                            const char        *uuid,
                                            GError           **error);

G_END_DECLS
