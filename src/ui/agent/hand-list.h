#pragma once

#include <gtk/gtk.h>

#include "ui/agent/hands.h"

G_BEGIN_DECLS

/**
 * GuichetHandList:
 *
 * The tickets at hand, under a heading; nothing is seen of it while there are
 * none. Sets off portal.show-hand and portal.drop-hand.
 */
#define GUICHET_TYPE_HAND_LIST (guichet_hand_list_get_type ())

G_DECLARE_FINAL_TYPE (GuichetHandList, guichet_hand_list, GUICHET, HAND_LIST, GtkBox)

GtkWidget *guichet_hand_list_new    (GuichetHands    *hands);
void       guichet_hand_list_select (GuichetHandList *self,
                                     gint64           ticket_id);

G_END_DECLS
