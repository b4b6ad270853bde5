#include "config.h"

#include "remote/itop-rest-private.h"

#include "util/error.h"

/* An attribute that no class has: the refusal lists those it has. */
#define IMPOSSIBLE "guichet_impossible_attribute"
/* A bound against a server that answers forever. */
#define CODES_MAX 5000

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* "…, expecting {finalclass, friendlyname, …, id}, I would suggest…" (transcripts
 * get-17, get-59). */
static GHashTable *
parse_codes (const char *message)
{
  const char *start = strstr (message, "expecting {");
  const char *end = start != NULL ? strchr (start, '}') : NULL;
  g_autofree char *list = NULL;
  g_auto(GStrv) codes = NULL;
  GHashTable *set;

  if (end == NULL)
    return NULL;

  start += strlen ("expecting {");
  list = g_strndup (start, (gsize) (end - start));
  codes = g_strsplit (list, ",", CODES_MAX);
  set = new_set ();
  for (guint i = 0; codes[i] != NULL; i++)
    if (guichet_oql_is_name (g_strstrip (codes[i])))
      g_hash_table_add (set, g_strdup (codes[i]));

  return set;
}

static void
keep_names_cb (gint64      id,
               yyjson_val *object,
               yyjson_val *fields,
               gpointer    user_data)
{
  GHashTable *set = user_data;
  yyjson_obj_iter iter;
  yyjson_val *name;

  yyjson_obj_iter_init (fields, &iter);
  while ((name = yyjson_obj_iter_next (&iter)) != NULL)
    if (guichet_oql_is_name (yyjson_get_str (name)) && g_hash_table_size (set) < CODES_MAX)
      g_hash_table_add (set, g_strdup (yyjson_get_str (name)));
}

/* The way without words: all attributes of one object. Slow on the server, so
 * only where the refusal does not list them. */
static GHashTable *
read_names (GuichetItopRest  *self,
            const char       *class_name,
            GCancellable     *cancellable,
            GError          **error)
{
  g_autofree char *query = g_strconcat ("SELECT ", class_name, NULL);
  g_autoptr(GBytes) operation = _guichet_itop_rest_build_get (class_name, query, "*", 1, 1, error);
  g_autoptr(GHashTable) set = new_set ();
  GuichetCall call = { .operation = operation, .func = keep_names_cb, .user_data = set };

  if (operation == NULL || !_guichet_itop_rest_call (self, &call, NULL, cancellable, error))
    return NULL;
  g_hash_table_add (set, g_strdup ("id"));

  return g_steal_pointer (&set);
}

/* Whether the answer says that there is no such class (transcript get-11). */
static gboolean
is_unknown_class (const GError *error)
{
  return strstr (guichet_error_get_detail (error), "is not a valid class") != NULL;
}

static GHashTable *
ask_codes (GuichetItopRest  *self,
           const char       *class_name,
           GCancellable     *cancellable,
           GError          **error)
{
  g_autofree char *query = g_strconcat ("SELECT ", class_name, " WHERE " IMPOSSIBLE " = 1", NULL);
  g_autoptr(GError) refusal = NULL;
  GHashTable *set;

  if (_guichet_itop_rest_get (self, class_name, query, "id", NULL, NULL, cancellable, &refusal))
    return read_names (self, class_name, cancellable, error);

  if (g_error_matches (refusal, GUICHET_ERROR, GUICHET_ERROR_REJECTED))
    {
      if (is_unknown_class (refusal))
        return new_set ();
      set = parse_codes (guichet_error_get_detail (refusal));

      return set != NULL ? set : read_names (self, class_name, cancellable, error);
    }
  g_propagate_error (error, g_steal_pointer (&refusal));

  return NULL;
}

/**
 * _guichet_itop_rest_learn_codes:
 *
 * Once a session for each class. One unknown code in output_fields makes a
 * whole call fail, so that only what is in this set is ever asked for.
 *
 * Returns: (transfer none) (nullable) (element-type utf8): the attribute codes
 *   of the class; an empty set if the server has no such class
 */
GHashTable *
_guichet_itop_rest_learn_codes (GuichetItopRest  *self,
                                const char       *class_name,
                                GCancellable     *cancellable,
                                GError          **error)
{
  GHashTable *set = g_hash_table_lookup (self->codes, class_name);

  if (set != NULL)
    return set;
  if (!guichet_oql_is_name (class_name))
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "“%s” is no name of a class", class_name);
      return NULL;
    }

  set = ask_codes (self, class_name, cancellable, error);
  if (set != NULL)
    g_hash_table_insert (self->codes, g_strdup (class_name), set);

  return set;
}
