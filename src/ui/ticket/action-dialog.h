#pragma once

#include <adwaita.h>

#include "model/intent.h"
#include "model/profile.h"
#include "model/ticket.h"
#include "ui/common/context.h"
#include "ui/common/rich-editor.h"

G_BEGIN_DECLS

/**
 * GuichetActionDialog:
 *
 * Asks for what a transition of the profile needs: long texts, a code out of
 * a list, a team, an agent, and the entry in a journal that goes with it. What
 * is written here is a draft like any other.
 *
 * Signals: confirmed (GuichetIntent*, char** drafts): everything mandatory is
 * there, and the dialog closes; cancelled (uint journal, char* html), for each
 * entry that was begun: it goes back to the page.
 */
#define GUICHET_TYPE_ACTION_DIALOG (guichet_action_dialog_get_type ())

G_DECLARE_FINAL_TYPE (GuichetActionDialog, guichet_action_dialog, GUICHET, ACTION_DIALOG, AdwDialog)

AdwDialog *guichet_action_dialog_new       (GuichetContext      *context,
                                            GuichetTicket       *ticket,
                                            const GuichetAction *action);
gboolean   guichet_action_dialog_set_entry (GuichetActionDialog *self,
                                            GuichetJournal       journal,
                                            const char          *html,
                                            const char          *base);
void       guichet_action_dialog_set_page_note (GuichetActionDialog *self,
                                            GuichetRichEditor   *editor);
void       guichet_action_dialog_set_warning (GuichetActionDialog *self,
                                            const char          *warning);
void       guichet_action_dialog_set_has_file (GuichetActionDialog *self,
                                               gboolean             has_file);

G_END_DECLS
