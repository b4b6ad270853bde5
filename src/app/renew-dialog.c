#include "config.h"

#include "app/renew-dialog.h"

#include <glib/gi18n.h>

struct _GuichetRenewDialog
{
  AdwAlertDialog parent_instance;

  GtkEditable *secret_row;
};

enum
{
  SIGNAL_RENEW,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetRenewDialog, guichet_renew_dialog, ADW_TYPE_ALERT_DIALOG)

static void
secret_changed_cb (GuichetRenewDialog *self)
{
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "renew",
                                         gtk_editable_get_text (self->secret_row)[0] != '\0');
}

static void
response_cb (GuichetRenewDialog *self,
             const char         *response)
{
  if (g_strcmp0 (response, "renew") == 0)
    g_signal_emit (self, signals[SIGNAL_RENEW], 0, gtk_editable_get_text (self->secret_row));
}

static void
guichet_renew_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GUICHET_TYPE_RENEW_DIALOG);

  G_OBJECT_CLASS (guichet_renew_dialog_parent_class)->dispose (object);
}

static void
guichet_renew_dialog_class_init (GuichetRenewDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_renew_dialog_dispose;

  signals[SIGNAL_RENEW] =
    g_signal_new ("renew", GUICHET_TYPE_RENEW_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/app/renew-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetRenewDialog, secret_row);
  gtk_widget_class_bind_template_callback (widget_class, secret_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, response_cb);
}

static void
guichet_renew_dialog_init (GuichetRenewDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
guichet_renew_dialog_new (const char *login)
{
  GuichetRenewDialog *self = g_object_new (GUICHET_TYPE_RENEW_DIALOG, NULL);
  /* Translators: %s is the name of an account */
  g_autofree char *body = g_strdup_printf (_("The server no longer accepts the password of “%s”. "
                                             "What you have written is kept."), login);

  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (self), body);

  return ADW_DIALOG (self);
}
