#include "config.h"

#include "recording.h"

#include <string.h>

#include "remote/json.h"
#include "richtext/richtext.h"

/* ---- pages, built around what the recordings keep of them */

static void
append_escaped (GString    *html,
                const char *text)
{
  g_autofree char *escaped = guichet_html_escape (text != NULL ? text : "");

  g_string_append (html, escaped);
}

static void
append_options (GString    *html,
                yyjson_val *options)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (options);
  yyjson_val *option;

  g_string_append (html, "<select class=\"form-control\"><option value=\"\">-- choisir une valeur --</option>");
  while ((option = yyjson_arr_iter_next (&iter)) != NULL)
    {
      if (!yyjson_is_arr (option))
        continue;
      g_string_append_printf (html, "<option value=\"%s\">", yyjson_get_str (yyjson_arr_get_first (option)));
      append_escaped (html, yyjson_get_str (yyjson_arr_get (option, 1)));
      g_string_append (html, "</option>");
    }
  g_string_append (html, "</select>");
}

static void
append_thread (GString    *html,
               yyjson_val *thread)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (thread);
  yyjson_val *entry;

  while ((entry = yyjson_arr_iter_next (&iter)) != NULL)
    g_string_append_printf (html,
                            "<div class=\"caselog-thread--block caselog-thread--block-me\">"
                            "<div class=\"caselog-thread--block-user\">%s</div>"
                            "<div class=\"caselog-thread--block-entry-content\">%s</div>"
                            "<div class=\"caselog-thread--block-entry-date\">%s</div></div>",
                            yyjson_get_str (yyjson_obj_get (entry, "user")),
                            yyjson_get_str (yyjson_obj_get (entry, "html")),
                            yyjson_get_str (yyjson_obj_get (entry, "date")));
}

static void
append_attachments (GString    *html,
                    yyjson_val *attachments)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (attachments);
  yyjson_val *row;

  while ((row = yyjson_arr_iter_next (&iter)) != NULL)
    g_string_append_printf (html,
                            "<tr id=\"display_attachment_%s\"><td role=\"filename\"><a href=\"x\">%s</a></td>"
                            "<td role=\"formatted-size\" data-order=\"%" G_GINT64_FORMAT "\">10B</td>"
                            "<td role=\"upload-date\" data-order=\"%" G_GINT64_FORMAT "\">2026-11-24 00:17:35</td></tr>",
                            yyjson_get_str (yyjson_obj_get (row, "id")), yyjson_get_str (yyjson_obj_get (row, "name")),
                            yyjson_get_sint (yyjson_obj_get (row, "bytes")),
                            yyjson_get_sint (yyjson_obj_get (row, "epoch")));
}

static char *
build_field_html (yyjson_val *field)
{
  GString *html = g_string_new ("<div>");

  if (yyjson_is_arr (yyjson_obj_get (field, "options")))
    append_options (html, yyjson_obj_get (field, "options"));
  else if (yyjson_is_arr (yyjson_obj_get (field, "thread")))
    append_thread (html, yyjson_obj_get (field, "thread"));
  else if (yyjson_is_arr (yyjson_obj_get (field, "attachments")))
    append_attachments (html, yyjson_obj_get (field, "attachments"));
  else
    g_string_append (html, "<input type=\"text\">");
  g_string_append (html, "</div>");

  return g_string_free (html, FALSE);
}

static void
add_escaped (yyjson_mut_doc *doc,
             yyjson_mut_val *metadata,
             const char     *name,
             yyjson_val     *value)
{
  g_autofree char *escaped = guichet_html_escape (yyjson_is_str (value) ? yyjson_get_str (value) : "");

  if (yyjson_is_str (value))
    yyjson_mut_obj_add_strcpy (doc, metadata, name, escaped);
}

