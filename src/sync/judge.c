#include "config.h"

#include "sync/judge.h"

#include "model/merge.h"
#include "util/error.h"
#include "util/uuid.h"

/**
 * guichet_judge_failure:
 * @error: what guichet_remote_send() said
 *
 * Whatever is not certain counts as unknown: a read too many costs a tenth of
 * a second, a sending too many doubles somebody's words.
 */
GuichetVerdict
guichet_judge_failure (const GError *error)
{
  if (error->domain != GUICHET_ERROR)
    return GUICHET_VERDICT_UNKNOWN;

  switch ((GuichetError) error->code)
    {
    case GUICHET_ERROR_UNREACHABLE:
    case GUICHET_ERROR_TLS:
    case GUICHET_ERROR_MAINTENANCE:
      return GUICHET_VERDICT_LATER;

    case GUICHET_ERROR_BAD_CREDENTIALS:
    case GUICHET_ERROR_MISSING_PROFILE:
    case GUICHET_ERROR_PORTAL_ACCOUNT:
    case GUICHET_ERROR_EMPTY_PORTAL:
    case GUICHET_ERROR_SINGLE_SIGN_ON:
      return GUICHET_VERDICT_SIGN_IN;

    case GUICHET_ERROR_PRECONDITION:
      return GUICHET_VERDICT_LOOK;

    case GUICHET_ERROR_RIGHT_OR_READ_ONLY:
      return GUICHET_VERDICT_SOME_TRIES;

    case GUICHET_ERROR_REJECTED:
    case GUICHET_ERROR_NOT_FOUND:
    case GUICHET_ERROR_TOO_LARGE:
    case GUICHET_ERROR_INVALID:
    case GUICHET_ERROR_OTHER_CLASS:
      return GUICHET_VERDICT_REFUSED;

    case GUICHET_ERROR_CONFLICT:
      return GUICHET_VERDICT_CONFLICT;

    case GUICHET_ERROR_FAILED:
    case GUICHET_ERROR_NOT_ITOP:
    case GUICHET_ERROR_RETRY_LATER:
    case GUICHET_ERROR_OUTCOME_UNKNOWN:
    case GUICHET_ERROR_DISK_FULL:
    case GUICHET_ERROR_DATABASE:
    case GUICHET_ERROR_CORRUPT:
    case GUICHET_ERROR_NEWER_SCHEMA:
    case GUICHET_ERROR_BUSY:
    case GUICHET_ERROR_NO_KEYRING:
    default:
      return GUICHET_VERDICT_UNKNOWN;
    }
}

/* The entities that a sanitiser writes; any other stays as it is on both sides. */
static const char *
read_entity (const char *text,
             char       *out_letter)
{
  static const struct { const char *entity; char letter; } entities[] = {
    { "&lt;", '<' }, { "&gt;", '>' }, { "&amp;", '&' },
    { "&quot;", '"' }, { "&#39;", '\'' }, { "&#039;", '\'' }, { "&nbsp;", ' ' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (text, entities[i].entity))
      {
        *out_letter = entities[i].letter;
        return text + strlen (entities[i].entity);
      }

  *out_letter = *text;

  return text + 1;
}

/* The words of @html, whatever a sanitiser made of its tags and white space. */
static char *
fold_html (const char *html)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (const char *at = html; at != NULL && *at != '\0';)
    {
      const char *end = *at == '<' ? strchr (at, '>') : NULL;
      char letter = ' ';

      at = end != NULL ? end + 1 : read_entity (at, &letter);
      if (!g_ascii_isspace (letter))
        g_string_append_c (words, letter);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* Long texts do not come back as they were sent: once something was sent,
 * their words are compared, unless the change is one of looks only. */
static GuichetMerge
merge_change (const GuichetIntent      *intent,
              const GuichetFieldChange *change,
              GuichetTicket            *image)
{
  const char *theirs = guichet_ticket_get (image, change->field);
  GuichetMerge exact = guichet_merge_field (change->base, change->value, theirs);
  g_autofree char *base_words = NULL;
  g_autofree char *my_words = NULL;
  g_autofree char *their_words = NULL;

  if (exact == GUICHET_MERGE_SAME || intent->last_sent == 0 || !guichet_field_is_long (change->field))
    return exact;

  base_words = fold_html (change->base);
  my_words = fold_html (change->value);
  their_words = fold_html (theirs);

  return g_str_equal (base_words, my_words) ? exact : guichet_merge_field (base_words, my_words, their_words);
}

/* Like guichet_merge_intent(), but tolerant of the server's sanitiser.
 * @out_real: whether a value differs from what it was before: only then does
 * its presence prove anything. */
static GuichetMerge
merge_changes (const GuichetIntent *intent,
               GuichetTicket       *image,
               GuichetField        *out_field,
               gboolean            *out_real)
{
  GuichetMerge result = GUICHET_MERGE_SAME;

  *out_real = FALSE;
  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);
      GuichetMerge merge;

      /* A field that this image cannot tell of proves and hinders nothing. */
      if (guichet_ticket_peek (image, change->field) == NULL)
        continue;

      merge = merge_change (intent, change, image);
      if (merge > result && merge == GUICHET_MERGE_CONFLICT)
        *out_field = change->field;
      result = MAX (result, merge);
      if (guichet_merge_field (change->base, change->value, change->base) != GUICHET_MERGE_SAME)
        *out_real = TRUE;
    }

  return result;
}

