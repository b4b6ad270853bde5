#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  GUICHET_SERVER_UNKNOWN,       /* nothing to ask yet */
  GUICHET_SERVER_CHECKING,
  GUICHET_SERVER_REACHABLE,
  GUICHET_SERVER_MAINTENANCE,
  GUICHET_SERVER_OTHER,         /* something answers, but no service desk */
  GUICHET_SERVER_NOBODY,
  GUICHET_SERVER_NO_ADDRESS,    /* what was typed cannot be an address */
} GuichetServerReach;

/**
 * GuichetSignInPage:
 *
 * Asks for server, account and password. It knows no network: it says what it
 * wants, and the program tells it how that went.
 *
 * Signals:
 * - "probe" (const char *typed): is somebody there? A while after the last key;
 *   the answer goes to guichet_sign_in_page_set_reach()
 * - "submit" (const char *server, const char *login, const char *secret):
 *   the answer goes to guichet_sign_in_page_set_problem(), or the page is left
 * - "browse" (const char *typed): the web portal is wanted in the browser, for
 *   nothing else gets in there
 * - "demo": a look at the demonstration desk is wanted
 */
#define GUICHET_TYPE_SIGN_IN_PAGE (guichet_sign_in_page_get_type ())

G_DECLARE_FINAL_TYPE (GuichetSignInPage, guichet_sign_in_page, GUICHET, SIGN_IN_PAGE, AdwNavigationPage)

GuichetSignInPage *guichet_sign_in_page_new         (void);
void               guichet_sign_in_page_set_account (GuichetSignInPage  *self,
                                                     const char         *server,
                                                     const char         *login);
void               guichet_sign_in_page_set_keyring (GuichetSignInPage  *self,
                                                     gboolean            available);
void               guichet_sign_in_page_set_reach   (GuichetSignInPage  *self,
                                                     const char         *typed,
                                                     GuichetServerReach  reach);
void               guichet_sign_in_page_set_problem (GuichetSignInPage  *self,
                                                     const GError       *error);
void               guichet_sign_in_page_reset       (GuichetSignInPage  *self);

G_END_DECLS
