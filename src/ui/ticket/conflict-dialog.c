#include "config.h"

#include "ui/ticket/conflict-dialog.h"

#include "model/crossing.h"
#include "model/resolution.h"
#include "richtext/richtext.h"
#include "store/outbox.h"
#include "store/reading.h"
#include "ui/common/problem.h"
#include "ui/common/rich-view.h"
#include "ui/common/toast.h"
#include "ui/common/wrapping.h"
#include "ui/ticket/journal-row.h"
#include "ui/ticket/merge-grid.h"

#include <glib/gi18n.h>

struct _GuichetConflictDialog
{
  AdwDialog parent_instance;

  GtkStack          *stack;
  AdwStatusPage     *problem;
  GtkLabel          *summary;
  GuichetMergeGrid  *grid;
  GtkBox            *texts;
  GtkBox            *arrived;
  GtkBox            *written;
  GtkBox            *footer;
  GtkWidget         *gap;
  GtkButton         *keep_server;
  GtkButton         *keep_draft;
  GtkButton         *send;

  GuichetContext    *context;
  GuichetIntent     *intent;
  GPtrArray         *intents;       /* all of this account, for their markers */
  GuichetResolution *resolution;    /* nullable until the ticket is read */
  GWeakRef           page;          /* who may have the editors open */
  GuichetPutBackFunc put_back;
  GCancellable      *cancellable;
  gboolean           for_requester;
};

G_DEFINE_FINAL_TYPE (GuichetConflictDialog, guichet_conflict_dialog, ADW_TYPE_DIALOG)

/* ---- what was said meanwhile */

static GPtrArray *
list_arrived (GuichetConflictDialog *self,
              GuichetJournal         journal)
{
  int seen = journal == GUICHET_JOURNAL_PUBLIC ? self->intent->seen_public : self->intent->seen_private;

  return guichet_crossing_list (guichet_ticket_get_journal (self->resolution->server, journal), seen, self->intents,
                                guichet_context_get_identity (self->context)->name);
}

static GuichetJournalRow *
create_row (GuichetConflictDialog *self,
            GuichetJournal         journal,
            GuichetJournalEntry   *entry)
{
  const char *caller = guichet_ticket_get_label (self->resolution->server, GUICHET_FIELD_CALLER);
  GTimeZone *zone = guichet_context_get_zone (self->context);

  return self->for_requester ? guichet_journal_row_new_for_requester (entry, zone, caller)
                             : guichet_journal_row_new (journal, entry, zone, caller);
}

/* Which journal a text is of: never a matter of colour alone. */
static GtkWidget *
create_badge (GuichetJournal journal)
{
  gboolean internal = journal == GUICHET_JOURNAL_PRIVATE;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (internal ? _("Agent Journal") : _("Requester Journal"));
  GtkWidget *badge = gtk_label_new (internal ? _("INTERNAL") : _("PUBLIC"));

  gtk_widget_add_css_class (name, "meta");
  gtk_widget_add_css_class (badge, internal ? "lock-chip" : "pub-chip");
  gtk_box_append (GTK_BOX (box), badge);
  gtk_box_append (GTK_BOX (box), name);

  return box;
}

static void
show_arrived (GuichetConflictDialog *self,
              GuichetJournal         journal)
{
  g_autoptr(GPtrArray) entries = list_arrived (self, journal);
  GtkWidget *list;

  if (entries->len == 0)
    return;

  list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "merge-entries");
  for (guint i = 0; i < entries->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (create_row (self, journal, g_ptr_array_index (entries, i))));
  if (!self->for_requester)
    gtk_box_append (self->arrived, create_badge (journal));
  gtk_box_append (self->arrived, list);
  gtk_widget_set_visible (GTK_WIDGET (self->arrived), TRUE);
}

static void
show_written (GuichetConflictDialog *self,
              GuichetJournal         journal)
{
  const char *html = self->intent->entries[journal];
  GuichetIntentParts part = journal == GUICHET_JOURNAL_PUBLIC ? GUICHET_INTENT_PART_PUBLIC
                                                              : GUICHET_INTENT_PART_PRIVATE;
  GtkWidget *view;

  if (html == NULL || (self->intent->seen & part))
    return;

  view = guichet_rich_view_new ();
  guichet_rich_view_set_html (GUICHET_RICH_VIEW (view), html);
  gtk_widget_add_css_class (view, journal == GUICHET_JOURNAL_PRIVATE ? "note" : "bubble");
  if (journal == GUICHET_JOURNAL_PUBLIC)
    {
      gtk_widget_add_css_class (view, "us");
      gtk_widget_set_halign (view, GTK_ALIGN_START);
    }
  if (!self->for_requester)
    gtk_box_append (self->written, create_badge (journal));
  gtk_box_append (self->written, view);
  gtk_widget_set_visible (GTK_WIDGET (self->written), TRUE);
}

