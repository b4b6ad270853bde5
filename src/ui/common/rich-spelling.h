#pragma once

#include <libspelling.h>

#include "ui/common/rich-buffer.h"

G_BEGIN_DECLS

/* Buffers whose spelling is checked, lent to one editor after the other. */

SpellingTextBufferAdapter *guichet_rich_spelling_borrow  (void);
GuichetRichBuffer         *guichet_rich_spelling_get_buffer (SpellingTextBufferAdapter *adapter);
void                       guichet_rich_spelling_return  (SpellingTextBufferAdapter *adapter);

G_END_DECLS
