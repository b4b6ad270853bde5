#include "config.h"

#include "ui/user/family-tile.h"

#include "util/text.h"

#include <glib/gi18n.h>

#define DETAIL "guichet-detail"

/* What a family is about, by the beginnings of words of its name: a server
 * gives it no picture. Words of French and of English, without accents. */
static const struct
{
  const char *icon;
  const char *tint;
  const char *beginnings;
} signs[] = {
  { "network-wireless-symbolic", "teal", "reseau fil wi-fi wifi internet network wireless connexion" },
  { "mail-unread-symbolic", "blue", "messag courriel mail" },
  { "dialog-password-symbolic", "purple", "compte mot acces identit droit account password access securit" },
  { "display-projector-symbolic", "orange", "salle affichage video projet visio audio room display" },
  { "printer-symbolic", "green", "impr copie numeris print scan" },
  { "phone-old-symbolic", "red", "tele mobile phone" },
  { "package-x-generic-symbolic", "amber", "amenag meuble mobilier demenag bureau locaux batiment courrier colis furniture move building" },
  { "applications-science-symbolic", "grey", "formation training" },
  { "computer-symbolic", "blue", "poste logiciel ordinateur materiel application pc comput software hardware device" },
};

static gboolean
begins_with_any (char       **words,
                 const char  *beginnings)
{
  g_auto(GStrv) all = g_strsplit (beginnings, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    for (guint j = 0; all[j] != NULL; j++)
      if (g_str_has_prefix (words[i], all[j]))
        return TRUE;

  return FALSE;
}

static void
find_sign (const char  *name,
           const char **out_icon,
           const char **out_tint)
{
  g_autofree char *folded = guichet_text_fold (name);
  g_auto(GStrv) words = g_strsplit_set (folded, " '’", -1);

  *out_icon = "folder-symbolic";
  *out_tint = "grey";
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (begins_with_any (words, signs[i].beginnings))
      {
        *out_icon = signs[i].icon;
        *out_tint = signs[i].tint;
        return;
      }
}

static GtkWidget *
make_label (const char *text,
            const char *css_class,
            int         lines)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_tile (const char *icon,
           const char *tint,
           const char *name,
           const char *detail)
{
  GtkWidget *tile = gtk_button_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *second = make_label (detail != NULL ? detail : "", "tile-detail", 2);
  g_autofree char *chip = g_strconcat ("chip-", tint, NULL);

  gtk_image_set_pixel_size (GTK_IMAGE (image), 20);
  gtk_widget_set_valign (image, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (image, "tile-sign");
  gtk_widget_add_css_class (image, chip);
  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (column), make_label (name, "tile-name", 2));
  gtk_box_append (GTK_BOX (column), second);
  gtk_widget_set_visible (second, !guichet_text_is_empty (detail));
  gtk_box_append (GTK_BOX (row), image);
  gtk_box_append (GTK_BOX (row), column);
  gtk_button_set_child (GTK_BUTTON (tile), row);
  gtk_widget_add_css_class (tile, "tile");
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail != NULL ? detail : "", -1);
  g_object_set_data (G_OBJECT (tile), DETAIL, second);

  return tile;
}

GtkWidget *
guichet_family_tile_new (const char *name,
                         const char *detail)
{
  const char *icon;
  const char *tint;

  g_return_val_if_fail (name != NULL, NULL);

  find_sign (name, &icon, &tint);

  return make_tile (icon, tint, name, detail);
}

GtkWidget *
guichet_family_tile_new_other (void)
{
  return make_tile ("dialog-question-symbolic", "grey", _("Something Else"), _("Say it in your own words"));
}

/* Where there is no room for more than the name. */
void
guichet_family_tile_set_narrow (GtkWidget *tile,
                                gboolean   narrow)
{
  GtkWidget *detail = g_object_get_data (G_OBJECT (tile), DETAIL);

  g_return_if_fail (GTK_IS_LABEL (detail));

  if (narrow)
    gtk_widget_add_css_class (tile, "narrow");
  else
    gtk_widget_remove_css_class (tile, "narrow");
  gtk_widget_set_visible (detail, !narrow && !guichet_text_is_empty (gtk_label_get_label (GTK_LABEL (detail))));
}
