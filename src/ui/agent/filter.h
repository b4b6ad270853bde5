#pragma once

#include "model/query.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetFilter:
 *
 * What a page of tickets is filtered by: conditions that are set, and a line
 * that somebody types, which may hold more of them and words. What is typed
 * filters at once; guichet_filter_commit() moves its conditions to the set
 * ones. Signal "changed".
 */
#define GUICHET_TYPE_FILTER (guichet_filter_get_type ())

G_DECLARE_FINAL_TYPE (GuichetFilter, guichet_filter, GUICHET, FILTER, GObject)

GuichetFilter *guichet_filter_new          (GuichetContext           *context);
void           guichet_filter_set_typed    (GuichetFilter            *self,
                                            const char               *typed);
const char    *guichet_filter_get_typed    (GuichetFilter            *self);
gboolean       guichet_filter_commit       (GuichetFilter            *self);
void           guichet_filter_add          (GuichetFilter            *self,
                                            const GuichetCriterion   *criterion);
void           guichet_filter_remove       (GuichetFilter            *self,
                                            guint                     position);
void           guichet_filter_clear        (GuichetFilter            *self);
void           guichet_filter_take_query   (GuichetFilter            *self,
                                            const GuichetTicketQuery *query);
gboolean       guichet_filter_is_empty     (GuichetFilter            *self);
GPtrArray     *guichet_filter_dup_criteria (GuichetFilter            *self);
const char    *guichet_filter_get_words    (GuichetFilter            *self);

G_END_DECLS
