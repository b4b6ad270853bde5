#pragma once

#include "sync/back-off.h"
#include "sync/engine.h"
#include "sync/network-watch.h"
#include "sync/pull.h"
#include "sync/replay.h"
#include "sync/schedule.h"

G_BEGIN_DECLS

/* What the screen is told. */
typedef struct
{
  GuichetEngineState  state;
  guint               progress;
  guint               total;
  gint64              last_success;
  GError             *error;
} GuichetReport;

/* How far a file is on its way. */
typedef struct
{
  char    *key;
  guint64  done;
  guint64  total;
} GuichetTransfer;

/**
 * GuichetEngine:
 * @main: the main context of the creator: properties change there only
 * @shown: the properties; main context only
 * @report: what they shall be; under @mutex
 * @source: (nullable): brings @report to @shown; under @mutex
 * @stopping, @woken, @hurried, @focus, @focused: wishes of the main thread; under @mutex
 * @ended: the thread has nothing more to do; under @mutex
 * @fetches: (element-type GTask): files and forms that somebody waits for; under @mutex
 * @prefetch: whether files of own tickets come by themselves; under @mutex
 * @transfer, @transfer_source: what moves, on its way to the screen; under @mutex
 * @fetching: the attachment that is on its way, 0 for none
 * @context, @replay, @puller, @schedule, @back_off, @signed_out, @fetching: of the thread
 *   that talks to the server
 */
struct _GuichetEngine
{
  GObject               parent_instance;

  GMainContext         *main;
  GuichetReport         shown;
  GuichetNetworkWatch  *watch;
  GThread              *thread;
  GCancellable         *cancellable;

  GMutex                mutex;
  GCond                 cond;
  GuichetReport         report;
  GSource              *source;
  gboolean              stopping;
  gboolean              ended;
  gboolean              woken;
  gboolean              hurried;
  gint64                focus;
  gboolean              focused;
  GQueue                fetches;
  gboolean              prefetch;
  GuichetTransfer       transfer;
  GSource              *transfer_source;

  GuichetSyncContext    context;
  GuichetReplay        *replay;
  GuichetPuller        *puller;
  GuichetSchedule       schedule;
  GuichetBackOff        back_off;
  gboolean              signed_out;
  gint64                fetching;
};

void      _guichet_engine_class_report_init (GuichetEngineClass *klass);
void      _guichet_engine_report_clear    (GuichetEngine *self);
void      _guichet_engine_report_reset    (GuichetEngine *self);
void      _guichet_engine_tell            (GuichetEngine *self,
                                           GuichetEngineState state,
                                           const GError  *error);
void      _guichet_engine_tell_progress   (GuichetEngine *self,
                                           guint          done,
                                           guint          total);
void      _guichet_engine_tell_success    (GuichetEngine *self,
                                           gint64         when);

/* engine-files.c */
void      _guichet_engine_class_files_init (GuichetEngineClass *klass);
void      _guichet_engine_files_init      (GuichetEngine *self);
void      _guichet_engine_files_clear     (GuichetEngine *self);
gboolean  _guichet_engine_fetch_next      (GuichetEngine *self);
void      _guichet_engine_refuse_fetches  (GuichetEngine *self);
void      _guichet_engine_push_fetch      (GuichetEngine *self,
                                           GTask         *task);
gpointer  _guichet_engine_read_form       (GuichetEngine *self,
                                           GTask         *task,
                                           GDestroyNotify *out_free,
                                           GError       **error);

void      _guichet_engine_note_failure    (GuichetEngine *self,
                                           const GError  *error);
gpointer  _guichet_engine_run             (gpointer       user_data);
gboolean  _guichet_engine_is_item_failure (const GError  *error);
void      _guichet_engine_count_failure   (GuichetEngine *self,
                                           const GError  *error);

G_END_DECLS
