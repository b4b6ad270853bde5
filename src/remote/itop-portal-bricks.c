#include "config.h"

#include "remote/itop-portal-discovery.h"

#include "remote/html-scanner.h"
#include "util/error.h"

/* Hidden, since 3.2: all tickets of the requester in one list. */
#define EVERYTHING_BRICK "manage-all-tickets-for-portal-user"
/* What an unknown tab gives: everything (transcript list-10). */
#define ANY_TAB "all"
#define BRICKS_MAX 40
#define TABS_MAX 20

void
guichet_portal_discovery_clear (GuichetPortalDiscovery *discovery)
{
  g_clear_pointer (&discovery->manage, g_ptr_array_unref);
  g_clear_pointer (&discovery->browse, g_ptr_array_unref);
  g_clear_pointer (&discovery->classes, g_hash_table_unref);
  g_clear_pointer (&discovery->codes, g_hash_table_unref);
  g_clear_pointer (&discovery->states, g_hash_table_unref);
}

void
guichet_portal_discovery_init (GuichetPortalDiscovery *discovery)
{
  *discovery = (GuichetPortalDiscovery) {
    .manage = g_ptr_array_new_with_free_func (g_free),
    .browse = g_ptr_array_new_with_free_func (g_free),
    .classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
}

/* Something that this portal does not have is no failure of its discovery. */
static gboolean
is_absent (const GError *error)
{
  return g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_REJECTED) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_NOT_ITOP);
}

gboolean
guichet_portal_discovery_pass_over (GError  *failure,
                                    GError **error)
{
  if (is_absent (failure))
    {
      g_error_free (failure);
      return TRUE;
    }
  g_propagate_error (error, failure);

  return FALSE;
}

/* ---- bricks */

static void
add_brick (GPtrArray  *bricks,
           const char *id)
{
  if (bricks->len < BRICKS_MAX && !g_ptr_array_find_with_equal_func (bricks, id, g_str_equal, NULL))
    g_ptr_array_add (bricks, g_strdup (id));
}

/* <li … data-brick-id="X"><a href="…/exec.php/manage/X?…"> (session-05) */
static void
read_bricks (GuichetPortalDiscovery *discovery,
             const char             *html)
{
  g_autofree char *id = NULL;
  GuichetHtmlScanner scanner;

  guichet_html_scanner_init (&scanner, html, -1);
  while (guichet_html_scanner_next (&scanner))
    {
      g_autofree char *brick = guichet_html_scanner_dup_attribute (&scanner, "data-brick-id");
      g_autofree char *href = guichet_html_scanner_dup_attribute (&scanner, "href");

      if (brick != NULL)
        g_set_str (&id, brick);
      if (href == NULL || !guichet_portal_layout_is_word (id))
        continue;
      if (strstr (href, "exec.php/manage/") != NULL)
        add_brick (discovery->manage, id);
      else if (strstr (href, "exec.php/browse/") != NULL)
        add_brick (discovery->browse, id);
    }
}

/* The same sentence as for nobody, where somebody has just signed in, is about
 * an account that has no person. */
static gboolean
read_home (GuichetItopPortal       *self,
           GuichetPortalDiscovery  *discovery,
           GCancellable            *cancellable,
           GError                 **error)
{
  g_auto(GuichetPortalAnswer) answer = { NULL };
  g_autoptr(GError) failure = NULL;

  if (!_guichet_itop_portal_get (self, GUICHET_PORTAL_PAGE, "/", NULL, &answer, cancellable, &failure))
    {
      if (g_error_matches (failure, GUICHET_ERROR, GUICHET_ERROR_BAD_CREDENTIALS))
        g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_EMPTY_PORTAL,
                             "The account is let in, but the portal does not know its person");
      else
        g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  read_bricks (discovery, answer.body->str);

  return TRUE;
}

/* ---- tabs */

/* ".../display-as/list/opened?…" */
static void
add_tab_of_url (GuichetPortalLayout *layout,
                const char          *brick,
                const char          *url)
{
  static const char key[] = "/display-as/list/";
  const char *start = url != NULL ? strstr (url, key) : NULL;
  g_autofree char *tab = NULL;

  if (start == NULL)
    return;
  start += strlen (key);
  tab = g_strndup (start, strcspn (start, "?/#"));
  guichet_portal_layout_add_list (layout, brick, tab);
}

/* The light display of a brick: addresses of its tabs in a literal (list-04). */
static guint
read_light_tabs (GuichetPortalLayout *layout,
                 const char          *brick,
                 GString             *html)
{
  static const char * const anchors[] = { "aURLs=", "aURLs =", "aURLs:", NULL };
  g_autoptr(yyjson_doc) doc = NULL;
  guint before = layout->lists->len;
  yyjson_arr_iter iter;
  yyjson_val *url;

  for (guint i = 0; doc == NULL && anchors[i] != NULL; i++)
    doc = guichet_portal_find_literal (html->str, html->len, anchors[i], NULL, NULL, NULL);
  iter = yyjson_arr_iter_with (yyjson_doc_get_root (doc));
  for (guint i = 0; i < TABS_MAX && (url = yyjson_arr_iter_next (&iter)) != NULL; i++)
    add_tab_of_url (layout, brick, yyjson_get_str (url));

  return layout->lists->len - before;
}

