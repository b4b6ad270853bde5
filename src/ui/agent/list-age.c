#include "config.h"

#include "ui/agent/list-age.h"

#include "ui/common/minute.h"
#include "ui/common/when.h"

#include <glib/gi18n.h>

/* What was read less long ago is as good as new. */
#define STALE_SECONDS (60 * 60)

static void
write_age (gpointer owner)
{
  AdwWindowTitle *title = owner;
  GuichetSyncStatus *status = g_object_get_data (G_OBJECT (title), "sync-status");
  gint64 last = guichet_sync_status_get_last_success (status) / 1000;
  gint64 age = g_get_real_time () / G_USEC_PER_SEC - last;
  g_autofree char *span = NULL;
  g_autofree char *text = NULL;

  if (last == 0 || age < STALE_SECONDS)
    {
      adw_window_title_set_subtitle (title, "");
      return;
    }

  span = guichet_when_format_span (age);
  /* Translators: how long ago a list was read from the server, such as "2 h ago" */
  text = g_strdup_printf (_("Read from the server %s"), span);
  adw_window_title_set_subtitle (title, text);
}

void
guichet_list_age_show (AdwWindowTitle    *title,
                       GuichetSyncStatus *status)
{
  g_return_if_fail (ADW_IS_WINDOW_TITLE (title));
  g_return_if_fail (GUICHET_IS_SYNC_STATUS (status));

  g_object_set_data_full (G_OBJECT (title), "sync-status", g_object_ref (status), g_object_unref);
  g_signal_connect_object (status, "notify::last-success", G_CALLBACK (write_age), title, G_CONNECT_SWAPPED);
  guichet_minute_watch (title, write_age);
  write_age (title);
}
