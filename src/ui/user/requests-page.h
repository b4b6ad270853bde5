#pragma once

#include <adwaita.h>

#include "ui/common/context.h"
#include "ui/user/request-query.h"

G_BEGIN_DECLS

/**
 * GuichetRequestsPage:
 *
 * « Tickets en cours » or « Tickets traités » of the user portal: the requests
 * that the person made, with a search and an order. A click opens one of them
 * ("user.open-request").
 *
 * Properties: narrow (boolean): rows have little room.
 */
#define GUICHET_TYPE_REQUESTS_PAGE (guichet_requests_page_get_type ())

G_DECLARE_FINAL_TYPE (GuichetRequestsPage, guichet_requests_page, GUICHET, REQUESTS_PAGE, AdwNavigationPage)

GuichetRequestsPage *guichet_requests_page_new          (GuichetContext      *context,
                                                         GuichetRequests      which);
void                 guichet_requests_page_focus_search (GuichetRequestsPage *self);
gint64               guichet_requests_page_get_selected (GuichetRequestsPage *self);

G_END_DECLS
