#include "config.h"

#include "sync/look.h"

void
guichet_look_clear (GuichetLook *self)
{
  g_clear_pointer (&self->image, guichet_ticket_unref);
}

static gboolean
look_for_change (GuichetSyncContext   *context,
                 const GuichetIntent  *intent,
                 GuichetLook          *out_look,
                 GCancellable         *cancellable,
                 GError              **error)
{
  g_autoptr(GuichetProfile) profile = guichet_store_dup_profile (context->store);
  const GuichetAction *action = NULL;

  out_look->image = guichet_remote_read_ticket (context->remote, intent->ticket_id, cancellable, error);
  if (out_look->image == NULL)
    return FALSE;

  if (profile != NULL && intent->action != NULL)
    action = guichet_profile_get_action (profile, intent->action);
  out_look->finding = guichet_judge_image (intent, action, out_look->image, &out_look->seen, &out_look->field);
  out_look->offered = guichet_judge_offered (action, out_look->seen, out_look->image);

  return TRUE;
}

static gboolean
look_for_created (GuichetSyncContext   *context,
                  const GuichetIntent  *intent,
                  GuichetLook          *out_look,
                  GCancellable         *cancellable,
                  GError              **error)
{
  g_autoptr(GError) failure = NULL;

  out_look->image = guichet_remote_find_created (context->remote, intent, cancellable, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (out_look->image != NULL)
    out_look->finding = GUICHET_FINDING_DONE;

  return TRUE;
}

static gboolean
look_for_attached (GuichetSyncContext   *context,
                   const GuichetIntent  *intent,
                   GuichetLook          *out_look,
                   GCancellable         *cancellable,
                   GError              **error)
{
  g_autoptr(GError) failure = NULL;
  gint64 id = guichet_remote_find_attached (context->remote, intent, cancellable, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (id != 0)
    out_look->finding = GUICHET_FINDING_DONE;

  return TRUE;
}

/**
 * guichet_look:
 *
 * Reads from the server what there is of @intent.
 */
gboolean
guichet_look (GuichetSyncContext   *context,
              const GuichetIntent  *intent,
              GuichetLook          *out_look,
              GCancellable         *cancellable,
              GError              **error)
{
  *out_look = (GuichetLook) { .finding = GUICHET_FINDING_MISSING, .field = GUICHET_FIELD_STATUS, .offered = TRUE };

  switch (intent->kind)
    {
    case GUICHET_INTENT_CREATE:
      return look_for_created (context, intent, out_look, cancellable, error);
    case GUICHET_INTENT_CHANGE:
      return look_for_change (context, intent, out_look, cancellable, error);
    case GUICHET_INTENT_ATTACH:
      return look_for_attached (context, intent, out_look, cancellable, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}
