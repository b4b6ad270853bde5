#pragma once

#include <gtk/gtk.h>

#include "ui/common/context.h"
#include "ui/user/new-ticket-draft.h"

G_BEGIN_DECLS

/**
 * GuichetNewTicketFiles:
 *
 * The files of a new ticket: chosen, dropped, pasted or taken of the screen.
 * Parts of a picture can be hidden before it goes anywhere. They are kept with
 * the draft and leave with it.
 *
 * Actions: files.choose, files.screenshot.
 */
#define GUICHET_TYPE_NEW_TICKET_FILES (guichet_new_ticket_files_get_type ())

G_DECLARE_FINAL_TYPE (GuichetNewTicketFiles, guichet_new_ticket_files, GUICHET, NEW_TICKET_FILES, GtkWidget)

GtkWidget *guichet_new_ticket_files_new        (GuichetContext        *context,
                                                GuichetNewTicketDraft *draft);
/* A drop or a paste anywhere on the page. */
gboolean   guichet_new_ticket_files_take_value (GuichetNewTicketFiles *self,
                                                const GValue          *value);
gboolean   guichet_new_ticket_files_paste      (GuichetNewTicketFiles *self);

G_END_DECLS
