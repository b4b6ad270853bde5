#pragma once

#include "store/store.h"
#include "ui/ticket/field-edits.h"
#include "ui/ticket/put-back.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void guichet_undo_sent (GtkWidget          *page,
                        GuichetStore       *store,
                        GuichetFieldEdits  *edits,
                        gint64              ticket_id,
                        GuichetPutBackFunc  put_back);

G_END_DECLS
