#pragma once

#include <gtk/gtk.h>

#include "ui/agent/home-figures.h"

G_BEGIN_DECLS

/* « Ce que l'équipe attend »: a line for each wait, into an empty grid or over
 * the lines of the last call. Nothing in it is about one colleague. */
void guichet_home_waits_show (GtkGrid            *grid,
                              GtkLabel           *caption,
                              GuichetHomeFigures *figures);

G_END_DECLS
