#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GuichetSidebarRow:
 *
 * An entry of the sidebar. Properties: section (what it leads to), icon-name,
 * label, count (0: no badge), accent (whether the badge asks for attention).
 */
#define GUICHET_TYPE_SIDEBAR_ROW (guichet_sidebar_row_get_type ())

G_DECLARE_FINAL_TYPE (GuichetSidebarRow, guichet_sidebar_row, GUICHET, SIDEBAR_ROW, GtkListBoxRow)

const char *guichet_sidebar_row_get_section (GuichetSidebarRow *self);
void        guichet_sidebar_row_set_count   (GuichetSidebarRow *self,
                                             guint              count);

G_END_DECLS
