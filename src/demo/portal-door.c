#include "config.h"

#include "demo/portal-door.h"

#include "demo/exchange.h"
#include "demo/http.h"
#include "demo/portal-image.h"
#include "demo/portal-object.h"
#include "demo/portal-pages.h"
#include "demo/portal-session.h"

/* The door of the web portal. */

typedef struct
{
  DemoPortalRequest *request;
  GPtrArray         *headers;
} Door;

static void
door_free (gpointer data)
{
  Door *door = data;

  demo_portal_request_free (door->request);
  g_ptr_array_unref (door->headers);
  g_free (door);
}

/* The headers of the session go before those of the answer itself. */
static void
add_headers (Door       *door,
             DemoAnswer *answer)
{
  g_autoptr(GPtrArray) own = g_steal_pointer (&answer->headers);

  answer->headers = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < door->headers->len; i++)
    g_ptr_array_add (answer->headers, g_strdup (g_ptr_array_index (door->headers, i)));
  for (guint i = 0; own != NULL && i < own->len; i++)
    g_ptr_array_add (answer->headers, g_strdup (g_ptr_array_index (own, i)));
  if (answer->status != 500)
    return;
  g_ptr_array_add (answer->headers, g_strdup ("Connection"));
  g_ptr_array_add (answer->headers, g_strdup ("close"));
}

static void
door_run (DemoExchange *exchange,
          DemoAnswer   *answer)
{
  Door *door = exchange->data;
  DemoVisit visit = { exchange->desk->core, exchange->desk->portal, door->request };

  visit.caller = demo_exchange_make_caller (exchange);
  *answer = (DemoAnswer) { 200, "text/html; charset=UTF-8", g_string_new (NULL) };
  demo_portal_visit (&visit, answer);
  add_headers (door, answer);
}

static void
door_write_before (DemoExchange *exchange)
{
  Door *door = exchange->data;
  yyjson_mut_doc *operation = demo_portal_describe_write (door->request);
  yyjson_doc *request;

  if (operation == NULL)
    return;

  request = yyjson_mut_doc_imut_copy (operation, NULL);
  demo_fault_write_before (exchange->desk->core, exchange->account, yyjson_doc_get_root (request));
  yyjson_doc_free (request);
  yyjson_mut_doc_free (operation);
}

/* An expired login is a session that the server has forgotten. */
static void
door_refuse (DemoExchange *exchange,
             DemoAnswer   *answer)
{
  Door *door = exchange->data;

  if (exchange->fault == GUICHET_DEMO_FAULT_500)
    {
      answer->status = 500;
      add_headers (door, answer);
      return;
    }
  if (exchange->fault == GUICHET_DEMO_FAULT_HTML)
    {
      demo_answer_set_login (answer);
      answer->headers = g_ptr_array_new_with_free_func (g_free);
      return;
    }
  if (exchange->fault == GUICHET_DEMO_FAULT_503)
    {
      demo_portal_maintain (door->request, answer);
      answer->headers = g_ptr_array_new_with_free_func (g_free);
      return;
    }

  g_mutex_lock (&exchange->desk->lock);
  demo_portal_forget (exchange->desk->portal, door->headers);
  demo_portal_leave (exchange->desk->portal, door->request);
  g_mutex_unlock (&exchange->desk->lock);
  demo_portal_refuse_entry (door->request, answer);
  add_headers (door, answer);
}

static const DemoDoor portal_door = { door_run, door_write_before, door_refuse, door_free };

static DemoExchange *
begin (GuichetDemoDesk   *self,
       SoupServerMessage *message,
       const char        *page,
       const char        *path)
{
  Door *door = g_new0 (Door, 1);
  DemoExchange *exchange = demo_exchange_new (self, &portal_door, door, message);

  door->headers = g_ptr_array_new_with_free_func (g_free);
  g_mutex_lock (&self->lock);
  self->n_requests++;
  door->request = demo_portal_request_read (message, page, path, self->post_max, self->upload_max);
  exchange->arrival = self->core->n_commits;
  g_mutex_unlock (&self->lock);

  return exchange;
}

