#include "config.h"

#include "ui/ticket/attachment-strip.h"

#include "store/reading.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _GuichetAttachmentStrip
{
  GtkWidget parent_instance;

  GtkLabel     *title;
  GtkWidget    *files;
  AdwWrapBox   *box;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (GuichetAttachmentStrip, guichet_attachment_strip, GTK_TYPE_WIDGET)

static const char *
get_icon (const GuichetAttachment *attachment)
{
  if (g_str_has_prefix (attachment->mime, "image/"))
    return "image-x-generic-symbolic";
  if (g_str_has_prefix (attachment->mime, "text/"))
    return "text-x-generic-symbolic";

  return "x-office-document-symbolic";
}

static char *
describe (const GuichetAttachment *attachment)
{
  g_autofree char *size = NULL;

  if (attachment->size < 0)
    return g_strdup (attachment->author);

  size = g_format_size ((guint64) attachment->size);

  return *attachment->author != '\0' ? g_strdup_printf ("%s · %s", attachment->author, size) : g_steal_pointer (&size);
}

static GtkWidget *
make_text_label (const char *text,
                 const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text,
                                   "ellipsize", PANGO_ELLIPSIZE_MIDDLE,
                                   "max-width-chars", 22,
                                   "xalign", 0.0,
                                   NULL);

  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_chip (const GuichetAttachment *attachment)
{
  const char *name = *attachment->name != '\0' ? attachment->name : _("File without a known name");
  g_autofree char *description = describe (attachment);
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name (get_icon (attachment));

  gtk_widget_add_css_class (chip, "filechip");
  gtk_widget_add_css_class (chip, "panel");
  gtk_widget_add_css_class (icon, "txt-blue");
  gtk_widget_set_tooltip_text (chip, name);

  gtk_box_append (GTK_BOX (words), make_text_label (name, "filename"));
  gtk_box_append (GTK_BOX (words), make_text_label (description, "meta"));
  gtk_box_append (GTK_BOX (chip), icon);
  gtk_box_append (GTK_BOX (chip), words);

  return chip;
}

static void
show_attachments (GuichetAttachmentStrip *self,
                  GPtrArray              *attachments)
{
  /* Translators: the number of files beside a ticket */
  g_autofree char *title = g_strdup_printf (_("Attachments (%d)"), (int) attachments->len);
  GtkWidget *child;

  gtk_label_set_text (self->title, title);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    adw_wrap_box_remove (self->box, child);
  for (guint i = 0; i < attachments->len; i++)
    adw_wrap_box_append (self->box, make_chip (g_ptr_array_index (attachments, i)));

  gtk_widget_set_visible (self->files, attachments->len > 0);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) attachments = guichet_store_list_attachments_finish (GUICHET_STORE (source), result, &error);

  if (attachments != NULL)
    show_attachments (user_data, attachments);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The attachments could not be read: %s", error->message);
}

static void
guichet_attachment_strip_dispose (GObject *object)
{
  GuichetAttachmentStrip *self = GUICHET_ATTACHMENT_STRIP (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_ATTACHMENT_STRIP);

  G_OBJECT_CLASS (guichet_attachment_strip_parent_class)->dispose (object);
}

static void
guichet_attachment_strip_finalize (GObject *object)
{
  g_clear_object (&GUICHET_ATTACHMENT_STRIP (object)->cancellable);

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
  gtk_widget_class_bind_template_child (widget_class, GuichetAttachmentStrip, title);
  gtk_widget_class_bind_template_child (widget_class, GuichetAttachmentStrip, files);
  gtk_widget_class_bind_template_child (widget_class, GuichetAttachmentStrip, box);
}

static void
guichet_attachment_strip_init (GuichetAttachmentStrip *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Shows what the cache knows now; a call while another runs supersedes it. */
void
guichet_attachment_strip_read (GuichetAttachmentStrip *self,
                               GuichetContext         *context,
                               gint64                  ticket_id)
{
  g_return_if_fail (GUICHET_IS_ATTACHMENT_STRIP (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  guichet_store_list_attachments_async (guichet_context_get_store (context), ticket_id,
                                        self->cancellable, read_cb, self);
}
