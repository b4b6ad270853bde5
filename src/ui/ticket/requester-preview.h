#pragma once

#include <adwaita.h>

#include "model/ticket.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetRequesterPreview:
 *
 * A ticket as the requester sees it, and as they will when what is being
 * written arrives. It is given a copy without anything internal, so that nothing
 * internal can be in it.
 */
#define GUICHET_TYPE_REQUESTER_PREVIEW (guichet_requester_preview_get_type ())

G_DECLARE_FINAL_TYPE (GuichetRequesterPreview, guichet_requester_preview, GUICHET, REQUESTER_PREVIEW, GtkWidget)

GtkWidget *guichet_requester_preview_new          (GuichetContext          *context);
void       guichet_requester_preview_set_writing  (GuichetRequesterPreview *self,
                                                   const GuichetState      *becomes);
void       guichet_requester_preview_set_ticket   (GuichetRequesterPreview *self,
                                                   GuichetTicket           *ticket);
void       guichet_requester_preview_set_message  (GuichetRequesterPreview *self,
                                                   const char              *html);
void       guichet_requester_preview_set_solution (GuichetRequesterPreview *self,
                                                   const char              *plain);

AdwDialog *guichet_requester_preview_dialog_new   (GuichetContext          *context,
                                                   GuichetTicket           *ticket);

G_END_DECLS
