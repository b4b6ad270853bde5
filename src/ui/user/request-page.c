#include "config.h"

#include "ui/user/request-page-private.h"

#include "ui/common/action-keys.h"
#include "ui/common/problem.h"
#include "ui/common/rich-view.h"
#include "ui/ticket/seen-timer.h"
#include "ui/ticket/sent-actions.h"
#include "ui/ticket/ticket-banner.h"

#include <glib/gi18n.h>

/* The words about the time that is left are looked at this often, and at the
 * limit itself. */
#define CLOCK_MS 30000

G_DEFINE_FINAL_TYPE (GuichetRequestPage, guichet_request_page, ADW_TYPE_NAVIGATION_PAGE)

static void show_request (GuichetRequestPage *self);

/* ---- the time that is left for a reopening */

static void
clock_cb (gpointer user_data)
{
  GuichetRequestPage *self = user_data;

  self->clock = 0;
  show_request (self);
}

static void
start_clock (GuichetRequestPage *self,
             GDateTime          *now)
{
  gint64 wait;

  g_clear_handle_id (&self->clock, g_source_remove);
  if (self->progress->wish != GUICHET_PROGRESS_JUDGE || self->progress->limit == NULL)
    return;

  /* The limit itself still belongs to the time in which it can be reopened. */
  wait = g_date_time_difference (self->progress->limit, now) / 1000 + 1;
  self->clock = g_timeout_add_once ((guint) CLAMP (wait, 1, CLOCK_MS), clock_cb, self);
}

/* ---- what the store says */

static const GuichetIntent *
find_refused (GuichetRequestPage *self)
{
  GPtrArray *intents = guichet_ticket_reader_get_intents (self->reader);

  for (guint i = 0; i < intents->len; i++)
    {
      const GuichetIntent *intent = g_ptr_array_index (intents, i);

      /* An entry tells that itself, and a file. */
      if (guichet_intent_needs_person (intent) && intent->kind == GUICHET_INTENT_CHANGE &&
          intent->entries[GUICHET_JOURNAL_PUBLIC] == NULL)
        return intent;
    }

  return NULL;
}

static void
show_refused (GuichetRequestPage  *self,
              const GuichetIntent *refused)
{
  if (refused->state == GUICHET_INTENT_CONFLICT)
    guichet_ticket_banner_ask (self->banner, _("Your opinion was not sent: the request has changed in the meantime."),
                               _("_Compare…"), "ticket.compare", refused->uuid);
  else
    guichet_ticket_banner_ask (self->banner, _("The server did not accept your opinion. Take it back to send it again."),
                               _("_Take Back"), "ticket.take-back", refused->uuid);
}

static void
show_banner (GuichetRequestPage *self)
{
  gboolean vanished = guichet_ticket_reader_is_vanished (self->reader);
  const GuichetIntent *refused = vanished ? NULL : find_refused (self);

  if (refused != NULL)
    show_refused (self, refused);
  else
    guichet_ticket_banner_tell (self->banner, self->ticket, vanished,
                                _("The texts of this request have not arrived yet. They appear here as soon as the server sends them."));
}

static void
show_request (GuichetRequestPage *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  g_clear_pointer (&self->progress, guichet_progress_free);
  self->progress = guichet_progress_new (self->context, self->ticket, NULL, now);
  _guichet_request_page_show_facts (self);
  guichet_request_steps_show (self->steps, self->progress);
  guichet_request_card_show (self->card, self->ticket, self->progress, now);
  guichet_journal_view_set_ticket (self->journal, self->ticket);
  guichet_journal_view_set_intents (self->journal, guichet_ticket_reader_get_intents (self->reader));

  show_banner (self);
  start_clock (self, now);
  _guichet_request_page_update_actions (self);
  gtk_stack_set_visible_child_name (self->stack, "request");
}

