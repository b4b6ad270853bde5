#pragma once

#include "ui/common/context.h"
#include "ui/ticket/field-edits.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GuichetFieldEditor:
 *
 * Changes one field in its place: a line, lines, rich text, a choice out of a
 * list or a search among names. What is typed is staged at once, as one step.
 *
 * Signals: done (take_focus): the step is closed; cancelled: it was taken back.
 */
#define GUICHET_TYPE_FIELD_EDITOR (guichet_field_editor_get_type ())

G_DECLARE_FINAL_TYPE (GuichetFieldEditor, guichet_field_editor, GUICHET, FIELD_EDITOR, GtkWidget)

GtkWidget *guichet_field_editor_new    (GuichetContext     *context,
                                        GuichetFieldEdits  *edits,
                                        GuichetField        field,
                                        const char         *title);
void       guichet_field_editor_finish (GuichetFieldEditor *self);

G_END_DECLS
