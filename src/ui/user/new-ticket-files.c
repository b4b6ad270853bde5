#include "config.h"

#include "ui/user/new-ticket-files.h"

#include "store/draft-files.h"
#include "ui/common/toast.h"
#include "ui/ticket/attachment-add.h"
#include "ui/ticket/attachment-chip.h"
#include "ui/user/new-ticket-picture.h"
#include "ui/user/new-ticket-screenshot.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _GuichetNewTicketFiles
{
  GtkWidget parent_instance;

  GuichetContext        *context;
  GuichetNewTicketDraft *draft;
  GtkWidget             *list;
  GtkWidget             *zone;
  GtkWidget             *screenshot;
  GCancellable          *cancellable;
};

G_DEFINE_FINAL_TYPE (GuichetNewTicketFiles, guichet_new_ticket_files, GTK_TYPE_WIDGET)

static GuichetStore *
get_store (GuichetNewTicketFiles *self)
{
  return guichet_context_get_store (self->context);
}

static void
tell (GuichetNewTicketFiles *self,
      const char            *sentence)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    guichet_show_toast (GTK_WIDGET (self), adw_toast_new (sentence));
}

/* ---- adding */

static void
add_files (GuichetNewTicketFiles *self,
           GListModel            *files)
{
  g_autoptr(GuichetDraft) draft = guichet_new_ticket_draft_dup_draft (self->draft);

  guichet_attach_files_to_draft (GTK_WIDGET (self), self->context, draft, files);
}

static void
accepted_cb (GuichetNewTicketFiles *self,
             GdkTexture            *picture)
{
  g_autoptr(GuichetDraft) draft = guichet_new_ticket_draft_dup_draft (self->draft);

  guichet_attach_picture_to_draft (GTK_WIDGET (self), self->context, draft, picture);
}

/* A picture is looked at first: parts of it may be nobody's business. */
static void
offer_picture (GuichetNewTicketFiles *self,
               GdkTexture            *picture)
{
  AdwDialog *dialog = guichet_new_ticket_picture_new (picture);

  g_signal_connect_object (dialog, "accepted", G_CALLBACK (accepted_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GuichetNewTicketFiles) self = user_data;
  g_autoptr(GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (files != NULL && self->draft != NULL)
    add_files (self, files);
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Add Files"));
  gtk_file_dialog_set_accept_label (dialog, C_("file", "_Add"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, chosen_cb,
                                 g_object_ref (widget));
}

static void
taken_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GuichetNewTicketFiles) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) picture = guichet_screenshot_take_finish (result, &error);

  if (self->draft == NULL)
    return;
  if (picture != NULL)
    offer_picture (self, picture);
  else if (error != NULL)
    {
      g_message ("No picture of the screen: %s", error->message);
      tell (self, _("The desktop made no picture of the screen"));
    }
}

static void
screenshot_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  guichet_screenshot_take_async (widget, NULL, taken_cb, g_object_ref (widget));
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GuichetNewTicketFiles) self = user_data;
  gboolean found = guichet_screenshot_find_finish (result);

  if (self->screenshot != NULL)
    gtk_widget_set_visible (self->screenshot, found);
}

/* ---- pasted and dropped */

static GListModel *
list_dropped (const GValue *value)
{
  GListStore *files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GSList) list = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *link = list; link != NULL; link = link->next)
    g_list_store_append (files, link->data);

  return G_LIST_MODEL (files);
}

gboolean
guichet_new_ticket_files_take_value (GuichetNewTicketFiles *self,
                                     const GValue          *value)
{
  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_FILES (self), FALSE);

  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      g_autoptr(GListModel) files = list_dropped (value);

      add_files (self, files);
      return TRUE;
    }
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      offer_picture (self, g_value_get_object (value));
      return TRUE;
    }

  return FALSE;
}

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GuichetNewTicketFiles) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value != NULL && self->draft != NULL)
    guichet_new_ticket_files_take_value (self, value);
}

/**
 * guichet_new_ticket_files_paste:
 *
 * Returns: whether the clipboard has files, or a picture and no text: what
 *   also is text goes where text goes
 */
gboolean
guichet_new_ticket_files_paste (GuichetNewTicketFiles *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  GType type;

  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_FILES (self), FALSE);

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    type = GDK_TYPE_FILE_LIST;
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE) &&
           !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    type = GDK_TYPE_TEXTURE;
  else
    return FALSE;

  gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, NULL, pasted_cb, g_object_ref (self));

  return TRUE;
}

/* ---- what is there */

typedef struct
{
  GuichetNewTicketFiles *self;
  char                  *uuid;
} Replacing;

