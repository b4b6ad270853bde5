#pragma once

#include "store/templates.h"

G_BEGIN_DECLS

/* Templates as a file that goes from hand to hand: a key file, a group each. */

char      *guichet_template_file_write (GPtrArray   *templates);
GPtrArray *guichet_template_file_read  (const char  *data,
                                        gsize        length,
                                        GError     **error);

G_END_DECLS
