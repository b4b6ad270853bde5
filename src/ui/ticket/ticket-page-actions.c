#include "config.h"

#include "ui/ticket/ticket-page-private.h"

#include "model/link.h"
#include "model/rules.h"
#include "ui/common/toast.h"
#include "ui/ticket/action-sections.h"
#include "ui/ticket/requester-preview.h"
#include "ui/ticket/sent-actions.h"

#include <glib/gi18n.h>

/* What an agent does from this page, in the order of the profile. The rest of
 * the life cycle belongs to the requester, or to an approver. */
static const char * const anybody_actions[] = { "assign", "reassign", "dispatch", NULL };
static const char * const approver_actions[] = { "approve", "reject", NULL };
static const char * const agent_actions[] = { "pending", "request-info", "resume", "resolve", "reopen", NULL };

const char *
_guichet_ticket_page_get_caller (GuichetTicketPage *self)
{
  const char *caller = guichet_ticket_get_label (self->ticket, GUICHET_FIELD_CALLER);

  return *caller != '\0' ? caller : _("the requester");
}

/* ---- what is offered */

static gboolean
is_my_ticket (GuichetTicketPage *self)
{
  gint64 me = guichet_context_get_identity (self->context)->person_id;

  return me != 0 && guichet_ticket_get_key (self->ticket, GUICHET_FIELD_AGENT) == me;
}

static gboolean
is_offered (GuichetTicketPage   *self,
            const GuichetAction *action)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  if (self->ticket == NULL || guichet_ticket_reader_is_vanished (self->reader) || !guichet_action_is_supported (action)
      || !guichet_rules_offer_action (action, self->ticket, guichet_context_get_zone (self->context), now))
    return FALSE;

  return g_strv_contains (anybody_actions, action->name)
         || (g_strv_contains (approver_actions, action->name)
             && guichet_rules_is_for_person (action, self->ticket,
                                             guichet_context_get_identity (self->context)->person_id))
         || (g_strv_contains (agent_actions, action->name) && is_my_ticket (self));
}

static GPtrArray *
list_offered (GuichetTicketPage *self)
{
  GPtrArray *offered = g_ptr_array_new ();
  guint n;
  const GuichetAction *actions = guichet_profile_get_actions (guichet_context_get_profile (self->context), &n);

  for (guint i = 0; i < n; i++)
    if (is_offered (self, &actions[i]))
      g_ptr_array_add (offered, (gpointer) &actions[i]);

  return offered;
}

static const GuichetAction *
find_offered (GuichetTicketPage *self,
              const char        *name)
{
  const GuichetAction *action = guichet_profile_get_action (guichet_context_get_profile (self->context), name);

  return action != NULL && is_offered (self, action) ? action : NULL;
}

/**
 * guichet_ticket_page_is_offered:
 * @action: the name of an action of the profile
 *
 * Returns: whether "ticket.act" with it would do something now
 */
gboolean
guichet_ticket_page_is_offered (GuichetTicketPage *self,
                                const char        *action)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_PAGE (self), FALSE);

  return !self->sending && !self->asking && find_offered (self, action) != NULL;
}

/* ---- the rehearsal */

/* With what is changed in the form, which leaves together with the rest. */
static char *
add_changes (GuichetTicketPage *self,
             const char        *sentence)
{
  guint n = _guichet_ticket_page_count_changes (self);

  if (n == 0)
    return g_strdup (sentence);

  /* Translators: how many fields, then a sentence on what else is sent */
  return g_strdup_printf (ngettext ("%u changed field. %s", "%u changed fields. %s", n), n, sentence);
}

static char *
rehearse (GuichetTicketPage *self)
{
  const char *code = guichet_ticket_get (self->ticket, GUICHET_FIELD_STATUS);
  const GuichetState *state = guichet_profile_get_state (guichet_context_get_profile (self->context), code);
  const char *status = state != NULL ? state->label : code;
  const char *caller = _guichet_ticket_page_get_caller (self);
  gboolean note = guichet_journal_composer_has_text (guichet_journal_view_get_composer (self->internal));
  gboolean message = guichet_journal_composer_has_text (guichet_journal_view_get_composer (self->public));

  if (note && message)
    /* Translators: the requester, then the state of the ticket */
    return g_strdup_printf (_("1 message to %s and 1 internal note. Status unchanged: %s."), caller, status);
  if (message)
    /* Translators: the requester, then the state of the ticket */
    return g_strdup_printf (_("1 message to %s. Status unchanged: %s."), caller, status);
  if (note)
    /* Translators: the requester, then the state of the ticket */
    return g_strdup_printf (_("1 internal note, never shown to %s. Status unchanged: %s."), caller, status);

  if (_guichet_ticket_page_count_changes (self) > 0)
    /* Translators: the state of the ticket */
    return g_strdup_printf (_("Status unchanged: %s."), status);

  return g_strdup (_("nothing to send yet."));
}

static void
set_enabled (GuichetTicketPage *self,
             const char        *action,
             gboolean           enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

void
_guichet_ticket_page_update_actions (GuichetTicketPage *self)
{
  g_autoptr(GPtrArray) offered = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *all = NULL;
  gboolean can_act = self->ticket != NULL && !guichet_ticket_reader_is_vanished (self->reader) && !self->sending && !self->asking;

  set_enabled (self, "ticket.apply", _guichet_ticket_page_can_apply (self));
  set_enabled (self, "ticket.act", can_act);
  set_enabled (self, "ticket.resolve", can_act && find_offered (self, "resolve") != NULL);
  set_enabled (self, "ticket.assign-to-me", can_act && find_offered (self, "assign") != NULL
               && guichet_context_get_identity (self->context)->person_id != 0);
  _guichet_ticket_page_update_files (self);
  if (self->ticket == NULL)
    return;

  offered = list_offered (self);
  sentence = rehearse (self);
  guichet_action_bar_set_actions (self->action_bar, offered);
  all = add_changes (self, sentence);
  guichet_action_bar_set_rehearsal (self->action_bar, all);
}

/* ---- the actions */

static void
apply_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  _guichet_ticket_page_apply (GUICHET_TICKET_PAGE (widget));
}

