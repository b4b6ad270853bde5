#include "config.h"

#include "ui/ticket/ticket-page-private.h"

#include "ui/common/action-keys.h"
#include "ui/common/problem.h"
#include "ui/common/rich-flow.h"
#include "ui/common/text-layout.h"
#include "ui/common/when.h"
#include "ui/ticket/begun-action.h"
#include "ui/ticket/conflict-dialog.h"
#include "ui/ticket/page-frame.h"
#include "ui/ticket/reopening.h"
#include "ui/ticket/seen-timer.h"
#include "ui/ticket/sent-actions.h"
#include "ui/ticket/spare-page.h"
#include "ui/ticket/ticket-banner.h"

#include <glib/gi18n.h>

enum
{
  SIGNAL_ACTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetTicketPage, guichet_ticket_page, ADW_TYPE_NAVIGATION_PAGE)

/* ---- what the store says */

static void
show_heading (GuichetTicketPage *self)
{
  GTimeZone *zone = guichet_context_get_zone (self->context);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  const char *ref = guichet_ticket_get (self->ticket, GUICHET_FIELD_REF);
  g_autofree char *title = guichet_space_french (guichet_ticket_get (self->ticket, GUICHET_FIELD_TITLE));
  g_autofree char *start = guichet_when_format_short (guichet_ticket_get (self->ticket, GUICHET_FIELD_START_DATE), zone);
  g_autofree char *update = guichet_when_format_short (guichet_ticket_get (self->ticket, GUICHET_FIELD_LAST_UPDATE), zone);
  g_autofree char *opened = g_strdup_printf (_("opened %s"), start);
  g_autofree char *changed = g_strdup_printf (_("Last update: %s"), update);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), ref);
  adw_window_title_set_title (self->window_title, ref);
  adw_window_title_set_subtitle (self->window_title, _("User Request"));
  if (g_strcmp0 (gtk_label_get_text (self->subject), title) != 0)
    gtk_label_set_text (self->subject, title);
  guichet_chip_show_status (self->status, guichet_context_get_profile (self->context),
                            guichet_ticket_get (self->ticket, GUICHET_FIELD_STATUS));
  guichet_reopening_show (self->reopening, self->context, self->ticket, now);
  gtk_label_set_text (self->opened, *start != '\0' ? opened : "");
  gtk_label_set_text (self->last_change, *update != '\0' ? changed : "");
}

static const GuichetIntent *
find_conflict (GuichetTicketPage *self)
{
  GPtrArray *intents = guichet_ticket_reader_get_intents (self->reader);

  for (guint i = 0; i < intents->len; i++)
    {
      const GuichetIntent *intent = g_ptr_array_index (intents, i);

      if (intent->state == GUICHET_INTENT_CONFLICT)
        return intent;
    }

  return NULL;
}

static void
compare_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GuichetTicketPage *self = GUICHET_TICKET_PAGE (widget);
  const GuichetIntent *intent = guichet_ticket_reader_find_intent (self->reader, g_variant_get_string (parameter, NULL));

  if (intent != NULL && intent->state == GUICHET_INTENT_CONFLICT)
    adw_dialog_present (guichet_conflict_dialog_new (self->context, intent, widget,
                                                     _guichet_ticket_page_put_back), widget);
}

static void
show_banner (GuichetTicketPage *self)
{
  gboolean vanished = guichet_ticket_reader_is_vanished (self->reader);
  const GuichetIntent *conflict = vanished ? NULL : find_conflict (self);

  guichet_field_edits_set_frozen (self->edits, vanished);
  if (conflict != NULL)
    guichet_ticket_banner_ask (self->banner, _("Something of yours was not sent: somebody else wrote in the meantime."),
                               _("_Compare…"), "ticket.compare", conflict->uuid);
  else
    guichet_ticket_banner_tell (self->banner, self->ticket, vanished,
                                _("The texts of this ticket have not arrived yet. They appear here as soon as the server sends them."));
}

static void
show_ticket (GuichetTicketPage *self)
{
  GPtrArray *intents = guichet_ticket_reader_get_intents (self->reader);

  show_heading (self);
  _guichet_ticket_page_show_fields (self);
  guichet_journal_view_set_ticket (self->internal, self->ticket);
  guichet_journal_view_set_ticket (self->public, self->ticket);
  guichet_journal_view_set_intents (self->internal, intents);
  guichet_journal_view_set_intents (self->public, intents);
  adw_view_stack_page_set_badge_number (self->internal_page, guichet_journal_view_get_n_entries (self->internal));
  adw_view_stack_page_set_badge_number (self->public_page, guichet_journal_view_get_n_entries (self->public));

  show_banner (self);
  _guichet_ticket_page_update_actions (self);
  gtk_stack_set_visible_child_name (self->stack, "ticket");
}

