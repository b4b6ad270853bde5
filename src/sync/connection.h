#pragma once

#include "remote/remote.h"

G_BEGIN_DECLS

/* Which door of a server to take. */
typedef enum
{
  GUICHET_DOOR_CHOICE_AUTO,     /* the one that is open: REST where both are */
  GUICHET_DOOR_CHOICE_REST,
  GUICHET_DOOR_CHOICE_PORTAL,
} GuichetDoorChoice;

/**
 * GuichetConnection:
 * @timeout: milliseconds that a call may take; 0 for the remote's own
 *
 * Somebody at a server, and the door that they wish.
 */
typedef struct
{
  const char        *server;
  const char        *login;
  const char        *secret;
  GuichetDoorChoice  choice;
  guint              timeout;
} GuichetConnection;

gboolean       guichet_door_choice_from_nick (const char               *nick,
                                              GuichetDoorChoice        *out_choice);
gboolean       guichet_connection_can_resume (const GuichetConnection  *self,
                                              GuichetIdentity          *identity,
                                              GuichetProfile           *profile);
GuichetRemote *guichet_connection_resume     (const GuichetConnection  *self,
                                              GuichetIdentity          *identity,
                                              GuichetProfile           *profile,
                                              GError                  **error);
GuichetRemote *guichet_connection_sign_in    (const GuichetConnection  *self,
                                              GuichetIdentity         **out_identity,
                                              GuichetProfile          **out_profile,
                                              GCancellable             *cancellable,
                                              GError                  **error);
gboolean       guichet_connection_check_role (const GuichetConnection  *self,
                                              GuichetIdentity          *before,
                                              GuichetIdentity          *now,
                                              GCancellable             *cancellable,
                                              GError                  **error);

G_END_DECLS
