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
