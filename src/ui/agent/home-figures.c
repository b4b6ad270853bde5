#include "config.h"

#include "ui/agent/home-figures.h"

#include "store/reading.h"

/* Changes that come together are read once. */
#define GATHER_MS 100
#define REFRESH_S 60

#define N_DAYS 14
#define MAX_URGENT 6

/* What is counted beside the presets. */
enum
{
  COUNT_MINE = GUICHET_N_PRESETS,
  COUNT_TAKEN,
  COUNT_TO_TAKE,
  COUNT_REQUESTER_OF_COLLEAGUES,
  COUNT_PARTNER_OF_COLLEAGUES,
  N_COUNTS
};

struct _GuichetHomeFigures
{
  GObject parent_instance;

  GuichetContext *context;
  GCancellable   *cancellable;
  guint           gather_source;
  guint           refresh_source;
  gboolean        reading;
  gboolean        read_again;

  guint           counts[N_COUNTS];
  gboolean        counted[N_COUNTS];    /* the profile has such tickets */
  GArray         *activity;
  GArray         *urgent;
  GArray         *places;               /* (nullable): ids and urgencies whose rows are being read */
  GError         *error;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetHomeFigures, guichet_home_figures, G_TYPE_OBJECT)

static void read_all (GuichetHomeFigures *self);

static void
clear_urgent (gpointer item)
{
  guichet_ticket_unref (((GuichetHomeUrgent *) item)->ticket);
}

/* ---- one round of reading: counts, urgent tickets, their rows, activity */

static void
end_round (GuichetHomeFigures *self)
{
  self->reading = FALSE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (self->read_again)
    read_all (self);
}

/* Returns: whether the answer @error is not one, and the round is over */
static gboolean
give_up (GuichetHomeFigures *self,
         GError             *error)
{
  if (error == NULL)
    return FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;

  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  end_round (self);
  return TRUE;
}

static void
activity_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GuichetHomeFigures) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) days = guichet_store_read_activity_finish (GUICHET_STORE (source), result, &error);

  if (give_up (self, error))
    return;

  g_array_unref (self->activity);
  self->activity = g_steal_pointer (&days);
  g_clear_error (&self->error);
  end_round (self);
}

static GuichetTicket *
find_ticket (GPtrArray *tickets,
             gint64     id)
{
  for (guint i = 0; i < tickets->len; i++)
    if (guichet_ticket_get_id (g_ptr_array_index (tickets, i)) == id)
      return g_ptr_array_index (tickets, i);

  return NULL;
}

static void
rows_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GuichetHomeFigures) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) tickets = guichet_store_read_rows_finish (GUICHET_STORE (source), result, &error);

  if (give_up (self, error))
    return;

  g_array_set_size (self->urgent, 0);
  for (guint i = 0; i < self->places->len; i++)
    {
      const GuichetUrgentTicket *place = &g_array_index (self->places, GuichetUrgentTicket, i);
      GuichetHomeUrgent urgent = { find_ticket (tickets, place->id), place->urgency };

      if (urgent.ticket != NULL && guichet_ticket_ref (urgent.ticket) != NULL)
        g_array_append_val (self->urgent, urgent);
    }

  guichet_store_read_activity_async (GUICHET_STORE (source), N_DAYS, self->cancellable, activity_read_cb,
                                     g_object_ref (self));
}

static void
urgent_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GuichetHomeFigures) self = user_data;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) places = guichet_store_list_urgent_finish (GUICHET_STORE (source), result, &error);

  if (give_up (self, error))
    return;

  for (guint i = 0; i < places->len; i++)
    g_array_append_val (ids, g_array_index (places, GuichetUrgentTicket, i).id);
  g_clear_pointer (&self->places, g_array_unref);
  self->places = g_steal_pointer (&places);
  guichet_store_read_rows_async (GUICHET_STORE (source), ids, self->cancellable, rows_read_cb, g_object_ref (self));
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GuichetHomeFigures) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) counts = guichet_store_count_queries_finish (GUICHET_STORE (source), result, &error);
  guint next = 0;

  if (give_up (self, error))
    return;

  for (guint i = 0; i < N_COUNTS; i++)
    self->counts[i] = self->counted[i] ? g_array_index (counts, guint, next++) : 0;

  guichet_store_list_urgent_async (GUICHET_STORE (source), MAX_URGENT, self->cancellable, urgent_listed_cb,
                                   g_object_ref (self));
}

static GuichetTicketQuery *
make_query (GuichetHomeFigures *self,
            guint               count)
{
  GuichetProfile *profile = guichet_context_get_profile (self->context);

  switch (count)
    {
    case COUNT_MINE:
      return guichet_ticket_query_new (GUICHET_VIEW_MINE);

    case COUNT_TAKEN:
      return guichet_ticket_query_new (GUICHET_VIEW_TAKEN);

    case COUNT_TO_TAKE:
      return guichet_ticket_query_new (GUICHET_VIEW_TO_TAKE);

    case COUNT_REQUESTER_OF_COLLEAGUES:
      return guichet_preset_to_query (GUICHET_PRESET_WAITING_REQUESTER, GUICHET_VIEW_TAKEN, profile);

    case COUNT_PARTNER_OF_COLLEAGUES:
      return guichet_preset_to_query (GUICHET_PRESET_WAITING_PARTNER, GUICHET_VIEW_TAKEN, profile);

    default:
      return guichet_preset_to_query (count, guichet_preset_get_view (count), profile);
    }
}

