#pragma once

#include <gtk/gtk.h>

#include "model/attachment.h"
#include "model/intent.h"

G_BEGIN_DECLS

/**
 * GuichetAttachmentChip:
 *
 * One file beside a ticket: one that the server has, which can be opened, or
 * one that is on its way, with its state, how far it is, and what can be done.
 *
 * Signals: "opened"; "retried", "withdrawn" for one that is on its way.
 */
#define GUICHET_TYPE_ATTACHMENT_CHIP (guichet_attachment_chip_get_type ())

G_DECLARE_FINAL_TYPE (GuichetAttachmentChip, guichet_attachment_chip, GUICHET, ATTACHMENT_CHIP, GtkWidget)

GtkWidget  *guichet_attachment_chip_new             (gboolean                 waiting);
void        guichet_attachment_chip_show_attachment (GuichetAttachmentChip   *self,
                                                     const GuichetAttachment *attachment);
void        guichet_attachment_chip_show_intent     (GuichetAttachmentChip   *self,
                                                     const GuichetIntent     *intent,
                                                     gboolean                 online);
void        guichet_attachment_chip_show_transfer   (GuichetAttachmentChip   *self,
                                                     guint64                  done,
                                                     guint64                  total);
const char *guichet_attachment_icon_for             (const char              *name,
                                                     const char              *mime);

G_END_DECLS
