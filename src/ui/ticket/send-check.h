#pragma once

#include <adwaita.h>

#include "model/ticket.h"
#include "ui/common/context.h"
#include "ui/common/rich-editor.h"

G_BEGIN_DECLS

/**
 * GuichetSendCheck:
 *
 * Looks at a message before it leaves, and asks at most one question: about
 * internal text in it, about what others wrote since it was begun, about a file
 * that it speaks of and does not have. A variable of a template that nobody
 * filled stops it.
 */
typedef struct _GuichetSendCheck GuichetSendCheck;

/**
 * GuichetSendAnswerFunc:
 * @asker: who asked; still in its window
 * @send: whether the person sends all the same
 *
 * Called once. After a refusal the focus goes to the text that was in question.
 */
typedef void (*GuichetSendAnswerFunc) (GtkWidget *asker,
                                       gboolean   send);

GuichetSendCheck *guichet_send_check_new         (GtkWidget             *asker,
                                                  GuichetTicket         *ticket);
void              guichet_send_check_free        (GuichetSendCheck      *self);
void              guichet_send_check_add_public  (GuichetSendCheck      *self,
                                                  GuichetRichEditor     *editor);
void              guichet_send_check_add_private (GuichetSendCheck      *self,
                                                  GuichetRichEditor     *editor);
void              guichet_send_check_set_newer   (GuichetSendCheck      *self,
                                                  GPtrArray             *entries,
                                                  GTimeZone             *zone);
void              guichet_send_check_set_has_file (GuichetSendCheck     *self,
                                                  gboolean               has_file);
gboolean          guichet_send_check_ask         (GuichetSendCheck      *self,
                                                  GuichetSendAnswerFunc  answer);

gboolean          guichet_mentions_file          (const char            *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetSendCheck, guichet_send_check_free)

G_END_DECLS
