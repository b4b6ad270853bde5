#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Words:
 *
 * A source of French-looking words out of a seed: a vocabulary whose words
 * occur as often as in a language (Zipf), with accents.
 */
typedef struct _Words Words;

Words      *words_new      (guint64      seed);
void        words_free     (Words       *self);
guint64     words_random   (Words       *self,
                            guint64      end);
/* From the whole vocabulary, the frequent ones more often. */
const char *words_next     (Words       *self);
void        words_append   (Words       *self,
                            GString     *out,
                            gsize        n_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Words, words_free)

G_END_DECLS
