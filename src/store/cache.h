#pragma once

#include "model/attachment.h"
#include "model/reference.h"
#include "model/ticket.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What sync writes: the server's image. Blocking; any thread but main. */

/**
 * GuichetCursor:
 *
 * A named place in the server's data, saved in the transaction of the rows
 * that it covers: a crash between the two cannot skip a page.
 */
typedef struct
{
  const char *name;
  const char *value;
} GuichetCursor;

/* @tickets may hold light images (no texts, no journals): what they do not
 * know stays as it is in the cache. One transaction with @cursor (nullable). */
gboolean  guichet_store_merge_tickets     (GuichetStore         *self,
                                           GPtrArray            *tickets,
                                           const GuichetCursor  *cursor,
                                           GError              **error);

/* Tickets that are gone or no longer readable: hidden; drafts and outbox of
 * the person stay. */
gboolean  guichet_store_vanish_tickets    (GuichetStore         *self,
                                           GArray               *ids,
                                           GError              **error);

gboolean  guichet_store_merge_attachments (GuichetStore         *self,
                                           GPtrArray            *attachments,
                                           const GuichetCursor  *cursor,
                                           GError              **error);

/* The whole of a ticket's: what is not in @attachments is removed, with its
 * contents. */
gboolean  guichet_store_replace_attachments (GuichetStore       *self,
                                           gint64                ticket_id,
                                           GPtrArray            *attachments,
                                           GError              **error);

/* The whole of a kind: what is not in @references is marked inactive. */
gboolean  guichet_store_replace_references (GuichetStore         *self,
                                           GuichetReferenceKind  kind,
                                           GPtrArray            *references,
                                           GError              **error);

char     *guichet_store_read_cursor       (GuichetStore         *self,
                                           const char           *name,
                                           GError              **error);
gboolean  guichet_store_save_cursor       (GuichetStore         *self,
                                           const GuichetCursor  *cursor,
                                           GError              **error);

/* Ids of tickets whose server image is ongoing: for the sweep of vanished ones. */
GArray   *guichet_store_list_ongoing      (GuichetStore         *self,
                                           GError              **error);

/* Ids, newest change first, whose texts were never read or are older than the
 * light image; ongoing tickets come first. */
GArray   *guichet_store_list_without_texts (GuichetStore        *self,
                                           guint                 limit,
                                           GError              **error);

/* First load: bulk settings on (indexes and the search index come later, in
 * idle steps), then off. Balanced calls. */
gboolean  guichet_store_begin_bulk        (GuichetStore         *self,
                                           GError              **error);
gboolean  guichet_store_end_bulk          (GuichetStore         *self,
                                           GError              **error);

/* One bounded step of building or merging the search index: about 20 ms in
 * service, longer while a first load is being indexed. @out_left: whether there
 * is more to do. A merge of up to 32 tickets makes their documents itself, so
 * that they are found at once; what a larger one leaves is done here. */
gboolean  guichet_store_index_step        (GuichetStore         *self,
                                           gboolean             *out_left,
                                           GError              **error);

G_END_DECLS
