#pragma once

#include <gtk/gtk.h>

#include "model/ticket.h"
#include "ui/common/context.h"
#include "ui/ticket/field-edits.h"

G_BEGIN_DECLS

/**
 * GuichetTicketForm:
 *
 * The three groups of a ticket's fields, each changed in its place. A field
 * that the server lacks is not there. It shows what #GuichetFieldEdits holds.
 */
#define GUICHET_TYPE_TICKET_FORM (guichet_ticket_form_get_type ())

G_DECLARE_FINAL_TYPE (GuichetTicketForm, guichet_ticket_form, GUICHET, TICKET_FORM, GtkWidget)

void        guichet_ticket_form_build        (GuichetTicketForm *self,
                                              GuichetProfile    *profile);
void        guichet_ticket_form_open         (GuichetTicketForm *self,
                                              GuichetContext    *context,
                                              GuichetFieldEdits *edits);
void        guichet_ticket_form_set_ticket   (GuichetTicketForm *self,
                                              GuichetTicket     *ticket);
gboolean    guichet_ticket_form_edit         (GuichetTicketForm *self,
                                              GuichetField       field);
gboolean    guichet_ticket_form_edit_focused (GuichetTicketForm *self);
gboolean    guichet_ticket_form_is_editing   (GuichetTicketForm *self);
void        guichet_ticket_form_finish_edit  (GuichetTicketForm *self);
void        guichet_ticket_form_show_missing (GuichetTicketForm *self,
                                              guint64            missing);
void        guichet_ticket_form_reveal_field (GuichetTicketForm *self,
                                              GuichetField       field);
void        guichet_ticket_form_focus_field  (GuichetTicketForm *self,
                                              GuichetField       field);
guint       guichet_ticket_form_count_children (GuichetTicketForm *self);

G_END_DECLS
