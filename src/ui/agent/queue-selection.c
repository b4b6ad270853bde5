#include "config.h"

#include "ui/agent/queue-selection.h"

struct _GuichetQueueSelection
{
  GObject parent_instance;

  GListModel *model;
  GtkBitset  *selected;
};

enum
{
  SIGNAL_CHANGED_BY_PERSON,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_iface_init      (GListModelInterface        *iface);
static void section_model_iface_init   (GtkSectionModelInterface   *iface);
static void selection_model_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuichetQueueSelection, guichet_queue_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_iface_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_iface_init))

/* ---- the list, as it is below */

static GType
get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (GUICHET_QUEUE_SELECTION (list)->model);
}

static guint
get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (GUICHET_QUEUE_SELECTION (list)->model);
}

static gpointer
get_item (GListModel *list,
          guint       position)
{
  return g_list_model_get_item (GUICHET_QUEUE_SELECTION (list)->model, position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
get_section (GtkSectionModel *sections,
             guint            position,
             guint           *out_start,
             guint           *out_end)
{
  GuichetQueueSelection *self = GUICHET_QUEUE_SELECTION (sections);

  if (GTK_IS_SECTION_MODEL (self->model))
    {
      gtk_section_model_get_section (GTK_SECTION_MODEL (self->model), position, out_start, out_end);
      return;
    }

  *out_start = position < get_n_items (G_LIST_MODEL (self)) ? 0 : get_n_items (G_LIST_MODEL (self));
  *out_end = *out_start == 0 ? get_n_items (G_LIST_MODEL (self)) : G_MAXUINT;
}

static void
section_model_iface_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

static void
items_changed_cb (GuichetQueueSelection *self,
                  guint                  position,
                  guint                  removed,
                  guint                  added)
{
  gtk_bitset_splice (self->selected, position, removed, added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
sections_changed_cb (GuichetQueueSelection *self,
                     guint                  position,
                     guint                  n_items)
{
  gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), position, n_items);
}

/* ---- what is selected */

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  return gtk_bitset_contains (GUICHET_QUEUE_SELECTION (model)->selected, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint              position,
                        guint              n_items)
{
  return gtk_bitset_ref (GUICHET_QUEUE_SELECTION (model)->selected);
}

/* Takes @fresh and tells the span in which it differs. */
static gboolean
take_selected (GuichetQueueSelection *self,
               GtkBitset             *fresh)
{
  g_autoptr(GtkBitset) difference = gtk_bitset_copy (self->selected);
  guint first;

  gtk_bitset_difference (difference, fresh);
  gtk_bitset_unref (self->selected);
  self->selected = fresh;
  if (gtk_bitset_is_empty (difference))
    return FALSE;

  first = gtk_bitset_get_minimum (difference);
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first,
                                         gtk_bitset_get_maximum (difference) - first + 1);

  return TRUE;
}

/* All the other requests of GTK's come down to this one. */
static gboolean
set_selection (GtkSelectionModel *model,
               GtkBitset         *selected,
               GtkBitset         *mask)
{
  GuichetQueueSelection *self = GUICHET_QUEUE_SELECTION (model);
  guint n_items = get_n_items (G_LIST_MODEL (self));
  g_autoptr(GtkBitset) wanted = gtk_bitset_copy (selected);
  GtkBitset *fresh = gtk_bitset_copy (self->selected);

  gtk_bitset_intersect (wanted, mask);
  gtk_bitset_subtract (fresh, mask);
  gtk_bitset_union (fresh, wanted);
  gtk_bitset_remove_range_closed (fresh, n_items, G_MAXUINT);
  if (take_selected (self, fresh))
    g_signal_emit (self, signals[SIGNAL_CHANGED_BY_PERSON], 0);

  return TRUE;
}

static void
selection_model_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

/* ---- class */

static void
guichet_queue_selection_finalize (GObject *object)
{
  GuichetQueueSelection *self = GUICHET_QUEUE_SELECTION (object);

  g_object_unref (self->model);
  gtk_bitset_unref (self->selected);

  G_OBJECT_CLASS (guichet_queue_selection_parent_class)->finalize (object);
}

static void
guichet_queue_selection_class_init (GuichetQueueSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = guichet_queue_selection_finalize;

  signals[SIGNAL_CHANGED_BY_PERSON] =
    g_signal_new ("changed-by-person", GUICHET_TYPE_QUEUE_SELECTION, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guichet_queue_selection_init (GuichetQueueSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
}

GuichetQueueSelection *
guichet_queue_selection_new (GListModel *model)
{
  GuichetQueueSelection *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);

  self = g_object_new (GUICHET_TYPE_QUEUE_SELECTION, NULL);
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  if (GTK_IS_SECTION_MODEL (model))
    g_signal_connect_object (model, "sections-changed", G_CALLBACK (sections_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/* The same tickets as before, at the places where they are now. */
void
guichet_queue_selection_restore (GuichetQueueSelection *self,
                                 GtkBitset             *selected)
{
  g_return_if_fail (GUICHET_IS_QUEUE_SELECTION (self));

  take_selected (self, gtk_bitset_copy (selected));
}

guint
guichet_queue_selection_get_n (GuichetQueueSelection *self)
{
  g_return_val_if_fail (GUICHET_IS_QUEUE_SELECTION (self), 0);

  return gtk_bitset_get_size (self->selected);
}

/* The place of the first selected row; GTK_INVALID_LIST_POSITION when none is. */
guint
guichet_queue_selection_get_first (GuichetQueueSelection *self)
{
  g_return_val_if_fail (GUICHET_IS_QUEUE_SELECTION (self), GTK_INVALID_LIST_POSITION);

  return gtk_bitset_is_empty (self->selected) ? GTK_INVALID_LIST_POSITION : gtk_bitset_get_minimum (self->selected);
}
