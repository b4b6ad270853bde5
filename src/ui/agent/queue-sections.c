#include "config.h"

#include "ui/agent/queue-sections.h"

struct _GuichetQueueSections
{
  GObject parent_instance;

  GuichetTicketList *list;
};

static void list_model_iface_init    (GListModelInterface      *iface);
static void section_model_iface_init (GtkSectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuichetQueueSections, guichet_queue_sections, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_iface_init))

static GType
get_item_type (GListModel *model)
{
  return GUICHET_TYPE_TICKET_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (GUICHET_QUEUE_SECTIONS (model)->list));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (GUICHET_QUEUE_SECTIONS (model)->list), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
get_section (GtkSectionModel *model,
             guint            position,
             guint           *out_start,
             guint           *out_end)
{
  guichet_ticket_list_get_section (GUICHET_QUEUE_SECTIONS (model)->list, position, out_start, out_end);
}

static void
section_model_iface_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

static void
guichet_queue_sections_finalize (GObject *object)
{
  g_object_unref (GUICHET_QUEUE_SECTIONS (object)->list);

  G_OBJECT_CLASS (guichet_queue_sections_parent_class)->finalize (object);
}

static void
guichet_queue_sections_class_init (GuichetQueueSectionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = guichet_queue_sections_finalize;
}

static void
guichet_queue_sections_init (GuichetQueueSections *self)
{
}

/**
 * guichet_queue_sections_new:
 *
 * Returns: (transfer full): @list as a GtkSectionModel
 */
GListModel *
guichet_queue_sections_new (GuichetTicketList *list)
{
  GuichetQueueSections *self = g_object_new (GUICHET_TYPE_QUEUE_SECTIONS, NULL);

  self->list = g_object_ref (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (g_list_model_items_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "sections-changed", G_CALLBACK (gtk_section_model_sections_changed), self,
                           G_CONNECT_SWAPPED);

  return G_LIST_MODEL (self);
}
