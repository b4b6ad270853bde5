#pragma once

#include <libsoup/soup.h>

#include "demo/core.h"
#include "demo/desk.h"
#include "demo/fault.h"
#include "demo/portal.h"

G_BEGIN_DECLS

/* Shared by desk.c (the object and its thread), exchange.c (one request), the
 * doors, and desk-truth.c (what tests ask). */
struct _GuichetDemoDesk
{
  GObject        parent_instance;

  GThread       *thread;
  GMainContext  *context;
  GMainLoop     *loop;
  SoupServer    *server;
  char          *address;
  guint          server_limit;
  guint          hash_cost;

  /* Guards everything below; the server's thread and the callers of the
   * public functions take it. */
  GMutex         lock;
  DemoCore      *core;
  DemoPortal    *portal;
  DemoFaultPlan  plan;
  gsize          post_max;
  gsize          upload_max;
  guint          n_requests;
};

/* Handler of rest.php; user_data is the desk. On the server's thread. */
void _guichet_demo_desk_rest_cb (SoupServer        *server,
                                 SoupServerMessage *message,
                                 const char        *path,
                                 GHashTable        *query,
                                 gpointer           user_data);

G_END_DECLS
