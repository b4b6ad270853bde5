#include "config.h"

#include "remote/itop-rest-private.h"

#include "remote/oql.h"
#include "util/error.h"
#include "util/server-time.h"
#include "util/text.h"

#define CLASS "Attachment"
/* A file in base64 within its JSON: larger than any other object. */
#define FILE_OBJECT_CAP (64 * 1024 * 1024)
/* Bounds of what a server says of a file. */
#define NAME_MAX_BYTES 255
/* The zone and the clock of the server need not be known exactly. */
#define CLOCK_MARGIN_SECONDS (2 * 24 * 60 * 60)

/* ---- what is there */

static void
read_attachment_cb (gint64      id,
                    yyjson_val *object,
                    yyjson_val *fields,
                    gpointer    user_data)
{
  GPtrArray *found = user_data;
  GuichetAttachment *attachment;
  gint64 number;

  attachment = guichet_attachment_new (id, guichet_json_get_int64 (fields, "item_id", &number) ? number : 0);
  if (guichet_json_get_int64 (fields, "contact_id", &number))
    attachment->author_id = number;
  g_free (attachment->date);
  attachment->date = guichet_json_dup_text (fields, "creation_date");
  g_free (attachment->author);
  attachment->author = guichet_json_dup_label (fields, "contact_id_friendlyname");
  g_ptr_array_add (found, attachment);
}

/* Never `contents`: name, type and size are inside of it, with the whole file
 * (ITOP-PROTOCOL §9). */
static char *
build_wishes (GHashTable *codes)
{
  static const char * const wanted[] = {
    "creation_date", "contact_id", "contact_id_friendlyname", "item_id",
  };
  g_autoptr(GString) wishes = g_string_new ("id");

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (g_hash_table_contains (codes, wanted[i]))
      g_string_append_printf (wishes, ",%s", wanted[i]);

  return g_string_free (g_steal_pointer (&wishes), FALSE);
}

static GPtrArray *
list_attachments (GuichetItopRest  *self,
                  GuichetOql       *oql,
                  GCancellable     *cancellable,
                  GError          **error)
{
  GHashTable *codes = _guichet_itop_rest_learn_codes (self, CLASS, cancellable, error);
  g_autoptr(GPtrArray) found = guichet_attachments_new ();
  g_autofree char *query = NULL;
  g_autofree char *wishes = NULL;

  if (codes == NULL || (query = guichet_oql_to_text (oql, error)) == NULL)
    return NULL;
  /* A server without the module has no files. */
  if (g_hash_table_size (codes) == 0)
    return g_steal_pointer (&found);

  wishes = build_wishes (codes);
  if (!_guichet_itop_rest_get (self, CLASS, query, wishes, read_attachment_cb, found, cancellable, error))
    return NULL;

  return g_steal_pointer (&found);
}

static GuichetOql *
select_of_tickets (GuichetItopRest *self,
                   gint64           ticket_id)
{
  GuichetOql *oql = guichet_oql_new (CLASS);

  guichet_oql_where_text (oql, "item_class", "=", guichet_profile_get_class_name (self->profile));
  if (ticket_id > 0)
    guichet_oql_where_int (oql, "item_id", "=", ticket_id);

  return oql;
}

GPtrArray *
_guichet_itop_rest_read_attachments (GuichetRemote  *remote,
                                     const char     *since,
                                     gint64          ticket_id,
                                     GCancellable   *cancellable,
                                     GError        **error)
{
  GuichetItopRest *self = GUICHET_ITOP_REST (remote);
  g_autoptr(GuichetOql) oql = NULL;

  g_return_val_if_fail (self->profile != NULL, NULL);

  oql = select_of_tickets (self, ticket_id);
  if (since != NULL)
    guichet_oql_where_text (oql, "creation_date", ">=", since);

  return list_attachments (self, oql, cancellable, error);
}

/* ---- contents */

typedef struct
{
  GBytes *data;
  char   *name;
  char   *mime;
} FileReading;

