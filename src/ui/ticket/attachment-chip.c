#include "config.h"

#include "ui/ticket/attachment-chip.h"

#include "ui/common/focus-children.h"
#include "ui/ticket/delivery.h"
#include "util/file-name.h"

#include <glib/gi18n.h>

/* A name in a chip: about as much as fits beside a second one. */
#define NAME_CHARS 18
/* What is on its way says more of itself. */
#define STATE_CHARS 24

struct _GuichetAttachmentChip
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *name;
  GtkWidget *meta;
  GtkWidget *progress;
  GtkWidget *retry;             /* NULL where the server has the file */
  GtkWidget *withdraw;
};

enum
{
  OPENED,
  RETRIED,
  WITHDRAWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetAttachmentChip, guichet_attachment_chip, GTK_TYPE_WIDGET)

/* ---- what is shown */

const char *
guichet_attachment_icon_for (const char *name,
                             const char *mime)
{
  if (g_str_has_prefix (mime, "image/"))
    return "image-x-generic-symbolic";
  if (g_str_has_prefix (mime, "text/"))
    return "text-x-generic-symbolic";
  if (guichet_file_name_is_dangerous (name))
    return "dialog-warning-symbolic";

  return "x-office-document-symbolic";
}

static char *
join (const char *a,
      const char *b)
{
  return *a != '\0' && *b != '\0' ? g_strdup_printf ("%s · %s", a, b) : g_strconcat (a, b, NULL);
}

static char *
describe_attachment (const GuichetAttachment *attachment)
{
  g_autofree char *size = attachment->size >= 0 ? g_format_size ((guint64) attachment->size) : g_strdup ("");

  return join (attachment->author, size);
}

static void
set_words (GuichetAttachmentChip *self,
           const char            *name,
           const char            *meta)
{
  g_autofree char *spoken = g_strdup_printf ("%s, %s", name, meta);

  gtk_label_set_text (GTK_LABEL (self->name), name);
  gtk_label_set_text (GTK_LABEL (self->meta), meta);
  gtk_widget_set_visible (self->meta, *meta != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), *meta != '\0' ? spoken : name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, *meta != '\0' ? spoken : name,
                                  -1);
}

/**
 * guichet_attachment_chip_show_attachment:
 *
 * A file that the server has. Its name is known once its contents have been here.
 */
void
guichet_attachment_chip_show_attachment (GuichetAttachmentChip   *self,
                                         const GuichetAttachment *attachment)
{
  g_autofree char *name = NULL;
  g_autofree char *meta = describe_attachment (attachment);

  g_return_if_fail (GUICHET_IS_ATTACHMENT_CHIP (self));

  name = *attachment->name != '\0' ? guichet_file_name_make_safe (attachment->name) : g_strdup (_("File without a known name"));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), guichet_attachment_icon_for (name, attachment->mime));
  set_words (self, name, meta);
}

static void
show_buttons (GuichetAttachmentChip *self,
              const GuichetIntent   *intent)
{
  gboolean parked = guichet_intent_needs_person (intent);

  gtk_widget_set_visible (self->retry, parked);
  gtk_widget_set_visible (self->withdraw, parked || intent->state == GUICHET_INTENT_WAITING);
  if (intent->state != GUICHET_INTENT_SENDING)
    gtk_widget_set_visible (self->progress, FALSE);
}

/**
 * guichet_attachment_chip_show_intent:
 *
 * A file that is on its way.
 */
void
guichet_attachment_chip_show_intent (GuichetAttachmentChip *self,
                                     const GuichetIntent   *intent,
                                     gboolean               online)
{
  g_autofree char *name = guichet_file_name_make_safe (intent->file_name);
  g_autofree char *state = guichet_delivery_describe (intent, online);
  gboolean parked = guichet_intent_needs_person (intent);

  g_return_if_fail (GUICHET_IS_ATTACHMENT_CHIP (self));
  g_return_if_fail (self->retry != NULL);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), guichet_delivery_get_icon (intent, online));
  gtk_label_set_wrap (GTK_LABEL (self->meta), parked);
  gtk_label_set_ellipsize (GTK_LABEL (self->meta), parked ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  if (parked)
    gtk_widget_add_css_class (GTK_WIDGET (self), "parked");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "parked");
  set_words (self, name, state);
  show_buttons (self, intent);
}

