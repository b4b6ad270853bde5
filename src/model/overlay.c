#include "config.h"

#include "model/overlay.h"

#include "util/uuid.h"

static void
apply_changes (GuichetTicket       *shown,
               const GuichetIntent *intent)
{
  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);

      guichet_ticket_set (shown, change->field, change->value);
      if (guichet_field_get_kind (change->field) == GUICHET_FIELD_KIND_KEY)
        guichet_ticket_set_label (shown, change->field, change->label);
    }
}

static void
apply_action (GuichetTicket       *shown,
              const GuichetIntent *intent,
              GuichetProfile      *profile)
{
  const GuichetAction *action = guichet_profile_get_action (profile, intent->action);

  if (action == NULL)
    return;

  if (action->clears_agent)
    guichet_ticket_set_key (shown, GUICHET_FIELD_AGENT, 0, "");
  if (action->to != NULL)
    {
      /* The server's own word for the state's category speaks of the state
       * before: unknown from here on, so that the new state decides. */
      guichet_ticket_set (shown, GUICHET_FIELD_STATUS, action->to);
      guichet_ticket_set (shown, GUICHET_FIELD_OPERATIONAL_STATUS, NULL);
    }
}

static void
apply_entry (GuichetTicket       *shown,
             const GuichetIntent *intent,
             GuichetJournal       journal,
             GuichetIdentity     *identity)
{
  GPtrArray *entries = guichet_ticket_get_journal (shown, journal);
  g_autofree char *marker = NULL;
  GuichetJournalEntry *entry;

  if (intent->entries[journal] == NULL || entries == NULL)
    return;

  /* The server's image may already hold it: sent, but not judged yet. */
  marker = guichet_marker_for_uuid (intent->uuid);
  if (guichet_journal_entries_have_marker (entries, marker))
    return;

  entry = guichet_journal_entry_new ("", identity != NULL ? identity->name : "", 0, intent->entries[journal]);
  entry->intent = g_strdup (intent->uuid);
  g_ptr_array_add (entries, entry);
}

/**
 * guichet_overlay_apply:
 * @intents: (element-type GuichetIntent): the operations on this ticket in the
 *   order in which they were made; those that are done are passed over
 *
 * Any thread. Shown = server ⊕ intents: what the ticket looks like once
 * everything the person did has arrived. A pure function.
 *
 * Operations that were refused or conflict are not applied to fields and
 * state, since the server said no; their journal entries stay visible, marked
 * by the operation they wait in, since the words are the person's.
 *
 * Returns: (transfer full): the shown image; @server itself when nothing is
 *   on top of it
 */
GuichetTicket *
guichet_overlay_apply (GuichetTicket   *server,
                       GPtrArray       *intents,
                       GuichetProfile  *profile,
                       GuichetIdentity *identity)
{
  g_autoptr(GuichetTicket) shown = NULL;

  for (guint i = 0; intents != NULL && i < intents->len; i++)
    {
      const GuichetIntent *intent = g_ptr_array_index (intents, i);

      if (!guichet_intent_is_open (intent) || intent->kind != GUICHET_INTENT_CHANGE)
        continue;

      if (shown == NULL)
        shown = guichet_ticket_copy (server);

      if (!guichet_intent_needs_person (intent) && (intent->seen & GUICHET_INTENT_PART_MAIN) == 0)
        {
          if (intent->action != NULL)
            apply_action (shown, intent, profile);
          apply_changes (shown, intent);
        }
      apply_entry (shown, intent, GUICHET_JOURNAL_PRIVATE, identity);
      apply_entry (shown, intent, GUICHET_JOURNAL_PUBLIC, identity);
    }

  return shown != NULL ? g_steal_pointer (&shown) : guichet_ticket_ref (server);
}
