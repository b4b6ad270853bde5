#include "config.h"

#include "remote/address.h"

#include "remote/itop-rest.h"
#include "remote/transport.h"
#include "util/error.h"
#include "util/text.h"

#include <libsoup/soup.h>

#define ADDRESS_MAX 2000
/* An empty path is to stay empty: more is put behind it. */
#define BUILD_FLAGS (SOUP_HTTP_URI_FLAGS & ~G_URI_FLAGS_SCHEME_NORMALIZE)

/* What stands beside webservices/ in the folder of an iTop. */
static const char * const inner_folders[] = {
  "pages", "webservices", "portal", "images", "js", "css", "env-production", "extensions", NULL
};

static GUri *
fail (GError     **error,
      const char  *message)
{
  g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, message);

  return NULL;
}

/* The path up to the folder that holds webservices/, without a final slash. */
static char *
cut_path (const char *path)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);
  g_autoptr(GString) kept = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (g_strv_contains (inner_folders, parts[i]) || g_str_has_suffix (parts[i], ".php") ||
          g_str_has_suffix (parts[i], ".html"))
        break;
      if (*parts[i] != '\0')
        g_string_append_printf (kept, "/%s", parts[i]);
    }

  return g_string_free (g_steal_pointer (&kept), FALSE);
}

/**
 * guichet_address_parse:
 * @server: http(s)://host[:port][/path]
 *
 * Plain http would show the secret to everybody on the way: it is accepted
 * for this computer only.
 *
 * Returns: (transfer full) (nullable): the address, its path without a final
 *   slash; %NULL with INVALID
 */
GUri *
guichet_address_parse (const char  *server,
                       GError     **error)
{
  g_autoptr(GUri) uri = server != NULL ? g_uri_parse (server, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  g_autofree char *path = NULL;
  gboolean secure;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return fail (error, "This is no address of a server");
  secure = g_str_equal (g_uri_get_scheme (uri), "https");
  if (!secure && !g_str_equal (g_uri_get_scheme (uri), "http"))
    return fail (error, "The address must begin with https://");
  if (!secure && !guichet_transport_is_loopback (g_uri_get_host (uri)))
    return fail (error, "Plain http is accepted for this computer only");
  if (g_uri_get_userinfo (uri) != NULL)
    return fail (error, "An account does not belong in an address");

  path = cut_path (g_uri_get_path (uri));

  return g_uri_build (BUILD_FLAGS, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                      g_uri_get_port (uri), path, NULL, NULL);
}

/* Loopback is reached by plain http, everything else by https only. */
static char *
add_scheme (const char *typed)
{
  g_autofree char *guess = NULL;
  g_autoptr(GUri) uri = NULL;

  if (g_ascii_strncasecmp (typed, "https://", 8) == 0)
    return g_strdup (typed);
  guess = g_ascii_strncasecmp (typed, "http://", 7) == 0 ? g_strdup (typed) : g_strconcat ("http://", typed, NULL);
  uri = g_uri_parse (guess, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || guichet_transport_is_loopback (g_uri_get_host (uri)))
    return g_steal_pointer (&guess);

  return g_strconcat ("https", guess + strlen ("http"), NULL);
}

static gboolean
is_default_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  return port == -1 || port == (g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80);
}

/* A scheme of its own (ftp:, mailto:) against host:port. */
static gboolean
has_foreign_scheme (const char *typed)
{
  g_autofree char *scheme = g_uri_parse_scheme (typed);
  const char *rest;

  if (scheme == NULL || g_ascii_strcasecmp (scheme, "http") == 0 || g_ascii_strcasecmp (scheme, "https") == 0)
    return FALSE;
  rest = typed + strlen (scheme) + 1;

  return !g_ascii_isdigit (*rest);
}

char *
guichet_itop_rest_normalise_address (const char *typed)
{
  g_autofree char *line = guichet_text_single_line (typed);
  g_autofree char *whole = NULL;
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  g_autoptr(GUri) uri = NULL;

  if (*line == '\0' || strchr (line, ' ') != NULL || strlen (line) > ADDRESS_MAX || has_foreign_scheme (line))
    return NULL;

  whole = add_scheme (line);
  uri = g_uri_parse (whole, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;

  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  path = cut_path (g_uri_get_path (uri));
  g_clear_pointer (&whole, g_free);
  whole = g_uri_join (BUILD_FLAGS, g_uri_get_scheme (uri), NULL, host,
                      is_default_port (uri) ? -1 : g_uri_get_port (uri), path, NULL, NULL);

  return g_steal_pointer (&whole);
}
