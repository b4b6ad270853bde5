#pragma once

#include "model/ticket.h"
#include "ui/common/context.h"
#include "ui/common/rich-editor.h"

G_BEGIN_DECLS

/* What an editor of a ticket inserts from elsewhere: templates of replies,
 * people who are mentioned, articles. */

void guichet_inserter_attach     (GuichetRichEditor *editor,
                                  GuichetContext    *context);
void guichet_inserter_set_ticket (GuichetRichEditor *editor,
                                  GuichetTicket     *ticket);

G_END_DECLS
