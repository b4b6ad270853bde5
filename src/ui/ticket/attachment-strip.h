#pragma once

#include <gtk/gtk.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetAttachmentStrip:
 *
 * The files beside a ticket: names, sizes and authors as the cache knows them.
 */
#define GUICHET_TYPE_ATTACHMENT_STRIP (guichet_attachment_strip_get_type ())

G_DECLARE_FINAL_TYPE (GuichetAttachmentStrip, guichet_attachment_strip, GUICHET, ATTACHMENT_STRIP, GtkWidget)

void guichet_attachment_strip_read (GuichetAttachmentStrip *self,
                                    GuichetContext         *context,
                                    gint64                  ticket_id);

G_END_DECLS
