#include "config.h"

#include "remote/itop-portal-page.h"

/* How often an anchor is tried; what people write may imitate it. */
#define TRIES_MAX 50
/* How far behind its anchor a literal begins. */
#define GAP_MAX 64

/* The bracket that opens a literal at @at. */
static const char *
skip_space (const char *at,
            const char *end)
{
  const char *limit = end - at > GAP_MAX ? at + GAP_MAX : end;

  while (at < limit && g_ascii_isspace (*at))
    at++;

  return at < limit && (*at == '{' || *at == '[') ? at : NULL;
}

/**
 * guichet_portal_find_literal:
 * @anchor: what stands before it in the script
 * @member: (nullable): a member that the object must have
 * @out_start: (out) (optional): where the literal is in @html
 *
 * Reads the first JSON literal behind an @anchor. People's texts may hold the
 * anchor, but where they stand in a page their quotes are escaped, so that
 * nothing behind it is JSON with that @member.
 *
 * Returns: (transfer full) (nullable):
 */
yyjson_doc *
guichet_portal_find_literal (const char  *html,
                             gsize        length,
                             const char  *anchor,
                             const char  *member,
                             const char **out_start,
                             gsize       *out_length)
{
  const char *end = html + length;
  const char *at = html;

  for (guint tries = 0; tries < TRIES_MAX; tries++)
    {
      g_autoptr(yyjson_doc) doc = NULL;
      const char *start;
      gsize consumed = 0;

      at = g_strstr_len (at, end - at, anchor);
      if (at == NULL)
        return NULL;
      at += strlen (anchor);
      start = skip_space (at, end);
      if (start != NULL)
        doc = guichet_json_read_prefix (start, (gsize) (end - start), &consumed);
      if (doc != NULL && (member == NULL || yyjson_obj_get (yyjson_doc_get_root (doc), member) != NULL))
        {
          if (out_start != NULL)
            *out_start = start;
          if (out_length != NULL)
            *out_length = consumed;
          return g_steal_pointer (&doc);
        }
    }

  return NULL;
}

static void
read_data (GuichetPortalPage *self,
           yyjson_doc        *doc,
           const char        *start,
           gsize              length)
{
  yyjson_val *root = yyjson_doc_get_root (doc);

  self->data = g_strndup (start, length);
  self->transaction = guichet_json_dup_text (root, "transaction_id");
  self->class_name = guichet_json_dup_text (root, "formobject_class");
  self->mode = guichet_json_dup_text (root, "formmode");
  if (!guichet_json_get_int64 (root, "formobject_id", &self->object_id))
    self->object_id = 0;
}

/**
 * guichet_portal_page_read:
 * @out_consumed: (out) (optional): where to look for the next form of a page
 *
 * Returns: (transfer full) (nullable): %NULL when there is no form
 */
GuichetPortalPage *
guichet_portal_page_read (const char *html,
                          gsize       length,
                          gsize      *out_consumed)
{
  g_autoptr(GuichetPortalPage) self = g_new0 (GuichetPortalPage, 1);
  g_autoptr(yyjson_doc) data = NULL;
  const char *set_start = html;
  const char *data_start = html;
  gsize set_length = 0;
  gsize data_length = 0;

  self->set = guichet_portal_find_literal (html, length, ".field_set(", "fields_list", &set_start, &set_length);
  data = guichet_portal_find_literal (html, length, "formmanager_data:", "formmanager_class",
                                      &data_start, &data_length);
  if (self->set == NULL || data == NULL)
    return NULL;

  self->fields = yyjson_obj_get (yyjson_doc_get_root (self->set), "fields_list");
  self->impacts = yyjson_obj_get (yyjson_doc_get_root (self->set), "fields_impacts");
  read_data (self, data, data_start, data_length);
  if (out_consumed != NULL)
    *out_consumed = MAX ((gsize) (set_start - html) + set_length, (gsize) (data_start - html) + data_length);

  return g_steal_pointer (&self);
}

void
guichet_portal_page_free (GuichetPortalPage *self)
{
  if (self == NULL)
    return;

  yyjson_doc_free (self->set);
  g_free (self->data);
  g_free (self->transaction);
  g_free (self->class_name);
  g_free (self->mode);
  g_free (self);
}
