#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GuichetBackOff:
 * @failures: in a row
 * @until: monotonic milliseconds before which nothing is tried; 0 for none
 *
 * How long to leave a server alone that does not answer.
 */
typedef struct
{
  guint  failures;
  gint64 until;
} GuichetBackOff;

guint guichet_back_off_delay   (guint           min,
                                guint           max,
                                guint           failures,
                                double          chance);
void  guichet_back_off_fail    (GuichetBackOff *self,
                                guint           min,
                                guint           max);
void  guichet_back_off_succeed (GuichetBackOff *self);

G_END_DECLS
