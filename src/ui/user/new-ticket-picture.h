#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GuichetNewTicketPicture:
 *
 * A picture before it is added to a request: parts that nobody shall read are
 * hidden, with the pointer, or with the arrows, Shift and Enter.
 *
 * Signal: accepted (GdkTexture): the picture, in which nothing is left of the
 * hidden parts.
 */
#define GUICHET_TYPE_NEW_TICKET_PICTURE (guichet_new_ticket_picture_get_type ())

G_DECLARE_FINAL_TYPE (GuichetNewTicketPicture, guichet_new_ticket_picture, GUICHET, NEW_TICKET_PICTURE, AdwDialog)

AdwDialog *guichet_new_ticket_picture_new   (GdkTexture              *picture);
/* In the picture's own pixels; as if somebody had drawn it. */
void       guichet_new_ticket_picture_hide  (GuichetNewTicketPicture *self,
                                             const GdkRectangle      *area);

G_END_DECLS
