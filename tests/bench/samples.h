#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Measured values, of type double. */
GArray *samples_new        (void);
void    samples_add        (GArray  *self,
                            double   value);
double  samples_percentile (GArray  *self,
                            double   percent);
double  samples_median     (GArray  *self);
double  samples_max        (GArray  *self);
/* How far apart the middle half of the values is: the third quarter's end
 * over the first one's. */
double  samples_spread     (GArray  *self);

/* Seconds: of the wall clock, of the processor in this process, in this thread. */
double  clock_wall         (void);
double  clock_process      (void);
double  clock_thread       (void);

G_END_DECLS
