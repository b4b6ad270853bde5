#pragma once

#include <gtk/gtk.h>

#include "model/ticket.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetAttachmentStrip:
 *
 * The files beside a ticket: those that the server has, and those that are on
 * their way to it. A click opens one; nothing is opened by itself.
 */
#define GUICHET_TYPE_ATTACHMENT_STRIP (guichet_attachment_strip_get_type ())

G_DECLARE_FINAL_TYPE (GuichetAttachmentStrip, guichet_attachment_strip, GUICHET, ATTACHMENT_STRIP, GtkWidget)

/* Shows what the store knows now; a call while another runs supersedes it. */
void     guichet_attachment_strip_read           (GuichetAttachmentStrip *self,
                                                  GuichetContext         *context,
                                                  gint64                  ticket_id);
/* Whether the person has put a file beside the ticket since the page was
 * opened, or one is on its way: what a message that speaks of one is about. */
gboolean guichet_attachment_strip_has_fresh_file (GuichetAttachmentStrip *self);
/* One below the other, as many as there are: the page scrolls. */
void     guichet_attachment_strip_set_column     (GuichetAttachmentStrip *self);

G_END_DECLS
