#pragma once

#include <gio/gio.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef enum
{
  GUICHET_WAY_UNKNOWN,          /* form fields are tried first, then Basic */
  GUICHET_WAY_FORM,
  GUICHET_WAY_BASIC,
} GuichetWay;

/**
 * GuichetRequest:
 * @path: below the server's address, as it stands in an address
 * @query: (nullable): as it stands in an address
 * @operation: (nullable): the JSON of an operation of the REST service
 * @body: (nullable): what is posted in its place, of @type; neither is a plain
 *   GET without login
 * @ajax: say that a script asks, not a person's browser
 * @multipart: send the JSON as a file part: half the bytes for attachments
 */
typedef struct
{
  const char *path;
  const char *query;
  GBytes     *operation;
  GuichetWay  way;
  gboolean    multipart;
  GBytes     *body;
  const char *type;
  gboolean    ajax;
} GuichetRequest;

/* Who asks whom. The secret leaves this computer in the body of a request or
 * in its Authorization header, never in an address. */
typedef struct
{
  GUri *server;                 /* the folder that holds webservices/ */
  char *name;
  char *secret;
} GuichetLogin;

GUri        *guichet_request_build_uri     (const GuichetRequest *request,
                                            const GuichetLogin   *login);
SoupMessage *guichet_request_build_message (const GuichetRequest *request,
                                            const GuichetLogin   *login,
                                            GUri                 *uri,
                                            gsize                *out_body_size);

G_END_DECLS
