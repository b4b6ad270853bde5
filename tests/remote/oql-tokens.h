#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The tokens of a query as the server's lexer cuts them: names, :names,
 * numbers, 'strings' (returned without quotes and escapes, after a "'"),
 * comparisons and brackets. NULL if it is no sequence of tokens. */
GPtrArray *oql_tokens_new (const char *text);

G_END_DECLS
