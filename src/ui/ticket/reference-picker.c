#include "config.h"

#include "ui/ticket/reference-picker.h"

#include "ui/common/focus-children.h"
#include "util/text.h"

#include <glib/gi18n.h>

/* More rows than somebody would read; the search narrows them down. */
#define MAX_ROWS 300

struct _GuichetReferencePicker
{
  GtkWidget parent_instance;

  GtkWidget  *search;
  GtkWidget  *scroller;
  GtkListBox *list;
  GtkWidget  *empty;
  char       *wanted;   /* folded search text */

  GtkListBoxRow *chosen;        /* nullable */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetReferencePicker, guichet_reference_picker, GTK_TYPE_WIDGET)

/* A membership stands for its person. */
static gint64
get_reference_id (const GuichetReference *reference)
{
  return reference->kind == GUICHET_REFERENCE_MEMBERSHIP ? reference->other : reference->id;
}

static const GuichetReference *
get_row_reference (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "reference");
}

static GtkWidget *
make_row (GuichetReference *reference)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (reference->name);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (check, "pick-mark");
  gtk_widget_add_css_class (box, "pick-row");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, reference->name, -1);
  g_object_set_data_full (G_OBJECT (row), "reference", guichet_reference_ref (reference),
                          (GDestroyNotify) guichet_reference_unref);

  return row;
}

static gboolean
filter_cb (GtkListBoxRow *row,
           gpointer       user_data)
{
  GuichetReferencePicker *self = user_data;
  g_autofree char *name = NULL;

  if (*self->wanted == '\0')
    return TRUE;

  name = guichet_text_fold (get_row_reference (row)->name);

  return strstr (name, self->wanted) != NULL;
}

static void
search_changed_cb (GtkSearchEntry         *entry,
                   GuichetReferencePicker *self)
{
  g_free (self->wanted);
  self->wanted = guichet_text_fold (gtk_editable_get_text (GTK_EDITABLE (entry)));
  gtk_list_box_invalidate_filter (self->list);
}

static void
mark_row (GtkListBoxRow *row,
          gboolean       chosen)
{
  if (chosen)
    gtk_widget_set_state_flags (GTK_WIDGET (row), GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (GTK_WIDGET (row), GTK_STATE_FLAG_SELECTED);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED, chosen, -1);
}

/* The selection of the list would follow the focus: somebody who only walks
 * through a dialog would choose a colleague. */
static void
choose_row (GuichetReferencePicker *self,
            GtkListBoxRow          *row)
{
  if (self->chosen == row)
    return;

  if (self->chosen != NULL)
    mark_row (self->chosen, FALSE);
  self->chosen = row;
  if (row != NULL)
    mark_row (row, TRUE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
row_activated_cb (GtkListBox             *list,
                  GtkListBoxRow          *row,
                  GuichetReferencePicker *self)
{
  choose_row (self, row);
}

/* Return in the search takes the first that fits. */
static void
search_activate_cb (GtkSearchEntry         *entry,
                    GuichetReferencePicker *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      {
        choose_row (self, row);
        return;
      }
}

static void
guichet_reference_picker_dispose (GObject *object)
{
  GuichetReferencePicker *self = GUICHET_REFERENCE_PICKER (object);

  g_clear_pointer (&self->search, gtk_widget_unparent);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (guichet_reference_picker_parent_class)->dispose (object);
}

static void
guichet_reference_picker_finalize (GObject *object)
{
  g_free (GUICHET_REFERENCE_PICKER (object)->wanted);

  G_OBJECT_CLASS (guichet_reference_picker_parent_class)->finalize (object);
}

static gboolean
guichet_reference_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GUICHET_REFERENCE_PICKER (widget)->search);
}

static void
guichet_reference_picker_class_init (GuichetReferencePickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_reference_picker_dispose;
  object_class->finalize = guichet_reference_picker_finalize;
  widget_class->focus = guichet_focus_children;
  widget_class->grab_focus = guichet_reference_picker_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
guichet_reference_picker_init (GuichetReferencePicker *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  self->wanted = g_strdup ("");

  self->search = gtk_search_entry_new ();
  g_signal_connect (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect (self->search, "activate", G_CALLBACK (search_activate_cb), self);
  gtk_widget_set_parent (self->search, GTK_WIDGET (self));

  self->empty = gtk_label_new (_("Nothing fits."));
  gtk_widget_add_css_class (self->empty, "meta");
  gtk_widget_add_css_class (self->empty, "pick-row");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_placeholder (self->list, self->empty);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);

  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                                 "child", self->list,
                                 "hscrollbar-policy", GTK_POLICY_NEVER,
                                 "propagate-natural-height", TRUE,
                                 "min-content-height", 176,
                                 "max-content-height", 210,
                                 NULL);
  gtk_widget_add_css_class (self->scroller, "panel");
  gtk_widget_set_overflow (self->scroller, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * guichet_reference_picker_new:
 * @prompt: in the search entry
 * @label: what a screen reader calls the list
 */
GtkWidget *
guichet_reference_picker_new (const char *prompt,
                              const char *label)
{
  GuichetReferencePicker *self = g_object_new (GUICHET_TYPE_REFERENCE_PICKER, NULL);

  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (self->search), prompt);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, prompt, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return GTK_WIDGET (self);
}

/**
 * guichet_reference_picker_set_references:
 * @references: (element-type GuichetReference)
 * @excluded: an id that cannot be chosen, or 0
 */
void
guichet_reference_picker_set_references (GuichetReferencePicker *self,
                                         GPtrArray              *references,
                                         gint64                  excluded)
{
  guint n = 0;

  g_return_if_fail (GUICHET_IS_REFERENCE_PICKER (self));

  choose_row (self, NULL);
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < references->len && n < MAX_ROWS; i++)
    {
      GuichetReference *reference = g_ptr_array_index (references, i);

      if (get_reference_id (reference) == excluded)
        continue;
      gtk_list_box_append (self->list, make_row (reference));
      n++;
    }
}

/* Returns: whether there is one of this name */
gboolean
guichet_reference_picker_select_name (GuichetReferencePicker *self,
                                      const char             *name)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (GUICHET_IS_REFERENCE_PICKER (self), FALSE);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_str_equal (get_row_reference (row)->name, name))
      {
        choose_row (self, row);
        return TRUE;
      }

  return FALSE;
}

void
guichet_reference_picker_select_id (GuichetReferencePicker *self,
                                    gint64                  id)
{
  GtkListBoxRow *row;

  g_return_if_fail (GUICHET_IS_REFERENCE_PICKER (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (get_reference_id (get_row_reference (row)) == id)
      choose_row (self, row);
}

/* 0 while nothing is chosen. */
gint64
guichet_reference_picker_get_id (GuichetReferencePicker *self)
{
  g_return_val_if_fail (GUICHET_IS_REFERENCE_PICKER (self), 0);

  return self->chosen != NULL ? get_reference_id (get_row_reference (self->chosen)) : 0;
}

const char *
guichet_reference_picker_get_name (GuichetReferencePicker *self)
{
  g_return_val_if_fail (GUICHET_IS_REFERENCE_PICKER (self), NULL);

  return self->chosen != NULL ? get_row_reference (self->chosen)->name : "";
}
