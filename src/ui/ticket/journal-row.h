#pragma once

#include <gtk/gtk.h>

#include "model/intent.h"
#include "model/journal-entry.h"

G_BEGIN_DECLS

/**
 * GuichetJournalRow:
 *
 * One entry: a note across the pane in the internal journal, a bubble in the
 * public one, the requester's left and the support's right. One that waits
 * in the outbox says where it is.
 */
#define GUICHET_TYPE_JOURNAL_ROW (guichet_journal_row_get_type ())

G_DECLARE_FINAL_TYPE (GuichetJournalRow, guichet_journal_row, GUICHET, JOURNAL_ROW, GtkListBoxRow)

GuichetJournalRow   *guichet_journal_row_new        (GuichetJournal       journal,
                                                     GuichetJournalEntry *entry,
                                                     GTimeZone           *zone,
                                                     const char          *caller);
GuichetJournalEntry *guichet_journal_row_get_entry  (GuichetJournalRow   *self);
GuichetJournalRow   *guichet_journal_row_new_for_requester
                                                    (GuichetJournalEntry *entry,
                                                     GTimeZone           *zone,
                                                     const char          *name);
char                *guichet_journal_row_dup_selection (GuichetJournalRow *self);
void                 guichet_journal_row_set_intent (GuichetJournalRow   *self,
                                                     const GuichetIntent *intent,
                                                     gboolean             online);

G_END_DECLS
