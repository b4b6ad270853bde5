#pragma once

#include "model/query.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What the home page and the sidebar count. */

/* How many tickets each of @queries (element-type GuichetTicketQuery) has, in
 * their order (element-type guint). Their orders do not matter. */
GArray *guichet_store_count_queries         (GuichetStore         *self,
                                             GPtrArray            *queries,
                                             GCancellable         *cancellable,
                                             GError              **error);
void    guichet_store_count_queries_async   (GuichetStore         *self,
                                             GPtrArray            *queries,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GArray *guichet_store_count_queries_finish  (GuichetStore         *self,
                                             GAsyncResult         *result,
                                             GError              **error);

/* @date: "2024-03-19", a day of the server's zone */
typedef struct
{
  char  date[11];
  guint arrived;
  guint resolved;
} GuichetActivityDay;

/* The last @n_days days up to and with today, oldest first, of the tickets of
 * the person's teams that are in the cache (element-type GuichetActivityDay). */
GArray *guichet_store_read_activity         (GuichetStore         *self,
                                             guint                 n_days,
                                             GCancellable         *cancellable,
                                             GError              **error);
void    guichet_store_read_activity_async   (GuichetStore         *self,
                                             guint                 n_days,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GArray *guichet_store_read_activity_finish  (GuichetStore         *self,
                                             GAsyncResult         *result,
                                             GError              **error);

/* Why a ticket is to be dealt with first; the first of these comes first. */
typedef enum
{
  GUICHET_URGENCY_OVERDUE,      /* a deadline is over */
  GUICHET_URGENCY_AT_RISK,      /* less than a quarter of its time is left */
  GUICHET_URGENCY_REOPENED,
  GUICHET_URGENCY_ANSWERED,     /* the requester answered, and nobody since */
  GUICHET_URGENCY_OLDEST,       /* nothing else: waits longest */
} GuichetUrgency;

typedef struct
{
  gint64         id;
  GuichetUrgency urgency;
} GuichetUrgentTicket;

/* « À traiter en premier »: the person's own ongoing tickets and those to take
 * that are overdue or at risk, most urgent first (element-type
 * GuichetUrgentTicket). */
GArray *guichet_store_list_urgent           (GuichetStore         *self,
                                             guint                 limit,
                                             GCancellable         *cancellable,
                                             GError              **error);
void    guichet_store_list_urgent_async     (GuichetStore         *self,
                                             guint                 limit,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GArray *guichet_store_list_urgent_finish    (GuichetStore         *self,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
