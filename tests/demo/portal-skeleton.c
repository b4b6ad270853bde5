#include "config.h"

#include <string.h>

#include "portal-rig.h"
#include "portal-skeleton.h"

/* Keys in their order, types, and the words that are not particular. */

static void append_value (GString    *out,
                          const char *name,
                          yyjson_val *value);

/* Names whose texts are the same on any server. */
static gboolean
is_exact (const char *name)
{
  static const char * const names[] = {
    "sMode", "error_title", "error_message", "_main", "attribute-code", "attribute-type", "attribute-label", "title",
    "attribute_code", "attribute_type", "sDisplayMode", "type", "class", "object_class", "opening_target", "alias",
    "level_alias", "parent_att", "name_att", "tooltip_att", "description_att", "image_att", "hidden_fields",
    "css_classes", "levels", "rules", "icon_class", "url", "value", "formmode", "formmanager_class",
    "formobject_class", "_brought_by", "display_mode", "modal", "label", "sTargetAttCode",
    "sHostObjectClass", "stimulus_code", "service_id", "org_id", "request_type", "impact", "urgency", "team_id", NULL,
  };

  return name != NULL && (g_strv_contains (names, name) || g_str_has_prefix (name, "attribute-flag-"));
}

static char *
abstract (const char *text)
{
  g_autoptr(GRegex) regex = g_regex_new ("[0-9]+", 0, 0, NULL);

  return g_regex_replace_literal (regex, text, -1, 0, "#", 0, NULL);
}

static void
append_text (GString    *out,
             const char *name,
             const char *text)
{
  g_autofree char *plain = is_exact (name) ? abstract (text) : g_strdup ("text");

  g_string_append (out, plain);
}

static void
append_object (GString    *out,
               yyjson_val *object)
{
  yyjson_val *key;
  yyjson_val *value;
  gsize i, max;

  g_string_append_c (out, '{');
  yyjson_obj_foreach (object, i, max, key, value)
    {
      g_string_append_printf (out, "%s%s:", i > 0 ? "," : "", yyjson_get_str (key));
      append_value (out, yyjson_get_str (key), value);
    }
  g_string_append_c (out, '}');
}

/* Of objects one stands for all. */
static void
append_array (GString    *out,
              const char *name,
              yyjson_val *array)
{
  yyjson_val *value;
  gsize i, max;

  g_string_append_c (out, '[');
  yyjson_arr_foreach (array, i, max, value)
    {
      if (i > 0 && yyjson_is_obj (yyjson_arr_get_first (array)))
        break;
      g_string_append (out, i > 0 ? "," : "");
      append_value (out, name, value);
    }
  g_string_append_c (out, ']');
}

static void
append_value (GString    *out,
              const char *name,
              yyjson_val *value)
{
  switch (yyjson_get_type (value))
    {
    case YYJSON_TYPE_OBJ:
      append_object (out, value);
      break;

    case YYJSON_TYPE_ARR:
      append_array (out, name, value);
      break;

    case YYJSON_TYPE_STR:
      append_text (out, name, yyjson_get_str (value));
      break;

    case YYJSON_TYPE_NUM:
      g_string_append (out, "number");
      break;

    case YYJSON_TYPE_BOOL:
      g_string_append (out, "bool");
      break;

    case YYJSON_TYPE_NULL:
      g_string_append (out, "null");
      break;

    default:
      g_string_append (out, "nothing");
      break;
    }
}

char *
portal_skeleton (yyjson_val *value)
{
  GString *out = g_string_new (NULL);

  append_value (out, NULL, value);
  return g_string_free (out, FALSE);
}

static void
append_field (GString    *out,
              const char *code,
              const char *type,
              const char *label,
              const char *read_only,
              const char *mandatory,
              gboolean    has_options)
{
  g_string_append_printf (out, "%s(%s,%s,%s,%s,%s) ", code, type != NULL ? type : "-", label, read_only, mandatory,
                          has_options ? "options" : "");
}

