#pragma once

#include <gio/gio.h>

#include "app/account.h"
#include "demo/desk.h"

G_BEGIN_DECLS

/**
 * GuichetDemo:
 *
 * The demonstration desk in this program, and a folder for the data of its
 * agent, which is made fresh each time.
 */
typedef struct _GuichetDemo GuichetDemo;

GuichetDemo *guichet_demo_new          (const char            *folder,
                                        GError               **error);
void         guichet_demo_free         (GuichetDemo           *self);
void         guichet_demo_open_account (GuichetDemo           *self,
                                        GCancellable          *cancellable,
                                        GAsyncReadyCallback    callback,
                                        gpointer               user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetDemo, guichet_demo_free)

G_END_DECLS
