#include "config.h"

#include "demo/desk.h"

#include "demo/colleagues.h"
#include "demo/desk-private.h"
#include "demo/http.h"
#include "demo/portal-door.h"
#include "demo/seed.h"
#include "util/error.h"

#define DEFAULT_TICKETS       400
#define DEFAULT_SERVER_LIMIT  1000      /* milliseconds */
#define DEFAULT_POST_MAX      (8 * 1024 * 1024)
#define DEFAULT_UPLOAD_MAX    (2 * 1024 * 1024)

G_DEFINE_FINAL_TYPE (GuichetDemoDesk, guichet_demo_desk, G_TYPE_OBJECT)

static void
status_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  demo_http_send_status (message);
}

static void
missing_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  demo_http_send_missing (message);
}

static gboolean
colleagues_cb (gpointer data)
{
  GuichetDemoDesk *self = data;

  g_mutex_lock (&self->lock);
  demo_colleagues_act (self->core);
  g_mutex_unlock (&self->lock);

  return G_SOURCE_CONTINUE;
}

static void
start_colleagues (GuichetDemoDesk *self,
                  guint            seconds)
{
  g_autoptr(GSource) source = NULL;

  if (seconds == 0)
    return;

  source = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (source, colleagues_cb, self, NULL);
  g_source_attach (source, self->context);
}

/* The context of the server must be the default of whoever makes and feeds
 * it: this is done before the thread takes it over. */
static gboolean
start_server (GuichetDemoDesk  *self,
              guint             port,
              GError          **error)
{
  GSList *uris;
  gboolean listening;

  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new ("server-header", "Apache", NULL);
  soup_server_add_handler (self->server, "/webservices/rest.php",
                           _guichet_demo_desk_rest_cb, self, NULL);
  soup_server_add_handler (self->server, "/webservices/status.php", status_cb, self, NULL);
  demo_portal_add_handlers (self, self->server);
  soup_server_add_handler (self->server, NULL, missing_cb, self, NULL);
  listening = soup_server_listen_local (self->server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error);
  g_main_context_pop_thread_default (self->context);
  if (!listening)
    return FALSE;

  uris = soup_server_get_uris (self->server);
  self->address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return TRUE;
}

static gpointer
thread_main (gpointer data)
{
  GuichetDemoDesk *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->server);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static gboolean
fill (GuichetDemoDesk           *self,
      const GuichetDemoOptions  *options,
      GError                   **error)
{
  gboolean lab = options->profile == NULL || g_str_equal (options->profile, "asap");

  if (!lab && !g_str_equal (options->profile, "itop"))
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "no profile “%s” on the demonstration desk",
                   options->profile);
      return FALSE;
    }

  self->core = demo_core_new (options->database, lab, options->seed, error);
  if (self->core == NULL)
    return FALSE;
  if (demo_core_is_empty (self->core) &&
      !demo_seed_fill (self->core, options->tickets != 0 ? options->tickets : DEFAULT_TICKETS, options->seed, error))
    return FALSE;

  return demo_core_create_indexes (self->core, error);
}

/**
 * guichet_demo_desk_new:
 *
 * Any thread. The desk serves when this returns.
 *
 * Returns: (transfer full) (nullable)
 */
GuichetDemoDesk *
guichet_demo_desk_new (const GuichetDemoOptions  *options,
                       GError                   **error)
{
  g_autoptr(GuichetDemoDesk) self = g_object_new (GUICHET_TYPE_DEMO_DESK, NULL);

  g_return_val_if_fail (options != NULL, NULL);

  self->server_limit = options->server_limit != 0 ? options->server_limit : DEFAULT_SERVER_LIMIT;
  self->hash_cost = options->hash_cost;
  self->portal = demo_portal_new (options->seed);
  if (!fill (self, options, error) || !start_server (self, options->port, error))
    return NULL;

  start_colleagues (self, options->colleagues);
  self->thread = g_thread_new ("demo-desk", thread_main, self);
  return g_steal_pointer (&self);
}