static void
append_summary_form (GString    *out,
                     yyjson_val *summary)
{
  yyjson_val *key;
  yyjson_val *field;
  gsize i, max;

  yyjson_obj_foreach (yyjson_obj_get (summary, "field_set.fields_list"), i, max, key, field)
    append_field (out, yyjson_get_str (key), yyjson_get_str (yyjson_obj_get (field, "type")),
                  yyjson_get_str (yyjson_obj_get (field, "label")),
                  yyjson_get_str (yyjson_obj_get (field, "read_only")),
                  yyjson_get_str (yyjson_obj_get (field, "mandatory")), yyjson_obj_get (field, "options") != NULL);
  append_value (out, "fields_impacts", yyjson_obj_get (summary, "field_set.fields_impacts"));
}

/* The layout was cut from the recordings. */
static void
append_manager_keys (GString    *out,
                     yyjson_val *data)
{
  yyjson_val *key;
  yyjson_val *value;
  gsize i, max;

  yyjson_obj_foreach (data, i, max, key, value)
    g_string_append_printf (out, " %s", yyjson_get_str (key));
}

static void
append_summary_profile (GString    *out,
                        yyjson_val *summary)
{
  yyjson_val *key;
  yyjson_val *value;
  gsize i, max;

  yyjson_arr_foreach (yyjson_obj_get (summary, "forms"), i, max, value)
    g_string_append_printf (out, "%s ", yyjson_get_str (yyjson_obj_get (value, "class")));
  yyjson_obj_foreach (yyjson_obj_get (summary, "contact_fields"), i, max, key, value)
    g_string_append_printf (out, "%s(%s) ", yyjson_get_str (key), yyjson_get_str (yyjson_arr_get (value, 1)));
}

/* What a transcript says of a page that was too long to keep. */
char *
portal_skeleton_of_summary (yyjson_val *summary)
{
  GString *out = g_string_new (NULL);

  if (yyjson_is_str (summary))
    {
      g_string_append (out, yyjson_get_str (summary));
      return g_string_free (out, FALSE);
    }

  append_summary_form (out, summary);
  append_manager_keys (out, yyjson_obj_get (summary, "formmanager_data"));
  append_value (out, "bricks", yyjson_obj_get (summary, "login_form_inputs"));
  append_value (out, "label", yyjson_obj_get (summary, "bricks"));
  append_value (out, "label", yyjson_obj_get (summary, "names"));
  append_value (out, "label", yyjson_obj_get (summary, "aURLs"));
  append_value (out, "label", yyjson_obj_get (summary, "tabs"));
  append_summary_profile (out, summary);
  return g_string_free (out, FALSE);
}

