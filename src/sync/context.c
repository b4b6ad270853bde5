#include "config.h"

#include "sync/context.h"

/* ITOP-PROTOCOL §6 (1 to 2 s until a lost append shows) and §17. The server's
 * own limit comes from discovery; a minute stands for an unknown one. */
#define SERVER_LIMIT_UNKNOWN 60000

/* Tickets a unit where each of them is a request of its own: about half a
 * second (PORTAL-PROTOCOL §12), for which somebody's work may wait. */
#define PORTAL_BATCH 15

static const GuichetEngineTimes default_times = {
  .server_limit = 0,
  .read_back = 1500,
  .delta_interval = 45 * 1000,
  .back_off_min = 5 * 1000,
  .back_off_max = 5 * 60 * 1000,
};

/* Milliseconds of a clock that nobody sets. */
gint64
guichet_sync_monotonic (void)
{
  return g_get_monotonic_time () / 1000;
}

void
guichet_sync_context_init (GuichetSyncContext *self,
                           GuichetStore       *store,
                           GuichetRemote      *remote)
{
  *self = (GuichetSyncContext) {
    .store = g_object_ref (store),
    .remote = g_object_ref (remote),
    .times = default_times,
    .born_real = g_get_real_time () / 1000,
    .born_monotonic = guichet_sync_monotonic (),
  };
}

void
guichet_sync_context_clear (GuichetSyncContext *self)
{
  g_clear_object (&self->store);
  g_clear_object (&self->remote);
}

static void
set_time (guint *time,
          guint  value)
{
  if (value != 0)
    *time = value;
}

void
guichet_sync_context_set_times (GuichetSyncContext       *self,
                                const GuichetEngineTimes *times)
{
  set_time (&self->times.server_limit, times->server_limit);
  set_time (&self->times.read_back, times->read_back);
  set_time (&self->times.delta_interval, times->delta_interval);
  set_time (&self->times.back_off_min, times->back_off_min);
  set_time (&self->times.back_off_max, times->back_off_max);
}

/**
 * guichet_sync_context_now:
 *
 * Returns: Unix time in milliseconds that never goes back while this process
 *   runs, even when somebody sets the clock back: an operation put off by ten
 *   seconds is not put off by an hour
 */
gint64
guichet_sync_context_now (const GuichetSyncContext *self)
{
  gint64 steady = self->born_real + guichet_sync_monotonic () - self->born_monotonic;

  return MAX (steady, g_get_real_time () / 1000);
}

/* Whether the server is talked to through its web portal, which gives tickets
 * and their files one by one. */
gboolean
guichet_sync_context_is_portal (const GuichetSyncContext *self)
{
  g_autoptr(GuichetIdentity) identity = guichet_store_dup_identity (self->store);

  return identity != NULL && identity->door == GUICHET_DOOR_PORTAL;
}

/* Returns: how many tickets to ask for in one unit, at most @max */
guint
guichet_sync_context_get_batch_size (const GuichetSyncContext *self,
                                     guint                     max)
{
  return guichet_sync_context_is_portal (self) ? MIN (max, PORTAL_BATCH) : max;
}

/**
 * guichet_sync_context_get_server_limit:
 *
 * Returns: milliseconds for which the server may go on working on a request
 *   whose connection died
 */
guint
guichet_sync_context_get_server_limit (const GuichetSyncContext *self)
{
  g_autoptr(GuichetIdentity) identity = NULL;

  if (self->times.server_limit != 0)
    return self->times.server_limit;

  identity = guichet_store_dup_identity (self->store);

  return identity != NULL && identity->server_limit > 0
           ? (guint) MIN (identity->server_limit, 3600) * 1000
           : SERVER_LIMIT_UNKNOWN;
}

void
guichet_sync_context_tell_progress (GuichetSyncContext *self,
                                    guint               done,
                                    guint               total)
{
  if (self->progress != NULL)
    self->progress (done, total, self->progress_data);
}
