#include "config.h"

#include "ui/ticket/insert-popover.h"

#include <glib/gi18n.h>

struct _GuichetInsertPopover
{
  GtkPopover parent_instance;

  GtkSearchEntry *entry;
  GtkListBox     *list;
  GtkLabel       *nothing;
  GtkButton      *more;

  GPtrArray      *items;
};

enum
{
  SEARCH,
  CHOSEN,
  MORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetInsertPopover, guichet_insert_popover, GTK_TYPE_POPOVER)

/* ---- items */

static void
free_item (gpointer data)
{
  GuichetInsertItem *self = data;

  g_free (self->title);
  g_free (self->subtitle);
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self);
}

/* @data: (transfer full) */
GuichetInsertItem *
guichet_insert_item_new (const char     *title,
                         const char     *subtitle,
                         gpointer        data,
                         GDestroyNotify  free_data)
{
  GuichetInsertItem *self = g_new0 (GuichetInsertItem, 1);

  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->data = data;
  self->free_data = free_data;

  return self;
}

GPtrArray *
guichet_insert_items_new (void)
{
  return g_ptr_array_new_with_free_func (free_item);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_row (const GuichetInsertItem *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), make_label (item->title, NULL));
  if (*item->subtitle != '\0')
    gtk_box_append (GTK_BOX (box), make_label (item->subtitle, "meta"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, item->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, item->subtitle,
                                  -1);

  return row;
}

/* ---- choosing */

static void
choose (GuichetInsertPopover *self,
        GtkListBoxRow        *row)
{
  GuichetInsertItem *item;

  if (row == NULL || self->items == NULL)
    return;

  item = g_ptr_array_index (self->items, gtk_list_box_row_get_index (row));
  g_signal_emit (self, signals[CHOSEN], 0, item->data);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
row_activated_cb (GuichetInsertPopover *self,
                  GtkListBoxRow        *row)
{
  choose (self, row);
}

static void
activate_cb (GuichetInsertPopover *self)
{
  choose (self, gtk_list_box_get_selected_row (self->list));
}

static void
stop_cb (GuichetInsertPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
search_cb (GuichetInsertPopover *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_signal_emit (self, signals[SEARCH], 0, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
more_cb (GuichetInsertPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[MORE], 0);
}

/* The arrows walk through the list while the search keeps the focus. */
static void
move_selection (GuichetInsertPopover *self,
                int                   step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + step : 0;

  row = gtk_list_box_get_row_at_index (self->list, index);
  if (index < 0 || row == NULL)
    return;

  gtk_list_box_select_row (self->list, row);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
}

static void
next_cb (GuichetInsertPopover *self)
{
  move_selection (self, 1);
}

static void
previous_cb (GuichetInsertPopover *self)
{
  move_selection (self, -1);
}

static gboolean
key_pressed_cb (GuichetInsertPopover *self,
                guint                 keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;

  move_selection (self, keyval == GDK_KEY_Down ? 1 : -1);

  return GDK_EVENT_STOP;
}

/* ---- class */

static void
guichet_insert_popover_dispose (GObject *object)
{
  GuichetInsertPopover *self = GUICHET_INSERT_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), GUICHET_TYPE_INSERT_POPOVER);
  g_clear_pointer (&self->items, g_ptr_array_unref);

  G_OBJECT_CLASS (guichet_insert_popover_parent_class)->dispose (object);
}

static void
guichet_insert_popover_class_init (GuichetInsertPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_insert_popover_dispose;

  signals[SEARCH] = g_signal_new ("search", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[MORE] = g_signal_new ("more", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/ticket/insert-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetInsertPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, GuichetInsertPopover, list);
  gtk_widget_class_bind_template_child (widget_class, GuichetInsertPopover, nothing);
  gtk_widget_class_bind_template_child (widget_class, GuichetInsertPopover, more);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
}

static void
guichet_insert_popover_init (GuichetInsertPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
guichet_insert_popover_new (void)
{
  return g_object_new (GUICHET_TYPE_INSERT_POPOVER, NULL);
}

/**
 * guichet_insert_popover_open:
 * @prompt: what is searched
 * @area: of the cursor, in the parent
 */
void
guichet_insert_popover_open (GuichetInsertPopover *self,
                             const char           *prompt,
                             const GdkRectangle   *area)
{
  g_return_if_fail (GUICHET_IS_INSERT_POPOVER (self));

  gtk_search_entry_set_placeholder_text (self->entry, prompt);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, prompt, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, prompt, -1);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_list_box_remove_all (self->list);
  gtk_label_set_text (self->nothing, "");
  gtk_popover_set_pointing_to (GTK_POPOVER (self), area);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  g_signal_emit (self, signals[SEARCH], 0, "");
}

/**
 * guichet_insert_popover_set_items:
 * @items: (element-type GuichetInsertItem)
 * @nothing: what is said when there are none
 */
void
guichet_insert_popover_set_items (GuichetInsertPopover *self,
                                  GPtrArray            *items,
                                  const char           *nothing)
{
  g_return_if_fail (GUICHET_IS_INSERT_POPOVER (self));

  g_ptr_array_ref (items);
  gtk_list_box_remove_all (self->list);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = items;

  for (guint i = 0; i < items->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (items, i)));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_label_set_text (self->nothing, nothing);
}

/* @label: (nullable): of a button below the list, which emits "more" */
void
guichet_insert_popover_set_more (GuichetInsertPopover *self,
                                 const char           *label)
{
  g_return_if_fail (GUICHET_IS_INSERT_POPOVER (self));

  gtk_widget_set_visible (GTK_WIDGET (self->more), label != NULL);
  gtk_button_set_label (self->more, label != NULL ? label : "");
}

/* What was typed into the search. */
const char *
guichet_insert_popover_get_text (GuichetInsertPopover *self)
{
  g_return_val_if_fail (GUICHET_IS_INSERT_POPOVER (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}
