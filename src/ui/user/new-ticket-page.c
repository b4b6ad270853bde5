#include "config.h"

#include "ui/user/new-ticket-page-private.h"

#include "store/outbox.h"
#include "store/reading.h"
#include "ui/common/action-keys.h"

#include <glib/gi18n.h>

enum
{
  CREATED,
  OPEN_ARTICLE,
  OPEN_REQUEST,
  SHOW_REQUESTS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetNewTicketPage, guichet_new_ticket_page, ADW_TYPE_BIN)

/* ---- the foot */

static char *
describe_draft (GuichetNewTicketPage *self)
{
  gint64 saved = guichet_draft_saver_get_saved (GUICHET_DRAFT_SAVER (self->draft));
  g_autoptr(GDateTime) when = NULL;
  g_autofree char *time = NULL;

  if (guichet_draft_saver_get_error (GUICHET_DRAFT_SAVER (self->draft)) != NULL)
    return g_strdup (_("Not saved: the drafts cannot be written. Your text stays here, and Guichet tries again."));
  if (saved == 0)
    return g_strdup (_("Kept as you type"));

  when = g_date_time_new_from_unix_local (saved / 1000);
  time = g_date_time_format (when, "%H:%M");

  /* Translators: a time */
  return g_strdup_printf (_("Draft saved at %s"), time);
}

void
_guichet_new_ticket_page_update (GuichetNewTicketPage *self)
{
  gboolean on_form = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "form");
  guint others = guichet_new_ticket_drafts_get_count (self->drafts);
  g_autofree char *label = NULL;

  gtk_widget_set_visible (self->footer, on_form);
  if (!on_form || self->draft == NULL)
    return;

  label = describe_draft (self);
  gtk_label_set_text (self->draft_label, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->draft_label), label);
  gtk_widget_set_tooltip_text (self->draft_icon, label);
  g_clear_pointer (&label, g_free);

  if (guichet_draft_saver_get_saved (GUICHET_DRAFT_SAVER (self->draft)) != 0 && others > 0)
    others--;
  /* Translators: the number of other drafts */
  label = g_strdup_printf (_("_Drafts (%u)"), others);
  gtk_button_set_label (self->drafts_button, label);
  gtk_button_set_use_underline (self->drafts_button, TRUE);
  /* On a telephone « Later » is the way to them. */
  gtk_widget_set_visible (GTK_WIDGET (self->drafts_button), others > 0 && !self->narrow);
}

static void
show (GuichetNewTicketPage *self,
      const char           *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  _guichet_new_ticket_page_update (self);
}

/* ---- the form */

static void
look_for_similar (GuichetNewTicketPage *self)
{
  const char *subject = guichet_new_ticket_draft_get (self->draft, GUICHET_FIELD_TITLE);

  guichet_new_ticket_proposals_set_text (self->proposals, subject,
                                         guichet_new_ticket_draft_get_id (self->draft, GUICHET_FIELD_SUBCATEGORY));
  guichet_new_ticket_similar_set_text (self->similar, subject);
}

static void
proposal_chosen_cb (GuichetNewTicketPage *self,
                    gint64                leaf)
{
  if (self->form != NULL)
    guichet_new_ticket_form_choose_leaf (self->form, leaf);
}

static void
open_article_cb (GuichetNewTicketPage *self,
                 gint64                id)
{
  g_signal_emit (self, signals[OPEN_ARTICLE], 0, id);
}

static void
open_request_cb (GuichetNewTicketPage *self,
                 gint64                id)
{
  g_signal_emit (self, signals[OPEN_REQUEST], 0, id);
}

static void
show_requests_cb (GuichetNewTicketPage *self)
{
  g_signal_emit (self, signals[SHOW_REQUESTS], 0);
}

