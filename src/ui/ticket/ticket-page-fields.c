#include "config.h"

#include "ui/ticket/ticket-page-private.h"

#include "model/overlay.h"
#include "model/rules.h"
#include "store/outbox.h"
#include "ui/common/delay.h"
#include "ui/common/minute.h"
#include "ui/common/toast.h"
#include "ui/ticket/put-back.h"
#include "ui/ticket/undo-sent.h"

#include <glib/gi18n.h>

/* ---- the delay */

static void
show_delay (gpointer owner)
{
  GuichetTicketPage *self = owner;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GuichetDelay) delay = NULL;

  if (self->ticket == NULL)
    return;

  delay = guichet_delay_new (self->ticket, guichet_context_get_profile (self->context),
                             guichet_context_get_zone (self->context), now);
  guichet_delay_show (delay, self->delay);
}

/* ---- the form */

static void
edits_changed_cb (GuichetTicketPage *self)
{
  _guichet_ticket_page_update_actions (self);
}

void
_guichet_ticket_page_open_fields (GuichetTicketPage *self)
{
  self->edits = guichet_field_edits_new (guichet_context_get_profile (self->context));
  guichet_ticket_form_open (self->form, self->context, self->edits);
  g_signal_connect_object (self->edits, "changed", G_CALLBACK (edits_changed_cb), self, G_CONNECT_SWAPPED);
  guichet_minute_watch (self, show_delay);
}

void
_guichet_ticket_page_close_fields (GuichetTicketPage *self)
{
  if (self->edits_keeper != NULL)
    guichet_draft_saver_flush (GUICHET_DRAFT_SAVER (self->edits_keeper));
  g_clear_object (&self->edits_keeper);
}

/* Once there is an image by which they can be judged. */
static void
read_changes (GuichetTicketPage *self)
{
  self->edits_keeper = guichet_field_keeper_new (guichet_context_get_store (self->context), self->edits,
                                                 self->ticket_id);
  g_signal_connect_object (self->edits_keeper, "notify::loaded",
                           G_CALLBACK (_guichet_ticket_page_update_actions), self, G_CONNECT_SWAPPED);
}

void
_guichet_ticket_page_show_fields (GuichetTicketPage *self)
{
  g_autofree char *returned = NULL;

  guichet_field_edits_set_profile (self->edits, guichet_context_get_profile (self->context));
  guichet_ticket_form_set_ticket (self->form, self->ticket);
  show_delay (self);

  if (self->edits_keeper == NULL)
    read_changes (self);
  if (!guichet_ticket_reader_is_outdated (self->reader) && (returned = g_steal_pointer (&self->returned)) != NULL)
    guichet_field_edits_add_text (self->edits, returned);
}

/* ---- what is staged */

/* How many fields leave with the next operation. None before what was kept is
 * staged, too: sending removes it from the store. */
guint
_guichet_ticket_page_count_changes (GuichetTicketPage *self)
{
  if (self->edits_keeper == NULL || !guichet_draft_saver_get_loaded (GUICHET_DRAFT_SAVER (self->edits_keeper)))
    return 0;

  return guichet_field_edits_get_n_staged (self->edits);
}

static gboolean
keeps_rules (GuichetTicketPage  *self,
             GuichetField       *out_field)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new_for_ticket (self->ticket);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GError) error = NULL;
  const char *name;

  guichet_field_edits_collect (self->edits, intent);
  if (guichet_rules_check_change (intent, self->ticket, guichet_context_get_profile (self->context),
                                  guichet_context_get_zone (self->context), now, &error))
    return TRUE;

  name = guichet_error_get_field (error);
  if (name == NULL || !guichet_field_from_name (name, out_field))
    *out_field = GUICHET_FIELD_STATUS;
  g_message ("A change of a form cannot be sent: %s", error->message);

  return FALSE;
}

/**
 * _guichet_ticket_page_check_changes:
 *
 * Returns: whether nothing in the form keeps it from being sent; else the
 *   fields at fault are shown and the first has the focus
 */
gboolean
_guichet_ticket_page_check_changes (GuichetTicketPage *self)
{
  GuichetField field;
  guint64 missing;

  guichet_ticket_form_finish_edit (self->form);
  if ((missing = guichet_field_edits_find_missing (self->edits)) != 0)
    {
      adw_view_stack_set_visible_child_name (self->narrow_stack, "form");
      guichet_ticket_form_show_missing (self->form, missing);
      return FALSE;
    }
  if (!keeps_rules (self, &field))
    {
      adw_view_stack_set_visible_child_name (self->narrow_stack, "form");
      guichet_ticket_form_focus_field (self->form, field);
      return FALSE;
    }

  return TRUE;
}

/* ---- into the outbox, and back */

/* The form shows what was sent before the store says so. */
static void
show_sent (GuichetTicketPage *self,
           GuichetIntent     *intent)
{
  g_autoptr(GPtrArray) intents = guichet_intents_new ();
  g_autoptr(GuichetTicket) before = g_steal_pointer (&self->ticket);

  g_ptr_array_add (intents, guichet_intent_copy (intent));
  self->ticket = guichet_overlay_apply (before, intents, guichet_context_get_profile (self->context),
                                        guichet_context_get_identity (self->context));
  guichet_ticket_form_set_ticket (self->form, self->ticket);
}

/**
 * _guichet_ticket_page_take_changes:
 *
 * Moves what is staged into @intent.
 *
 * Returns: (nullable) (transfer none): the key of the draft that it was
 */
const char *
_guichet_ticket_page_take_changes (GuichetTicketPage *self,
                                   GuichetIntent     *intent)
{
  guichet_ticket_form_finish_edit (self->form);
  if (_guichet_ticket_page_count_changes (self) == 0)
    return NULL;

  guichet_field_edits_collect (self->edits, intent);
  guichet_field_keeper_hold (self->edits_keeper);
  guichet_field_edits_clear (self->edits);
  show_sent (self, intent);

  return guichet_draft_saver_get_key (GUICHET_DRAFT_SAVER (self->edits_keeper));
}

/* The outbox has the changes, or they come back after this. */
void
_guichet_ticket_page_settle_changes (GuichetTicketPage *self)
{
  if (self->edits_keeper != NULL)
    guichet_field_keeper_settle (self->edits_keeper);
}

/* Changes that came back are staged on the next image: this one shows them as
 * done. */
void
_guichet_ticket_page_return_changes (GuichetTicketPage *self,
                                     const char        *text)
{
  g_autofree char *before = g_steal_pointer (&self->returned);

  self->returned = g_strconcat (before != NULL ? before : "", text, NULL);
  guichet_ticket_reader_reload (self->reader);
}

/* ---- back */

/* The last thing first: what is staged, then what has not left, then what has. */
static void
undo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  GuichetTicketPage *self = GUICHET_TICKET_PAGE (widget);
  GuichetField field;

  if (self->ticket == NULL || guichet_ticket_reader_is_vanished (self->reader) || self->sending)
    return;

  guichet_ticket_form_finish_edit (self->form);
  if (guichet_field_edits_undo (self->edits, &field))
    guichet_ticket_form_reveal_field (self->form, field);
  else
    guichet_undo_sent (widget, guichet_context_get_store (self->context), self->edits, self->ticket_id,
                       _guichet_ticket_page_put_back);
}

void
_guichet_ticket_page_class_init_fields (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "ticket.undo", NULL, undo_action);
}
