#include "config.h"

#include "ui/user/recent-requests.h"

#include "store/reading.h"
#include "ui/user/progress.h"
#include "ui/user/request-query.h"

#define PAUSE_MS 150

/* Shown, and looked at of each kind to find those. */
#define MAX_SHOWN 6
#define MAX_READ 12
/* Those that wait for an opinion leave room for what the support is at. */
#define MAX_RESOLVED 3

struct _GuichetRecentRequests
{
  GObject parent_instance;

  GuichetContext *context;
  GCancellable   *cancellable;
  GArray         *ids;          /* nullable */
  GPtrArray      *candidates;   /* (element-type GuichetTicket): of all kinds */
  guint           next;
  guint           timeout;
  gboolean        reading;
  gboolean        again;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetRecentRequests, guichet_recent_requests, G_TYPE_OBJECT)

static const GuichetRequests kinds[] = {
  GUICHET_REQUESTS_TO_COMPLETE, GUICHET_REQUESTS_RESOLVED, GUICHET_REQUESTS_ONGOING,
};

static void list_next (GuichetRecentRequests *self);
static void schedule  (GuichetRecentRequests *self);

/* ---- the order */

typedef struct
{
  gint64              id;
  GuichetProgressWish wish;
  char               *last_update;
} Candidate;

static void
clear_candidate (gpointer data)
{
  g_free (((Candidate *) data)->last_update);
}

/* An answer is awaited, then an opinion, then what the support is at. */
static guint
rank (GuichetProgressWish wish)
{
  return wish == GUICHET_PROGRESS_COMPLETE ? 0 : wish == GUICHET_PROGRESS_JUDGE ? 1 : 2;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const Candidate *left = a;
  const Candidate *right = b;

  if (rank (left->wish) != rank (right->wish))
    return (int) rank (left->wish) - (int) rank (right->wish);

  return strcmp (right->last_update, left->last_update);
}

static GArray *
order (GuichetRecentRequests *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_resolved = 0;

  g_array_set_clear_func (candidates, clear_candidate);
  for (guint i = 0; i < self->candidates->len; i++)
    {
      GuichetTicket *ticket = g_ptr_array_index (self->candidates, i);
      g_autoptr(GuichetProgress) progress = guichet_progress_new (self->context, ticket, NULL, now);
      Candidate candidate = { guichet_ticket_get_id (ticket), progress->wish, NULL };

      if (progress->wish == GUICHET_PROGRESS_TOO_LATE)
        continue;
      candidate.last_update = g_strdup (guichet_ticket_get (ticket, GUICHET_FIELD_LAST_UPDATE));
      g_array_append_val (candidates, candidate);
    }

  g_array_sort (candidates, compare);
  for (guint i = 0; i < candidates->len && ids->len < MAX_SHOWN; i++)
    {
      Candidate *candidate = &g_array_index (candidates, Candidate, i);

      if (candidate->wish != GUICHET_PROGRESS_JUDGE || n_resolved++ < MAX_RESOLVED)
        g_array_append_val (ids, candidate->id);
    }

  return ids;
}

/* ---- reading */

static gboolean
same_ids (GArray *a,
          GArray *b)
{
  return a != NULL && a->len == b->len && (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (gint64)) == 0);
}

static void
finish (GuichetRecentRequests *self)
{
  g_autoptr(GArray) ids = order (self);
  gboolean changed = !same_ids (self->ids, ids);

  self->reading = FALSE;
  g_clear_pointer (&self->ids, g_array_unref);
  self->ids = g_steal_pointer (&ids);
  if (changed)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (self->again)
    schedule (self);
}

static void
fail (GuichetRecentRequests *self,
      const GError          *error)
{
  self->reading = FALSE;
  g_message ("The recent requests could not be read: %s", error->message);
}

/* One that has to be completed is also one that the support is at. */
static void
add_candidates (GuichetRecentRequests *self,
                GPtrArray             *tickets)
{
  for (guint i = 0; i < tickets->len; i++)
    {
      GuichetTicket *ticket = g_ptr_array_index (tickets, i);
      gboolean known = FALSE;

      for (guint j = 0; j < self->candidates->len && !known; j++)
        known = guichet_ticket_get_id (g_ptr_array_index (self->candidates, j)) == guichet_ticket_get_id (ticket);
      if (!known)
        g_ptr_array_add (self->candidates, guichet_ticket_ref (ticket));
    }
}

static void
rows_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GuichetRecentRequests) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) tickets = guichet_store_read_first_rows_finish (GUICHET_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (tickets == NULL)
    {
      fail (self, error);
      return;
    }

  add_candidates (self, tickets);
  if (++self->next < G_N_ELEMENTS (kinds))
    list_next (self);
  else
    finish (self);
}

static void
list_next (GuichetRecentRequests *self)
{
  g_autoptr(GuichetTicketQuery) query = guichet_request_query_new (self->context, kinds[self->next]);

  guichet_store_read_first_rows_async (guichet_context_get_store (self->context), query, MAX_READ, self->cancellable,
                                       rows_cb, g_object_ref (self));
}

static void
begin (GuichetRecentRequests *self)
{
  self->again = self->reading;
  if (self->reading)
    return;

  self->reading = TRUE;
  self->next = 0;
  g_ptr_array_set_size (self->candidates, 0);
  list_next (self);
}

static void
due_cb (gpointer user_data)
{
  GuichetRecentRequests *self = user_data;

  self->timeout = 0;
  begin (self);
}

static void
schedule (GuichetRecentRequests *self)
{
  self->again = FALSE;
  if (self->timeout == 0)
    self->timeout = g_timeout_add_once (PAUSE_MS, due_cb, self);
}

static void
store_changed_cb (GuichetRecentRequests *self,
                  GuichetChangeSet      *changes)
{
  if (changes->tickets->len > 0 || changes->everything)
    schedule (self);
}

/* ---- class */

static void
guichet_recent_requests_dispose (GObject *object)
{
  GuichetRecentRequests *self = GUICHET_RECENT_REQUESTS (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_recent_requests_parent_class)->dispose (object);
}

static void
guichet_recent_requests_finalize (GObject *object)
{
  GuichetRecentRequests *self = GUICHET_RECENT_REQUESTS (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->candidates);
  g_clear_pointer (&self->ids, g_array_unref);

  G_OBJECT_CLASS (guichet_recent_requests_parent_class)->finalize (object);
}

static void
guichet_recent_requests_class_init (GuichetRecentRequestsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_recent_requests_dispose;
  object_class->finalize = guichet_recent_requests_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", GUICHET_TYPE_RECENT_REQUESTS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guichet_recent_requests_init (GuichetRecentRequests *self)
{
  self->cancellable = g_cancellable_new ();
  self->candidates = guichet_tickets_new ();
}

GuichetRecentRequests *
guichet_recent_requests_new (GuichetContext *context)
{
  GuichetRecentRequests *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_RECENT_REQUESTS, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (guichet_context_get_store (context), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::identity", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  begin (self);

  return self;
}

GArray *
guichet_recent_requests_get_ids (GuichetRecentRequests *self)
{
  g_return_val_if_fail (GUICHET_IS_RECENT_REQUESTS (self), NULL);

  return self->ids;
}
