#pragma once

#include <gtk/gtk.h>

#include "model/create-form.h"
#include "ui/common/context.h"
#include "ui/user/new-ticket-draft.h"

G_BEGIN_DECLS

/* One field of the form of a new ticket: its name, marks and help, and what it
 * is filled in with, which writes into the draft. */

GtkWidget  *guichet_new_ticket_input_new         (GuichetContext         *context,
                                                  GuichetNewTicketDraft  *draft,
                                                  GuichetCreateForm      *form,
                                                  const GuichetFormField *field);
const GuichetFormField *
            guichet_new_ticket_input_get_field   (GtkWidget              *input);
void        guichet_new_ticket_input_focus       (GtkWidget              *input);
/* Shows what the draft holds; for lines of text. */
void        guichet_new_ticket_input_refresh     (GtkWidget              *input);

/* What somebody reads as the name of @field, and what it holds now. */
const char *guichet_form_field_get_title         (const GuichetFormField *field);
const char *guichet_new_ticket_draft_get_of      (GuichetNewTicketDraft  *draft,
                                                  const GuichetFormField *field);

G_END_DECLS
