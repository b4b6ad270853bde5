#include "config.h"

#include "store/figures.h"

#include "model/deadline.h"
#include "store/journal-table.h"
#include "store/store-private.h"
#include "util/text.h"

/* My own tickets (queue 1) and those to take (2): both queues are small. */
#define CANDIDATES_SQL \
  "SELECT id, queue, deadline, start_date, last_update, resolution_date, caller_label, beneficiary_label" \
  " FROM ticket WHERE queue IN (1, 2)"

typedef struct
{
  GuichetUrgentTicket  ticket;
  char                *since;   /* what comes first among equals */
} Candidate;

static void
clear_candidate (gpointer data)
{
  g_free (((Candidate *) data)->since);
}

static gboolean
is_name (const char *author,
         const char *name)
{
  g_autofree char *folded = guichet_text_fold (name);

  return !guichet_text_is_empty (folded) && g_str_equal (folded, author);
}

/* The last word in the public journal is the requester's. */
static gboolean
was_answered (GuichetDb      *cache,
              GuichetDbStmt  *stmt,
              gboolean       *out_answered,
              GError        **error)
{
  g_autoptr(GPtrArray) entries = guichet_journal_table_read_newest (cache, guichet_db_stmt_get_int64 (stmt, 0),
                                                                    GUICHET_JOURNAL_PUBLIC, 0, NULL, 1, error);
  g_autofree char *author = NULL;

  if (entries == NULL)
    return FALSE;

  *out_answered = FALSE;
  if (entries->len > 0)
    {
      author = guichet_text_fold (((GuichetJournalEntry *) g_ptr_array_index (entries, 0))->author);
      *out_answered = is_name (author, guichet_db_stmt_get_text (stmt, 6)) ||
                      is_name (author, guichet_db_stmt_get_text (stmt, 7));
    }

  return TRUE;
}

/* Which column of the candidates orders those of one urgency. */
static int
get_since_column (GuichetUrgency urgency)
{
  switch (urgency)
    {
    case GUICHET_URGENCY_OVERDUE:
    case GUICHET_URGENCY_AT_RISK:
      return 2;

    case GUICHET_URGENCY_REOPENED:
    case GUICHET_URGENCY_ANSWERED:
      return 4;

    case GUICHET_URGENCY_OLDEST:
    default:
      return 3;
    }
}

static gboolean
find_urgency (GuichetDb       *cache,
              GuichetDbStmt   *stmt,
              GTimeZone       *zone,
              GDateTime       *now,
              GuichetUrgency  *out_urgency,
              GError         **error)
{
  const char *deadline = guichet_db_stmt_get_text (stmt, 2);
  gboolean answered;

  if (guichet_deadline_is_over (deadline, zone, now))
    *out_urgency = GUICHET_URGENCY_OVERDUE;
  else if (guichet_deadline_is_at_risk (deadline, guichet_db_stmt_get_text (stmt, 3), zone, now))
    *out_urgency = GUICHET_URGENCY_AT_RISK;
  else if (!guichet_text_is_empty (guichet_db_stmt_get_text (stmt, 5)))
    *out_urgency = GUICHET_URGENCY_REOPENED;
  else if (was_answered (cache, stmt, &answered, error))
    *out_urgency = answered ? GUICHET_URGENCY_ANSWERED : GUICHET_URGENCY_OLDEST;
  else
    return FALSE;

  return TRUE;
}

static gboolean
add_candidate (GuichetDb      *cache,
               GuichetDbStmt  *stmt,
               GTimeZone      *zone,
               GDateTime      *now,
               GArray         *candidates,
               GError        **error)
{
  Candidate candidate = { .ticket = { guichet_db_stmt_get_int64 (stmt, 0), GUICHET_URGENCY_OLDEST } };
  gboolean is_mine = guichet_db_stmt_get_int64 (stmt, 1) == GUICHET_QUEUE_MINE;

  if (!find_urgency (cache, stmt, zone, now, &candidate.ticket.urgency, error))
    return FALSE;
  if (!is_mine && candidate.ticket.urgency > GUICHET_URGENCY_AT_RISK)
    return TRUE;

  candidate.since = g_strdup (guichet_db_stmt_get_text (stmt, get_since_column (candidate.ticket.urgency)));
  g_array_append_val (candidates, candidate);
  return TRUE;
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *left = a;
  const Candidate *right = b;
  int order = (int) left->ticket.urgency - (int) right->ticket.urgency;

  if (order == 0)
    order = g_strcmp0 (left->since, right->since);
  if (order == 0)
    order = left->ticket.id < right->ticket.id ? -1 : left->ticket.id > right->ticket.id;

  return order;
}

typedef struct
{
  GuichetIdentity *identity;
  GArray          *candidates;
} Gathering;

static gboolean
gather (GuichetDb  *cache,
        gpointer    data,
        GError    **error)
{
  Gathering *gathering = data;
  g_autoptr(GTimeZone) zone = gathering->identity != NULL ? guichet_identity_dup_zone (gathering->identity) : NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (cache, CANDIDATES_SQL, error)))
    return FALSE;
  for (;;)
    {
      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!add_candidate (cache, stmt, zone, now, gathering->candidates, error))
        return FALSE;
    }
}

static GArray *
take_first (GArray *candidates,
            guint   limit)
{
  GArray *urgent = g_array_new (FALSE, FALSE, sizeof (GuichetUrgentTicket));

  for (guint i = 0; i < MIN (candidates->len, limit); i++)
    g_array_append_val (urgent, g_array_index (candidates, Candidate, i).ticket);

  return urgent;
}

static gpointer
list_urgent_job (GuichetStore  *self,
                 gpointer       data,
                 GError       **error)
{
  g_autoptr(GuichetRules) rules = _guichet_store_dup_rules (self);
  g_autoptr(GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  Gathering gathering = { guichet_rules_get_identity (rules), candidates };

  g_array_set_clear_func (candidates, clear_candidate);
  if (!guichet_db_look (self->reader.cache, gather, &gathering, error))
    return NULL;

  g_array_sort (candidates, compare_candidates);
  return take_first (candidates, GPOINTER_TO_UINT (data));
}

static const GuichetStoreCall list_urgent_call = {
  .func = list_urgent_job,
  .free_result = (GDestroyNotify) g_array_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/**
 * guichet_store_list_urgent:
 *
 * A ticket to take is in it only for its deadline; one's own may also be the
 * one that waits longest.
 *
 * Returns: (transfer full) (nullable) (element-type GuichetUrgentTicket): at
 *   most @limit, most urgent first
 */
GArray *
guichet_store_list_urgent (GuichetStore  *self,
                           guint          limit,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  return _guichet_store_call (self, &list_urgent_call, GUINT_TO_POINTER (limit), cancellable, error);
}

void
guichet_store_list_urgent_async (GuichetStore        *self,
                                 guint                limit,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &list_urgent_call, GUINT_TO_POINTER (limit), cancellable, callback, user_data);
}

GArray *
guichet_store_list_urgent_finish (GuichetStore  *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return _guichet_store_finish (self, &list_urgent_call, result, error);
}
