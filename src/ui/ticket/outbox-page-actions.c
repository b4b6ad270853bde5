#include "config.h"

#include "ui/ticket/outbox-page-private.h"

#include "model/inverse.h"
#include "store/drafts.h"
#include "store/outbox.h"
#include "store/reading.h"
#include "ui/ticket/outbox-export.h"
#include "ui/ticket/outbox-row.h"
#include "ui/common/problem.h"
#include "ui/common/toast.h"
#include "ui/ticket/conflict-dialog.h"
#include "ui/ticket/put-back.h"

#include <glib/gi18n.h>

static const GuichetIntent *
get_target (GtkWidget *widget,
            GVariant  *parameter)
{
  return _guichet_outbox_page_find (GUICHET_OUTBOX_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
tell (GuichetOutboxPage *self,
      const char        *text)
{
  guichet_show_toast (GTK_WIDGET (self), adw_toast_new (text));
}

static void
tell_error (GuichetOutboxPage *self,
            const GError      *error)
{
  tell (self, g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_INVALID)
                ? _("Too late: its state has changed in the meantime")
                : guichet_problem_describe (error).sentence);
}

/* ---- decisions */

static void
decided_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GuichetOutboxPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!guichet_store_decide_finish (GUICHET_STORE (source), result, &error))
    tell_error (self, error);
}

static void
decide (GuichetOutboxPage     *self,
        const char            *uuid,
        GuichetOutboxDecision  decision)
{
  guichet_store_decide_async (guichet_context_get_store (self->context), uuid, decision, NULL,
                              decided_cb, g_object_ref (self));
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  decide (GUICHET_OUTBOX_PAGE (widget), g_variant_get_string (parameter, NULL), GUICHET_OUTBOX_RETRY);
}

/* A conflict is not for sending again: it is for choosing. */
static void
retry_all_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  GuichetOutboxPage *self = GUICHET_OUTBOX_PAGE (widget);

  for (guint i = 0; self->intents != NULL && i < self->intents->len; i++)
    {
      const GuichetIntent *intent = self->intents->pdata[i];

      if (intent->state == GUICHET_INTENT_REFUSED)
        decide (self, intent->uuid, GUICHET_OUTBOX_RETRY);
    }
  gtk_widget_activate_action (widget, "win.refresh", NULL);
}

static void
restore_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  decide (GUICHET_OUTBOX_PAGE (widget), g_variant_get_string (parameter, NULL), GUICHET_OUTBOX_RESTORE);
}

typedef struct
{
  GuichetOutboxPage *page;
  char              *uuid;
} Withdrawal;

static void
withdrawn_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree Withdrawal *withdrawal = user_data;
  g_autoptr(GuichetOutboxPage) self = withdrawal->page;
  g_autofree char *uuid = withdrawal->uuid;
  g_autoptr(GError) error = NULL;
  AdwToast *toast;

  if (!guichet_store_decide_finish (GUICHET_STORE (source), result, &error))
    {
      tell_error (self, error);
      return;
    }

  toast = adw_toast_new (_("Withdrawn: nothing was sent"));
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "outbox.restore");
  adw_toast_set_action_target (toast, "s", uuid);
  guichet_show_toast (GTK_WIDGET (self), toast);
}

static void
withdraw_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  GuichetOutboxPage *self = GUICHET_OUTBOX_PAGE (widget);
  Withdrawal *withdrawal = g_new0 (Withdrawal, 1);

  withdrawal->page = g_object_ref (self);
  withdrawal->uuid = g_variant_dup_string (parameter, NULL);
  guichet_store_decide_async (guichet_context_get_store (self->context), withdrawal->uuid, GUICHET_OUTBOX_WITHDRAW,
                              NULL, withdrawn_cb, withdrawal);
}

/* ---- back to where it was written */

/* A #GuichetPutBackFunc that keeps the drafts for the store. */
static gboolean
collect_draft (GtkWidget  *page,
               const char *key,
               const char *html)
{
  GuichetDraft *draft = guichet_draft_new (key, html);

  draft->saved = g_get_real_time () / 1000;
  g_ptr_array_add (GUICHET_OUTBOX_PAGE (page)->collected, draft);

  return TRUE;
}

static void
open_ticket (GuichetOutboxPage *self,
             gint64             ticket_id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), self->for_requester ? "user.open-request" : "portal.open-ticket",
                              "x", ticket_id);
}

typedef struct
{
  GuichetOutboxPage *page;
  gint64             ticket_id;
} Edit;

static void
taken_back_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autofree Edit *edit = user_data;
  g_autoptr(GuichetOutboxPage) self = edit->page;
  g_autoptr(GError) error = NULL;

  if (guichet_store_take_back_finish (GUICHET_STORE (source), result, &error))
    open_ticket (self, edit->ticket_id);
  else
    tell_error (self, error);
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GuichetOutboxPage *self = GUICHET_OUTBOX_PAGE (widget);
  const GuichetIntent *intent = get_target (widget, parameter);
  GuichetStore *store = guichet_context_get_store (self->context);
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_draft_free);
  Edit *edit;

  if (intent == NULL)
    return;
  /* A new ticket has its form, which takes it back. */
  if (intent->kind == GUICHET_INTENT_CREATE)
    {
      gtk_widget_activate_action (widget, "win.correct-request", "s", intent->uuid);
      return;
    }

  self->collected = drafts;
  guichet_put_back_texts (widget, store, intent, collect_draft);
  self->collected = NULL;

  edit = g_new0 (Edit, 1);
  edit->page = g_object_ref (self);
  edit->ticket_id = intent->ticket_id;
  guichet_store_take_back_async (store, intent->uuid, drafts, NULL, taken_back_cb, edit);
}

