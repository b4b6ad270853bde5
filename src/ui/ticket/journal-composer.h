#pragma once

#include <gtk/gtk.h>

#include "model/journal-entry.h"
#include "model/ticket.h"
#include "ui/common/context.h"
#include "ui/ticket/draft-keeper.h"

G_BEGIN_DECLS

/**
 * GuichetJournalComposer:
 *
 * Where one writes into one journal of one ticket. Closed it is one line; it
 * opens by a click, its shortcut, or because a draft was kept. It has no
 * button that sends. The editor is made when somebody asks for it.
 *
 * Properties, read-only: has-text (boolean). Signals: leave (Esc was pressed).
 */
#define GUICHET_TYPE_JOURNAL_COMPOSER (guichet_journal_composer_get_type ())

G_DECLARE_FINAL_TYPE (GuichetJournalComposer, guichet_journal_composer, GUICHET, JOURNAL_COMPOSER, GtkWidget)

void                guichet_journal_composer_set_journal   (GuichetJournalComposer *self,
                                                            GuichetJournal          journal,
                                                            const char             *caller);
void                guichet_journal_composer_set_prompt    (GuichetJournalComposer *self,
                                                            const char             *prompt,
                                                            const char             *label);
void                guichet_journal_composer_set_button    (GuichetJournalComposer *self,
                                                            const char             *label);
void                guichet_journal_composer_set_context   (GuichetJournalComposer *self,
                                                            GuichetContext         *context);
void                guichet_journal_composer_set_ticket    (GuichetJournalComposer *self,
                                                            GuichetTicket          *ticket);
void                guichet_journal_composer_set_draft     (GuichetJournalComposer *self,
                                                            GuichetStore           *store,
                                                            const char             *key);
GuichetDraftKeeper *guichet_journal_composer_get_keeper    (GuichetJournalComposer *self);
GuichetRichEditor  *guichet_journal_composer_get_editor    (GuichetJournalComposer *self);
gboolean            guichet_journal_composer_has_text      (GuichetJournalComposer *self);
void                guichet_journal_composer_set_seen      (GuichetJournalComposer *self,
                                                            GPtrArray              *entries);
GPtrArray          *guichet_journal_composer_list_newer    (GuichetJournalComposer *self,
                                                            GPtrArray              *entries,
                                                            GPtrArray              *intents,
                                                            const char             *name);
void                guichet_journal_composer_show_editor   (GuichetJournalComposer *self);
void                guichet_journal_composer_open          (GuichetJournalComposer *self);
char               *guichet_journal_composer_take          (GuichetJournalComposer *self);
void                guichet_journal_composer_discard       (GuichetJournalComposer *self);
void                guichet_journal_composer_put_back      (GuichetJournalComposer *self,
                                                            const char             *html);

G_END_DECLS
