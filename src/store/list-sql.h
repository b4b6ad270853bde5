#pragma once

#include "model/query.h"

G_BEGIN_DECLS

/* More words of a filter than this are not looked at. */
#define GUICHET_FILTER_WORDS_MAX 12

/* How many of each queue there are: see rules.h. */
#define GUICHET_COUNT_QUEUES_SQL \
  "SELECT queue, count(*) FROM ticket WHERE queue IS NOT NULL GROUP BY queue"
#define GUICHET_COUNT_ALL_SQL \
  "SELECT (SELECT count(*) FROM ticket) - (SELECT count(*) FROM ticket WHERE vanished = 1)"

char  *guichet_list_sql_build       (const GuichetTicketQuery *query,
                                     guint                     n_words);
char **guichet_list_sql_split_words (const char               *filter);

G_END_DECLS
