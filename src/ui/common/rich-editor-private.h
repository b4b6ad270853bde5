#pragma once

#include <libspelling.h>

#include "ui/common/rich-buffer.h"
#include "ui/common/rich-editor.h"

G_BEGIN_DECLS

struct _GuichetRichEditor
{
  GtkWidget parent_instance;

  GtkScrolledWindow         *scroller;
  GtkTextView               *view;
  GtkWidget                 *separator;
  GtkWidget                 *toolbar;
  GtkMenuButton             *link_button;
  GtkPopover                *link_popover;
  GtkEditable               *link_entry;
  GtkWidget                 *link_apply;
  GtkWidget                 *inserts;

  SpellingTextBufferAdapter *spelling;
  GuichetRichBuffer         *buffer;    /* of @spelling */
  GCancellable              *pasting;
  guint                      style;
  GuichetBlockKind           kind;
  gboolean                   loading;
  gboolean                   insertable;
  guint                      scrolling;
  guint                      measuring;
  guint                      inserting; /* until what was typed is in the buffer */
  guint                      insert_kind;
  guint                      n_typed;
};

/* What is inserted from elsewhere: rich-editor-insert.c */
void _guichet_rich_editor_class_init_inserts (GtkWidgetClass    *widget_class);
void _guichet_rich_editor_typed_cb           (GuichetRichEditor *self,
                                              GtkTextIter       *end,
                                              const char        *text,
                                              int                length);

G_END_DECLS