static yyjson_mut_val *
build_field (yyjson_mut_doc *doc,
             yyjson_val     *field)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  yyjson_mut_val *metadata = yyjson_mut_obj_add_obj (doc, object, "html_metadata");
  g_autofree char *html = build_field_html (field);

  yyjson_mut_obj_add_strcpy (doc, object, "html", html);
  add_escaped (doc, metadata, "attribute-type", yyjson_obj_get (field, "type"));
  add_escaped (doc, metadata, "attribute-label", yyjson_obj_get (field, "label"));
  add_escaped (doc, metadata, "attribute-flag-read-only", yyjson_obj_get (field, "read_only"));
  add_escaped (doc, metadata, "attribute-flag-mandatory", yyjson_obj_get (field, "mandatory"));
  add_escaped (doc, metadata, "value-raw", yyjson_obj_get (field, "value-raw"));

  return object;
}

static char *
build_form_page (yyjson_val *summary)
{
  g_autoptr(yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  yyjson_mut_val *list = yyjson_mut_obj_add_obj (doc, root, "fields_list");
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_obj_get (summary, "field_set.fields_list"));
  yyjson_val *name;
  g_autofree char *set = NULL;
  g_autofree char *data = yyjson_val_write (yyjson_obj_get (summary, "formmanager_data"), YYJSON_WRITE_NOFLAG, NULL);

  yyjson_mut_doc_set_root (doc, root);
  while ((name = yyjson_obj_iter_next (&iter)) != NULL)
    yyjson_mut_obj_add_val (doc, list, yyjson_get_str (name), build_field (doc, yyjson_obj_iter_get_val (name)));
  yyjson_mut_obj_add_val (doc, root, "fields_impacts",
                          yyjson_val_mut_copy (doc, yyjson_obj_get (summary, "field_set.fields_impacts")));
  set = yyjson_mut_write (doc, YYJSON_WRITE_NOFLAG, NULL);

  return g_strdup_printf ("<div class=\"modal-header\">.field_set( {&quot;fields_list&quot;:{}} )</div><script>\n"
                          "var oSet = $('#x').field_set(%s);\n$('#x').portal_form_handler({ formmanager_class: \"x\",\n"
                          " formmanager_data: %s,\n endpoint: \"\" });</script>", set, data);
}

/* The profile page: only who it is and what the contact form shows. */
static char *
build_profile_page (yyjson_val *summary)
{
  g_autoptr(GString) set = g_string_new ("{\"fields_list\":{");
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_obj_get (summary, "contact_fields"));
  yyjson_val *name;
  gboolean first = TRUE;

  for (; (name = yyjson_obj_iter_next (&iter)) != NULL; first = FALSE)
    {
      const char *value = yyjson_get_str (yyjson_arr_get_first (yyjson_obj_iter_get_val (name)));

      g_string_append_printf (set, "%s\"%s\":{\"html\":\"<div class=\\\"form-control-static\\\">%s</div>\","
                                   "\"html_metadata\":{\"attribute-type\":\"AttributeString\",\"value-raw\":\"%s\"}}",
                              first ? "" : ",", yyjson_get_str (name), value, value);
    }
  g_string_append (set, "}}");

  return g_strdup_printf ("<html><script>x.field_set(%s); formmanager_data: {\"formmanager_class\":\"Combodo\","
                          "\"formobject_class\":\"Person\",\"formobject_id\":\"53\",\"transaction_id\":\"t\"}</script>"
                          "<script>x.field_set({\"fields_list\":{}}); formmanager_data: {\"formmanager_class\":"
                          "\"Preferences\"}</script></html>", set->str);
}

static char *
build_home_page (yyjson_val *summary)
{
  GString *html = g_string_new ("<!DOCTYPE html><html><title>iTop</title><ul>");
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (summary, "bricks"));
  yyjson_val *brick;

  while ((brick = yyjson_arr_iter_next (&iter)) != NULL)
    g_string_append_printf (html, "<li class=\"brick_menu_item\" data-brick-id=\"%s\"><a href=\"%s\">x</a></li>",
                            yyjson_get_str (yyjson_arr_get_first (brick)), yyjson_get_str (yyjson_arr_get (brick, 1)));
  g_string_append (html, "</ul></html>");

  return g_string_free (html, FALSE);
}

