#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GuichetFieldRow:
 *
 * A label over a value. The value can be selected and copied.
 */
#define GUICHET_TYPE_FIELD_ROW (guichet_field_row_get_type ())

G_DECLARE_FINAL_TYPE (GuichetFieldRow, guichet_field_row, GUICHET, FIELD_ROW, GtkWidget)

GtkWidget *guichet_field_row_new       (const char      *title,
                                        gboolean         mandatory);
void       guichet_field_row_set_value (GuichetFieldRow *self,
                                        const char      *value);
void       guichet_field_row_set_child (GuichetFieldRow *self,
                                        GtkWidget       *child);
gboolean   guichet_field_row_is_short  (GuichetFieldRow *self);

G_END_DECLS
