#include "config.h"

#include "sync/network-watch.h"

struct _GuichetNetworkWatch
{
  GNetworkMonitor    *monitor;
  gulong              handler;
  GuichetNetworkFunc  func;
  gpointer            user_data;
};

static void
network_changed_cb (GNetworkMonitor     *monitor,
                    gboolean             available,
                    GuichetNetworkWatch *self)
{
  if (available)
    self->func (self->user_data);
}

GuichetNetworkWatch *
guichet_network_watch_new (GuichetNetworkFunc func,
                           gpointer           user_data)
{
  GuichetNetworkWatch *self = g_new0 (GuichetNetworkWatch, 1);

  self->monitor = g_object_ref (g_network_monitor_get_default ());
  self->func = func;
  self->user_data = user_data;
  self->handler = g_signal_connect (self->monitor, "network-changed", G_CALLBACK (network_changed_cb), self);

  return self;
}

void
guichet_network_watch_free (GuichetNetworkWatch *self)
{
  if (self == NULL)
    return;

  g_clear_signal_handler (&self->handler, self->monitor);
  g_object_unref (self->monitor);
  g_free (self);
}
