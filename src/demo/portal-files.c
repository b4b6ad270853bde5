#include "config.h"

#include "demo/portal-files.h"

#include "demo/portal-answer.h"
#include "demo/portal-operation.h"
#include "demo/portal-scope.h"
#include "demo/portal-text.h"
#include "demo/ticket-rules.h"
#include "util/server-time.h"
#include "util/text.h"

/* How long an upload waits for its submit (PORTAL-PROTOCOL §7). */
#define UPLOAD_HOURS 1

static char *
format_size (gsize n_bytes)
{
  if (n_bytes < 1024)
    return g_strdup_printf ("%" G_GSIZE_FORMAT "B", n_bytes);
  if (n_bytes < 1024 * 1024)
    return g_strdup_printf ("%.2fKB", (double) n_bytes / 1024);

  return g_strdup_printf ("%.2fMB", (double) n_bytes / (1024 * 1024));
}

static gsize
measure_base64 (const char *data)
{
  gsize length = strlen (data);
  gsize padding = 0;

  while (padding < 2 && padding < length && data[length - 1 - padding] == '=')
    padding++;

  return length / 4 * 3 - padding;
}

static gint64
to_epoch (DemoCore   *core,
          const char *date)
{
  g_autoptr(GDateTime) when = guichet_server_time_parse (date, core->zone);

  return when != NULL ? g_date_time_to_unix (when) : 0;
}

/* Columns: id, creation_date, contents_name, contents_data. */
static void
append_row (DemoForm     *form,
            sqlite3_stmt *statement,
            GString      *html)
{
  gint64 id = sqlite3_column_int64 (statement, 0);
  const char *date = (const char *) sqlite3_column_text (statement, 1);
  gsize n_bytes = measure_base64 ((const char *) sqlite3_column_text (statement, 3));
  g_autofree char *name = demo_portal_escape ((const char *) sqlite3_column_text (statement, 2));
  g_autofree char *url = demo_portal_make_url ("/object/attachment/download/%" G_GINT64_FORMAT, id);
  g_autofree char *safe_url = demo_portal_escape (url);
  g_autofree char *size = format_size (n_bytes);

  g_string_append_printf (html,
                          "<tr id=\"display_attachment_%" G_GINT64_FORMAT "\" class=\"attachment\" "
                          "data-file-type=\"file\">\n"
                          "<td role=\"icon\"><a href=\"%s\" target=\"_blank\"><img src=\"\" alt=\"\"></a></td>\n"
                          "<td role=\"filename\"><a href=\"%s\" target=\"_blank\">%s</a></td>\n"
                          "<td role=\"formatted-size\" data-order=\"%" G_GSIZE_FORMAT "\">%s</td>\n"
                          "<td role=\"upload-date\" data-order=\"%" G_GINT64_FORMAT "\">%s</td>\n"
                          "<td role=\"downloads-count\" data-order=\"0\">0</td>\n",
                          id, safe_url, safe_url, name, n_bytes, size, to_epoch (form->visit->core, date), date);
  if (form->mode != DEMO_FORM_VIEW)
    g_string_append_printf (html, "<td role=\"delete\"><input id=\"attachment_%" G_GINT64_FORMAT "\" type=\"hidden\" "
                                  "name=\"attachments[]\" value=\"%" G_GINT64_FORMAT "\"></td>\n", id, id);
  g_string_append (html, "</tr>\n");
}

static guint
append_rows (DemoForm *form,
             GString  *html)
{
  sqlite3_stmt *statement =
    demo_core_prepare (form->visit->core,
                       "SELECT id, creation_date, contents_name, contents_data FROM attachment "
                       "WHERE item_class = 'UserRequest' AND item_id = ?1 AND item_id != 0 ORDER BY id", NULL);
  guint n = 0;

  g_return_val_if_fail (statement != NULL, 0);

  sqlite3_bind_int64 (statement, 1, form->draft->id);
  for (; sqlite3_step (statement) == SQLITE_ROW; n++)
    append_row (form, statement, html);
  sqlite3_reset (statement);

  return n;
}

