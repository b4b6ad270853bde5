#pragma once

#include <gtk/gtk.h>

#include "list/ticket-list.h"

G_BEGIN_DECLS

/**
 * GuichetQueueSections:
 *
 * A list of tickets with its groups as GTK wants them told.
 */
#define GUICHET_TYPE_QUEUE_SECTIONS (guichet_queue_sections_get_type ())

G_DECLARE_FINAL_TYPE (GuichetQueueSections, guichet_queue_sections, GUICHET, QUEUE_SECTIONS, GObject)

GListModel *guichet_queue_sections_new (GuichetTicketList *list);

G_END_DECLS
