#pragma once

#include <gio/gio.h>

#include "remote/request.h"

G_BEGIN_DECLS

/**
 * GuichetTransport:
 *
 * The one place that sends. Owns the HTTP session: no cookies unless they are
 * asked for, no cache, the system's proxies and trust. Belongs to one thread at a time; every call
 * blocks. It knows how to send and nothing of what an answer means.
 */
typedef struct _GuichetTransport GuichetTransport;

/**
 * GuichetReply:
 * @sent: whether a byte of the request may have left this computer
 * @status: 0 while no answer has begun
 * @redirected: an answer sent us somewhere that is not followed
 * @body_size: bytes of the request's body
 */
typedef struct
{
  gboolean sent;
  guint    status;
  gboolean redirected;
  gsize    body_size;
} GuichetReply;

/* A piece of the decoded body. FALSE with @error set ends the reading. */
typedef gboolean (*GuichetBodyFunc) (const char *data,
                                     gsize       length,
                                     gpointer    user_data,
                                     GError    **error);

/* What an exchange has moved so far: @total is 0 while it is not known. */
typedef void (*GuichetTransportFunc) (gboolean sending,
                                      guint64  done,
                                      guint64  total,
                                      gpointer user_data);

GuichetTransport *guichet_transport_new         (GUri              *server,
                                                 const char        *login,
                                                 const char        *secret);
void              guichet_transport_free        (GuichetTransport  *self);
void              guichet_transport_set_timeout (GuichetTransport  *self,
                                                 guint              milliseconds);
void              guichet_transport_set_progress (GuichetTransport    *self,
                                                 GuichetTransportFunc  func,
                                                 gpointer              user_data);
void              guichet_transport_keep_cookies (GuichetTransport    *self);
void              guichet_transport_forget_cookies (GuichetTransport  *self);
const char       *guichet_transport_get_login   (GuichetTransport    *self);
const char       *guichet_transport_get_secret  (GuichetTransport    *self);
const char       *guichet_transport_get_host    (GuichetTransport    *self);
const char       *guichet_transport_get_header  (GuichetTransport    *self,
                                                 const char          *name);
gboolean          guichet_transport_send        (GuichetTransport     *self,
                                                 const GuichetRequest *request,
                                                 GuichetReply         *reply,
                                                 GuichetBodyFunc       func,
                                                 gpointer              user_data,
                                                 GCancellable         *cancellable,
                                                 GError              **error);
gboolean          guichet_transport_is_loopback (const char        *host);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetTransport, guichet_transport_free)

G_END_DECLS
