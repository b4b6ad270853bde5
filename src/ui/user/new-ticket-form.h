#pragma once

#include <gtk/gtk.h>

#include "model/create-form.h"
#include "ui/common/context.h"
#include "ui/user/new-ticket-draft.h"

G_BEGIN_DECLS

/**
 * GuichetNewTicketForm:
 *
 * The form of a new ticket, in the groups of SPEC §6: which fields there are, in
 * which order, what they are called, what must be filled in and what can be
 * chosen comes from a #GuichetCreateForm alone. What is entered goes into the
 * draft at once.
 *
 * Signal: leaf-changed: another leaf of the catalogue was chosen.
 */
#define GUICHET_TYPE_NEW_TICKET_FORM (guichet_new_ticket_form_get_type ())

G_DECLARE_FINAL_TYPE (GuichetNewTicketForm, guichet_new_ticket_form, GUICHET, NEW_TICKET_FORM, GtkWidget)

GtkWidget *guichet_new_ticket_form_new           (GuichetContext        *context,
                                                  GuichetNewTicketDraft *draft,
                                                  GuichetCreateForm     *fields);
/* Another set of fields for the same draft: those of another leaf. */
void       guichet_new_ticket_form_set_fields    (GuichetNewTicketForm  *self,
                                                  GuichetCreateForm     *fields);
/* The levels of the catalogue side by side. */
void       guichet_new_ticket_form_set_wide      (GuichetNewTicketForm  *self,
                                                  gboolean               wide);
/* Shows a leaf that was chosen elsewhere. */
void       guichet_new_ticket_form_choose_leaf   (GuichetNewTicketForm  *self,
                                                  gint64                 leaf);
/* Shows what the draft holds of @field now. */
void       guichet_new_ticket_form_refresh       (GuichetNewTicketForm  *self,
                                                  GuichetField           field);
/* Lists what is missing or does not do, the focus on the first of it. Returns:
 * whether nothing was found */
gboolean   guichet_new_ticket_form_check         (GuichetNewTicketForm  *self);
/* Shows what the server did not take of @code or of the field of that name. */
void       guichet_new_ticket_form_show_refusal  (GuichetNewTicketForm  *self,
                                                  const char            *name,
                                                  const char            *sentence);
/* Where somebody begins: in the catalogue, or with the words when @leaf, which
 * may still be looked for, is not 0. */
void       guichet_new_ticket_form_focus_start   (GuichetNewTicketForm  *self,
                                                  gint64                 leaf);
/* What is shown under the subject. */
void       guichet_new_ticket_form_set_proposals (GuichetNewTicketForm  *self,
                                                  GtkWidget             *proposals);
gboolean   guichet_new_ticket_form_take_value    (GuichetNewTicketForm  *self,
                                                  const GValue          *value);
void       guichet_new_ticket_form_choose_files  (GuichetNewTicketForm  *self);
gboolean   guichet_new_ticket_form_paste         (GuichetNewTicketForm  *self);

G_END_DECLS
