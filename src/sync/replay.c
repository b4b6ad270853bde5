#include "config.h"

#include "sync/replay.h"

#include "store/outbox.h"
#include "sync/departure.h"
#include "sync/ending.h"
#include "sync/look.h"
#include "util/error.h"

/* An operation that got no certain answer this often waits for a person. */
#define MAX_SENDINGS 20
/* How often the server may say yes to an entry that is nowhere to be seen. A
 * simultaneous one wipes it out now and then; more often than that, the server
 * takes away what we would know it by, and each sending is one more entry. */
#define MAX_ACCEPTED 4
/* Refusals that read-only maintenance explains as well as a missing right. */
#define MAX_REFUSALS 5
/* Guards in a row that matched nothing although the ticket looks as it should. */
#define MAX_HURRIES 8
#define HURRIES_BY_VALUE 2

struct _GuichetReplay
{
  GuichetSyncContext *context;
  GHashTable         *memories;
  gint64              born;
};

GuichetReplay *
guichet_replay_new (GuichetSyncContext *context)
{
  GuichetReplay *self = g_new0 (GuichetReplay, 1);

  self->context = context;
  self->memories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->born = guichet_sync_monotonic ();

  return self;
}

void
guichet_replay_free (GuichetReplay *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->memories);
  g_free (self);
}

/* Of an operation that another process sent, and died, the end of the sending
 * is unknown: it is at the latest our own birth. */
static GuichetMemory *
remember (GuichetReplay       *self,
          const GuichetIntent *intent)
{
  GuichetMemory *memory = g_hash_table_lookup (self->memories, intent->uuid);

  if (memory == NULL)
    {
      memory = g_new0 (GuichetMemory, 1);
      memory->sent = intent->state != GUICHET_INTENT_WAITING ? self->born : 0;
      g_hash_table_insert (self->memories, g_strdup (intent->uuid), memory);
    }

  return memory;
}

/* ---- looking */

/* An internal entry alone commutes with everybody's and is guarded by its
 * marker; what changes values is merged with the present ones first. */
static gboolean
needs_look (const GuichetIntent *intent)
{
  if (intent->last_sent != 0 || intent->state != GUICHET_INTENT_WAITING)
    return TRUE;

  return intent->kind == GUICHET_INTENT_CHANGE &&
         ((guichet_intent_get_parts (intent) & GUICHET_INTENT_PART_MAIN) != 0 ||
          guichet_departure_may_cross (intent));
}

/* Milliseconds for which the server may still be at work on the last sending.
 * A read-back knows that everything was accepted and waits for nothing. */
static gint64
get_limit_left (GuichetWork *work)
{
  if (work->memory->sent == 0 || work->intent->seen == guichet_intent_get_parts (work->intent))
    return 0;

  return work->memory->sent + guichet_sync_context_get_server_limit (work->context) - guichet_sync_monotonic ();
}

/* Not there yet, but the server may still be at it: sending again now could
 * double it. Operations that never get an answer are tried ever more rarely. */
static gboolean
wait_for_limit (GuichetWork  *work,
                gint64        left,
                GError      **error)
{
  guint sendings = work->memory->sendings;
  guint patience = sendings > 3 ? guichet_work_delay (work, sendings - 3) : 0;

  return guichet_work_save (work, GUICHET_INTENT_VERIFY, guichet_work_now (work) + left + patience, error);
}

static gboolean
put_off (GuichetWork   *work,
         const GError  *reason,
         GError       **error)
{
  gint64 when = guichet_work_now (work) + guichet_work_delay (work, ++work->memory->failures);

  guichet_intent_set_reason (work->intent, reason);

  return guichet_work_save (work, work->intent->state, when, error);
}

static gboolean
is_permanent (const GError *error)
{
  return g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_REJECTED) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_TOO_LARGE) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
}

