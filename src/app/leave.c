#include "config.h"

#include "app/leave.h"

#include "app/kept-tickets.h"

#include <glib/gi18n.h>

static void
tell (GuichetWindow *window,
      gboolean       erased)
{
  guichet_window_show_toast (window, erased
                             ? _("Signed out. Nothing of this account is left on this computer.")
                             : _("Signed out, but not everything could be erased. Sign in and out again."));
}

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GWeakRef *ref = user_data;
  g_autoptr(GuichetWindow) window = g_weak_ref_get (ref);
  g_autoptr(GError) error = NULL;
  gboolean erased = guichet_account_erase_finish (GUICHET_ACCOUNT (source), result, &error);

  if (!erased)
    g_warning ("The data of the account could not be erased: %s", error->message);
  if (window != NULL)
    tell (window, erased);
  g_weak_ref_clear (ref);
  g_free (ref);
  g_application_release (g_application_get_default ());
}

static void
forget_settings (GuichetAccount *account,
                 GuichetWindow  *window,
                 GSettings      *settings)
{
  const char *server = guichet_account_get_server (account);

  g_settings_reset (settings, "login");
  if (window != NULL)
    guichet_sign_in_page_set_account (guichet_window_get_sign_in_page (window), server, "");
}

/* The program stays until everything is gone, whatever becomes of the window. */
void
guichet_leave_erase (GuichetAccount *account,
                     GuichetWindow  *window,
                     GSettings      *settings,
                     gboolean        is_demo)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  guichet_forget_tickets (settings, guichet_account_get_server (account), guichet_account_get_login (account));
  if (!is_demo)
    forget_settings (account, window, settings);

  g_weak_ref_init (ref, window);
  g_application_hold (g_application_get_default ());
  guichet_account_erase_async (account, erased_cb, ref);
}
