#pragma once

#include "app/account.h"
#include "ui/common/sign-in-page.h"

G_BEGIN_DECLS

/**
 * GuichetSignIn:
 *
 * What stands behind the sign-in page: asks servers, signs in, remembers the
 * account in the settings and its password in the keyring.
 *
 * Signals:
 * - "signed-in" (GuichetAccount *account)
 * - "keyring-failed": the password could not be kept
 * - "renewed" (const char *sentence): how signing in again went
 * - "entered" (const char *sentence): which door it was, where that is worth a word
 */
#define GUICHET_TYPE_SIGN_IN (guichet_sign_in_get_type ())

G_DECLARE_FINAL_TYPE (GuichetSignIn, guichet_sign_in, GUICHET, SIGN_IN, GObject)

GuichetSignIn *guichet_sign_in_new    (GuichetSignInPage *page,
                                       GSettings         *settings,
                                       const char        *folder);
void           guichet_sign_in_begin  (GuichetSignIn     *self,
                                       const char        *server);
void           guichet_sign_in_renew  (GuichetSignIn     *self,
                                       GuichetAccount    *account,
                                       const char        *secret);
void           guichet_sign_in_forget (GuichetSignIn     *self,
                                       GuichetAccount    *account);

G_END_DECLS
