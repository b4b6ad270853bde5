#include "config.h"

#include "ui/common/sign-out-dialog.h"

#include <glib/gi18n.h>

#define FUNC "guichet-sign-out"

static void
response_cb (AdwAlertDialog *dialog,
             const char     *response,
             GtkWidget      *near)
{
  GuichetSignOutFunc func = g_object_get_data (G_OBJECT (dialog), FUNC);

  if (!g_str_equal (response, "cancel"))
    func (near, g_str_equal (response, "erase"));
}

/* What was not sent goes with the rest. */
static char *
describe (GuichetContext *context)
{
  GuichetSyncStatus *status = guichet_context_get_sync_status (context);
  guint n = guichet_sync_status_get_waiting (status) + guichet_sync_status_get_parked (status);
  const char *choice =
    _("What is kept is there at once when you sign in again. On a computer that others use, erase it: no request, no file, "
      "no draft of yours stays.");
  g_autofree char *lost = NULL;

  if (n == 0)
    return g_strdup (choice);

  lost = g_strdup_printf (ngettext ("%u thing was not sent yet: erasing loses it.",
                                    "%u things were not sent yet: erasing loses them.", n), n);

  return g_strjoin ("\n\n", choice, lost, NULL);
}

/**
 * guichet_sign_out_ask:
 * @near: in the window that is asked in; lives when @func is called
 *
 * Asks whether what is on this computer is kept or erased. @func is not called
 * when the person stays.
 */
void
guichet_sign_out_ask (GtkWidget          *near,
                      GuichetContext     *context,
                      GuichetSignOutFunc  func)
{
  g_autofree char *body = NULL;
  AdwDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (near));
  g_return_if_fail (GUICHET_IS_CONTEXT (context));
  g_return_if_fail (func != NULL);

  body = describe (context);
  dialog = adw_alert_dialog_new (_("Sign Out?"), body);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "erase", _("_Erase and Sign Out"),
                                  "keep", _("_Keep and Sign Out"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "erase", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "keep", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_object_set_data (G_OBJECT (dialog), FUNC, func);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), near, 0);
  adw_dialog_present (dialog, near);
}
