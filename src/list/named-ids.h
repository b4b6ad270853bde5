#pragma once

#include "model/change-set.h"

G_BEGIN_DECLS

/**
 * GuichetNamedIds:
 * @ids: (element-type gint64 gint64): a set
 * @everything: more changed than is named
 *
 * What change sets named since some moment.
 */
typedef struct
{
  GHashTable *ids;
  gboolean    everything;
} GuichetNamedIds;

void     guichet_named_ids_init     (GuichetNamedIds        *self);
void     guichet_named_ids_finish   (GuichetNamedIds        *self);
void     guichet_named_ids_clear    (GuichetNamedIds        *self);
gboolean guichet_named_ids_is_empty (const GuichetNamedIds  *self);
void     guichet_named_ids_add      (GuichetNamedIds        *self,
                                     const GuichetChangeSet *changes);

G_END_DECLS