static char *
build_tabs_page (yyjson_val *summary)
{
  GString *html = g_string_new ("<html><ul class=\"nav nav-tabs grouping_tabs\">");
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (summary, "tabs"));
  yyjson_val *tab;

  while ((tab = yyjson_arr_iter_next (&iter)) != NULL)
    g_string_append_printf (html, "<li data-id=\"%s\" data-label=\"%s\" data-item-count=\"%s\">x</li>",
                            yyjson_get_str (yyjson_arr_get_first (tab)), yyjson_get_str (yyjson_arr_get (tab, 1)),
                            yyjson_get_str (yyjson_arr_get (tab, 2)));
  g_string_append (html, "</ul><li data-id=\"not-a-tab\"></li></html>");

  return g_string_free (html, FALSE);
}

static char *
build_light_page (yyjson_val *summary)
{
  g_autofree char *urls = yyjson_val_write (yyjson_obj_get (summary, "aURLs"), YYJSON_WRITE_ESCAPE_SLASHES, NULL);

  return g_strdup_printf ("<html><script>var aURLs = %s;</script></html>", urls);
}

static char *
build_page (yyjson_val *summary)
{
  if (yyjson_is_str (summary))
    return g_strdup (yyjson_get_str (summary));
  if (yyjson_obj_get (summary, "formmanager_data") != NULL)
    return build_form_page (summary);
  if (yyjson_obj_get (summary, "contact_fields") != NULL)
    return build_profile_page (summary);
  if (yyjson_obj_get (summary, "bricks") != NULL)
    return build_home_page (summary);
  if (yyjson_obj_get (summary, "tabs") != NULL)
    return build_tabs_page (summary);
  if (yyjson_obj_get (summary, "aURLs") != NULL)
    return build_light_page (summary);

  return g_strdup ("<!DOCTYPE html><html><form><input name=\"auth_user\"><input name=\"auth_pwd\" type=\"password\">"
                   "<input name=\"loginop\"></form></html>");
}

/* ---- a recording */

static void
read_headers (yyjson_val *headers,
              GString    *lines)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (headers);
  yyjson_val *pair;

  while ((pair = yyjson_arr_iter_next (&iter)) != NULL)
    {
      const char *name = yyjson_get_str (yyjson_arr_get_first (pair));
      const char *value = yyjson_get_str (yyjson_arr_get (pair, 1));

      /* The recorder read the raw bytes of a name as Latin-1. */
      if (g_ascii_strcasecmp (name, "Content-Disposition") == 0)
        {
          g_autofree char *raw = g_convert (value, -1, "ISO-8859-1", "UTF-8", NULL, NULL, NULL);

          g_string_append_printf (lines, "%s: %s\r\n", name, raw);
        }
      else if (g_ascii_strcasecmp (name, "Content-Length") != 0 &&
               g_ascii_strcasecmp (name, "Transfer-Encoding") != 0)
        g_string_append_printf (lines, "%s: %s\r\n", name, value);
    }
}

char *
recording_dup_body (const char  *name,
                    guint       *out_status,
                    char       **out_headers,
                    gsize       *out_length)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "portal-transcripts", file, NULL);
  g_autofree char *text = NULL;
  g_autoptr(yyjson_doc) doc = NULL;
  g_autoptr(GString) headers = g_string_new (NULL);
  yyjson_val *response;
  yyjson_val *body;
  gsize length;
  char *made;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  doc = yyjson_read (text, length, YYJSON_READ_NOFLAG);
  g_assert_nonnull (doc);
  response = yyjson_obj_get (yyjson_doc_get_root (doc), "response");
  body = yyjson_obj_get (response, "body");
  read_headers (yyjson_obj_get (response, "headers"), headers);
  made = body != NULL ? yyjson_val_write (body, YYJSON_WRITE_NOFLAG, NULL)
                      : build_page (yyjson_obj_get (response, "body_summary"));
  if (out_status != NULL)
    *out_status = (guint) yyjson_get_uint (yyjson_obj_get (response, "status"));
  if (out_headers != NULL)
    *out_headers = g_string_free (g_steal_pointer (&headers), FALSE);
  if (out_length != NULL)
    *out_length = strlen (made);

  return made;
}

/* ---- the stage */

typedef struct
{
  char **words;
  guint  status;
  char  *headers;
  char  *body;
  guint  times;
  guint  used;
} Line;