/* Trouble that meets everybody, not this operation. */
static gboolean
is_everybodys (const GError *error)
{
  GuichetVerdict verdict = guichet_judge_failure (error);

  return verdict == GUICHET_VERDICT_LATER || verdict == GUICHET_VERDICT_SIGN_IN ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The server could not be read. Trouble with this ticket puts its operation
 * off, so that it does not stand before all others for ever; trouble that
 * meets everybody leaves it as it is. Both are told to the caller. */
static gboolean
judge_look_failure (GuichetWork   *work,
                    const GError  *reason,
                    GError       **error)
{
  if (g_error_matches (reason, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND))
    return guichet_work_park_gone (work, reason, error);
  if (is_permanent (reason))
    return guichet_work_park (work, GUICHET_INTENT_REFUSED, reason, error);

  if (is_everybodys (reason) || put_off (work, reason, error))
    g_propagate_error (error, g_error_copy (reason));

  return FALSE;
}

/* ---- judging a sending */

static gboolean
hold_unknown (GuichetWork   *work,
              const GError  *reason,
              GError       **error)
{
  work->memory->sent = guichet_sync_monotonic ();
  guichet_intent_set_reason (work->intent, reason);

  return guichet_work_save (work, GUICHET_INTENT_VERIFY, 0, error);
}

static gboolean
accept_answer (GuichetWork    *work,
               GuichetTicket  *image,
               GError        **error)
{
  GuichetIntent *intent = work->intent;
  g_autoptr(GError) reason = NULL;

  work->memory->sent = 0;
  work->memory->refusals = 0;
  work->memory->hurries = 0;
  work->memory->accepted++;
  if (intent->kind != GUICHET_INTENT_ATTACH && (image == NULL || guichet_ticket_get_id (image) == 0))
    {
      reason = guichet_error_new (GUICHET_ERROR_OUTCOME_UNKNOWN, NULL, NULL, "The answer names no ticket");
      return hold_unknown (work, reason, error);
    }

  if (intent->kind == GUICHET_INTENT_CHANGE)
    intent->seen = guichet_judge_answer (intent, image);
  if (intent->kind != GUICHET_INTENT_CHANGE || intent->seen == guichet_intent_get_parts (intent))
    return guichet_work_settle (work, image, TRUE, error);

  /* An entry that the very answer lacks is lost, certainly: it goes again. */
  return guichet_work_merge (work, image, error) &&
         guichet_work_save (work, GUICHET_INTENT_WAITING, 0, error);
}

/* A server or proxy that does everything twice refuses the second time and
 * shows us only that answer: what is there is not refused. */
static gboolean
refuse (GuichetWork   *work,
        const GError  *reason,
        GError       **error)
{
  g_autoptr(GError) failure = NULL;
  g_auto(GuichetLook) look = { 0 };

  if (!guichet_look (work->context, work->intent, &look, work->cancellable, &failure))
    return g_error_matches (failure, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND)
             ? guichet_work_park_gone (work, reason, error)
             : hold_unknown (work, reason, error);

  if (look.finding == GUICHET_FINDING_DONE)
    return guichet_work_settle (work, look.image, TRUE, error);

  return guichet_work_park (work, GUICHET_INTENT_REFUSED, reason, error);
}

static gboolean
try_again_later (GuichetWork   *work,
                 const GError  *reason,
                 GError       **error)
{
  guint tries = ++work->memory->refusals;

  if (tries >= MAX_REFUSALS)
    return refuse (work, reason, error);

  /* In twice the steps of the ordinary back-off: maintenance takes minutes. */
  guichet_intent_set_reason (work->intent, reason);

  return guichet_work_save (work, GUICHET_INTENT_WAITING,
                            guichet_work_now (work) + guichet_work_delay (work, 2 * tries - 1), error);
}

/* Somebody wrote between our look and our sending, or it had been done before:
 * look again at once, but not in a race for ever. */
static gboolean
look_again (GuichetWork   *work,
            const GError  *reason,
            GError       **error)
{
  guint hurries = ++work->memory->hurries;
  gint64 not_before = 0;

  if (hurries > MAX_HURRIES)
    not_before = guichet_work_now (work) + guichet_work_delay (work, hurries - MAX_HURRIES);
  guichet_intent_set_reason (work->intent, reason);

  return guichet_work_save (work, GUICHET_INTENT_WAITING, not_before, error);
}

/* What was not sent leaves no trace in the times. */
static gboolean
take_back (GuichetWork          *work,
           const GuichetIntent  *before,
           const GError         *reason,
           GError              **error)
{
  work->intent->attempts = before->attempts;
  work->intent->first_sent = before->first_sent;
  work->intent->last_sent = before->last_sent;
  if (guichet_work_save (work, GUICHET_INTENT_WAITING, 0, error))
    g_propagate_error (error, g_error_copy (reason));

  return FALSE;
}

static gboolean
judge_failure (GuichetWork          *work,
               const GuichetIntent  *before,
               const GError         *reason,
               GError              **error)
{
  GuichetVerdict verdict = guichet_judge_failure (reason);

  if (verdict == GUICHET_VERDICT_UNKNOWN)
    return hold_unknown (work, reason, error);

  work->memory->sent = 0;
  switch (verdict)
    {
    case GUICHET_VERDICT_LATER:
    case GUICHET_VERDICT_SIGN_IN:
      return take_back (work, before, reason, error);
    case GUICHET_VERDICT_LOOK:
      return look_again (work, reason, error);
    case GUICHET_VERDICT_SOME_TRIES:
      return try_again_later (work, reason, error);
    case GUICHET_VERDICT_REFUSED:
      return refuse (work, reason, error);
    case GUICHET_VERDICT_CONFLICT:
      return guichet_work_park (work, GUICHET_INTENT_CONFLICT, reason, error);
    case GUICHET_VERDICT_UNKNOWN:
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* ---- sending */

static gboolean
give_up (GuichetWork  *work,
         GError      **error)
{
  GuichetIntent *intent = work->intent;
  GuichetError code = intent->detail != NULL ? intent->reason : GUICHET_ERROR_OUTCOME_UNKNOWN;
  g_autoptr(GError) reason = guichet_error_new (code, intent->reason_field, intent->detail,
                                                "No certain answer to %u sendings", work->memory->sendings);

  /* Should a person want it, it is tried as often again. */
  work->memory->sendings = 0;
  work->memory->accepted = 0;

  return guichet_work_park (work, GUICHET_INTENT_REFUSED, reason, error);
}

/* Whether the guard can compare all values themselves. */
static gboolean
has_short_values (const GuichetIntent *intent)
{
  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);

      if (guichet_field_is_long (change->field) ||
          guichet_field_get_kind (change->field) == GUICHET_FIELD_KIND_PLAIN)
        return FALSE;
    }

  return intent->changes->len > 0;
}

/* The guard is about the image that was just merged with, not about the one
 * that the person saw. The values guard themselves where they can: last_update
 * is blind to what a colleague writes in its own second. It comes to help only
 * when the guard of values finds nothing time and again, for there are texts
 * that the server does not find by what it showed of them. */
static GuichetIntent *
rebase (const GuichetWork *work,
        GuichetTicket     *image)
{
  GuichetIntent *rebased = guichet_intent_copy (work->intent);

  if (image == NULL || rebased->kind != GUICHET_INTENT_CHANGE)
    return rebased;

  for (guint i = 0; i < rebased->changes->len; i++)
    {
      GuichetFieldChange *change = g_ptr_array_index (rebased->changes, i);

      g_set_str (&change->base, guichet_ticket_get (image, change->field));
    }
  g_set_str (&rebased->base_status, guichet_ticket_get (image, GUICHET_FIELD_STATUS));
  g_set_str (&rebased->base_last_update, guichet_ticket_get (image, GUICHET_FIELD_LAST_UPDATE));
  if (has_short_values (rebased) && work->memory->hurries < HURRIES_BY_VALUE)
    g_clear_pointer (&rebased->base_last_update, g_free);

  return rebased;
}

/* The order that nothing may change: "sending" is durable, then the first
 * byte leaves. */
static gboolean
send_rest (GuichetWork    *work,
           GuichetTicket  *image,
           GError        **error)
{
  GuichetIntent *intent = work->intent;
  g_autoptr(GuichetIntent) before = guichet_intent_copy (intent);
  g_autoptr(GuichetIntent) rebased = NULL;
  g_autoptr(GuichetTicket) answer = NULL;
  g_autoptr(GError) failure = NULL;

  if (work->memory->sendings >= MAX_SENDINGS || work->memory->accepted >= MAX_ACCEPTED)
    return give_up (work, error);

  work->memory->sendings++;
  intent->attempts++;
  intent->last_sent = guichet_work_now (work);
  if (intent->first_sent == 0)
    intent->first_sent = intent->last_sent;
  /* Whoever looks for the outcome, be it after a crash, has to know what the
   * sending was based on. */
  if (image != NULL)
    g_set_str (&intent->base_last_update, guichet_ticket_get (image, GUICHET_FIELD_LAST_UPDATE));
  if (!guichet_work_save (work, GUICHET_INTENT_SENDING, 0, error))
    return FALSE;

  rebased = rebase (work, image);
  work->context->sending = intent;
  g_atomic_int_set (&work->context->writing, TRUE);
  answer = guichet_remote_send (work->context->remote, rebased, work->cancellable, &failure);
  g_atomic_int_set (&work->context->writing, FALSE);
  work->context->sending = NULL;

  return failure != NULL
           ? judge_failure (work, before, failure, error)
           : accept_answer (work, answer, error);
}

/* ---- one step */

static gboolean
work_on (GuichetWork  *work,
         GError      **error)
{
  GuichetIntent *intent = work->intent;
  g_auto(GuichetLook) look = { .finding = GUICHET_FINDING_MISSING, .seen = intent->seen, .offered = TRUE };
  g_autoptr(GError) failure = NULL;
  gboolean stopped = FALSE;
  gint64 left;

  if (needs_look (intent) &&
      !guichet_look (work->context, intent, &look, work->cancellable, &failure))
    return judge_look_failure (work, failure, error);

  work->memory->failures = 0;
  if (look.finding == GUICHET_FINDING_DONE)
    return guichet_work_settle (work, look.image, intent->seen != guichet_intent_get_parts (intent), error);

  left = get_limit_left (work);
  if (left > 0)
    return wait_for_limit (work, left, error);
  if (look.finding == GUICHET_FINDING_CONFLICT)
    return guichet_work_park_conflict (work, look.image, look.field, error);

  if (!guichet_departure_check (work, &look, &stopped, error))
    return FALSE;
  if (stopped)
    return TRUE;

  intent->seen = look.seen;

  return send_rest (work, look.image, error);
}

static gboolean
refuse_homeless (GuichetWork  *work,
                 GError      **error)
{
  g_autoptr(GError) reason = guichet_error_new (GUICHET_ERROR_INVALID, NULL, NULL, "The operation names no ticket");

  return guichet_work_park (work, GUICHET_INTENT_REFUSED, reason, error);
}

static gboolean
take_step (GuichetReplay  *self,
           GuichetIntent  *intent,
           GCancellable   *cancellable,
           GError        **error)
{
  GuichetWork work = {
    .context = self->context,
    .intent = intent,
    .memory = remember (self, intent),
    .cancellable = cancellable,
  };
  gboolean worked;

  worked = intent->kind != GUICHET_INTENT_CREATE && intent->ticket_id == 0
             ? refuse_homeless (&work, error)
             : work_on (&work, error);
  if (!guichet_intent_is_open (intent))
    g_hash_table_remove (self->memories, intent->uuid);

  return worked;
}

/**
 * guichet_replay_recover:
 *
 * Once at start: whatever waits is tried soon. A time to wait for that is
 * further away than this engine would ever set was taken from a clock that
 * has been set back since.
 */
gboolean
guichet_replay_recover (GuichetReplay  *self,
                        GError        **error)
{
  const GuichetEngineTimes *times = &self->context->times;
  gint64 horizon = guichet_sync_context_now (self->context) + times->read_back + 2 * (gint64) times->back_off_max +
                   guichet_sync_context_get_server_limit (self->context);
  g_autoptr(GPtrArray) intents = guichet_store_list_intents (self->context->store, FALSE, error);

  if (intents == NULL)
    return FALSE;

  for (guint i = 0; i < intents->len; i++)
    {
      GuichetIntent *intent = g_ptr_array_index (intents, i);

      if (guichet_intent_needs_person (intent) || intent->not_before <= horizon)
        continue;

      intent->not_before = 0;
      if (!guichet_store_save_intent (self->context->store, intent, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * guichet_replay_step:
 * @out_wake: when nothing is due: the Unix time in milliseconds at which
 *   something will be, 0 for never
 *
 * Takes the oldest operation that is due one step further.
 */
GuichetReplayResult
guichet_replay_step (GuichetReplay  *self,
                     gint64         *out_wake,
                     GCancellable   *cancellable,
                     GError        **error)
{
  g_autoptr(GuichetIntent) intent = NULL;
  g_autoptr(GError) failure = NULL;

  intent = guichet_store_next_intent (self->context->store, guichet_sync_context_now (self->context),
                                      out_wake, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return GUICHET_REPLAY_FAILED;
    }
  if (intent == NULL)
    return GUICHET_REPLAY_NOTHING;

  return take_step (self, intent, cancellable, error) ? GUICHET_REPLAY_WORKED : GUICHET_REPLAY_FAILED;
}
