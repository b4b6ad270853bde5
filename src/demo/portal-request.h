#pragma once

#include <libsoup/soup.h>
#include <yyjson.h>

G_BEGIN_DECLS

/**
 * DemoUpload:
 * @field: the name of the part
 *
 * A file part of a form.
 */
typedef struct
{
  char   *field;
  char   *name;
  char   *type;
  GBytes *bytes;
} DemoUpload;

/**
 * DemoPortalRequest:
 * @page: the script: "/pages/exec.php", …
 * @route: what follows it, cut at its slashes
 * @values: what PHP makes of the query and the body together: objects all the
 *   way, lists too
 * @ajax: X-Requested-With decides between JSON and a page (PORTAL-PROTOCOL §1)
 * @combodo: X-Combodo-Ajax, without which 3.2 takes no image
 * @too_large: a file part was over upload_max_filesize
 */
typedef struct
{
  const char    *page;
  char         **route;
  char          *host;
  yyjson_doc    *values;
  GPtrArray     *uploads;
  char          *cookie;
  char          *basic_login;
  char          *basic_secret;
  gboolean       is_post;
  gboolean       ajax;
  gboolean       combodo;
  gboolean       too_large;
} DemoPortalRequest;

DemoPortalRequest *demo_portal_request_read      (SoupServerMessage *message,
                                                  const char        *page,
                                                  const char        *path,
                                                  gsize              post_max,
                                                  gsize              upload_max);
void               demo_portal_request_free      (DemoPortalRequest *request);
yyjson_val        *demo_portal_request_get_value (DemoPortalRequest *request,
                                                  const char        *name);
const char        *demo_portal_request_get       (DemoPortalRequest *request,
                                                  const char        *name);
const char        *demo_portal_request_get_part  (DemoPortalRequest *request,
                                                  guint              index);
guint              demo_portal_request_get_number (DemoPortalRequest *request,
                                                  guint              index);
DemoUpload        *demo_portal_request_find_upload (DemoPortalRequest *request,
                                                  const char        *field);

G_END_DECLS
