#pragma once

#include "ui/common/context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GuichetPersonCard:
 *
 * Who somebody is, how to reach them, and their tickets, all from the cache.
 * Nothing is called or written to before a click.
 */
#define GUICHET_TYPE_PERSON_CARD (guichet_person_card_get_type ())

G_DECLARE_FINAL_TYPE (GuichetPersonCard, guichet_person_card, GUICHET, PERSON_CARD, GtkWidget)

GtkWidget *guichet_person_card_new       (GuichetContext    *context,
                                          gint64             person_id);
void       guichet_person_card_set_name  (GuichetPersonCard *self,
                                          const char        *name);
void       guichet_person_card_set_site  (GuichetPersonCard *self,
                                          gint64             site_id,
                                          const char        *name);
void       guichet_person_card_leave_out (GuichetPersonCard *self,
                                          gint64             ticket_id);
void       guichet_person_card_add       (GuichetPersonCard *self,
                                          GtkWidget         *widget);

G_END_DECLS