/* Returns: (transfer full): the list of files in a form */
char *
demo_portal_dup_files_html (DemoForm *form)
{
  g_autoptr(GString) rows = g_string_new (NULL);
  guint n = append_rows (form, rows);

  return g_strdup_printf ("<fieldset>\n<legend>Pièces jointes (<span class=\"attachments_count\"> %u </span>)</legend>\n"
                          "<div class=\"attachments_container\">\n<table class=\"table attachmentsList\">\n<thead><tr>"
                          "<th role=\"icon\">Icône</th><th role=\"filename\">Nom du fichier</th>"
                          "<th role=\"formatted-size\">Taille</th><th role=\"upload-date\">Date de chargement</th>"
                          "<th role=\"downloads-count\">Téléchargements</th></tr></thead>\n"
                          "<tbody>\n%s</tbody>\n</table>\n</div>\n</fieldset>\n", n, rows->str);
}

static void
take_uploads (DemoForm *form)
{
  DemoCore *core = form->visit->core;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) limit = g_date_time_add_hours (now, -UPLOAD_HOURS);
  g_autofree char *since = guichet_server_time_format (limit, core->zone);
  sqlite3_stmt *statement =
    demo_core_prepare (core,
                       "UPDATE attachment SET item_id = ?1, item_org_id = ?2, temp_id = '', expire = '' "
                       "WHERE temp_id = ?3 AND temp_id != '' AND item_id = 0 AND user_id = ?4 AND creation_date >= ?5",
                       NULL);
  g_return_if_fail (statement != NULL);

  sqlite3_bind_int64 (statement, 1, form->draft->id);
  sqlite3_bind_int64 (statement, 2, g_ascii_strtoll (demo_draft_get (form->draft, "org_id"), NULL, 10));
  sqlite3_bind_text (statement, 3, form->transaction, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 4, form->visit->caller.account->id);
  sqlite3_bind_text (statement, 5, since, -1, SQLITE_TRANSIENT);
  sqlite3_step (statement);
  sqlite3_reset (statement);
  if (sqlite3_changes (core->db) > 0 && !demo_core_is_weak (core, GUICHET_DEMO_WEAKNESS_SILENT_ATTACHMENTS))
    demo_ticket_touch (core, form->draft->id);
}

/* Of an upload that held no file. */
static gboolean
has_nameless (DemoForm *form)
{
  sqlite3_stmt *statement =
    demo_core_prepare (form->visit->core, "SELECT 1 FROM attachment WHERE temp_id = ?1 AND temp_id != '' AND "
                                          "contents_name = ''", NULL);
  gboolean found;

  g_return_val_if_fail (statement != NULL, FALSE);

  sqlite3_bind_text (statement, 1, form->transaction, -1, SQLITE_TRANSIENT);
  found = sqlite3_step (statement) == SQLITE_ROW;
  sqlite3_reset (statement);

  return found;
}

static void
remove_file (DemoForm *form,
             gint64    id)
{
  sqlite3_stmt *statement =
    demo_core_prepare (form->visit->core,
                       "DELETE FROM attachment WHERE id = ?1 AND item_class = 'UserRequest' AND item_id = ?2", NULL);

  g_return_if_fail (statement != NULL);

  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int64 (statement, 2, form->draft->id);
  sqlite3_step (statement);
  sqlite3_reset (statement);
}

/**
 * demo_portal_attach_uploads:
 * @removed: (nullable): the ids of files to take away
 *
 * All that was uploaded with the transaction of the form goes with its submit.
 *
 * Returns: %FALSE when the server stumbles: over a file without a name, which
 *   it has attached by then
 */
