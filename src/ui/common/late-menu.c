#include "config.h"

#include "ui/common/late-menu.h"

static void
create_cb (GtkMenuButton *button,
           gpointer       menu)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

/**
 * guichet_menu_button_set_late_menu:
 *
 * Like gtk_menu_button_set_menu_model(), which makes the widgets of @menu and
 * of all that is below it at once: these wait until somebody opens it.
 */
void
guichet_menu_button_set_late_menu (GtkMenuButton *button,
                                   GMenuModel    *menu)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));
  g_return_if_fail (G_IS_MENU_MODEL (menu));

  gtk_menu_button_set_create_popup_func (button, create_cb, g_object_ref (menu), g_object_unref);
}
