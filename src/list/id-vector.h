#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GuichetIdVector:
 *
 * Ids in an order, some of which are hidden, and maybe in groups that lie one
 * behind the other. Hiding and showing cost nothing
 * in proportion to the length, so that a list of a million can be led from
 * one order to another in single steps.
 */
typedef struct _GuichetIdVector GuichetIdVector;

GuichetIdVector *guichet_id_vector_new     (GArray                *ids,
                                            GArray                *runs);
void             guichet_id_vector_free    (GuichetIdVector       *self);
guint            guichet_id_vector_get_n   (const GuichetIdVector *self);
gint64           guichet_id_vector_get     (const GuichetIdVector *self,
                                            guint                  position);
gboolean         guichet_id_vector_find    (const GuichetIdVector *self,
                                            gint64                 id,
                                            guint                 *out_position);

/* (element-type guint): indices into the whole vector, ascending */
gboolean         guichet_id_vector_compare (const GuichetIdVector *from,
                                            const GuichetIdVector *to,
                                            GHashTable            *named,
                                            guint                  max_steps,
                                            GArray                *out_removed,
                                            GArray                *out_added);
guint            guichet_id_vector_hide    (GuichetIdVector       *self,
                                            guint                  index);
guint            guichet_id_vector_show    (GuichetIdVector       *self,
                                            guint                  index);

void             guichet_id_vector_get_section   (const GuichetIdVector *self,
                                                  guint                  position,
                                                  guint                 *out_start,
                                                  guint                 *out_end);
gboolean         guichet_id_vector_same_sections (const GuichetIdVector *a,
                                                  const GuichetIdVector *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetIdVector, guichet_id_vector_free)

G_END_DECLS
