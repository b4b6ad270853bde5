#pragma once

#include "store/db.h"

G_BEGIN_DECLS

/* More words than this are not looked for. */
#define GUICHET_SEARCH_TERMS_MAX 12

gboolean guichet_search_terms_build (GuichetDb   *db,
                                     const char  *text,
                                     char       **out_query,
                                     GError     **error);

gboolean guichet_search_terms_match (GuichetDb   *db,
                                     const char  *text,
                                     const char  *document,
                                     gboolean    *out_matches,
                                     GError     **error);

G_END_DECLS