static GuichetFinding
judge_fields (const GuichetIntent *intent,
              GuichetTicket       *image,
              GuichetField        *out_field)
{
  gboolean real;

  switch (merge_changes (intent, image, out_field, &real))
    {
    case GUICHET_MERGE_SAME:
      return GUICHET_FINDING_DONE;
    case GUICHET_MERGE_MINE:
      return GUICHET_FINDING_MISSING;
    case GUICHET_MERGE_CONFLICT:
    default:
      return GUICHET_FINDING_CONFLICT;
    }
}

/* Still in the state that the person saw: a transition that ends where it
 * began shows in its fields only; any other one was not done. */
static GuichetFinding
judge_unmoved (const GuichetIntent *intent,
               const GuichetAction *action,
               GuichetTicket       *image,
               GuichetField        *out_field)
{
  gboolean stays = g_strcmp0 (action->to, intent->base_status) == 0;
  gboolean real;
  GuichetMerge merge = merge_changes (intent, image, out_field, &real);

  if (merge == GUICHET_MERGE_CONFLICT)
    return GUICHET_FINDING_CONFLICT;

  return stays && real && merge == GUICHET_MERGE_SAME ? GUICHET_FINDING_DONE : GUICHET_FINDING_MISSING;
}

/* In another state than the person saw: ours if it is the one we wanted with
 * our values in it, or if our values are there and something of ours was sent:
 * then it went on from there. Else somebody was faster. */
static GuichetFinding
judge_moved (const GuichetIntent *intent,
             const GuichetAction *action,
             GuichetTicket       *image,
             GuichetField        *out_field)
{
  const char *status = guichet_ticket_peek (image, GUICHET_FIELD_STATUS);
  GuichetField field = GUICHET_FIELD_STATUS;
  gboolean real;
  gboolean same = merge_changes (intent, image, &field, &real) == GUICHET_MERGE_SAME;

  if (same && (g_strcmp0 (status, action->to) == 0 || (intent->last_sent != 0 && real)))
    return GUICHET_FINDING_DONE;

  *out_field = field;

  return GUICHET_FINDING_CONFLICT;
}

static GuichetFinding
judge_main (const GuichetIntent *intent,
            const GuichetAction *action,
            GuichetTicket       *image,
            GuichetField        *out_field)
{
  const char *status = guichet_ticket_peek (image, GUICHET_FIELD_STATUS);

  if (intent->action == NULL)
    return judge_fields (intent, image, out_field);

  /* The remote refuses a transition that the profile does not know. */
  if (action == NULL || intent->base_status == NULL)
    return GUICHET_FINDING_MISSING;

  return g_strcmp0 (status, intent->base_status) == 0
           ? judge_unmoved (intent, action, image, out_field)
           : judge_moved (intent, action, image, out_field);
}

static const struct
{
  GuichetJournal     journal;
  GuichetIntentParts part;
} journal_parts[] = {
  { GUICHET_JOURNAL_PRIVATE, GUICHET_INTENT_PART_PRIVATE },
  { GUICHET_JOURNAL_PUBLIC, GUICHET_INTENT_PART_PUBLIC },
};

/* Parts of the journals that @image shows, among those @intent has. A journal
 * that the image does not hold leaves the matter as it was. */
static guint
find_entries (const GuichetIntent *intent,
              GuichetTicket       *image)
{
  g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);
  guint found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (journal_parts); i++)
    {
      GPtrArray *entries = guichet_ticket_get_journal (image, journal_parts[i].journal);

      if (entries == NULL)
        found |= intent->seen & journal_parts[i].part;
      else if (guichet_journal_entries_have_marker (entries, marker))
        found |= journal_parts[i].part;
    }

  return found & guichet_intent_get_parts (intent);
}

/**
 * guichet_judge_answer:
 * @image: what the server answered to a sending that it accepted
 *
 * Returns: the #GuichetIntentParts that are there. Success is certain for
 *   fields and transition; an entry counts when it is seen, for the server
 *   says yes to appends that a simultaneous one wipes out (ITOP-PROTOCOL §6)
 */
