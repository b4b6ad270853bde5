#include "config.h"

#include "ui/agent/view-counts-model.h"

#include "store/reading.h"

/* Changes that come together are counted once. */
#define GATHER_MS 50

struct _GuichetViewCountsModel
{
  GObject parent_instance;

  GuichetStore      *store;
  GuichetViewCounts  counts;
  GCancellable      *cancellable;
  guint              gather_source;
  gboolean           known;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetViewCountsModel, guichet_view_counts_model, G_TYPE_OBJECT)

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GuichetViewCountsModel *self = user_data;
  g_autoptr(GError) error = NULL;
  GuichetViewCounts counts;

  if (!guichet_store_count_views_finish (GUICHET_STORE (source), result, &counts, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("The lists could not be counted: %s", error->message);
      return;
    }

  if (self->known && memcmp (&self->counts, &counts, sizeof counts) == 0)
    return;

  self->counts = counts;
  self->known = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
count_cb (gpointer user_data)
{
  GuichetViewCountsModel *self = user_data;

  self->gather_source = 0;
  guichet_store_count_views_async (self->store, self->cancellable, counted_cb, self);
}

static void
store_changed_cb (GuichetViewCountsModel *self,
                  GuichetChangeSet       *changes)
{
  if (!changes->moved && !changes->everything && !changes->identity)
    return;

  if (self->gather_source == 0)
    self->gather_source = g_timeout_add_once (GATHER_MS, count_cb, self);
}

static void
guichet_view_counts_model_dispose (GObject *object)
{
  GuichetViewCountsModel *self = GUICHET_VIEW_COUNTS_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->gather_source, g_source_remove);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (guichet_view_counts_model_parent_class)->dispose (object);
}

static void
guichet_view_counts_model_finalize (GObject *object)
{
  g_object_unref (GUICHET_VIEW_COUNTS_MODEL (object)->cancellable);

  G_OBJECT_CLASS (guichet_view_counts_model_parent_class)->finalize (object);
}

static void
guichet_view_counts_model_class_init (GuichetViewCountsModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_view_counts_model_dispose;
  object_class->finalize = guichet_view_counts_model_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", GUICHET_TYPE_VIEW_COUNTS_MODEL, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guichet_view_counts_model_init (GuichetViewCountsModel *self)
{
  self->cancellable = g_cancellable_new ();
}

GuichetViewCountsModel *
guichet_view_counts_model_new (GuichetStore *store)
{
  GuichetViewCountsModel *self;

  g_return_val_if_fail (GUICHET_IS_STORE (store), NULL);

  self = g_object_new (GUICHET_TYPE_VIEW_COUNTS_MODEL, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  count_cb (self);

  return self;
}

gboolean
guichet_view_counts_model_is_known (GuichetViewCountsModel *self)
{
  g_return_val_if_fail (GUICHET_IS_VIEW_COUNTS_MODEL (self), FALSE);

  return self->known;
}

guint
guichet_view_counts_model_get (GuichetViewCountsModel *self,
                               GuichetView             view)
{
  g_return_val_if_fail (GUICHET_IS_VIEW_COUNTS_MODEL (self), 0);
  g_return_val_if_fail (view < GUICHET_N_VIEWS, 0);

  return self->counts.views[view];
}

/* Each ongoing ticket of one's teams is in exactly one of the three lists. */
guint
guichet_view_counts_model_get_ongoing (GuichetViewCountsModel *self)
{
  return guichet_view_counts_model_get (self, GUICHET_VIEW_MINE) +
         guichet_view_counts_model_get (self, GUICHET_VIEW_TO_TAKE) +
         guichet_view_counts_model_get (self, GUICHET_VIEW_TAKEN);
}
