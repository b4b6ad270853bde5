#pragma once

#include "remote/remote.h"

G_BEGIN_DECLS

/**
 * GuichetItopPortal:
 *
 * The web portal of iTop by its own endpoints (PORTAL-PROTOCOL): the door of
 * requesters, to whom REST is closed. What its lists and forms do not give is
 * unknown: there is no internal journal here, and none is ever asked for.
 */
#define GUICHET_TYPE_ITOP_PORTAL (guichet_itop_portal_get_type ())

G_DECLARE_FINAL_TYPE (GuichetItopPortal, guichet_itop_portal, GUICHET, ITOP_PORTAL, GuichetRemote)

/* @server: as for guichet_itop_rest_new(). The secret is kept in memory only. */
GuichetRemote *guichet_itop_portal_new         (const char        *server,
                                                const char        *login,
                                                const char        *secret,
                                                GError           **error);
/* Starts from what an earlier sign-in learned, so that no discovery is needed. */
void           guichet_itop_portal_restore     (GuichetItopPortal *self,
                                                GuichetIdentity   *identity,
                                                GuichetProfile    *profile);
/* For tests: how long a call may take, in milliseconds. */
void           guichet_itop_portal_set_timeout (GuichetItopPortal *self,
                                                guint              milliseconds);

G_END_DECLS
