#pragma once

#include "store/store-private.h"

G_BEGIN_DECLS

/* The folder "files": plain files under numbers. Which of them count is said
 * by the table attachment_file. */

gboolean  guichet_file_folder_write  (GuichetStore  *store,
                                      gint64         id,
                                      GBytes        *data,
                                      GError       **error);
gboolean  guichet_file_folder_adopt  (GuichetStore  *store,
                                      gint64         id,
                                      GError       **error);
void      guichet_file_folder_drop   (GuichetStore  *store,
                                      gint64         id);
GBytes   *guichet_file_folder_read   (GuichetStore  *store,
                                      gint64         id,
                                      gint64         size);
void      guichet_file_folder_tidy   (GuichetStore  *store,
                                      GHashTable    *wanted,
                                      gboolean       with_parts);

G_END_DECLS
