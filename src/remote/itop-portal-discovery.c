#include "config.h"

#include "remote/itop-portal-private.h"

#include "remote/fitting.h"
#include "remote/html-scanner.h"
#include "remote/itop-portal-field.h"
#include "remote/itop-portal-thread.h"
#include "util/error.h"
#include "util/text.h"

/* Hidden, since 3.2: all tickets of the requester in one list. */
#define EVERYTHING_BRICK "manage-all-tickets-for-portal-user"
/* What an unknown tab gives: everything (transcript list-10). */
#define ANY_TAB "all"
#define BRICKS_MAX 40
#define TABS_MAX 20
/* How many tickets are looked at to learn which states occur, and for the zone. */
#define STATES_SAMPLE 50
#define ZONE_SAMPLE 5

typedef struct
{
  GPtrArray  *manage;           /* ids of bricks */
  GPtrArray  *browse;
  GHashTable *classes;          /* of tickets */
  GHashTable *codes;            /* of attributes that are shown somewhere */
  GHashTable *states;
  gint64      ticket;           /* the highest id seen; 0 for none */
} Discovery;

static void
discovery_clear (Discovery *discovery)
{
  g_clear_pointer (&discovery->manage, g_ptr_array_unref);
  g_clear_pointer (&discovery->browse, g_ptr_array_unref);
  g_clear_pointer (&discovery->classes, g_hash_table_unref);
  g_clear_pointer (&discovery->codes, g_hash_table_unref);
  g_clear_pointer (&discovery->states, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Discovery, discovery_clear)

static void
discovery_init (Discovery *discovery)
{
  *discovery = (Discovery) {
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

static gboolean
pass_over (GError  *failure,
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
read_bricks (Discovery  *discovery,
             const char *html)
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
read_home (GuichetItopPortal  *self,
           Discovery          *discovery,
           GCancellable       *cancellable,
           GError            **error)
{
  g_auto(GuichetPortalAnswer) answer = { NULL };
  g_autoptr(GError) failure = NULL;

  if (!_guichet_itop_portal_get (self, GUICHET_PORTAL_PAGE, "/", NULL, &answer, cancellable, &failure))
    {
      if (g_error_matches (failure, GUICHET_ERROR, GUICHET_ERROR_BAD_CREDENTIALS))
        g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_MISSING_PROFILE,
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
    return pass_over (failure, error);
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

/* The keys of "aQueries" are the classes that a list shows (list-02). */
static void
read_classes (Discovery  *discovery,
              yyjson_doc *doc)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_obj_get (yyjson_doc_get_root (doc), "aQueries"));
  yyjson_val *name;

  while ((name = yyjson_obj_iter_next (&iter)) != NULL)
    if (guichet_portal_layout_is_word (yyjson_get_str (name)))
      g_hash_table_add (discovery->classes, g_strdup (yyjson_get_str (name)));
}

static gboolean
learn_classes (GuichetItopPortal  *self,
               Discovery          *discovery,
               const char         *brick,
               const char         *tab,
               gboolean           *out_found,
               GCancellable       *cancellable,
               GError            **error)
{
  g_autofree char *route = g_strdup_printf ("/manage/%s/%s", brick, tab);
  g_auto(GuichetPortalAnswer) answer = { NULL };
  GError *failure = NULL;

  *out_found = FALSE;
  if (!_guichet_itop_portal_get (self, GUICHET_PORTAL_JSON, route, NULL, &answer, cancellable, &failure))
    return pass_over (failure, error);
  *out_found = yyjson_is_obj (yyjson_obj_get (yyjson_doc_get_root (answer.doc), "aQueries"));
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
    return pass_over (failure, error);

  root = yyjson_doc_get_root (answer.doc);
  if (self->layout->catalogue == NULL && offers_creation (yyjson_obj_get (root, "levelsProperties")))
    self->layout->catalogue = g_strdup (brick);
  else if (self->layout->faq == NULL &&
           (has_class (yyjson_arr_get_first (yyjson_obj_get (root, "data")), "FAQ") || g_str_equal (brick, "faq")))
    self->layout->faq = g_strdup (brick);

  return TRUE;
}

/* ---- what tickets look like */

static void
note_row_cb (gint64      id,
             yyjson_val *attributes,
             gpointer    user_data)
{
  Discovery *discovery = user_data;
  yyjson_obj_iter iter = yyjson_obj_iter_with (attributes);
  yyjson_val *name;

  discovery->ticket = MAX (discovery->ticket, id);
  while ((name = yyjson_obj_iter_next (&iter)) != NULL)
    if (guichet_portal_layout_is_word (yyjson_get_str (name)))
      g_hash_table_add (discovery->codes, g_strdup (yyjson_get_str (name)));
  g_hash_table_add (discovery->states, guichet_json_dup_text (yyjson_obj_get (attributes, "status"), "value_raw"));
}

static gboolean
sample_lists (GuichetItopPortal  *self,
              Discovery          *discovery,
              GCancellable       *cancellable,
              GError            **error)
{
  for (guint i = 0; i < self->layout->lists->len; i++)
    {
      const GuichetPortalList *list = g_ptr_array_index (self->layout->lists, i);
      GuichetPortalWalk walk = { list->brick, list->tab, .order = "start_date", .show = STATES_SAMPLE, .page = 1 };
      GError *failure = NULL;

      if (!_guichet_itop_portal_read_rows (self, &walk, note_row_cb, discovery, NULL, cancellable, &failure) &&
          !pass_over (failure, error))
        return FALSE;
    }
  g_hash_table_remove (discovery->states, "");

  return TRUE;
}

static void
note_fields (Discovery  *discovery,
             yyjson_val *fields)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (fields);
  yyjson_val *name;

  while ((name = yyjson_obj_iter_next (&iter)) != NULL)
    if (guichet_portal_layout_is_word (yyjson_get_str (name)))
      g_hash_table_add (discovery->codes, g_strdup (yyjson_get_str (name)));
}

static gboolean
sample_create_form (GuichetItopPortal  *self,
                    Discovery          *discovery,
                    GCancellable       *cancellable,
                    GError            **error)
{
  const GuichetPortalLeaf *leaf;
  g_autoptr(GuichetPortalPage) page = NULL;
  GError *failure = NULL;

  if (!_guichet_itop_portal_has_catalogue (self, cancellable, &failure))
    return failure == NULL || pass_over (failure, error);

  leaf = _guichet_itop_portal_get_first_leaf (self);
  page = _guichet_itop_portal_read_create_page (self, leaf->id, cancellable, &failure);
  if (page == NULL)
    return pass_over (failure, error);
  note_fields (discovery, page->fields);
  if (guichet_portal_layout_is_word (page->class_name))
    g_hash_table_add (discovery->classes, g_strdup (page->class_name));

  return TRUE;
}

/* ---- which profile fits */

/* What every ticket has, whether a form shows it or not: lists are sorted by
 * it, and answers tell it. */
static void
note_given (GHashTable     *codes,
            GuichetProfile *profile)
{
  static const GuichetField given[] = {
    GUICHET_FIELD_REF, GUICHET_FIELD_TITLE, GUICHET_FIELD_STATUS, GUICHET_FIELD_START_DATE, GUICHET_FIELD_LAST_UPDATE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    if (guichet_profile_get_code (profile, given[i]) != NULL)
      g_hash_table_add (codes, g_strdup (guichet_profile_get_code (profile, given[i])));
}

static GuichetProfile *
choose_profile (Discovery  *discovery,
                GError    **error)
{
  g_auto(GStrv) names = guichet_profile_list_names ();
  g_autoptr(GuichetProfile) best = NULL;
  int best_score = G_MININT;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr(GuichetProfile) profile = guichet_profile_load_named (names[i], NULL);
      guint64 fields = 0;
      int score;

      if (profile == NULL ||
          (g_hash_table_size (discovery->classes) > 0 &&
           !g_hash_table_contains (discovery->classes, guichet_profile_get_class_name (profile))))
        continue;
      note_given (discovery->codes, profile);
      if (!guichet_fitting_match (profile, discovery->codes, &fields))
        continue;
      score = guichet_fitting_rate (profile, fields, discovery->states);
      if (score > best_score)
        {
          best_score = score;
          g_clear_pointer (&best, guichet_profile_unref);
          best = guichet_profile_restrict (profile, fields);
        }
    }
  if (best == NULL)
    g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_REJECTED, "No profile fits this portal");

  return g_steal_pointer (&best);
}

/* ---- who this is */

static void
keep_person (GuichetIdentity         *identity,
             const GuichetPortalPage *page)
{
  yyjson_val *organisation = yyjson_obj_get (page->fields, "org_id");
  g_autofree char *first = guichet_portal_field_dup_raw (yyjson_obj_get (page->fields, "first_name"));
  g_autofree char *last = guichet_portal_field_dup_raw (yyjson_obj_get (page->fields, "name"));
  g_autofree char *whole = g_strjoin (" ", first, last, NULL);
  g_autofree char *email = guichet_portal_field_dup_raw (yyjson_obj_get (page->fields, "email"));
  g_autofree char *key = guichet_portal_field_dup_raw (organisation);

  identity->person_id = page->object_id;
  g_free (identity->name);
  identity->name = guichet_text_single_line (whole);
  g_free (identity->email);
  identity->email = guichet_text_single_line (email);
  if (!guichet_text_parse_int64 (key, &identity->organisation_id))
    identity->organisation_id = 0;
  g_free (identity->organisation);
  identity->organisation = guichet_portal_field_dup_text (organisation);
}

/* The profile page holds three forms; the first is that of the person. */
static gboolean
read_person (GuichetItopPortal  *self,
             GuichetIdentity    *identity,
             GCancellable       *cancellable,
             GError            **error)
{
  g_auto(GuichetPortalAnswer) answer = { NULL };
  GError *failure = NULL;
  gsize done = 0;

  if (!_guichet_itop_portal_get (self, GUICHET_PORTAL_PAGE, "/user", NULL, &answer, cancellable, &failure))
    {
      if (!pass_over (failure, error))
        return FALSE;
    }
  while (answer.body != NULL && done < answer.body->len)
    {
      gsize consumed = 0;
      g_autoptr(GuichetPortalPage) page = guichet_portal_page_read (answer.body->str + done, answer.body->len - done,
                                                                    &consumed);

      if (page == NULL)
        break;
      if (page->object_id > 0 && yyjson_obj_get (page->fields, "first_name") != NULL)
        {
          keep_person (identity, page);
          break;
        }
      done += consumed;
    }
  if (guichet_text_is_empty (identity->name))
    g_set_str (&identity->name, identity->login);

  return TRUE;
}

/* ---- the zone */

static void
keep_id_cb (gint64      id,
            yyjson_val *attributes,
            gpointer    user_data)
{
  g_array_append_val ((GArray *) user_data, id);
}

/* Files beside tickets show the server's clock next to Unix time. */
static gboolean
measure_offset (GuichetItopPortal        *self,
                const GuichetPortalList  *list,
                GCancellable             *cancellable,
                GError                  **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GuichetPortalWalk walk = {
    .brick = list->brick,
    .tab = list->tab,
    .order = guichet_profile_get_code (self->profile, GUICHET_FIELD_LAST_UPDATE),
    .show = ZONE_SAMPLE,
    .page = 1,
  };

  if (!_guichet_itop_portal_read_rows (self, &walk, keep_id_cb, ids, NULL, cancellable, error))
    return FALSE;
  for (guint i = 0; i < ids->len && self->offset == GUICHET_PORTAL_NO_OFFSET; i++)
    {
      GError *failure = NULL;
      g_autoptr(GuichetTicket) ticket = _guichet_itop_portal_view (self, g_array_index (ids, gint64, i), NULL,
                                                                   cancellable, &failure);

      if (ticket == NULL && !pass_over (failure, error))
        return FALSE;
    }

  return TRUE;
}

static gint64
get_own_offset (void)
{
  g_autoptr(GTimeZone) local = g_time_zone_new_local ();
  int interval = g_time_zone_find_interval (local, G_TIME_TYPE_UNIVERSAL, g_get_real_time () / G_USEC_PER_SEC);

  return g_time_zone_get_offset (local, interval);
}

/* A profile may know it. If not, and the server's clock goes like this
 * computer's, that zone is taken, which also knows of summer time. */
static gboolean
learn_zone (GuichetItopPortal  *self,
            GuichetIdentity    *identity,
            GCancellable       *cancellable,
            GError            **error)
{
  g_set_str (&identity->zone, guichet_profile_get_zone (self->profile));
  if (identity->zone != NULL)
    return TRUE;
  if (!measure_offset (self, g_ptr_array_index (self->layout->lists, 0), cancellable, error))
    return FALSE;
  if (self->offset != GUICHET_PORTAL_NO_OFFSET && self->offset != get_own_offset ())
    identity->zone = g_strdup_printf ("%c%02d:%02d", self->offset < 0 ? '-' : '+',
                                      (int) (ABS (self->offset) / 3600), (int) (ABS (self->offset) % 3600 / 60));

  return TRUE;
}

/* ---- the whole of it */

static gboolean
discover_lists (GuichetItopPortal  *self,
                Discovery          *discovery,
                GCancellable       *cancellable,
                GError            **error)
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

  g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_MISSING_PROFILE, "The portal shows this account no tickets");

  return FALSE;
}

