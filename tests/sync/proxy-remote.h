#pragma once

#include "remote/remote.h"

G_BEGIN_DECLS

/**
 * ProxyRemote:
 *
 * Stands before another remote: tells the test of each call before it is made,
 * and lets the test end the process when its answer has just arrived.
 */
#define PROXY_TYPE_REMOTE (proxy_remote_get_type ())

G_DECLARE_FINAL_TYPE (ProxyRemote, proxy_remote, PROXY, REMOTE, GuichetRemote)

typedef enum
{
  PROXY_GO,
  PROXY_CRASH,      /* the call is made, its answer is not heard: G_IO_ERROR_CANCELLED */
} ProxyDecision;

typedef ProxyDecision (*ProxyFunc) (gboolean write,
                                    gpointer user_data);

GuichetRemote *proxy_remote_new (GuichetRemote *behind,
                                 ProxyFunc      func,
                                 gpointer       user_data);

G_END_DECLS
