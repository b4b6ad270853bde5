#pragma once

#include <gtk/gtk.h>

#include "model/create-form.h"
#include "ui/common/context.h"
#include "ui/user/new-ticket-draft.h"

G_BEGIN_DECLS

/* A person or a site of a new ticket: a button with the name, which opens a
 * search over all names: those of the cache, or, for the server's own form, what
 * the server offers. */
GtkWidget *guichet_new_ticket_chooser_new (GuichetContext         *context,
                                           GuichetNewTicketDraft  *draft,
                                           GuichetCreateForm      *form,
                                           const GuichetFormField *field);
void       guichet_new_ticket_chooser_refresh (GtkWidget *widget);

G_END_DECLS
