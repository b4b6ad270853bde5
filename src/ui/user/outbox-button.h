#pragma once

#include <gtk/gtk.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetOutboxButton:
 *
 * What the requester has to know of the exchange, in the bar of the user
 * portal: that nothing leaves at present, that something of theirs waits or
 * was refused. While all is well there is no button. It leads to the outbox.
 *
 * Properties: count (uint, read-only: operations of theirs that are not over).
 */
#define GUICHET_TYPE_OUTBOX_BUTTON (guichet_outbox_button_get_type ())

G_DECLARE_FINAL_TYPE (GuichetOutboxButton, guichet_outbox_button, GUICHET, OUTBOX_BUTTON, GtkWidget)

void  guichet_outbox_button_set_context (GuichetOutboxButton *self,
                                         GuichetContext      *context);
guint guichet_outbox_button_get_count   (GuichetOutboxButton *self);

G_END_DECLS