static void
assign_to_me_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  _guichet_ticket_page_assign_to_me (GUICHET_TICKET_PAGE (widget));
}

static void
act (GuichetTicketPage *self,
     const char        *name)
{
  const GuichetAction *action = find_offered (self, name);

  if (action != NULL && !self->asking && _guichet_ticket_page_check_changes (self))
    _guichet_ticket_page_open_dialog (self, action);
}

static void
act_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  act (GUICHET_TICKET_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
resolve_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  act (GUICHET_TICKET_PAGE (widget), "resolve");
}

static void
reload_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  guichet_ticket_reader_reload (GUICHET_TICKET_PAGE (widget)->reader);
}

static void
copy_reference_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  GuichetTicketPage *self = GUICHET_TICKET_PAGE (widget);

  if (self->ticket == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), guichet_ticket_get (self->ticket, GUICHET_FIELD_REF));
  guichet_show_toast (widget, adw_toast_new (_("Reference copied")));
}

/* As the server's own pages link to it: others may use no Guichet. */
static void
copy_link_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  GuichetTicketPage *self = GUICHET_TICKET_PAGE (widget);
  g_autofree char *link =
    guichet_link_build (guichet_context_get_identity (self->context)->server,
                        guichet_profile_get_class_name (guichet_context_get_profile (self->context)), self->ticket_id);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), link);
  guichet_show_toast (widget, adw_toast_new (_("Link copied")));
}

static void
quote_publicly_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  _guichet_ticket_page_quote_publicly (GUICHET_TICKET_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
preview_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GuichetTicketPage *self = GUICHET_TICKET_PAGE (widget);

  if (self->ticket != NULL)
    adw_dialog_present (guichet_requester_preview_dialog_new (self->context, self->ticket), widget);
}

/* ---- panes */

static void
show_pane (GuichetTicketPage *self,
           GtkWidget         *pane)
{
  const char *name = pane == GTK_WIDGET (self->internal) ? "internal"
                     : pane == GTK_WIDGET (self->public) ? "public" : "form";

  if (pane != GTK_WIDGET (self->action_bar))
    adw_view_stack_set_visible_child_name (self->narrow_stack, name);
}

static void
focus_private_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  GuichetTicketPage *self = GUICHET_TICKET_PAGE (widget);

  show_pane (self, GTK_WIDGET (self->internal));
  guichet_journal_view_focus (self->internal);
}

static void
focus_public_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  GuichetTicketPage *self = GUICHET_TICKET_PAGE (widget);

  /* Who has selected something answers that. */
  if (guichet_journal_view_quote_selection (self->internal) || guichet_journal_view_quote_selection (self->public))
    return;

  show_pane (self, GTK_WIDGET (self->public));
  guichet_journal_view_focus (self->public);
}

static gboolean
holds_focus (GuichetTicketPage *self,
             GtkWidget         *pane)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && (focus == pane || gtk_widget_is_ancestor (focus, pane));
}

static void
move_pane (GuichetTicketPage *self,
           guint              step)
{
  GtkWidget *panes[] = { GTK_WIDGET (self->form), GTK_WIDGET (self->internal), GTK_WIDGET (self->public), GTK_WIDGET (self->action_bar) };
  const guint n = G_N_ELEMENTS (panes);
  guint at = n - step;

  for (guint i = 0; i < n; i++)
    if (holds_focus (self, panes[i]))
      at = i;

  for (guint i = 0; i < n; i++)
    {
      at = (at + step) % n;
      show_pane (self, panes[at]);
      if (gtk_widget_child_focus (panes[at], GTK_DIR_TAB_FORWARD))
        return;
    }
}

static void
next_pane_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  move_pane (GUICHET_TICKET_PAGE (widget), 1);
}

static void
previous_pane_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  move_pane (GUICHET_TICKET_PAGE (widget), 3);
}

void
_guichet_ticket_page_class_init_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "ticket.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "ticket.act", "s", act_action);
  gtk_widget_class_install_action (widget_class, "ticket.resolve", NULL, resolve_action);
  gtk_widget_class_install_action (widget_class, "ticket.assign-to-me", NULL, assign_to_me_action);
  gtk_widget_class_install_action (widget_class, "ticket.quote-publicly", "s", quote_publicly_action);
  gtk_widget_class_install_action (widget_class, "ticket.view-as-requester", NULL, preview_action);
  gtk_widget_class_install_action (widget_class, "ticket.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "ticket.copy-reference", NULL, copy_reference_action);
  gtk_widget_class_install_action (widget_class, "ticket.copy-link", NULL, copy_link_action);
  gtk_widget_class_install_action (widget_class, "ticket.focus-private", NULL, focus_private_action);
  gtk_widget_class_install_action (widget_class, "ticket.focus-public", NULL, focus_public_action);
  gtk_widget_class_install_action (widget_class, "ticket.next-pane", NULL, next_pane_action);
  gtk_widget_class_install_action (widget_class, "ticket.previous-pane", NULL, previous_pane_action);
  guichet_sent_actions_install (widget_class);
}
