#pragma once

#include <adwaita.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetSignOutFunc:
 * @near: who asked
 * @erase: whether nothing of the account is to stay on this computer
 *
 * The person wants to leave the account.
 */
typedef void (*GuichetSignOutFunc) (GtkWidget *near,
                                    gboolean   erase);

void guichet_sign_out_ask (GtkWidget          *near,
                           GuichetContext     *context,
                           GuichetSignOutFunc  func);

G_END_DECLS
