#pragma once

#include <adwaita.h>

#include "ui/agent/filter.h"

G_BEGIN_DECLS

/**
 * GuichetFilterBuilder:
 *
 * Builds one condition after the other for a filter, out of what the profile
 * and the store know: states, priorities, teams, services.
 */
#define GUICHET_TYPE_FILTER_BUILDER (guichet_filter_builder_get_type ())

G_DECLARE_FINAL_TYPE (GuichetFilterBuilder, guichet_filter_builder, GUICHET, FILTER_BUILDER, AdwBin)

GtkWidget *guichet_filter_builder_new (GuichetContext *context,
                                       GuichetFilter  *filter);

G_END_DECLS
