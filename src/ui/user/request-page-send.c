#include "config.h"

#include "ui/user/request-page-private.h"

#include "model/rules.h"
#include "richtext/richtext.h"
#include "store/outbox.h"
#include "ui/common/problem.h"
#include "ui/common/recall.h"
#include "ui/common/toast.h"
#include "ui/ticket/conflict-dialog.h"
#include "ui/ticket/put-back.h"
#include "ui/ticket/send-check.h"
#include "ui/ticket/sent-actions.h"
#include "util/text.h"

#include <glib/gi18n.h>

/* Writing: a message, which may reopen the request, and the opinion that
 * closes it. Both leave through the outbox. */

static GuichetJournalComposer *
get_composer (GuichetRequestPage *self)
{
  return guichet_journal_view_get_composer (self->journal);
}

static gboolean
is_at_rest (GuichetRequestPage *self)
{
  return self->ticket != NULL && !guichet_ticket_reader_is_vanished (self->reader) && !self->sending && !self->asking;
}

/* Whether a message may be written: a resolved request is reopened by it. */
gboolean
_guichet_request_page_may_write (GuichetRequestPage *self)
{
  return self->progress != NULL && !guichet_ticket_reader_is_vanished (self->reader) && self->progress->wish <= GUICHET_PROGRESS_JUDGE;
}

static gboolean
reopens (GuichetRequestPage *self)
{
  return self->progress != NULL && self->progress->wish == GUICHET_PROGRESS_JUDGE;
}

/* Not before the draft is read: sending removes it from the store. */
static gboolean
can_send (GuichetRequestPage *self)
{
  GuichetJournalComposer *composer = get_composer (self);

  return is_at_rest (self) && _guichet_request_page_may_write (self) &&
         guichet_draft_saver_get_loaded (GUICHET_DRAFT_SAVER (guichet_journal_composer_get_keeper (composer))) &&
         guichet_journal_composer_has_text (composer);
}

static gboolean
can_close (GuichetRequestPage *self)
{
  const GuichetAction *action = guichet_profile_get_action (guichet_context_get_profile (self->context), "close");

  return is_at_rest (self) && action != NULL &&
         guichet_action_is_offered_from (action, guichet_ticket_get (self->ticket, GUICHET_FIELD_STATUS)) &&
         guichet_draft_saver_get_loaded (GUICHET_DRAFT_SAVER (guichet_request_card_get_keeper (self->card)));
}

/* ---- what sending will do, before it is done */

static const char *
get_agent (GuichetRequestPage *self)
{
  const char *agent = guichet_ticket_get_label (self->ticket, GUICHET_FIELD_AGENT);

  return !guichet_text_is_empty (agent) ? agent : _("the support");
}

static char *
rehearse (GuichetRequestPage *self)
{
  if (self->progress->wish == GUICHET_PROGRESS_COMPLETE)
    /* Translators: %s is somebody of the support */
    return g_strdup_printf (_("Your answer gives the request back to %s."), get_agent (self));
  if (reopens (self))
    return g_strdup (_("Your message reopens the request: say what is still wrong."));

  /* Translators: %s is somebody of the support */
  return g_strdup_printf (_("Your message goes to %s."), get_agent (self));
}

static const char *
get_prompt (GuichetRequestPage *self)
{
  if (self->progress->wish == GUICHET_PROGRESS_COMPLETE)
    return _("Write your answer…");
  if (reopens (self))
    return _("Writing here reopens the request…");

  return _("Write to the support…");
}

static void
show_foot (GuichetRequestPage *self)
{
  gboolean may_write = _guichet_request_page_may_write (self);
  const char *label = reopens (self) ? _("Reopen the Request") : C_("message", "Send");
  g_autofree char *sentence = NULL;

  gtk_widget_set_visible (self->foot, may_write);
  gtk_widget_set_visible (GTK_WIDGET (get_composer (self)), may_write);
  if (!may_write)
    return;

  sentence = rehearse (self);
  gtk_label_set_label (self->rehearsal, sentence);
  gtk_button_set_label (self->send, label);
  guichet_journal_composer_set_button (get_composer (self), label);
  guichet_journal_composer_set_prompt (get_composer (self), get_prompt (self), _("Message to the support"));
}

