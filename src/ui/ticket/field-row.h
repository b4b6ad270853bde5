#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GuichetFieldRow:
 *
 * A field's name over its value, and in its place the editor while it is
 * changed.
 *
 * Signals: activate: the value was clicked, or Enter pressed on it; edit: the
 * pencil was.
 */
#define GUICHET_TYPE_FIELD_ROW (guichet_field_row_get_type ())

G_DECLARE_FINAL_TYPE (GuichetFieldRow, guichet_field_row, GUICHET, FIELD_ROW, GtkWidget)

/* How a field's value can be used. */
typedef enum
{
  GUICHET_FIELD_ROW_READ,       /* read and selected */
  GUICHET_FIELD_ROW_CLICK,      /* a click sets off "activate" */
  GUICHET_FIELD_ROW_PENCIL,     /* a button in the heading sets off "edit" */
  GUICHET_FIELD_ROW_BOTH,
} GuichetFieldRowUse;

GtkWidget *guichet_field_row_new          (const char         *title,
                                           gboolean            mandatory,
                                           const char         *help);
const char *guichet_field_row_get_title   (GuichetFieldRow    *self);
void       guichet_field_row_set_value    (GuichetFieldRow    *self,
                                           const char         *value);
void       guichet_field_row_set_child    (GuichetFieldRow    *self,
                                           GtkWidget          *child);
void       guichet_field_row_set_use      (GuichetFieldRow    *self,
                                           GuichetFieldRowUse  use,
                                           const char         *reason);
void       guichet_field_row_set_modified (GuichetFieldRow    *self,
                                           gboolean            modified);
void       guichet_field_row_set_problem  (GuichetFieldRow    *self,
                                           const char         *problem);
void       guichet_field_row_begin_edit   (GuichetFieldRow    *self,
                                           GtkWidget          *editor);
void       guichet_field_row_end_edit     (GuichetFieldRow    *self,
                                           gboolean            take_focus);
GtkWidget *guichet_field_row_get_editor   (GuichetFieldRow    *self);
gboolean   guichet_field_row_is_short     (GuichetFieldRow    *self);

G_END_DECLS