/* No editor of a ticket is open on this page. */
static gboolean
refuse_text (GtkWidget  *page,
             const char *key,
             const char *html)
{
  return FALSE;
}

static void
compare_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GuichetOutboxPage *self = GUICHET_OUTBOX_PAGE (widget);
  const GuichetIntent *intent = get_target (widget, parameter);
  AdwDialog *dialog;

  if (intent == NULL || intent->state != GUICHET_INTENT_CONFLICT)
    return;

  dialog = guichet_conflict_dialog_new (self->context, intent, widget, refuse_text);
  if (self->for_requester)
    guichet_conflict_dialog_set_for_requester (GUICHET_CONFLICT_DIALOG (dialog));
  adw_dialog_present (dialog, widget);
}

/* ---- undoing what was done */

typedef struct
{
  GuichetOutboxPage *page;
  GuichetIntent     *done;
} Undoing;

static void
inverse_saved_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GuichetOutboxPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!guichet_store_enqueue_finish (GUICHET_STORE (source), result, &error))
    tell_error (self, error);
}

static void
ticket_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autofree Undoing *undoing = user_data;
  g_autoptr(GuichetOutboxPage) self = undoing->page;
  g_autoptr(GuichetIntent) done = undoing->done;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetTicket) ticket = guichet_store_read_ticket_finish (GUICHET_STORE (source), result, &error);
  g_autoptr(GuichetIntent) inverse = NULL;

  if (ticket != NULL)
    inverse = guichet_inverse_new (done, ticket, guichet_context_get_profile (self->context));
  if (ticket == NULL)
    tell_error (self, error);
  else if (inverse == NULL)
    tell (self, _("This cannot be undone any more: the ticket has changed since"));
  else
    guichet_store_enqueue_async (GUICHET_STORE (source), inverse, NULL, NULL, inverse_saved_cb, g_object_ref (self));
}

static void
invert_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GuichetOutboxPage *self = GUICHET_OUTBOX_PAGE (widget);
  const GuichetIntent *done = get_target (widget, parameter);
  Undoing *undoing;

  if (done == NULL)
    return;

  undoing = g_new0 (Undoing, 1);
  undoing->page = g_object_ref (self);
  undoing->done = guichet_intent_copy (done);
  guichet_store_read_ticket_async (guichet_context_get_store (self->context), done->ticket_id, NULL,
                                   ticket_read_cb, undoing);
}

/* ---- looking */

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  const GuichetIntent *intent = get_target (widget, parameter);
  g_autofree char *text = NULL;

  if (intent == NULL)
    return;

  text = guichet_outbox_dup_text (intent);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  tell (GUICHET_OUTBOX_PAGE (widget), _("Text copied"));
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  const GuichetIntent *intent = get_target (widget, parameter);

  if (intent != NULL)
    open_ticket (GUICHET_OUTBOX_PAGE (widget), intent->ticket_id);
}

static void
details_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  const GuichetIntent *intent = get_target (widget, parameter);
  g_autoptr(GError) error = NULL;

  if (intent == NULL || intent->detail == NULL)
    return;

  error = guichet_error_new (intent->reason, intent->reason_field, NULL, "%s", intent->detail);
  guichet_problem_show_details (widget, error);
}

/* ---- into a file */

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GuichetOutboxPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    tell (self, _("The outbox was exported"));
  else
    guichet_problem_show_details (GTK_WIDGET (self), error);
}

static char *
export (GuichetOutboxPage *self,
        GFile             *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_str_has_suffix (name, ".json")
         ? guichet_outbox_export_json (self->intents)
         : guichet_outbox_export_text (self->intents, guichet_context_get_profile (self->context));
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GuichetOutboxPage) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr(GBytes) bytes = NULL;
  char *text;

  if (file == NULL || self->intents == NULL)
    return;

  text = export (self, file);
  bytes = g_bytes_new_take (text, strlen (text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       written_cb, g_object_ref (self));
}

static void
add_filter (GListStore *filters,
            const char *title,
            const char *pattern)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, title);
  gtk_file_filter_add_pattern (filter, pattern);
  g_list_store_append (filters, filter);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *file_name = g_date_time_format (now, "guichet-outbox-%Y-%m-%d.txt");

  add_filter (filters, _("Text to Read"), "*.txt");
  /* Translators: JSON is the name of a file format */
  add_filter (filters, _("Everything, as JSON"), "*.json");
  gtk_file_dialog_set_title (dialog, _("Export the Outbox"));
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, file_chosen_cb,
                        g_object_ref (widget));
}

/* ---- for the page */

void
_guichet_outbox_page_update_actions (GuichetOutboxPage *self)
{
  gboolean any_open = FALSE;

  for (guint i = 0; i < self->intents->len; i++)
    any_open |= guichet_intent_is_open (self->intents->pdata[i]);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outbox.retry-all", any_open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outbox.export", self->intents->len > 0);
}

void
_guichet_outbox_page_class_init_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                  *name;
    const char                  *type;
    GtkWidgetActionActivateFunc  func;
  } actions[] = {
    { "outbox.retry", "s", retry_action },
    { "outbox.retry-all", NULL, retry_all_action },
    { "outbox.compare", "s", compare_action },
    { "outbox.edit", "s", edit_action },
    { "outbox.withdraw", "s", withdraw_action },
    { "outbox.restore", "s", restore_action },
    { "outbox.invert", "s", invert_action },
    { "outbox.copy", "s", copy_action },
    { "outbox.open", "s", open_action },
    { "outbox.details", "s", details_action },
    { "outbox.export", NULL, export_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type, actions[i].func);
}
