#pragma once

#include <adwaita.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

typedef void (*GuichetTeamFunc) (gint64      team_id,
                                 const char *team,
                                 const char *note,
                                 gpointer    user_data);

/* Asks which team many tickets go to, and what the colleagues there should know. */
AdwDialog *guichet_bulk_team_dialog_new (GuichetContext  *context,
                                         guint            n_tickets,
                                         GuichetTeamFunc  chosen,
                                         gpointer         user_data);

G_END_DECLS
