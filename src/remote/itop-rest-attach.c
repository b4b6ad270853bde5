#include "config.h"

#include "remote/itop-rest-private.h"

#include "util/error.h"

typedef struct
{
  const char *code;             /* of the organisation; nullable */
  gint64      ticket;
  gint64      organisation;
} OwnerReading;

static void
read_owner_cb (gint64      id,
               yyjson_val *object,
               yyjson_val *fields,
               gpointer    user_data)
{
  OwnerReading *owner = user_data;

  owner->ticket = id;
  if (owner->code == NULL || !guichet_json_get_int64 (fields, owner->code, &owner->organisation))
    owner->organisation = 0;
}

/* The server takes a file for a ticket that does not exist (transcript att-08)
 * and filters by the organisation that it is given: both are read first. */
static gboolean
read_owner (GuichetItopRest  *self,
            gint64            ticket_id,
            OwnerReading     *owner,
            GCancellable     *cancellable,
            GError          **error)
{
  const char *class_name = guichet_profile_get_class_name (self->profile);
  g_autoptr(GuichetOql) oql = guichet_oql_new (class_name);
  g_autofree char *query = NULL;

  owner->code = guichet_profile_get_code (self->profile, GUICHET_FIELD_ORGANISATION);
  guichet_oql_where_int (oql, "id", "=", ticket_id);
  query = guichet_oql_to_text (oql, error);
  if (query == NULL || !_guichet_itop_rest_get (self, class_name, query, owner->code != NULL ? owner->code : "id",
                                                read_owner_cb, owner, cancellable, error))
    return FALSE;
  if (owner->ticket != 0)
    return TRUE;

  g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND,
               "Ticket %" G_GINT64_FORMAT " does not exist or is not visible", ticket_id);

  return FALSE;
}

static GBytes *
build_attach (GuichetItopRest      *self,
              const GuichetIntent  *intent,
              gint64                organisation,
              GError              **error)
{
  g_autoptr(yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = _guichet_itop_rest_add_operation (self, doc, "core/create", GUICHET_ATTACHMENT_CLASS,
                                                           "id,creation_date");
  yyjson_mut_val *fields = yyjson_mut_obj_add_obj (doc, root, "fields");
  yyjson_mut_val *contents;
  gsize length;
  const guchar *data = g_bytes_get_data (intent->file_data, &length);
  g_autofree char *encoded = g_base64_encode (data, length);

  yyjson_mut_obj_add_str (doc, fields, "item_class", guichet_profile_get_class_name (self->profile));
  yyjson_mut_obj_add_sint (doc, fields, "item_id", intent->ticket_id);
  if (organisation > 0)
    yyjson_mut_obj_add_sint (doc, fields, "item_org_id", organisation);
  contents = yyjson_mut_obj_add_obj (doc, fields, "contents");
  yyjson_mut_obj_add_str (doc, contents, "data", encoded);
  yyjson_mut_obj_add_str (doc, contents, "filename", intent->file_name != NULL ? intent->file_name : "");
  yyjson_mut_obj_add_str (doc, contents, "mimetype",
                          intent->file_mime != NULL ? intent->file_mime : "application/octet-stream");

  return guichet_json_write (doc, error);
}

/* Whether a refusal may mean that the file came to the wrong door: a file part
 * is bound by upload_max_filesize, a plain field is not (transcripts att-20,
 * att-21). In both cases the form was dropped and nothing was done. */
static gboolean
is_dropped (const GError *error)
{
  return g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_TOO_LARGE);
}

static gboolean
is_login_alive (GuichetItopRest *self,
                GCancellable    *cancellable)
{
  static const char text[] = "{\"operation\":\"list_operations\"}";
  g_autoptr(GBytes) operation = g_bytes_new_static (text, strlen (text));
  GuichetCall call = { .operation = operation };
  g_autoptr(GError) refusal = NULL;

  _guichet_itop_rest_call (self, &call, NULL, cancellable, &refusal);

  return !g_error_matches (refusal, GUICHET_ERROR, GUICHET_ERROR_BAD_CREDENTIALS);
}

/* "Invalid login" after a large body says nothing about the secret: a small
 * question does. */
static gboolean
explain_dropped (GuichetItopRest  *self,
                 GError           *refusal,
                 GCancellable     *cancellable,
                 GError          **error)
{
  if (is_dropped (refusal) && !is_login_alive (self, cancellable))
    g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_BAD_CREDENTIALS, refusal->message);
  else
    g_propagate_error (error, g_error_copy (refusal));

  return FALSE;
}

gboolean
_guichet_itop_rest_attach (GuichetItopRest      *self,
                           const GuichetIntent  *intent,
                           GCancellable         *cancellable,
                           GError              **error)
{
  OwnerReading owner = { NULL };
  g_autoptr(GBytes) operation = NULL;
  g_autoptr(GError) refusal = NULL;
  GuichetCall call = { .write = TRUE, .multipart = TRUE };

  if (intent->file_data == NULL)
    {
      g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "There is no file to attach");
      return FALSE;
    }
  if (!read_owner (self, intent->ticket_id, &owner, cancellable, error) ||
      (operation = build_attach (self, intent, owner.organisation, error)) == NULL)
    return FALSE;

  call.operation = operation;
  if (_guichet_itop_rest_call (self, &call, NULL, cancellable, &refusal))
    return TRUE;
  if (is_dropped (refusal))
    {
      g_clear_error (&refusal);
      call.multipart = FALSE;
      if (_guichet_itop_rest_call (self, &call, NULL, cancellable, &refusal))
        return TRUE;
    }

  return explain_dropped (self, refusal, cancellable, error);
}

/* ---- whether a file arrived */

gint64
_guichet_itop_rest_find_attached (GuichetRemote        *remote,
                                  const GuichetIntent  *intent,
                                  GCancellable         *cancellable,
                                  GError              **error)
{
  GuichetItopRest *self = GUICHET_ITOP_REST (remote);
  g_autoptr(GuichetOql) oql = NULL;
  g_autoptr(GPtrArray) candidates = NULL;
  g_autofree char *since = _guichet_itop_rest_dup_since (intent);

  g_return_val_if_fail (self->profile != NULL, 0);

  oql = _guichet_itop_rest_select_attachments (self, intent->ticket_id);
  if (self->identity->person_id > 0)
    guichet_oql_where_int (oql, "contact_id", "=", self->identity->person_id);
  guichet_oql_where_text (oql, "creation_date", ">=", since);
  candidates = _guichet_itop_rest_list_attachments (self, oql, cancellable, error);

  for (guint i = 0; candidates != NULL && i < candidates->len; i++)
    {
      const GuichetAttachment *candidate = g_ptr_array_index (candidates, i);
      g_autoptr(GError) failure = NULL;
      g_autoptr(GBytes) data = guichet_remote_read_file (remote, candidate->id, NULL, NULL, cancellable, &failure);

      if (data != NULL && g_bytes_equal (data, intent->file_data))
        return candidate->id;
      if (failure != NULL && !g_error_matches (failure, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return 0;
        }
    }

  return 0;
}