static void
set_enabled (GuichetRequestPage *self,
             const char         *action,
             gboolean            enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

void
_guichet_request_page_update_actions (GuichetRequestPage *self)
{
  set_enabled (self, "ticket.apply", can_send (self));
  set_enabled (self, "ticket.focus-public", _guichet_request_page_may_write (self));
  set_enabled (self, "request.reopen", is_at_rest (self) && reopens (self));
  set_enabled (self, "request.close", can_close (self));
  _guichet_request_page_update_files (self);
  if (self->progress != NULL)
    show_foot (self);
}

/* ---- into the outbox */

typedef struct
{
  GuichetRequestPage *page;
  GuichetIntent      *intent;
  GuichetDraftKeeper *keeper;   /* of the text that was taken */
  char               *message;
} Sending;

static void
free_sending (Sending *sending)
{
  g_object_unref (sending->page);
  g_object_unref (sending->keeper);
  guichet_intent_free (sending->intent);
  g_free (sending->message);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, free_sending)

/* Takes texts of this page: see #GuichetPutBackFunc. */
gboolean
_guichet_request_page_put_back (GtkWidget  *page,
                                const char *key,
                                const char *html)
{
  GuichetRequestPage *self = GUICHET_REQUEST_PAGE (page);
  GuichetJournalComposer *composer = get_composer (self);
  GuichetDraftKeeper *comment = guichet_request_card_get_keeper (self->card);

  /* A page on its way out writes nothing any more. */
  if (gtk_widget_get_root (page) == NULL)
    return FALSE;

  if (g_str_equal (guichet_draft_saver_get_key (GUICHET_DRAFT_SAVER (guichet_journal_composer_get_keeper (composer))), key))
    guichet_journal_composer_put_back (composer, html);
  else if (g_str_equal (guichet_draft_saver_get_key (GUICHET_DRAFT_SAVER (comment)), key))
    guichet_draft_keeper_put_back (comment, html);
  else
    return FALSE;

  return TRUE;
}

static void
tell (GuichetRequestPage *self,
      const char         *sentence)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, sentence);
  guichet_show_toast (GTK_WIDGET (self), toast);
}

static void
tell_failure (GuichetRequestPage *self,
              const GError       *error)
{
  GuichetProblem problem = guichet_problem_describe (error);
  g_autofree char *text = NULL;

  /* Translators: %s is a whole sentence: why */
  text = g_strdup_printf (_("Not sent, your text is back in its place. %s"), problem.sentence);
  tell (self, text);
}

static void
enqueued_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Sending) sending = user_data;
  GuichetRequestPage *self = sending->page;
  GuichetStore *store = GUICHET_STORE (source);
  g_autoptr(GError) error = NULL;
  gboolean sent = guichet_store_enqueue_finish (store, result, &error);

  self->sending = FALSE;
  guichet_draft_saver_settle (GUICHET_DRAFT_SAVER (sending->keeper));
  if (sent)
    guichet_show_toast (GTK_WIDGET (self), guichet_recall_toast_new (GTK_WIDGET (self), store, sending->intent, sending->message,
                                                                     _guichet_request_page_put_back));
  else
    {
      guichet_put_back_texts (GTK_WIDGET (self), store, sending->intent, _guichet_request_page_put_back);
      tell_failure (self, error);
    }

  _guichet_request_page_update_actions (self);
}

/* @intent: (transfer full); @what: for the toast */
static void
post (GuichetRequestPage *self,
      GuichetIntent      *intent,
      GuichetDraftKeeper *keeper,
      const char         *what)
{
  Sending *sending = g_new0 (Sending, 1);
  const char *drafts[] = { guichet_draft_saver_get_key (GUICHET_DRAFT_SAVER (keeper)), NULL };

  sending->page = g_object_ref (self);
  sending->intent = intent;
  sending->keeper = g_object_ref (keeper);
  sending->message = guichet_recall_describe (what);
  intent->not_before = guichet_recall_get_not_before ();
  self->sending = TRUE;
  _guichet_request_page_update_actions (self);
  guichet_store_enqueue_async (guichet_context_get_store (self->context), intent, drafts, NULL, enqueued_cb, sending);
}

/* The last look at the clock: the limit may be over since the page was drawn. */
static gboolean
check (GuichetRequestPage  *self,
       const GuichetIntent *intent)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GError) error = NULL;

  if (guichet_rules_check_change (intent, self->ticket, guichet_context_get_profile (self->context),
                                  guichet_context_get_zone (self->context), now, &error))
    return TRUE;

  g_message ("Request %" G_GINT64_FORMAT ": %s", self->ticket_id, error->message);
  tell (self, reopens (self) ? _("It can no longer be reopened. Your text stays; a new ticket can take it.")
                             : _("The request has changed meanwhile. Your text stays."));
  guichet_ticket_reader_reload (self->reader);

  return FALSE;
}

/* ---- a message */

static void
send_message (GuichetRequestPage *self)
{
  GuichetJournalComposer *composer = get_composer (self);
  GuichetDraftKeeper *keeper = guichet_journal_composer_get_keeper (composer);
  g_autoptr(GuichetIntent) intent = NULL;
  gboolean reopening = reopens (self);

  if (!can_send (self))
    return;

  intent = guichet_intent_new_for_ticket (self->ticket);
  g_set_str (&intent->uuid, guichet_draft_keeper_get_uuid (keeper));
  if (reopening)
    g_set_str (&intent->action, "reopen");
  intent->entries[GUICHET_JOURNAL_PUBLIC] = guichet_rich_editor_dup_html (guichet_journal_composer_get_editor (composer));
  if (!check (self, intent))
    return;

  g_free (intent->entries[GUICHET_JOURNAL_PUBLIC]);
  intent->entries[GUICHET_JOURNAL_PUBLIC] = guichet_journal_composer_take (composer);
  post (self, g_steal_pointer (&intent), keeper,
        reopening ? _("Request reopened") : _("Message to the support"));
}

