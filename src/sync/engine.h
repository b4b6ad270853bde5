#pragma once

#include <gio/gio.h>

#include "model/file.h"
#include "remote/remote.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * GuichetEngine:
 *
 * Keeps a store and a server alike: pulls what changed, sends what waits in
 * the outbox, on a thread of its own. All functions but the blocking ones at
 * the end are for the main thread; properties change and signals come there.
 *
 * Properties: state (GuichetEngineState), progress (uint, tickets done of
 * total), total (uint), last-success (int64, Unix ms, 0 = never), error
 * (nullable GError boxed: why the state is not IDLE or BUSY).
 */
#define GUICHET_TYPE_ENGINE (guichet_engine_get_type ())

G_DECLARE_FINAL_TYPE (GuichetEngine, guichet_engine, GUICHET, ENGINE, GObject)

typedef enum
{
  GUICHET_ENGINE_STOPPED,
  GUICHET_ENGINE_BUSY,          /* talking to the server */
  GUICHET_ENGINE_IDLE,          /* up to date */
  GUICHET_ENGINE_OFFLINE,       /* no network, or the server does not answer: tries again by itself */
  GUICHET_ENGINE_MAINTENANCE,   /* the server said so: tries again by itself */
  GUICHET_ENGINE_SIGN_IN,       /* the secret was refused: nothing is sent until somebody signs in again */
  GUICHET_ENGINE_TROUBLE,       /* something else: see error; tries again by itself */
} GuichetEngineState;

#define GUICHET_TYPE_ENGINE_STATE (guichet_engine_state_get_type ())
GType               guichet_engine_state_get_type (void) G_GNUC_CONST;

/* Times in milliseconds, for tests: 0 leaves the default. */
typedef struct
{
  guint server_limit;           /* wait after an unknown outcome before a resend */
  guint read_back;              /* wait before the second look for a journal entry */
  guint delta_interval;
  guint back_off_min;
  guint back_off_max;
} GuichetEngineTimes;

GuichetEngine      *guichet_engine_new          (GuichetStore       *store,
                                                 GuichetRemote      *remote);
void                guichet_engine_set_times    (GuichetEngine      *self,
                                                 const GuichetEngineTimes *times);
void                guichet_engine_start        (GuichetEngine      *self);
/* Ends the thread; a request on its way is waited for up to two seconds, then cut. */
void                guichet_engine_stop         (GuichetEngine      *self);
/* Something waits in the outbox, or a person pressed "refresh". */
void                guichet_engine_wake         (GuichetEngine      *self);
void                guichet_engine_sync_now     (GuichetEngine      *self);
/* The ticket on screen is refetched every 15 to 20 s; 0 for none. */
void                guichet_engine_set_focus    (GuichetEngine      *self,
                                                 gint64              ticket_id);
GuichetEngineState  guichet_engine_get_state    (GuichetEngine      *self);
const GError       *guichet_engine_get_error    (GuichetEngine      *self);
gint64              guichet_engine_get_last_success (GuichetEngine  *self);

/* A file that somebody wants to see now: before all other work, also while the
 * engine would wait before it tries the server again. Kept in the store; its
 * bytes come also when they could not be kept. G_IO_ERROR_CANCELLED when the
 * engine stops meanwhile. */
void                guichet_engine_fetch_file_async  (GuichetEngine       *self,
                                                      gint64               attachment_id,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
GuichetFile        *guichet_engine_fetch_file_finish (GuichetEngine       *self,
                                                      GAsyncResult        *result,
                                                      GError             **error);
/* The screen of a new ticket and what its searches offer, as the server lays
 * them out: as urgent as a file. See guichet_remote_read_create_form() and
 * guichet_remote_search_choices(). */
void                guichet_engine_read_form_async   (GuichetEngine       *self,
                                                      gint64               leaf,
                                                      GHashTable          *values,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
GuichetCreateForm  *guichet_engine_read_form_finish  (GuichetEngine       *self,
                                                      GAsyncResult        *result,
                                                      GError             **error);
void                guichet_engine_search_choices_async  (GuichetEngine   *self,
                                                      const char          *code,
                                                      const char          *words,
                                                      GHashTable          *values,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
GPtrArray          *guichet_engine_search_choices_finish (GuichetEngine   *self,
                                                      GAsyncResult        *result,
                                                      GError             **error);
/* Whether files of the person's own tickets come by themselves, in idle time. */
void                guichet_engine_set_prefetch      (GuichetEngine       *self,
                                                      gboolean             prefetch);

/* Signal "transfer" (const char *key, guint64 done, guint64 total): a file is on
 * its way up (the key is the uuid of its operation) or down (the key is the id
 * of the attachment). Bytes as they travel, larger than the file; @total is 0
 * while it is not known. */

/* Blocking, for the command line and tests; not together with start(). */

/* One whole pull: ongoing tickets and references when there is nothing yet,
 * else what changed; then the texts that are missing. */
gboolean            guichet_engine_pull_once    (GuichetEngine      *self,
                                                 GCancellable       *cancellable,
                                                 GError            **error);
/* From the store if it is there, else from the server. */
GuichetFile        *guichet_engine_fetch_file   (GuichetEngine      *self,
                                                 gint64              attachment_id,
                                                 GCancellable       *cancellable,
                                                 GError            **error);
/* Works until nothing in the outbox is due or will be without a person, or
 * until @deadline (monotonic µs, 0 = none). Waits for what is to be verified. */
gboolean            guichet_engine_drain        (GuichetEngine      *self,
                                                 gint64              deadline,
                                                 GCancellable       *cancellable,
                                                 GError            **error);

G_END_DECLS
