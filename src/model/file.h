#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GuichetFile:
 * @attachment_id: 0 for a file of this computer
 * @name: as the server, or somebody's disk, calls it: valid and bounded, not yet
 *   fit for a file system (guichet_file_name_make_safe())
 * @mime: what the server says it is; "" when it does not say
 *
 * A file with its contents. Never changes; any thread.
 */
typedef struct
{
  gint64  attachment_id;
  char   *name;
  char   *mime;
  GBytes *data;
} GuichetFile;

#define GUICHET_TYPE_FILE (guichet_file_get_type ())

GType        guichet_file_get_type (void) G_GNUC_CONST;
GuichetFile *guichet_file_new      (gint64       attachment_id,
                                    const char  *name,
                                    const char  *mime,
                                    GBytes      *data);
GuichetFile *guichet_file_ref      (GuichetFile *self);
void         guichet_file_unref    (GuichetFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetFile, guichet_file_unref)

G_END_DECLS
