#include "config.h"

#include "ui/user/request-counts.h"

#include "store/reading.h"

/* Changes come in bursts: one look for all of them. */
#define PAUSE_MS 150

#define N_COUNTS (GUICHET_REQUESTS_RESOLVED + 1)

struct _GuichetRequestCounts
{
  GObject parent_instance;

  GuichetContext *context;
  GCancellable   *cancellable;
  guint           counts[N_COUNTS];
  guint           fresh[N_COUNTS];
  guint           next;         /* what is being counted */
  guint           timeout;
  gboolean        counting;
  gboolean        again;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetRequestCounts, guichet_request_counts, G_TYPE_OBJECT)

static void count_next (GuichetRequestCounts *self);
static void schedule   (GuichetRequestCounts *self);

static void
finish (GuichetRequestCounts *self)
{
  self->counting = FALSE;
  if (memcmp (self->counts, self->fresh, sizeof self->counts) != 0)
    {
      memcpy (self->counts, self->fresh, sizeof self->counts);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
  if (self->again)
    schedule (self);
}

static void
ids_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GuichetRequestCounts) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = guichet_store_list_ids_finish (GUICHET_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (ids == NULL)
    {
      g_message ("The requests could not be counted: %s", error->message);
      self->counting = FALSE;
      return;
    }

  self->fresh[self->next++] = ids->len;
  if (self->next < N_COUNTS)
    count_next (self);
  else
    finish (self);
}

static void
count_next (GuichetRequestCounts *self)
{
  g_autoptr(GuichetTicketQuery) query = guichet_request_query_new (self->context, self->next);

  guichet_store_list_ids_async (guichet_context_get_store (self->context), query, self->cancellable, ids_cb,
                                g_object_ref (self));
}

static void
begin (GuichetRequestCounts *self)
{
  self->again = self->counting;
  if (self->counting)
    return;

  self->counting = TRUE;
  self->next = 0;
  count_next (self);
}

static void
due_cb (gpointer user_data)
{
  GuichetRequestCounts *self = user_data;

  self->timeout = 0;
  begin (self);
}

static void
schedule (GuichetRequestCounts *self)
{
  self->again = FALSE;
  if (self->timeout == 0)
    self->timeout = g_timeout_add_once (PAUSE_MS, due_cb, self);
}

static void
store_changed_cb (GuichetRequestCounts *self,
                  GuichetChangeSet     *changes)
{
  if (changes->tickets->len > 0 || changes->everything)
    schedule (self);
}

static void
guichet_request_counts_dispose (GObject *object)
{
  GuichetRequestCounts *self = GUICHET_REQUEST_COUNTS (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_request_counts_parent_class)->dispose (object);
}

static void
guichet_request_counts_finalize (GObject *object)
{
  g_object_unref (GUICHET_REQUEST_COUNTS (object)->cancellable);

  G_OBJECT_CLASS (guichet_request_counts_parent_class)->finalize (object);
}

static void
guichet_request_counts_class_init (GuichetRequestCountsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_request_counts_dispose;
  object_class->finalize = guichet_request_counts_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", GUICHET_TYPE_REQUEST_COUNTS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guichet_request_counts_init (GuichetRequestCounts *self)
{
  self->cancellable = g_cancellable_new ();
}

GuichetRequestCounts *
guichet_request_counts_new (GuichetContext *context)
{
  GuichetRequestCounts *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_REQUEST_COUNTS, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (guichet_context_get_store (context), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::identity", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  begin (self);

  return self;
}

guint
guichet_request_counts_get (GuichetRequestCounts *self,
                            GuichetRequests       which)
{
  g_return_val_if_fail (GUICHET_IS_REQUEST_COUNTS (self), 0);
  g_return_val_if_fail (which < N_COUNTS, 0);

  return self->counts[which];
}
