#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows the strings of a list; in a button that is too narrow they are cut
 * short, where those of GTK would widen it. */
GtkListItemFactory *guichet_label_factory_new (void);

G_END_DECLS
