#include "config.h"

#include "demo/portal-image.h"

#include "demo/portal-answer.h"
#include "util/text.h"

static const char * const types[] = { "image/png", "image/jpeg", "image/gif", "image/webp", NULL };

/* Agents may not read the class: it has no place in the schema. */
static gboolean
ensure_table (DemoCore *core)
{
  return demo_core_run (core, "CREATE TABLE IF NOT EXISTS inline_image (id INTEGER PRIMARY KEY AUTOINCREMENT, "
                              "secret TEXT NOT NULL, type TEXT NOT NULL, contents BLOB NOT NULL)", NULL);
}

static gint64
store (DemoCore         *core,
       const DemoUpload *upload,
       const char       *secret)
{
  sqlite3_stmt *statement;
  gsize length;
  const void *data = g_bytes_get_data (upload->bytes, &length);

  if (!ensure_table (core))
    return 0;

  statement = demo_core_prepare (core, "INSERT INTO inline_image (secret, type, contents) VALUES (?1, ?2, ?3)", NULL);
  g_return_val_if_fail (statement != NULL, 0);

  sqlite3_bind_text (statement, 1, secret, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, upload->type, -1, SQLITE_TRANSIENT);
  sqlite3_bind_blob64 (statement, 3, data, length, SQLITE_TRANSIENT);
  sqlite3_step (statement);
  sqlite3_reset (statement);
  core->n_commits++;

  return sqlite3_last_insert_rowid (core->db);
}

static void
answer_upload (DemoVisit        *visit,
               const DemoUpload *upload,
               DemoAnswer       *answer)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (document);
  g_autofree char *secret = g_strdup_printf ("%06x", g_rand_int (visit->portal->random) & 0xffffff);
  gint64 id = store (visit->core, upload, secret);
  g_autofree char *url =
    g_strdup_printf ("http://%s/pages/ajax.document.php?operation=download_inlineimage&id=%" G_GINT64_FORMAT "&s=%s",
                     visit->request->host, id, secret);

  yyjson_mut_doc_set_root (document, root);
  yyjson_mut_obj_add_int (document, root, "uploaded", 1);
  demo_portal_add_text (document, root, "fileName", upload->name);
  demo_portal_add_text (document, root, "url", url);
  demo_portal_answer_json (answer, document);
  answer->written = TRUE;
}

static void
refuse_upload (DemoAnswer *answer,
               const char *message)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (document);
  yyjson_mut_val *error = yyjson_mut_obj (document);

  yyjson_mut_doc_set_root (document, root);
  yyjson_mut_obj_add_int (document, root, "uploaded", 0);
  yyjson_mut_obj_add_val (document, root, "error", error);
  demo_portal_add_text (document, error, "message", message);
  demo_portal_answer_json (answer, document);
}

/* ajax.render.php?operation=cke_img_upload */
void
demo_portal_upload_image (DemoVisit  *visit,
                          DemoAnswer *answer)
{
  const char *operation = demo_portal_request_get (visit->request, "operation");
  DemoUpload *upload = demo_portal_request_find_upload (visit->request, "upload");

  if (!visit->request->combodo)
    {
      answer->status = 401;
      demo_portal_answer_html (answer, "");
    }
  else if (g_strcmp0 (operation, "cke_img_upload") != 0)
    demo_portal_answer_missing (visit, answer);
  else if (visit->caller.read_only)
    refuse_upload (answer, "L'application est en lecture seule.");
  else if (upload == NULL || !g_strv_contains (types, upload->type))
    refuse_upload (answer, "Le fichier n'est pas une image.");
  else
    answer_upload (visit, upload, answer);
}

static const char *
get_known_type (const char *type)
{
  for (guint i = 0; types[i] != NULL; i++)
    if (g_str_equal (types[i], type))
      return types[i];

  return "application/octet-stream";
}

/* Needs no login: whoever knows the secret may. */
void
demo_portal_download_image (DemoCore          *core,
                            DemoPortalRequest *request,
                            DemoAnswer        *answer)
{
  const char *id = demo_portal_request_get (request, "id");
  const char *secret = demo_portal_request_get (request, "s");
  sqlite3_stmt *statement;
  gint64 number;

  answer->status = 404;
  answer->headers = g_ptr_array_new_with_free_func (g_free);
  if (g_strcmp0 (demo_portal_request_get (request, "operation"), "download_inlineimage") != 0 || id == NULL ||
      secret == NULL || !guichet_text_parse_int64 (id, &number) || !ensure_table (core) ||
      (statement = demo_core_prepare (core, "SELECT contents, type FROM inline_image WHERE id = ?1 AND secret = ?2",
                                      NULL)) == NULL)
    return;

  sqlite3_bind_int64 (statement, 1, number);
  sqlite3_bind_text (statement, 2, secret, -1, SQLITE_TRANSIENT);
  if (sqlite3_step (statement) == SQLITE_ROW)
    {
      answer->status = 200;
      answer->plain = TRUE;
      answer->type = get_known_type ((const char *) sqlite3_column_text (statement, 1));
      g_string_append_len (answer->body, sqlite3_column_blob (statement, 0), sqlite3_column_bytes (statement, 0));
    }
  sqlite3_reset (statement);
}
