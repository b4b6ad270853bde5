#pragma once

#include "cli/options.h"
#include "model/profile.h"
#include "model/query.h"
#include "model/ticket.h"

G_BEGIN_DECLS

GuichetTicketQuery *guichet_list_query_new       (const GuichetOptions *options,
                                                  const char           *view_name,
                                                  GError              **error);
void                guichet_list_query_ask       (GuichetTicketQuery   *query,
                                                  const GuichetOptions *options,
                                                  const char           *conditions,
                                                  GuichetProfile       *profile);
char               *guichet_list_query_dup_group (GuichetGroup          group,
                                                  GuichetTicket        *ticket,
                                                  GuichetProfile       *profile);

G_END_DECLS
