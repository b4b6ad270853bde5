#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

PangoAttrList *guichet_highlight_new (const char         *text,
                                      const char * const *words);

G_END_DECLS