static DemoEntry
enter (DemoExchange *exchange)
{
  GuichetDemoDesk *self = exchange->desk;
  Door *door = exchange->data;
  DemoEntry entry;

  g_mutex_lock (&self->lock);
  entry = demo_portal_enter (self->portal, self->core, door->request, door->headers, &exchange->account);
  g_mutex_unlock (&self->lock);
  /* What takes time is the hash of the password. */
  exchange->cost = entry == DEMO_ENTRY_FRESH ? self->hash_cost : 0;

  return entry;
}

static void
serve (GuichetDemoDesk   *self,
       SoupServerMessage *message,
       const char        *page,
       const char        *path)
{
  DemoExchange *exchange = begin (self, message, page, path);
  Door *door = exchange->data;
  DemoAnswer answer = { 200, "text/html; charset=UTF-8", NULL };
  gboolean is_write;

  if (enter (exchange) == DEMO_ENTRY_REFUSED)
    {
      answer.body = g_string_new (NULL);
      demo_portal_refuse_entry (door->request, &answer);
      add_headers (door, &answer);
      demo_exchange_answer (exchange, &answer);
      return;
    }

  g_mutex_lock (&self->lock);
  is_write = demo_portal_is_write (self->portal, door->request);
  g_mutex_unlock (&self->lock);
  demo_exchange_start (exchange, is_write);
}

static void
exec_cb (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  serve (user_data, message, DEMO_PORTAL_PAGE, path);
}

static void
console_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  serve (user_data, message, "/pages/UI.php", path);
}

static void
render_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  serve (user_data, message, "/pages/ajax.render.php", path);
}

/* Without a login and without faults, as images are shown by whatever shows
 * the text. */
static void
document_cb (SoupServer        *server,
             SoupServerMessage *message,
             const char        *path,
             GHashTable        *query,
             gpointer           user_data)
{
  GuichetDemoDesk *self = user_data;
  DemoExchange *exchange = begin (self, message, "/pages/ajax.document.php", path);
  Door *door = exchange->data;
  DemoAnswer answer = { 200, "text/html; charset=UTF-8", g_string_new (NULL) };

  g_mutex_lock (&self->lock);
  demo_portal_download_image (self->core, door->request, &answer);
  g_mutex_unlock (&self->lock);
  demo_exchange_answer (exchange, &answer);
}

/* With operation=do_logoff it only sends back to itself (PORTAL-PROTOCOL §2). */
static void
logoff_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  GuichetDemoDesk *self = user_data;
  DemoExchange *exchange = begin (self, message, "/pages/logoff.php", path);
  Door *door = exchange->data;
  DemoAnswer answer = { 200, "text/html; charset=UTF-8", g_string_new (NULL) };

  answer.headers = g_ptr_array_new_with_free_func (g_free);
  if (g_strcmp0 (demo_portal_request_get (door->request, "operation"), "do_logoff") == 0)
    {
      answer.status = 302;
      g_ptr_array_add (answer.headers, g_strdup ("Location"));
      g_ptr_array_add (answer.headers, g_strdup ("/pages/UI.php"));
    }
  else
    {
      g_mutex_lock (&self->lock);
      demo_portal_leave (self->portal, door->request);
      g_mutex_unlock (&self->lock);
      demo_portal_say_goodbye (&answer);
    }
  demo_exchange_answer (exchange, &answer);
}

void
demo_portal_add_handlers (GuichetDemoDesk *desk,
                          SoupServer      *server)
{
  soup_server_add_handler (server, DEMO_PORTAL_PAGE, exec_cb, desk, NULL);
  soup_server_add_handler (server, "/pages/UI.php", console_cb, desk, NULL);
  soup_server_add_handler (server, "/pages/logoff.php", logoff_cb, desk, NULL);
  soup_server_add_handler (server, "/pages/ajax.render.php", render_cb, desk, NULL);
  soup_server_add_handler (server, "/pages/ajax.document.php", document_cb, desk, NULL);
}
