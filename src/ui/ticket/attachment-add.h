#pragma once

#include <gtk/gtk.h>

#include "model/ticket.h"
#include "store/drafts.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/* The most bytes of one file that is sent, whatever the server may take. */
#define GUICHET_ATTACH_MAX (G_GINT64_CONSTANT (40) * 1000 * 1000)

/* Files of this computer and pictures of the clipboard become operations of the
 * outbox: read without holding anybody up, checked, and refused with a sentence
 * each. What was added, and the way back, is told near @page. Main thread. */
void guichet_attach_files   (GtkWidget      *page,
                             GuichetContext *context,
                             GuichetTicket  *ticket,
                             GListModel     *files);
void guichet_attach_picture (GtkWidget      *page,
                             GuichetContext *context,
                             GuichetTicket  *ticket,
                             GdkTexture     *picture);

/* The same beside the draft of a new ticket; they leave when it is sent. */
void guichet_attach_files_to_draft   (GtkWidget          *page,
                                      GuichetContext     *context,
                                      const GuichetDraft *draft,
                                      GListModel         *files);
void guichet_attach_picture_to_draft (GtkWidget          *page,
                                      GuichetContext     *context,
                                      const GuichetDraft *draft,
                                      GdkTexture         *picture);

G_END_DECLS
