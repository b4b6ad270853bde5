#pragma once

#include "model/file.h"
#include "store/db.h"

G_BEGIN_DECLS

/* The table attachment_file: whose contents are on this computer. Cache writer,
 * inside a transaction, but for the reading calls. */

/* What is said of one. @sha256 is NULL when its contents are not here. */
typedef struct
{
  gint64  id;
  gint64  size;
  char   *sha256;
  char   *name;
  char   *mime;
} GuichetFileRecord;

void        guichet_file_record_clear        (GuichetFileRecord  *self);
gboolean    guichet_file_table_read          (GuichetDb          *db,
                                              gint64              id,
                                              GuichetFileRecord  *out_record,
                                              GError            **error);
gboolean    guichet_file_table_describe      (GuichetDb          *db,
                                              GuichetFile        *file,
                                              gint64             *out_ticket_id,
                                              GError            **error);
gboolean    guichet_file_table_save          (GuichetDb          *db,
                                              gint64              id,
                                              gint64              size,
                                              const char         *sha256,
                                              GError            **error);
gboolean    guichet_file_table_touch         (GuichetDb          *db,
                                              gint64              id,
                                              GError            **error);
gboolean    guichet_file_table_forget        (GuichetDb          *db,
                                              gint64              id,
                                              GError            **error);
gboolean    guichet_file_table_forget_ticket (GuichetDb          *db,
                                              gint64              ticket_id,
                                              GError            **error);
gboolean    guichet_file_table_evict         (GuichetDb          *db,
                                              gint64              quota,
                                              gboolean           *out_evicted,
                                              GError            **error);
gboolean    guichet_file_table_measure       (GuichetDb          *db,
                                              gint64             *out_bytes,
                                              GError            **error);
GHashTable *guichet_file_table_list          (GuichetDb          *db,
                                              GError            **error);
GArray     *guichet_file_table_list_wanted   (GuichetDb          *db,
                                              guint               limit,
                                              GError            **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuichetFileRecord, guichet_file_record_clear)

G_END_DECLS
