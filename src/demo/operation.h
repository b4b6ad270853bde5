#pragma once

#include <yyjson.h>

#include "demo/core.h"

G_BEGIN_DECLS

/**
 * DemoAnswer:
 * @headers: (nullable) (element-type utf8): names and values in turn; %NULL
 *   for those of REST
 * @plain: not to be compressed
 *
 * What goes back to whoever asked.
 */
typedef struct
{
  int         status;           /* of HTTP */
  const char *type;
  GString    *body;
  gboolean    written;          /* something was changed */
  gint64      ticket;           /* the request that was written to, or 0 */
  GPtrArray  *headers;
  gboolean    plain;
} DemoAnswer;

/* Where a request comes from. */
typedef struct
{
  const DemoAccount *account;
  const char        *version;
  const char        *if_match;          /* nullable */
  guint64            arrival;
  gboolean           over_pages;        /* not over REST: a colleague at work */
  gboolean           read_only;
} DemoCaller;

void     demo_answer_clear       (DemoAnswer       *answer);
void     demo_answer_set_error   (DemoAnswer       *answer,
                                  int               code,
                                  const char       *message);
void     demo_operation_run      (DemoCore         *core,
                                  const DemoCaller *caller,
                                  yyjson_val       *request,
                                  DemoAnswer       *answer);
gboolean demo_operation_is_write (yyjson_val       *request);

G_END_DECLS
