#pragma once

#include <gtk/gtk.h>

#include "list/ticket-row.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetSubjectCell:
 *
 * The subject of a ticket in a table, with what changed since the person
 * looked, and its marks. What a row does not need is not made.
 */
#define GUICHET_TYPE_SUBJECT_CELL (guichet_subject_cell_get_type ())

G_DECLARE_FINAL_TYPE (GuichetSubjectCell, guichet_subject_cell, GUICHET, SUBJECT_CELL, GtkWidget)

GtkWidget *guichet_subject_cell_new  (void);
void       guichet_subject_cell_show (GuichetSubjectCell *self,
                                      GuichetContext     *context,
                                      GuichetTicketRow   *row,
                                      gboolean            with_words);

G_END_DECLS
