#pragma once

#include "store/store.h"
#include "ui/ticket/field-edits.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void guichet_undo_sent (GtkWidget         *page,
                        GuichetStore      *store,
                        GuichetFieldEdits *edits,
                        gint64             ticket_id);

G_END_DECLS