static void
free_replacing (gpointer  data,
                GClosure *closure)
{
  Replacing *replacing = data;

  g_object_unref (replacing->self);
  g_free (replacing->uuid);
  g_free (replacing);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!guichet_store_remove_draft_file_finish (GUICHET_STORE (source), result, &error))
    g_warning ("A file of a draft could not be removed: %s", error->message);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GuichetNewTicketFiles) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!guichet_store_add_draft_file_finish (GUICHET_STORE (source), result, &error))
    g_warning ("A file of a draft could not be put back: %s", error->message);
}

static void
undo_cb (AdwToast              *toast,
         GuichetNewTicketFiles *self)
{
  const GuichetIntent *file = g_object_get_data (G_OBJECT (toast), "file");
  g_autoptr(GuichetDraft) draft = NULL;

  if (self->draft == NULL)
    return;

  draft = guichet_new_ticket_draft_dup_draft (self->draft);
  guichet_store_add_draft_file_async (get_store (self), draft, file, NULL, restored_cb, g_object_ref (self));
}

/* Its bytes are read before it goes, so that it can come back. */
static void
read_to_remove_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GuichetNewTicketFiles) self = user_data;
  GuichetIntent *file = guichet_store_read_draft_file_finish (GUICHET_STORE (source), result, NULL);
  AdwToast *toast;

  if (file == NULL)
    return;

  guichet_store_remove_draft_file_async (GUICHET_STORE (source), file->uuid, NULL, removed_cb, NULL);
  toast = adw_toast_new (_("File taken out"));
  adw_toast_set_button_label (toast, _("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "file", file, (GDestroyNotify) guichet_intent_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, 0);
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    guichet_show_toast (GTK_WIDGET (self), toast);
  else
    g_object_unref (g_object_ref_sink (toast));
}

static const char *
get_uuid (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "uuid");
}

static void
remove_clicked_cb (GuichetNewTicketFiles *self,
                   GtkWidget             *button)
{
  guichet_store_read_draft_file_async (get_store (self), get_uuid (button), NULL, read_to_remove_cb,
                                       g_object_ref (self));
}

static void
replaced_cb (GtkWidget  *dialog,
             GdkTexture *picture,
             Replacing  *replacing)
{
  if (replacing->self->draft == NULL)
    return;

  accepted_cb (replacing->self, picture);
  guichet_store_remove_draft_file_async (get_store (replacing->self), replacing->uuid, NULL, removed_cb, NULL);
}

static void
decode_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const GuichetIntent *file = task_data;
  GError *error = NULL;
  GdkTexture *texture = gdk_texture_new_from_bytes (file->file_data, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
decoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GuichetNewTicketFiles *self = GUICHET_NEW_TICKET_FILES (source);
  const GuichetIntent *file = g_task_get_task_data (G_TASK (result));
  g_autoptr(GdkTexture) picture = g_task_propagate_pointer (G_TASK (result), NULL);
  Replacing *replacing;
  AdwDialog *dialog;

  if (self->draft == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (picture == NULL)
    {
      tell (self, _("This picture cannot be shown here"));
      return;
    }

  replacing = g_new0 (Replacing, 1);
  replacing->self = g_object_ref (self);
  replacing->uuid = g_strdup (file->uuid);
  dialog = guichet_new_ticket_picture_new (picture);
  g_signal_connect_data (dialog, "accepted", G_CALLBACK (replaced_cb), replacing, free_replacing, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
read_to_hide_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GuichetNewTicketFiles) self = user_data;
  GuichetIntent *file = guichet_store_read_draft_file_finish (GUICHET_STORE (source), result, NULL);
  g_autoptr(GTask) task = NULL;

  if (file == NULL)
    return;

  task = g_task_new (self, self->cancellable, decoded_cb, NULL);
  g_task_set_source_tag (task, read_to_hide_cb);
  g_task_set_task_data (task, file, (GDestroyNotify) guichet_intent_free);
  g_task_run_in_thread (task, decode_thread);
}

static void
hide_clicked_cb (GuichetNewTicketFiles *self,
                 GtkWidget             *button)
{
  guichet_store_read_draft_file_async (get_store (self), get_uuid (button), NULL, read_to_hide_cb,
                                       g_object_ref (self));
}

static void
append_button (GuichetNewTicketFiles *self,
               GtkWidget             *chip,
               const GuichetIntent   *file,
               const char            *icon,
               const char            *label,
               GCallback              callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", file->file_name, label);

  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (button), "uuid", g_strdup (file->uuid), g_free);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (chip), button);
}

