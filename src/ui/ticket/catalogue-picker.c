#include "config.h"

#include "ui/ticket/catalogue-picker.h"

#include "ui/common/field-title.h"
#include "ui/common/focus-children.h"
#include "ui/common/label-factory.h"
#include "ui/common/wrapping.h"
#include "ui/ticket/mandatory-star.h"
#include "ui/ticket/ticket-form.h"

#include <glib/gi18n.h>

/* More than somebody would read; another word narrows them down. */
#define MAX_RESULTS 8

struct _GuichetCataloguePicker
{
  GtkWidget parent_instance;

  GuichetProfile         *profile;
  GuichetCatalogue       *catalogue;    /* (nullable): until it is read */
  GuichetCatalogueChoice  choice;
  GtkWidget              *search;
  GtkListBox             *results;
  GtkWidget              *grid;
  GtkWidget              *boxes[GUICHET_N_CATALOGUE_LEVELS];    /* (nullable): a name over a list */
  GtkWidget              *lists[GUICHET_N_CATALOGUE_LEVELS];
  GPtrArray              *offers[GUICHET_N_CATALOGUE_LEVELS];   /* what the lists show, after "nothing" */
  GCancellable           *cancellable;
  gint64                  awaited;      /* the leaf to choose once the catalogue is there; 0 for none */
  guint                   focused;      /* the level to focus once there is something to choose */
  gboolean                filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetCataloguePicker, guichet_catalogue_picker, GTK_TYPE_WIDGET)

/* ---- the lists */

static gboolean
has_same_names (GtkDropDown *list,
                GPtrArray   *offer)
{
  GtkStringList *names = GTK_STRING_LIST (gtk_drop_down_get_model (list));

  if (g_list_model_get_n_items (G_LIST_MODEL (names)) != offer->len + 1)
    return FALSE;

  for (guint i = 0; i < offer->len; i++)
    if (!g_str_equal (gtk_string_list_get_string (names, i + 1),
                      ((const GuichetCatalogueNode *) g_ptr_array_index (offer, i))->name))
      return FALSE;

  return TRUE;
}

static GtkStringList *
make_names (GPtrArray *offer)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  /* Translators: nothing is chosen at this level of the catalogue */
  gtk_string_list_append (names, C_("catalogue", "None"));
  for (guint i = 0; i < offer->len; i++)
    gtk_string_list_append (names, ((const GuichetCatalogueNode *) g_ptr_array_index (offer, i))->name);

  return names;
}

static guint
find_position (GPtrArray *offer,
               gint64     id)
{
  for (guint i = 0; i < offer->len; i++)
    if (((const GuichetCatalogueNode *) g_ptr_array_index (offer, i))->id == id)
      return i + 1;

  return 0;
}

static void
fill_list (GuichetCataloguePicker *self,
           GuichetCatalogueLevel   level)
{
  g_autoptr(GPtrArray) offer = guichet_catalogue_list (self->catalogue, &self->choice, level);
  GtkDropDown *list = GTK_DROP_DOWN (self->lists[level]);

  if (!has_same_names (list, offer))
    {
      g_autoptr(GtkStringList) names = make_names (offer);

      gtk_drop_down_set_model (list, G_LIST_MODEL (names));
    }
  gtk_drop_down_set_selected (list, find_position (offer, self->choice.ids[level]));
  gtk_widget_set_sensitive (self->lists[level], offer->len > 0);

  g_clear_pointer (&self->offers[level], g_ptr_array_unref);
  self->offers[level] = g_steal_pointer (&offer);
}

static void
fill_lists (GuichetCataloguePicker *self)
{
  if (self->catalogue == NULL)
    return;

  self->filling = TRUE;
  for (guint i = 0; i < GUICHET_N_CATALOGUE_LEVELS; i++)
    if (self->lists[i] != NULL)
      fill_list (self, i);
  self->filling = FALSE;
}

