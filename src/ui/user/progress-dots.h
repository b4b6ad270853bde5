#pragma once

#include <gtk/gtk.h>

#include "ui/user/progress.h"

G_BEGIN_DECLS

/**
 * GuichetProgressDots:
 *
 * The stages of a request as small bars: those that are over, the present
 * one, those to come. The words beside it say the same; it is only drawn.
 */
#define GUICHET_TYPE_PROGRESS_DOTS (guichet_progress_dots_get_type ())

G_DECLARE_FINAL_TYPE (GuichetProgressDots, guichet_progress_dots, GUICHET, PROGRESS_DOTS, GtkWidget)

GtkWidget *guichet_progress_dots_new  (void);
void       guichet_progress_dots_show (GuichetProgressDots   *self,
                                       const GuichetProgress *progress);

G_END_DECLS
