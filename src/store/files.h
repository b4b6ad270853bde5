#pragma once

#include "model/file.h"
#include "store/store.h"

G_BEGIN_DECLS

/* The contents of files beside tickets, as far as they are on this computer: in
 * the folder "files" beside the databases, each under the number of its
 * attachment, never under a server's name. They can be fetched again: cache.db
 * knows of them, and they go with it. */

/* How much room they may take unless somebody says otherwise. */
#define GUICHET_FILE_QUOTA (G_GINT64_CONSTANT (500) * 1000 * 1000)

/* Any thread. 0 keeps none. What is over it goes, oldest used first. */
void         guichet_store_set_file_quota   (GuichetStore         *self,
                                             gint64                bytes);

/* Keeps the contents of an attachment that the cache knows, and what came with
 * them: its name, kind and size. A file larger than the quota is not kept, what
 * is known of it is. */
gboolean     guichet_store_save_file        (GuichetStore         *self,
                                             GuichetFile          *file,
                                             GError              **error);

/* NOT_FOUND when the contents are not on this computer, or are not what they
 * were when they came. */
GuichetFile *guichet_store_read_file        (GuichetStore         *self,
                                             gint64                attachment_id,
                                             GCancellable         *cancellable,
                                             GError              **error);
void         guichet_store_read_file_async  (GuichetStore         *self,
                                             gint64                attachment_id,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GuichetFile *guichet_store_read_file_finish (GuichetStore         *self,
                                             GAsyncResult         *result,
                                             GError              **error);

/* Bytes that all of them take; -1 with @error set. */
gint64       guichet_store_measure_files        (GuichetStore         *self,
                                                 GError              **error);
void         guichet_store_measure_files_async  (GuichetStore         *self,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gint64       guichet_store_measure_files_finish (GuichetStore         *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

/* None is left on this computer; they can be fetched again. */
gboolean     guichet_store_erase_files          (GuichetStore         *self,
                                                 GError              **error);
void         guichet_store_erase_files_async    (GuichetStore         *self,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean     guichet_store_erase_files_finish   (GuichetStore         *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

/* Ids of attachments of the person's own tickets that are not on this computer,
 * newest first; none once nine tenths of the quota are taken. For sync. */
GArray      *guichet_store_list_wanted_files    (GuichetStore         *self,
                                                 guint                 limit,
                                                 GError              **error);

/**
 * GuichetFileLimit:
 * @accepted: bytes of the largest file that the server took; 0 = none yet
 * @refused: bytes of the smallest file that it found too large; 0 = none yet
 *
 * What was learned of the limits of the server, which it does not tell
 * (ITOP-PROTOCOL §9). Kept in user.db, by the outbox itself.
 */
typedef struct
{
  gint64 accepted;
  gint64 refused;
} GuichetFileLimit;

gboolean     guichet_store_read_file_limit        (GuichetStore         *self,
                                                   GuichetFileLimit     *out_limit,
                                                   GError              **error);
void         guichet_store_read_file_limit_async  (GuichetStore         *self,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean     guichet_store_read_file_limit_finish (GuichetStore         *self,
                                                   GAsyncResult         *result,
                                                   GuichetFileLimit     *out_limit,
                                                   GError              **error);

G_END_DECLS
