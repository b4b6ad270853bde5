#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Characters and names of HTML, for the filter and the plain rendering. */

void      _demo_html_append_char  (GString     *out,
                                   gunichar     c,
                                   gboolean     in_attribute);
gunichar  _demo_html_read_char    (const char **p);
gboolean  _demo_html_is_name_char (char         c);
char     *_demo_html_read_name    (const char **p);
void      _demo_html_skip_to      (const char **p,
                                   const char  *mark);

G_END_DECLS
