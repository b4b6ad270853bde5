#include "config.h"

#include "ui/agent/bulk-team-dialog.h"

#include "store/reading.h"
#include "ui/common/action-keys.h"
#include "ui/common/wrapping.h"
#include "ui/ticket/action-sections.h"
#include "ui/ticket/reference-picker.h"
#include "util/text.h"

#include <glib/gi18n.h>

typedef struct
{
  AdwDialog              *dialog;       /* holds this */
  GCancellable           *cancellable;
  GSimpleActionGroup     *actions;
  GuichetProfile         *profile;
  const GuichetAction    *action;       /* nullable: of the profile */
  GuichetReferencePicker *picker;
  GtkTextBuffer          *note;         /* nullable: the action asks for none */
  GuichetTeamFunc         chosen;
  gpointer                user_data;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;

  g_cancellable_cancel (asking->cancellable);
  g_object_unref (asking->cancellable);
  g_object_unref (asking->actions);
  guichet_profile_unref (asking->profile);
  g_free (asking);
}

static char *
dup_note (Asking *asking)
{
  GtkTextIter start;
  GtkTextIter end;

  if (asking->note == NULL)
    return g_strdup ("");

  gtk_text_buffer_get_bounds (asking->note, &start, &end);

  return gtk_text_buffer_get_text (asking->note, &start, &end, FALSE);
}

static gboolean
needs_note (Asking *asking)
{
  return asking->action != NULL && asking->action->private_entry == GUICHET_ENTRY_MANDATORY;
}

static void
changed_cb (Asking *asking)
{
  g_autofree char *note = dup_note (asking);
  gboolean ready = guichet_reference_picker_get_id (asking->picker) != 0 &&
                   (!needs_note (asking) || !guichet_text_is_empty (note));
  GAction *confirm = g_action_map_lookup_action (G_ACTION_MAP (asking->actions), "confirm");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (confirm), ready);
}

static void
confirm_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  Asking *asking = user_data;
  g_autofree char *note = dup_note (asking);

  asking->chosen (guichet_reference_picker_get_id (asking->picker), guichet_reference_picker_get_name (asking->picker),
                  note, asking->user_data);
  adw_dialog_close (asking->dialog);
}

static void
cancel_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  Asking *asking = user_data;

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

/* ---- building */

static GtkWidget *
create_note (Asking *asking)
{
  GtkWidget *view = gtk_text_view_new ();

  asking->note = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_object_set (view,
                "wrap-mode", GTK_WRAP_WORD_CHAR,
                "accepts-tab", FALSE,
                "height-request", 62,
                "left-margin", 12, "right-margin", 12, "top-margin", 10, "bottom-margin", 10,
                NULL);
  gtk_widget_add_css_class (view, "composer");
  gtk_widget_set_overflow (view, GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Note for the Agents of the Team"), -1);

  return view;
}

static GtkWidget *
create_content (Asking *asking)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);

  asking->picker = GUICHET_REFERENCE_PICKER (guichet_reference_picker_new (_("Search a team…"), _("Teams")));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (asking->picker));
  if (asking->action != NULL && asking->action->private_entry != GUICHET_ENTRY_NONE)
    gtk_box_append (GTK_BOX (box), guichet_entry_section_new (asking->action, GUICHET_JOURNAL_PRIVATE,
                                                              needs_note (asking), create_note (asking)));
  gtk_widget_add_css_class (box, "dialog-sections");
  g_object_set (scroller,
                "child", box,
                "hscrollbar-policy", GTK_POLICY_NEVER,
                "propagate-natural-height", TRUE,
                NULL);

  return scroller;
}

static char *
rehearse (Asking *asking,
          guint   n_tickets)
{
  const GuichetState *to = asking->action != NULL && asking->action->to != NULL
    ? guichet_profile_get_state (asking->profile, asking->action->to) : NULL;
  const char *end = _("They leave their agents; only the other team can give them back. Nobody else is told.");
  g_autofree char *state = NULL;

  if (to == NULL)
    return g_strdup (end);

  /* Translators: how many tickets, and the state that they get */
  state = g_strdup_printf (ngettext ("%u ticket becomes “%s”.", "%u tickets become “%s”.", n_tickets),
                           n_tickets, to->label);

  return g_strdup_printf ("%s %s", state, end);
}

static GtkWidget *
create_rehearsal (const char *sentence)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-information-symbolic");
  GtkWidget *label = gtk_label_new (sentence);

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 14);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "txt-blue");
  gtk_widget_add_css_class (label, "rehearsal");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 62);
  guichet_label_wrap (GTK_LABEL (label));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static GtkWidget *
create_footer (Asking     *asking,
               const char *sentence)
{
  GtkWidget *footer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));
  GtkWidget *confirm = gtk_button_new_with_label (asking->action != NULL ? asking->action->label
                                                                         : C_("action", "Assign to a Team"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "dialog.cancel");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (confirm), "dialog.confirm");
  gtk_widget_set_hexpand (cancel, TRUE);
  gtk_widget_set_halign (cancel, GTK_ALIGN_START);
  gtk_widget_add_css_class (confirm, "suggested-action");
  gtk_widget_add_css_class (footer, "dialog-footer");
  gtk_box_append (GTK_BOX (buttons), cancel);
  gtk_box_append (GTK_BOX (buttons), confirm);
  gtk_box_append (GTK_BOX (footer), create_rehearsal (sentence));
  gtk_box_append (GTK_BOX (footer), buttons);

  return footer;
}

static void
add_actions (Asking *asking)
{
  static const GActionEntry entries[] = {
    { .name = "confirm", .activate = confirm_cb },
    { .name = "cancel", .activate = cancel_cb },
  };

  asking->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (asking->actions), entries, G_N_ELEMENTS (entries), asking);
  gtk_widget_insert_action_group (GTK_WIDGET (asking->dialog), "dialog", G_ACTION_GROUP (asking->actions));
  guichet_action_keys_add (GTK_WIDGET (asking->dialog), "dialog", GTK_SHORTCUT_SCOPE_LOCAL);
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
  g_autofree char *sentence = NULL;

  asking->dialog = self;
  asking->cancellable = g_cancellable_new ();
  asking->profile = guichet_profile_ref (guichet_context_get_profile (context));
  asking->action = guichet_profile_get_action (asking->profile, "dispatch");
  asking->chosen = chosen;
  asking->user_data = user_data;
  g_object_set_data_full (G_OBJECT (self), "asking", asking, free_asking);
  add_actions (asking);
  sentence = rehearse (asking, n_tickets);
  adw_dialog_set_title (self, title);
  adw_dialog_set_content_width (self, 580);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), create_content (asking));
  adw_toolbar_view_add_bottom_bar (ADW_TOOLBAR_VIEW (view), create_footer (asking, sentence));
  adw_dialog_set_child (self, view);
  adw_dialog_set_focus (self, GTK_WIDGET (asking->picker));
  g_signal_connect_swapped (asking->picker, "changed", G_CALLBACK (changed_cb), asking);
  if (asking->note != NULL)
    g_signal_connect_swapped (asking->note, "changed", G_CALLBACK (changed_cb), asking);
  changed_cb (asking);
  guichet_store_list_references_async (guichet_context_get_store (context), GUICHET_REFERENCE_TEAM, 0,
                                       asking->cancellable, teams_cb, asking);

  return self;
}
