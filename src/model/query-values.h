#pragma once

#include "model/profile.h"

G_BEGIN_DECLS

char  **_guichet_query_values_find       (GuichetProfile  *profile,
                                          GuichetField     field,
                                          const char      *typed,
                                          gboolean         whole);
char   *_guichet_query_values_find_time  (const char      *typed);
char   *_guichet_query_values_name       (GuichetProfile  *profile,
                                          GuichetField     field,
                                          const char      *code);

G_END_DECLS