/**
 * guichet_attachment_chip_show_transfer:
 * @total: 0 while it is not known
 */
void
guichet_attachment_chip_show_transfer (GuichetAttachmentChip *self,
                                       guint64                done,
                                       guint64                total)
{
  GtkProgressBar *bar;

  g_return_if_fail (GUICHET_IS_ATTACHMENT_CHIP (self));

  bar = GTK_PROGRESS_BAR (self->progress);
  gtk_widget_set_visible (self->progress, total == 0 || done < total);
  if (total > 0)
    gtk_progress_bar_set_fraction (bar, MIN ((double) done / (double) total, 1.0));
  else
    gtk_progress_bar_pulse (bar);
}

/* ---- class */

static GtkWidget *
make_label (const char *css_class,
            int         chars)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "ellipsize", PANGO_ELLIPSIZE_MIDDLE,
                                   "max-width-chars", chars,
                                   "xalign", 0.0,
                                   NULL);

  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_face (GuichetAttachmentChip *self,
           gboolean               waiting)
{
  GtkWidget *face = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->icon = gtk_image_new ();
  gtk_widget_add_css_class (self->icon, "txt-blue");
  self->name = make_label ("filename", NAME_CHARS);
  self->meta = make_label ("meta", waiting ? STATE_CHARS : NAME_CHARS);
  self->progress = gtk_progress_bar_new ();
  gtk_widget_set_visible (self->progress, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("How much of the file has been sent"),
                                  -1);

  gtk_box_append (GTK_BOX (words), self->name);
  gtk_box_append (GTK_BOX (words), self->meta);
  gtk_box_append (GTK_BOX (words), self->progress);
  gtk_box_append (GTK_BOX (face), self->icon);
  gtk_box_append (GTK_BOX (face), words);

  return face;
}

static void
clicked_cb (GuichetAttachmentChip *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static void
retry_cb (GuichetAttachmentChip *self)
{
  g_signal_emit (self, signals[RETRIED], 0);
}

static void
withdraw_cb (GuichetAttachmentChip *self)
{
  g_signal_emit (self, signals[WITHDRAWN], 0);
}

static GtkWidget *
add_button (GuichetAttachmentChip *self,
            const char            *icon,
            const char            *label,
            GCallback              callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "slim");
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));

  return button;
}

static void
build (GuichetAttachmentChip *self,
       gboolean               waiting)
{
  GtkWidget *face = make_face (self, waiting);
  GtkWidget *button;

  if (waiting)
    {
      gtk_widget_set_parent (face, GTK_WIDGET (self));
      self->retry = add_button (self, "view-refresh-symbolic", _("Try Again"), G_CALLBACK (retry_cb));
      self->withdraw = add_button (self, "window-close-symbolic", _("Take Back"), G_CALLBACK (withdraw_cb));
      gtk_widget_add_css_class (GTK_WIDGET (self), "waiting");
      return;
    }

  button = gtk_button_new ();
  gtk_widget_add_css_class (button, "flat");
  gtk_button_set_child (GTK_BUTTON (button), face);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

static void
guichet_attachment_chip_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (guichet_attachment_chip_parent_class)->dispose (object);
}

static gboolean
guichet_attachment_chip_grab_focus (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_grab_focus (child))
      return TRUE;

  return FALSE;
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, GUICHET_TYPE_ATTACHMENT_CHIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guichet_attachment_chip_class_init (GuichetAttachmentChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_attachment_chip_dispose;
  widget_class->focus = guichet_focus_children;
  widget_class->grab_focus = guichet_attachment_chip_grab_focus;
  signals[OPENED] = add_signal ("opened");
  signals[RETRIED] = add_signal ("retried");
  signals[WITHDRAWN] = add_signal ("withdrawn");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "filechip");
}

static void
guichet_attachment_chip_init (GuichetAttachmentChip *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "panel");
}

/**
 * guichet_attachment_chip_new:
 * @waiting: for a file that is on its way, not one that the server has
 */
GtkWidget *
guichet_attachment_chip_new (gboolean waiting)
{
  GuichetAttachmentChip *self = g_object_new (GUICHET_TYPE_ATTACHMENT_CHIP,
                                              "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                                              NULL);

  build (self, waiting);

  return GTK_WIDGET (self);
}
