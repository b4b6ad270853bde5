#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GuichetOql:
 *
 * A query under construction: SELECT of one class with conditions joined by
 * AND. The one place where text becomes part of a query: names are checked,
 * values quoted, and a query that was given a bad name never gets out.
 */
typedef struct _GuichetOql GuichetOql;

GuichetOql *guichet_oql_new             (const char *class_name);
void        guichet_oql_free            (GuichetOql *self);
/* Conditions until guichet_oql_close() are alternatives, those between
 * guichet_oql_open_all() and its close are joined by AND again. */
void        guichet_oql_open_any        (GuichetOql *self);
void        guichet_oql_open_all        (GuichetOql *self);
void        guichet_oql_close           (GuichetOql *self);
void        guichet_oql_where_int       (GuichetOql *self,
                                         const char *code,
                                         const char *comparison,
                                         gint64      value);
void        guichet_oql_where_text      (GuichetOql *self,
                                         const char *code,
                                         const char *comparison,
                                         const char *value);
void        guichet_oql_where_null      (GuichetOql *self,
                                         const char *code);
void        guichet_oql_where_contains  (GuichetOql *self,
                                         const char *code,
                                         const char *marker);
void        guichet_oql_where_lacks     (GuichetOql *self,
                                         const char *code,
                                         const char *marker);
void        guichet_oql_where_ids       (GuichetOql *self,
                                         const char *code,
                                         GArray     *ids);
void        guichet_oql_where_not_in    (GuichetOql *self,
                                         const char *code,
                                         GPtrArray  *values);
void        guichet_oql_where_trusted   (GuichetOql *self,
                                         const char *condition);
char       *guichet_oql_to_text         (GuichetOql *self,
                                         GError    **error);

char       *guichet_oql_quote           (const char *text);
gboolean    guichet_oql_is_name         (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetOql, guichet_oql_free)

G_END_DECLS
