#include "config.h"

#include "remote/itop-rest-private.h"

#include "remote/answer.h"
#include "util/error.h"

#define SERVICE "webservices/rest.php"

static gboolean
read_object_cb (GString   *text,
                gpointer   user_data,
                GError   **error)
{
  const GuichetCall *call = user_data;
  g_autoptr(yyjson_doc) doc = guichet_json_read (text);
  yyjson_val *object = doc != NULL ? yyjson_doc_get_root (doc) : NULL;
  yyjson_val *fields = yyjson_obj_get (object, "fields");
  gint64 id;

  if (!yyjson_is_obj (fields) || !guichet_json_get_int64 (object, "key", &id) || id < 1)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "An object of the answer has a wrong shape");
      return FALSE;
    }
  if (call->func != NULL)
    call->func (id, object, fields, call->user_data);

  return TRUE;
}

static gboolean
read_body_cb (const char  *data,
              gsize        length,
              gpointer     user_data,
              GError     **error)
{
  return guichet_object_splitter_feed (user_data, data, length, error);
}

/* One request, one answer, one verdict. */
static gboolean
call_once (GuichetItopRest    *self,
           const GuichetCall  *call,
           GuichetWay          way,
           gint64             *out_total,
           GuichetReply       *reply,
           GCancellable       *cancellable,
           GError            **error)
{
  g_autoptr(GuichetObjectSplitter) splitter =
    guichet_object_splitter_new (call->object_cap > 0 ? call->object_cap : GUICHET_OBJECT_CAP,
                                 read_object_cb, (gpointer) call);
  GuichetRequest request = {
    .path = SERVICE,
    .operation = call->operation,
    .way = way,
    .multipart = call->multipart,
  };
  g_autoptr(GError) failure = NULL;
  GuichetAnswer answer = {
    .write = call->write,
    .multipart = call->multipart,
    .splitter = splitter,
    .profile = self->profile,
  };

  guichet_transport_send (self->transport, &request, reply, read_body_cb, splitter, cancellable, &failure);
  answer.reply = *reply;
  answer.failure = failure;

  return guichet_answer_judge (&answer, out_total, error);
}

static gboolean
is_refused_login (const GError *error)
{
  return g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_BAD_CREDENTIALS);
}

/* A kept connection may be closed by the server just as we use it. Reading
 * again does no harm, and a person should not hear of it. */
static gboolean
may_read_again (const GuichetCall  *call,
                const GuichetReply *reply,
                const GError       *error)
{
  return !call->write && reply->sent && reply->status == 0 &&
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_RETRY_LATER);
}

static gboolean
call_patiently (GuichetItopRest    *self,
                const GuichetCall  *call,
                GuichetWay          way,
                gint64             *out_total,
                GCancellable       *cancellable,
                GError            **error)
{
  GuichetReply reply;
  g_autoptr(GError) first = NULL;
  gint64 began = g_get_monotonic_time ();

  if (call_once (self, call, way, out_total, &reply, cancellable, &first))
    return TRUE;
  if (may_read_again (call, &reply, first) && g_get_monotonic_time () - began < G_USEC_PER_SEC)
    return call_once (self, call, way, out_total, &reply, cancellable, error);

  g_propagate_error (error, g_steal_pointer (&first));

  return FALSE;
}

/**
 * _guichet_itop_rest_call:
 * @out_total: (out) (optional): how many objects the query finds altogether,
 *   -1 if the answer does not tell
 *
 * Sends an operation, hands each object of the answer to the call's function
 * as it arrives, and judges. As long as no way to log in was seen to work,
 * form fields are tried first, then HTTP Basic (ITOP-PROTOCOL §2): a refused
 * login means that nothing was done, so that a write may be repeated too.
 */
gboolean
_guichet_itop_rest_call (GuichetItopRest    *self,
                         const GuichetCall  *call,
                         gint64             *out_total,
                         GCancellable       *cancellable,
                         GError            **error)
{
  GuichetWay way = self->way != GUICHET_WAY_UNKNOWN ? self->way : GUICHET_WAY_FORM;
  g_autoptr(GError) refusal = NULL;

  if (call_patiently (self, call, way, out_total, cancellable, &refusal))
    {
      self->way = way;
      return TRUE;
    }
  if (self->way == GUICHET_WAY_UNKNOWN && is_refused_login (refusal))
    {
      if (call_patiently (self, call, GUICHET_WAY_BASIC, out_total, cancellable, error))
        {
          self->way = GUICHET_WAY_BASIC;
          return TRUE;
        }
      return FALSE;
    }
  g_propagate_error (error, g_steal_pointer (&refusal));

  return FALSE;
}

/**
 * _guichet_itop_rest_build_get:
 * @limit: objects a page; 0 for all
 * @page: from 1
 */
GBytes *
_guichet_itop_rest_build_get (const char  *class_name,
                              const char  *query,
                              const char  *output_fields,
                              guint        limit,
                              guint        page,
                              GError     **error)
{
  g_autoptr(yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "operation", "core/get");
  yyjson_mut_obj_add_str (doc, root, "class", class_name);
  yyjson_mut_obj_add_str (doc, root, "key", query);
  yyjson_mut_obj_add_str (doc, root, "output_fields", output_fields);
  if (limit > 0)
    {
      yyjson_mut_obj_add_uint (doc, root, "limit", limit);
      yyjson_mut_obj_add_uint (doc, root, "page", MAX (page, 1));
    }

  return guichet_json_write (doc, error);
}

/**
 * _guichet_itop_rest_get:
 *
 * Reads all objects of a query.
 */
gboolean
_guichet_itop_rest_get (GuichetItopRest    *self,
                        const char         *class_name,
                        const char         *query,
                        const char         *output_fields,
                        GuichetObjectFunc   func,
                        gpointer            user_data,
                        GCancellable       *cancellable,
                        GError            **error)
{
  g_autoptr(GBytes) operation = _guichet_itop_rest_build_get (class_name, query, output_fields, 0, 0, error);
  GuichetCall call = { .operation = operation, .func = func, .user_data = user_data };

  return operation != NULL && _guichet_itop_rest_call (self, &call, NULL, cancellable, error);
}
