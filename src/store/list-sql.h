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

/**
 * GuichetListSets:
 * @ids: for the criteria that are more than a column, in JSON, the ids of
 *   those tickets of which it is true; %NULL where the query does not ask
 */
typedef struct
{
  char *ids[GUICHET_N_CRITERION_KINDS];
} GuichetListSets;

void     guichet_list_sets_clear      (GuichetListSets           *self);

void     guichet_list_sql_init        (GuichetListSql            *self);
void     guichet_list_sql_clear       (GuichetListSql            *self);
guint    guichet_list_sql_add_value   (GuichetListSql            *self,
                                       const char                *value);
void     guichet_list_sql_bind        (const GuichetListSql      *self,
                                       GuichetDbStmt             *stmt);

/* The three statements that a list is made of. */
void     guichet_list_sql_build       (GuichetListSql            *self,
                                       const GuichetTicketQuery  *query,
                                       const GuichetListSets     *sets);
void     guichet_list_sql_build_count (GuichetListSql            *self,
                                       const GuichetTicketQuery  *query,
                                       const GuichetListSets     *sets);
void     guichet_list_sql_build_ranks (GuichetListSql            *self,
                                       GuichetSortKey             key);


/* The view alone, for those who look at each of its tickets. */
const char *guichet_list_sql_get_view (GuichetView                view);
gboolean guichet_list_sql_is_ranked   (const GuichetTicketQuery  *query);
guint    guichet_list_sql_get_levels  (const GuichetTicketQuery  *query,
                                       GuichetSortKey             levels[GUICHET_N_SORT_KEYS + 1]);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuichetListSql, guichet_list_sql_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuichetListSets, guichet_list_sets_clear)

G_END_DECLS
