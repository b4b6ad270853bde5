#pragma once

#include <glib.h>

#include "model/criterion.h"

G_BEGIN_DECLS

/**
 * GuichetView:
 *
 * The agent portal's lists. Each open ticket of one's teams is in exactly one
 * of mine, to take and taken (SPEC §3.1 and §4).
 */
typedef enum
{
  GUICHET_VIEW_ALL,             /* everything readable */
  GUICHET_VIEW_MINE,            /* ongoing, I am the agent */
  GUICHET_VIEW_TO_TAKE,         /* ongoing, one of my teams, no agent */
  GUICHET_VIEW_TAKEN,           /* ongoing, one of my teams, a colleague is the agent */
  GUICHET_VIEW_RESOLVED_MINE,   /* resolved, I am the agent */
  GUICHET_VIEW_RESOLVED_TEAM,   /* resolved, by me or by a colleague of my teams */
  GUICHET_VIEW_OPEN,            /* mine, to take and taken together */
} GuichetView;

#define GUICHET_N_VIEWS (GUICHET_VIEW_OPEN + 1)

typedef enum
{
  GUICHET_SORT_LAST_UPDATE,
  GUICHET_SORT_REF,
  GUICHET_SORT_TITLE,
  GUICHET_SORT_START_DATE,
  GUICHET_SORT_STATUS,
  GUICHET_SORT_SERVICE,
  GUICHET_SORT_CALLER,
  GUICHET_SORT_TEAM,
  GUICHET_SORT_SITE,
  GUICHET_SORT_AGENT,
  GUICHET_SORT_TIME_LEFT,       /* until the next of the two deadlines; none last */
} GuichetSort;

#define GUICHET_N_SORTS (GUICHET_SORT_TIME_LEFT + 1)

typedef struct
{
  GuichetSort sort;
  gboolean    ascending;
} GuichetSortKey;

/* Levels of an order: the first two are the person's, the id ends each order. */
#define GUICHET_N_SORT_KEYS 2

/* What the rows of a list are put together by; comes before the order. */
typedef enum
{
  GUICHET_GROUP_NONE,
  GUICHET_GROUP_STATUS,
  GUICHET_GROUP_SERVICE,
  GUICHET_GROUP_TEAM,
  GUICHET_GROUP_SITE,
  GUICHET_GROUP_CALLER,
} GuichetGroup;

#define GUICHET_N_GROUPS (GUICHET_GROUP_CALLER + 1)

/**
 * GuichetTicketQuery:
 * @keys, @n_keys: the order, one or two levels
 * @filter: (nullable): words that must all occur in reference, subject,
 *   requester or service, without regard to case and accents
 * @criteria: (nullable) (element-type GuichetCriterion): all must hold
 */
typedef struct
{
  GuichetView     view;
  GuichetSortKey  keys[GUICHET_N_SORT_KEYS];
  guint           n_keys;
  GuichetGroup    group;
  char           *filter;
  GPtrArray      *criteria;
} GuichetTicketQuery;

GuichetTicketQuery *guichet_ticket_query_new      (GuichetView               view);
GuichetTicketQuery *guichet_ticket_query_copy     (const GuichetTicketQuery *self);
void                guichet_ticket_query_free     (GuichetTicketQuery       *self);
gboolean            guichet_ticket_query_equal    (const GuichetTicketQuery *a,
                                                   const GuichetTicketQuery *b);
void                guichet_ticket_query_set_sort (GuichetTicketQuery       *self,
                                                   GuichetSort               sort,
                                                   gboolean                  ascending);
void                guichet_ticket_query_add_sort (GuichetTicketQuery       *self,
                                                   GuichetSort               sort,
                                                   gboolean                  ascending);
const char         *guichet_view_to_nick          (GuichetView               view);
gboolean            guichet_view_from_nick        (const char               *nick,
                                                   GuichetView              *out_view);
const char         *guichet_sort_to_nick          (GuichetSort               sort);
gboolean            guichet_sort_from_nick        (const char               *nick,
                                                   GuichetSort              *out_sort);
const char         *guichet_group_to_nick         (GuichetGroup              group);
gboolean            guichet_group_from_nick       (const char               *nick,
                                                   GuichetGroup             *out_group);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetTicketQuery, guichet_ticket_query_free)

G_END_DECLS
