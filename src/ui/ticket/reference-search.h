#pragma once

#include "model/reference.h"
#include "store/store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GuichetReferenceSearch:
 *
 * Finds one person or site among all that the cache has, as one types.
 *
 * Signal "picked" (GuichetReference): one was clicked, or Enter pressed on it;
 * Enter in the search takes the first.
 */
#define GUICHET_TYPE_REFERENCE_SEARCH (guichet_reference_search_get_type ())

G_DECLARE_FINAL_TYPE (GuichetReferenceSearch, guichet_reference_search, GUICHET, REFERENCE_SEARCH, GtkWidget)

GtkWidget *guichet_reference_search_new     (GuichetStore           *store,
                                             GuichetReferenceKind    kind,
                                             const char             *label);
char      *guichet_reference_format         (const GuichetReference *reference);

G_END_DECLS
