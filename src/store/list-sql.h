#pragma once

#include "model/query.h"
#include "store/db.h"

G_BEGIN_DECLS

/* More words of a filter than this are not looked at. */
#define GUICHET_FILTER_WORDS_MAX 12

/* How many of each queue there are: see rules.h. */
#define GUICHET_COUNT_QUEUES_SQL \
  "SELECT queue, count(*) FROM ticket WHERE queue IS NOT NULL GROUP BY queue"
#define GUICHET_COUNT_ALL_SQL \
  "SELECT (SELECT count(*) FROM ticket) - (SELECT count(*) FROM ticket WHERE vanished = 1)"

/**
 * GuichetListSql:
 * @text: the statement; nothing that a person typed is in it
 * @values: (element-type utf8): what is bound to ?1, ?2…
 */
typedef struct
{
  GString   *text;
  GPtrArray *values;
} GuichetListSql;

void     guichet_list_sql_init        (GuichetListSql            *self);
void     guichet_list_sql_clear       (GuichetListSql            *self);
guint    guichet_list_sql_add_value   (GuichetListSql            *self,
                                       const char                *value);
void     guichet_list_sql_bind        (const GuichetListSql      *self,
                                       GuichetDbStmt             *stmt);

/* The statements that a list is made of. All give ids. */
void     guichet_list_sql_build           (GuichetListSql            *self,
                                           const GuichetTicketQuery  *query);
void     guichet_list_sql_build_ranks     (GuichetListSql            *self,
                                           GuichetSortKey             key);
void     guichet_list_sql_build_condition (GuichetListSql            *self,
                                           const GuichetCriterion    *criterion);
gboolean guichet_list_sql_build_filter    (GuichetListSql            *self,
                                           const char                *filter);

const char *guichet_list_sql_get_view     (GuichetView                view);
gboolean guichet_list_sql_is_large        (const GuichetTicketQuery  *query);
gboolean guichet_list_sql_is_ranked       (const GuichetTicketQuery  *query);
guint    guichet_list_sql_get_levels      (const GuichetTicketQuery  *query,
                                           GuichetSortKey             levels[GUICHET_N_SORT_KEYS + 1]);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuichetListSql, guichet_list_sql_clear)

G_END_DECLS
