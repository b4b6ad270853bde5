#pragma once

#include <sqlite3.h>

#include "store/db.h"

G_BEGIN_DECLS

struct _GuichetDb
{
  sqlite3      *handle;
  GThread      *owner;
  GHashTable   *statements;     /* SQL text → GuichetDbStmt that is not lent and owns the text */
  GCancellable *cancellable;
  gboolean      damaged;
  gboolean      suspicious;     /* a statement of ours was no SQL to this file */
};

struct _GuichetDbStmt
{
  GuichetDb    *db;
  sqlite3_stmt *handle;
  int           bind_result;    /* the first failure of a bind, told by the step */
};

void     _guichet_db_stmt_finalize (gpointer    data);
gboolean _guichet_db_fail          (GuichetDb  *self,
                                    int         result,
                                    const char *doing,
                                    GError    **error);

G_END_DECLS