static void
add_hint (GuichetConflictDialog *self)
{
  GtkWidget *hint = gtk_label_new (_("It leaves with what you choose, or stays as a draft."));

  guichet_label_wrap (GTK_LABEL (hint));
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "meta");
  gtk_box_append (self->written, hint);
}

/* ---- in words */

static gboolean
is_crossed (GuichetConflictDialog *self)
{
  return g_strcmp0 (self->intent->reason_field, guichet_journal_to_nick (GUICHET_JOURNAL_PUBLIC)) == 0;
}

static char *
describe_fields (guint conflicts,
                 guint safe)
{
  g_autofree char *choose = NULL;
  g_autofree char *merged = NULL;

  /* Translators: part of a sentence: "1 field to choose, 2 merged safely." */
  choose = g_strdup_printf (ngettext ("%u field to choose", "%u fields to choose", conflicts), conflicts);
  if (safe == 0)
    /* Translators: %s is "1 field to choose" */
    return g_strdup_printf (_("Somebody changed this ticket in the meantime. %s. Nothing is lost."), choose);

  /* Translators: part of a sentence: "1 field to choose, 2 merged safely." */
  merged = g_strdup_printf (ngettext ("%u merged safely", "%u merged safely", safe), safe);
  /* Translators: "1 field to choose", then "2 merged safely" */
  return g_strdup_printf (_("Somebody changed this ticket in the meantime. %s, %s. Nothing is lost."), choose, merged);
}

static char *
describe (GuichetConflictDialog *self)
{
  guint conflicts = guichet_resolution_count_conflicts (self->resolution);

  if (self->intent->reason == GUICHET_ERROR_OUTCOME_UNKNOWN)
    return g_strdup (_("This was sent, but no answer came, and the ticket was changed since. It may have been done and "
                       "undone by somebody: look at the ticket before you send it again."));
  if (is_crossed (self) && self->for_requester)
    return g_strdup (_("Something was said that you had not seen when you wrote. Your message was not sent: "
                       "read first, then choose."));
  if (is_crossed (self))
    return g_strdup (_("Something was said in the requester’s journal that you had not seen when you wrote. "
                       "Your message was not sent: read first, then choose."));
  if (conflicts == 0)
    return g_strdup (_("Nothing stands against this operation any more: it can be sent."));

  return describe_fields (conflicts, self->resolution->lines->len - conflicts);
}

static char *
dup_title (GuichetConflictDialog *self)
{
  const char *ref = self->intent->ref != NULL ? self->intent->ref : "";

  if (is_crossed (self))
    /* Translators: the reference of a ticket */
    return g_strdup_printf (_("%s: Read Before Sending"), ref);

  /* Translators: the reference of a ticket */
  return g_strdup_printf (_("%s: Choose a Version"), ref);
}

/* ---- once everything is read */

static void
show_choice (GuichetConflictDialog *self)
{
  g_autofree char *sentence = describe (self);

  gtk_label_set_text (self->summary, sentence);
  if (self->resolution->lines->len > 0)
    {
      guichet_merge_grid_show (self->grid, self->context, self->resolution);
      gtk_widget_set_visible (GTK_WIDGET (self->grid), TRUE);
    }
  else
    {
      gtk_button_set_label (self->keep_server, _("_Withdraw"));
      gtk_button_set_label (self->send, _("_Send as It Is"));
    }

  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    {
      /* The requester has one journal; an agent in the user portal sees no more. */
      if (self->for_requester && i == GUICHET_JOURNAL_PRIVATE)
        continue;
      show_arrived (self, i);
      show_written (self, i);
    }
  if (gtk_widget_get_visible (GTK_WIDGET (self->written)))
    add_hint (self);

  gtk_stack_set_visible_child_name (self->stack, "choice");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "conflict.send", TRUE);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->send));
}

