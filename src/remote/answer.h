#pragma once

#include <gio/gio.h>

#include "model/profile.h"
#include "remote/object-splitter.h"
#include "remote/transport.h"

G_BEGIN_DECLS

/**
 * GuichetAnswer:
 * @write: whether the request may have changed something
 * @multipart: whether the operation travelled as a file part
 * @splitter: (nullable): what came of the body
 * @failure: (nullable): why no whole answer came
 * @profile: (nullable): names the field at fault
 *
 * Everything a verdict is made of.
 */
typedef struct
{
  gboolean               write;
  gboolean               multipart;
  GuichetReply           reply;
  GuichetObjectSplitter *splitter;
  const GError          *failure;
  GuichetProfile        *profile;
} GuichetAnswer;

/* Beyond this size of a request a server may have dropped its body, and the
 * credentials in it. */
#define GUICHET_BIG_REQUEST (512 * 1024)

gboolean guichet_answer_judge (const GuichetAnswer  *answer,
                               gint64               *out_total,
                               GError              **error);

G_END_DECLS
