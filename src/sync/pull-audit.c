#include "config.h"

#include "sync/pull-private.h"

#include "model/query.h"
#include "store/cache.h"
#include "store/reading.h"

/* Ids an answer: 2 MB and a quarter of a second on the real one (ITOP-PROTOCOL §16). */
#define AUDIT_WINDOW 20000

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static void
take_id_cb (GuichetTicket *ticket,
            gpointer       user_data)
{
  GArray *ids = user_data;
  gint64 id = guichet_ticket_get_id (ticket);

  g_array_append_val (ids, id);
}

/* In ascending order. */
static GArray *
read_ids (GuichetPuller      *self,
          const GuichetPull  *pull,
          GCancellable       *cancellable,
          GError            **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!guichet_remote_pull (self->context->remote, pull, take_id_cb, ids, NULL, cancellable, error))
    return NULL;

  g_array_sort (ids, compare_ids);

  return g_steal_pointer (&ids);
}

/* Both in ascending order. What only one side has is fetched again: it comes
 * with its new state, or it does not come and has vanished. */
static void
want_difference (GuichetPuller *self,
                 GArray        *theirs,
                 GArray        *ours,
                 gboolean       with_new)
{
  guint i = 0;
  guint j = 0;

  while (i < theirs->len || j < ours->len)
    {
      gint64 their_id = i < theirs->len ? g_array_index (theirs, gint64, i) : G_MAXINT64;
      gint64 our_id = j < ours->len ? g_array_index (ours, gint64, j) : G_MAXINT64;

      if (their_id < our_id && with_new)
        g_array_append_val (self->refetch, their_id);
      if (our_id < their_id)
        g_array_append_val (self->refetch, our_id);
      i += their_id <= our_id;
      j += our_id <= their_id;
    }
}

/* What vanished leaves no trace but its absence: deleted, moved out of reach,
 * merged (ITOP-PROTOCOL §17). */
gboolean
_guichet_puller_run_sweep (GuichetPuller  *self,
                           gboolean       *out_more,
                           GCancellable   *cancellable,
                           GError        **error)
{
  GuichetPull pull = { .what = GUICHET_PULL_ONGOING, .detail = GUICHET_DETAIL_IDS };
  g_autoptr(GArray) theirs = NULL;
  g_autoptr(GArray) ours = NULL;

  if (self->refetch->len > 0)
    return _guichet_puller_fetch_wanted (self, out_more, cancellable, error);

  theirs = read_ids (self, &pull, cancellable, error);
  if (theirs == NULL)
    return FALSE;
  ours = guichet_store_list_ongoing (self->context->store, error);
  if (ours == NULL)
    return FALSE;

  g_array_sort (ours, compare_ids);
  want_difference (self, theirs, ours, TRUE);
  *out_more = self->refetch->len > 0;

  return TRUE;
}

/* ---- audit */

static gboolean
begin_audit (GuichetPuller  *self,
             GCancellable   *cancellable,
             GError        **error)
{
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (GUICHET_VIEW_ALL);
  GArray *known = guichet_store_list_ids (self->context->store, query, cancellable, error);

  if (known == NULL)
    return FALSE;

  g_array_sort (known, compare_ids);
  self->known = known;
  self->audit_high = G_MAXINT64;

  return TRUE;
}

/* Our ids with @low < id <= @high. */
static GArray *
slice_known (GuichetPuller *self,
             gint64         low,
             gint64         high)
{
  g_autoptr(GArray) slice = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->known->len; i++)
    {
      gint64 id = g_array_index (self->known, gint64, i);

      if (id > low && id <= high)
        g_array_append_val (slice, id);
    }

  return g_steal_pointer (&slice);
}

/* The first window is open at the top, as that of the history. */
static gint64
get_audit_low (GuichetPuller *self)
{
  gint64 highest = self->known->len > 0 ? g_array_index (self->known, gint64, self->known->len - 1) : 0;

  return MAX (MIN (self->audit_high, highest) - AUDIT_WINDOW, 0);
}

static gboolean
audit_window (GuichetPuller  *self,
              GCancellable   *cancellable,
              GError        **error)
{
  GuichetPull pull = {
    .what = GUICHET_PULL_WINDOW,
    .detail = GUICHET_DETAIL_IDS,
    .low = get_audit_low (self),
    .high = self->audit_high,
  };
  g_autoptr(GArray) theirs = read_ids (self, &pull, cancellable, error);
  g_autoptr(GArray) ours = NULL;
  g_autofree char *history = NULL;

  if (theirs == NULL || !_guichet_puller_read_cursor (self, GUICHET_CURSOR_HISTORY, &history, error))
    return FALSE;

  /* Tickets that the history has not come to yet are not missing. */
  ours = slice_known (self, pull.low, pull.high);
  want_difference (self, theirs, ours, g_strcmp0 (history, GUICHET_CURSOR_DONE) == 0);
  self->audit_high = pull.low;

  return TRUE;
}

/* Once a day: all ids of the server against all of ours, a window a unit. */
gboolean
_guichet_puller_run_audit (GuichetPuller  *self,
                           gboolean       *out_more,
                           GCancellable   *cancellable,
                           GError        **error)
{
  gboolean due = FALSE;

  if (self->known == NULL)
    {
      if (!_guichet_puller_is_due (self, GUICHET_CURSOR_AUDIT, &due, error))
        return FALSE;
      if (!due)
        return TRUE;
      if (!begin_audit (self, cancellable, error))
        return FALSE;
    }

  *out_more = TRUE;
  if (self->refetch->len > 0)
    return _guichet_puller_fetch_wanted (self, &due, cancellable, error);
  if (self->audit_high > 0)
    return audit_window (self, cancellable, error);

  *out_more = FALSE;
  g_clear_pointer (&self->known, g_array_unref);

  return _guichet_puller_mark_done (self, GUICHET_CURSOR_AUDIT, error);
}