/* Everything that @pattern finds, as the array of a summary. */
static void
append_found (GString    *out,
              const char *page,
              const char *pattern,
              gboolean    abstracted)
{
  g_autoptr(GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  gboolean more = g_regex_match (regex, page, 0, &match);

  g_string_append_c (out, '[');
  for (guint n = 0; more; n++)
    {
      int groups = g_match_info_get_match_count (match) - 1;

      g_string_append (out, n > 0 ? "," : "");
      if (groups > 1)
        g_string_append_c (out, '[');
      for (int i = 1; i <= groups; i++)
        {
          g_autofree char *text = g_match_info_fetch (match, i);
          g_autofree char *plain = abstracted ? abstract (text) : g_strdup ("text");

          g_string_append_printf (out, "%s%s", i > 1 ? "," : "", plain);
        }
      if (groups > 1)
        g_string_append_c (out, ']');
      more = g_match_info_next (match, NULL);
    }
  g_string_append_c (out, ']');
}

/* html_metadata is encoded once more. */
static char *
decode (const char *text)
{
  static const char * const entities[][2] = {
    { "&eacute;", "é" }, { "&ecirc;", "ê" }, { "&agrave;", "à" }, { "&egrave;", "è" }, { "&ccedil;", "ç" },
    { "&Eacute;", "É" }, { "&ocirc;", "ô" }, { "&#039;", "'" },
  };
  g_autoptr(GString) plain = g_string_new (text);

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    g_string_replace (plain, entities[i][0], entities[i][1], 0);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

static void
append_page_form (GString    *out,
                  const char *page)
{
  yyjson_doc *document = portal_find_literal (page, ".field_set(");
  yyjson_val *set = yyjson_doc_get_root (document);
  yyjson_val *key;
  yyjson_val *field;
  gsize i, max;

  yyjson_obj_foreach (yyjson_obj_get (set, "fields_list"), i, max, key, field)
    {
      yyjson_val *metadata = yyjson_obj_get (field, "html_metadata");
      const char *label = yyjson_get_str (yyjson_obj_get (metadata, "attribute-label"));
      g_autofree char *plain = decode (label != NULL ? label : "");

      append_field (out, yyjson_get_str (key), yyjson_get_str (yyjson_obj_get (metadata, "attribute-type")), plain,
                    yyjson_get_str (yyjson_obj_get (metadata, "attribute-flag-read-only")),
                    yyjson_get_str (yyjson_obj_get (metadata, "attribute-flag-mandatory")),
                    strstr (yyjson_get_str (yyjson_obj_get (field, "html")), "<option") != NULL);
    }
  append_value (out, "fields_impacts", yyjson_obj_get (set, "fields_impacts"));
  yyjson_doc_free (document);

  document = portal_find_literal (page, "formmanager_data: ");
  append_manager_keys (out, yyjson_doc_get_root (document));
  yyjson_doc_free (document);
}

static void
append_literal (GString    *out,
                const char *page,
                const char *mark,
                const char *name)
{
  yyjson_doc *document = strstr (page, mark) != NULL ? portal_find_literal (page, mark) : NULL;

  append_value (out, name, yyjson_doc_get_root (document));
  yyjson_doc_free (document);
}

static void
append_managers (GString    *out,
                 const char *page)
{
  g_autoptr(GRegex) regex = g_regex_new ("formmanager_class: \"([^\"]+)\"", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  gboolean more = g_regex_match (regex, page, 0, &match);

  for (; more; more = g_match_info_next (match, NULL))
    {
      g_autofree char *text = g_match_info_fetch (match, 1);
      g_autofree char *class = g_strcompress (text);

      g_string_append_printf (out, "%s ", class);
    }
}

static void
append_page_profile (GString    *out,
                     const char *page)
{
  yyjson_doc *document = portal_find_literal (page, ".field_set(");
  yyjson_val *key;
  yyjson_val *field;
  gsize i, max;

  append_managers (out, page);
  yyjson_obj_foreach (yyjson_obj_get (yyjson_doc_get_root (document), "fields_list"), i, max, key, field)
    g_string_append_printf (out, "%s(%s) ", yyjson_get_str (key),
                            yyjson_get_str (yyjson_obj_get (yyjson_obj_get (field, "html_metadata"),
                                                            "attribute-flag-read-only")));
  yyjson_doc_free (document);
}

static void
append_if (GString    *out,
           yyjson_val *summary,
           const char *member,
           const char *page,
           const char *pattern,
           gboolean    abstracted)
{
  if (yyjson_obj_get (summary, member) != NULL)
    append_found (out, page, pattern, abstracted);
  else
    g_string_append (out, "nothing");
}

/* The same, found in a page of the desk. */
char *
portal_skeleton_of_page (const char *page,
                         yyjson_val *summary)
{
  GString *out = g_string_new (NULL);

  if (yyjson_is_str (summary))
    {
      g_string_append (out, page);
      return g_string_free (out, FALSE);
    }

  if (yyjson_obj_get (summary, "field_set.fields_list") != NULL)
    append_page_form (out, page);
  else
    g_string_append (out, "nothing");
  append_if (out, summary, "login_form_inputs", page, "<input [^>]*name=\"([a-z_]+)\"", FALSE);
  append_if (out, summary, "bricks", page, "data-brick-id=\"([^\"]+)\"><a href=\"([^\"]+)\"", TRUE);
  append_literal (out, page, "names: ", "label");
  append_literal (out, page, "aURLs = ", "label");
  append_if (out, summary, "tabs", page,
             "data-id=\"([^\"]+)\" data-label=\"([^\"]+)\" data-item-count=\"([0-9]+)\"", TRUE);
  if (yyjson_obj_get (summary, "forms") != NULL)
    append_page_profile (out, page);

  return g_string_free (out, FALSE);
}
