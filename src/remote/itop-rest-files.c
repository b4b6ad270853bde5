#include "config.h"

#include "remote/itop-rest-private.h"

#include "util/error.h"
#include "util/text.h"

/* A file in base64 within its JSON: larger than any other object. */
#define FILE_OBJECT_CAP (64 * 1024 * 1024)
/* Bounds of what a server says of a file. */
#define NAME_MAX_BYTES 255

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

/**
 * _guichet_itop_rest_list_attachments:
 * @oql: which ones
 *
 * Returns: (transfer full) (nullable) (element-type GuichetAttachment)
 */
GPtrArray *
_guichet_itop_rest_list_attachments (GuichetItopRest  *self,
                                     GuichetOql       *oql,
                                     GCancellable     *cancellable,
                                     GError          **error)
{
  GHashTable *codes = _guichet_itop_rest_learn_codes (self, GUICHET_ATTACHMENT_CLASS, cancellable, error);
  g_autoptr(GPtrArray) found = guichet_attachments_new ();
  g_autofree char *query = NULL;
  g_autofree char *wishes = NULL;

  if (codes == NULL || (query = guichet_oql_to_text (oql, error)) == NULL)
    return NULL;
  /* A server without the module has no files. */
  if (g_hash_table_size (codes) == 0)
    return g_steal_pointer (&found);

  wishes = build_wishes (codes);
  if (!_guichet_itop_rest_get (self, GUICHET_ATTACHMENT_CLASS, query, wishes, read_attachment_cb, found, cancellable, error))
    return NULL;

  return g_steal_pointer (&found);
}

/**
 * _guichet_itop_rest_select_attachments:
 * @ticket_id: 0 for all tickets
 *
 * Returns: (transfer full): a query that may be given more conditions
 */
GuichetOql *
_guichet_itop_rest_select_attachments (GuichetItopRest *self,
                                       gint64           ticket_id)
{
  GuichetOql *oql = guichet_oql_new (GUICHET_ATTACHMENT_CLASS);

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

  oql = _guichet_itop_rest_select_attachments (self, ticket_id);
  if (since != NULL)
    guichet_oql_where_text (oql, "creation_date", ">=", since);

  return _guichet_itop_rest_list_attachments (self, oql, cancellable, error);
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
  g_autoptr(GuichetOql) oql = guichet_oql_new (GUICHET_ATTACHMENT_CLASS);
  g_autofree char *query = NULL;
  g_autoptr(GBytes) operation = NULL;
  GuichetCall call = { .object_cap = FILE_OBJECT_CAP, .func = read_file_cb, .user_data = file };

  guichet_oql_where_int (oql, "id", "=", id);
  if ((query = guichet_oql_to_text (oql, error)) == NULL ||
      (operation = _guichet_itop_rest_build_get (GUICHET_ATTACHMENT_CLASS, query, "contents", 0, 0, error)) == NULL)
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
