#pragma once

#include "remote/remote.h"

G_BEGIN_DECLS

/**
 * GuichetItopRest:
 *
 * The REST/JSON service of iTop (webservices/rest.php).
 */
#define GUICHET_TYPE_ITOP_REST (guichet_itop_rest_get_type ())

G_DECLARE_FINAL_TYPE (GuichetItopRest, guichet_itop_rest, GUICHET, ITOP_REST, GuichetRemote)

typedef enum
{
  GUICHET_REACH_ITOP,           /* status.php says it runs */
  GUICHET_REACH_MAINTENANCE,
  GUICHET_REACH_OTHER,          /* something answers, but not such a service */
  GUICHET_REACH_NOBODY,
} GuichetReach;

/* @server: http(s)://host[/path]; plain http is accepted for loopback only
 * (INVALID otherwise). The secret is kept in memory only. */
GuichetRemote *guichet_itop_rest_new          (const char       *server,
                                               const char       *login,
                                               const char       *secret,
                                               GError          **error);
/* Starts from what an earlier sign-in learned, so that no discovery is needed. */
void           guichet_itop_rest_restore      (GuichetItopRest  *self,
                                               GuichetIdentity  *identity,
                                               GuichetProfile   *profile);
/* For tests: how long a call may take, in milliseconds. */
void           guichet_itop_rest_set_timeout  (GuichetItopRest  *self,
                                               guint             milliseconds);
/* What a person typed as an address, made whole: scheme added, a pasted page
 * address cut back to the folder that holds webservices/. NULL if hopeless. */
char          *guichet_itop_rest_normalise_address (const char  *typed);
/* GET webservices/status.php without login, for the sign-in page. */
void           guichet_itop_rest_probe_async  (const char          *server,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
GuichetReach   guichet_itop_rest_probe_finish (GAsyncResult        *result,
                                               GError             **error);

G_END_DECLS
