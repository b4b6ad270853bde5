#include "config.h"

#include "ui/common/context.h"

struct _GuichetContext
{
  GObject parent_instance;

  GuichetStore      *store;
  GuichetSyncStatus *sync_status;
  GuichetIdentity   *identity;
  GuichetProfile    *profile;
  GTimeZone         *zone;
  gint64             focus_ticket;
  GuichetFileSource *file_source;       /* weak, nullable */
  GuichetFormSource *form_source;       /* weak, nullable */
};

enum
{
  PROP_0,
  PROP_STORE,
  PROP_SYNC_STATUS,
  PROP_IDENTITY,
  PROP_PROFILE,
  PROP_FOCUS_TICKET,
  N_PROPS
};

enum
{
  TRANSFER,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetContext, guichet_context, G_TYPE_OBJECT)

static void
guichet_context_dispose (GObject *object)
{
  GuichetContext *self = GUICHET_CONTEXT (object);

  g_clear_weak_pointer (&self->file_source);
  g_clear_weak_pointer (&self->form_source);
  g_clear_object (&self->store);
  g_clear_object (&self->sync_status);
  g_clear_pointer (&self->identity, guichet_identity_unref);
  g_clear_pointer (&self->profile, guichet_profile_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (guichet_context_parent_class)->dispose (object);
}

static void
guichet_context_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GuichetContext *self = GUICHET_CONTEXT (object);

  switch (prop_id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;

    case PROP_SYNC_STATUS:
      g_value_set_object (value, self->sync_status);
      break;

    case PROP_IDENTITY:
      g_value_set_boxed (value, self->identity);
      break;

    case PROP_PROFILE:
      g_value_set_boxed (value, self->profile);
      break;

    case PROP_FOCUS_TICKET:
      g_value_set_int64 (value, self->focus_ticket);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_context_class_init (GuichetContextClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_context_dispose;
  object_class->get_property = guichet_context_get_property;

  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, GUICHET_TYPE_STORE, flags);
  properties[PROP_SYNC_STATUS] =
    g_param_spec_object ("sync-status", NULL, NULL, GUICHET_TYPE_SYNC_STATUS, flags);
  properties[PROP_IDENTITY] =
    g_param_spec_boxed ("identity", NULL, NULL, GUICHET_TYPE_IDENTITY, flags);
  properties[PROP_PROFILE] = g_param_spec_boxed ("profile", NULL, NULL, GUICHET_TYPE_PROFILE, flags);
  properties[PROP_FOCUS_TICKET] =
    g_param_spec_int64 ("focus-ticket", NULL, NULL, 0, G_MAXINT64, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[TRANSFER] = g_signal_new ("transfer", GUICHET_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 3,
                                    G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE, G_TYPE_UINT64, G_TYPE_UINT64);
}

static void
guichet_context_init (GuichetContext *self)
{
  self->sync_status = guichet_sync_status_new ();
}

static void
take_identity (GuichetContext  *self,
               GuichetIdentity *identity,
               GuichetProfile  *profile)
{
  self->identity = identity;
  self->profile = profile;
  self->zone = guichet_identity_dup_zone (identity);
}

GuichetContext *
guichet_context_new (GuichetStore    *store,
                     GuichetIdentity *identity,
                     GuichetProfile  *profile)
{
  GuichetContext *self;

  g_return_val_if_fail (GUICHET_IS_STORE (store), NULL);
  g_return_val_if_fail (identity != NULL && profile != NULL, NULL);

  self = g_object_new (GUICHET_TYPE_CONTEXT, NULL);
  self->store = g_object_ref (store);
  take_identity (self, guichet_identity_ref (identity), guichet_profile_ref (profile));

  return self;
}

GuichetStore *
guichet_context_get_store (GuichetContext *self)
{
  g_return_val_if_fail (GUICHET_IS_CONTEXT (self), NULL);

  return self->store;
}

GuichetSyncStatus *
guichet_context_get_sync_status (GuichetContext *self)
{
  g_return_val_if_fail (GUICHET_IS_CONTEXT (self), NULL);

  return self->sync_status;
}

GuichetIdentity *
guichet_context_get_identity (GuichetContext *self)
{
  g_return_val_if_fail (GUICHET_IS_CONTEXT (self), NULL);

  return self->identity;
}

GuichetProfile *
guichet_context_get_profile (GuichetContext *self)
{
  g_return_val_if_fail (GUICHET_IS_CONTEXT (self), NULL);

  return self->profile;
}

void
guichet_context_set_identity (GuichetContext  *self,
                              GuichetIdentity *identity,
                              GuichetProfile  *profile)
{
  g_autoptr(GuichetIdentity) old_identity = NULL;
  g_autoptr(GuichetProfile) old_profile = NULL;
  g_autoptr(GTimeZone) old_zone = NULL;

  g_return_if_fail (GUICHET_IS_CONTEXT (self));
  g_return_if_fail (identity != NULL && profile != NULL);

  if (self->identity == identity && self->profile == profile)
    return;

  old_identity = g_steal_pointer (&self->identity);
  old_profile = g_steal_pointer (&self->profile);
  old_zone = g_steal_pointer (&self->zone);
  take_identity (self, guichet_identity_ref (identity), guichet_profile_ref (profile));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IDENTITY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROFILE]);
}

/**
 * guichet_context_get_zone:
 *
 * Returns: (transfer none): the zone of the server's times
 */
GTimeZone *
guichet_context_get_zone (GuichetContext *self)
{
  g_return_val_if_fail (GUICHET_IS_CONTEXT (self), NULL);

  return self->zone;
}

gint64
guichet_context_get_focus_ticket (GuichetContext *self)
{
  g_return_val_if_fail (GUICHET_IS_CONTEXT (self), 0);

  return self->focus_ticket;
}

void
guichet_context_set_focus_ticket (GuichetContext *self,
                                  gint64          ticket_id)
{
  g_return_if_fail (GUICHET_IS_CONTEXT (self));

  if (self->focus_ticket == ticket_id)
    return;

  self->focus_ticket = ticket_id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOCUS_TICKET]);
}

GuichetFileSource *
guichet_context_get_file_source (GuichetContext *self)
{
  g_return_val_if_fail (GUICHET_IS_CONTEXT (self), NULL);

  return self->file_source;
}

void
guichet_context_set_file_source (GuichetContext    *self,
                                 GuichetFileSource *source)
{
  g_return_if_fail (GUICHET_IS_CONTEXT (self));
  g_return_if_fail (source == NULL || GUICHET_IS_FILE_SOURCE (source));

  g_set_weak_pointer (&self->file_source, source);
}

/* Returns: (transfer none) (nullable): */
GuichetFormSource *
guichet_context_get_form_source (GuichetContext *self)
{
  g_return_val_if_fail (GUICHET_IS_CONTEXT (self), NULL);

  return self->form_source;
}

void
guichet_context_set_form_source (GuichetContext    *self,
                                 GuichetFormSource *source)
{
  g_return_if_fail (GUICHET_IS_CONTEXT (self));

  g_set_weak_pointer (&self->form_source, source);
}

void
guichet_context_tell_transfer (GuichetContext *self,
                               const char     *key,
                               guint64         done,
                               guint64         total)
{
  g_return_if_fail (GUICHET_IS_CONTEXT (self));
  g_return_if_fail (key != NULL);

  g_signal_emit (self, signals[TRANSFER], 0, key, done, total);
}