static void
update_width (GuichetNewTicketPage *self)
{
  self->narrow = adw_breakpoint_bin_get_current_breakpoint (self->breakpoints) == self->telephone;
  if (self->narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  if (self->form != NULL)
    guichet_new_ticket_form_set_wide (self->form, !self->narrow);
  _guichet_new_ticket_page_update (self);
}

static void
build_form (GuichetNewTicketPage *self)
{
  g_autoptr(GuichetCreateForm) fields = _guichet_new_ticket_page_make_fields (self);
  GtkWidget *proposals;

  _guichet_new_ticket_page_propose_me (self);
  self->form = GUICHET_NEW_TICKET_FORM (guichet_new_ticket_form_new (self->context, self->draft, fields));
  adw_bin_set_child (self->form_bin, GTK_WIDGET (self->form));
  proposals = guichet_new_ticket_proposals_new (self->context);
  self->proposals = GUICHET_NEW_TICKET_PROPOSALS (proposals);
  guichet_new_ticket_form_set_proposals (self->form, proposals);
  g_signal_connect_object (proposals, "chosen", G_CALLBACK (proposal_chosen_cb), self, G_CONNECT_SWAPPED);

  self->similar = GUICHET_NEW_TICKET_SIMILAR (guichet_new_ticket_similar_new (self->context));
  adw_bin_set_child (self->similar_bin, GTK_WIDGET (self->similar));
  g_signal_connect_object (self->similar, "open-article", G_CALLBACK (open_article_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->similar, "open-request", G_CALLBACK (open_request_cb), self, G_CONNECT_SWAPPED);

  update_width (self);
  look_for_similar (self);
  g_signal_connect_object (self->form, "leaf-changed", G_CALLBACK (_guichet_new_ticket_page_read_fields), self,
                           G_CONNECT_SWAPPED);
  _guichet_new_ticket_page_read_fields (self);
}

static void
draft_changed_cb (GuichetNewTicketPage *self)
{
  if (self->form == NULL)
    return;

  look_for_similar (self);
  _guichet_new_ticket_page_update_site (self);
  _guichet_new_ticket_page_check_impacts (self);
}

/* Who came here with the keyboard goes on with it. */
static void
focus_start (GuichetNewTicketPage *self,
             gint64                leaf)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    guichet_new_ticket_form_focus_start (self->form, leaf);
}

static void
draft_loaded_cb (GuichetNewTicketPage *self)
{
  build_form (self);
  show (self, "form");
  if (self->reason != NULL)
    guichet_new_ticket_form_show_refusal (self->form, self->reason_field, self->reason);
  else
    focus_start (self, guichet_new_ticket_draft_get_id (self->draft, GUICHET_FIELD_SUBCATEGORY));
  g_clear_pointer (&self->reason, g_free);
}

/* ---- one draft after the other */

/* What is in the form stays a draft. */
void
_guichet_new_ticket_page_close_draft (GuichetNewTicketPage *self)
{
  if (self->draft == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->draft, self);
  _guichet_new_ticket_page_forget_fields (self);
  guichet_draft_saver_flush (GUICHET_DRAFT_SAVER (self->draft));
  g_clear_object (&self->draft);
  self->form = NULL;
  self->proposals = NULL;
  self->similar = NULL;
  adw_bin_set_child (self->form_bin, NULL);
  adw_bin_set_child (self->similar_bin, NULL);
}

/* @key: (nullable): another one when it is %NULL */
void
_guichet_new_ticket_page_open_draft (GuichetNewTicketPage *self,
                                     const char           *key)
{
  self->begun = TRUE;
  _guichet_new_ticket_page_close_draft (self);
  self->draft = guichet_new_ticket_draft_new (guichet_context_get_store (self->context), key);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (draft_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "notify::loaded", G_CALLBACK (draft_loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "notify::saved", G_CALLBACK (_guichet_new_ticket_page_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "notify::error", G_CALLBACK (_guichet_new_ticket_page_update), self,
                           G_CONNECT_SWAPPED);
  if (guichet_draft_saver_get_loaded (GUICHET_DRAFT_SAVER (self->draft)))
    draft_loaded_cb (self);
}

void
_guichet_new_ticket_page_show_sent (GuichetNewTicketPage *self,
                                    const char           *uuid)
{
  guichet_new_ticket_sent_show (self->sent, uuid);
  show (self, "sent");
}

static void
resume_cb (GuichetNewTicketPage *self,
           const char           *key)
{
  _guichet_new_ticket_page_open_draft (self, key);
}

static void
begin_cb (GuichetNewTicketPage *self)
{
  guichet_new_ticket_page_begin (self, 0, NULL);
}

static void
correct_cb (GuichetNewTicketPage *self,
            const GuichetIntent  *intent)
{
  _guichet_new_ticket_page_take_back (self, intent);
}

/* Nobody said what to show: what was left last, or an empty form. */
static void
show_latest (GuichetNewTicketPage *self)
{
  if (!self->begun && guichet_new_ticket_drafts_get_loaded (self->drafts))
    _guichet_new_ticket_page_open_draft (self, guichet_new_ticket_drafts_get_latest (self->drafts));
}

static void
drafts_loaded_cb (GuichetNewTicketPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_latest (self);
}

/* ---- actions */

static void
send_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  _guichet_new_ticket_page_send (GUICHET_NEW_TICKET_PAGE (widget));
}

static void
show_drafts_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  guichet_new_ticket_page_show_drafts (GUICHET_NEW_TICKET_PAGE (widget));
}

static void
add_files_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  GuichetNewTicketPage *self = GUICHET_NEW_TICKET_PAGE (widget);

  if (self->form != NULL && !self->sending)
    guichet_new_ticket_form_choose_files (self->form);
}

