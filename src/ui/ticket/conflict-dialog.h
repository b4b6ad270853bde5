#pragma once

#include <adwaita.h>

#include "model/intent.h"
#include "ui/common/context.h"
#include "ui/ticket/put-back.h"

G_BEGIN_DECLS

/**
 * GuichetConflictDialog:
 *
 * An operation that somebody else's act has crossed: what was, what was wanted
 * and what the server has, what was said meanwhile, and three ways on: the
 * server's version, back into the drafts, or the version that is chosen here.
 * Nothing is discarded: what is left out stays in the history of the outbox.
 *
 * Actions: conflict.keep-server, conflict.keep-draft, conflict.send.
 */
#define GUICHET_TYPE_CONFLICT_DIALOG (guichet_conflict_dialog_get_type ())

G_DECLARE_FINAL_TYPE (GuichetConflictDialog, guichet_conflict_dialog, GUICHET, CONFLICT_DIALOG, AdwDialog)

AdwDialog *guichet_conflict_dialog_new (GuichetContext      *context,
                                        const GuichetIntent *intent,
                                        GtkWidget           *page,
                                        GuichetPutBackFunc   put_back);
void       guichet_conflict_dialog_set_for_requester
                                       (GuichetConflictDialog *self);

G_END_DECLS
