#pragma once

#include <adwaita.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetUserPortal:
 *
 * The requester's side of the same account: the requests that I made. Nothing
 * internal is in its widgets.
 */
#define GUICHET_TYPE_USER_PORTAL (guichet_user_portal_get_type ())

G_DECLARE_FINAL_TYPE (GuichetUserPortal, guichet_user_portal, GUICHET, USER_PORTAL, AdwBin)

GuichetUserPortal *guichet_user_portal_new (GuichetContext *context);

G_END_DECLS