guint
guichet_judge_answer (const GuichetIntent *intent,
                      GuichetTicket       *image)
{
  return (guichet_intent_get_parts (intent) & GUICHET_INTENT_PART_MAIN) | find_entries (intent, image);
}

/**
 * guichet_judge_image:
 * @intent: a change of a ticket
 * @action: (nullable): what the profile says of the intent's transition
 * @image: the ticket as the server has it now, with long texts and journals
 * @out_seen: the #GuichetIntentParts that are there
 * @out_field: the field that conflicts, on a conflict
 *
 * Fields, transition and entries travel in one request that the server does
 * as a whole or not at all: an entry with our marker proves the rest of it.
 */
GuichetFinding
guichet_judge_image (const GuichetIntent *intent,
                     const GuichetAction *action,
                     GuichetTicket       *image,
                     guint               *out_seen,
                     GuichetField        *out_field)
{
  guint parts = guichet_intent_get_parts (intent);
  guint seen = find_entries (intent, image);
  GuichetFinding finding = GUICHET_FINDING_DONE;

  if ((parts & GUICHET_INTENT_PART_MAIN) != 0)
    {
      if (seen == 0 && (intent->seen & GUICHET_INTENT_PART_MAIN) == 0)
        finding = judge_main (intent, action, image, out_field);
      if (finding == GUICHET_FINDING_DONE)
        seen |= GUICHET_INTENT_PART_MAIN;
    }

  *out_seen = seen;
  if (finding == GUICHET_FINDING_DONE && seen != parts)
    return GUICHET_FINDING_MISSING;

  return finding;
}

/**
 * guichet_judge_leaves_trace:
 *
 * Returns: whether something of @intent stays to be found on the ticket
 *   whatever happens to its state afterwards
 */
gboolean
guichet_judge_leaves_trace (const GuichetIntent *intent)
{
  if (guichet_intent_get_parts (intent) & ~GUICHET_INTENT_PART_MAIN)
    return TRUE;

  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);

      if (guichet_merge_field (change->base, change->value, change->base) != GUICHET_MERGE_SAME)
        return TRUE;
    }

  return FALSE;
}

/**
 * guichet_judge_offered:
 * @action: (nullable): what the profile says of an operation's transition
 * @seen: the #GuichetIntentParts that are there
 *
 * Returns: %FALSE when the transition is still to be made and leads nowhere
 *   from the state of @image: the server would refuse it for ever
 */
gboolean
guichet_judge_offered (const GuichetAction *action,
                       guint                seen,
                       GuichetTicket       *image)
{
  const char *status = guichet_ticket_peek (image, GUICHET_FIELD_STATUS);

  if (action == NULL || status == NULL || (seen & GUICHET_INTENT_PART_MAIN))
    return TRUE;

  return guichet_action_is_offered_from (action, status);
}

/**
 * guichet_judge_overwritten:
 *
 * After a success: whether somebody's value stands where ours was written a
 * moment ago. The server loses one of two simultaneous changes of a field
 * without a word (ITOP-PROTOCOL §5).
 */
gboolean
guichet_judge_overwritten (const GuichetIntent *intent,
                           GuichetTicket       *image,
                           GuichetField        *out_field)
{
  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);

      if (guichet_ticket_peek (image, change->field) != NULL &&
          merge_change (intent, change, image) == GUICHET_MERGE_CONFLICT)
        {
          *out_field = change->field;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * guichet_judge_trouble:
 *
 * Returns: the state that the screen shows while @error stands between us and
 *   the server
 */
GuichetEngineState
guichet_judge_trouble (const GError *error)
{
  if (error->domain != GUICHET_ERROR)
    return GUICHET_ENGINE_TROUBLE;

  switch (error->code)
    {
    case GUICHET_ERROR_UNREACHABLE:
    case GUICHET_ERROR_RETRY_LATER:
    case GUICHET_ERROR_OUTCOME_UNKNOWN:
      return GUICHET_ENGINE_OFFLINE;
    case GUICHET_ERROR_MAINTENANCE:
      return GUICHET_ENGINE_MAINTENANCE;
    case GUICHET_ERROR_BAD_CREDENTIALS:
    case GUICHET_ERROR_MISSING_PROFILE:
    case GUICHET_ERROR_PORTAL_ACCOUNT:
    case GUICHET_ERROR_EMPTY_PORTAL:
    case GUICHET_ERROR_SINGLE_SIGN_ON:
      return GUICHET_ENGINE_SIGN_IN;
    default:
      return GUICHET_ENGINE_TROUBLE;
    }
}
