#pragma once

#include "richtext/block.h"

G_BEGIN_DECLS

/**
 * GuichetRichBuilder:
 *
 * The one place where blocks are made, whatever they are made from: it brings
 * text into the canonical form, so that two texts that look the same are the
 * same, and keeps the bounds. One thread at a time.
 */
typedef struct _GuichetRichBuilder GuichetRichBuilder;

GuichetRichBuilder *_guichet_rich_builder_new         (void);
void                _guichet_rich_builder_free        (GuichetRichBuilder *self);
GPtrArray          *_guichet_rich_builder_finish      (GuichetRichBuilder *self,
                                                       gboolean           *out_cut);
gboolean            _guichet_rich_builder_is_full     (GuichetRichBuilder *self);
void                _guichet_rich_builder_set_cut     (GuichetRichBuilder *self);

void                _guichet_rich_builder_open        (GuichetRichBuilder *self,
                                                       GuichetBlockKind    kind,
                                                       guint               level,
                                                       guint               number);
void                _guichet_rich_builder_close       (GuichetRichBuilder *self);
gboolean            _guichet_rich_builder_is_open     (GuichetRichBuilder *self);
void                _guichet_rich_builder_add_rule    (GuichetRichBuilder *self);

void                _guichet_rich_builder_add_flowing (GuichetRichBuilder *self,
                                                       const char         *text,
                                                       gssize              length,
                                                       guint               style,
                                                       const char         *target);
void                _guichet_rich_builder_add_exact   (GuichetRichBuilder *self,
                                                       const char         *text,
                                                       gssize              length,
                                                       guint               style,
                                                       const char         *target);
void                _guichet_rich_builder_add_break   (GuichetRichBuilder *self);
void                _guichet_rich_builder_end_line    (GuichetRichBuilder *self);
void                _guichet_rich_builder_next_cell   (GuichetRichBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetRichBuilder, _guichet_rich_builder_free)

G_END_DECLS
