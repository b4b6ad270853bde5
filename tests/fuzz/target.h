#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/* A target is one file with LLVMFuzzerTestOneInput(), which asserts what must
 * hold whatever comes in. Both of the others have a default in driver.c. */
int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* How a seed is made of the contents of a file. */
GBytes             *fuzz_target_make_seed (const char *contents,
                                           gsize       length);
/* (array zero-terminated=1): words that are worth putting in. */
const char * const *fuzz_target_get_words (void);

G_END_DECLS
