#include "config.h"

#include "skeleton.h"

/* What two answers of the same kind have in common: keys in their order,
 * types, codes, and messages without what is particular in them. */

static void append_value (GString    *out,
                          const char *name,
                          yyjson_val *value);

/* Messages: numbers, quoted things and the query go; words stay. */
static char *
abstract_message (const char *message)
{
  static const struct { const char *pattern; const char *replacement; } rules[] = {
    { "query = .*?, (exception_class|mysql_errno)", "query = *, \\1" },
    { "for query: .*", "for query: *" },
    { "\\[[^]]*\\]", "[*]" },
    { "' in '.*', expecting", "' in '*', expecting" },
    { "' in '.*'$", "' in '*'" },
    { " at [0-9]+ in '.*'$", " at # in '*'" },
    { "attribute [a-z_]+, expecting \"Y-m-d H:i:s\" and got .*", "attribute *, expecting a date" },
    { "on the object R-[^ ]+", "on the object R" },
    { "mysql_error = .*", "mysql_error = *" },
    { "Invalid object ([A-Za-z]+)::[0-9]+", "Invalid object \\1::#" },
    { "-?[0-9]+", "#" },
  };
  char *text = g_strdup (message);

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr(GRegex) regex = g_regex_new (rules[i].pattern, G_REGEX_DOTALL, 0, NULL);
      char *next = g_regex_replace (regex, text, -1, 0, rules[i].replacement, 0, NULL);

      g_free (text);
      text = next;
    }

  return text;
}

static void
append_object_name (GString    *out,
                    const char *name)
{
  const char *colons = strstr (name, "::");

  if (colons != NULL)
    g_string_append_len (out, name, colons - name);
  else
    g_string_append (out, name);
  g_string_append (out, colons != NULL ? "::#" : "");
}

static void
append_object (GString    *out,
               const char *name,
               yyjson_val *object)
{
  gboolean one_is_enough = g_strcmp0 (name, "objects") == 0;
  yyjson_val *key;
  yyjson_val *value;
  gsize i, max;

  g_string_append_c (out, '{');
  yyjson_obj_foreach (object, i, max, key, value)
    {
      if (i > 0 && one_is_enough)
        break;
      if (i > 0)
        g_string_append_c (out, ',');
      append_object_name (out, yyjson_get_str (key));
      g_string_append_c (out, ':');
      append_value (out, yyjson_get_str (key), value);
    }
  g_string_append_c (out, '}');
}

/* How many there are is chance; none at all is left open too. */
static void
append_array (GString    *out,
              const char *name,
              yyjson_val *array)
{
  g_string_append_c (out, '[');
  if (g_strcmp0 (name, "operations") == 0)
    append_value (out, NULL, yyjson_arr_get_first (array));
  g_string_append_c (out, ']');
}

static void
append_text (GString    *out,
             const char *name,
             const char *text)
{
  g_autofree char *message = NULL;

  if (g_strcmp0 (name, "message") != 0)
    {
      g_string_append (out, "text");
      return;
    }

  message = abstract_message (text);
  g_string_append_printf (out, "“%s”", message);
}

static void
append_value (GString    *out,
              const char *name,
              yyjson_val *value)
{
  switch (yyjson_get_type (value))
    {
    case YYJSON_TYPE_OBJ:
      append_object (out, name, value);
      break;

    case YYJSON_TYPE_ARR:
      append_array (out, name, value);
      break;

    case YYJSON_TYPE_STR:
      append_text (out, name, yyjson_get_str (value));
      break;

    case YYJSON_TYPE_NUM:
      if (g_strcmp0 (name, "code") == 0)
        g_string_append_printf (out, "%d", yyjson_get_int (value));
      else
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

/* HTML is reduced to its first words. */
char *
skeleton_of_text (const char *body,
                  gsize       length)
{
  yyjson_doc *document = yyjson_read (body, length, 0);
  GString *out = g_string_new (NULL);

  if (document != NULL)
    append_value (out, NULL, yyjson_doc_get_root (document));
  else
    g_string_append_len (out, body, (gssize) MIN (length, 24));
  yyjson_doc_free (document);

  return g_string_free (out, FALSE);
}
