#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *from;
  const char *stimulus;
  const char *to;
  const char *mandatory;        /* (nullable): the text that must not be empty */
  gboolean    lab;
  gboolean    clears_agent;
} DemoTransition;

const DemoTransition *demo_life_cycle_find         (const char *state,
                                                    const char *stimulus,
                                                    gboolean    lab);
gboolean              demo_life_cycle_has_state    (const char *state,
                                                    gboolean    lab);
const char           *demo_life_cycle_categorise   (const char *state);
const char           *demo_life_cycle_priority     (const char *impact,
                                                    const char *urgency);

G_END_DECLS
