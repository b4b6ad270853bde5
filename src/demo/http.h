#pragma once

#include <libsoup/soup.h>

#include "demo/operation.h"

G_BEGIN_DECLS

/**
 * DemoRequest:
 * @json: (nullable): the text of json_data; %NULL when it is missing
 *
 * What the server's PHP finds in a request (ITOP-PROTOCOL §1, §9).
 */
typedef struct
{
  char    *login;
  char    *secret;
  char    *version;
  char    *json;
  char    *if_match;
  gsize    json_length;
  gboolean conflicting;         /* form and Basic credentials that disagree */
} DemoRequest;

DemoRequest *demo_request_read       (SoupServerMessage *message,
                                      GHashTable        *query,
                                      gsize              post_max,
                                      gsize              upload_max);
void         demo_request_free       (DemoRequest       *request);
void         demo_http_send          (SoupServerMessage *message,
                                      const DemoAnswer  *answer);
void         demo_http_send_status   (SoupServerMessage *message);
void         demo_http_send_missing  (SoupServerMessage *message);
void         demo_answer_set_login   (DemoAnswer        *answer);
void         demo_http_drop          (SoupServerMessage *message);
void         demo_http_cut           (SoupServerMessage *message,
                                      const DemoAnswer  *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoRequest, demo_request_free)

G_END_DECLS
