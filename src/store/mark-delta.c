#include "config.h"

#include "store/mark-delta.h"

#include "util/text.h"

/* An entry and the last_update that it makes are stamped by the server one
 * after the other. */
#define STAMP_SECONDS 2

void
guichet_unseen_clear (GuichetUnseen *self)
{
  for (guint j = 0; j < GUICHET_N_JOURNALS; j++)
    g_clear_pointer (&self->newest[j], guichet_journal_entry_unref);
  g_clear_pointer (&self->own_date, g_free);
}

/* ---- what changed */

static gboolean
key_differs (gint64 seen,
             gint64 now)
{
  return seen != GUICHET_SEEN_UNKNOWN && now != GUICHET_SEEN_UNKNOWN && seen != now;
}

static guint
compare_fields (const GuichetSeen        *seen,
                const GuichetTicketFacts *now,
                GuichetRules             *rules)
{
  guint delta = 0;

  if (key_differs (seen->team, now->team))
    delta |= GUICHET_DELTA_TEAM;
  if (key_differs (seen->agent, now->agent))
    delta |= GUICHET_DELTA_AGENT;
  if (seen->status == NULL || now->status == NULL || g_str_equal (seen->status, now->status))
    return delta;

  delta |= GUICHET_DELTA_STATUS;
  if (guichet_rules_categorise (rules, seen->status, NULL) == GUICHET_CATEGORY_RESOLVED &&
      guichet_rules_categorise (rules, now->status, now->operational_status) == GUICHET_CATEGORY_ONGOING)
    delta |= GUICHET_DELTA_REOPENED;

  return delta;
}

/* Entries name users, tickets name persons, and an agent may not read which
 * user is which person: what both have is the name (ITOP-PROTOCOL §6). */
static gboolean
is_requester (const GuichetJournalEntry *entry,
              const char                *caller)
{
  g_autofree char *author = guichet_text_fold (entry->author);
  g_autofree char *name = guichet_text_fold (caller);

  return !guichet_text_is_empty (name) && g_str_equal (author, name);
}

static guint
compare_entries (const GuichetUnseen      *unseen,
                 const GuichetTicketFacts *now)
{
  const GuichetJournalEntry *public_entry = unseen->newest[GUICHET_JOURNAL_PUBLIC];
  guint delta = 0;

  if (public_entry != NULL)
    delta |= is_requester (public_entry, now->caller) ? GUICHET_DELTA_ANSWER : GUICHET_DELTA_PUBLIC;
  if (unseen->newest[GUICHET_JOURNAL_PRIVATE] != NULL)
    delta |= GUICHET_DELTA_PRIVATE;

  return delta;
}

static gint64
parse_stamp (const char *text)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) stamp = g_date_time_new_from_iso8601 (text, utc);

  return stamp != NULL ? g_date_time_to_unix (stamp) : 0;
}

/* Whether the ticket moved because the person wrote in it elsewhere. */
static gboolean
is_own_move (const GuichetUnseen      *unseen,
             const GuichetTicketFacts *now)
{
  return unseen->own_date != NULL &&
         parse_stamp (unseen->own_date) + STAMP_SECONDS >= parse_stamp (now->last_update);
}

static const char *
find_writer (const GuichetUnseen *unseen)
{
  const GuichetJournalEntry *internal = unseen->newest[GUICHET_JOURNAL_PRIVATE];
  const GuichetJournalEntry *public_entry = unseen->newest[GUICHET_JOURNAL_PUBLIC];

  if (public_entry == NULL)
    return internal != NULL ? internal->author : NULL;
  if (internal == NULL || strcmp (internal->date, public_entry->date) <= 0)
    return public_entry->author;

  return internal->author;
}

/**
 * guichet_mark_delta_compute:
 * @mark: receives unread, delta, who and status_before
 * @seen: has a look
 *
 * Any thread. A pure function: what somebody else did to a ticket between
 * @seen and @now.
 */
void
guichet_mark_delta_compute (GuichetMark              *mark,
                            const GuichetSeen        *seen,
                            const GuichetTicketFacts *now,
                            const GuichetUnseen      *unseen,
                            GuichetRules             *rules)
{
  mark->delta = compare_fields (seen, now, rules) | compare_entries (unseen, now);
  if (mark->delta == 0 &&
      (seen->unread == GUICHET_UNREAD_OTHER ||
       (strcmp (now->last_update, seen->last_update) > 0 && !is_own_move (unseen, now))))
    mark->delta = GUICHET_DELTA_OTHER;

  mark->unread = seen->unread != GUICHET_UNREAD_NO || mark->delta != 0;
  g_set_str (&mark->who, find_writer (unseen));
  g_set_str (&mark->status_before, seen->status);
}

/* ---- what the person did themself */

static void
explain_key (gint64              *seen,
             gint64               now,
             const GuichetIntent *intent,
             GuichetField         field)
{
  const GuichetFieldChange *change = guichet_intent_get_change (intent, field);
  gint64 value = 0;

  if (change == NULL)
    return;
  if ((guichet_text_is_empty (change->value) || guichet_text_parse_int64 (change->value, &value)) && value == now)
    *seen = now;
}

/**
 * guichet_mark_delta_explain:
 * @intent: an operation that left or is done
 *
 * Any thread. What @now has because of @intent becomes what was seen. What
 * somebody else did meanwhile stays to be seen.
 */
void
guichet_mark_delta_explain (GuichetSeen              *seen,
                            const GuichetTicketFacts *now,
                            const GuichetIntent      *intent,
                            GuichetRules             *rules)
{
  GuichetProfile *profile = guichet_rules_get_profile (rules);
  const GuichetAction *action = NULL;

  if (profile != NULL && intent->action != NULL)
    action = guichet_profile_get_action (profile, intent->action);
  if (action != NULL && action->to != NULL && g_strcmp0 (action->to, now->status) == 0)
    g_set_str (&seen->status, now->status);
  if (action != NULL && action->clears_agent && now->agent == 0)
    seen->agent = 0;

  explain_key (&seen->team, now->team, intent, GUICHET_FIELD_TEAM);
  explain_key (&seen->agent, now->agent, intent, GUICHET_FIELD_AGENT);
}