static void
take_choice (GuichetCataloguePicker *self)
{
  fill_lists (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
selected_cb (GtkDropDown            *list,
             GParamSpec             *pspec,
             GuichetCataloguePicker *self)
{
  GuichetCatalogueLevel level = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (list), "level"));
  guint position = gtk_drop_down_get_selected (list);
  gint64 id = 0;

  if (self->filling || self->offers[level] == NULL || position == GTK_INVALID_LIST_POSITION)
    return;

  if (position > 0)
    id = ((const GuichetCatalogueNode *) g_ptr_array_index (self->offers[level], position - 1))->id;
  guichet_catalogue_choose (self->catalogue, &self->choice, level, id);
  take_choice (self);
}

static GtkWidget *
make_list (GuichetCataloguePicker *self,
           GuichetCatalogueLevel   level,
           const char             *title)
{
  static const char * const nothing[] = { NULL };
  GtkWidget *list = gtk_drop_down_new_from_strings (nothing);
  g_autoptr(GtkExpression) name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  g_autoptr(GtkListItemFactory) factory = guichet_label_factory_new ();

  gtk_drop_down_set_expression (GTK_DROP_DOWN (list), name);
  /* After the expression, which sets one of its own. */
  gtk_drop_down_set_factory (GTK_DROP_DOWN (list), factory);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (list), TRUE);
  gtk_drop_down_set_search_match_mode (GTK_DROP_DOWN (list), GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  gtk_widget_set_sensitive (list, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data (G_OBJECT (list), "level", GUINT_TO_POINTER (level));
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (selected_cb), self, 0);

  return list;
}

static void
make_box (GuichetCataloguePicker *self,
          GuichetCatalogueLevel   level)
{
  GuichetField field = guichet_catalogue_level_get_field (level);
  const char *title = guichet_field_get_title (field);
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (title);

  gtk_widget_add_css_class (heading, "field-title");
  gtk_box_append (GTK_BOX (heading), label);
  if (guichet_profile_is_mandatory (self->profile, field))
    gtk_box_append (GTK_BOX (heading), guichet_mandatory_star_new ());

  self->lists[level] = make_list (self, level, title);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->lists[level]), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  self->boxes[level] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_hexpand (self->boxes[level], TRUE);
  gtk_box_append (GTK_BOX (self->boxes[level]), heading);
  gtk_box_append (GTK_BOX (self->boxes[level]), self->lists[level]);
}

/* ---- the search */

static GtkWidget *
make_line (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  guichet_label_wrap (GTK_LABEL (label));
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_result (const GuichetCatalogueNode *node)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *path = guichet_catalogue_dup_path (node);

  gtk_widget_add_css_class (box, "pick-row");
  gtk_box_append (GTK_BOX (box), make_line (node->name, "heading"));
  gtk_box_append (GTK_BOX (box), make_line (path, "meta"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, path, -1);
  g_object_set_data (G_OBJECT (row), "node", (gpointer) node);

  return row;
}

/* gtk_list_box_remove_all() takes the placeholder with it. */
static void
remove_rows (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
show_results (GuichetCataloguePicker *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autoptr(GPtrArray) found = NULL;

  remove_rows (self->results);
  gtk_widget_set_visible (GTK_WIDGET (self->results), *text != '\0');
  if (self->catalogue == NULL || *text == '\0')
    return;

  found = guichet_catalogue_search (self->catalogue, text, MAX_RESULTS);
  for (guint i = 0; i < found->len; i++)
    gtk_list_box_append (self->results, make_result (g_ptr_array_index (found, i)));
}

static void
take_leaf (GuichetCataloguePicker *self,
           GtkListBoxRow          *row)
{
  guichet_catalogue_choose_leaf (&self->choice, g_object_get_data (G_OBJECT (row), "node"));
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (self->search);
  take_choice (self);
}

static void
result_activated_cb (GtkListBox             *results,
                     GtkListBoxRow          *row,
                     GuichetCataloguePicker *self)
{
  take_leaf (self, row);
}

static void
search_activate_cb (GuichetCataloguePicker *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->results, 0);

  if (first != NULL)
    take_leaf (self, first);
}

static gboolean
search_key_cb (GtkEventControllerKey  *controller,
               guint                   keyval,
               guint                   keycode,
               GdkModifierType         state,
               GuichetCataloguePicker *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  return gtk_widget_child_focus (GTK_WIDGET (self->results), GTK_DIR_TAB_FORWARD);
}

static void
make_search (GuichetCataloguePicker *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = gtk_search_entry_new ();
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->search), 0);
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (self->search), _("Search the whole catalogue"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search the whole catalogue"), -1);
  gtk_widget_add_controller (self->search, keys);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (show_results), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activate_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->search, GTK_WIDGET (self));
}

