#pragma once

#include "model/query.h"
#include "ui/common/context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the pages of pictures look for. The picture may wait for the store. */

GtkWidget *guichet_shot_find        (GtkWidget      *root,
                                     GType           type);
gint64     guichet_shot_find_ticket (GuichetContext *context,
                                     GuichetView     view,
                                     const char     *action);

G_END_DECLS
