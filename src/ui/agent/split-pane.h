#pragma once

#include <adwaita.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetSplitPane:
 *
 * The ticket beside a list. It follows the selection once that rests: who
 * walks through the list does not load each ticket on the way.
 */
#define GUICHET_TYPE_SPLIT_PANE (guichet_split_pane_get_type ())

G_DECLARE_FINAL_TYPE (GuichetSplitPane, guichet_split_pane, GUICHET, SPLIT_PANE, AdwBin)

void   guichet_split_pane_set_context   (GuichetSplitPane *self,
                                         GuichetContext   *context);
void   guichet_split_pane_show_ticket   (GuichetSplitPane *self,
                                         gint64            ticket_id);
void   guichet_split_pane_show_many     (GuichetSplitPane *self,
                                         guint             n_tickets);
gint64 guichet_split_pane_get_ticket_id (GuichetSplitPane *self);

G_END_DECLS
