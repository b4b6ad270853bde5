#include "config.h"

#include "remote/itop-rest.h"

#include "remote/address.h"
#include "remote/json.h"
#include "remote/object-splitter.h"
#include "remote/transport.h"
#include "util/error.h"

/* A person waits at the sign-in page. */
#define PROBE_MILLISECONDS 15000

static gboolean
read_body_cb (const char  *data,
              gsize        length,
              gpointer     user_data,
              GError     **error)
{
  return guichet_object_splitter_feed (user_data, data, length, error);
}

/* {"status":"RUNNING","code":0,"message":""} (transcript door-20); another
 * status is iTop in trouble, which is not "something else". */
static GuichetReach
judge_status_page (GuichetObjectSplitter *splitter,
                   guint                  status)
{
  g_autoptr(yyjson_doc) head = NULL;
  yyjson_val *root;
  const char *state;

  if (guichet_object_splitter_is_complete (splitter))
    head = guichet_json_read (guichet_object_splitter_get_head (splitter));
  if (head == NULL)
    return GUICHET_REACH_OTHER;

  root = yyjson_doc_get_root (head);
  state = yyjson_get_str (yyjson_obj_get (root, "status"));

  if (status == 200 && g_strcmp0 (state, "RUNNING") == 0)
    return GUICHET_REACH_ITOP;
  if (state != NULL || (status == 503 && yyjson_is_arr (yyjson_obj_get (root, "data"))))
    return GUICHET_REACH_MAINTENANCE;

  return GUICHET_REACH_OTHER;
}

/* -1 with @error set when there is nothing to say about the server. */
static int
probe (GUri          *server,
       GCancellable  *cancellable,
       GError       **error)
{
  g_autoptr(GuichetTransport) transport = guichet_transport_new (server, NULL, NULL);
  g_autoptr(GuichetObjectSplitter) splitter = guichet_object_splitter_new (GUICHET_OBJECT_CAP, NULL, NULL);
  GuichetRequest request = { .path = "webservices/status.php" };
  g_autoptr(GError) failure = NULL;
  GuichetReply reply;

  guichet_transport_set_timeout (transport, PROBE_MILLISECONDS);
  if (guichet_transport_send (transport, &request, &reply, read_body_cb, splitter, cancellable, &failure))
    return (int) judge_status_page (splitter, reply.status);

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return -1;
    }
  if (!reply.sent && failure->domain == G_TLS_ERROR)
    {
      g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_TLS, failure->message);
      return -1;
    }

  return reply.status != 0 ? GUICHET_REACH_OTHER : GUICHET_REACH_NOBODY;
}

static void
probe_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  GError *error = NULL;
  int reach = probe (data, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, reach);
}

/**
 * guichet_itop_rest_probe_async:
 * @server: as guichet_itop_rest_normalise_address() makes it
 */
void
guichet_itop_rest_probe_async (const char          *server,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GError *error = NULL;
  GUri *uri = guichet_address_parse (server, &error);

  g_task_set_source_tag (task, guichet_itop_rest_probe_async);
  if (uri == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, uri, (GDestroyNotify) g_uri_unref);
  g_task_run_in_thread (task, probe_thread);
}

/**
 * guichet_itop_rest_probe_finish:
 *
 * Returns: what was found; %GUICHET_REACH_NOBODY with @error set to INVALID,
 *   TLS or %G_IO_ERROR_CANCELLED
 */
GuichetReach
guichet_itop_rest_probe_finish (GAsyncResult  *result,
                                GError       **error)
{
  gssize reach;

  g_return_val_if_fail (g_task_is_valid (result, NULL), GUICHET_REACH_NOBODY);

  reach = g_task_propagate_int (G_TASK (result), error);

  return reach >= 0 ? (GuichetReach) reach : GUICHET_REACH_NOBODY;
}
