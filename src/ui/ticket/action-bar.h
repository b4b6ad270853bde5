#pragma once

#include <gtk/gtk.h>

#include "model/profile.h"

G_BEGIN_DECLS

/**
 * GuichetActionBar:
 *
 * What can be done with a ticket, below a sentence that says what "Apply"
 * will do. The buttons call the page's actions ticket.apply, ticket.act (s)
 * and ticket.assign-to-me.
 *
 * Properties: max-buttons (uint: how many transitions are buttons; the rest
 * is in a menu), short (boolean: no room for the sentence, it becomes the
 * button's tooltip).
 */
#define GUICHET_TYPE_ACTION_BAR (guichet_action_bar_get_type ())

G_DECLARE_FINAL_TYPE (GuichetActionBar, guichet_action_bar, GUICHET, ACTION_BAR, GtkWidget)

/* @actions: (element-type GuichetAction): those of the profile, in its order */
void guichet_action_bar_set_actions   (GuichetActionBar *self,
                                       GPtrArray        *actions);
void guichet_action_bar_set_rehearsal (GuichetActionBar *self,
                                       const char       *sentence);

G_END_DECLS
