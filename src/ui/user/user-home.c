#include "config.h"

#include "ui/user/user-home-private.h"

#include "store/reading.h"
#include "ui/user/family-tile.h"
#include "ui/user/request-row.h"
#include "ui/user/result-row.h"
#include "util/text.h"

#include <glib/gi18n.h>

/* With the one for anything else; a search leads to what has no tile. */
#define MAX_TILES 15
#define MAX_ARTICLES 4
/* What a tile tells of a family. */
#define MAX_SERVICES 3

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetUserHome, guichet_user_home, ADW_TYPE_NAVIGATION_PAGE)

static void
row_activated_cb (GuichetUserHome *self,
                  GtkListBoxRow   *row)
{
  guichet_result_row_follow (row);
}

/* ---- my requests */

static void
row_read_cb (GtkListBoxRow    *row,
             GParamSpec       *pspec,
             GuichetTicketRow *ticket_row)
{
  GuichetContext *context = g_object_get_data (G_OBJECT (row), "context");
  g_autofree char *label = guichet_request_dup_label (context, ticket_row);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
append_request (GuichetUserHome *self,
                gint64           id)
{
  g_autoptr(GuichetTicketRow) ticket_row = guichet_row_cache_dup_row (self->rows, id);
  GtkWidget *cell = guichet_request_row_new (self->context);
  GtkWidget *row = gtk_list_box_row_new ();

  g_object_bind_property (self, "narrow", cell, "narrow", G_BINDING_SYNC_CREATE);
  guichet_request_row_set_row (GUICHET_REQUEST_ROW (cell), ticket_row);
  gtk_widget_add_css_class (cell, "request-cell");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), cell);
  g_object_set_data_full (G_OBJECT (row), "context", g_object_ref (self->context), g_object_unref);
  g_signal_connect_object (ticket_row, "notify::ticket", G_CALLBACK (row_read_cb), row, G_CONNECT_SWAPPED);
  row_read_cb (GTK_LIST_BOX_ROW (row), NULL, ticket_row);
  guichet_result_row_set_lead (GTK_LIST_BOX_ROW (row), "user.open-request", g_variant_new_int64 (id));
  gtk_list_box_append (self->requests, row);
}

/* Before the first load nobody knows that there are none. */
static gboolean
is_first_load (GuichetUserHome *self)
{
  GuichetSyncStatus *status = guichet_context_get_sync_status (self->context);

  return guichet_sync_status_get_last_success (status) == 0;
}

static void
show_requests (GuichetUserHome *self)
{
  GArray *ids = guichet_recent_requests_get_ids (self->recent);
  gboolean first = is_first_load (self);
  gboolean online = guichet_sync_status_get_online (guichet_context_get_sync_status (self->context));

  gtk_label_set_label (self->loading, first && online ? _("Your requests are being fetched…")
                                      : first ? _("Offline: your requests come when the network is back.") : "");
  gtk_list_box_remove_all (self->requests);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    append_request (self, g_array_index (ids, gint64, i));

  gtk_stack_set_visible_child_name (self->requests_stack,
                                    ids != NULL && ids->len > 0 ? "requests" : ids == NULL || first ? "loading" : "none");
}

static void
sync_changed_cb (GuichetUserHome *self)
{
  GArray *ids = guichet_recent_requests_get_ids (self->recent);

  if (ids == NULL || ids->len == 0)
    show_requests (self);
}

/* ---- the FAQ */

static void
articles_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GuichetUserHome) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) articles = guichet_store_list_references_finish (GUICHET_STORE (source), result, &error);

  if (articles == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The articles could not be read: %s", error->message);
      return;
    }
  if (self->context == NULL)
    return;

  gtk_list_box_remove_all (self->articles);
  for (guint i = 0; i < MIN (articles->len, MAX_ARTICLES); i++)
    {
      GuichetReference *article = g_ptr_array_index (articles, i);

      gtk_list_box_append (self->articles, guichet_result_row_new ("guichet-faq-symbolic", article->name, article->detail,
                                                                   "user.open-article", g_variant_new_int64 (article->id)));
    }
  gtk_widget_set_visible (self->faq, articles->len > 0);
}

/* ---- the families */

static GuichetCatalogueLevel
get_tile_level (GuichetUserHome *self)
{
  return guichet_catalogue_has_level (self->catalogue, GUICHET_CATALOGUE_SERVICE_FAMILY) ? GUICHET_CATALOGUE_SERVICE_FAMILY
                                                                                          : GUICHET_CATALOGUE_SERVICE;
}

static GPtrArray *
list_below (GuichetUserHome       *self,
            gint64                 family,
            GuichetCatalogueLevel  level)
{
  GuichetCatalogueChoice choice = { { 0 } };

  guichet_catalogue_choose (self->catalogue, &choice, get_tile_level (self), family);

  return guichet_catalogue_list (self->catalogue, &choice, level);
}

