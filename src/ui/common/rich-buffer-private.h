#pragma once

#include "ui/common/rich-buffer.h"
#include "ui/common/rich-line.h"

G_BEGIN_DECLS

struct _GuichetRichBuffer
{
  GtkSourceBuffer parent_instance;

  guint    typing_style;        /* of what is typed next */
  gboolean editing_markers;     /* the text being inserted is a marker or has its styles already */
  gboolean restoring;           /* inside undo or redo */
};

GtkTextTag      *_guichet_rich_buffer_get_style_tag (GuichetRichBuffer  *self,
                                                     guint               style);
guint            _guichet_rich_buffer_get_style_at  (GuichetRichBuffer  *self,
                                                     const GtkTextIter  *iter,
                                                     const char        **out_target);
char            *_guichet_rich_buffer_dup_line      (GuichetRichBuffer  *self,
                                                     int                 number,
                                                     GtkTextIter        *out_start,
                                                     GtkTextIter        *out_end);
GuichetRichLine  _guichet_rich_buffer_parse_line    (GuichetRichBuffer  *self,
                                                     int                 number);
void             _guichet_rich_buffer_apply_style   (GuichetRichBuffer  *self,
                                                     guint               style,
                                                     const GtkTextIter  *start,
                                                     const GtkTextIter  *end);
void             _guichet_rich_buffer_apply_link    (GuichetRichBuffer  *self,
                                                     const char         *target,
                                                     const GtkTextIter  *start,
                                                     const GtkTextIter  *end);
void             _guichet_rich_buffer_retag_lines   (GuichetRichBuffer  *self,
                                                     int                 first,
                                                     int                 last);

G_END_DECLS