gboolean
demo_portal_attach_uploads (DemoForm   *form,
                            yyjson_val *removed)
{
  yyjson_val *key;
  yyjson_val *value;
  gboolean nameless = has_nameless (form);
  gsize i, max;
  gint64 id;

  take_uploads (form);
  yyjson_obj_foreach (removed, i, max, key, value)
    if (yyjson_is_str (value) && guichet_text_parse_int64 (yyjson_get_str (value), &id))
      remove_file (form, id);

  return !nameless;
}

static yyjson_mut_doc *
build_upload (DemoVisit        *visit,
              const DemoUpload *upload,
              const char       *class)
{
  yyjson_mut_val *fields;
  yyjson_mut_doc *operation = demo_portal_new_operation ("core/create", "Attachment", 0, &fields);
  yyjson_mut_val *contents = yyjson_mut_obj (operation);
  gsize length = 0;
  const guchar *bytes = upload != NULL ? g_bytes_get_data (upload->bytes, &length) : NULL;
  g_autofree char *data = g_base64_encode (bytes, length);
  const char *temp_id = demo_portal_request_get (visit->request, "temp_id");

  demo_portal_add_text (operation, fields, "temp_id", temp_id != NULL ? temp_id : "");
  demo_portal_add_text (operation, fields, "item_class", class);
  demo_portal_add_text (operation, contents, "data", data);
  demo_portal_add_text (operation, contents, "filename", upload != NULL ? upload->name : "");
  demo_portal_add_text (operation, contents, "mimetype", upload != NULL ? upload->type : "");
  yyjson_mut_obj_add_val (operation, fields, "contents", contents);

  return operation;
}

static void
answer_upload (DemoVisit        *visit,
               DemoAnswer       *answer,
               const DemoUpload *upload,
               gint64            id)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (document);
  g_autofree char *size = format_size (upload != NULL ? g_bytes_get_size (upload->bytes) : 0);
  g_autofree char *now = demo_core_now (visit->core);

  yyjson_mut_doc_set_root (document, root);
  demo_portal_add_id (document, root, "att_id", id);
  yyjson_mut_obj_add_bool (document, root, "preview", upload != NULL && g_str_has_prefix (upload->type, "image/"));
  demo_portal_add_text (document, root, "msg", upload != NULL ? upload->name : "");
  demo_portal_add_text (document, root, "icon", "/env-production/itop-attachments/icons/icons8-txt.svg");
  demo_portal_add_text (document, root, "file_size", size);
  yyjson_mut_obj_add_int (document, root, "downloads_count", 0);
  demo_portal_add_text (document, root, "creation_date", now);
  demo_portal_add_text (document, root, "user_id_friendlyname", visit->caller.account->login);
  demo_portal_add_text (document, root, "file_type", upload != NULL ? upload->type : "");
  demo_portal_answer_json (answer, document);
  answer->type = "text/plain; charset=UTF-8";
  answer->written = TRUE;
}

static void
refuse_upload (DemoAnswer *answer,
               const char *message)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (document);

  yyjson_mut_doc_set_root (document, root);
  demo_portal_add_text (document, root, "error", message);
  yyjson_mut_obj_add_int (document, root, "att_id", 0);
  yyjson_mut_obj_add_bool (document, root, "preview", FALSE);
  yyjson_mut_obj_add_str (document, root, "msg", "");
  demo_portal_answer_json (answer, document);
  answer->type = "text/plain; charset=UTF-8";
}

/* A field_name without such a part makes an empty attachment, without a word
 * (PORTAL-PROTOCOL §7). */
static void
add (DemoVisit  *visit,
     DemoAnswer *answer)
{
  const char *field = demo_portal_request_get (visit->request, "field_name");
  const char *class = demo_portal_request_get (visit->request, "object_class");
  DemoUpload *upload = field != NULL ? demo_portal_request_find_upload (visit->request, field) : NULL;
  g_autofree char *message = NULL;
  gint64 id;

  if (g_strcmp0 (demo_portal_request_get (visit->request, "operation"), "add") != 0 || field == NULL)
    demo_portal_answer_error (visit, answer, 500, "Missing parameter 'operation'");
  else if (g_strcmp0 (class, "UserRequest") != 0 || !demo_portal_has_scope (visit))
    refuse_upload (answer, "Missing object_class");
  else if (visit->request->too_large)
    refuse_upload (answer, "Le fichier est trop gros pour être chargé (upload_max_filesize).");
  else if (!demo_portal_operate (visit, build_upload (visit, upload, class), &id, &message))
    refuse_upload (answer, message);
  else
    answer_upload (visit, answer, upload, id);
}

