#pragma once

#include "demo/operation.h"
#include "demo/portal-request.h"

G_BEGIN_DECLS

/* The web portal of iTop 3.2 as PORTAL-PROTOCOL has it: the second door to the
 * desk. Used under the lock of the desk. */

/**
 * DemoPortal:
 * @sessions: cookie → DemoPortalSession
 * @transactions: id → login (PORTAL-PROTOCOL §2)
 * @languages: login → code
 * @key: signs what is given out to be brought back
 * @bare_transitions: the forms of transitions have no field: their pages act
 *
 * What the server remembers between two requests besides its data.
 */
typedef struct
{
  GHashTable *sessions;
  GHashTable *transactions;
  GHashTable *languages;
  GRand      *random;
  char       *key;
  gboolean    bare_transitions;
} DemoPortal;

/**
 * DemoVisit:
 * @caller: always with an account
 *
 * One request of somebody who is in.
 */
typedef struct
{
  DemoCore          *core;
  DemoPortal        *portal;
  DemoPortalRequest *request;
  DemoCaller         caller;
} DemoVisit;

/* Answers to one kind of address; the parts of the route are in the request. */
typedef void (*DemoPortalHandler) (DemoVisit  *visit,
                                   DemoAnswer *answer);

/* What every address of the portal ends in. */
#define DEMO_PORTAL_QUERY "exec_module=itop-portal-base&exec_page=index.php&portal_id=itop-portal"
#define DEMO_PORTAL_PAGE  "/pages/exec.php"

DemoPortal *demo_portal_new        (guint              seed);
void        demo_portal_free       (DemoPortal        *portal);
void        demo_portal_visit      (DemoVisit         *visit,
                                    DemoAnswer        *answer);
gboolean    demo_portal_is_write   (DemoPortal        *portal,
                                    DemoPortalRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoPortal, demo_portal_free)

G_END_DECLS
