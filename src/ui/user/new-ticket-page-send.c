#include "config.h"

#include "ui/user/new-ticket-page-private.h"

#include "model/creation.h"
#include "model/rules.h"
#include "store/outbox.h"
#include "store/reading.h"
#include "ui/common/problem.h"
#include "ui/common/recall.h"
#include "ui/common/toast.h"

#include <glib/gi18n.h>

/* From the form into the outbox, and back. The draft goes in the transaction
 * that saves the operation, so that there is always exactly one of them. */

static void
set_sending (GuichetNewTicketPage *self,
             gboolean              sending)
{
  self->sending = sending;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "new-ticket.send", !sending);
  if (self->form != NULL)
    gtk_widget_set_sensitive (GTK_WIDGET (self->form), !sending);
}

typedef struct
{
  GuichetNewTicketPage  *page;
  GuichetNewTicketDraft *draft;
  GuichetIntent         *intent;
} Sending;

static void
free_sending (Sending *sending)
{
  g_object_unref (sending->page);
  g_object_unref (sending->draft);
  guichet_intent_free (sending->intent);
  g_free (sending);
}

/* Everything stays as it was typed. */
static void
give_up (Sending      *sending,
         const GError *error)
{
  GuichetNewTicketPage *self = sending->page;

  guichet_draft_saver_settle (GUICHET_DRAFT_SAVER (sending->draft));
  if (self->draft == sending->draft)
    {
      set_sending (self, FALSE);
      guichet_new_ticket_form_show_refusal (self->form, guichet_error_get_field (error),
                                            guichet_problem_describe (error).sentence);
    }
  free_sending (sending);
}

static void
enqueued_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Sending *sending = user_data;
  GuichetNewTicketPage *self = sending->page;
  g_autoptr(GError) error = NULL;

  if (!guichet_store_enqueue_finish (GUICHET_STORE (source), result, &error))
    {
      give_up (sending, error);
      return;
    }

  if (self->draft == sending->draft)
    {
      set_sending (self, FALSE);
      _guichet_new_ticket_page_close_draft (self);
      _guichet_new_ticket_page_show_sent (self, sending->intent->uuid);
    }
  g_signal_emit_by_name (self, "created", sending->intent->uuid);
  free_sending (sending);
}

static void
enqueue (Sending          *sending,
         GuichetReference *leaf)
{
  const char * const drafts[] = { guichet_draft_saver_get_key (GUICHET_DRAFT_SAVER (sending->draft)), NULL };
  GuichetContext *context = sending->page->context;
  GuichetIdentity *identity = guichet_context_get_identity (context);
  GuichetIntent *intent = sending->intent;
  GuichetProfile *profile = guichet_context_get_profile (context);
  g_autoptr(GError) error = NULL;

  guichet_creation_complete (intent, profile, identity, leaf);
  /* The server's own form was checked against itself. */
  if (identity->door == GUICHET_DOOR_REST && !guichet_rules_check_create (intent, profile, &error))
    {
      give_up (sending, error);
      return;
    }

  intent->title = g_strdup (guichet_intent_get_change (intent, GUICHET_FIELD_TITLE)->value);
  intent->not_before = guichet_recall_get_not_before ();
  guichet_store_enqueue_async (guichet_context_get_store (context), intent, drafts, NULL, enqueued_cb, sending);
}

static void
leaf_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetReference) leaf = guichet_store_read_reference_finish (GUICHET_STORE (source), result, &error);

  if (error != NULL)
    g_message ("The chosen leaf of the catalogue could not be read: %s", error->message);
  enqueue (user_data, leaf);
}

/* The first of any number of activations. */
void
_guichet_new_ticket_page_send (GuichetNewTicketPage *self)
{
  gint64 leaf;
  Sending *sending;

  if (self->sending || self->draft == NULL || !guichet_draft_saver_get_loaded (GUICHET_DRAFT_SAVER (self->draft)) ||
      !guichet_new_ticket_form_check (self->form))
    return;

  set_sending (self, TRUE);
  guichet_draft_saver_hold (GUICHET_DRAFT_SAVER (self->draft));
  sending = g_new0 (Sending, 1);
  sending->page = g_object_ref (self);
  sending->draft = g_object_ref (self->draft);
  sending->intent = guichet_new_ticket_draft_make_intent (self->draft);

  leaf = guichet_new_ticket_draft_get_id (self->draft, GUICHET_FIELD_SUBCATEGORY);
  if (leaf == 0)
    {
      enqueue (sending, NULL);
      return;
    }
  guichet_store_read_reference_async (guichet_context_get_store (self->context), GUICHET_REFERENCE_SUBCATEGORY, leaf,
                                      self->cancellable, leaf_read_cb, sending);
}

/* ---- back into the form */

typedef struct
{
  GuichetNewTicketPage *page;
  char                 *key;
  char                 *field;          /* (nullable): at fault */
  GError               *reason;         /* (nullable): why the server refused */
} Return;

static void
free_return (Return *back)
{
  g_object_unref (back->page);
  g_free (back->key);
  g_free (back->field);
  g_clear_error (&back->reason);
  g_free (back);
}

static void
taken_back_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Return *back = user_data;
  GuichetNewTicketPage *self = back->page;
  g_autoptr(GError) error = NULL;

  if (guichet_store_take_back_finish (GUICHET_STORE (source), result, &error))
    {
      g_set_str (&self->reason, back->reason != NULL ? guichet_problem_describe (back->reason).sentence : NULL);
      g_set_str (&self->reason_field, back->field);
      _guichet_new_ticket_page_open_draft (self, back->key);
    }
  else if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    guichet_show_toast (GTK_WIDGET (self),
                        adw_toast_new (g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_INVALID)
                                         ? _("Too late: this has been sent")
                                         : guichet_problem_describe (error).sentence));
  free_return (back);
}

/* A draft again, with another identity: this one stays in the history. */
void
_guichet_new_ticket_page_take_back (GuichetNewTicketPage *self,
                                    const GuichetIntent  *intent)
{
  g_autoptr(GuichetIntent) fresh = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  g_autofree char *text = guichet_creation_to_text (intent);
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_draft_free);
  Return *back = g_new0 (Return, 1);
  GuichetDraft *draft;

  back->page = g_object_ref (self);
  back->key = guichet_creation_dup_key (fresh);
  if (guichet_intent_needs_person (intent))
    {
      back->field = g_strdup (intent->reason_field);
      back->reason = g_error_new_literal (GUICHET_ERROR, (int) intent->reason, "");
    }
  draft = guichet_draft_new (back->key, text);
  g_set_str (&draft->uuid, fresh->uuid);
  g_ptr_array_add (drafts, draft);
  guichet_store_take_back_async (guichet_context_get_store (self->context), intent->uuid, drafts, NULL,
                                 taken_back_cb, back);
}
