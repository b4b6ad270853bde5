#pragma once

#include "richtext/richtext.h"

G_BEGIN_DECLS

/* What must hold for every text, whatever it was made from. Each aborts with
 * a message when it does not. */
void check_rich_text (GuichetRichText *text);
void check_same_text (GuichetRichText *a,
                      GuichetRichText *b);
void check_html      (const char      *bytes,
                      gsize            length);

G_END_DECLS
