#pragma once

#include <adwaita.h>

#include "model/intent.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetOutboxRow:
 *
 * One operation of the outbox: what it does to which ticket, where it is, and
 * what a person can do about it. It activates the actions "outbox.retry",
 * "outbox.keep-mine", "outbox.withdraw", "outbox.copy" and "outbox.open", each
 * with the operation's uuid.
 */
#define GUICHET_TYPE_OUTBOX_ROW (guichet_outbox_row_get_type ())

G_DECLARE_FINAL_TYPE (GuichetOutboxRow, guichet_outbox_row, GUICHET, OUTBOX_ROW, AdwActionRow)

GtkWidget *guichet_outbox_row_new    (GuichetContext      *context,
                                      const GuichetIntent *intent);
char      *guichet_outbox_dup_title  (GuichetProfile      *profile,
                                      const GuichetIntent *intent);
char      *guichet_outbox_dup_text   (const GuichetIntent *intent);

G_END_DECLS
