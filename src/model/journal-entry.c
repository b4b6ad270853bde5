#include "config.h"

#include "model/journal-entry.h"

G_DEFINE_BOXED_TYPE (GuichetJournalEntry, guichet_journal_entry,
                     guichet_journal_entry_ref, guichet_journal_entry_unref)

GuichetJournalEntry *
guichet_journal_entry_new (const char *date,
                           const char *author,
                           gint64      user_id,
                           const char *html)
{
  GuichetJournalEntry *self = g_atomic_rc_box_new0 (GuichetJournalEntry);

  self->date = g_strdup (date != NULL ? date : "");
  self->author = g_strdup (author != NULL ? author : "");
  self->user_id = user_id;
  self->html = g_strdup (html != NULL ? html : "");

  return self;
}

GuichetJournalEntry *
guichet_journal_entry_ref (GuichetJournalEntry *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_entry (gpointer data)
{
  GuichetJournalEntry *self = data;

  g_free (self->date);
  g_free (self->author);
  g_free (self->html);
  g_free (self->intent);
}

void
guichet_journal_entry_unref (GuichetJournalEntry *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_entry);
}

gboolean
guichet_journal_entry_equal (const GuichetJournalEntry *a,
                             const GuichetJournalEntry *b)
{
  return a->user_id == b->user_id &&
         g_str_equal (a->date, b->date) &&
         g_str_equal (a->author, b->author) &&
         g_str_equal (a->html, b->html);
}

/**
 * guichet_journal_entry_has_marker:
 *
 * Returns: whether the entry was written by the operation of @marker
 */
gboolean
guichet_journal_entry_has_marker (const GuichetJournalEntry *self,
                                  const char                *marker)
{
  return strstr (self->html, marker) != NULL;
}

/**
 * guichet_journal_entries_new:
 *
 * Returns: (transfer full) (element-type GuichetJournalEntry): an empty
 *   journal, oldest entry first
 */
GPtrArray *
guichet_journal_entries_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_journal_entry_unref);
}

gboolean
guichet_journal_entries_have_marker (GPtrArray  *entries,
                                     const char *marker)
{
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    if (guichet_journal_entry_has_marker (g_ptr_array_index (entries, i), marker))
      return TRUE;

  return FALSE;
}

const char *
guichet_journal_to_nick (GuichetJournal journal)
{
  return journal == GUICHET_JOURNAL_PUBLIC ? "public" : "private";
}
