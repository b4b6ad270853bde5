#pragma once

#include <gtk/gtk.h>

#include "ui/user/progress.h"

G_BEGIN_DECLS

/**
 * GuichetRequestSteps:
 *
 * The four stages of a request with their names, and below them where it
 * stands in words.
 */
#define GUICHET_TYPE_REQUEST_STEPS (guichet_request_steps_get_type ())

G_DECLARE_FINAL_TYPE (GuichetRequestSteps, guichet_request_steps, GUICHET, REQUEST_STEPS, GtkWidget)

void guichet_request_steps_show (GuichetRequestSteps   *self,
                                 const GuichetProgress *progress);

G_END_DECLS
