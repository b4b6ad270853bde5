#include "config.h"

#include "demo/portal-form-data.h"

/* Deeper names are cut, as by the PHP of the real server. */
#define MAX_DEPTH 8

DemoFormData *
demo_form_data_new (void)
{
  DemoFormData *form = yyjson_mut_doc_new (NULL);

  yyjson_mut_doc_set_root (form, yyjson_mut_obj (form));
  return form;
}

/* The object below @key, made when there is none; an empty key takes the next
 * number. */
static yyjson_mut_val *
descend (DemoFormData   *form,
         yyjson_mut_val *object,
         const char     *key)
{
  yyjson_mut_val *child = yyjson_mut_obj_get (object, key);

  if (yyjson_mut_is_obj (child))
    return child;

  child = yyjson_mut_obj (form);
  yyjson_mut_obj_put (object, yyjson_mut_strcpy (form, key), child);
  return child;
}

static char *
next_key (yyjson_mut_val *object,
          char           *key)
{
  if (*key != '\0')
    return g_strdup (key);

  return g_strdup_printf ("%u", (guint) yyjson_mut_obj_size (object));
}

/**
 * demo_form_data_add:
 * @name: with its brackets
 *
 * A later value of the same name wins.
 */
void
demo_form_data_add (DemoFormData *form,
                    const char   *name,
                    const char   *value)
{
  yyjson_mut_val *object = yyjson_mut_doc_get_root (form);
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autofree char *plain = g_utf8_make_valid (name, -1);
  g_auto(GStrv) keys = NULL;
  guint n_keys;

  g_strdelimit (plain, "]", ' ');
  keys = g_strsplit (plain, "[", MAX_DEPTH);
  n_keys = g_strv_length (keys);
  for (guint i = 0; i < n_keys; i++)
    {
      g_autofree char *key = next_key (object, g_strstrip (keys[i]));

      if (i + 1 < n_keys)
        object = descend (form, object, key);
      else
        yyjson_mut_obj_put (object, yyjson_mut_strcpy (form, key), yyjson_mut_strcpy (form, valid));
    }
}

static char *
decode (const char *text,
        gsize       length)
{
  g_autofree char *copy = g_strndup (text, length);
  g_autoptr(GBytes) bytes = NULL;

  g_strdelimit (copy, "+", ' ');
  bytes = g_uri_unescape_bytes (copy, -1, NULL, NULL);
  if (bytes == NULL)
    return g_steal_pointer (&copy);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* A query or a body in application/x-www-form-urlencoded. */
void
demo_form_data_add_encoded (DemoFormData *form,
                            const char   *text,
                            gsize         length)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *stop = memchr (text, '&', (gsize) (end - text));
      const char *pair_end = stop != NULL ? stop : end;
      const char *equals = memchr (text, '=', (gsize) (pair_end - text));
      const char *name_end = equals != NULL ? equals : pair_end;
      g_autofree char *name = decode (text, (gsize) (name_end - text));
      g_autofree char *value = equals != NULL ? decode (equals + 1, (gsize) (pair_end - equals - 1)) : g_strdup ("");

      if (*name != '\0')
        demo_form_data_add (form, name, value);
      text = pair_end + 1;
    }
}

/* Consumes @form. */
yyjson_doc *
demo_form_data_finish (DemoFormData *form)
{
  yyjson_doc *values = yyjson_mut_doc_imut_copy (form, NULL);

  yyjson_mut_doc_free (form);
  return values;
}
