#include "config.h"

#include "store/mark-reader.h"

#include "store/fact-table.h"
#include "store/intent-table.h"
#include "store/journal-table.h"
#include "store/ticket-table.h"
#include "util/text.h"
#include "util/uuid.h"

/* Whose the entries behind the newest so many are does not change the mark. */
#define ENTRIES_MAX 64

/* ---- what is the same for all tickets */

static void
add_id (GHashTable *ids,
        gint64      id)
{
  g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
}

/* The key of an editor on a ticket begins with the ticket's id. */
static gboolean
find_drafts (GuichetMarkReader  *self,
             GError            **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (self->user, "SELECT key FROM draft", error)))
    return FALSE;
  for (;;)
    {
      char *end;
      gint64 id;

      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      id = g_ascii_strtoll (guichet_db_stmt_get_text (stmt, 0), &end, 10);
      if (id > 0 && *end == '/')
        add_id (self->drafts, id);
    }
}

static gboolean
find_intents (GuichetMarkReader  *self,
              GError            **error)
{
  g_autoptr(GArray) ids = guichet_ticket_table_list (self->user, GUICHET_INTENT_TABLE_TICKETS, 0, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    add_id (self->intents, g_array_index (ids, gint64, i));

  return ids != NULL;
}

gboolean
guichet_mark_reader_init (GuichetMarkReader  *self,
                          GuichetDb          *cache,
                          GuichetDb          *user,
                          GuichetRules       *rules,
                          GError            **error)
{
  self->cache = cache;
  self->user = user;
  self->rules = guichet_rules_ref (rules);
  self->drafts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->intents = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return guichet_fact_table_read (user, GUICHET_FACT_UNREAD_SINCE, &self->baseline, error) &&
         find_drafts (self, error) && find_intents (self, error);
}

void
guichet_mark_reader_clear (GuichetMarkReader *self)
{
  g_clear_pointer (&self->rules, guichet_rules_unref);
  g_clear_pointer (&self->baseline, g_free);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_clear_pointer (&self->intents, g_hash_table_unref);
}

/* ---- entries */

/* A name that was read from the server is all that tells a person's own
 * entries: an agent may not read which user they are. */
static gboolean
is_own (GuichetMarkReader         *self,
        const GuichetJournalEntry *entry)
{
  GuichetIdentity *identity = guichet_rules_get_identity (self->rules);
  g_autofree char *author = guichet_text_fold (entry->author);
  g_autofree char *name = guichet_text_fold (identity != NULL ? identity->name : NULL);

  return !guichet_text_is_empty (name) && g_str_equal (author, name);
}

static void
add_entry (GuichetMarkReader   *self,
           GuichetUnseen       *unseen,
           GuichetJournal       journal,
           GuichetJournalEntry *entry)
{
  if (is_own (self, entry))
    {
      if (unseen->own_date == NULL || strcmp (entry->date, unseen->own_date) > 0)
        g_set_str (&unseen->own_date, entry->date);
    }
  else if (unseen->newest[journal] == NULL)
    unseen->newest[journal] = guichet_journal_entry_ref (entry);
}

static gboolean
read_unseen (GuichetMarkReader         *self,
             const GuichetSeen         *seen,
             const GuichetTicketFacts  *now,
             GuichetJournal             journal,
             GuichetUnseen             *unseen,
             GError                   **error)
{
  gboolean unknown = seen->n_entries[journal] == GUICHET_SEEN_UNKNOWN;
  g_autoptr(GPtrArray) entries = NULL;

  /* A journal that was not there yet was seen as far as the ticket was. */
  if (now->n_entries[journal] <= MAX (seen->n_entries[journal], 0) ||
      (unknown && strcmp (now->last_update, seen->last_update) <= 0))
    return TRUE;

  entries = guichet_journal_table_read_newest (self->cache, now->id, journal,
                                               (guint) MAX (seen->n_entries[journal], 0),
                                               unknown ? seen->last_update : NULL, ENTRIES_MAX, error);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    add_entry (self, unseen, journal, g_ptr_array_index (entries, i));

  return entries != NULL;
}

/* Steps over the first unseen entries as long as @intent wrote them. */
static gboolean
explain_entries (GuichetMarkReader         *self,
                 GuichetSeen               *seen,
                 const GuichetTicketFacts  *now,
                 GuichetJournal             journal,
                 const GuichetIntent       *intent,
                 GError                   **error)
{
  g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);
  g_autoptr(GPtrArray) entries = NULL;
  gint64 n_seen = seen->n_entries[journal];

  if (intent->entries[journal] == NULL || n_seen == GUICHET_SEEN_UNKNOWN || now->n_entries[journal] <= n_seen)
    return TRUE;

  entries = guichet_journal_table_read_newest (self->cache, now->id, journal, (guint) n_seen, NULL,
                                               (guint) (now->n_entries[journal] - n_seen), error);
  for (guint i = entries != NULL ? entries->len : 0; i > 0; i--)
    {
      if (!guichet_journal_entry_has_marker (g_ptr_array_index (entries, i - 1), marker))
        break;
      seen->n_entries[journal]++;
    }

  return entries != NULL;
}

