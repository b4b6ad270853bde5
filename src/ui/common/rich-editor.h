#pragma once

#include <gtk/gtk.h>

#include "richtext/richtext.h"

G_BEGIN_DECLS

typedef enum
{
  GUICHET_RICH_INSERT_TEMPLATE, /* ";;" or Ctrl+; */
  GUICHET_RICH_INSERT_MENTION,  /* "@" at the start of a word */
  GUICHET_RICH_INSERT_ARTICLE,
} GuichetRichInsert;

/**
 * GuichetRichEditor:
 *
 * Writes rich text, with a bar of the formats that the server keeps and
 * spelling in French. Only Ctrl begins a shortcut: Alt and AltGr type on some
 * keyboards. Tab leaves it.
 *
 * Properties, each an action of the same name in the group "editor": bold,
 * italic, bullets, numbers, quote, code (boolean).
 *
 * Signals: changed (by a person); escape: Esc was pressed; insert
 * (GuichetRichInsert kind, uint n_typed): something is to be inserted in the
 * place of the @n_typed characters before the cursor: see
 * guichet_rich_editor_set_insertable().
 */
#define GUICHET_TYPE_RICH_EDITOR (guichet_rich_editor_get_type ())

G_DECLARE_FINAL_TYPE (GuichetRichEditor, guichet_rich_editor, GUICHET, RICH_EDITOR, GtkWidget)

GtkWidget       *guichet_rich_editor_new       (void);
void             guichet_rich_editor_set_label (GuichetRichEditor *self,
                                                const char        *label);
void             guichet_rich_editor_set_plain (GuichetRichEditor *self);
void             guichet_rich_editor_set_html  (GuichetRichEditor *self,
                                                const char        *html);
char            *guichet_rich_editor_dup_html  (GuichetRichEditor *self);
GuichetRichText *guichet_rich_editor_dup_text  (GuichetRichEditor *self);
gboolean         guichet_rich_editor_is_blank  (GuichetRichEditor *self);
gboolean         guichet_rich_editor_has_focus (GuichetRichEditor *self);
GtkTextView     *guichet_rich_editor_get_view  (GuichetRichEditor *self);

void             guichet_rich_editor_set_insertable  (GuichetRichEditor *self,
                                                      gboolean           insertable);
void             guichet_rich_editor_insert_html     (GuichetRichEditor *self,
                                                      guint              n_typed,
                                                      const char        *html);
void             guichet_rich_editor_insert_mention  (GuichetRichEditor *self,
                                                      guint              n_typed,
                                                      const char        *name,
                                                      const char        *target);
void             guichet_rich_editor_insert_quote    (GuichetRichEditor *self,
                                                      const char        *plain);
void             guichet_rich_editor_get_cursor_area (GuichetRichEditor *self,
                                                      GdkRectangle      *out_area);

G_END_DECLS
