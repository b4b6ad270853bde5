#pragma once

#include <adwaita.h>

#include "ui/agent/filter.h"

G_BEGIN_DECLS

/**
 * GuichetFilterChips:
 *
 * The conditions of a filter as chips: a click, Enter or Delete on one takes
 * it away. Behind them, ways to clear the filter and to keep it as a view
 * (actions "list.clear-filter" and "list.save-view"). Hidden without
 * conditions.
 */
#define GUICHET_TYPE_FILTER_CHIPS (guichet_filter_chips_get_type ())

G_DECLARE_FINAL_TYPE (GuichetFilterChips, guichet_filter_chips, GUICHET, FILTER_CHIPS, AdwBin)

void guichet_filter_chips_set_filter (GuichetFilterChips *self,
                                      GuichetContext     *context,
                                      GuichetFilter      *filter);

G_END_DECLS
