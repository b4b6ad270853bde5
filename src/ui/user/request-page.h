#pragma once

#include <adwaita.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetRequestPage:
 *
 * One of the person's requests, as its requester sees it: where it stands,
 * what is wanted of them, the messages and the files. The internal journal is
 * neither read nor in its widgets.
 */
#define GUICHET_TYPE_REQUEST_PAGE (guichet_request_page_get_type ())

G_DECLARE_FINAL_TYPE (GuichetRequestPage, guichet_request_page, GUICHET, REQUEST_PAGE, AdwNavigationPage)

GtkWidget *guichet_request_page_new           (GuichetContext     *context,
                                               gint64              ticket_id);
gint64     guichet_request_page_get_ticket_id (GuichetRequestPage *self);

G_END_DECLS