static void
answered_cb (GtkWidget *page,
             gboolean   send)
{
  GuichetRequestPage *self = GUICHET_REQUEST_PAGE (page);

  self->asking = FALSE;
  _guichet_request_page_update_actions (self);
  if (send)
    send_message (self);
  else
    guichet_journal_view_focus (self->journal);
}

static void
send_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GuichetRequestPage *self = GUICHET_REQUEST_PAGE (widget);
  GuichetSendCheck *doubt;
  g_autoptr(GPtrArray) newer = NULL;

  if (!can_send (self))
    return;

  doubt = guichet_send_check_new (widget, self->ticket);
  newer = guichet_journal_view_list_newer (self->journal);
  guichet_send_check_add_public (doubt, guichet_journal_composer_get_editor (get_composer (self)));
  guichet_send_check_set_newer (doubt, newer, guichet_context_get_zone (self->context));
  guichet_send_check_set_has_file (doubt, guichet_attachment_strip_has_fresh_file (self->attachments));
  self->asking = guichet_send_check_ask (doubt, answered_cb);
  if (self->asking)
    _guichet_request_page_update_actions (self);
  else
    send_message (self);
}

static void
focus_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  guichet_journal_view_focus (GUICHET_REQUEST_PAGE (widget)->journal);
}

/* A message is asked for: with one it is sent, without one the cursor is where
 * it is written. */
static void
reopen_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GuichetRequestPage *self = GUICHET_REQUEST_PAGE (widget);

  if (can_send (self))
    {
      send_action (widget, name, parameter);
      return;
    }

  guichet_journal_view_focus (self->journal);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_label (self->rehearsal),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* ---- the opinion */

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GuichetRequestPage *self = GUICHET_REQUEST_PAGE (widget);
  GuichetDraftKeeper *keeper = guichet_request_card_get_keeper (self->card);
  const char *opinion = guichet_request_card_get_opinion (self->card);
  g_autoptr(GuichetIntent) intent = NULL;

  if (!can_close (self))
    return;

  intent = guichet_intent_new_for_ticket (self->ticket);
  g_set_str (&intent->action, "close");
  if (opinion != NULL)
    guichet_intent_set_field (intent, GUICHET_FIELD_SATISFACTION,
                              guichet_ticket_peek (self->ticket, GUICHET_FIELD_SATISFACTION), opinion, NULL);
  if (!check (self, intent))
    return;

  if (guichet_request_card_has_comment (self->card))
    {
      g_autofree char *html = NULL;
      g_autofree char *plain = NULL;

      g_set_str (&intent->uuid, guichet_draft_keeper_get_uuid (keeper));
      html = guichet_draft_keeper_take (keeper);
      plain = guichet_html_to_plain (html);
      guichet_intent_set_field (intent, GUICHET_FIELD_USER_COMMENT,
                                guichet_ticket_peek (self->ticket, GUICHET_FIELD_USER_COMMENT), plain, NULL);
    }
  post (self, g_steal_pointer (&intent), keeper, _("Request closed"));
}

static void
ask_again_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  GuichetRequestPage *self = GUICHET_REQUEST_PAGE (widget);
  gint64 leaf = guichet_ticket_get_key (self->ticket, GUICHET_FIELD_SUBCATEGORY);

  gtk_widget_activate_action (widget, "user.ask", "(xs)", leaf, guichet_ticket_get (self->ticket, GUICHET_FIELD_TITLE));
}

/* ---- what waits, and the rest */

static void
compare_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GuichetRequestPage *self = GUICHET_REQUEST_PAGE (widget);
  const GuichetIntent *intent = guichet_ticket_reader_find_intent (self->reader, g_variant_get_string (parameter, NULL));
  AdwDialog *dialog;

  if (intent == NULL || intent->state != GUICHET_INTENT_CONFLICT)
    return;

  dialog = guichet_conflict_dialog_new (self->context, intent, widget, _guichet_request_page_put_back);
  guichet_conflict_dialog_set_for_requester (GUICHET_CONFLICT_DIALOG (dialog));
  adw_dialog_present (dialog, widget);
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  guichet_ticket_reader_reload (GUICHET_REQUEST_PAGE (widget)->reader);
}

static void
copy_reference_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  GuichetRequestPage *self = GUICHET_REQUEST_PAGE (widget);

  if (self->ticket == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), guichet_ticket_get (self->ticket, GUICHET_FIELD_REF));
  tell (self, _("Reference copied"));
}

void
_guichet_request_page_class_init_send (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "ticket.apply", NULL, send_action);
  gtk_widget_class_install_action (widget_class, "ticket.focus-public", NULL, focus_action);
  gtk_widget_class_install_action (widget_class, "ticket.compare", "s", compare_action);
  gtk_widget_class_install_action (widget_class, "ticket.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "ticket.copy-reference", NULL, copy_reference_action);
  gtk_widget_class_install_action (widget_class, "request.reopen", NULL, reopen_action);
  gtk_widget_class_install_action (widget_class, "request.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "request.ask-again", NULL, ask_again_action);
  guichet_sent_actions_install (widget_class);
}
