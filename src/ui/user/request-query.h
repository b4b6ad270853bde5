#pragma once

#include "model/query.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/* Which of the requests that the person made. */
typedef enum
{
  GUICHET_REQUESTS_ALL,
  GUICHET_REQUESTS_ONGOING,
  GUICHET_REQUESTS_HANDLED,     /* resolved or closed */
  GUICHET_REQUESTS_TO_COMPLETE, /* the support waits for the person's answer */
  GUICHET_REQUESTS_RESOLVED,    /* the person may reopen or close them */
} GuichetRequests;

GuichetTicketQuery *guichet_request_query_new (GuichetContext  *context,
                                               GuichetRequests  which);

G_END_DECLS
