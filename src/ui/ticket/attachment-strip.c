#include "config.h"

#include "ui/ticket/attachment-strip.h"

#include "store/outbox.h"
#include "store/reading.h"
#include "ui/common/file-preview.h"
#include "ui/common/problem.h"
#include "ui/common/toast.h"
#include "ui/ticket/attachment-chip.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _GuichetAttachmentStrip
{
  GtkWidget parent_instance;

  GtkWidget      *header;
  GtkLabel       *title;
  GtkWidget      *files;
  AdwWrapBox     *box;

  GuichetContext *context;
  gint64          ticket_id;
  GPtrArray      *intents;      /* on their way */
  GPtrArray      *attachments;  /* on the server */
  GHashTable     *chips;        /* key → chip, which the box owns */
  gint64          newest;       /* id of the newest file at the first reading; -1 before */
  GCancellable   *cancellable;
};

G_DEFINE_FINAL_TYPE (GuichetAttachmentStrip, guichet_attachment_strip, GTK_TYPE_WIDGET)

static GuichetStore *
get_store (GuichetAttachmentStrip *self)
{
  return guichet_context_get_store (self->context);
}

/* ---- what a person does with one */

static void
opened_cb (GuichetAttachmentStrip *self,
           GtkWidget              *chip)
{
  GuichetAttachment *attachment = g_object_get_data (G_OBJECT (chip), "attachment");

  guichet_file_preview_open (GTK_WIDGET (self), self->context, attachment);
}

static void
decided_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GuichetAttachmentStrip) self = user_data;
  g_autoptr(GError) error = NULL;

  if (guichet_store_decide_finish (GUICHET_STORE (source), result, &error) || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  guichet_show_toast (GTK_WIDGET (self),
                      adw_toast_new (g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_INVALID)
                                       ? _("Too late: this has been sent")
                                       : guichet_problem_describe (error).sentence));
}

static void
decide (GuichetAttachmentStrip *self,
        GtkWidget              *chip,
        GuichetOutboxDecision   decision)
{
  guichet_store_decide_async (get_store (self), g_object_get_data (G_OBJECT (chip), "key"), decision, NULL, decided_cb,
                              g_object_ref (self));
}

static void
retried_cb (GuichetAttachmentStrip *self,
            GtkWidget              *chip)
{
  decide (self, chip, GUICHET_OUTBOX_RETRY);
}

static void
withdrawn_cb (GuichetAttachmentStrip *self,
              GtkWidget              *chip)
{
  decide (self, chip, GUICHET_OUTBOX_WITHDRAW);
}

/* ---- chips: kept as long as their file is, so that the focus stays where it is */

/* What is on its way stands in front, where somebody looks for it who has just
 * added it. */
static GtkWidget *
find_place (GuichetAttachmentStrip *self,
            gboolean                waiting)
{
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->box));

  while (waiting && last != NULL && !gtk_widget_has_css_class (last, "waiting"))
    last = gtk_widget_get_prev_sibling (last);

  return last;
}

