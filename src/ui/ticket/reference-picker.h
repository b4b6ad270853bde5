#pragma once

#include <gtk/gtk.h>

#include "model/reference.h"

G_BEGIN_DECLS

/**
 * GuichetReferencePicker:
 *
 * Chooses one team, or one person out of the memberships of a team, by a
 * search over names. Signal: changed.
 */
#define GUICHET_TYPE_REFERENCE_PICKER (guichet_reference_picker_get_type ())

G_DECLARE_FINAL_TYPE (GuichetReferencePicker, guichet_reference_picker, GUICHET, REFERENCE_PICKER, GtkWidget)

GtkWidget  *guichet_reference_picker_new            (const char             *prompt,
                                                     const char             *label);
void        guichet_reference_picker_set_references (GuichetReferencePicker *self,
                                                     GPtrArray              *references,
                                                     gint64                  excluded);
gboolean    guichet_reference_picker_select_name    (GuichetReferencePicker *self,
                                                     const char             *name);
void        guichet_reference_picker_select_id      (GuichetReferencePicker *self,
                                                     gint64                  id);
gint64      guichet_reference_picker_get_id         (GuichetReferencePicker *self);
const char *guichet_reference_picker_get_name       (GuichetReferencePicker *self);

G_END_DECLS
