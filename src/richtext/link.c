#include "config.h"

#include "richtext/link.h"

#include "richtext/block.h"
#include "util/text.h"

#include <string.h>

static const char * const link_schemes[] = { "http://", "https://", "mailto:", NULL };
static const char * const image_schemes[] = { "http://", "https://", NULL };

/* A browser leaves out tabs and line ends wherever they stand in an address,
 * and white space around it: "java\nscript:" must not look harmless here. */
static char *
strip_address (const char *address)
{
  g_autofree char *valid = guichet_text_make_valid (address, -1, 0);
  g_autoptr(GString) out = g_string_new (NULL);

  for (const char *p = g_strstrip (valid); *p != '\0'; p++)
    {
      if (*p == '\n' || *p == '\t')
        continue;
      if (*p == ' ')
        g_string_append (out, "%20");
      else
        g_string_append_c (out, *p);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
has_scheme (const char         *address,
            const char * const *schemes)
{
  for (guint i = 0; schemes[i] != NULL; i++)
    {
      gsize length = strlen (schemes[i]);

      if (g_ascii_strncasecmp (address, schemes[i], length) == 0 && address[length] != '\0')
        return TRUE;
    }

  return FALSE;
}

/**
 * _guichet_link_clean:
 * @address: (nullable): what an attribute held
 *
 * Cleaning a clean address changes nothing.
 *
 * Returns: (transfer full) (nullable): the address if a person may be sent
 *   there by a click, or %NULL
 */
char *
_guichet_link_clean (const char *address,
                     gboolean    for_image)
{
  g_autofree char *stripped = NULL;

  /* An embedded picture may be megabytes: do not even look at it. */
  if (address == NULL || strlen (address) > GUICHET_RICHTEXT_MAX_TARGET)
    return NULL;

  stripped = strip_address (address);
  if (strlen (stripped) > GUICHET_RICHTEXT_MAX_TARGET ||
      !has_scheme (stripped, for_image ? image_schemes : link_schemes))
    return NULL;

  return g_steal_pointer (&stripped);
}

/**
 * _guichet_link_parse_object:
 * @address: (nullable)
 *
 * Returns: whether it is the page of a person or a team in iTop's console
 */
gboolean
_guichet_link_parse_object (const char  *address,
                            char       **out_class,
                            char       **out_key)
{
  static const char * const classes[] = { "Person", "Team", NULL };
  const char *query = address != NULL ? strstr (address, "/pages/UI.php?") : NULL;
  g_autoptr(GHashTable) parameters = NULL;
  const char *class_name, *key;

  if (query == NULL || !(parameters = g_uri_parse_params (strchr (query, '?') + 1, -1, "&", G_URI_PARAMS_NONE, NULL)))
    return FALSE;

  class_name = g_hash_table_lookup (parameters, "class");
  key = g_hash_table_lookup (parameters, "id");
  if (g_strcmp0 (g_hash_table_lookup (parameters, "operation"), "details") != 0
      || class_name == NULL || !g_strv_contains (classes, class_name)
      || key == NULL || *key == '\0' || strlen (key) > 10 || key[strspn (key, "0123456789")] != '\0')
    return FALSE;

  *out_class = g_strdup (class_name);
  *out_key = g_strdup (key);
  return TRUE;
}
