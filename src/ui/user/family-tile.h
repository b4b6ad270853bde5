#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A button for a family of services: a sign in a colour, its name, what is in
 * it. @detail: (nullable) */
GtkWidget *guichet_family_tile_new        (const char *name,
                                           const char *detail);
/* The one behind which somebody says what they need in their own words. */
GtkWidget *guichet_family_tile_new_other  (void);
void       guichet_family_tile_set_narrow (GtkWidget  *tile,
                                           gboolean    narrow);

G_END_DECLS
