#pragma once

#include <gtk/gtk.h>

#include "model/file.h"

G_BEGIN_DECLS

/* What is shown of a file. Contents are a stranger's: everything here has
 * bounds, and is meant for a thread that nobody waits for. */

typedef enum
{
  GUICHET_FILE_KIND_OTHER,
  GUICHET_FILE_KIND_IMAGE,
  GUICHET_FILE_KIND_TEXT,
  GUICHET_FILE_KIND_PDF,
} GuichetFileKind;

GuichetFileKind  guichet_file_find_kind    (GuichetFile   *file);
gboolean         guichet_file_is_dangerous (GuichetFile   *file);
GdkTexture      *guichet_image_decode      (GBytes        *data,
                                            GError       **error);
char            *guichet_text_decode       (GBytes        *data,
                                            gboolean      *out_cut);

/* Whether this build can draw pages. */
gboolean         guichet_pdf_is_supported  (void);
GdkTexture      *guichet_pdf_draw_page     (GBytes        *data,
                                            guint          page,
                                            guint         *out_n_pages,
                                            GError       **error);

G_END_DECLS
