#include "config.h"

#include "ui/ticket/field-row.h"

#include <glib/gi18n.h>

/* Longer values take a line for themselves. */
#define SHORT_VALUE 24
#define SHORT_WIDTH 120

struct _GuichetFieldRow
{
  GtkWidget parent_instance;

  GtkWidget *value;     /* the label, until another child takes its place */
};

G_DEFINE_FINAL_TYPE (GuichetFieldRow, guichet_field_row, GTK_TYPE_WIDGET)

static GtkWidget *
make_value_label (void)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "selectable", TRUE,
                       "wrap", TRUE,
                       "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "xalign", 0.0,
                       NULL);
}

static GtkWidget *
make_title (const char *title,
            gboolean    mandatory)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (box, "field-title");
  gtk_box_append (GTK_BOX (box), label);

  if (mandatory)
    {
      GtkWidget *star = gtk_label_new ("*");

      gtk_widget_add_css_class (star, "mandatory");
      gtk_widget_set_tooltip_text (star, _("Mandatory"));
      gtk_box_append (GTK_BOX (box), star);
    }

  return box;
}

static void
guichet_field_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (guichet_field_row_parent_class)->dispose (object);
}

static void
guichet_field_row_class_init (GuichetFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_field_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "fieldrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
guichet_field_row_init (GuichetFieldRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
guichet_field_row_new (const char *title,
                       gboolean    mandatory)
{
  GuichetFieldRow *self = g_object_new (GUICHET_TYPE_FIELD_ROW, NULL);
  g_autofree char *spoken = NULL;

  /* Translators: the name of a field that must be filled in, for a screen reader */
  spoken = mandatory ? g_strdup_printf (_("%s, mandatory"), title) : g_strdup (title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  self->value = make_value_label ();
  gtk_widget_set_parent (make_title (title, mandatory), GTK_WIDGET (self));
  gtk_widget_set_parent (self->value, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

/**
 * guichet_field_row_set_value:
 * @value: (nullable): shown as it is, never as markup; nothing shows as a dash
 */
void
guichet_field_row_set_value (GuichetFieldRow *self,
                             const char      *value)
{
  gboolean empty = value == NULL || *value == '\0';

  g_return_if_fail (GUICHET_IS_FIELD_ROW (self));
  g_return_if_fail (GTK_IS_LABEL (self->value));

  /* Setting the same text again would drop what somebody selected in it. */
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->value)), empty ? "—" : value) == 0)
    return;

  gtk_label_set_text (GTK_LABEL (self->value), empty ? "—" : value);
  if (empty)
    gtk_widget_add_css_class (self->value, "meta");
  else
    gtk_widget_remove_css_class (self->value, "meta");
}

/* Another widget in the place of the value's label. */
void
guichet_field_row_set_child (GuichetFieldRow *self,
                             GtkWidget       *child)
{
  g_return_if_fail (GUICHET_IS_FIELD_ROW (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_unparent (self->value);
  self->value = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

/* Whether another field has room beside it. */
gboolean
guichet_field_row_is_short (GuichetFieldRow *self)
{
  g_return_val_if_fail (GUICHET_IS_FIELD_ROW (self), FALSE);

  if (!GTK_IS_LABEL (self->value))
    {
      int natural;

      gtk_widget_measure (self->value, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      return natural <= SHORT_WIDTH;
    }

  return g_utf8_strlen (gtk_label_get_text (GTK_LABEL (self->value)), -1) <= SHORT_VALUE;
}
