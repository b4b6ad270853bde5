#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A table as a spreadsheet reads it without asking: UTF-8 with a mark in front,
 * one separator, and no cell that a spreadsheet would take for a formula. Any
 * thread. */

#define GUICHET_CSV_BYTE_ORDER_MARK "\xEF\xBB\xBF"

void guichet_csv_append_cell (GString            *csv,
                              const char         *text);
void guichet_csv_append_row  (GString            *csv,
                              const char * const *cells,
                              char                separator);

G_END_DECLS