static gboolean
discover_bricks (GuichetItopPortal  *self,
                 Discovery          *discovery,
                 GCancellable       *cancellable,
                 GError            **error)
{
  if (!read_home (self, discovery, cancellable, error) || !discover_lists (self, discovery, cancellable, error))
    return FALSE;
  for (guint i = 0; i < discovery->browse->len; i++)
    if (!classify_browse (self, g_ptr_array_index (discovery->browse, i), cancellable, error))
      return FALSE;

  return TRUE;
}

static gboolean
discover_forms (GuichetItopPortal  *self,
                Discovery          *discovery,
                GCancellable       *cancellable,
                GError            **error)
{
  GError *failure = NULL;

  if (!sample_lists (self, discovery, cancellable, error) ||
      !sample_create_form (self, discovery, cancellable, error))
    return FALSE;
  if (discovery->ticket > 0 &&
      !_guichet_itop_portal_learn_view (self, discovery->ticket, cancellable, &failure) &&
      !pass_over (failure, error))
    return FALSE;
  for (guint i = 0; i < self->layout->view_codes->len; i++)
    g_hash_table_add (discovery->codes, g_strdup (g_ptr_array_index (self->layout->view_codes, i)));

  return TRUE;
}

/* Everything afresh; @self has signed in. */
static GuichetProfile *
discover (GuichetItopPortal  *self,
          GCancellable       *cancellable,
          GError            **error)
{
  g_auto(Discovery) discovery = { NULL };
  g_autoptr(GuichetProfile) profile = NULL;

  discovery_init (&discovery);
  if (!discover_bricks (self, &discovery, cancellable, error))
    return NULL;
  /* Of several classes, the one that a profile knows: that of stock iTop. */
  if (g_hash_table_size (discovery.classes) > 0 && !g_hash_table_contains (discovery.classes, self->layout->class_name))
    {
      profile = choose_profile (&discovery, error);
      if (profile == NULL)
        return NULL;
      g_set_str (&self->layout->class_name, guichet_profile_get_class_name (profile));
      g_clear_pointer (&profile, guichet_profile_unref);
    }
  if (!discover_forms (self, &discovery, cancellable, error) || (profile = choose_profile (&discovery, error)) == NULL)
    return NULL;
  g_set_str (&self->layout->class_name, guichet_profile_get_class_name (profile));

  return g_steal_pointer (&profile);
}