static char *
join_names (GPtrArray  *nodes,
            const char *except)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_auto(GStrv) all = NULL;

  for (guint i = 0; i < MIN (nodes->len, MAX_SERVICES); i++)
    {
      const GuichetCatalogueNode *node = g_ptr_array_index (nodes, i);

      if (g_strcmp0 (node->name, except) != 0)
        g_strv_builder_add (names, node->name);
    }
  all = g_strv_builder_end (names);

  return g_strjoinv (", ", all);
}

/* Its services; one that only has the name of its family says nothing more. */
static char *
describe_family (GuichetUserHome            *self,
                 const GuichetCatalogueNode *family)
{
  g_autoptr(GPtrArray) services = list_below (self, family->id, GUICHET_CATALOGUE_SERVICE);
  g_autofree char *names = join_names (services, family->name);
  g_autoptr(GPtrArray) leaves = NULL;

  if (*names != '\0')
    return g_steal_pointer (&names);

  leaves = list_below (self, family->id, GUICHET_CATALOGUE_SUBCATEGORY);

  return join_names (leaves, family->name);
}

static void
show_home (GuichetUserHome *self)
{
  self->family = 0;
  gtk_stack_set_visible_child_name (self->stack, "home");
}

static void
back_cb (GuichetUserHome *self)
{
  show_home (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static GtkWidget *
make_back (GuichetUserHome *self)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "halign", GTK_ALIGN_START, "css-classes",
                                    (const char *[]) { "flat", NULL }, NULL);

  gtk_button_set_child (GTK_BUTTON (button), g_object_new (ADW_TYPE_BUTTON_CONTENT, "icon-name", "go-previous-symbolic",
                                                           "label", _("All Families"), NULL));
  g_signal_connect_object (button, "clicked", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);

  return button;
}

/* A family with one leaf leads to it, any other shows its leaves. */
static void
show_family (GuichetUserHome            *self,
             const GuichetCatalogueNode *family)
{
  g_autoptr(GPtrArray) leaves = list_below (self, family->id, GUICHET_CATALOGUE_SUBCATEGORY);

  if (leaves->len == 1)
    {
      const GuichetCatalogueNode *leaf = g_ptr_array_index (leaves, 0);

      gtk_widget_activate_action (GTK_WIDGET (self), "user.ask", "(xs)", leaf->id, "");
      return;
    }

  self->family = family->id;
  _guichet_user_home_show_leaves (self, family->name, leaves, make_back (self));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_widget_child_focus (GTK_WIDGET (self->results), GTK_DIR_TAB_FORWARD);
}

static void
family_cb (GuichetUserHome *self,
           GtkWidget       *tile)
{
  const gint64 *id = g_object_get_data (G_OBJECT (tile), "family");
  const GuichetCatalogueNode *family = guichet_catalogue_find (self->catalogue, get_tile_level (self), *id);

  if (family != NULL)
    show_family (self, family);
}

static void
append_tile (GuichetUserHome *self,
             GtkWidget       *tile)
{
  guichet_family_tile_set_narrow (tile, self->narrow);
  gtk_flow_box_append (self->tiles, tile);
  gtk_widget_set_focusable (gtk_widget_get_parent (tile), FALSE);
}

static void
show_tiles (GuichetUserHome *self)
{
  GuichetCatalogueChoice nothing = { { 0 } };
  g_autoptr(GPtrArray) families = guichet_catalogue_list (self->catalogue, &nothing, get_tile_level (self));
  GtkWidget *other = guichet_family_tile_new_other ();

  gtk_flow_box_remove_all (self->tiles);
  for (guint i = 0; i < MIN (families->len, MAX_TILES); i++)
    {
      const GuichetCatalogueNode *family = g_ptr_array_index (families, i);
      g_autofree char *detail = describe_family (self, family);
      GtkWidget *tile = guichet_family_tile_new (family->name, detail);

      g_object_set_data_full (G_OBJECT (tile), "family", g_memdup2 (&family->id, sizeof family->id), g_free);
      g_signal_connect_object (tile, "clicked", G_CALLBACK (family_cb), self, G_CONNECT_SWAPPED);
      append_tile (self, tile);
    }
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (other), _guichet_user_home_make_target (0, ""));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (other), "user.ask");
  append_tile (self, other);
}

static void
catalogue_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GuichetUserHome) self = user_data;
  g_autoptr(GError) error = NULL;
  GuichetCatalogue *catalogue = guichet_catalogue_load_finish (result, &error);

  if (catalogue == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The catalogue could not be read: %s", error->message);
      return;
    }

  /* The rows hold ids, not places of the old catalogue. */
  g_clear_pointer (&self->catalogue, guichet_catalogue_unref);
  self->catalogue = catalogue;
  guichet_home_search_set_catalogue (self->finder, catalogue);
  show_tiles (self);
}

static void
read_references (GuichetUserHome *self)
{
  GuichetStore *store = guichet_context_get_store (self->context);

  guichet_catalogue_load_async (store, guichet_context_get_profile (self->context), self->cancellable, catalogue_cb,
                                g_object_ref (self));
  guichet_store_list_references_async (store, GUICHET_REFERENCE_FAQ, 0, self->cancellable, articles_cb, g_object_ref (self));
}

