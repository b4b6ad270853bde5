#include "config.h"

#include "ui/agent/saved-view-dialog.h"

#include "util/text.h"

#include <glib/gi18n.h>

#define NAME_CHARS_MAX 80

typedef struct
{
  GtkWidget       *parent;
  GtkWidget       *entry;
  GuichetNameFunc  named;
  gpointer         user_data;
  GDestroyNotify   free_data;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;

  if (asking->free_data != NULL)
    asking->free_data (asking->user_data);
  g_object_unref (asking->parent);
  g_free (asking);
}

static void
changed_cb (GtkEditable    *entry,
            AdwAlertDialog *dialog)
{
  adw_alert_dialog_set_response_enabled (dialog, "name", !guichet_text_is_empty (gtk_editable_get_text (entry)));
}

static void
named_cb (AdwAlertDialog *dialog,
          const char     *response,
          Asking         *asking)
{
  g_autofree char *name = guichet_text_single_line (gtk_editable_get_text (GTK_EDITABLE (asking->entry)));

  asking->named (name, asking->user_data, asking->parent);
}

static GtkWidget *
create_entry (const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_entry_set_max_length (GTK_ENTRY (entry), NAME_CHARS_MAX);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name of the View"), -1);

  return entry;
}

/**
 * guichet_saved_view_dialog_ask:
 * @name: to begin with
 * @verb: on the button, with a mnemonic
 * @named: called with a name that is not blank, if the person gives one
 */
void
guichet_saved_view_dialog_ask (GtkWidget       *parent,
                               const char      *heading,
                               const char      *name,
                               const char      *verb,
                               GuichetNameFunc  named,
                               gpointer         user_data,
                               GDestroyNotify   free_data)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, NULL);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);
  Asking *asking = g_new0 (Asking, 1);

  *asking = (Asking) { g_object_ref (parent), create_entry (name), named, user_data, free_data };
  g_object_set_data_full (G_OBJECT (dialog), "asking", asking, free_asking);
  adw_alert_dialog_set_extra_child (alert, asking->entry);
  adw_alert_dialog_add_responses (alert, "cancel", _("_Cancel"), "name", verb, NULL);
  adw_alert_dialog_set_response_appearance (alert, "name", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (alert, "name");
  adw_alert_dialog_set_close_response (alert, "cancel");
  g_signal_connect (asking->entry, "changed", G_CALLBACK (changed_cb), dialog);
  changed_cb (GTK_EDITABLE (asking->entry), alert);
  g_signal_connect (dialog, "response::name", G_CALLBACK (named_cb), asking);

  adw_dialog_present (dialog, parent);
}
