#pragma once

#include <gio/gio.h>

#include "model/notice.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetNotifier:
 *
 * Says what is worth a word on the desktop: the requester answered, somebody
 * gave me a ticket, an operation waits for me, a request of mine has its last
 * day. Never what I did, never twice, never a word of the internal journal.
 * Main thread.
 *
 * Signal "notice" (const char *id, gint64 ticket, const char *title, const
 * char *body): @id is the same as long as it is about the same thing.
 */
#define GUICHET_TYPE_NOTIFIER (guichet_notifier_get_type ())

G_DECLARE_FINAL_TYPE (GuichetNotifier, guichet_notifier, GUICHET, NOTIFIER, GObject)

GuichetNotifier *guichet_notifier_new  (GuichetContext  *context);
void             guichet_notifier_send (GuichetNotifier *self,
                                        GApplication    *application);

G_END_DECLS