static void
show_problem (GuichetRequestPage *self,
              const GError       *error)
{
  GuichetProblem problem = guichet_problem_describe (error);

  adw_status_page_set_title (self->problem, problem.sentence);
  adw_status_page_set_description (self->problem, problem.remedy);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static void
read_cb (GuichetRequestPage *self,
         GuichetTicket      *ticket)
{
  g_clear_pointer (&self->ticket, guichet_ticket_unref);
  self->ticket = guichet_ticket_ref (ticket);
  show_request (self);
}

/* A copy that was read stays readable, and what was typed beside it stays. */
static void
failed_cb (GuichetRequestPage *self,
           const GError       *error)
{
  if (self->ticket == NULL)
    {
      show_problem (self, error);
      return;
    }

  show_banner (self);
  _guichet_request_page_update_actions (self);
}

static void
changed_cb (GuichetRequestPage *self)
{
  guichet_attachment_strip_read (self->attachments, self->context, self->ticket_id);
}

static void
profile_changed_cb (GuichetRequestPage *self)
{
  if (self->ticket != NULL)
    show_request (self);
}

/* ---- on and off the screen */

static void
guichet_request_page_map (GtkWidget *widget)
{
  GuichetRequestPage *self = GUICHET_REQUEST_PAGE (widget);

  GTK_WIDGET_CLASS (guichet_request_page_parent_class)->map (widget);
  guichet_context_set_focus_ticket (self->context, self->ticket_id);
}

static void
guichet_request_page_unmap (GtkWidget *widget)
{
  GuichetRequestPage *self = GUICHET_REQUEST_PAGE (widget);

  guichet_draft_saver_flush (GUICHET_DRAFT_SAVER (guichet_journal_composer_get_keeper (guichet_journal_view_get_composer (self->journal))));
  guichet_draft_saver_flush (GUICHET_DRAFT_SAVER (guichet_request_card_get_keeper (self->card)));
  if (guichet_context_get_focus_ticket (self->context) == self->ticket_id)
    guichet_context_set_focus_ticket (self->context, 0);
  GTK_WIDGET_CLASS (guichet_request_page_parent_class)->unmap (widget);
}

/* ---- class */

static void
guichet_request_page_dispose (GObject *object)
{
  GuichetRequestPage *self = GUICHET_REQUEST_PAGE (object);

  g_clear_handle_id (&self->clock, g_source_remove);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_REQUEST_PAGE);

  G_OBJECT_CLASS (guichet_request_page_parent_class)->dispose (object);
}

static void
guichet_request_page_finalize (GObject *object)
{
  GuichetRequestPage *self = GUICHET_REQUEST_PAGE (object);

  g_clear_pointer (&self->ticket, guichet_ticket_unref);
  g_clear_pointer (&self->progress, guichet_progress_free);
  g_clear_object (&self->reader);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_request_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GUICHET_TYPE_CHIP);
  g_type_ensure (GUICHET_TYPE_REQUEST_STEPS);
  g_type_ensure (GUICHET_TYPE_REQUEST_CARD);
  g_type_ensure (GUICHET_TYPE_JOURNAL_VIEW);
  g_type_ensure (GUICHET_TYPE_ATTACHMENT_STRIP);
  g_type_ensure (GUICHET_TYPE_RICH_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/user/request-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, banner);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, problem);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, subject);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, facts);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, status);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, steps);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, card);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, journal);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, foot);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, rehearsal);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, send);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, fields);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, followed_title);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, followed);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, agent_avatar);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, agent);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, team);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, attachments);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, details_title);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestPage, details);
}

static void
guichet_request_page_class_init (GuichetRequestPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_request_page_dispose;
  object_class->finalize = guichet_request_page_finalize;
  widget_class->map = guichet_request_page_map;
  widget_class->unmap = guichet_request_page_unmap;

  bind_template (widget_class);
  _guichet_request_page_class_init_send (widget_class);
  _guichet_request_page_class_init_files (widget_class);
}

static void
guichet_request_page_init (GuichetRequestPage *self)
{
  self->reader = guichet_ticket_reader_new ();
  g_signal_connect_object (self->reader, "read", G_CALLBACK (read_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  _guichet_request_page_init_files (self);
  guichet_action_keys_add (GTK_WIDGET (self), "ticket", GTK_SHORTCUT_SCOPE_GLOBAL);
}

static void
open_journal (GuichetRequestPage *self)
{
  GuichetJournalComposer *composer = guichet_journal_view_get_composer (self->journal);

  guichet_journal_view_set_for_requester (self->journal);
  guichet_journal_view_open (self->journal, self->context, self->ticket_id);
  g_signal_connect_object (composer, "notify::has-text", G_CALLBACK (_guichet_request_page_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (guichet_journal_composer_get_keeper (composer), "notify::loaded",
                           G_CALLBACK (_guichet_request_page_update_actions), self, G_CONNECT_SWAPPED);
}

GtkWidget *
guichet_request_page_new (GuichetContext *context,
                          gint64          ticket_id)
{
  GuichetRequestPage *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_REQUEST_PAGE, NULL);
  self->context = g_object_ref (context);
  self->ticket_id = ticket_id;
  guichet_ticket_reader_open (self->reader, guichet_context_get_store (context), ticket_id, GUICHET_AUDIENCE_REQUESTER);
  guichet_request_card_open (self->card, context, ticket_id);
  open_journal (self);
  g_signal_connect_object (self->card, "changed", G_CALLBACK (_guichet_request_page_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::profile", G_CALLBACK (profile_changed_cb), self, G_CONNECT_SWAPPED);
  guichet_sent_actions_attach (GTK_WIDGET (self), guichet_context_get_store (context), self->reader,
                               _guichet_request_page_put_back);
  guichet_seen_timer_attach (GTK_WIDGET (self), context, ticket_id);
  guichet_attachment_strip_read (self->attachments, context, ticket_id);
  _guichet_request_page_update_actions (self);

  return GTK_WIDGET (self);
}

gint64
guichet_request_page_get_ticket_id (GuichetRequestPage *self)
{
  g_return_val_if_fail (GUICHET_IS_REQUEST_PAGE (self), 0);

  return self->ticket_id;
}
