#pragma once

#include <gtk/gtk.h>

#include "model/mark.h"
#include "ui/common/delay.h"

G_BEGIN_DECLS

/**
 * GuichetMarkIcons:
 *
 * The small icons of a row of a list: reopened, delay, files, text that was not
 * sent, outbox, star. An icon is made when a row first needs it.
 */
#define GUICHET_TYPE_MARK_ICONS (guichet_mark_icons_get_type ())

G_DECLARE_FINAL_TYPE (GuichetMarkIcons, guichet_mark_icons, GUICHET, MARK_ICONS, GtkWidget)

GtkWidget *guichet_mark_icons_new  (void);
void       guichet_mark_icons_show (GuichetMarkIcons   *self,
                                    const GuichetMark  *mark,
                                    const GuichetDelay *delay);

G_END_DECLS
