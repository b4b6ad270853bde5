#include "config.h"

#include "ui/common/chip.h"

struct _GuichetChip
{
  GtkWidget parent_instance;

  GtkWidget *image;
  GtkWidget *label;
  char      *tint;
  gboolean   flat;
};

G_DEFINE_FINAL_TYPE (GuichetChip, guichet_chip, GTK_TYPE_WIDGET)

/* A tint comes out of a profile: only those that have a style are taken. */
static const char * const tints[] = {
  "blue", "green", "amber", "orange", "red", "purple", "teal", "grey", NULL
};

static void
update_classes (GuichetChip *self)
{
  const char *tint = self->tint != NULL && g_strv_contains (tints, self->tint) ? self->tint : "grey";
  g_autofree char *name = g_strconcat (self->flat ? "txt-" : "chip-", tint, NULL);
  const char *classes[] = { self->flat ? "flat-chip" : "chip", name, NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
}

static void
guichet_chip_dispose (GObject *object)
{
  GuichetChip *self = GUICHET_CHIP (object);

  g_clear_pointer (&self->image, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (guichet_chip_parent_class)->dispose (object);
}

static void
guichet_chip_finalize (GObject *object)
{
  g_free (GUICHET_CHIP (object)->tint);

  G_OBJECT_CLASS (guichet_chip_parent_class)->finalize (object);
}

static void
guichet_chip_class_init (GuichetChipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_chip_dispose;
  object_class->finalize = guichet_chip_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "chip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
guichet_chip_init (GuichetChip *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 5);

  self->image = g_object_new (GTK_TYPE_IMAGE,
                              "pixel-size", 13,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                              NULL);
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  self->label = gtk_label_new (NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));

  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  update_classes (self);
}

GtkWidget *
guichet_chip_new (void)
{
  return g_object_new (GUICHET_TYPE_CHIP, NULL);
}

/**
 * guichet_chip_show:
 * @icon: (nullable): a symbolic icon
 * @tint: blue, green, amber, orange, red, purple, teal; anything else is grey
 */
void
guichet_chip_show (GuichetChip *self,
                   const char  *icon,
                   const char  *label,
                   const char  *tint)
{
  g_return_if_fail (GUICHET_IS_CHIP (self));

  /* GTK lays out anew even for the same icon. */
  if (g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (self->image)), icon) != 0)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon);
  gtk_widget_set_visible (self->image, icon != NULL);
  gtk_label_set_label (GTK_LABEL (self->label), label);
  if (g_set_str (&self->tint, tint))
    update_classes (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * guichet_chip_show_status:
 * @status: a state code; one that the profile does not know is shown as it is
 */
void
guichet_chip_show_status (GuichetChip    *self,
                          GuichetProfile *profile,
                          const char     *status)
{
  const GuichetState *state = guichet_profile_get_state (profile, status);

  if (state != NULL)
    guichet_chip_show (self, state->icon, state->label, state->tint);
  else
    guichet_chip_show (self, "dialog-information-symbolic", status, "grey");
}

/* Without the pill: coloured words, for narrow rows. */
void
guichet_chip_set_flat (GuichetChip *self,
                       gboolean     flat)
{
  g_return_if_fail (GUICHET_IS_CHIP (self));

  self->flat = !!flat;
  update_classes (self);
}
