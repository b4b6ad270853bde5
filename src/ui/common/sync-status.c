#include "config.h"

#include "ui/common/sync-status.h"

struct _GuichetSyncStatus
{
  GObject parent_instance;

  GuichetSyncState  state;
  guint             progress;
  guint             total;
  gint64            last_success;
  guint             waiting;
  guint             parked;
  GError           *error;
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_PROGRESS,
  PROP_TOTAL,
  PROP_LAST_SUCCESS,
  PROP_WAITING,
  PROP_PARKED,
  PROP_ERROR,
  PROP_ONLINE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (GuichetSyncState, guichet_sync_state,
                    G_DEFINE_ENUM_VALUE (GUICHET_SYNC_STOPPED, "stopped"),
                    G_DEFINE_ENUM_VALUE (GUICHET_SYNC_BUSY, "busy"),
                    G_DEFINE_ENUM_VALUE (GUICHET_SYNC_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (GUICHET_SYNC_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (GUICHET_SYNC_MAINTENANCE, "maintenance"),
                    G_DEFINE_ENUM_VALUE (GUICHET_SYNC_SIGN_IN, "sign-in"),
                    G_DEFINE_ENUM_VALUE (GUICHET_SYNC_TROUBLE, "trouble"))

G_DEFINE_FINAL_TYPE (GuichetSyncStatus, guichet_sync_status, G_TYPE_OBJECT)

static gboolean
is_online (GuichetSyncState state)
{
  return state != GUICHET_SYNC_OFFLINE && state != GUICHET_SYNC_MAINTENANCE;
}

static void
set_uint (GuichetSyncStatus *self,
          guint             *field,
          guint              value,
          guint              property)
{
  if (*field == value)
    return;

  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
guichet_sync_status_finalize (GObject *object)
{
  GuichetSyncStatus *self = GUICHET_SYNC_STATUS (object);

  g_clear_error (&self->error);

  G_OBJECT_CLASS (guichet_sync_status_parent_class)->finalize (object);
}

static void
guichet_sync_status_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  GuichetSyncStatus *self = GUICHET_SYNC_STATUS (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_PROGRESS:
      g_value_set_uint (value, self->progress);
      break;

    case PROP_TOTAL:
      g_value_set_uint (value, self->total);
      break;

    case PROP_LAST_SUCCESS:
      g_value_set_int64 (value, self->last_success);
      break;

    case PROP_WAITING:
      g_value_set_uint (value, self->waiting);
      break;

    case PROP_PARKED:
      g_value_set_uint (value, self->parked);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case PROP_ONLINE:
      g_value_set_boolean (value, is_online (self->state));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_sync_status_class_init (GuichetSyncStatusClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = guichet_sync_status_finalize;
  object_class->get_property = guichet_sync_status_get_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, GUICHET_TYPE_SYNC_STATE, GUICHET_SYNC_STOPPED, flags);
  properties[PROP_PROGRESS] = g_param_spec_uint ("progress", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_LAST_SUCCESS] =
    g_param_spec_int64 ("last-success", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_WAITING] = g_param_spec_uint ("waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PARKED] = g_param_spec_uint ("parked", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_ONLINE] = g_param_spec_boolean ("online", NULL, NULL, TRUE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
guichet_sync_status_init (GuichetSyncStatus *self)
{
}

GuichetSyncStatus *
guichet_sync_status_new (void)
{
  return g_object_new (GUICHET_TYPE_SYNC_STATUS, NULL);
}

GuichetSyncState
guichet_sync_status_get_state (GuichetSyncStatus *self)
{
  g_return_val_if_fail (GUICHET_IS_SYNC_STATUS (self), GUICHET_SYNC_STOPPED);

  return self->state;
}

void
guichet_sync_status_set_state (GuichetSyncStatus *self,
                               GuichetSyncState   state)
{
  gboolean was_online;

  g_return_if_fail (GUICHET_IS_SYNC_STATUS (self));

  if (self->state == state)
    return;

  was_online = is_online (self->state);
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  if (was_online != is_online (state))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLINE]);
}

guint
guichet_sync_status_get_progress (GuichetSyncStatus *self)
{
  g_return_val_if_fail (GUICHET_IS_SYNC_STATUS (self), 0);

  return self->progress;
}

guint
guichet_sync_status_get_total (GuichetSyncStatus *self)
{
  g_return_val_if_fail (GUICHET_IS_SYNC_STATUS (self), 0);

  return self->total;
}

void
guichet_sync_status_set_progress (GuichetSyncStatus *self,
                                  guint              progress,
                                  guint              total)
{
  g_return_if_fail (GUICHET_IS_SYNC_STATUS (self));

  set_uint (self, &self->progress, progress, PROP_PROGRESS);
  set_uint (self, &self->total, total, PROP_TOTAL);
}

gint64
guichet_sync_status_get_last_success (GuichetSyncStatus *self)
{
  g_return_val_if_fail (GUICHET_IS_SYNC_STATUS (self), 0);

  return self->last_success;
}

void
guichet_sync_status_set_last_success (GuichetSyncStatus *self,
                                      gint64             last_success)
{
  g_return_if_fail (GUICHET_IS_SYNC_STATUS (self));

  if (self->last_success == last_success)
    return;

  self->last_success = last_success;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_SUCCESS]);
}

guint
guichet_sync_status_get_waiting (GuichetSyncStatus *self)
{
  g_return_val_if_fail (GUICHET_IS_SYNC_STATUS (self), 0);

  return self->waiting;
}

guint
guichet_sync_status_get_parked (GuichetSyncStatus *self)
{
  g_return_val_if_fail (GUICHET_IS_SYNC_STATUS (self), 0);

  return self->parked;
}

void
guichet_sync_status_set_outbox (GuichetSyncStatus *self,
                                guint              waiting,
                                guint              parked)
{
  g_return_if_fail (GUICHET_IS_SYNC_STATUS (self));

  set_uint (self, &self->waiting, waiting, PROP_WAITING);
  set_uint (self, &self->parked, parked, PROP_PARKED);
}

/**
 * guichet_sync_status_get_error:
 *
 * Returns: (nullable) (transfer none): why the state is not idle or busy
 */
const GError *
guichet_sync_status_get_error (GuichetSyncStatus *self)
{
  g_return_val_if_fail (GUICHET_IS_SYNC_STATUS (self), NULL);

  return self->error;
}

void
guichet_sync_status_set_error (GuichetSyncStatus *self,
                               const GError      *error)
{
  g_return_if_fail (GUICHET_IS_SYNC_STATUS (self));

  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

gboolean
guichet_sync_status_get_online (GuichetSyncStatus *self)
{
  g_return_val_if_fail (GUICHET_IS_SYNC_STATUS (self), FALSE);

  return is_online (self->state);
}
