#include "config.h"

#include "ui/ticket/ticket-page-private.h"

#include "model/assignment.h"
#include "store/drafts.h"
#include "store/outbox.h"
#include "ui/common/problem.h"
#include "ui/common/recall.h"
#include "ui/common/toast.h"
#include "ui/ticket/action-dialog.h"
#include "ui/ticket/put-back.h"
#include "ui/ticket/send-check.h"

#include <glib/gi18n.h>

static GuichetJournalComposer *
get_composer (GuichetTicketPage *self,
              guint              journal)
{
  return guichet_journal_view_get_composer (journal == GUICHET_JOURNAL_PUBLIC ? self->public : self->internal);
}

gboolean
_guichet_ticket_page_can_apply (GuichetTicketPage *self)
{
  gboolean has_text = _guichet_ticket_page_count_changes (self) > 0;

  if (self->ticket == NULL || guichet_ticket_reader_is_vanished (self->reader) || self->sending || self->asking)
    return FALSE;

  /* Not before the drafts are read: sending removes them from the store. */
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    {
      GuichetJournalComposer *composer = get_composer (self, i);

      if (!guichet_draft_saver_get_loaded (GUICHET_DRAFT_SAVER (guichet_journal_composer_get_keeper (composer))))
        return FALSE;
      has_text = has_text || guichet_journal_composer_has_text (composer);
    }

  return has_text;
}

/**
 * _guichet_ticket_page_put_back:
 *
 * A #GuichetPutBackFunc: takes texts of this page's journals.
 */
gboolean
_guichet_ticket_page_put_back (GtkWidget  *page,
                               const char *key,
                               const char *html)
{
  GuichetTicketPage *self = GUICHET_TICKET_PAGE (page);

  /* A page on its way out writes nothing any more. */
  if (gtk_widget_get_root (page) == NULL)
    return FALSE;
  if (self->edits_keeper != NULL && g_str_equal (guichet_draft_saver_get_key (GUICHET_DRAFT_SAVER (self->edits_keeper)), key))
    {
      _guichet_ticket_page_return_changes (self, html);
      return TRUE;
    }

  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    {
      GuichetJournalComposer *composer = get_composer (self, i);

      if (g_str_equal (guichet_draft_saver_get_key (GUICHET_DRAFT_SAVER (guichet_journal_composer_get_keeper (composer))), key))
        {
          guichet_journal_composer_put_back (composer, html);
          return TRUE;
        }
    }

  return FALSE;
}

/* ---- into the outbox */

typedef struct
{
  GuichetTicketPage *page;
  GuichetIntent     *intent;
  char              *message;
  gboolean           taken[GUICHET_N_JOURNALS];
  gboolean           took_changes;
} Sending;

static void
free_sending (Sending *sending)
{
  g_object_unref (sending->page);
  guichet_intent_free (sending->intent);
  g_free (sending->message);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, free_sending)

static void
settle (Sending *sending)
{
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    {
      GuichetDraftKeeper *keeper = guichet_journal_composer_get_keeper (get_composer (sending->page, i));

      if (sending->taken[i] && keeper != NULL)
        guichet_draft_saver_settle (GUICHET_DRAFT_SAVER (keeper));
    }

  if (sending->took_changes)
    _guichet_ticket_page_settle_changes (sending->page);
}

static void
tell_failure (GuichetTicketPage *self,
              const GError      *error)
{
  GuichetProblem problem = guichet_problem_describe (error);
  g_autofree char *text = NULL;

  /* Translators: %s is a whole sentence: why */
  text = g_strdup_printf (_("Not sent, your text is back in its place. %s"), problem.sentence);
  guichet_show_toast (GTK_WIDGET (self), adw_toast_new (text));
}

static void
enqueued_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Sending) sending = user_data;
  GuichetTicketPage *self = sending->page;
  GuichetStore *store = GUICHET_STORE (source);
  g_autoptr(GError) error = NULL;

  self->sending = FALSE;
  if (guichet_store_enqueue_finish (store, result, &error))
    {
      settle (sending);
      guichet_show_toast (GTK_WIDGET (self),
                          guichet_recall_toast_new (GTK_WIDGET (self), store, sending->intent, sending->message,
                                                    _guichet_ticket_page_put_back));
      _guichet_ticket_page_emit_acted (self);
    }
  else
    {
      settle (sending);
      guichet_put_back_texts (GTK_WIDGET (self), store, sending->intent, _guichet_ticket_page_put_back);
      tell_failure (self, error);
    }

  _guichet_ticket_page_update_actions (self);
}

/* What is changed in the form leaves with whatever leaves. */
static void
post (GuichetTicketPage  *self,
      Sending            *sending,
      const char * const *drafts)
{
  const char *changes = _guichet_ticket_page_take_changes (self, sending->intent);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) all = NULL;

  if (drafts != NULL)
    g_strv_builder_addv (builder, (const char **) drafts);
  if (changes != NULL)
    g_strv_builder_add (builder, changes);
  all = g_strv_builder_end (builder);

  sending->took_changes = changes != NULL;
  sending->intent->not_before = guichet_recall_get_not_before ();
  self->sending = TRUE;
  _guichet_ticket_page_update_actions (self);
  guichet_store_enqueue_async (guichet_context_get_store (self->context), sending->intent,
                               (const char * const *) all, NULL, enqueued_cb, sending);
}