static void
make_results (GuichetCataloguePicker *self)
{
  GtkWidget *empty = make_line (_("Nothing fits."), "meta");

  gtk_widget_add_css_class (empty, "pick-row");
  self->results = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->results, GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (self->results, empty);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->results), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Results"), -1);
  g_signal_connect_object (self->results, "row-activated", G_CALLBACK (result_activated_cb), self, 0);

  gtk_widget_add_css_class (GTK_WIDGET (self->results), "panel");
  gtk_widget_set_visible (GTK_WIDGET (self->results), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->results), GTK_WIDGET (self));
}

/* ---- the catalogue */

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetCatalogue) catalogue = guichet_catalogue_load_finish (result, &error);
  GuichetCataloguePicker *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (catalogue == NULL)
    {
      g_message ("The catalogue could not be read: %s", error->message);
      return;
    }

  self->catalogue = g_steal_pointer (&catalogue);
  fill_lists (self);
  if (self->awaited != 0)
    guichet_catalogue_picker_choose_leaf (self, self->awaited);
  show_results (self);
  if (self->focused < GUICHET_N_CATALOGUE_LEVELS)
    guichet_catalogue_picker_focus_level (self, self->focused);
}

/* ---- class */

static void
guichet_catalogue_picker_dispose (GObject *object)
{
  GuichetCataloguePicker *self = GUICHET_CATALOGUE_PICKER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->search, gtk_widget_unparent);
  if (self->results != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->results)));
  g_clear_pointer (&self->grid, gtk_widget_unparent);

  G_OBJECT_CLASS (guichet_catalogue_picker_parent_class)->dispose (object);
}

static void
guichet_catalogue_picker_finalize (GObject *object)
{
  GuichetCataloguePicker *self = GUICHET_CATALOGUE_PICKER (object);

  for (guint i = 0; i < GUICHET_N_CATALOGUE_LEVELS; i++)
    g_clear_pointer (&self->offers[i], g_ptr_array_unref);
  g_clear_pointer (&self->catalogue, guichet_catalogue_unref);
  g_clear_pointer (&self->profile, guichet_profile_unref);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (guichet_catalogue_picker_parent_class)->finalize (object);
}

static gboolean
guichet_catalogue_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GUICHET_CATALOGUE_PICKER (widget)->search);
}

static void
guichet_catalogue_picker_class_init (GuichetCataloguePickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_catalogue_picker_dispose;
  object_class->finalize = guichet_catalogue_picker_finalize;
  widget_class->focus = guichet_focus_children;
  widget_class->grab_focus = guichet_catalogue_picker_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "cataloguepicker");
}

static void
guichet_catalogue_picker_init (GuichetCataloguePicker *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->cancellable = g_cancellable_new ();
  self->focused = GUICHET_N_CATALOGUE_LEVELS;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  make_search (self);
  make_results (self);
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 10);
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

/**
 * guichet_catalogue_picker_new:
 *
 * Reads the catalogue from the cache; the choice can be set before it has come.
 */
