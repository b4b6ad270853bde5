#pragma once

#include "richtext/builder.h"

G_BEGIN_DECLS

void  _guichet_html_read  (const char         *html,
                           gsize               length,
                           GuichetRichBuilder *builder);
char *_guichet_html_guard (const char         *html,
                           gsize               length,
                           gsize              *out_length);

G_END_DECLS
