#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GuichetLeak:
 * @start, @length: the passage in the public text, in bytes
 * @source: which of the private texts says the same
 * @n_words: how many words both share
 */
typedef struct
{
  gsize start;
  gsize length;
  guint source;
  guint n_words;
} GuichetLeak;

GArray *guichet_leak_guard_find (const char         *text,
                                 const char * const *private_texts,
                                 const char * const *public_texts);

G_END_DECLS