static void
store_changed_cb (GuichetUserHome  *self,
                  GuichetChangeSet *changes)
{
  if (changes->references || changes->everything)
    read_references (self);
}

/* ---- the question */

static void
search_changed_cb (GuichetUserHome *self)
{
  const char *text = gtk_editable_get_text (self->search);

  self->family = 0;
  guichet_home_search_set_text (self->finder, text);
  if (guichet_text_is_empty (text))
    show_home (self);
}

static gboolean
shows_results (GuichetUserHome *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "results");
}

/* Enter takes what is first. */
static void
search_activated_cb (GuichetUserHome *self)
{
  GtkWidget *row = shows_results (self) ? _guichet_user_home_find_first (self) : NULL;

  if (row != NULL)
    guichet_result_row_follow (GTK_LIST_BOX_ROW (row));
}

static void
search_stopped_cb (GuichetUserHome *self)
{
  gtk_editable_set_text (self->search, "");
  show_home (self);
}

/* From the entry into the results. */
static gboolean
down_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  GuichetUserHome *self = user_data;
  GtkWidget *row = shows_results (self) ? _guichet_user_home_find_first (self) : NULL;

  return row != NULL && gtk_widget_grab_focus (row);
}

static void
add_down (GuichetUserHome *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Down|KP_Down"),
                                                          gtk_callback_action_new (down_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->search), controller);
}

/* ---- class */

static void
set_narrow (GuichetUserHome *self,
            gboolean         narrow)
{
  self->narrow = narrow;
  if (narrow)
    gtk_widget_add_css_class (self->content, "narrow");
  else
    gtk_widget_remove_css_class (self->content, "narrow");
  gtk_orientable_set_orientation (self->columns, narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (GTK_BOX (self->columns), !narrow);
  gtk_flow_box_set_min_children_per_line (self->tiles, narrow ? 2 : 4);
  gtk_flow_box_set_max_children_per_line (self->tiles, narrow ? 2 : 4);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->tiles)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    guichet_family_tile_set_narrow (gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child)), narrow);
}

static void
guichet_user_home_dispose (GObject *object)
{
  GuichetUserHome *self = GUICHET_USER_HOME (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->recent);
  g_clear_object (&self->finder);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_USER_HOME);
  g_clear_object (&self->rows);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_user_home_parent_class)->dispose (object);
}

static void
guichet_user_home_finalize (GObject *object)
{
  GuichetUserHome *self = GUICHET_USER_HOME (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->catalogue, guichet_catalogue_unref);

  G_OBJECT_CLASS (guichet_user_home_parent_class)->finalize (object);
}

static void
guichet_user_home_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (prop_id == PROP_NARROW)
    g_value_set_boolean (value, GUICHET_USER_HOME (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
guichet_user_home_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  if (prop_id == PROP_NARROW)
    set_narrow (GUICHET_USER_HOME (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GUICHET_TYPE_SYNC_INDICATOR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/user/user-home.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetUserHome, scroller);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserHome, content);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserHome, search);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserHome, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserHome, tiles);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserHome, columns);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserHome, requests_stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserHome, loading);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserHome, requests);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserHome, faq);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserHome, articles);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserHome, results);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserHome, sync);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
guichet_user_home_class_init (GuichetUserHomeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_user_home_dispose;
  object_class->finalize = guichet_user_home_finalize;
  object_class->get_property = guichet_user_home_get_property;
  object_class->set_property = guichet_user_home_set_property;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
guichet_user_home_init (GuichetUserHome *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_down (self);
}

GtkWidget *
guichet_user_home_new (GuichetContext *context)
{
  GuichetUserHome *self;
  GuichetStore *store;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_USER_HOME, NULL);
  store = guichet_context_get_store (context);
  self->context = g_object_ref (context);
  self->rows = guichet_row_cache_dup_for_store (store);
  self->finder = guichet_home_search_new (context);
  self->recent = guichet_recent_requests_new (context);
  g_signal_connect_object (self->finder, "found", G_CALLBACK (_guichet_user_home_show_results), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recent, "changed", G_CALLBACK (show_requests), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (guichet_context_get_sync_status (context), "notify::state",
                           G_CALLBACK (sync_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (guichet_context_get_sync_status (context), "notify::last-success",
                           G_CALLBACK (sync_changed_cb), self, G_CONNECT_SWAPPED);
  guichet_sync_indicator_set_status (self->sync, guichet_context_get_sync_status (context));
  read_references (self);
  show_requests (self);

  return GTK_WIDGET (self);
}

void
guichet_user_home_focus_search (GuichetUserHome *self)
{
  g_return_if_fail (GUICHET_IS_USER_HOME (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* As if somebody typed it. */
void
guichet_user_home_set_text (GuichetUserHome *self,
                            const char      *text)
{
  g_return_if_fail (GUICHET_IS_USER_HOME (self));

  gtk_editable_set_text (self->search, text);
}
