#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * GuichetCookies:
 *
 * The few cookies of one server, for as long as its session lasts: in memory,
 * few and short. Whose they are is up to the transport, which talks to one
 * server only; domains and paths that a server names widen nothing.
 */
typedef struct _GuichetCookies GuichetCookies;

GuichetCookies *guichet_cookies_new   (void);
void            guichet_cookies_free  (GuichetCookies     *self);
void            guichet_cookies_clear (GuichetCookies     *self);
void            guichet_cookies_take  (GuichetCookies     *self,
                                       SoupMessageHeaders *headers);
void            guichet_cookies_add   (GuichetCookies     *self,
                                       SoupMessageHeaders *headers);

G_END_DECLS
