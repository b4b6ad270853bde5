#pragma once

#include "model/attachment.h"
#include "model/journal-entry.h"
#include "remote/json.h"

G_BEGIN_DECLS

GPtrArray *guichet_portal_thread_read      (yyjson_val *field);
GPtrArray *guichet_portal_attachments_read (yyjson_val *field,
                                            gint64      ticket_id,
                                            gint64     *out_offset);

/* When the zone of the server does not show in its attachments. */
#define GUICHET_PORTAL_NO_OFFSET G_MAXINT64

G_END_DECLS
