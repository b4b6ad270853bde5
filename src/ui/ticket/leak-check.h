#pragma once

#include "model/ticket.h"
#include "ui/common/rich-editor.h"

G_BEGIN_DECLS

/**
 * GuichetLeakFinding:
 * @editor: where the first passage is
 * @quotes: (element-type utf8): the first passages, as they are written there
 * @n_words: how many words are repeated in all
 *
 * Internal text that stands in a message to the requester.
 */
typedef struct
{
  GuichetRichEditor *editor;
  GPtrArray         *quotes;
  guint              n_words;
} GuichetLeakFinding;

GuichetLeakFinding *guichet_leak_check_find   (GuichetTicket      *ticket,
                                               GPtrArray          *public_editors,
                                               GPtrArray          *private_editors);
void                guichet_leak_finding_free (GuichetLeakFinding *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetLeakFinding, guichet_leak_finding_free)

G_END_DECLS