/* <ul class="… grouping_tabs"><li data-id="opened" …> (list-03) */
static guint
read_heavy_tabs (GuichetPortalLayout *layout,
                 const char          *brick,
                 GString             *html)
{
  guint before = layout->lists->len;
  gboolean inside = FALSE;
  GuichetHtmlScanner scanner;

  guichet_html_scanner_init (&scanner, html->str, (gssize) html->len);
  while (guichet_html_scanner_next (&scanner) && layout->lists->len - before < TABS_MAX)
    {
      g_autofree char *tab = NULL;

      if (scanner.kind == GUICHET_HTML_OPEN && guichet_html_scanner_has_class (&scanner, "grouping_tabs"))
        inside = TRUE;
      else if (inside && scanner.kind == GUICHET_HTML_CLOSE && g_str_equal (scanner.name, "ul"))
        break;
      else if (inside && (tab = guichet_html_scanner_dup_attribute (&scanner, "data-id")) != NULL)
        guichet_portal_layout_add_list (layout, brick, tab);
    }

  return layout->lists->len - before;
}

typedef guint (*TabReader) (GuichetPortalLayout *layout,
                            const char          *brick,
                            GString             *html);

static gboolean
try_tabs (GuichetItopPortal  *self,
          const char         *brick,
          const char         *suffix,
          TabReader           reader,
          guint              *out_n,
          GCancellable       *cancellable,
          GError            **error)
{
  g_autofree char *route = g_strconcat ("/manage/", brick, suffix, NULL);
  g_auto(GuichetPortalAnswer) answer = { NULL };
  GError *failure = NULL;

  *out_n = 0;
  if (!_guichet_itop_portal_get (self, GUICHET_PORTAL_PAGE, route, NULL, &answer, cancellable, &failure))
    return guichet_portal_discovery_pass_over (failure, error);
  *out_n = reader (self->layout, brick, answer.body);

  return TRUE;
}

static gboolean
read_tabs (GuichetItopPortal  *self,
           const char         *brick,
           GCancellable       *cancellable,
           GError            **error)
{
  guint n;

  if (!try_tabs (self, brick, "/display-as/pie-chart", read_light_tabs, &n, cancellable, error))
    return FALSE;
  if (n == 0 && !try_tabs (self, brick, "", read_heavy_tabs, &n, cancellable, error))
    return FALSE;
  if (n == 0)
    guichet_portal_layout_add_list (self->layout, brick, ANY_TAB);

  return TRUE;
}

/* ---- classes */

/* The keys of "aQueries" are the classes that a list shows (list-02); where
 * there is no ticket there are none, and PHP makes a list of that. */
static void
read_classes (GuichetPortalDiscovery *discovery,
              yyjson_doc             *doc)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_obj_get (yyjson_doc_get_root (doc), "aQueries"));
  yyjson_val *name;

  while ((name = yyjson_obj_iter_next (&iter)) != NULL)
    guichet_portal_discovery_note_class (discovery, yyjson_get_str (name));
}

static gboolean
learn_classes (GuichetItopPortal       *self,
               GuichetPortalDiscovery  *discovery,
               const char              *brick,
               const char              *tab,
               gboolean                *out_found,
               GCancellable            *cancellable,
               GError                 **error)
{
  g_autofree char *route = g_strdup_printf ("/manage/%s/%s", brick, tab);
  g_auto(GuichetPortalAnswer) answer = { NULL };
  GError *failure = NULL;

  *out_found = FALSE;
  if (!_guichet_itop_portal_get (self, GUICHET_PORTAL_JSON, route, NULL, &answer, cancellable, &failure))
    return guichet_portal_discovery_pass_over (failure, error);
  *out_found = yyjson_is_ctn (yyjson_obj_get (yyjson_doc_get_root (answer.doc), "aQueries"));
  read_classes (discovery, answer.doc);

  return TRUE;
}

/* ---- the catalogue and the articles */

static gboolean
has_class (yyjson_val *row,
           const char *class_name)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (row);
  yyjson_val *name;

  while ((name = yyjson_obj_iter_next (&iter)) != NULL)
    if (yyjson_equals_str (yyjson_obj_get (yyjson_obj_iter_get_val (name), "class"), class_name))
      return TRUE;

  return FALSE;
}

static gboolean
offers_creation (yyjson_val *properties)
{
  yyjson_obj_iter levels = yyjson_obj_iter_with (properties);
  yyjson_val *alias;

  while ((alias = yyjson_obj_iter_next (&levels)) != NULL)
    {
      yyjson_obj_iter actions = yyjson_obj_iter_with (yyjson_obj_get (yyjson_obj_iter_get_val (alias), "actions"));
      yyjson_val *name;

      while ((name = yyjson_obj_iter_next (&actions)) != NULL)
        if (yyjson_equals_str (yyjson_obj_get (yyjson_obj_iter_get_val (name), "type"), "create_from_this"))
          return TRUE;
    }

  return FALSE;
}

