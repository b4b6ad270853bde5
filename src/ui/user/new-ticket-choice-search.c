#include "config.h"

#include "ui/user/new-ticket-choice-search.h"

#include "ui/common/focus-children.h"
#include "ui/common/problem.h"

#include <glib/gi18n.h>

/* Each search is a question to the server. */
#define DELAY_MS 350
#define MIN_LETTERS 2

struct _GuichetChoiceSearch
{
  GtkWidget parent_instance;

  GuichetContext *context;
  char           *code;
  GtkWidget      *entry;
  GtkWidget      *scroller;
  GtkWidget      *list;
  GtkWidget      *empty;
  GCancellable   *cancellable;          /* of the search that runs */
};

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetChoiceSearch, guichet_choice_search, GTK_TYPE_WIDGET)

/* ---- rows */

static GtkWidget *
make_row (const GuichetChoice *choice)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (choice->label);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "pick-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, choice->label, -1);
  g_object_set_data_full (G_OBJECT (row), "choice", guichet_choice_new (choice->value, choice->label),
                          (GDestroyNotify) guichet_choice_free);

  return row;
}

static void
remove_rows (GuichetChoiceSearch *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
}

static void
row_activated_cb (GuichetChoiceSearch *self,
                  GtkListBoxRow       *row)
{
  const GuichetChoice *choice = g_object_get_data (G_OBJECT (row), "choice");
  g_autofree char *value = g_strdup (choice->value);
  g_autofree char *label = g_strdup (choice->label);

  g_signal_emit (self, signals[PICKED], 0, value, label);
}

/* ---- searching */

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GuichetChoiceSearch) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) choices = guichet_form_source_search_finish (GUICHET_FORM_SOURCE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->context == NULL)
    return;

  remove_rows (self);
  gtk_label_set_text (GTK_LABEL (self->empty),
                      error != NULL ? guichet_problem_describe (error).sentence : _("Nothing fits."));
  for (guint i = 0; choices != NULL && i < choices->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (g_ptr_array_index (choices, i)));
}

static void
search_changed_cb (GuichetChoiceSearch *self)
{
  GuichetFormSource *source = guichet_context_get_form_source (self->context);
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (source == NULL || g_utf8_strlen (words, -1) < MIN_LETTERS)
    return;

  self->cancellable = g_cancellable_new ();
  guichet_form_source_search_async (source, self->code, words, NULL, self->cancellable, found_cb, g_object_ref (self));
}

static void
activate_cb (GuichetChoiceSearch *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);

  if (first != NULL)
    row_activated_cb (self, first);
}

/* ---- class */

static void
guichet_choice_search_dispose (GObject *object)
{
  GuichetChoiceSearch *self = GUICHET_CHOICE_SEARCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_choice_search_parent_class)->dispose (object);
}

static void
guichet_choice_search_finalize (GObject *object)
{
  g_free (GUICHET_CHOICE_SEARCH (object)->code);

  G_OBJECT_CLASS (guichet_choice_search_parent_class)->finalize (object);
}

static gboolean
guichet_choice_search_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GUICHET_CHOICE_SEARCH (widget)->entry);
}

static void
guichet_choice_search_class_init (GuichetChoiceSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_choice_search_dispose;
  G_OBJECT_CLASS (klass)->finalize = guichet_choice_search_finalize;
  widget_class->focus = guichet_focus_children;
  widget_class->grab_focus = guichet_choice_search_grab_focus;
  signals[PICKED] = g_signal_new ("picked", GUICHET_TYPE_CHOICE_SEARCH, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
guichet_choice_search_init (GuichetChoiceSearch *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->entry = gtk_search_entry_new ();
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->entry), DELAY_MS);
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (self->entry), _("Search for a name"));
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));

  self->empty = gtk_label_new (_("Type a part of the name."));
  gtk_label_set_wrap (GTK_LABEL (self->empty), TRUE);
  gtk_widget_add_css_class (self->empty, "meta");
  gtk_widget_add_css_class (self->empty, "pick-row");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), self->empty);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                                 "child", self->list,
                                 "hscrollbar-policy", GTK_POLICY_NEVER,
                                 "propagate-natural-height", TRUE,
                                 "min-content-height", 90,
                                 "max-content-height", 210,
                                 NULL);
  gtk_widget_add_css_class (self->scroller, "panel");
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
guichet_choice_search_new (GuichetContext *context,
                           const char     *code,
                           const char     *label)
{
  GuichetChoiceSearch *self = g_object_new (GUICHET_TYPE_CHOICE_SEARCH, NULL);

  self->context = g_object_ref (context);
  self->code = g_strdup (code);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return GTK_WIDGET (self);
}
