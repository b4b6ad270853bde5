#include "config.h"

#include "ui/common/toast.h"

/**
 * guichet_show_toast:
 * @near: a widget of the window that shall show it
 * @toast: (transfer full)
 */
void
guichet_show_toast (GtkWidget *near,
                    AdwToast  *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (near, ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}
