#include "config.h"

#include "ui/user/result-row.h"

#include "util/text.h"

#define ACTION "guichet-action"
#define TARGET "guichet-target"

/**
 * guichet_result_row_set_lead:
 * @action: (const): what a click on @row sets off
 */
void
guichet_result_row_set_lead (GtkListBoxRow *row,
                             const char    *action,
                             GVariant      *target)
{
  g_return_if_fail (GTK_IS_LIST_BOX_ROW (row));

  g_object_set_data (G_OBJECT (row), ACTION, (gpointer) action);
  g_object_set_data_full (G_OBJECT (row), TARGET, g_variant_ref_sink (target), (GDestroyNotify) g_variant_unref);
}

/* The row was activated. */
void
guichet_result_row_follow (GtkListBoxRow *row)
{
  const char *action = g_object_get_data (G_OBJECT (row), ACTION);

  g_return_if_fail (action != NULL);

  gtk_widget_activate_action_variant (GTK_WIDGET (row), action, g_object_get_data (G_OBJECT (row), TARGET));
}

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);

  return label;
}

static GtkWidget *
make_column (const char *title,
             const char *detail)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *line = guichet_text_single_line (detail != NULL ? detail : "");

  gtk_widget_set_hexpand (column, TRUE);
  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (column), make_label (title));
  if (*line != '\0')
    {
      GtkWidget *second = make_label (line);

      gtk_widget_add_css_class (second, "small");
      gtk_widget_add_css_class (second, "dim");
      gtk_box_append (GTK_BOX (column), second);
    }

  return column;
}

GtkWidget *
guichet_result_row_new (const char *icon,
                        const char *title,
                        const char *detail,
                        const char *action,
                        GVariant   *target)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *spoken = guichet_text_is_empty (detail) ? g_strdup (title) : g_strjoin (", ", title, detail, NULL);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), make_column (title, detail));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_widget_add_css_class (box, "result");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  guichet_result_row_set_lead (GTK_LIST_BOX_ROW (row), action, target);

  return row;
}