static void
clear_file (FileReading *file)
{
  g_clear_pointer (&file->data, g_bytes_unref);
  g_clear_pointer (&file->name, g_free);
  g_clear_pointer (&file->mime, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FileReading, clear_file)

static char *
dup_short (yyjson_val *object,
           const char *name)
{
  g_autofree char *text = guichet_json_dup_label (object, name);

  return guichet_text_make_valid (text, -1, NAME_MAX_BYTES);
}

static void
read_file_cb (gint64      id,
              yyjson_val *object,
              yyjson_val *fields,
              gpointer    user_data)
{
  FileReading *file = user_data;
  yyjson_val *contents = yyjson_obj_get (fields, "contents");
  const char *encoded = yyjson_get_str (yyjson_obj_get (contents, "data"));
  gsize length = 0;
  guchar *data;

  if (encoded == NULL || file->data != NULL)
    return;
  data = g_base64_decode (encoded, &length);
  file->data = g_bytes_new_take (data, length);
  file->name = dup_short (contents, "filename");
  file->mime = dup_short (contents, "mimetype");
}

static gboolean
read_file (GuichetItopRest  *self,
           gint64            id,
           FileReading      *file,
           GCancellable     *cancellable,
           GError          **error)
{
  g_autoptr(GuichetOql) oql = guichet_oql_new (CLASS);
  g_autofree char *query = NULL;
  g_autoptr(GBytes) operation = NULL;
  GuichetCall call = { .object_cap = FILE_OBJECT_CAP, .func = read_file_cb, .user_data = file };

  guichet_oql_where_int (oql, "id", "=", id);
  query = guichet_oql_to_text (oql, error);
  if (query == NULL || (operation = _guichet_itop_rest_build_get (CLASS, query, "contents", 0, 0, error)) == NULL)
    return FALSE;
  call.operation = operation;
  if (!_guichet_itop_rest_call (self, &call, NULL, cancellable, error))
    return FALSE;
  if (file->data != NULL)
    return TRUE;

  g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND,
               "Attachment %" G_GINT64_FORMAT " does not exist or is not visible", id);

  return FALSE;
}

/* The name is the server's text, made valid and short, not yet fit for a file
 * system: that is up to whoever saves it. */
GBytes *
_guichet_itop_rest_read_file (GuichetRemote  *remote,
                              gint64          attachment_id,
                              char          **out_name,
                              char          **out_mime,
                              GCancellable   *cancellable,
                              GError        **error)
{
  GuichetItopRest *self = GUICHET_ITOP_REST (remote);
  g_auto(FileReading) file = { NULL };

  if (!read_file (self, attachment_id, &file, cancellable, error))
    return NULL;

  if (out_name != NULL)
    *out_name = g_steal_pointer (&file.name);
  if (out_mime != NULL)
    *out_mime = g_steal_pointer (&file.mime);

  return g_steal_pointer (&file.data);
}

/* ---- sending a file */

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
  yyjson_mut_val *root = _guichet_itop_rest_add_operation (self, doc, "core/create", CLASS, "id,creation_date");
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

/* Since when to look: the first sending, with a margin for a zone and a clock
 * that are not known. */
static char *
dup_since (const GuichetIntent *intent)
{
  gint64 milliseconds = intent->first_sent > 0 ? intent->first_sent : intent->created;
  g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc (milliseconds / 1000 - CLOCK_MARGIN_SECONDS);
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();

  return guichet_server_time_format (when, utc);
}

gint64
_guichet_itop_rest_find_attached (GuichetRemote        *remote,
                                  const GuichetIntent  *intent,
                                  GCancellable         *cancellable,
                                  GError              **error)
{
  GuichetItopRest *self = GUICHET_ITOP_REST (remote);
  g_autoptr(GuichetOql) oql = NULL;
  g_autoptr(GPtrArray) candidates = NULL;
  g_autofree char *since = dup_since (intent);

  g_return_val_if_fail (self->profile != NULL, 0);

  oql = select_of_tickets (self, intent->ticket_id);
  if (self->identity->person_id > 0)
    guichet_oql_where_int (oql, "contact_id", "=", self->identity->person_id);
  guichet_oql_where_text (oql, "creation_date", ">=", since);
  candidates = list_attachments (self, oql, cancellable, error);

  for (guint i = 0; candidates != NULL && i < candidates->len; i++)
    {
      const GuichetAttachment *candidate = g_ptr_array_index (candidates, i);
      g_auto(FileReading) file = { NULL };
      g_autoptr(GError) failure = NULL;

      if (read_file (self, candidate->id, &file, cancellable, &failure))
        {
          if (g_bytes_equal (file.data, intent->file_data))
            return candidate->id;
        }
      else if (!g_error_matches (failure, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return 0;
        }
    }

  return 0;
}