static void
show_problem (GuichetTicketPage *self,
              const GError      *error)
{
  GuichetProblem problem = guichet_problem_describe (error);

  adw_status_page_set_title (self->problem, problem.sentence);
  adw_status_page_set_description (self->problem, problem.remedy);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static void
read_cb (GuichetTicketPage *self,
         GuichetTicket     *ticket)
{
  g_clear_pointer (&self->ticket, guichet_ticket_unref);
  self->ticket = guichet_ticket_ref (ticket);
  show_ticket (self);
  _guichet_ticket_page_read_history (self);
}

/* A copy that was read stays readable when the ticket vanishes or the cache
 * fails; what was typed beside it stays too. */
static void
failed_cb (GuichetTicketPage *self,
           const GError      *error)
{
  if (self->ticket == NULL)
    {
      show_problem (self, error);
      return;
    }

  show_banner (self);
  _guichet_ticket_page_update_actions (self);
}

static void
changed_cb (GuichetTicketPage *self)
{
  guichet_attachment_strip_read (self->attachments, self->context, self->ticket_id);
}

static void
profile_changed_cb (GuichetTicketPage *self)
{
  if (self->ticket != NULL)
    show_ticket (self);
}

/* ---- on and off the screen */

static void
flush_drafts (GuichetTicketPage *self)
{
  GuichetJournalView *views[] = { self->internal, self->public };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    guichet_draft_saver_flush (GUICHET_DRAFT_SAVER (guichet_journal_composer_get_keeper (guichet_journal_view_get_composer (views[i]))));
  if (self->edits_keeper != NULL)
    guichet_draft_saver_flush (GUICHET_DRAFT_SAVER (self->edits_keeper));
}

static void
guichet_ticket_page_map (GtkWidget *widget)
{
  GuichetTicketPage *self = GUICHET_TICKET_PAGE (widget);

  GTK_WIDGET_CLASS (guichet_ticket_page_parent_class)->map (widget);
  guichet_context_set_focus_ticket (self->context, self->ticket_id);
}

/* Before the view looks for another place for the focus. */
static void
guichet_ticket_page_hiding (AdwNavigationPage *page)
{
  guichet_ticket_form_finish_edit (GUICHET_TICKET_PAGE (page)->form);
}

static void
guichet_ticket_page_unmap (GtkWidget *widget)
{
  GuichetTicketPage *self = GUICHET_TICKET_PAGE (widget);

  flush_drafts (self);
  if (guichet_context_get_focus_ticket (self->context) == self->ticket_id)
    guichet_context_set_focus_ticket (self->context, 0);
  GTK_WIDGET_CLASS (guichet_ticket_page_parent_class)->unmap (widget);
}

/* ---- from a spare page to that of a ticket */

static void
open_page (GuichetTicketPage *self,
           GuichetContext    *context,
           gint64             ticket_id)
{
  GuichetJournalView *views[] = { self->internal, self->public };

  self->context = g_object_ref (context);
  self->ticket_id = ticket_id;
  /* First: while it is read, the rest is made ready for it. */
  guichet_ticket_reader_open (self->reader, guichet_context_get_store (self->context), self->ticket_id, GUICHET_AUDIENCE_AGENT);

  _guichet_ticket_page_open_fields (self);
  _guichet_ticket_page_open_marks (self);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      GuichetJournalComposer *composer = guichet_journal_view_get_composer (views[i]);

      guichet_journal_view_open (views[i], self->context, self->ticket_id);
      g_signal_connect_object (composer, "notify::has-text", G_CALLBACK (_guichet_ticket_page_update_actions), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (guichet_journal_composer_get_keeper (composer), "notify::loaded",
                               G_CALLBACK (_guichet_ticket_page_update_actions), self, G_CONNECT_SWAPPED);
    }

  g_signal_connect_object (self->context, "notify::profile", G_CALLBACK (profile_changed_cb), self, G_CONNECT_SWAPPED);
  guichet_sent_actions_attach (GTK_WIDGET (self), guichet_context_get_store (self->context), self->reader,
                               _guichet_ticket_page_put_back);
  guichet_seen_timer_attach (GTK_WIDGET (self), self->context, self->ticket_id);
  guichet_begun_action_tell (GTK_WIDGET (self), self->context, self->ticket_id, self->cancellable);
  _guichet_ticket_page_update_actions (self);
  guichet_attachment_strip_read (self->attachments, self->context, self->ticket_id);
}

/* ---- class */

static void
guichet_ticket_page_dispose (GObject *object)
{
  GuichetTicketPage *self = GUICHET_TICKET_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  _guichet_ticket_page_close_fields (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_TICKET_PAGE);

  G_OBJECT_CLASS (guichet_ticket_page_parent_class)->dispose (object);
}

static void
guichet_ticket_page_finalize (GObject *object)
{
  GuichetTicketPage *self = GUICHET_TICKET_PAGE (object);

  g_clear_pointer (&self->ticket, guichet_ticket_unref);
  g_clear_pointer (&self->returned, g_free);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_clear_object (&self->edits);
  g_clear_object (&self->reader);
  g_clear_object (&self->row);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_ticket_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GUICHET_TYPE_TEXT_LAYOUT);
  g_type_ensure (GUICHET_TYPE_PAGE_FRAME);
  g_type_ensure (GUICHET_TYPE_CHIP);
  g_type_ensure (GUICHET_TYPE_TICKET_FORM);
  g_type_ensure (GUICHET_TYPE_ATTACHMENT_STRIP);
  g_type_ensure (GUICHET_TYPE_JOURNAL_VIEW);
  g_type_ensure (GUICHET_TYPE_ACTION_BAR);
  gtk_widget_class_install_action (widget_class, "ticket.compare", "s", compare_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/ticket/ticket-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, header_bar);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, banner);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, problem);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, subject);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, status);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, delay);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, bounces);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, star);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, reopening);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, opened);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, last_change);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, layouts);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, form);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, attachments);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, internal);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, public);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, narrow_stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, internal_page);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, public_page);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketPage, action_bar);
}