/* ---- class */

static void
guichet_new_ticket_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (guichet_new_ticket_page_parent_class)->map (widget);

  show_latest (GUICHET_NEW_TICKET_PAGE (widget));
}

static void
guichet_new_ticket_page_unmap (GtkWidget *widget)
{
  GuichetNewTicketPage *self = GUICHET_NEW_TICKET_PAGE (widget);

  if (self->draft != NULL)
    guichet_draft_saver_flush (GUICHET_DRAFT_SAVER (self->draft));

  GTK_WIDGET_CLASS (guichet_new_ticket_page_parent_class)->unmap (widget);
}

static void
guichet_new_ticket_page_dispose (GObject *object)
{
  GuichetNewTicketPage *self = GUICHET_NEW_TICKET_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->form_bin != NULL)
    _guichet_new_ticket_page_close_draft (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_NEW_TICKET_PAGE);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_new_ticket_page_parent_class)->dispose (object);
}

static void
guichet_new_ticket_page_finalize (GObject *object)
{
  GuichetNewTicketPage *self = GUICHET_NEW_TICKET_PAGE (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->site, guichet_reference_unref);
  g_free (self->reason);
  g_free (self->reason_field);

  G_OBJECT_CLASS (guichet_new_ticket_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GuichetNewTicketPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetNewTicketPage, breakpoints);
  gtk_widget_class_bind_template_child (widget_class, GuichetNewTicketPage, telephone);
  gtk_widget_class_bind_template_child (widget_class, GuichetNewTicketPage, form_bin);
  gtk_widget_class_bind_template_child (widget_class, GuichetNewTicketPage, similar_bin);
  gtk_widget_class_bind_template_child (widget_class, GuichetNewTicketPage, drafts_bin);
  gtk_widget_class_bind_template_child (widget_class, GuichetNewTicketPage, sent_bin);
  gtk_widget_class_bind_template_child (widget_class, GuichetNewTicketPage, footer);
  gtk_widget_class_bind_template_child (widget_class, GuichetNewTicketPage, draft_icon);
  gtk_widget_class_bind_template_child (widget_class, GuichetNewTicketPage, draft_label);
  gtk_widget_class_bind_template_child (widget_class, GuichetNewTicketPage, drafts_button);
}

