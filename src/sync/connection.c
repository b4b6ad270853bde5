#include "config.h"

#include "sync/connection.h"

#include "remote/door.h"
#include "remote/itop-portal.h"
#include "remote/itop-rest.h"
#include "util/error.h"

static const char * const nicks[] = {
  [GUICHET_DOOR_CHOICE_AUTO] = "auto",
  [GUICHET_DOOR_CHOICE_REST] = "rest",
  [GUICHET_DOOR_CHOICE_PORTAL] = "portal",
};

gboolean
guichet_door_choice_from_nick (const char        *nick,
                               GuichetDoorChoice *out_choice)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (nicks[i], nick) == 0)
      {
        *out_choice = (GuichetDoorChoice) i;
        return TRUE;
      }

  return FALSE;
}

static GuichetRemote *
create_rest (const GuichetConnection  *self,
             GError                  **error)
{
  GuichetRemote *remote = guichet_itop_rest_new (self->server, self->login, self->secret, error);

  if (remote != NULL && self->timeout != 0)
    guichet_itop_rest_set_timeout (GUICHET_ITOP_REST (remote), self->timeout);

  return remote;
}

static GuichetRemote *
create_portal (const GuichetConnection  *self,
               GError                  **error)
{
  GuichetRemote *remote = guichet_itop_portal_new (self->server, self->login, self->secret, error);

  if (remote != NULL && self->timeout != 0)
    guichet_itop_portal_set_timeout (GUICHET_ITOP_PORTAL (remote), self->timeout);

  return remote;
}

static GuichetRemote *
create_remote (const GuichetConnection  *self,
               GuichetDoor               door,
               GError                  **error)
{
  return door == GUICHET_DOOR_PORTAL ? create_portal (self, error) : create_rest (self, error);
}

static gboolean
find_door (const GuichetConnection  *self,
           GuichetDoor              *out_door,
           GCancellable             *cancellable,
           GError                  **error)
{
  if (self->choice == GUICHET_DOOR_CHOICE_AUTO)
    return guichet_door_find (self->server, self->login, self->secret, out_door, cancellable, error);

  *out_door = self->choice == GUICHET_DOOR_CHOICE_PORTAL ? GUICHET_DOOR_PORTAL : GUICHET_DOOR_REST;

  return TRUE;
}

/**
 * guichet_connection_can_resume:
 * @identity, @profile: (nullable): what an earlier sign-in learned
 *
 * Returns: whether that is enough, and was through the door that is wished
 */
gboolean
guichet_connection_can_resume (const GuichetConnection *self,
                               GuichetIdentity         *identity,
                               GuichetProfile          *profile)
{
  if (identity == NULL || profile == NULL)
    return FALSE;

  return self->choice == GUICHET_DOOR_CHOICE_AUTO ||
         (self->choice == GUICHET_DOOR_CHOICE_PORTAL) == (identity->door == GUICHET_DOOR_PORTAL);
}

/**
 * guichet_connection_resume:
 *
 * Asks nobody: goes on where an earlier sign-in was.
 *
 * Returns: (transfer full) (nullable):
 */
GuichetRemote *
guichet_connection_resume (const GuichetConnection  *self,
                           GuichetIdentity          *identity,
                           GuichetProfile           *profile,
                           GError                  **error)
{
  GuichetRemote *remote = create_remote (self, identity->door, error);

  if (remote == NULL)
    return NULL;

  if (identity->door == GUICHET_DOOR_PORTAL)
    guichet_itop_portal_restore (GUICHET_ITOP_PORTAL (remote), identity, profile);
  else
    guichet_itop_rest_restore (GUICHET_ITOP_REST (remote), identity, profile);

  return remote;
}

/**
 * guichet_connection_sign_in:
 *
 * Blocking. Finds the door that is open, if none is wished, and signs in
 * through it; why none is: see guichet_door_find().
 *
 * Returns: (transfer full) (nullable):
 */
GuichetRemote *
guichet_connection_sign_in (const GuichetConnection  *self,
                            GuichetIdentity         **out_identity,
                            GuichetProfile          **out_profile,
                            GCancellable             *cancellable,
                            GError                  **error)
{
  g_autoptr(GuichetRemote) remote = NULL;
  g_autoptr(GuichetIdentity) identity = NULL;
  GuichetDoor door;

  if (!find_door (self, &door, cancellable, error) || !(remote = create_remote (self, door, error)) ||
      !(identity = guichet_remote_sign_in (remote, out_profile, cancellable, error)))
    return NULL;

  *out_identity = g_steal_pointer (&identity);

  return g_steal_pointer (&remote);
}

static gboolean
is_shut_out (const GError *error)
{
  return g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_PORTAL_ACCOUNT) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_MISSING_PROFILE);
}

/**
 * guichet_connection_check_role:
 * @before: (nullable): who this was at the last sign-in
 * @now: who they are as the web portal has it
 *
 * Blocking. Who is an agent no more loses what was kept of the internal
 * journal, and what of it was not sent. That must not hang on REST being out of
 * order for an hour: it has to say by itself that it is closed to the account.
 */
gboolean
guichet_connection_check_role (const GuichetConnection  *self,
                               GuichetIdentity          *before,
                               GuichetIdentity          *now,
                               GCancellable             *cancellable,
                               GError                  **error)
{
  g_autoptr(GuichetRemote) rest = NULL;
  g_autoptr(GuichetProfile) profile = NULL;
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GError) failure = NULL;

  if (before == NULL || !guichet_identity_is_agent (before) || guichet_identity_is_agent (now) ||
      now->door != GUICHET_DOOR_PORTAL)
    return TRUE;

  if (!(rest = create_rest (self, error)))
    return FALSE;
  identity = guichet_remote_sign_in (rest, &profile, cancellable, &failure);
  if (is_shut_out (failure))
    return TRUE;

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_RETRY_LATER,
                         "The portal has a requester, REST an agent: try again");

  return FALSE;
}
