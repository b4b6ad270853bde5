#pragma once

#include <gtk/gtk.h>

#include "model/journal-entry.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetJournalList:
 *
 * The entries of a journal, the newest in view. What changes is patched in:
 * rows that stay are kept, and who reads further up is not moved.
 */
#define GUICHET_TYPE_JOURNAL_LIST (guichet_journal_list_get_type ())

G_DECLARE_FINAL_TYPE (GuichetJournalList, guichet_journal_list, GUICHET, JOURNAL_LIST, GtkWidget)

void     guichet_journal_list_open         (GuichetJournalList *self,
                                            GuichetContext     *context,
                                            GuichetJournal      journal,
                                            const char         *label);
void     guichet_journal_list_set_for_requester
                                           (GuichetJournalList *self);
void     guichet_journal_list_set_entries  (GuichetJournalList *self,
                                            GPtrArray          *entries,
                                            const char         *caller);
void     guichet_journal_list_set_received (GuichetJournalList *self,
                                            const char         *when);
void     guichet_journal_list_set_events   (GuichetJournalList *self,
                                            GPtrArray          *events);
void     guichet_journal_list_show_events  (GuichetJournalList *self,
                                            gboolean            shown);
void     guichet_journal_list_set_intents  (GuichetJournalList *self,
                                            GPtrArray          *intents);
char    *guichet_journal_list_dup_selection (GuichetJournalList *self);
gboolean guichet_journal_list_focus_newest (GuichetJournalList *self);

G_END_DECLS
