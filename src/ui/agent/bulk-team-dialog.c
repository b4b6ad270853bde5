#include "config.h"

#include "ui/agent/bulk-team-dialog.h"

#include "store/reading.h"
#include "ui/ticket/reference-picker.h"
#include "util/text.h"

#include <glib/gi18n.h>

typedef struct
{
  AdwDialog              *dialog;       /* holds this */
  GCancellable           *cancellable;
  GuichetReferencePicker *picker;
  GtkEditable            *note;
  GtkWidget              *confirm;
  gboolean                needs_note;
  GuichetTeamFunc         chosen;
  gpointer                user_data;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;

  g_cancellable_cancel (asking->cancellable);
  g_object_unref (asking->cancellable);
  g_free (asking);
}

static void
changed_cb (Asking *asking)
{
  gboolean ready = guichet_reference_picker_get_id (asking->picker) != 0 &&
                   (!asking->needs_note || !guichet_text_is_empty (gtk_editable_get_text (asking->note)));

  gtk_widget_set_sensitive (asking->confirm, ready);
}

static void
confirm_cb (Asking *asking)
{
  asking->chosen (guichet_reference_picker_get_id (asking->picker), guichet_reference_picker_get_name (asking->picker),
                  gtk_editable_get_text (asking->note), asking->user_data);
  adw_dialog_close (asking->dialog);
}

static void
teams_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GPtrArray) teams = guichet_store_list_references_finish (GUICHET_STORE (source), result, NULL);
  Asking *asking = user_data;

  if (teams != NULL)
    guichet_reference_picker_set_references (asking->picker, teams, 0);
}

static GtkWidget *
create_content (Asking *asking)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), asking->needs_note
                                 ? _("Note for the Agents of the Team (Required)") : _("Note for the Agents of the Team"));
  asking->note = GTK_EDITABLE (row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  asking->picker = GUICHET_REFERENCE_PICKER (guichet_reference_picker_new (_("Search for a team"), _("Team")));
  gtk_widget_set_vexpand (GTK_WIDGET (asking->picker), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (asking->picker));
  gtk_box_append (GTK_BOX (box), group);
  gtk_widget_add_css_class (box, "dialog-sections");

  return box;
}

static GtkWidget *
create_header (Asking *asking)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  asking->confirm = gtk_button_new_with_mnemonic (_("_Assign"));
  gtk_widget_add_css_class (asking->confirm, "suggested-action");
  gtk_widget_set_sensitive (asking->confirm, FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), asking->confirm);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (adw_dialog_close), asking->dialog);
  g_signal_connect_swapped (asking->confirm, "clicked", G_CALLBACK (confirm_cb), asking);

  return header;
}

static gboolean
needs_note (GuichetContext *context)
{
  const GuichetAction *action = guichet_profile_get_action (guichet_context_get_profile (context), "dispatch");

  return action != NULL && action->private_entry == 2;
}

/**
 * guichet_bulk_team_dialog_new:
 * @chosen: called once when a team was confirmed
 */
AdwDialog *
guichet_bulk_team_dialog_new (GuichetContext  *context,
                              guint            n_tickets,
                              GuichetTeamFunc  chosen,
                              gpointer         user_data)
{
  AdwDialog *self = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  Asking *asking = g_new0 (Asking, 1);
  g_autofree char *title = g_strdup_printf (ngettext ("Assign %u Ticket to a Team", "Assign %u Tickets to a Team", n_tickets),
                                            n_tickets);

  asking->dialog = self;
  asking->cancellable = g_cancellable_new ();
  asking->needs_note = needs_note (context);
  asking->chosen = chosen;
  asking->user_data = user_data;
  g_object_set_data_full (G_OBJECT (self), "asking", asking, free_asking);
  adw_dialog_set_title (self, title);
  adw_dialog_set_content_width (self, 480);
  adw_dialog_set_content_height (self, 520);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), create_header (asking));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), create_content (asking));
  adw_dialog_set_child (self, view);
  g_signal_connect_swapped (asking->picker, "changed", G_CALLBACK (changed_cb), asking);
  g_signal_connect_swapped (asking->note, "changed", G_CALLBACK (changed_cb), asking);
  guichet_store_list_references_async (guichet_context_get_store (context), GUICHET_REFERENCE_TEAM, 0,
                                       asking->cancellable, teams_cb, asking);

  return self;
}