static gboolean
quit_cb (gpointer data)
{
  GuichetDemoDesk *self = data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

/**
 * guichet_demo_desk_stop:
 *
 * Closes all connections; what was to be committed late is forgotten. What
 * the desk holds can still be asked for.
 */
void
guichet_demo_desk_stop (GuichetDemoDesk *self)
{
  g_return_if_fail (GUICHET_IS_DEMO_DESK (self));

  if (self->thread == NULL)
    return;

  g_main_context_invoke (self->context, quit_cb, self);
  g_thread_join (g_steal_pointer (&self->thread));
}

const char *
guichet_demo_desk_get_address (GuichetDemoDesk *self)
{
  g_return_val_if_fail (GUICHET_IS_DEMO_DESK (self), NULL);

  return self->address;
}

const char *
guichet_demo_desk_get_login (GuichetDemoDesk *self)
{
  g_return_val_if_fail (GUICHET_IS_DEMO_DESK (self), NULL);

  return "agent";
}

const char *
guichet_demo_desk_get_secret (GuichetDemoDesk *self)
{
  g_return_val_if_fail (GUICHET_IS_DEMO_DESK (self), NULL);

  return DEMO_SECRET;
}

void
guichet_demo_desk_set_fault (GuichetDemoDesk  *self,
                             GuichetDemoFault  fault,
                             double            probability,
                             gboolean          writes_only)
{
  g_return_if_fail (GUICHET_IS_DEMO_DESK (self));

  g_mutex_lock (&self->lock);
  self->plan.lasting = fault;
  self->plan.probability = probability;
  self->plan.lasting_writes = writes_only;
  g_mutex_unlock (&self->lock);
}

void
guichet_demo_desk_fail_next (GuichetDemoDesk  *self,
                             GuichetDemoFault  fault,
                             guint             count,
                             gboolean          writes_only)
{
  g_return_if_fail (GUICHET_IS_DEMO_DESK (self));

  g_mutex_lock (&self->lock);
  self->plan.next = fault;
  self->plan.n_next = count;
  self->plan.next_writes = writes_only;
  g_mutex_unlock (&self->lock);
}

void
guichet_demo_desk_set_weakness (GuichetDemoDesk     *self,
                                GuichetDemoWeakness  weakness,
                                gboolean             on)
{
  g_return_if_fail (GUICHET_IS_DEMO_DESK (self));

  g_mutex_lock (&self->lock);
  if (on)
    self->core->weaknesses |= 1u << weakness;
  else
    self->core->weaknesses &= ~(1u << weakness);
  g_mutex_unlock (&self->lock);
}

void
guichet_demo_desk_set_limits (GuichetDemoDesk *self,
                              gsize            post_max,
                              gsize            upload_max)
{
  g_return_if_fail (GUICHET_IS_DEMO_DESK (self));

  g_mutex_lock (&self->lock);
  self->post_max = post_max;
  self->upload_max = upload_max;
  g_mutex_unlock (&self->lock);
}

void
guichet_demo_desk_set_bare_transitions (GuichetDemoDesk *self,
                                        gboolean         bare)
{
  g_return_if_fail (GUICHET_IS_DEMO_DESK (self));

  g_mutex_lock (&self->lock);
  self->portal->bare_transitions = bare;
  g_mutex_unlock (&self->lock);
}

static void
guichet_demo_desk_dispose (GObject *object)
{
  GuichetDemoDesk *self = GUICHET_DEMO_DESK (object);

  guichet_demo_desk_stop (self);
  g_clear_object (&self->server);

  G_OBJECT_CLASS (guichet_demo_desk_parent_class)->dispose (object);
}

static void
guichet_demo_desk_finalize (GObject *object)
{
  GuichetDemoDesk *self = GUICHET_DEMO_DESK (object);

  g_clear_pointer (&self->portal, demo_portal_free);
  g_clear_pointer (&self->core, demo_core_free);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_free (self->address);

  G_OBJECT_CLASS (guichet_demo_desk_parent_class)->finalize (object);
}

static void
guichet_demo_desk_class_init (GuichetDemoDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_demo_desk_dispose;
  object_class->finalize = guichet_demo_desk_finalize;
}

static void
guichet_demo_desk_init (GuichetDemoDesk *self)
{
  g_mutex_init (&self->lock);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->post_max = DEFAULT_POST_MAX;
  self->upload_max = DEFAULT_UPLOAD_MAX;
}
