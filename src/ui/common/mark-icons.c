#include "config.h"

#include "ui/common/mark-icons.h"

#include "ui/common/mark-text.h"
#include "ui/common/tip.h"

/* The delay stands behind the icons of the mark. */
#define N_ICONS (GUICHET_N_MARK_ICONS + 1)
#define DELAY_ICON GUICHET_N_MARK_ICONS

struct _GuichetMarkIcons
{
  GtkWidget parent_instance;

  GtkWidget *icons[N_ICONS];
};

G_DEFINE_FINAL_TYPE (GuichetMarkIcons, guichet_mark_icons, GTK_TYPE_WIDGET)

static void
guichet_mark_icons_dispose (GObject *object)
{
  GuichetMarkIcons *self = GUICHET_MARK_ICONS (object);

  for (guint i = 0; i < N_ICONS; i++)
    g_clear_pointer (&self->icons[i], gtk_widget_unparent);

  G_OBJECT_CLASS (guichet_mark_icons_parent_class)->dispose (object);
}

static void
guichet_mark_icons_class_init (GuichetMarkIconsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_mark_icons_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "markicons");
}

static void
guichet_mark_icons_init (GuichetMarkIcons *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
}

GtkWidget *
guichet_mark_icons_new (void)
{
  return g_object_new (GUICHET_TYPE_MARK_ICONS, NULL);
}

/* They keep one order, whichever was made first. */
static GtkWidget *
ensure_icon (GuichetMarkIcons *self,
             guint             n)
{
  GtkWidget *before = NULL;

  if (self->icons[n] != NULL)
    return self->icons[n];

  for (guint i = 0; i < n; i++)
    if (self->icons[i] != NULL)
      before = self->icons[i];

  self->icons[n] = g_object_new (GTK_TYPE_IMAGE, "pixel-size", 14, "valign", GTK_ALIGN_CENTER, NULL);
  gtk_widget_insert_after (self->icons[n], GTK_WIDGET (self), before);

  return self->icons[n];
}

static void
show_icon (GuichetMarkIcons *self,
           guint             n,
           const char       *name,
           const char       *class_name,
           const char       *text)
{
  GtkWidget *icon = ensure_icon (self, n);
  const char *classes[] = { class_name, NULL };

  /* GTK lays out and styles anew even what stays as it was. */
  if (g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (icon)), name) != 0)
    gtk_image_set_from_icon_name (GTK_IMAGE (icon), name);
  if (!gtk_widget_has_css_class (icon, class_name))
    gtk_widget_set_css_classes (icon, classes);
  guichet_tip_set (icon, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (icon, TRUE);
}

static void
hide_icon (GuichetMarkIcons *self,
           guint             n)
{
  if (self->icons[n] != NULL)
    gtk_widget_set_visible (self->icons[n], FALSE);
}

static void
show_delay (GuichetMarkIcons   *self,
            const GuichetDelay *delay)
{
  g_autofree char *class_name = NULL;

  if (delay == NULL || delay->step < GUICHET_DELAY_QUARTER)
    {
      hide_icon (self, DELAY_ICON);
      return;
    }

  class_name = g_strconcat ("txt-", delay->tint, NULL);
  show_icon (self, DELAY_ICON, delay->icon, class_name, delay->spoken);
}

/**
 * guichet_mark_icons_show:
 * @mark: (nullable)
 * @delay: (nullable): shown when little of it is left
 */
void
guichet_mark_icons_show (GuichetMarkIcons   *self,
                         const GuichetMark  *mark,
                         const GuichetDelay *delay)
{
  g_return_if_fail (GUICHET_IS_MARK_ICONS (self));

  for (GuichetMarkIcon i = 0; i < GUICHET_N_MARK_ICONS; i++)
    if (guichet_mark_has_icon (mark, i))
      {
        g_autofree char *text = guichet_mark_icon_dup_text (i, mark);

        show_icon (self, i, guichet_mark_icon_get_name (i), guichet_mark_icon_get_class (i), text);
      }
    else
      {
        hide_icon (self, i);
      }

  show_delay (self, delay);
}
