#pragma once

#include "store/db.h"

G_BEGIN_DECLS

#define GUICHET_MIGRATIONS_CACHE "cache"
#define GUICHET_MIGRATIONS_USER "user"

gboolean guichet_migrations_check_version (GuichetDb   *db,
                                           const char  *family,
                                           GError     **error);
gboolean guichet_migrations_run           (GuichetDb   *db,
                                           const char  *family,
                                           GError     **error);
gboolean guichet_migrations_is_intact      (GuichetDb   *db,
                                           const char  *family);
guint    guichet_migrations_count         (const char  *family);

G_END_DECLS
