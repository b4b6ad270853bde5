#pragma once

#include "model/ticket.h"
#include "store/figures.h"
#include "ui/agent/preset.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetHomeFigures:
 *
 * What the home page tells beside the lengths of the lists: read from the
 * store, again after each change, and each minute, since delays run out.
 * Signal "changed" when all of it was read.
 */
#define GUICHET_TYPE_HOME_FIGURES (guichet_home_figures_get_type ())

G_DECLARE_FINAL_TYPE (GuichetHomeFigures, guichet_home_figures, GUICHET, HOME_FIGURES, GObject)

/* Whom the ongoing tickets of a team wait for. */
typedef enum
{
  GUICHET_WAIT_US,
  GUICHET_WAIT_REQUESTER,
  GUICHET_WAIT_PARTNER,
  GUICHET_WAIT_TAKE,
} GuichetWait;

#define GUICHET_N_WAITS (GUICHET_WAIT_TAKE + 1)

/* A ticket that is to be dealt with first, and why. */
typedef struct
{
  GuichetTicket  *ticket;
  GuichetUrgency  urgency;
} GuichetHomeUrgent;

GuichetHomeFigures *guichet_home_figures_new          (GuichetContext     *context);
gboolean            guichet_home_figures_has_preset   (GuichetHomeFigures *self,
                                                       GuichetPreset       preset);
guint               guichet_home_figures_count        (GuichetHomeFigures *self,
                                                       GuichetPreset       preset);
guint               guichet_home_figures_count_waits  (GuichetHomeFigures *self,
                                                       GuichetWait         wait);
GArray             *guichet_home_figures_get_activity (GuichetHomeFigures *self);
GArray             *guichet_home_figures_get_urgent   (GuichetHomeFigures *self);
const GError       *guichet_home_figures_get_error    (GuichetHomeFigures *self);

G_END_DECLS
