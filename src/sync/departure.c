#include "config.h"

#include "sync/departure.h"

#include "model/crossing.h"
#include "store/outbox.h"
#include "sync/judge.h"
#include "util/error.h"

/**
 * guichet_departure_may_cross:
 *
 * Returns: whether @intent holds words to the requester that wait for a person
 *   when somebody said something that the writer had not seen
 */
gboolean
guichet_departure_may_cross (const GuichetIntent *intent)
{
  return intent->kind == GUICHET_INTENT_CHANGE && intent->seen_public >= 0 &&
         intent->entries[GUICHET_JOURNAL_PUBLIC] != NULL;
}

/* Once the server had the entry, or said that it had, only a simultaneous one
 * can have wiped it out: it was no answer to that. */
static gboolean
count_crossing (GuichetWork    *work,
                GuichetTicket  *image,
                guint          *out_n,
                GError        **error)
{
  const GuichetIntent *intent = work->intent;
  GPtrArray *entries = guichet_ticket_get_journal (image, GUICHET_JOURNAL_PUBLIC);
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GPtrArray) intents = NULL;
  g_autoptr(GPtrArray) crossing = NULL;

  *out_n = 0;
  if (!guichet_departure_may_cross (intent) || (intent->seen & GUICHET_INTENT_PART_PUBLIC) ||
      work->memory->accepted > 0 || entries == NULL || entries->len <= (guint) intent->seen_public)
    return TRUE;

  intents = guichet_store_list_intents (work->context->store, TRUE, error);
  if (intents == NULL)
    return FALSE;
  identity = guichet_store_dup_identity (work->context->store);
  crossing = guichet_crossing_list (entries, intent->seen_public, intents, identity != NULL ? identity->name : NULL);
  *out_n = crossing->len;

  return TRUE;
}

/* Words to the requester that did not take into account what was said
 * meanwhile: nothing was sent, the person reads first. */
static gboolean
park_crossed (GuichetWork    *work,
              GuichetTicket  *image,
              guint           newer,
              GError        **error)
{
  g_autoptr(GError) reason = guichet_error_new (GUICHET_ERROR_CONFLICT,
                                                guichet_journal_to_nick (GUICHET_JOURNAL_PUBLIC), NULL,
                                                "%u entries of the public journal are newer than what was seen",
                                                newer);

  return guichet_work_merge (work, image, error) &&
         guichet_work_park (work, GUICHET_INTENT_CONFLICT, reason, error);
}

/* A transition that leaves no trace, was sent without an answer and is not
 * done, on a ticket that was changed since: nothing tells whether it was done
 * and undone, or never done. */
static gboolean
is_untold (const GuichetWork *work,
           GuichetTicket     *image)
{
  const GuichetIntent *intent = work->intent;

  return work->memory->sent != 0 && intent->action != NULL && !guichet_judge_leaves_trace (intent) &&
         g_strcmp0 (guichet_ticket_get (image, GUICHET_FIELD_LAST_UPDATE), intent->base_last_update) != 0;
}

/* What was done, and undone by somebody, looks like what was never done: only
 * a person can ask the other one. */
static gboolean
park_untold (GuichetWork    *work,
             GuichetTicket  *image,
             GError        **error)
{
  g_autoptr(GError) reason = guichet_error_new (GUICHET_ERROR_OUTCOME_UNKNOWN,
                                                guichet_field_get_name (GUICHET_FIELD_STATUS), NULL,
                                                "The action %s was sent without an answer, and the ticket was"
                                                " changed since: it may have been done and undone",
                                                work->intent->action);

  /* Should a person want it done again, then knowing all that. */
  work->memory->sent = 0;

  return guichet_work_merge (work, image, error) &&
         guichet_work_park (work, GUICHET_INTENT_CONFLICT, reason, error);
}

/* From where the ticket is the transition leads nowhere, for ever. */
static gboolean
park_unoffered (GuichetWork    *work,
                GuichetTicket  *image,
                GError        **error)
{
  const char *status = guichet_ticket_get (image, GUICHET_FIELD_STATUS);
  g_autoptr(GError) reason = guichet_error_new (GUICHET_ERROR_INVALID, guichet_field_get_name (GUICHET_FIELD_STATUS),
                                                NULL, "The action %s is not offered in the state %s",
                                                work->intent->action, status);

  return guichet_work_merge (work, image, error) &&
         guichet_work_park (work, GUICHET_INTENT_REFUSED, reason, error);
}

/**
 * guichet_departure_check:
 * @look: what the server shows; something of the operation is missing there
 *   and nothing conflicts
 * @out_stopped: whether the operation was parked instead
 *
 * The last thing before the first byte leaves.
 */
gboolean
guichet_departure_check (GuichetWork        *work,
                         const GuichetLook  *look,
                         gboolean           *out_stopped,
                         GError            **error)
{
  guint crossing = 0;

  if (look->image == NULL || work->intent->kind != GUICHET_INTENT_CHANGE)
    return TRUE;
  if (!count_crossing (work, look->image, &crossing, error))
    return FALSE;

  *out_stopped = TRUE;
  if (!look->offered)
    return park_unoffered (work, look->image, error);
  if (is_untold (work, look->image))
    return park_untold (work, look->image, error);
  if (crossing > 0)
    return park_crossed (work, look->image, crossing, error);

  *out_stopped = FALSE;
  return TRUE;
}
