#pragma once

#include "model/intent.h"
#include "store/drafts.h"

G_BEGIN_DECLS

/* The files of the draft of a new ticket: each is the operation of kind
 * %GUICHET_INTENT_ATTACH that guichet_store_enqueue() makes of it when the
 * ticket is sent. They go away with their draft. */

/* Saves the file, and the draft when there is none yet: what is kept of its text
 * may be newer. */
gboolean       guichet_store_add_draft_file           (GuichetStore         *self,
                                                       const GuichetDraft   *draft,
                                                       const GuichetIntent  *file,
                                                       GError              **error);
void           guichet_store_add_draft_file_async     (GuichetStore         *self,
                                                       const GuichetDraft   *draft,
                                                       const GuichetIntent  *file,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gboolean       guichet_store_add_draft_file_finish    (GuichetStore         *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);

void           guichet_store_remove_draft_file_async  (GuichetStore         *self,
                                                       const char           *uuid,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gboolean       guichet_store_remove_draft_file_finish (GuichetStore         *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);

/* Without the bytes, in the order in which they were added. */
GPtrArray     *guichet_store_list_draft_files         (GuichetStore         *self,
                                                       const char           *draft,
                                                       GError              **error);
void           guichet_store_list_draft_files_async   (GuichetStore         *self,
                                                       const char           *draft,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
GPtrArray     *guichet_store_list_draft_files_finish  (GuichetStore         *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);

/* With its bytes; NULL without error when there is none. */
void           guichet_store_read_draft_file_async    (GuichetStore         *self,
                                                       const char           *uuid,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
GuichetIntent *guichet_store_read_draft_file_finish   (GuichetStore         *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);

G_END_DECLS
