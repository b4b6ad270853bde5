#include "config.h"

#include "model/link.h"

#include "util/text.h"

#define SCHEME "asap:"

/* What tickets of all classes are called on every server of this kind. */
#define ANY_TICKET "Ticket"

/* Nobody pastes a longer one on purpose. */
#define TEXT_MAX 4096

static GUri *
parse_address (const char *text)
{
  g_autoptr(GUri) uri = g_uri_parse (text, G_URI_FLAGS_SCHEME_NORMALIZE | G_URI_FLAGS_ENCODED_QUERY, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      (!g_str_equal (g_uri_get_scheme (uri), "https") && !g_str_equal (g_uri_get_scheme (uri), "http")))
    return NULL;

  return g_steal_pointer (&uri);
}

static int
get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);
  gboolean is_default = g_str_equal (g_uri_get_scheme (uri), "https") ? port == 443 : port == 80;

  return is_default ? -1 : port;
}

/* An address is often passed on with http, which the server turns into https. */
static const char *
get_path_on_server (GUri *uri,
                    GUri *server)
{
  const char *root = g_uri_get_path (server);
  gsize length = strlen (root);

  if (g_ascii_strcasecmp (g_uri_get_host (uri), g_uri_get_host (server)) != 0 ||
      get_port (uri) != get_port (server))
    return NULL;

  while (length > 0 && root[length - 1] == '/')
    length--;

  return strncmp (g_uri_get_path (uri), root, length) == 0 ? g_uri_get_path (uri) + length : NULL;
}

static gboolean
take_ticket (GuichetLink *self,
             const char  *class_name,
             const char  *class_of_link,
             const char  *id)
{
  gint64 value;

  if (class_of_link == NULL || id == NULL ||
      (!g_str_equal (class_of_link, class_name) && !g_str_equal (class_of_link, ANY_TICKET)) ||
      !guichet_text_parse_int64 (id, &value) || value < 1)
    return FALSE;

  self->kind = GUICHET_LINK_TICKET;
  self->id = value;

  return TRUE;
}

/* https://desk.example/pages/UI.php?operation=details&class=UserRequest&id=1678 */
static gboolean
take_console_page (GuichetLink *self,
                   const char  *path,
                   const char  *query,
                   const char  *class_name)
{
  g_autoptr(GHashTable) parameters = NULL;

  if (!g_str_equal (path, "/pages/UI.php") || query == NULL ||
      !(parameters = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_WWW_FORM, NULL)))
    return FALSE;

  return take_ticket (self, class_name, g_hash_table_lookup (parameters, "class"), g_hash_table_lookup (parameters, "id"));
}

/* https://desk.example/pages/exec.php/object/view/UserRequest/1678?exec_module=… */
static gboolean
take_portal_page (GuichetLink *self,
                  const char  *path,
                  const char  *class_name)
{
  const char *prefix = "/pages/exec.php/object/";
  g_auto(GStrv) parts = NULL;

  if (!g_str_has_prefix (path, prefix))
    return FALSE;

  parts = g_strsplit (path + strlen (prefix), "/", 4);
  if (g_strv_length (parts) < 3 || (!g_str_equal (parts[0], "view") && !g_str_equal (parts[0], "edit")))
    return FALSE;

  return take_ticket (self, class_name, parts[1], parts[2]);
}

static void
take_address (GuichetLink *self,
              GUri        *uri,
              const char  *server,
              const char  *class_name)
{
  g_autoptr(GUri) own = parse_address (server);
  const char *path = own != NULL ? get_path_on_server (uri, own) : NULL;

  if (path == NULL || !(take_console_page (self, path, g_uri_get_query (uri), class_name) ||
                        take_portal_page (self, path, class_name)))
    self->kind = GUICHET_LINK_FOREIGN;
}

/**
 * guichet_link_parse:
 * @text: hostile: what was typed, pasted, or given by another program
 * @server: where the person is signed in
 * @class_name: of the tickets of that server
 *
 * Any thread.
 */
GuichetLink *
guichet_link_parse (const char *text,
                    const char *server,
                    const char *class_name)
{
  g_autoptr(GuichetLink) self = g_new0 (GuichetLink, 1);
  g_autofree char *valid = guichet_text_make_valid (text, -1, TEXT_MAX);
  g_autofree char *bare = guichet_text_single_line (valid);
  const char *word = bare;
  g_autoptr(GUri) uri = parse_address (bare);

  if (uri != NULL)
    {
      take_address (self, uri, server, class_name);
      return g_steal_pointer (&self);
    }

  if (g_ascii_strncasecmp (word, SCHEME, strlen (SCHEME)) == 0)
    word += strlen (SCHEME);
  while (word > bare && *word == '/')
    word++;
  self->ref = guichet_text_parse_ref (word);
  self->kind = self->ref != NULL ? GUICHET_LINK_REF : GUICHET_LINK_NONE;

  return g_steal_pointer (&self);
}

void
guichet_link_free (GuichetLink *self)
{
  if (self == NULL)
    return;

  g_free (self->ref);
  g_free (self);
}

/**
 * guichet_link_build:
 *
 * Returns: (transfer full): the address of the ticket's page, as the server's
 *   own pages link to it
 */
char *
guichet_link_build (const char *server,
                    const char *class_name,
                    gint64      id)
{
  g_autofree char *escaped = g_uri_escape_string (class_name, NULL, FALSE);

  return g_strdup_printf ("%s/pages/UI.php?operation=details&class=%s&id=%" G_GINT64_FORMAT, server, escaped, id);
}
