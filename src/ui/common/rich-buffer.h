#pragma once

#include <gtksourceview/gtksource.h>

#include "richtext/richtext.h"

G_BEGIN_DECLS

/**
 * GuichetRichBuffer:
 *
 * The text of an editor. What kind of paragraph a line is stands in the text
 * itself, as a marker at its start ("• ", "1. "), so that undo, and pasting,
 * keep it; bold, italic, code and links are tags.
 */
#define GUICHET_TYPE_RICH_BUFFER (guichet_rich_buffer_get_type ())

G_DECLARE_FINAL_TYPE (GuichetRichBuffer, guichet_rich_buffer, GUICHET, RICH_BUFFER, GtkSourceBuffer)

GuichetRichBuffer *guichet_rich_buffer_new           (void);

/* Replaces all; starts the undo history anew. */
void               guichet_rich_buffer_set_text      (GuichetRichBuffer *self,
                                                      GuichetRichText   *text);
GuichetRichText   *guichet_rich_buffer_dup_text      (GuichetRichBuffer *self);
gboolean           guichet_rich_buffer_is_blank      (GuichetRichBuffer *self);

/* At the cursor, as one step of undo. */
void               guichet_rich_buffer_insert_text   (GuichetRichBuffer *self,
                                                      GuichetRichText   *text);

/* GuichetSpanStyle of the selection, or of what is typed next. */
guint              guichet_rich_buffer_get_style     (GuichetRichBuffer *self);
void               guichet_rich_buffer_set_style     (GuichetRichBuffer *self,
                                                      guint              style,
                                                      gboolean           on);
/* Links the selection, or inserts @target as its own text. */
void               guichet_rich_buffer_set_link      (GuichetRichBuffer *self,
                                                      const char        *target);

GuichetBlockKind   guichet_rich_buffer_get_block     (GuichetRichBuffer *self);
void               guichet_rich_buffer_set_block     (GuichetRichBuffer *self,
                                                      GuichetBlockKind   kind);

/* Takes the marker away when the cursor stands right behind it. */
gboolean           guichet_rich_buffer_erase_marker  (GuichetRichBuffer *self);

G_END_DECLS