static void
guichet_ticket_page_class_init (GuichetTicketPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_ticket_page_dispose;
  object_class->finalize = guichet_ticket_page_finalize;
  widget_class->map = guichet_ticket_page_map;
  widget_class->unmap = guichet_ticket_page_unmap;
  ADW_NAVIGATION_PAGE_CLASS (klass)->hiding = guichet_ticket_page_hiding;

  signals[SIGNAL_ACTED] = g_signal_new ("acted", GUICHET_TYPE_TICKET_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);

  bind_template (widget_class);
  _guichet_ticket_page_class_init_actions (widget_class);
  _guichet_ticket_page_class_init_files (widget_class);
  _guichet_ticket_page_class_init_fields (widget_class);
  _guichet_ticket_page_class_init_marks (widget_class);
  _guichet_ticket_page_class_init_history (widget_class);
}

static void
guichet_ticket_page_init (GuichetTicketPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->reader = guichet_ticket_reader_new ();
  g_signal_connect_object (self->reader, "read", G_CALLBACK (read_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  _guichet_ticket_page_init_files (self);
  guichet_action_keys_add (GTK_WIDGET (self), "ticket", GTK_SHORTCUT_SCOPE_GLOBAL);
}

/**
 * _guichet_ticket_page_build:
 *
 * Returns: (transfer floating): a page of no ticket yet, with all that does
 *   not depend on one
 */
GtkWidget *
_guichet_ticket_page_build (GuichetProfile *profile)
{
  GuichetTicketPage *self = g_object_new (GUICHET_TYPE_TICKET_PAGE, NULL);

  guichet_ticket_form_build (self->form, profile);

  return GTK_WIDGET (self);
}

GtkWidget *
guichet_ticket_page_new (GuichetContext *context,
                         gint64          ticket_id)
{
  GtkWidget *page;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  page = guichet_spare_page_take (context);
  open_page (GUICHET_TICKET_PAGE (page), context, ticket_id);

  return page;
}

gint64
guichet_ticket_page_get_ticket_id (GuichetTicketPage *self)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_PAGE (self), 0);

  return self->ticket_id;
}

/* Beside a list the page has no bar of its own. */
void
guichet_ticket_page_set_embedded (GuichetTicketPage *self,
                                  gboolean           embedded)
{
  g_return_if_fail (GUICHET_IS_TICKET_PAGE (self));

  gtk_widget_set_visible (self->header_bar, !embedded);
}

/* Something is in the outbox, and the toast that recalls it is on screen. */
void
_guichet_ticket_page_emit_acted (GuichetTicketPage *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTED], 0);
}