static void
guichet_new_ticket_page_class_init (GuichetNewTicketPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = guichet_new_ticket_page_dispose;
  object_class->finalize = guichet_new_ticket_page_finalize;
  widget_class->map = guichet_new_ticket_page_map;
  widget_class->unmap = guichet_new_ticket_page_unmap;

  signals[CREATED] = g_signal_new ("created", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[OPEN_ARTICLE] = g_signal_new ("open-article", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[OPEN_REQUEST] = g_signal_new ("open-request", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SHOW_REQUESTS] = g_signal_new ("show-requests", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "new-ticket.send", NULL, send_action);
  gtk_widget_class_install_action (widget_class, "new-ticket.later", NULL, show_drafts_action);
  gtk_widget_class_install_action (widget_class, "new-ticket.drafts", NULL, show_drafts_action);
  gtk_widget_class_install_action (widget_class, "new-ticket.add-files", NULL, add_files_action);

  gtk_widget_class_set_css_name (widget_class, "newticketpage");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/user/new-ticket-page.ui");
  bind_children (widget_class);
}

static void
guichet_new_ticket_page_init (GuichetNewTicketPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->breakpoints, "notify::current-breakpoint", G_CALLBACK (update_width), self,
                           G_CONNECT_SWAPPED);
  guichet_action_keys_add (GTK_WIDGET (self), "new-ticket", GTK_SHORTCUT_SCOPE_LOCAL);
  _guichet_new_ticket_page_accept_files (self);
}

static void
add_pages (GuichetNewTicketPage *self)
{
  self->drafts = GUICHET_NEW_TICKET_DRAFTS (guichet_new_ticket_drafts_new (self->context));
  adw_bin_set_child (self->drafts_bin, GTK_WIDGET (self->drafts));
  g_signal_connect_object (self->drafts, "resume", G_CALLBACK (resume_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drafts, "begin", G_CALLBACK (begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drafts, "notify::count", G_CALLBACK (_guichet_new_ticket_page_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drafts, "notify::loaded", G_CALLBACK (drafts_loaded_cb), self, G_CONNECT_SWAPPED);

  self->sent = GUICHET_NEW_TICKET_SENT (guichet_new_ticket_sent_new (self->context));
  adw_bin_set_child (self->sent_bin, GTK_WIDGET (self->sent));
  g_signal_connect_object (self->sent, "correct", G_CALLBACK (correct_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sent, "open-request", G_CALLBACK (open_request_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sent, "show-requests", G_CALLBACK (show_requests_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sent, "begin", G_CALLBACK (begin_cb), self, G_CONNECT_SWAPPED);
}

GuichetNewTicketPage *
guichet_new_ticket_page_new (GuichetContext *context)
{
  GuichetNewTicketPage *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_NEW_TICKET_PAGE, NULL);
  self->context = g_object_ref (context);
  add_pages (self);

  return self;
}

void
guichet_new_ticket_page_begin (GuichetNewTicketPage *self,
                               gint64                leaf_id,
                               const char           *subject)
{
  g_return_if_fail (GUICHET_IS_NEW_TICKET_PAGE (self));

  if (self->sending)
    return;

  _guichet_new_ticket_page_open_draft (self, NULL);
  if (subject != NULL && *subject != '\0')
    {
      guichet_new_ticket_draft_set (self->draft, GUICHET_FIELD_TITLE, subject, NULL);
      guichet_new_ticket_form_refresh (self->form, GUICHET_FIELD_TITLE);
    }
  if (leaf_id != 0)
    guichet_new_ticket_form_choose_leaf (self->form, leaf_id);
  focus_start (self, leaf_id);
}

/* ---- out of the outbox */

typedef struct
{
  GuichetNewTicketPage *page;
  char                 *uuid;
} Reopening;

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Reopening *reopening = user_data;
  g_autoptr(GuichetNewTicketPage) self = reopening->page;
  g_autofree char *uuid = reopening->uuid;
  g_autoptr(GPtrArray) intents = guichet_store_list_intents_finish (GUICHET_STORE (source), result, NULL);

  for (guint i = 0; intents != NULL && i < intents->len; i++)
    {
      const GuichetIntent *intent = g_ptr_array_index (intents, i);

      if (g_str_equal (intent->uuid, uuid) && intent->kind == GUICHET_INTENT_CREATE)
        _guichet_new_ticket_page_take_back (self, intent);
    }
}

void
guichet_new_ticket_page_reopen (GuichetNewTicketPage *self,
                                const char           *uuid)
{
  Reopening *reopening;

  g_return_if_fail (GUICHET_IS_NEW_TICKET_PAGE (self));
  g_return_if_fail (uuid != NULL);

  self->begun = TRUE;
  reopening = g_new0 (Reopening, 1);
  reopening->page = g_object_ref (self);
  reopening->uuid = g_strdup (uuid);
  guichet_store_list_intents_async (guichet_context_get_store (self->context), FALSE, NULL, listed_cb, reopening);
}

void
guichet_new_ticket_page_show_drafts (GuichetNewTicketPage *self)
{
  g_return_if_fail (GUICHET_IS_NEW_TICKET_PAGE (self));

  if (self->sending)
    return;

  self->begun = TRUE;
  _guichet_new_ticket_page_close_draft (self);
  show (self, "drafts");
}
