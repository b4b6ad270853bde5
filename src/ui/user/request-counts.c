#include "config.h"

#include "ui/user/request-counts.h"

#include "store/figures.h"

/* Changes come in bursts: one look for all of them. */
#define PAUSE_MS 150

#define N_COUNTS (GUICHET_REQUESTS_RESOLVED + 1)

struct _GuichetRequestCounts
{
  GObject parent_instance;

  GuichetContext *context;
  GCancellable   *cancellable;
  guint           counts[N_COUNTS];
  guint           timeout;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetRequestCounts, guichet_request_counts, G_TYPE_OBJECT)

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GuichetRequestCounts *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) counts = guichet_store_count_queries_finish (GUICHET_STORE (source), result, &error);

  if (counts == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The requests could not be counted: %s", error->message);
      return;
    }

  if (memcmp (self->counts, counts->data, sizeof self->counts) == 0)
    return;
  memcpy (self->counts, counts->data, sizeof self->counts);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
count (GuichetRequestCounts *self)
{
  g_autoptr(GPtrArray) queries = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_ticket_query_free);

  for (guint which = 0; which < N_COUNTS; which++)
    g_ptr_array_add (queries, guichet_request_query_new (self->context, which));
  guichet_store_count_queries_async (guichet_context_get_store (self->context), queries, self->cancellable,
                                     counted_cb, self);
}

static void
due_cb (gpointer user_data)
{
  GuichetRequestCounts *self = user_data;

  self->timeout = 0;
  count (self);
}

static void
schedule (GuichetRequestCounts *self)
{
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
  count (self);

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
