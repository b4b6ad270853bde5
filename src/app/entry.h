#pragma once

#include "remote/remote.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * GuichetEntry:
 * @folder: (nullable): where the data lives; %NULL for the account's own
 * @must_ask: sign in even when an earlier sign-in is known
 * @store, @remote, @identity, @profile: (nullable): what came of it
 *
 * What a worker thread makes of a sign-in, for an account to take over.
 */
typedef struct
{
  char            *server;
  char            *login;
  char            *secret;
  char            *folder;
  gboolean         must_ask;
  gboolean         brisk;
  GuichetStore    *store;
  GuichetRemote   *remote;
  GuichetIdentity *identity;
  GuichetProfile  *profile;
} GuichetEntry;

GuichetEntry *guichet_entry_new     (const char    *server,
                                     const char    *login,
                                     const char    *secret);
void          guichet_entry_free    (gpointer       data);
/* Worker thread: the server alone, or with the account's data. */
gboolean      guichet_entry_ask     (GuichetEntry  *self,
                                     GCancellable  *cancellable,
                                     GError       **error);
/* Worker thread: saves who came in, unless that would take away what @store has
 * of an agent without the server saying so. */
gboolean      guichet_entry_settle  (GuichetEntry  *self,
                                     GuichetStore  *store,
                                     GCancellable  *cancellable,
                                     GError       **error);
gboolean      guichet_entry_perform (GuichetEntry  *self,
                                     GCancellable  *cancellable,
                                     GError       **error);

G_END_DECLS
