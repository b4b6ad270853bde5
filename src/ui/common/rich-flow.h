#pragma once

#include <pango/pango.h>

#include "richtext/richtext.h"

G_BEGIN_DECLS

/* Where a link is in the text of a flow, in bytes. */
typedef struct
{
  guint  start;
  guint  end;
  char  *target;
} GuichetRichLink;

/**
 * GuichetRichFlow:
 * @text: what is shown
 * @attrs: how: no markup is ever built from what a server said
 * @links: (element-type GuichetRichLink): in order
 *
 * One or more blocks of a rich text as the text of a single label.
 */
typedef struct
{
  GString       *text;
  PangoAttrList *attrs;
  GArray        *links;
} GuichetRichFlow;

GuichetRichFlow       *guichet_rich_flow_new       (void);
void                   guichet_rich_flow_free      (GuichetRichFlow    *self);
void                   guichet_rich_flow_add_block (GuichetRichFlow    *self,
                                                    const GuichetBlock *block);
const GuichetRichLink *guichet_rich_flow_find_link (GuichetRichFlow    *self,
                                                    guint               offset);

char                  *guichet_space_french        (const char         *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetRichFlow, guichet_rich_flow_free)

G_END_DECLS