GtkWidget *
guichet_catalogue_picker_new (GuichetStore   *store,
                              GuichetProfile *profile)
{
  GuichetCataloguePicker *self = g_object_new (GUICHET_TYPE_CATALOGUE_PICKER, NULL);

  self->profile = guichet_profile_ref (profile);
  for (guint i = 0; i < GUICHET_N_CATALOGUE_LEVELS; i++)
    if (guichet_profile_has_field (profile, guichet_catalogue_level_get_field (i)))
      {
        make_box (self, i);
        gtk_grid_attach (GTK_GRID (self->grid), self->boxes[i], 0, (int) i, 1, 1);
      }
  guichet_catalogue_load_async (store, profile, self->cancellable, loaded_cb, self);

  return GTK_WIDGET (self);
}

/* Three and two levels in a row, instead of one. */
void
guichet_catalogue_picker_set_wide (GuichetCataloguePicker *self,
                                   gboolean                wide)
{
  g_return_if_fail (GUICHET_IS_CATALOGUE_PICKER (self));

  for (guint i = 0; i < GUICHET_N_CATALOGUE_LEVELS; i++)
    {
      GtkWidget *box = self->boxes[i];
      gboolean upper = i < GUICHET_CATALOGUE_SERVICE;

      if (box == NULL)
        continue;

      g_object_ref (box);
      gtk_grid_remove (GTK_GRID (self->grid), box);
      if (!wide)
        gtk_grid_attach (GTK_GRID (self->grid), box, 0, (int) i, 1, 1);
      else if (upper)
        gtk_grid_attach (GTK_GRID (self->grid), box, (int) i * 2, 0, 2, 1);
      else
        gtk_grid_attach (GTK_GRID (self->grid), box, (int) (i - GUICHET_CATALOGUE_SERVICE) * 3, 1, 3, 1);
      g_object_unref (box);
    }
}

void
guichet_catalogue_picker_set_choice (GuichetCataloguePicker       *self,
                                     const GuichetCatalogueChoice *choice)
{
  g_return_if_fail (GUICHET_IS_CATALOGUE_PICKER (self));

  self->choice = *choice;
  fill_lists (self);
}

const GuichetCatalogueChoice *
guichet_catalogue_picker_get_choice (GuichetCataloguePicker *self)
{
  g_return_val_if_fail (GUICHET_IS_CATALOGUE_PICKER (self), NULL);

  return &self->choice;
}

/* Returns: (transfer none): "" for nothing */
const char *
guichet_catalogue_picker_get_name (GuichetCataloguePicker *self,
                                   GuichetCatalogueLevel   level)
{
  const GuichetCatalogueNode *node;

  g_return_val_if_fail (GUICHET_IS_CATALOGUE_PICKER (self), "");

  if (self->catalogue == NULL || self->choice.ids[level] == 0)
    return "";

  node = guichet_catalogue_find (self->catalogue, level, self->choice.ids[level]);

  return node != NULL ? node->name : "";
}

void
guichet_catalogue_picker_focus_level (GuichetCataloguePicker *self,
                                      GuichetCatalogueLevel   level)
{
  g_return_if_fail (GUICHET_IS_CATALOGUE_PICKER (self));

  if (self->lists[level] == NULL)
    return;

  self->focused = self->catalogue == NULL ? level : GUICHET_N_CATALOGUE_LEVELS;
  if (self->catalogue != NULL)
    gtk_widget_grab_focus (self->lists[level]);
}

/* As if a person had chosen the sub-category @leaf; without effect when there
 * is none of this id. */
void
guichet_catalogue_picker_choose_leaf (GuichetCataloguePicker *self,
                                      gint64                  leaf)
{
  const GuichetCatalogueNode *node;

  g_return_if_fail (GUICHET_IS_CATALOGUE_PICKER (self));

  self->awaited = self->catalogue == NULL ? leaf : 0;
  if (self->catalogue == NULL ||
      (node = guichet_catalogue_find (self->catalogue, GUICHET_CATALOGUE_SUBCATEGORY, leaf)) == NULL)
    return;

  guichet_catalogue_choose_leaf (&self->choice, node);
  take_choice (self);
}