static void
free_line (gpointer data)
{
  Line *line = data;

  g_strfreev (line->words);
  g_free (line->headers);
  g_free (line->body);
  g_free (line);
}

static gboolean
fits (char       **words,
      const char  *request)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (request, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static void
answer_by_line (Stage        *self,
                const char   *asked,
                FixtureReply *reply)
{
  reply->status = 404;
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = g_ptr_array_index (self->lines, i);

      if ((line->times > 0 && line->used >= line->times) || !fits (line->words, asked))
        continue;
      line->used++;
      reply->status = line->status;
      if (line->headers != NULL)
        g_string_append (reply->headers, line->headers);
      fixture_reply_set_text (reply, line->body);
      return;
    }
}

/* A login ends the loss: it is answered by its line. */
static gboolean
is_lost (Stage      *self,
         const char *asked)
{
  if (self->lose_at > 0 && --self->lose_at == 0)
    self->lost = TRUE;
  if (strstr (asked, "loginop") != NULL)
    self->lost = FALSE;

  return self->lost;
}

static void
answer_cb (FixtureRequest *request,
           FixtureReply   *reply,
           gpointer        user_data)
{
  Stage *self = user_data;
  g_autofree char *form = g_uri_unescape_string (request->form, NULL);
  char *asked = g_strjoin (" ", request->method, request->target, form != NULL ? form : request->form, NULL);

  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->asked, asked);
  g_ptr_array_add (self->heads, g_strdup (request->head));
  if (is_lost (self, asked))
    fixture_reply_set_text (reply, STAGE_SENTENCE);
  else
    {
      g_ptr_array_add (self->served, g_strdup (asked));
      answer_by_line (self, asked, reply);
    }
  g_mutex_unlock (&self->mutex);
}

Stage *
stage_new (void)
{
  Stage *self = g_new0 (Stage, 1);

  g_mutex_init (&self->mutex);
  self->lines = g_ptr_array_new_with_free_func (free_line);
  self->asked = g_ptr_array_new_with_free_func (g_free);
  self->heads = g_ptr_array_new_with_free_func (g_free);
  self->served = g_ptr_array_new_with_free_func (g_free);
  self->server = fixture_server_new (answer_cb, self);

  return self;
}

void
stage_free (Stage *self)
{
  fixture_server_free (self->server);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->asked);
  g_ptr_array_unref (self->heads);
  g_ptr_array_unref (self->served);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
stage_add_text (Stage      *self,
                const char *words,
                guint       status,
                const char *headers,
                const char *body,
                guint       times)
{
  Line *line = g_new0 (Line, 1);

  line->words = g_strsplit (words, "&", -1);
  line->status = status;
  line->headers = g_strdup (headers);
  line->body = g_strdup (body);
  line->times = times;
  g_ptr_array_add (self->lines, line);
}

void
stage_add (Stage      *self,
           const char *words,
           const char *recording)
{
  g_autofree char *headers = NULL;
  guint status;
  g_autofree char *body = recording_dup_body (recording, &status, &headers, NULL);

  stage_add_text (self, words, status, headers, body, 0);
}

static guint
count (GPtrArray  *requests,
       const char *words)
{
  g_auto(GStrv) split = g_strsplit (words, "&", -1);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    n += fits (split, g_ptr_array_index (requests, i));

  return n;
}

guint
stage_count (Stage      *self,
             const char *words)
{
  return count (self->asked, words);
}

guint
stage_count_served (Stage      *self,
                    const char *words)
{
  return count (self->served, words);
}

void
stage_lose_at (Stage *self,
               guint  nth)
{
  g_mutex_lock (&self->mutex);
  self->lose_at = nth;
  g_mutex_unlock (&self->mutex);
}

/* The last request with these words. */
const char *
stage_find (Stage      *self,
            const char *words)
{
  g_auto(GStrv) split = g_strsplit (words, "&", -1);

  for (guint i = self->asked->len; i > 0; i--)
    if (fits (split, g_ptr_array_index (self->asked, i - 1)))
      return g_ptr_array_index (self->asked, i - 1);

  return NULL;
}
