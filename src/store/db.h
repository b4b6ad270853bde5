#pragma once

#include <gio/gio.h>

#include "util/error.h"

G_BEGIN_DECLS

/**
 * GuichetDb:
 *
 * One connection to one SQLite file. Together with #GuichetDbStmt all that the
 * rest of the store knows of SQLite's C interface. It belongs to the thread
 * that opened it; every call asserts that.
 */
typedef struct _GuichetDb GuichetDb;
typedef struct _GuichetDbStmt GuichetDbStmt;

typedef enum
{
  GUICHET_DB_CACHE,             /* may be lost: NORMAL, no secure delete */
  GUICHET_DB_USER,              /* may never be lost: FULL, secure delete */
  GUICHET_DB_READER,            /* of either: query_only */
} GuichetDbRole;

GuichetDb     *guichet_db_open            (const char     *path,
                                           const char     *vfs,
                                           GError        **error);
void           guichet_db_close           (GuichetDb      *self);
void           guichet_db_abandon         (GuichetDb      *self);
gboolean       guichet_db_take_role       (GuichetDb      *self,
                                           GuichetDbRole   role,
                                           GError        **error);
gboolean       guichet_db_exec            (GuichetDb      *self,
                                           const char     *sql,
                                           GError        **error);
gboolean       guichet_db_run_for_id      (GuichetDb      *self,
                                           const char     *sql,
                                           gint64          id,
                                           GError        **error);
gboolean       guichet_db_read_int64      (GuichetDb      *self,
                                           const char     *sql,
                                           gint64         *out_value,
                                           GError        **error);
gboolean       guichet_db_is_damaged      (GuichetDb      *self);
gboolean       guichet_db_take_suspicion  (GuichetDb      *self);
gint           guichet_db_get_changes     (GuichetDb      *self);
gint64         guichet_db_get_total_changes (GuichetDb    *self);
void           guichet_db_set_cancellable (GuichetDb      *self,
                                           GCancellable   *cancellable);
gpointer       guichet_db_get_handle      (GuichetDb      *self);

/**
 * GuichetDbFunc:
 *
 * The inside of a transaction. What it wrote stays only if it returns %TRUE.
 */
typedef gboolean (*GuichetDbFunc) (GuichetDb  *db,
                                   gpointer    data,
                                   GError    **error);

gboolean       guichet_db_transact        (GuichetDb      *self,
                                           GuichetDbFunc   func,
                                           gpointer        data,
                                           GError        **error);
gboolean       guichet_db_look            (GuichetDb      *self,
                                           GuichetDbFunc   func,
                                           gpointer        data,
                                           GError        **error);

/* Statements are kept prepared by their text; a released one is lent again. */
GuichetDbStmt *guichet_db_prepare         (GuichetDb      *self,
                                           const char     *sql,
                                           GError        **error);
void           guichet_db_stmt_release    (GuichetDbStmt  *self);
void           guichet_db_stmt_bind_int64 (GuichetDbStmt  *self,
                                           int             index,
                                           gint64          value);
void           guichet_db_stmt_bind_text  (GuichetDbStmt  *self,
                                           int             index,
                                           const char     *text);
void           guichet_db_stmt_bind_null  (GuichetDbStmt  *self,
                                           int             index);
void           guichet_db_stmt_bind_bytes (GuichetDbStmt  *self,
                                           int             index,
                                           GBytes         *bytes);
gboolean       guichet_db_stmt_step       (GuichetDbStmt  *self,
                                           gboolean       *out_has_row,
                                           GError        **error);
gboolean       guichet_db_stmt_run        (GuichetDbStmt  *self,
                                           GError        **error);
void           guichet_db_stmt_reset      (GuichetDbStmt  *self);
gint64         guichet_db_stmt_get_int64  (GuichetDbStmt  *self,
                                           int             column);
const char    *guichet_db_stmt_get_text   (GuichetDbStmt  *self,
                                           int             column);
gboolean       guichet_db_stmt_is_null    (GuichetDbStmt  *self,
                                           int             column);
GBytes        *guichet_db_stmt_dup_bytes  (GuichetDbStmt  *self,
                                           int             column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetDb, guichet_db_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetDbStmt, guichet_db_stmt_release)

G_END_DECLS
