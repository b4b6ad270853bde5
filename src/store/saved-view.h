#pragma once

#include "store/views.h"

G_BEGIN_DECLS

/* The order of a list as text, such as "status:asc,last-update:desc". */

char *guichet_saved_view_format_sort (const GuichetSavedView *self);
void  guichet_saved_view_parse_sort  (GuichetSavedView       *self,
                                      const char             *text);

G_END_DECLS