static Sending *
new_sending (GuichetTicketPage *self,
             GuichetIntent     *intent,
             const char        *message)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->page = g_object_ref (self);
  sending->intent = intent;
  sending->message = g_strdup (message);

  return sending;
}

/**
 * _guichet_ticket_page_send:
 * @intent: (transfer full): an operation whose texts come from elsewhere
 * @drafts: (nullable) (array zero-terminated=1): the drafts it was made of
 * @message: what the toast says
 */
void
_guichet_ticket_page_send (GuichetTicketPage  *self,
                           GuichetIntent      *intent,
                           const char * const *drafts,
                           const char         *message)
{
  post (self, new_sending (self, intent, message), drafts);
}

/* ---- Apply */

static char *
describe_sent (GuichetTicketPage   *self,
               const GuichetIntent *intent)
{
  const char *caller = _guichet_ticket_page_get_caller (self);
  g_autofree char *what = NULL;
  guint n = _guichet_ticket_page_count_changes (self);

  if (intent->entries[GUICHET_JOURNAL_PUBLIC] == NULL && intent->entries[GUICHET_JOURNAL_PRIVATE] == NULL)
    what = g_strdup_printf (ngettext ("%u changed field", "%u changed fields", n), n);
  else if (intent->entries[GUICHET_JOURNAL_PUBLIC] == NULL)
    what = g_strdup (_("Internal note"));
  else if (intent->entries[GUICHET_JOURNAL_PRIVATE] == NULL)
    /* Translators: %s is a name */
    what = g_strdup_printf (_("Message to %s"), caller);
  else
    /* Translators: %s is a name */
    what = g_strdup_printf (_("Message to %s and internal note"), caller);

  return guichet_recall_describe (what);
}

/* Makes one operation of what is changed in the form and written in both
 * journals. It has the identity of the draft, so that a second click cannot make a second one. */
static void
send_journals (GuichetTicketPage *self)
{
  const char *drafts[GUICHET_N_JOURNALS + 1] = { NULL };
  GuichetIntent *intent;
  Sending *sending;
  guint n = 0;

  if (!_guichet_ticket_page_can_apply (self))
    return;

  intent = guichet_intent_new_for_ticket (self->ticket);
  if (_guichet_ticket_page_count_changes (self) > 0)
    g_set_str (&intent->uuid, guichet_field_keeper_get_uuid (self->edits_keeper));
  sending = new_sending (self, intent, NULL);
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    {
      GuichetJournalComposer *composer = get_composer (self, i);
      GuichetDraftKeeper *keeper = guichet_journal_composer_get_keeper (composer);

      if (!guichet_journal_composer_has_text (composer))
        continue;

      g_set_str (&intent->uuid, guichet_draft_keeper_get_uuid (keeper));
      intent->entries[i] = guichet_journal_composer_take (composer);
      sending->taken[i] = TRUE;
      drafts[n++] = guichet_draft_saver_get_key (GUICHET_DRAFT_SAVER (keeper));
    }

  sending->message = describe_sent (self, intent);
  post (self, sending, drafts);
}

static void
set_asking (GuichetTicketPage *self,
            gboolean           asking)
{
  self->asking = asking;
  _guichet_ticket_page_update_actions (self);
}

static void
answered_cb (GtkWidget *page,
             gboolean   send)
{
  GuichetTicketPage *self = GUICHET_TICKET_PAGE (page);

  set_asking (self, FALSE);
  if (send)
    send_journals (self);
  else
    gtk_widget_activate_action (page, "ticket.focus-public", NULL);
}

static GuichetSendCheck *
make_check (GuichetTicketPage *self)
{
  GuichetSendCheck *check = guichet_send_check_new (GTK_WIDGET (self), self->ticket);
  g_autoptr(GPtrArray) newer = guichet_journal_view_list_newer (self->public);

  guichet_send_check_add_public (check, guichet_journal_composer_get_editor (get_composer (self, GUICHET_JOURNAL_PUBLIC)));
  guichet_send_check_add_private (check, guichet_journal_composer_get_editor (get_composer (self, GUICHET_JOURNAL_PRIVATE)));
  guichet_send_check_set_newer (check, newer, guichet_context_get_zone (self->context));
  guichet_send_check_set_has_file (check, guichet_attachment_strip_has_fresh_file (self->attachments));

  return check;
}

/**
 * _guichet_ticket_page_apply:
 *
 * Sends what is written in both journals, after a question where there is a
 * doubt: see #GuichetSendCheck.
 */
