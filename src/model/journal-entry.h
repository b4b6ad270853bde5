#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  GUICHET_JOURNAL_PRIVATE,      /* « Journal intervenant »: read by the support only */
  GUICHET_JOURNAL_PUBLIC,       /* « Journal demandeur »: read by the requester */
} GuichetJournal;

#define GUICHET_N_JOURNALS 2

/**
 * GuichetJournalEntry:
 * @date: the server's text; "" for an entry that waits in the outbox
 * @author: the name frozen at the time of writing
 * @user_id: the id of the *user*, not of a person; 0 if unknown
 * @html: the sanitised HTML, hostile all the same
 * @intent: (nullable): the outbox operation this entry waits in; %NULL once
 *   the server has it
 *
 * Entries have no identity on the server but their place (ITOP-PROTOCOL §6).
 */
typedef struct
{
  char   *date;
  char   *author;
  gint64  user_id;
  char   *html;
  char   *intent;
} GuichetJournalEntry;

#define GUICHET_TYPE_JOURNAL_ENTRY (guichet_journal_entry_get_type ())

GType                guichet_journal_entry_get_type (void) G_GNUC_CONST;
GuichetJournalEntry *guichet_journal_entry_new      (const char          *date,
                                                     const char          *author,
                                                     gint64               user_id,
                                                     const char          *html);
GuichetJournalEntry *guichet_journal_entry_ref      (GuichetJournalEntry *self);
void                 guichet_journal_entry_unref    (GuichetJournalEntry *self);
gboolean             guichet_journal_entry_equal    (const GuichetJournalEntry *a,
                                                     const GuichetJournalEntry *b);
gboolean             guichet_journal_entry_has_marker (const GuichetJournalEntry *self,
                                                     const char          *marker);
GPtrArray           *guichet_journal_entries_new    (void);
gboolean             guichet_journal_entries_have_marker (GPtrArray      *entries,
                                                     const char          *marker);
const char          *guichet_journal_to_nick        (GuichetJournal       journal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetJournalEntry, guichet_journal_entry_unref)

G_END_DECLS
