#pragma once

#include "sync/batch.h"
#include "sync/pull.h"

G_BEGIN_DECLS

/* Ids a request when tickets are read with texts and journals. */
#define GUICHET_PULL_IDS_MAX 200

/* What the cursors are called in the store. */
#define GUICHET_CURSOR_LOAD "load"                /* pages of the first load that are in; "done" */
#define GUICHET_CURSOR_UPDATED "updated"          /* highest last_update seen */
#define GUICHET_CURSOR_ATTACHED "attached"        /* highest creation date of an attachment seen */
#define GUICHET_CURSOR_ROUND "attached.round"     /* Unix ms of the last reading ticket by ticket */
#define GUICHET_CURSOR_HISTORY "history"          /* ids up to this one are still to be read; "done" */
#define GUICHET_CURSOR_REFERENCES "references."   /* + kind: Unix ms of the last reading */
#define GUICHET_CURSOR_AUDIT "audit"              /* Unix ms of the last whole audit */
#define GUICHET_CURSOR_DONE "done"

/**
 * GuichetPuller:
 * @refetch: (element-type gint64): ids that a delta, a sweep or an audit found wanting
 * @last_texts: (element-type gint64): ids whose texts were asked for last
 * @stuck: ids whose texts the server does not give
 * @prefetch: whether contents of files are wanted
 * @lost_files: ids of attachments whose contents do not come
 * @round: (nullable) (element-type gint64): tickets whose attachments are still to be read
 * @known: (nullable) (element-type gint64): our ids in ascending order, while an audit runs
 * @audit_high: ids up to this one are still to be audited
 */
struct _GuichetPuller
{
  GuichetSyncContext *context;
  gint64              focus;
  gboolean            bulk;
  gboolean            prefetch;
  GHashTable         *lost_files;
  GArray             *refetch;
  GArray             *last_texts;
  GHashTable         *stuck;
  GArray             *round;
  GArray             *known;
  gint64              audit_high;
};

gboolean _guichet_puller_run_load       (GuichetPuller  *self,
                                         gboolean       *out_more,
                                         GCancellable   *cancellable,
                                         GError        **error);
gboolean _guichet_puller_run_texts      (GuichetPuller  *self,
                                         gboolean       *out_more,
                                         GCancellable   *cancellable,
                                         GError        **error);
gboolean _guichet_puller_run_history    (GuichetPuller  *self,
                                         gboolean       *out_more,
                                         GCancellable   *cancellable,
                                         GError        **error);
gboolean _guichet_puller_run_files      (GuichetPuller  *self,
                                         gboolean       *out_more,
                                         GCancellable   *cancellable,
                                         GError        **error);
gboolean _guichet_puller_run_sweep      (GuichetPuller  *self,
                                         gboolean       *out_more,
                                         GCancellable   *cancellable,
                                         GError        **error);
gboolean _guichet_puller_run_audit      (GuichetPuller  *self,
                                         gboolean       *out_more,
                                         GCancellable   *cancellable,
                                         GError        **error);
gboolean _guichet_puller_run_attachments (GuichetPuller *self,
                                         gboolean       *out_more,
                                         GCancellable   *cancellable,
                                         GError        **error);
gboolean _guichet_puller_read_attachments (GuichetPuller *self,
                                         gint64          ticket_id,
                                         GCancellable   *cancellable,
                                         GError        **error);
gboolean _guichet_puller_take_attachments (GuichetPuller *self,
                                         GCancellable   *cancellable,
                                         GError        **error);
gboolean _guichet_puller_fetch          (GuichetPuller  *self,
                                         GArray         *ids,
                                         GCancellable   *cancellable,
                                         GError        **error);
gboolean _guichet_puller_fetch_wanted   (GuichetPuller  *self,
                                         gboolean       *out_more,
                                         GCancellable   *cancellable,
                                         GError        **error);
gboolean _guichet_puller_is_due         (GuichetPuller  *self,
                                         const char     *cursor,
                                         gboolean       *out_due,
                                         GError        **error);
gboolean _guichet_puller_is_due_in      (GuichetPuller  *self,
                                         const char     *cursor,
                                         gint64          interval,
                                         gboolean       *out_due,
                                         GError        **error);
gboolean _guichet_puller_mark_done      (GuichetPuller  *self,
                                         const char     *cursor,
                                         GError        **error);
gboolean _guichet_puller_read_cursor    (GuichetPuller  *self,
                                         const char     *name,
                                         char          **out_value,
                                         GError        **error);

G_END_DECLS
