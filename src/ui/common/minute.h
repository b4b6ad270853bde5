#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef void (*GuichetMinuteFunc) (gpointer owner);

void guichet_minute_watch   (gpointer          owner,
                             GuichetMinuteFunc func);
void guichet_minute_unwatch (gpointer          owner);
void guichet_minute_tick    (void);

G_END_DECLS
