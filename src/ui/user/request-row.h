#pragma once

#include <adwaita.h>

#include "list/ticket-row.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetRequestRow:
 *
 * One of the person's requests in a list: its subject, its reference, where it
 * stands in words and in marks. It follows the row that it is given.
 *
 * Properties: narrow (boolean): the words have the room of the reference.
 */
#define GUICHET_TYPE_REQUEST_ROW (guichet_request_row_get_type ())

G_DECLARE_FINAL_TYPE (GuichetRequestRow, guichet_request_row, GUICHET, REQUEST_ROW, AdwBin)

GtkWidget *guichet_request_row_new     (GuichetContext    *context);
void       guichet_request_row_set_row (GuichetRequestRow *self,
                                        GuichetTicketRow  *row);
char      *guichet_request_dup_label   (GuichetContext    *context,
                                        GuichetTicketRow  *row);

G_END_DECLS
