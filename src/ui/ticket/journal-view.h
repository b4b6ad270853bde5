#pragma once

#include <gtk/gtk.h>

#include "model/ticket.h"
#include "ui/common/context.h"
#include "ui/ticket/journal-composer.h"

G_BEGIN_DECLS

/**
 * GuichetJournalView:
 *
 * One of the two journals of a ticket, with its band, who reads it, its
 * entries and its composer. What changes elsewhere is patched in: neither the
 * text being written nor the place of reading moves.
 *
 * Properties: journal (GuichetJournal as uint, construct-only); short
 * (boolean: no room to say who reads but as a tooltip).
 */
#define GUICHET_TYPE_JOURNAL_VIEW (guichet_journal_view_get_type ())

G_DECLARE_FINAL_TYPE (GuichetJournalView, guichet_journal_view, GUICHET, JOURNAL_VIEW, GtkWidget)

void                    guichet_journal_view_set_for_requester (GuichetJournalView *self);
void                    guichet_journal_view_open         (GuichetJournalView *self,
                                                           GuichetContext     *context,
                                                           gint64              ticket_id);
void                    guichet_journal_view_set_ticket   (GuichetJournalView *self,
                                                           GuichetTicket      *ticket);
void                    guichet_journal_view_set_history  (GuichetJournalView *self,
                                                           GuichetTicket      *ticket,
                                                           GPtrArray          *history);
void                    guichet_journal_view_set_intents  (GuichetJournalView *self,
                                                           GPtrArray          *intents);
GPtrArray              *guichet_journal_view_list_newer   (GuichetJournalView *self);
GuichetJournal          guichet_journal_view_get_journal  (GuichetJournalView *self);
GuichetJournalComposer *guichet_journal_view_get_composer (GuichetJournalView *self);
guint                   guichet_journal_view_get_n_entries (GuichetJournalView *self);
gboolean                guichet_journal_view_quote_selection (GuichetJournalView *self);
void                    guichet_journal_view_quote        (GuichetJournalView *self,
                                                           const char         *plain);
void                    guichet_journal_view_focus        (GuichetJournalView *self);

G_END_DECLS
