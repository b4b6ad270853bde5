#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _GuichetNetworkWatch GuichetNetworkWatch;

typedef void (*GuichetNetworkFunc) (gpointer user_data);

/* Calls @func on the main context of the caller whenever the network came or
 * changed. It is a hint to try at once, never a reason not to: a monitor knows
 * nothing of tunnels, proxies and servers on the same machine. */
GuichetNetworkWatch *guichet_network_watch_new  (GuichetNetworkFunc   func,
                                                 gpointer             user_data);
void                 guichet_network_watch_free (GuichetNetworkWatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetNetworkWatch, guichet_network_watch_free)

G_END_DECLS
