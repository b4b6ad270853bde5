#pragma once

#include "model/reference.h"
#include "store/db.h"

G_BEGIN_DECLS

gboolean   guichet_reference_table_replace      (GuichetDb             *db,
                                                 GuichetReferenceKind   kind,
                                                 GPtrArray             *references,
                                                 gboolean              *out_changed,
                                                 GError               **error);
GPtrArray *guichet_reference_table_list         (GuichetDb             *db,
                                                 GuichetReferenceKind   kind,
                                                 gint64                 parent,
                                                 GError               **error);
GPtrArray *guichet_reference_table_list_members (GuichetDb             *db,
                                                 gint64                 team_id,
                                                 GError               **error);
gboolean   guichet_reference_table_read         (GuichetDb             *db,
                                                 GuichetReferenceKind   kind,
                                                 gint64                 id,
                                                 GuichetReference     **out_reference,
                                                 GError               **error);
GPtrArray *guichet_reference_table_search       (GuichetDb             *db,
                                                 GuichetReferenceKind   kind,
                                                 char                 **words,
                                                 guint                  limit,
                                                 GError               **error);

/* The two halves of a search: names that begin like the first word, by name;
 * then the others. */
typedef enum
{
  GUICHET_REFERENCE_SEARCH_BEGINNINGS,
  GUICHET_REFERENCE_SEARCH_OTHERS,
} GuichetReferenceSearch;

char      *guichet_reference_table_search_sql   (GuichetReferenceSearch half,
                                                 char                 **words);

G_END_DECLS
