#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GuichetAttachment:
 * @size: bytes, -1 when the server did not tell
 * @here: whether its contents are on this computer (store/files.h)
 * @name: "" until known: the server tells it with the contents only
 *
 * What is known of a file beside a ticket without its contents.
 */
typedef struct
{
  gint64  id;
  gint64  ticket_id;
  char   *name;
  char   *mime;
  gint64  size;
  char   *date;
  gint64  author_id;
  char   *author;
  gboolean here;
} GuichetAttachment;

#define GUICHET_TYPE_ATTACHMENT (guichet_attachment_get_type ())

GType              guichet_attachment_get_type (void) G_GNUC_CONST;
GuichetAttachment *guichet_attachment_new      (gint64             id,
                                                gint64             ticket_id);
GuichetAttachment *guichet_attachment_ref      (GuichetAttachment *self);
void               guichet_attachment_unref    (GuichetAttachment *self);
GPtrArray         *guichet_attachments_new     (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetAttachment, guichet_attachment_unref)

G_END_DECLS
