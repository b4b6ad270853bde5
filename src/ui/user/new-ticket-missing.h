#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GuichetNewTicketMissing:
 *
 * What keeps a form from being sent, above it: a sentence and the fields, each
 * a way to its place. Not there while there is nothing to say.
 *
 * Signal: wanted (code): somebody wants to go to that field.
 */
#define GUICHET_TYPE_NEW_TICKET_MISSING (guichet_new_ticket_missing_get_type ())

G_DECLARE_FINAL_TYPE (GuichetNewTicketMissing, guichet_new_ticket_missing, GUICHET, NEW_TICKET_MISSING, GtkWidget)

GtkWidget *guichet_new_ticket_missing_new      (void);
void       guichet_new_ticket_missing_clear    (GtkWidget  *self);
void       guichet_new_ticket_missing_append   (GtkWidget  *self,
                                                const char *code,
                                                const char *title);
gboolean   guichet_new_ticket_missing_is_empty (GtkWidget  *self);
/* Says it, also to a screen reader. @sentence: (nullable): instead of that
 * something is missing */
void       guichet_new_ticket_missing_announce (GtkWidget  *self,
                                                const char *sentence);

G_END_DECLS
