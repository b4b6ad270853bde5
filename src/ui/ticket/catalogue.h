#pragma once

#include "model/field.h"
#include "model/profile.h"
#include "model/reference.h"
#include "store/store.h"

G_BEGIN_DECLS

/* The five levels of SPEC §6.2. A server may lack some. */
typedef enum
{
  GUICHET_CATALOGUE_DOMAIN,
  GUICHET_CATALOGUE_FAMILY_GROUP,
  GUICHET_CATALOGUE_SERVICE_FAMILY,
  GUICHET_CATALOGUE_SERVICE,
  GUICHET_CATALOGUE_SUBCATEGORY,
} GuichetCatalogueLevel;

#define GUICHET_N_CATALOGUE_LEVELS (GUICHET_CATALOGUE_SUBCATEGORY + 1)

/* One place of the catalogue; lives as long as its catalogue. */
typedef struct _GuichetCatalogueNode GuichetCatalogueNode;

struct _GuichetCatalogueNode
{
  GuichetCatalogueLevel  level;
  gint64                 id;
  const char            *name;
  GuichetCatalogueNode  *parent;        /* (nullable) */
};

/* What is chosen at each level; 0 for nothing. */
typedef struct
{
  gint64 ids[GUICHET_N_CATALOGUE_LEVELS];
} GuichetCatalogueChoice;

/**
 * GuichetCatalogue:
 *
 * The tree of what can be asked for, as the cache has it. Built once, never
 * changed afterwards, shared between threads.
 */
typedef struct _GuichetCatalogue GuichetCatalogue;

GuichetField          guichet_catalogue_level_get_field (GuichetCatalogueLevel   level);
gboolean              guichet_catalogue_level_from_field (GuichetField           field,
                                                         GuichetCatalogueLevel  *out_level);

GuichetCatalogue     *guichet_catalogue_new         (GPtrArray                    *references,
                                                     GuichetProfile               *profile);
GuichetCatalogue     *guichet_catalogue_ref         (GuichetCatalogue             *self);
void                  guichet_catalogue_unref       (GuichetCatalogue             *self);
void                  guichet_catalogue_load_async  (GuichetStore                 *store,
                                                     GuichetProfile               *profile,
                                                     GCancellable                 *cancellable,
                                                     GAsyncReadyCallback           callback,
                                                     gpointer                      user_data);
GuichetCatalogue     *guichet_catalogue_load_finish (GAsyncResult                 *result,
                                                     GError                      **error);

gboolean              guichet_catalogue_has_level   (GuichetCatalogue             *self,
                                                     GuichetCatalogueLevel         level);
const GuichetCatalogueNode *
                      guichet_catalogue_find        (GuichetCatalogue             *self,
                                                     GuichetCatalogueLevel         level,
                                                     gint64                        id);
GPtrArray            *guichet_catalogue_list        (GuichetCatalogue             *self,
                                                     const GuichetCatalogueChoice *choice,
                                                     GuichetCatalogueLevel         level);
GPtrArray            *guichet_catalogue_search      (GuichetCatalogue             *self,
                                                     const char                   *text,
                                                     guint                         limit);
char                 *guichet_catalogue_dup_path    (const GuichetCatalogueNode   *node);

void                  guichet_catalogue_choose      (GuichetCatalogue             *self,
                                                     GuichetCatalogueChoice       *choice,
                                                     GuichetCatalogueLevel         level,
                                                     gint64                        id);
void                  guichet_catalogue_choose_leaf (GuichetCatalogueChoice       *choice,
                                                     const GuichetCatalogueNode   *leaf);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetCatalogue, guichet_catalogue_unref)

G_END_DECLS
