#pragma once

#include <gtk/gtk.h>

#include "model/create-form.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetChoiceSearch:
 *
 * Finds one of the values that the server offers for a field of its own form,
 * as one types. Needs the server.
 *
 * Signal: picked (value, label).
 */
#define GUICHET_TYPE_CHOICE_SEARCH (guichet_choice_search_get_type ())

G_DECLARE_FINAL_TYPE (GuichetChoiceSearch, guichet_choice_search, GUICHET, CHOICE_SEARCH, GtkWidget)

GtkWidget *guichet_choice_search_new (GuichetContext *context,
                                      const char     *code,
                                      const char     *label);

G_END_DECLS