/* Of an own request, or one's own upload that waits for its submit. */
static gboolean
may_download (DemoVisit *visit,
              gint64     id)
{
  const DemoClass *class = demo_schema_get_class ("UserRequest", visit->core->lab);
  gint64 ticket = demo_core_read_int64 (visit->core, "SELECT item_id FROM attachment WHERE id = ?1 "
                                                     "AND item_class = 'UserRequest'", id);

  if (ticket != 0)
    return demo_portal_may_see (visit, class, ticket);

  return demo_core_read_int64 (visit->core, "SELECT user_id FROM attachment WHERE id = ?1 AND item_id = 0", id) ==
         visit->caller.account->id;
}

static void
add_header (DemoAnswer *answer,
            const char *name,
            const char *value)
{
  g_ptr_array_add (answer->headers, g_strdup (name));
  g_ptr_array_add (answer->headers, g_strdup (value));
}

/* The name goes as it is, in raw UTF-8 (attachment-01). */
static void
set_download_headers (DemoAnswer *answer,
                      const char *name)
{
  g_autofree char *clean = g_strdelimit (g_strdup (name), "\"\r\n", '_');
  g_autofree char *disposition = g_strdup_printf ("attachment;filename=\"%s\"", clean);

  answer->headers = g_ptr_array_new_with_free_func (g_free);
  add_header (answer, "Cache-Control", "no-transform, public,max-age=31556926,s-maxage=31556926");
  add_header (answer, "Pragma", "cache");
  add_header (answer, "Last-Modified", "Wed, 15 Jun 2015 13:21:15 GMT");
  add_header (answer, "Content-Disposition", disposition);
  add_header (answer, "Content-Security-Policy", "sandbox");
}

/* There are few types, and an answer only lends its own. */
static const char *
complete_type (const char *type)
{
  const char *text = g_str_has_prefix (type, "text/") ? "; charset=UTF-8" : "";
  g_autofree char *full = g_strconcat (*type != '\0' ? type : "application/octet-stream", text, NULL);

  return g_intern_string (full);
}

static void
download (DemoVisit  *visit,
          DemoAnswer *answer,
          gint64      id)
{
  g_autofree char *data = NULL;
  g_autofree char *name = NULL;
  g_autofree char *type = NULL;
  g_autofree guchar *bytes = NULL;
  gsize length;

  if (!may_download (visit, id))
    {
      demo_portal_answer_missing (visit, answer);
      return;
    }

  data = demo_core_read_text (visit->core, "SELECT contents_data FROM attachment WHERE id = ?1", id);
  name = demo_core_read_text (visit->core, "SELECT contents_name FROM attachment WHERE id = ?1", id);
  type = demo_core_read_text (visit->core, "SELECT contents_type FROM attachment WHERE id = ?1", id);
  bytes = g_base64_decode (data, &length);
  g_string_append_len (answer->body, (const char *) bytes, (gssize) length);
  set_download_headers (answer, name);
  answer->type = complete_type (type);
}

/* /object/attachment/add and /object/attachment/download/<id> */
void
demo_portal_attachment (DemoVisit  *visit,
                        DemoAnswer *answer)
{
  const char *action = demo_portal_request_get_part (visit->request, 2);

  if (g_str_equal (action, "add") && visit->request->is_post)
    add (visit, answer);
  else if (g_str_equal (action, "download"))
    download (visit, answer, demo_portal_request_get_number (visit->request, 3));
  else
    demo_portal_answer_missing (visit, answer);
}