static GtkWidget *
ensure_chip (GuichetAttachmentStrip *self,
             const char             *key,
             gboolean                waiting)
{
  GtkWidget *chip = g_hash_table_lookup (self->chips, key);

  if (chip != NULL)
    return chip;

  chip = guichet_attachment_chip_new (waiting);
  g_object_set_data_full (G_OBJECT (chip), "key", g_strdup (key), g_free);
  g_signal_connect_object (chip, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (chip, "retried", G_CALLBACK (retried_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (chip, "withdrawn", G_CALLBACK (withdrawn_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_insert_child_after (self->box, chip, find_place (self, waiting));
  g_hash_table_insert (self->chips, g_strdup (key), chip);

  return chip;
}

static void
show_attachment (GuichetAttachmentStrip *self,
                 GuichetAttachment      *attachment,
                 GHashTable             *wanted)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, attachment->id);
  GtkWidget *chip = ensure_chip (self, key, FALSE);

  g_object_set_data_full (G_OBJECT (chip), "attachment", guichet_attachment_ref (attachment),
                          (GDestroyNotify) guichet_attachment_unref);
  guichet_attachment_chip_show_attachment (GUICHET_ATTACHMENT_CHIP (chip), attachment);
  g_hash_table_add (wanted, chip);
}

static gboolean
is_online (GuichetAttachmentStrip *self)
{
  return guichet_sync_status_get_state (guichet_context_get_sync_status (self->context)) != GUICHET_SYNC_OFFLINE;
}

static void
show_intent (GuichetAttachmentStrip *self,
             const GuichetIntent    *intent,
             GHashTable             *wanted)
{
  GtkWidget *chip = ensure_chip (self, intent->uuid, TRUE);

  guichet_attachment_chip_show_intent (GUICHET_ATTACHMENT_CHIP (chip), intent, is_online (self));
  g_hash_table_add (wanted, chip);
}

static void
remove_others (GuichetAttachmentStrip *self,
               GHashTable             *wanted)
{
  GHashTableIter iter;
  gpointer chip;

  g_hash_table_iter_init (&iter, self->chips);
  while (g_hash_table_iter_next (&iter, NULL, &chip))
    if (!g_hash_table_contains (wanted, chip))
      {
        adw_wrap_box_remove (self->box, chip);
        g_hash_table_iter_remove (&iter);
      }
}

static void
show_title (GuichetAttachmentStrip *self,
            guint                   n)
{
  /* Translators: the number of files beside a ticket */
  g_autofree char *title = g_strdup_printf (_("Attachments (%d)"), (int) n);

  gtk_label_set_text (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
show_files (GuichetAttachmentStrip *self)
{
  g_autoptr(GHashTable) wanted = g_hash_table_new (NULL, NULL);
  guint n = self->attachments->len + self->intents->len;

  for (guint i = 0; i < self->attachments->len; i++)
    show_attachment (self, g_ptr_array_index (self->attachments, i), wanted);
  for (guint i = 0; i < self->intents->len; i++)
    show_intent (self, g_ptr_array_index (self->intents, i), wanted);
  remove_others (self, wanted);

  show_title (self, n);
  gtk_widget_set_visible (self->files, n > 0);
}

/* ---- reading */

static gint64
find_newest (GPtrArray *attachments)
{
  gint64 newest = 0;

  for (guint i = 0; i < attachments->len; i++)
    newest = MAX (newest, ((GuichetAttachment *) g_ptr_array_index (attachments, i))->id);

  return newest;
}

static void
attachments_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) attachments = guichet_store_list_attachments_finish (GUICHET_STORE (source), result, &error);
  GuichetAttachmentStrip *self;

  if (attachments == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The attachments could not be read: %s", error->message);
      return;
    }

  self = user_data;
  if (self->newest < 0)
    self->newest = find_newest (attachments);
  g_ptr_array_unref (self->attachments);
  self->attachments = g_steal_pointer (&attachments);
  show_files (self);
}

static GPtrArray *
pick_files (GuichetAttachmentStrip *self,
            GPtrArray              *all)
{
  GPtrArray *files = guichet_intents_new ();

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const GuichetIntent *intent = g_ptr_array_index (all, i);

      if (intent->kind == GUICHET_INTENT_ATTACH && intent->ticket_id == self->ticket_id && guichet_intent_is_open (intent))
        g_ptr_array_add (files, guichet_intent_copy (intent));
    }

  return files;
}

/* The outbox first: a file that arrives between the two readings is shown
 * twice for a moment rather than not at all. */
static void
intents_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = guichet_store_list_intents_finish (GUICHET_STORE (source), result, &error);
  GuichetAttachmentStrip *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_message ("The outbox could not be read: %s", error->message);

  self = user_data;
  g_ptr_array_unref (self->intents);
  self->intents = pick_files (self, all);
  guichet_store_list_attachments_async (get_store (self), self->ticket_id, self->cancellable, attachments_cb, self);
}

static void
read_intents (GuichetAttachmentStrip *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  guichet_store_list_intents_async (get_store (self), FALSE, self->cancellable, intents_cb, self);
}

static void
transfer_cb (GuichetAttachmentStrip *self,
             const char             *key,
             guint64                 done,
             guint64                 total)
{
  GtkWidget *chip = g_hash_table_lookup (self->chips, key);

  if (chip != NULL)
    guichet_attachment_chip_show_transfer (GUICHET_ATTACHMENT_CHIP (chip), done, total);
}

/* ---- class */

static void
guichet_attachment_strip_dispose (GObject *object)
{
  GuichetAttachmentStrip *self = GUICHET_ATTACHMENT_STRIP (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_hash_table_remove_all (self->chips);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_ATTACHMENT_STRIP);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (guichet_attachment_strip_parent_class)->dispose (object);
}

static void
guichet_attachment_strip_finalize (GObject *object)
{
  GuichetAttachmentStrip *self = GUICHET_ATTACHMENT_STRIP (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_ptr_array_unref (self->attachments);
  g_ptr_array_unref (self->intents);
  g_hash_table_unref (self->chips);

  G_OBJECT_CLASS (guichet_attachment_strip_parent_class)->finalize (object);
}

static void
guichet_attachment_strip_class_init (GuichetAttachmentStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_attachment_strip_dispose;
  object_class->finalize = guichet_attachment_strip_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/ticket/attachment-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetAttachmentStrip, header);
  gtk_widget_class_bind_template_child (widget_class, GuichetAttachmentStrip, title);
  gtk_widget_class_bind_template_child (widget_class, GuichetAttachmentStrip, files);
  gtk_widget_class_bind_template_child (widget_class, GuichetAttachmentStrip, box);
}

static void
guichet_attachment_strip_init (GuichetAttachmentStrip *self)
{
  self->attachments = guichet_attachments_new ();
  self->intents = guichet_intents_new ();
  self->chips = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->newest = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
open_context (GuichetAttachmentStrip *self,
              GuichetContext         *context)
{
  if (!g_set_object (&self->context, context))
    return;

  g_signal_connect_object (context, "transfer", G_CALLBACK (transfer_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (guichet_context_get_sync_status (context), "notify::state",
                           G_CALLBACK (show_files), self, G_CONNECT_SWAPPED);
}

void
guichet_attachment_strip_read (GuichetAttachmentStrip *self,
                               GuichetContext         *context,
                               gint64                  ticket_id)
{
  g_return_if_fail (GUICHET_IS_ATTACHMENT_STRIP (self));
  g_return_if_fail (GUICHET_IS_CONTEXT (context));

  open_context (self, context);
  self->ticket_id = ticket_id;
  read_intents (self);
}

gboolean
guichet_attachment_strip_has_fresh_file (GuichetAttachmentStrip *self)
{
  gint64 me;

  g_return_val_if_fail (GUICHET_IS_ATTACHMENT_STRIP (self), FALSE);

  if (self->intents->len > 0)
    return TRUE;
  if (self->context == NULL || self->newest < 0)
    return FALSE;

  me = guichet_context_get_identity (self->context)->person_id;
  for (guint i = 0; i < self->attachments->len; i++)
    {
      const GuichetAttachment *attachment = g_ptr_array_index (self->attachments, i);

      if (attachment->id > self->newest && attachment->author_id == me)
        return TRUE;
    }

  return FALSE;
}

void
guichet_attachment_strip_set_column (GuichetAttachmentStrip *self)
{
  g_return_if_fail (GUICHET_IS_ATTACHMENT_STRIP (self));

  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->files), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->files), GTK_POLICY_NEVER, GTK_POLICY_NEVER);
  adw_wrap_box_set_justify (self->box, ADW_JUSTIFY_FILL);
  adw_wrap_box_set_justify_last_line (self->box, TRUE);
}