static GtkWidget *
make_chip (GuichetNewTicketFiles *self,
           const GuichetIntent   *file)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (file->file_name);
  g_autofree char *size = g_format_size ((guint64) file->file_size);
  GtkWidget *meta = gtk_label_new (size);

  gtk_widget_add_css_class (chip, "panel");
  gtk_widget_add_css_class (chip, "new-file");
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 28);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (meta), 0);
  gtk_widget_add_css_class (meta, "meta");
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), meta);
  gtk_box_append (GTK_BOX (chip),
                  gtk_image_new_from_icon_name (guichet_attachment_icon_for (file->file_name, file->file_mime)));
  gtk_box_append (GTK_BOX (chip), words);
  if (g_str_has_prefix (file->file_mime, "image/"))
    append_button (self, chip, file, "view-conceal-symbolic", _("Hide Parts of the Picture"),
                   G_CALLBACK (hide_clicked_cb));
  append_button (self, chip, file, "window-close-symbolic", _("Take Out"), G_CALLBACK (remove_clicked_cb));

  return chip;
}

static void
empty_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    adw_wrap_box_remove (ADW_WRAP_BOX (box), child);
}

static void
show_files (GuichetNewTicketFiles *self)
{
  GPtrArray *files = guichet_new_ticket_draft_get_files (self->draft);
  /* Translators: the number of files beside a ticket */
  g_autofree char *title = g_strdup_printf (_("Attachments (%d)"), (int) files->len);

  empty_box (self->list);
  for (guint i = 0; i < files->len; i++)
    adw_wrap_box_append (ADW_WRAP_BOX (self->list), make_chip (self, g_ptr_array_index (files, i)));
  gtk_widget_set_visible (self->list, files->len > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/* ---- class */

static void
guichet_new_ticket_files_dispose (GObject *object)
{
  GuichetNewTicketFiles *self = GUICHET_NEW_TICKET_FILES (object);

  g_cancellable_cancel (self->cancellable);
  self->screenshot = NULL;
  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_pointer (&self->zone, gtk_widget_unparent);
  g_clear_object (&self->draft);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_new_ticket_files_parent_class)->dispose (object);
}

static void
guichet_new_ticket_files_finalize (GObject *object)
{
  g_object_unref (GUICHET_NEW_TICKET_FILES (object)->cancellable);

  G_OBJECT_CLASS (guichet_new_ticket_files_parent_class)->finalize (object);
}

static void
guichet_new_ticket_files_class_init (GuichetNewTicketFilesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_new_ticket_files_dispose;
  G_OBJECT_CLASS (klass)->finalize = guichet_new_ticket_files_finalize;
  gtk_widget_class_install_action (widget_class, "files.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "files.screenshot", NULL, screenshot_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "newfiles");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
make_zone_button (const char *label,
                  const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);

  return button;
}

static void
make_zone (GuichetNewTicketFiles *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("mail-attachment-symbolic");
  GtkWidget *words = gtk_label_new (_("Drop files here, paste a picture, or"));

  self->zone = adw_wrap_box_new ();
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (self->zone), 8);
  gtk_widget_add_css_class (self->zone, "drop-hint");
  gtk_widget_add_css_class (words, "meta");
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  self->screenshot = make_zone_button (_("Take a _Picture of the Screen…"), "files.screenshot");
  gtk_widget_set_visible (self->screenshot, FALSE);
  adw_wrap_box_append (ADW_WRAP_BOX (self->zone), icon);
  adw_wrap_box_append (ADW_WRAP_BOX (self->zone), words);
  /* Translators: goes on from "Drop files here, paste a picture, or" */
  adw_wrap_box_append (ADW_WRAP_BOX (self->zone), make_zone_button (_("_Choose Files…"), "files.choose"));
  adw_wrap_box_append (ADW_WRAP_BOX (self->zone), self->screenshot);
  gtk_widget_set_parent (self->zone, GTK_WIDGET (self));
}

static void
guichet_new_ticket_files_init (GuichetNewTicketFiles *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->cancellable = g_cancellable_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  self->list = adw_wrap_box_new ();
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (self->list), 8);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (self->list), 8);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  make_zone (self);
}

GtkWidget *
guichet_new_ticket_files_new (GuichetContext        *context,
                              GuichetNewTicketDraft *draft)
{
  GuichetNewTicketFiles *self = g_object_new (GUICHET_TYPE_NEW_TICKET_FILES, NULL);

  self->context = g_object_ref (context);
  self->draft = g_object_ref (draft);
  g_signal_connect_object (draft, "files-changed", G_CALLBACK (show_files), self, G_CONNECT_SWAPPED);
  show_files (self);
  guichet_screenshot_find_async (self->cancellable, found_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