/* A brick from which tickets are made is the catalogue; one with articles, the
 * articles. */
static gboolean
classify_browse (GuichetItopPortal  *self,
                 const char         *brick,
                 GCancellable       *cancellable,
                 GError            **error)
{
  g_autofree char *route = g_strdup_printf ("/browse/%s/list/page/1/show/1", brick);
  g_auto(GuichetPortalAnswer) answer = { NULL };
  GError *failure = NULL;
  yyjson_val *root;

  if (!_guichet_itop_portal_get (self, GUICHET_PORTAL_JSON, route, NULL, &answer, cancellable, &failure))
    return guichet_portal_discovery_pass_over (failure, error);

  root = yyjson_doc_get_root (answer.doc);
  if (self->layout->catalogue == NULL && offers_creation (yyjson_obj_get (root, "levelsProperties")))
    self->layout->catalogue = g_strdup (brick);
  else if (self->layout->faq == NULL &&
           (has_class (yyjson_arr_get_first (yyjson_obj_get (root, "data")), "FAQ") || g_str_equal (brick, "faq")))
    self->layout->faq = g_strdup (brick);

  return TRUE;
}

/* ---- all of it */

static gboolean
discover_lists (GuichetItopPortal       *self,
                GuichetPortalDiscovery  *discovery,
                GCancellable            *cancellable,
                GError                 **error)
{
  gboolean found;

  for (guint i = 0; i < discovery->manage->len; i++)
    if (!read_tabs (self, g_ptr_array_index (discovery->manage, i), cancellable, error))
      return FALSE;
  for (guint i = 0; i < self->layout->lists->len; i++)
    {
      const GuichetPortalList *list = g_ptr_array_index (self->layout->lists, i);

      if (!learn_classes (self, discovery, list->brick, list->tab, &found, cancellable, error))
        return FALSE;
    }
  if (!learn_classes (self, discovery, EVERYTHING_BRICK, ANY_TAB, &found, cancellable, error))
    return FALSE;
  if (found)
    self->layout->everything = g_strdup (EVERYTHING_BRICK);
  if (self->layout->lists->len > 0)
    return TRUE;

  g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_EMPTY_PORTAL, "The portal shows this account no tickets");

  return FALSE;
}

gboolean
guichet_portal_discovery_read_bricks (GuichetItopPortal       *self,
                                      GuichetPortalDiscovery  *discovery,
                                      GCancellable            *cancellable,
                                      GError                 **error)
{
  if (!read_home (self, discovery, cancellable, error) || !discover_lists (self, discovery, cancellable, error))
    return FALSE;
  for (guint i = 0; i < discovery->browse->len; i++)
    if (!classify_browse (self, g_ptr_array_index (discovery->browse, i), cancellable, error))
      return FALSE;

  return TRUE;
}

/* Another attempt keeps what was learned at the door. */
void
guichet_portal_discovery_reset_layout (GuichetItopPortal *self)
{
  g_autoptr(GuichetPortalLayout) old = self->layout;

  self->layout = guichet_portal_layout_new ();
  g_set_str (&self->layout->portal_id, old->portal_id);
  g_set_str (&self->layout->sentence, old->sentence);
  self->layout->basic = old->basic;
  _guichet_itop_portal_forget_catalogue (self);
}

/**
 * _guichet_itop_portal_is_furnished:
 *
 * Returns: whether the portal has something for this account: a catalogue with
 *   leaves. %FALSE without @error when it has not
 */
gboolean
_guichet_itop_portal_is_furnished (GuichetItopPortal  *self,
                                   GCancellable       *cancellable,
                                   GError            **error)
{
  g_auto(GuichetPortalDiscovery) discovery = { NULL };

  guichet_portal_discovery_init (&discovery);
  if (!read_home (self, &discovery, cancellable, error))
    return FALSE;
  for (guint i = 0; i < discovery.browse->len; i++)
    if (!classify_browse (self, g_ptr_array_index (discovery.browse, i), cancellable, error))
      return FALSE;

  return _guichet_itop_portal_has_catalogue (self, cancellable, error);
}

/**
 * _guichet_itop_portal_ensure_layout:
 *
 * An identity that was saved without a layout: learned again, once.
 */
gboolean
_guichet_itop_portal_ensure_layout (GuichetItopPortal  *self,
                                    GCancellable       *cancellable,
                                    GError            **error)
{
  g_auto(GuichetPortalDiscovery) discovery = { NULL };
  gboolean console = FALSE;

  if (self->layout->lists->len > 0)
    return TRUE;

  guichet_portal_discovery_init (&discovery);
  guichet_portal_discovery_reset_layout (self);
  g_set_str (&self->layout->class_name, guichet_profile_get_class_name (self->profile));

  return _guichet_itop_portal_enter (self, &console, cancellable, error) &&
         guichet_portal_discovery_read_bricks (self, &discovery, cancellable, error);
}
