#pragma once

#include "ui/ticket/catalogue.h"

G_BEGIN_DECLS

/* A node with what only the catalogue needs. */
typedef struct
{
  GuichetCatalogueNode  node;
  GuichetReference     *reference;
  gboolean              has_children;
  char                 *folded;         /* leaves: the name, then those above, to search in */
  gsize                 name_length;    /* of the name within @folded */
} GuichetCataloguePlace;

struct _GuichetCatalogue
{
  gatomicrefcount  ref_count;
  gboolean         present[GUICHET_N_CATALOGUE_LEVELS];
  GPtrArray       *places[GUICHET_N_CATALOGUE_LEVELS];     /* by name */
  GHashTable      *by_id[GUICHET_N_CATALOGUE_LEVELS];
};

G_END_DECLS
