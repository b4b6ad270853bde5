#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  GUICHET_SYNC_STOPPED,
  GUICHET_SYNC_BUSY,            /* talking to the server */
  GUICHET_SYNC_IDLE,            /* up to date */
  GUICHET_SYNC_OFFLINE,         /* no network, or the server does not answer */
  GUICHET_SYNC_MAINTENANCE,     /* the server announced it */
  GUICHET_SYNC_SIGN_IN,         /* the secret was refused: nothing leaves until somebody signs in again */
  GUICHET_SYNC_TROUBLE,         /* something else: see the error */
} GuichetSyncState;

#define GUICHET_TYPE_SYNC_STATE (guichet_sync_state_get_type ())

GType guichet_sync_state_get_type (void) G_GNUC_CONST;

/**
 * GuichetSyncStatus:
 *
 * What the screen knows of the exchange with the server. The program copies
 * the engine's state here; widgets only read and bind.
 *
 * Properties: state (GuichetSyncState), progress and total (uint: tickets of
 * a first load; total 0 = unknown), last-success (int64, Unix ms, 0 = never),
 * waiting and parked (uint: operations of the outbox), error (nullable
 * GError), online (boolean, read-only: neither offline nor in maintenance).
 */
#define GUICHET_TYPE_SYNC_STATUS (guichet_sync_status_get_type ())

G_DECLARE_FINAL_TYPE (GuichetSyncStatus, guichet_sync_status, GUICHET, SYNC_STATUS, GObject)

GuichetSyncStatus *guichet_sync_status_new              (void);
GuichetSyncState   guichet_sync_status_get_state        (GuichetSyncStatus *self);
void               guichet_sync_status_set_state        (GuichetSyncStatus *self,
                                                         GuichetSyncState   state);
guint              guichet_sync_status_get_progress     (GuichetSyncStatus *self);
guint              guichet_sync_status_get_total        (GuichetSyncStatus *self);
void               guichet_sync_status_set_progress     (GuichetSyncStatus *self,
                                                         guint              progress,
                                                         guint              total);
gint64             guichet_sync_status_get_last_success (GuichetSyncStatus *self);
void               guichet_sync_status_set_last_success (GuichetSyncStatus *self,
                                                         gint64             last_success);
guint              guichet_sync_status_get_waiting      (GuichetSyncStatus *self);
guint              guichet_sync_status_get_parked       (GuichetSyncStatus *self);
void               guichet_sync_status_set_outbox       (GuichetSyncStatus *self,
                                                         guint              waiting,
                                                         guint              parked);
const GError      *guichet_sync_status_get_error        (GuichetSyncStatus *self);
void               guichet_sync_status_set_error        (GuichetSyncStatus *self,
                                                         const GError      *error);
gboolean           guichet_sync_status_get_online       (GuichetSyncStatus *self);

G_END_DECLS
