#include "config.h"

#include "ui/ticket/reference-search.h"

#include "store/reading.h"
#include "ui/common/focus-children.h"
#include "util/text.h"

#include <glib/gi18n.h>

/* More rows than somebody would read; another letter narrows them down. */
#define MAX_ROWS 40

struct _GuichetReferenceSearch
{
  GtkWidget parent_instance;

  GuichetStore         *store;
  GuichetReferenceKind  kind;
  GtkWidget            *entry;
  GtkWidget            *scroller;
  GtkListBox           *list;
  GtkWidget            *empty;
  GCancellable         *cancellable;    /* of the search that runs */
  gboolean              pick_first;     /* Enter came before the answer */
};

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetReferenceSearch, guichet_reference_search, GTK_TYPE_WIDGET)

/**
 * guichet_reference_format:
 *
 * Returns: (transfer full): "0349901X · Collège des Garrigues" for a site with
 *   a code, else the name
 */
char *
guichet_reference_format (const GuichetReference *reference)
{
  if (reference->kind != GUICHET_REFERENCE_SITE || reference->code == NULL || *reference->code == '\0'
      || strstr (reference->name, reference->code) != NULL)
    return g_strdup (reference->name);

  return g_strdup_printf ("%s · %s", reference->code, reference->name);
}

/* ---- rows */

static const char *
get_detail (const GuichetReference *reference)
{
  if (reference->kind != GUICHET_REFERENCE_PERSON)
    return NULL;
  if (reference->detail != NULL && *reference->detail != '\0')
    return reference->detail;

  return reference->email;
}

static GtkWidget *
make_line (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);

  return label;
}

static GtkWidget *
make_row (GuichetReference *reference)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *name = guichet_reference_format (reference);
  const char *detail = get_detail (reference);

  gtk_widget_add_css_class (box, "pick-row");
  gtk_box_append (GTK_BOX (box), make_line (name));
  if (detail != NULL && *detail != '\0')
    {
      GtkWidget *line = make_line (detail);

      gtk_widget_add_css_class (line, "meta");
      gtk_box_append (GTK_BOX (box), line);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "reference", guichet_reference_ref (reference),
                          (GDestroyNotify) guichet_reference_unref);

  return row;
}

static void
pick (GuichetReferenceSearch *self,
      GtkListBoxRow          *row)
{
  g_autoptr(GuichetReference) reference = g_object_get_data (G_OBJECT (row), "reference");

  guichet_reference_ref (reference);
  g_signal_emit (self, signals[PICKED], 0, reference);
}

static void
row_activated_cb (GtkListBox             *list,
                  GtkListBoxRow          *row,
                  GuichetReferenceSearch *self)
{
  pick (self, row);
}

/* ---- searching */

/* gtk_list_box_remove_all() takes the placeholder with it. */
static void
remove_rows (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
fill (GuichetReferenceSearch *self,
      GPtrArray              *found)
{
  GtkListBoxRow *first;

  remove_rows (self->list);
  gtk_label_set_text (GTK_LABEL (self->empty),
                      *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0'
                      ? _("Nothing fits.") : _("Type a part of the name."));
  for (guint i = 0; i < found->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (found, i)));

  first = gtk_list_box_get_row_at_index (self->list, 0);
  if (self->pick_first && first != NULL)
    pick (self, first);
  self->pick_first = FALSE;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) found = guichet_store_search_references_finish (GUICHET_STORE (source), result, &error);
  GuichetReferenceSearch *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (found != NULL)
    fill (self, found);
  else
    g_message ("Names could not be searched: %s", error->message);
}

static void
search (GuichetReferenceSearch *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  guichet_store_search_references_async (self->store, &self->kind, 1, gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                                         MAX_ROWS, self->cancellable, found_cb, self);
}

static void
search_changed_cb (GuichetReferenceSearch *self)
{
  self->pick_first = FALSE;
  search (self);
}

static void
entry_activate_cb (GuichetReferenceSearch *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (self->cancellable != NULL)
    self->pick_first = TRUE;
  else if (row != NULL)
    pick (self, row);
}

static gboolean
entry_key_cb (GtkEventControllerKey  *controller,
              guint                   keyval,
              guint                   keycode,
              GdkModifierType         state,
              GuichetReferenceSearch *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  return gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

/* ---- class */

static void
guichet_reference_search_dispose (GObject *object)
{
  GuichetReferenceSearch *self = GUICHET_REFERENCE_SEARCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (guichet_reference_search_parent_class)->dispose (object);
}

static gboolean
guichet_reference_search_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GUICHET_REFERENCE_SEARCH (widget)->entry);
}

static void
guichet_reference_search_class_init (GuichetReferenceSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_reference_search_dispose;
  widget_class->focus = guichet_focus_children;
  widget_class->grab_focus = guichet_reference_search_grab_focus;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, GUICHET_TYPE_REFERENCE);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
make_entry (GuichetReferenceSearch *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_search_entry_new ();
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->entry), 0);
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (self->entry), _("Search for a name"));
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
}

static void
make_list (GuichetReferenceSearch *self)
{
  self->empty = gtk_label_new (_("Type a part of the name."));
  gtk_widget_add_css_class (self->empty, "meta");
  gtk_widget_add_css_class (self->empty, "pick-row");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (self->list, self->empty);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);

  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                                 "child", self->list,
                                 "hscrollbar-policy", GTK_POLICY_NEVER,
                                 "propagate-natural-height", TRUE,
                                 "min-content-height", 90,
                                 "max-content-height", 210,
                                 NULL);
  gtk_widget_add_css_class (self->scroller, "panel");
  gtk_widget_set_overflow (self->scroller, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

static void
guichet_reference_search_init (GuichetReferenceSearch *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  make_entry (self);
  make_list (self);
}

/**
 * guichet_reference_search_new:
 * @kind: persons, sites or whatever has names
 * @label: what a screen reader calls the search and the list
 */
GtkWidget *
guichet_reference_search_new (GuichetStore         *store,
                              GuichetReferenceKind  kind,
                              const char           *label)
{
  GuichetReferenceSearch *self = g_object_new (GUICHET_TYPE_REFERENCE_SEARCH, NULL);

  self->store = g_object_ref (store);
  self->kind = kind;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return GTK_WIDGET (self);
}
