#pragma once

#include <adwaita.h>

#include "model/intent.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetOutboxRow:
 *
 * One operation of the outbox: what it does to which ticket, where it is, and
 * what a person can do about it. It activates the actions of GuichetOutboxPage,
 * each with the operation's uuid. A requester's says what they know of it.
 */
#define GUICHET_TYPE_OUTBOX_ROW (guichet_outbox_row_get_type ())

G_DECLARE_FINAL_TYPE (GuichetOutboxRow, guichet_outbox_row, GUICHET, OUTBOX_ROW, AdwActionRow)

GtkWidget  *guichet_outbox_row_new        (GuichetContext      *context,
                                           const GuichetIntent *intent,
                                           gboolean             behind,
                                         gboolean             for_requester);
const char *guichet_outbox_row_get_uuid   (GuichetOutboxRow    *self);
void        guichet_outbox_row_set_narrow (GuichetOutboxRow    *self,
                                           gboolean             narrow);
gboolean    guichet_outbox_row_tick       (GuichetOutboxRow    *self,
                                           gint64               now);
char       *guichet_outbox_dup_title      (GuichetProfile      *profile,
                                           const GuichetIntent *intent);
char       *guichet_outbox_dup_text       (const GuichetIntent *intent);

G_END_DECLS
