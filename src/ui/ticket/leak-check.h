#pragma once

#include <adwaita.h>

#include "model/ticket.h"
#include "ui/common/rich-editor.h"

G_BEGIN_DECLS

/**
 * GuichetLeakAnswerFunc:
 * @asker: who asked; still in its window
 * @send: whether the person sends all the same
 *
 * Called once. After a refusal the focus goes to the text that was in question.
 */
typedef void (*GuichetLeakAnswerFunc) (GtkWidget *asker,
                                       gboolean   send);

gboolean guichet_leak_check_ask (GtkWidget             *asker,
                                 GuichetTicket         *ticket,
                                 GPtrArray             *editors,
                                 GuichetLeakAnswerFunc  answer);

G_END_DECLS