static void
show_problem (GuichetConflictDialog *self,
              const GError          *error)
{
  adw_status_page_set_title (self->problem, _("The Server’s Version Is Not Here"));
  adw_status_page_set_description (self->problem, guichet_problem_describe (error).sentence);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static void
server_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GuichetConflictDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetTicket) server = guichet_store_read_server_ticket_finish (GUICHET_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (server == NULL)
    {
      show_problem (self, error);
      return;
    }

  self->resolution = guichet_resolution_new (self->intent, server, guichet_context_get_profile (self->context));
  show_choice (self);
}

static void
intents_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GuichetConflictDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  self->intents = guichet_store_list_intents_finish (GUICHET_STORE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* Without them the name alone tells whose an entry is. */
  guichet_store_read_server_ticket_async (GUICHET_STORE (source), self->intent->ticket_id, self->cancellable,
                                          server_read_cb, g_object_ref (self));
}

/* ---- the ways on */

/* The dialog is gone when the store answers. */
typedef struct
{
  GWeakRef      overlay;
  GuichetStore *store;
  char         *uuid;
  const char   *done;
  gboolean      undo;
} Ending;

static Ending *
new_ending (GuichetConflictDialog *self,
            const char            *done,
            gboolean               undo)
{
  Ending *ending = g_new0 (Ending, 1);
  g_autoptr(GtkWidget) page = g_weak_ref_get (&self->page);

  g_weak_ref_init (&ending->overlay, page != NULL ? gtk_widget_get_ancestor (page, ADW_TYPE_TOAST_OVERLAY) : NULL);
  ending->store = g_object_ref (guichet_context_get_store (self->context));
  ending->uuid = g_strdup (self->intent->uuid);
  ending->done = done;
  ending->undo = undo;

  return ending;
}

static void
free_ending (gpointer data)
{
  Ending *ending = data;

  g_weak_ref_clear (&ending->overlay);
  g_object_unref (ending->store);
  g_free (ending->uuid);
  g_free (ending);
}

static void
undo_clicked_cb (AdwToast *toast,
                 gpointer  user_data)
{
  Ending *ending = user_data;

  guichet_store_decide_async (ending->store, ending->uuid, GUICHET_OUTBOX_RESTORE, NULL, NULL, NULL);
}

static void
free_ending_notify (gpointer  data,
                    GClosure *closure)
{
  free_ending (data);
}

static void
tell_ending (Ending     *ending,
             const char *text,
             gboolean    undo)
{
  g_autoptr(GtkWidget) overlay = g_weak_ref_get (&ending->overlay);
  AdwToast *toast;

  if (overlay == NULL)
    {
      free_ending (ending);
      return;
    }

  toast = adw_toast_new (text);
  if (undo)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), ending, free_ending_notify, 0);
    }
  guichet_show_toast (overlay, toast);
  if (!undo)
    free_ending (ending);
}

static void
withdrawn_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Ending *ending = user_data;
  g_autoptr(GError) error = NULL;

  if (guichet_store_decide_finish (GUICHET_STORE (source), result, &error))
    tell_ending (ending, ending->done, ending->undo);
  else
    tell_ending (ending, guichet_problem_describe (error).sentence, FALSE);
}

static void
resolved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Ending *ending = user_data;
  g_autoptr(GError) error = NULL;

  if (guichet_store_resolve_finish (GUICHET_STORE (source), result, &error))
    tell_ending (ending, ending->done, FALSE);
  else
    tell_ending (ending, guichet_problem_describe (error).sentence, FALSE);
}

static void
keep_server_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  GuichetConflictDialog *self = GUICHET_CONFLICT_DIALOG (widget);

  guichet_store_decide_async (guichet_context_get_store (self->context), self->intent->uuid, GUICHET_OUTBOX_WITHDRAW,
                              NULL, withdrawn_cb,
                              new_ending (self, _("Withdrawn; your text stays in the history of the outbox"), TRUE));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
keep_draft_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  GuichetConflictDialog *self = GUICHET_CONFLICT_DIALOG (widget);
  g_autoptr(GtkWidget) page = g_weak_ref_get (&self->page);

  if (page != NULL)
    guichet_take_back (page, guichet_context_get_store (self->context), self->intent, self->put_back);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
