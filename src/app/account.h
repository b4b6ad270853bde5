#pragma once

#include <gio/gio.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetAccount:
 *
 * Somebody who is signed in: the store, the server, the engine that keeps
 * both alike, and the context that the pages are handed. Main thread.
 */
#define GUICHET_TYPE_ACCOUNT (guichet_account_get_type ())

G_DECLARE_FINAL_TYPE (GuichetAccount, guichet_account, GUICHET, ACCOUNT, GObject)

/**
 * GuichetAccountOptions:
 * @folder: (nullable): where the data lives; %NULL for the account's own folder
 * @must_ask: sign in even when an earlier sign-in is known; without it a known
 *   account opens without the network
 * @brisk: times of the demonstration desk: quicker than a real server deserves
 */
typedef struct
{
  const char *server;
  const char *login;
  const char *secret;
  const char *folder;
  gboolean    must_ask;
  gboolean    brisk;
} GuichetAccountOptions;

void            guichet_account_open_async      (const GuichetAccountOptions  *options,
                                                 GCancellable                 *cancellable,
                                                 GAsyncReadyCallback           callback,
                                                 gpointer                      user_data);
GuichetAccount *guichet_account_open_finish     (GAsyncResult                 *result,
                                                 GError                      **error);
void            guichet_account_renew_async     (GuichetAccount               *self,
                                                 const char                   *secret,
                                                 GCancellable                 *cancellable,
                                                 GAsyncReadyCallback           callback,
                                                 gpointer                      user_data);
gboolean        guichet_account_renew_finish    (GuichetAccount               *self,
                                                 GAsyncResult                 *result,
                                                 GError                      **error);
void            guichet_account_close           (GuichetAccount               *self);
void            guichet_account_erase_async     (GuichetAccount               *self,
                                                 GAsyncReadyCallback           callback,
                                                 gpointer                      user_data);
gboolean        guichet_account_erase_finish    (GuichetAccount               *self,
                                                 GAsyncResult                 *result,
                                                 GError                      **error);
void            guichet_account_sync_now        (GuichetAccount               *self);
GuichetContext *guichet_account_get_context     (GuichetAccount               *self);
const char     *guichet_account_get_server      (GuichetAccount               *self);
const char     *guichet_account_get_login       (GuichetAccount               *self);

G_END_DECLS
