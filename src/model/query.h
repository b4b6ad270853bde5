#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GuichetView:
 *
 * The agent portal's lists. Each open ticket of one's teams is in exactly one
 * of the first three (SPEC §3.1 and §4).
 */
typedef enum
{
  GUICHET_VIEW_ALL,             /* everything readable */
  GUICHET_VIEW_MINE,            /* ongoing, I am the agent */
  GUICHET_VIEW_TO_TAKE,         /* ongoing, one of my teams, no agent */
  GUICHET_VIEW_TAKEN,           /* ongoing, one of my teams, a colleague is the agent */
  GUICHET_VIEW_RESOLVED_MINE,   /* resolved, I am the agent */
  GUICHET_VIEW_RESOLVED_TEAM,   /* resolved, by me or by a colleague of my teams */
} GuichetView;

#define GUICHET_N_VIEWS (GUICHET_VIEW_RESOLVED_TEAM + 1)

typedef enum
{
  GUICHET_SORT_LAST_UPDATE,
  GUICHET_SORT_REF,
  GUICHET_SORT_TITLE,
  GUICHET_SORT_START_DATE,
  GUICHET_SORT_STATUS,
  GUICHET_SORT_SERVICE,
} GuichetSort;

#define GUICHET_N_SORTS (GUICHET_SORT_SERVICE + 1)

/**
 * GuichetTicketQuery:
 * @filter: (nullable): words that must all occur in reference, subject,
 *   requester or service, without regard to case and accents
 */
typedef struct
{
  GuichetView  view;
  GuichetSort  sort;
  gboolean     ascending;
  char        *filter;
} GuichetTicketQuery;

GuichetTicketQuery *guichet_ticket_query_new   (GuichetView               view);
GuichetTicketQuery *guichet_ticket_query_copy  (const GuichetTicketQuery *self);
void                guichet_ticket_query_free  (GuichetTicketQuery       *self);
gboolean            guichet_ticket_query_equal (const GuichetTicketQuery *a,
                                                const GuichetTicketQuery *b);
const char         *guichet_view_to_nick       (GuichetView               view);
gboolean            guichet_view_from_nick     (const char               *nick,
                                                GuichetView              *out_view);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetTicketQuery, guichet_ticket_query_free)

G_END_DECLS