static void
read_all (GuichetHomeFigures *self)
{
  g_autoptr(GPtrArray) queries = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_ticket_query_free);

  self->read_again = self->reading;
  if (self->reading)
    return;

  for (guint i = 0; i < N_COUNTS; i++)
    {
      GuichetTicketQuery *query = make_query (self, i);

      self->counted[i] = query != NULL;
      if (query != NULL)
        g_ptr_array_add (queries, query);
    }

  self->reading = TRUE;
  guichet_store_count_queries_async (guichet_context_get_store (self->context), queries, self->cancellable,
                                     counted_cb, g_object_ref (self));
}

/* ---- when */

static void
gather_cb (gpointer user_data)
{
  GuichetHomeFigures *self = user_data;

  self->gather_source = 0;
  read_all (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  read_all (user_data);

  return G_SOURCE_CONTINUE;
}

static void
store_changed_cb (GuichetHomeFigures *self,
                  GuichetChangeSet   *changes)
{
  if (!changes->moved && !changes->everything && !changes->identity && changes->tickets->len == 0)
    return;

  if (self->gather_source == 0)
    self->gather_source = g_timeout_add_once (GATHER_MS, gather_cb, self);
}

static void
guichet_home_figures_dispose (GObject *object)
{
  GuichetHomeFigures *self = GUICHET_HOME_FIGURES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->gather_source, g_source_remove);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_home_figures_parent_class)->dispose (object);
}

static void
guichet_home_figures_finalize (GObject *object)
{
  GuichetHomeFigures *self = GUICHET_HOME_FIGURES (object);

  g_object_unref (self->cancellable);
  g_array_unref (self->activity);
  g_array_unref (self->urgent);
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (guichet_home_figures_parent_class)->finalize (object);
}

static void
guichet_home_figures_class_init (GuichetHomeFiguresClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_home_figures_dispose;
  object_class->finalize = guichet_home_figures_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", GUICHET_TYPE_HOME_FIGURES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guichet_home_figures_init (GuichetHomeFigures *self)
{
  self->cancellable = g_cancellable_new ();
  self->activity = g_array_new (FALSE, FALSE, sizeof (GuichetActivityDay));
  self->urgent = g_array_new (FALSE, FALSE, sizeof (GuichetHomeUrgent));
  g_array_set_clear_func (self->urgent, clear_urgent);
}

GuichetHomeFigures *
guichet_home_figures_new (GuichetContext *context)
{
  GuichetHomeFigures *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_HOME_FIGURES, NULL);
  self->context = g_object_ref (context);
  self->refresh_source = g_timeout_add_seconds (REFRESH_S, refresh_cb, self);
  g_signal_connect_object (guichet_context_get_store (context), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  read_all (self);

  return self;
}

/* ---- what was read */

/**
 * guichet_home_figures_has_preset:
 *
 * Returns: whether the server has tickets of this kind at all
 */
gboolean
guichet_home_figures_has_preset (GuichetHomeFigures *self,
                                 GuichetPreset       preset)
{
  g_return_val_if_fail (GUICHET_IS_HOME_FIGURES (self), FALSE);

  return self->counted[preset];
}

guint
guichet_home_figures_count (GuichetHomeFigures *self,
                            GuichetPreset       preset)
{
  g_return_val_if_fail (GUICHET_IS_HOME_FIGURES (self), 0);

  return self->counts[preset];
}

/**
 * guichet_home_figures_count_waits:
 *
 * Each ongoing ticket of one's teams is counted under exactly one of the
 * waits.
 */
guint
guichet_home_figures_count_waits (GuichetHomeFigures *self,
                                  GuichetWait         wait)
{
  guint requester, partner;

  g_return_val_if_fail (GUICHET_IS_HOME_FIGURES (self), 0);

  requester = self->counts[GUICHET_PRESET_WAITING_REQUESTER] + self->counts[COUNT_REQUESTER_OF_COLLEAGUES];
  partner = self->counts[GUICHET_PRESET_WAITING_PARTNER] + self->counts[COUNT_PARTNER_OF_COLLEAGUES];
  switch (wait)
    {
    case GUICHET_WAIT_REQUESTER:
      return requester;

    case GUICHET_WAIT_PARTNER:
      return partner;

    case GUICHET_WAIT_TAKE:
      return self->counts[COUNT_TO_TAKE];

    case GUICHET_WAIT_US:
    default:
      return self->counts[COUNT_MINE] + self->counts[COUNT_TAKEN] - requester - partner;
    }
}

/**
 * guichet_home_figures_get_activity:
 *
 * Returns: (transfer none) (element-type GuichetActivityDay): empty until read
 */
GArray *
guichet_home_figures_get_activity (GuichetHomeFigures *self)
{
  g_return_val_if_fail (GUICHET_IS_HOME_FIGURES (self), NULL);

  return self->activity;
}

/**
 * guichet_home_figures_get_urgent:
 *
 * Returns: (transfer none) (element-type GuichetHomeUrgent): most urgent first
 */
GArray *
guichet_home_figures_get_urgent (GuichetHomeFigures *self)
{
  g_return_val_if_fail (GUICHET_IS_HOME_FIGURES (self), NULL);

  return self->urgent;
}

/**
 * guichet_home_figures_get_error:
 *
 * Returns: (nullable): why the figures are not those of now
 */
const GError *
guichet_home_figures_get_error (GuichetHomeFigures *self)
{
  g_return_val_if_fail (GUICHET_IS_HOME_FIGURES (self), NULL);

  return self->error;
}
