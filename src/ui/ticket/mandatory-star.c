#include "config.h"

#include "ui/ticket/mandatory-star.h"

#include <glib/gi18n.h>

/**
 * guichet_mandatory_star_new:
 *
 * Returns: (transfer floating): what stands behind the title of a field that
 *   must be given
 */
GtkWidget *
guichet_mandatory_star_new (void)
{
  GtkWidget *star = gtk_label_new ("*");

  gtk_widget_add_css_class (star, "mandatory");
  gtk_widget_set_tooltip_text (star, _("Mandatory"));

  return star;
}
