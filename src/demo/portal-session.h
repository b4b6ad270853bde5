#pragma once

#include "demo/portal.h"

G_BEGIN_DECLS

typedef enum
{
  DEMO_ENTRY_REFUSED,
  DEMO_ENTRY_KNOWN,             /* by the cookie */
  DEMO_ENTRY_FRESH,             /* by credentials: the hash has its price */
} DemoEntry;

DemoEntry    demo_portal_enter            (DemoPortal         *portal,
                                           DemoCore           *core,
                                           DemoPortalRequest  *request,
                                           GPtrArray          *headers,
                                           DemoAccount       **out_account);
void         demo_portal_leave            (DemoPortal         *portal,
                                           DemoPortalRequest  *request);
void         demo_portal_forget           (DemoPortal         *portal,
                                           GPtrArray          *headers);
char        *demo_portal_make_transaction (DemoVisit          *visit);
gboolean     demo_portal_knows_transaction (DemoVisit         *visit,
                                           const char         *id);
char        *demo_portal_make_token       (DemoPortal         *portal,
                                           const char         *action,
                                           const char         *class,
                                           gint64              id);
gboolean     demo_portal_read_token       (DemoPortal         *portal,
                                           const char         *token,
                                           const char         *action,
                                           gint64             *out_id);

G_END_DECLS
