#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *demo_html_clean     (const char *html);
char *demo_html_to_plain  (const char *html);
char *demo_html_from_text (const char *text);

G_END_DECLS