/* ---- one ticket */

/**
 * guichet_mark_reader_compare:
 * @seen: what was seen; of a ticket that was never looked at, it becomes what
 *   counts as seen
 * @mark: receives unread, delta, who and status_before
 */
gboolean
guichet_mark_reader_compare (GuichetMarkReader         *self,
                             GuichetSeen               *seen,
                             const GuichetTicketFacts  *now,
                             GuichetMark               *mark,
                             GError                   **error)
{
  g_auto(GuichetUnseen) unseen = { .own_date = NULL };

  mark->unread = seen->unread != GUICHET_UNREAD_NO;
  if (!guichet_seen_has_look (seen))
    {
      if (self->baseline == NULL || strcmp (now->last_update, self->baseline) <= 0)
        return TRUE;
      if (g_strcmp0 (now->start_date, self->baseline) > 0)
        {
          mark->delta = GUICHET_DELTA_NEW;
          mark->unread = TRUE;
          return TRUE;
        }
      seen->id = now->id;
      g_set_str (&seen->last_update, self->baseline);
    }

  for (guint j = 0; j < GUICHET_N_JOURNALS; j++)
    if (!read_unseen (self, seen, now, j, &unseen, error))
      return FALSE;

  guichet_mark_delta_compute (mark, seen, now, &unseen, self->rules);
  return TRUE;
}

/**
 * guichet_mark_reader_explain:
 * @seen: has a look
 * @intent: an operation that left or is done
 *
 * What the ticket has because of @intent becomes what was seen. When nothing
 * of somebody else's is left the last_update is seen too: it moved because of
 * @intent.
 */
gboolean
guichet_mark_reader_explain (GuichetMarkReader         *self,
                             GuichetSeen               *seen,
                             const GuichetTicketFacts  *now,
                             const GuichetIntent       *intent,
                             GError                   **error)
{
  g_autoptr(GuichetMark) mark = guichet_mark_new (now->id);

  guichet_mark_delta_explain (seen, now, intent, self->rules);
  for (guint j = 0; j < GUICHET_N_JOURNALS; j++)
    if (!explain_entries (self, seen, now, j, intent, error))
      return FALSE;
  if (!guichet_mark_reader_compare (self, seen, now, mark, error))
    return FALSE;

  if ((mark->delta & ~GUICHET_DELTA_OTHER) == 0)
    g_set_str (&seen->last_update, now->last_update);

  return TRUE;
}

/* Between the server's writing and the end of the operation the ticket has
 * moved because of it already. */
static gboolean
explain_open (GuichetMarkReader         *self,
              GuichetSeen               *seen,
              const GuichetTicketFacts  *now,
              GError                   **error)
{
  g_autoptr(GPtrArray) intents = guichet_intent_table_list_for (self->user, now->id, error);

  for (guint i = 0; intents != NULL && i < intents->len; i++)
    {
      const GuichetIntent *intent = g_ptr_array_index (intents, i);

      if (intent->first_sent > 0 && intent->kind == GUICHET_INTENT_CHANGE &&
          !guichet_mark_reader_explain (self, seen, now, intent, error))
        return FALSE;
    }

  return intents != NULL;
}

/**
 * guichet_mark_reader_read:
 *
 * Returns: (transfer full) (nullable): the mark; of a ticket that is not in
 *   the cache only what the person marked. %NULL with @error set
 */
GuichetMark *
guichet_mark_reader_read (GuichetMarkReader  *self,
                          gint64              id,
                          GError            **error)
{
  g_auto(GuichetSeen) seen = { .id = 0 };
  g_auto(GuichetTicketFacts) now = { .id = 0 };
  g_autoptr(GuichetMark) mark = guichet_mark_new (id);

  if (!guichet_seen_table_read (self->user, id, &seen, error) ||
      !guichet_ticket_facts_read (self->cache, id, &now, error))
    return NULL;

  mark->starred = seen.starred;
  mark->has_draft = g_hash_table_contains (self->drafts, &id);
  mark->has_intent = g_hash_table_contains (self->intents, &id);
  if (now.id == 0)
    return g_steal_pointer (&mark);

  mark->n_files = now.n_files;
  if (mark->has_intent && guichet_seen_has_look (&seen) && !explain_open (self, &seen, &now, error))
    return NULL;
  if (!guichet_mark_reader_compare (self, &seen, &now, mark, error))
    return NULL;

  return g_steal_pointer (&mark);
}