send_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GuichetConflictDialog *self = GUICHET_CONFLICT_DIALOG (widget);
  g_autoptr(GuichetIntent) resolved = guichet_resolution_make (self->resolution);
  const char *done = guichet_intent_get_parts (resolved) != 0
                     ? _("The chosen version is waiting to be sent")
                     : _("Nothing was left to send; your version stays in the history of the outbox");

  guichet_store_resolve_async (guichet_context_get_store (self->context), resolved, self->resolution->server, NULL,
                               resolved_cb, new_ending (self, done, FALSE));
  adw_dialog_close (ADW_DIALOG (self));
}

/* ---- the object */

static void
guichet_conflict_dialog_dispose (GObject *object)
{
  GuichetConflictDialog *self = GUICHET_CONFLICT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_CONFLICT_DIALOG);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_conflict_dialog_parent_class)->dispose (object);
}

static void
guichet_conflict_dialog_finalize (GObject *object)
{
  GuichetConflictDialog *self = GUICHET_CONFLICT_DIALOG (object);

  g_object_unref (self->cancellable);
  g_weak_ref_clear (&self->page);
  g_clear_pointer (&self->resolution, guichet_resolution_free);
  g_clear_pointer (&self->intents, g_ptr_array_unref);
  guichet_intent_free (self->intent);

  G_OBJECT_CLASS (guichet_conflict_dialog_parent_class)->finalize (object);
}

static void
guichet_conflict_dialog_class_init (GuichetConflictDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_conflict_dialog_dispose;
  object_class->finalize = guichet_conflict_dialog_finalize;

  gtk_widget_class_install_action (widget_class, "conflict.keep-server", NULL, keep_server_action);
  gtk_widget_class_install_action (widget_class, "conflict.keep-draft", NULL, keep_draft_action);
  gtk_widget_class_install_action (widget_class, "conflict.send", NULL, send_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "conflict.send", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "conflict.send", NULL);

  g_type_ensure (GUICHET_TYPE_MERGE_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/ticket/conflict-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetConflictDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetConflictDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, GuichetConflictDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, GuichetConflictDialog, grid);
  gtk_widget_class_bind_template_child (widget_class, GuichetConflictDialog, texts);
  gtk_widget_class_bind_template_child (widget_class, GuichetConflictDialog, arrived);
  gtk_widget_class_bind_template_child (widget_class, GuichetConflictDialog, written);
  gtk_widget_class_bind_template_child (widget_class, GuichetConflictDialog, footer);
  gtk_widget_class_bind_template_child (widget_class, GuichetConflictDialog, gap);
  gtk_widget_class_bind_template_child (widget_class, GuichetConflictDialog, keep_server);
  gtk_widget_class_bind_template_child (widget_class, GuichetConflictDialog, keep_draft);
  gtk_widget_class_bind_template_child (widget_class, GuichetConflictDialog, send);
}

static void
guichet_conflict_dialog_init (GuichetConflictDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  g_weak_ref_init (&self->page, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "conflict.send", FALSE);
}

/**
 * guichet_conflict_dialog_new:
 * @intent: an operation in conflict
 * @page: who asks, and may have the editors of the ticket open
 * @put_back: gives a text to an open editor of @page
 */
AdwDialog *
guichet_conflict_dialog_new (GuichetContext      *context,
                             const GuichetIntent *intent,
                             GtkWidget           *page,
                             GuichetPutBackFunc   put_back)
{
  GuichetConflictDialog *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (intent != NULL && put_back != NULL, NULL);

  self = g_object_new (GUICHET_TYPE_CONFLICT_DIALOG, NULL);
  self->context = g_object_ref (context);
  self->intent = guichet_intent_copy (intent);
  self->put_back = put_back;
  g_weak_ref_set (&self->page, page);
  title = dup_title (self);
  adw_dialog_set_title (ADW_DIALOG (self), title);
  guichet_store_list_intents_async (guichet_context_get_store (context), TRUE, self->cancellable, intents_read_cb,
                                    g_object_ref (self));

  return ADW_DIALOG (self);
}

/**
 * guichet_conflict_dialog_set_for_requester:
 *
 * Before it is presented: it shows and names no more than the one journal of
 * the user portal.
 */
void
guichet_conflict_dialog_set_for_requester (GuichetConflictDialog *self)
{
  g_return_if_fail (GUICHET_IS_CONFLICT_DIALOG (self));

  self->for_requester = TRUE;
}
