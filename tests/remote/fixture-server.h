#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FixtureServer:
 *
 * An HTTP server on loopback, on threads of its own, that answers what a test
 * tells it to, down to the byte: half a body, a closed connection, silence.
 */
typedef struct _FixtureServer FixtureServer;

typedef struct
{
  char       *method;
  char       *target;
  char       *head;             /* all header lines, in lower case */
  char       *operation;        /* the JSON of json_data, "" if there is none */
  char       *form;             /* the body as it came */
} FixtureRequest;

/**
 * FixtureReply:
 * @drop: closes the connection without a word
 * @cut: bytes of the body that are sent before the connection closes; -1 all
 * @chunks: sends the body in pieces of so many bytes; 0 at once
 * @silence: milliseconds before the answer
 * @repeat: how often the body is sent, for large ones without holding them
 */
typedef struct
{
  guint    status;
  GString *headers;             /* whole lines, ended by CR LF */
  GBytes  *body;
  gboolean drop;
  gssize   cut;
  guint    chunks;
  guint    silence;
  guint    repeat;
  GBytes  *prologue;            /* nullable: before the repeated body */
  GBytes  *epilogue;            /* nullable: behind it */
} FixtureReply;

typedef void (*FixtureHandler) (FixtureRequest *request,
                                FixtureReply   *reply,
                                gpointer        user_data);

FixtureServer *fixture_server_new         (FixtureHandler  handler,
                                           gpointer        user_data);
/* The same over TLS, with a certificate that nobody trusts. */
FixtureServer *fixture_server_new_untrusted (FixtureHandler handler,
                                           gpointer        user_data);
void           fixture_server_free        (FixtureServer  *self);
const char    *fixture_server_get_address (FixtureServer  *self);
guint          fixture_server_get_count   (FixtureServer  *self);
void           fixture_reply_set_text     (FixtureReply   *reply,
                                           const char     *text);
void           fixture_reply_set_gzip     (FixtureReply   *reply,
                                           const char     *text,
                                           gsize           length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FixtureServer, fixture_server_free)

G_END_DECLS