void
_guichet_ticket_page_apply (GuichetTicketPage *self)
{
  if (!_guichet_ticket_page_can_apply (self) || !_guichet_ticket_page_check_changes (self))
    return;

  if (guichet_send_check_ask (make_check (self), answered_cb))
    set_asking (self, TRUE);
  else
    send_journals (self);
}

/* ---- quoting */

static void
quote_response_cb (AdwAlertDialog *dialog,
                   const char     *response,
                   gpointer        user_data)
{
  GuichetTicketPage *self = user_data;
  const char *text = g_object_get_data (G_OBJECT (dialog), "text");

  if (!g_str_equal (response, "quote") || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  adw_view_stack_set_visible_child_name (self->narrow_stack, "public");
  guichet_journal_view_quote (self->public, text);
}

/* Internal text gets into a message to the requester by decision only. */
void
_guichet_ticket_page_quote_publicly (GuichetTicketPage *self,
                                     const char        *text)
{
  g_autofree char *body = NULL;
  AdwDialog *dialog;

  /* Translators: %s is the requester */
  body = g_strdup_printf (_("This is out of the internal journal. %s would read it."), _guichet_ticket_page_get_caller (self));
  dialog = adw_alert_dialog_new (_("Quote Internal Text?"), body);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "back", _("Go Back"), "quote", _("Quote Anyway"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "back");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "back");
  g_object_set_data_full (G_OBJECT (dialog), "text", g_strdup (text), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (quote_response_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* ---- taking a ticket */

void
_guichet_ticket_page_assign_to_me (GuichetTicketPage *self)
{
  GuichetIntent *intent;

  if (self->ticket == NULL || self->sending || self->asking)
    return;

  intent = guichet_assignment_new (self->ticket, guichet_context_get_profile (self->context),
                                   guichet_context_get_identity (self->context));
  if (intent != NULL)
    {
      g_autofree char *message = guichet_recall_describe (_("Assigned to you"));

      _guichet_ticket_page_send (self, intent, NULL, message);
    }
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "ticket.act", "s", "assign");
}

/* ---- dialogs of transitions */

static void
confirmed_cb (GuichetActionDialog *dialog,
              GuichetIntent       *intent,
              const char * const  *drafts,
              GuichetTicketPage   *self)
{
  const GuichetAction *action = guichet_profile_get_action (guichet_context_get_profile (self->context), intent->action);
  g_autofree char *message = NULL;

  message = guichet_recall_describe (action != NULL ? action->label : intent->action);
  _guichet_ticket_page_send (self, guichet_intent_copy (intent), drafts, message);
}

static void
cancelled_cb (GuichetActionDialog *dialog,
              guint                journal,
              const char          *html,
              GuichetTicketPage   *self)
{
  guichet_journal_composer_put_back (get_composer (self, journal), html);
}

/* What was begun in a journal moves into the dialog that asks for it, saved
 * there before it is forgotten here. */
static void
move_entry (GuichetTicketPage   *self,
            GuichetActionDialog *dialog,
            guint                journal)
{
  GuichetJournalComposer *composer = get_composer (self, journal);
  g_autofree char *html = NULL;

  if (!guichet_journal_composer_has_text (composer))
    return;

  html = guichet_rich_editor_dup_html (guichet_journal_composer_get_editor (composer));
  if (*html != '\0'
      && guichet_action_dialog_set_entry (dialog, journal, html,
                                          guichet_draft_keeper_get_base (guichet_journal_composer_get_keeper (composer))))
    guichet_journal_composer_discard (composer);
}

/* The server resolves what hangs on a ticket together with it. */
static void
warn_of_children (GuichetTicketPage   *self,
                  GuichetActionDialog *dialog,
                  const GuichetAction *action)
{
  guint n = guichet_ticket_form_count_children (self->form);
  g_autofree char *warning = NULL;

  if (n == 0 || !g_str_equal (action->name, "resolve"))
    return;

  warning = g_strdup_printf (ngettext ("%u child ticket is resolved with it.",
                                       "%u child tickets are resolved with it.", n), n);
  guichet_action_dialog_set_warning (dialog, warning);
}

void
_guichet_ticket_page_open_dialog (GuichetTicketPage   *self,
                                  const GuichetAction *action)
{
  AdwDialog *dialog = guichet_action_dialog_new (self->context, self->ticket, action);

  guichet_action_dialog_set_page_note (GUICHET_ACTION_DIALOG (dialog),
                                       guichet_journal_composer_get_editor (get_composer (self, GUICHET_JOURNAL_PRIVATE)));
  guichet_action_dialog_set_has_file (GUICHET_ACTION_DIALOG (dialog),
                                      guichet_attachment_strip_has_fresh_file (self->attachments));
  warn_of_children (self, GUICHET_ACTION_DIALOG (dialog), action);
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    move_entry (self, GUICHET_ACTION_DIALOG (dialog), i);

  g_signal_connect_object (dialog, "confirmed", G_CALLBACK (confirmed_cb), self, 0);
  g_signal_connect_object (dialog, "cancelled", G_CALLBACK (cancelled_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
