#include "config.h"

#include "demo/portal-answer.h"

#include "demo/portal-text.h"

/* What JsonResponse escapes beyond json_encode(): nothing in the JSON can end
 * an element or an attribute. None of these occurs outside of texts. */
static char *
quote_for_html (const char *json)
{
  GString *out = g_string_sized_new (strlen (json) + 64);

  for (const char *p = json; *p != '\0'; p++)
    if (p[0] == '\\' && p[1] == '"')
      {
        g_string_append (out, "\\u0022");
        p++;
      }
    else if (p[0] == '\\' && p[1] != '\0')
      {
        g_string_append_len (out, p, 2);
        p++;
      }
    else if (strchr ("<>&'", *p) != NULL)
      g_string_append_printf (out, "\\u%04X", (guint) *p);
    else
      g_string_append_c (out, *p);

  return g_string_free (out, FALSE);
}

/* Returns: (transfer full) */
char *
demo_portal_write_value (yyjson_mut_val    *value,
                         DemoPortalQuoting  quoting)
{
  char *json = yyjson_mut_val_write (value, YYJSON_WRITE_ESCAPE_UNICODE | YYJSON_WRITE_ESCAPE_SLASHES, NULL);
  char *text = quoting == DEMO_PORTAL_BODY ? quote_for_html (json) : g_strdup (json);

  free (json);
  return text;
}

/* Consumes @document. The real server's Apache compresses pages only. */
void
demo_portal_answer_json (DemoAnswer     *answer,
                         yyjson_mut_doc *document)
{
  g_autofree char *text = demo_portal_write_value (yyjson_mut_doc_get_root (document), DEMO_PORTAL_BODY);

  answer->type = "application/json";
  answer->plain = TRUE;
  g_string_assign (answer->body, text);
  yyjson_mut_doc_free (document);
}

void
demo_portal_answer_html (DemoAnswer *answer,
                         const char *html)
{
  answer->type = "text/html; charset=UTF-8";
  g_string_assign (answer->body, html);
}

static void
answer_error_page (DemoAnswer *answer,
                   const char *title,
                   const char *message)
{
  g_autofree char *safe = demo_portal_escape (message);

  g_string_printf (answer->body, "<!DOCTYPE html>\n<html><head><title>%s</title></head><body>"
                                 "<h1>%s</h1><p class=\"error_message\">%s</p></body></html>\n", title, title, safe);
}

/**
 * demo_portal_answer_error:
 * @message: as the server words it
 *
 * JSON that calls itself HTML (view-04), or a page.
 */
void
demo_portal_answer_error (DemoVisit  *visit,
                          DemoAnswer *answer,
                          int         status,
                          const char *message)
{
  const char *title = status == 404 ? "Page non trouvée" : "Oups ! Une erreur est survenue.";
  yyjson_mut_doc *document;
  yyjson_mut_val *root;

  if (visit->request->ajax)
    {
      document = yyjson_mut_doc_new (NULL);
      root = yyjson_mut_obj (document);
      yyjson_mut_doc_set_root (document, root);
      yyjson_mut_obj_add_null (document, root, "exception");
      yyjson_mut_obj_add_int (document, root, "code", status);
      demo_portal_add_text (document, root, "error_title", title);
      demo_portal_add_text (document, root, "error_message", message);
      demo_portal_answer_json (answer, document);
    }
  else
    answer_error_page (answer, title, message);

  answer->type = "text/html; charset=UTF-8";
  answer->status = status;
  answer->written = FALSE;
  answer->ticket = 0;
}

/* Absent or not allowed: not to be told apart (PORTAL-PROTOCOL §2). */
void
demo_portal_answer_missing (DemoVisit  *visit,
                            DemoAnswer *answer)
{
  demo_portal_answer_error (visit, answer, 404,
                            "Désolé cet objet n'existe pas (ou vous n'êtes pas autorisé à l'afficher).");
}

void
demo_portal_add_text (yyjson_mut_doc *document,
                      yyjson_mut_val *object,
                      const char     *name,
                      const char     *text)
{
  yyjson_mut_obj_add_val (document, object, name, yyjson_mut_strcpy (document, text));
}

/* Most ids go as text. */
void
demo_portal_add_id (yyjson_mut_doc *document,
                    yyjson_mut_val *object,
                    const char     *name,
                    gint64          id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  demo_portal_add_text (document, object, name, text);
}