static void
reset_layout (GuichetItopPortal *self)
{
  g_autoptr(GuichetPortalLayout) old = self->layout;

  self->layout = guichet_portal_layout_new ();
  g_set_str (&self->layout->portal_id, old->portal_id);
  g_set_str (&self->layout->sentence, old->sentence);
  self->layout->basic = old->basic;
  _guichet_itop_portal_forget_catalogue (self);
}

static void
fill_identity (GuichetItopPortal *self,
               GuichetIdentity   *identity,
               GuichetProfile    *profile)
{
  identity->door = GUICHET_DOOR_PORTAL;
  identity->roles = GUICHET_ROLE_REQUESTER;
  g_set_str (&identity->profile, guichet_profile_get_name (profile));
  identity->fields = guichet_profile_get_fields (profile);
  _guichet_itop_portal_drop_private (self, self->layout->view_codes);
  g_free (identity->layout);
  identity->layout = guichet_portal_layout_to_text (self->layout);
}

/* The account may have several doors; at this one it is a requester. */
GuichetIdentity *
_guichet_itop_portal_sign_in (GuichetRemote   *remote,
                              GuichetProfile **out_profile,
                              GCancellable    *cancellable,
                              GError         **error)
{
  GuichetItopPortal *self = GUICHET_ITOP_PORTAL (remote);
  g_autoptr(GuichetIdentity) identity = guichet_identity_new (self->server, self->login);
  g_autoptr(GuichetProfile) profile = NULL;
  gboolean console = FALSE;

  reset_layout (self);
  if (!_guichet_itop_portal_enter (self, &console, cancellable, error) ||
      (profile = discover (self, cancellable, error)) == NULL ||
      !read_person (self, identity, cancellable, error))
    return NULL;

  fill_identity (self, identity, profile);
  guichet_itop_portal_restore (self, identity, profile);
  if (!learn_zone (self, identity, cancellable, error))
    return NULL;
  if (out_profile != NULL)
    *out_profile = g_steal_pointer (&profile);

  return g_steal_pointer (&identity);
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
  g_auto(Discovery) discovery = { NULL };

  discovery_init (&discovery);
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
  g_auto(Discovery) discovery = { NULL };
  gboolean console = FALSE;

  if (self->layout->lists->len > 0)
    return TRUE;

  discovery_init (&discovery);
  reset_layout (self);
  g_set_str (&self->layout->class_name, guichet_profile_get_class_name (self->profile));

  return _guichet_itop_portal_enter (self, &console, cancellable, error) &&
         discover_bricks (self, &discovery, cancellable, error);
}
