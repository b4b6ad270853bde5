#include "config.h"

#include "model/crossing.h"

#include "util/uuid.h"

/* Whether one of our own operations wrote @entry. */
static gboolean
has_our_marker (const GuichetJournalEntry *entry,
                GPtrArray                 *intents)
{
  if (strstr (entry->html, GUICHET_MARKER_PREFIX) == NULL)
    return FALSE;

  for (guint i = 0; intents != NULL && i < intents->len; i++)
    {
      const GuichetIntent *intent = g_ptr_array_index (intents, i);
      g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);

      if (guichet_journal_entry_has_marker (entry, marker))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_our_name (const GuichetJournalEntry *entry,
              const char                *name)
{
  return name != NULL && *name != '\0' && g_str_equal (entry->author, name);
}

/* The id of our user, which the server tells with each entry only: 0 when no
 * entry of ours is among @entries. A marker alone is no proof: others quote. */
static gint64
learn_user (GPtrArray  *entries,
            GPtrArray  *intents,
            const char *name)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const GuichetJournalEntry *entry = g_ptr_array_index (entries, i);

      if (entry->user_id != 0 && has_our_name (entry, name) && has_our_marker (entry, intents))
        return entry->user_id;
    }

  return 0;
}

static gboolean
is_ours (const GuichetJournalEntry *entry,
         gint64                     user_id,
         GPtrArray                 *intents,
         const char                *name)
{
  if (user_id != 0 && entry->user_id != 0)
    return entry->user_id == user_id;

  return name != NULL ? has_our_name (entry, name) : has_our_marker (entry, intents);
}

/**
 * guichet_crossing_list:
 * @entries: (nullable): a journal as the server has it, oldest first
 * @seen: how many entries the person had seen; -1 when that is not known
 * @intents: (nullable) (element-type GuichetIntent): operations of this
 *   account, with those that are done
 * @name: (nullable): what the server calls this person
 *
 * Any thread. What the person wrote themselves, here or over the pages, does
 * not count: a person knows what they said.
 *
 * Returns: (transfer full) (element-type GuichetJournalEntry): entries of
 *   others that came after what was seen
 */
GPtrArray *
guichet_crossing_list (GPtrArray  *entries,
                       int         seen,
                       GPtrArray  *intents,
                       const char *name)
{
  GPtrArray *crossing = guichet_journal_entries_new ();
  gint64 user_id;

  if (entries == NULL || seen < 0 || entries->len <= (guint) seen)
    return crossing;

  user_id = learn_user (entries, intents, name);
  for (guint i = (guint) seen; i < entries->len; i++)
    {
      GuichetJournalEntry *entry = g_ptr_array_index (entries, i);

      if (entry->intent == NULL && !is_ours (entry, user_id, intents, name))
        g_ptr_array_add (crossing, guichet_journal_entry_ref (entry));
    }

  return crossing;
}
