#pragma once

#include "model/attachment.h"
#include "store/db.h"

G_BEGIN_DECLS

gboolean   guichet_attachment_table_merge (GuichetDb          *db,
                                           GuichetAttachment  *attachment,
                                           gboolean           *out_changed,
                                           GError            **error);
gboolean   guichet_attachment_table_remove_others (GuichetDb  *db,
                                           gint64              ticket_id,
                                           GPtrArray          *attachments,
                                           guint              *out_removed,
                                           GError            **error);
GPtrArray *guichet_attachment_table_list  (GuichetDb          *db,
                                           gint64              ticket_id,
                                           GError            **error);

G_END_DECLS
