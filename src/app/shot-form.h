#pragma once

#include <glib.h>

#include "app/window.h"

G_BEGIN_DECLS

/* Pictures of a ticket whose form somebody works in: ticket-edit,
 * ticket-catalogue, ticket-missing, ticket-history. */

gboolean guichet_shot_is_form_page (const char    *page);
void     guichet_shot_pose_form    (const char    *page,
                                    GuichetWindow *window);

G_END_DECLS
