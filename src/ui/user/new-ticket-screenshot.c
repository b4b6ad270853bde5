#include "config.h"

#include "ui/user/new-ticket-screenshot.h"

#include "util/error.h"

#ifdef HAVE_LIBPORTAL
#include <libportal-gtk4/portal-gtk4.h>
#endif

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define SCREENSHOT "org.freedesktop.portal.Screenshot"

/* ---- whether there is one */

#ifdef HAVE_LIBPORTAL
static void
proxy_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GDBusProxy) proxy = g_dbus_proxy_new_for_bus_finish (result, NULL);
  g_autoptr(GVariant) version = proxy != NULL ? g_dbus_proxy_get_cached_property (proxy, "version") : NULL;

  g_task_return_boolean (task, version != NULL);
}
#endif

void
guichet_screenshot_find_async (GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, guichet_screenshot_find_async);
#ifdef HAVE_LIBPORTAL
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SESSION, G_DBUS_PROXY_FLAGS_DO_NOT_CONNECT_SIGNALS, NULL, PORTAL_NAME,
                            PORTAL_PATH, SCREENSHOT, cancellable, proxy_cb, task);
#else
  g_task_return_boolean (task, FALSE);
  g_object_unref (task);
#endif
}

gboolean
guichet_screenshot_find_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

/* ---- taking it */

#ifdef HAVE_LIBPORTAL
static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_autoptr(GFile) file = g_file_new_for_uri (task_data);
  GError *error = NULL;
  GdkTexture *texture = gdk_texture_new_from_file (file, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
taken_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  char *uri = xdp_portal_take_screenshot_finish (XDP_PORTAL (source), result, &error);

  if (uri != NULL)
    {
      g_task_set_task_data (task, uri, g_free);
      g_task_run_in_thread (task, load_thread);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}
#endif

void
guichet_screenshot_take_async (GtkWidget           *widget,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
#ifdef HAVE_LIBPORTAL
  g_autoptr(XdpPortal) portal = xdp_portal_new ();
  XdpParent *parent = xdp_parent_new_gtk (GTK_WINDOW (gtk_widget_get_root (widget)));

  g_task_set_source_tag (task, guichet_screenshot_take_async);
  xdp_portal_take_screenshot (portal, parent, XDP_SCREENSHOT_FLAG_INTERACTIVE, cancellable, taken_cb, task);
  xdp_parent_free (parent);
#else
  g_task_return_new_error_literal (task, GUICHET_ERROR, GUICHET_ERROR_FAILED, "Built without pictures of the screen");
  g_object_unref (task);
#endif
}

GdkTexture *
guichet_screenshot_take_finish (GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
