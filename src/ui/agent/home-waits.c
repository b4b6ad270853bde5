#include "config.h"

#include "ui/agent/home-waits.h"

#include "ui/common/wrapping.h"

#include <glib/gi18n.h>

enum
{
  COLUMN_ICON,
  COLUMN_LABEL,
  COLUMN_BAR,
  COLUMN_NUMBER,
};

static const struct
{
  const char *label;
  const char *icon;
  const char *style;
} waits[GUICHET_N_WAITS] = {
  [GUICHET_WAIT_US] = { NC_("whom tickets wait for", "Us"), "avatar-default-symbolic", "txt-blue" },
  [GUICHET_WAIT_REQUESTER] =
    { NC_("whom tickets wait for", "The requester"), "dialog-question-symbolic", "txt-orange" },
  [GUICHET_WAIT_PARTNER] =
    { NC_("whom tickets wait for", "A partner"), "media-playback-pause-symbolic", "txt-grey" },
  [GUICHET_WAIT_TAKE] =
    { NC_("whom tickets wait for", "Somebody to take them"), "guichet-team-symbolic", "txt-purple" },
};

static void
attach_line (GtkGrid *grid,
             guint    line)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (waits[line].icon);
  GtkWidget *label = gtk_label_new (g_dpgettext2 (NULL, "whom tickets wait for", waits[line].label));
  GtkWidget *bar = gtk_level_bar_new ();
  GtkWidget *number = gtk_label_new (NULL);

  gtk_widget_add_css_class (icon, waits[line].style);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  guichet_label_wrap (GTK_LABEL (label));
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (bar, 96, -1);
  gtk_widget_add_css_class (bar, "waits");
  gtk_label_set_xalign (GTK_LABEL (number), 1);
  gtk_label_set_width_chars (GTK_LABEL (number), 3);
  gtk_widget_add_css_class (number, "heading");
  gtk_widget_add_css_class (number, "numeric");

  gtk_grid_attach (grid, icon, COLUMN_ICON, (int) line, 1, 1);
  gtk_grid_attach (grid, label, COLUMN_LABEL, (int) line, 1, 1);
  gtk_grid_attach (grid, bar, COLUMN_BAR, (int) line, 1, 1);
  gtk_grid_attach (grid, number, COLUMN_NUMBER, (int) line, 1, 1);
}

static void
show_line (GtkGrid *grid,
           guint    line,
           guint    number,
           guint    total)
{
  GtkLevelBar *bar = GTK_LEVEL_BAR (gtk_grid_get_child_at (grid, COLUMN_BAR, (int) line));
  GtkLabel *label = GTK_LABEL (gtk_grid_get_child_at (grid, COLUMN_NUMBER, (int) line));
  g_autofree char *text = g_strdup_printf ("%u", number);

  gtk_level_bar_set_max_value (bar, MAX (total, 1));
  gtk_level_bar_set_value (bar, number);
  gtk_label_set_label (label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_dpgettext2 (NULL, "whom tickets wait for", waits[line].label),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

void
guichet_home_waits_show (GtkGrid            *grid,
                         GtkLabel           *caption,
                         GuichetHomeFigures *figures)
{
  guint total = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < GUICHET_N_WAITS; i++)
    {
      if (gtk_grid_get_child_at (grid, COLUMN_LABEL, (int) i) == NULL)
        attach_line (grid, i);
      total += guichet_home_figures_count_waits (figures, i);
    }
  for (guint i = 0; i < GUICHET_N_WAITS; i++)
    show_line (grid, i, guichet_home_figures_count_waits (figures, i), total);

  text = g_strdup_printf (ngettext ("%u open ticket, counted on this computer",
                                    "%u open tickets, counted on this computer", total), total);
  gtk_label_set_label (caption, text);
}
