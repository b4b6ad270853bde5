#pragma once

#include <adwaita.h>

#include "model/attachment.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetFilePreview:
 *
 * A file beside a ticket, shown inside the window: pictures, text, pages of PDF
 * documents; of anything else what it is. From here it is saved or given to
 * another program, and only here, by a click.
 */
#define GUICHET_TYPE_FILE_PREVIEW (guichet_file_preview_get_type ())

G_DECLARE_FINAL_TYPE (GuichetFilePreview, guichet_file_preview, GUICHET, FILE_PREVIEW, AdwDialog)

AdwDialog *guichet_file_preview_open (GtkWidget         *parent,
                                      GuichetContext    *context,
                                      GuichetAttachment *attachment);

G_END_DECLS
