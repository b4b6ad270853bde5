#pragma once

#include "demo/seed-private.h"
#include "demo/seed-texts.h"

G_BEGIN_DECLS

/* The part that a request plays for whoever demonstrates. */
typedef enum
{
  DEMO_PART_OWN,        /* the first agent works on it */
  DEMO_PART_TO_TAKE,    /* waits in one of that agent's teams */
  DEMO_PART_TAKEN,      /* with a colleague of these teams */
  DEMO_PART_OTHER,      /* of the other teams */
  DEMO_PART_RESOLVED,
  DEMO_PART_CLOSED,
  DEMO_N_PARTS,
} DemoPart;

typedef struct
{
  DemoSeed              *seed;
  DemoPart               part;
  const DemoTextCase    *text;
  const DemoSeedService *service;
  DemoTextPlaces         places;
  const DemoSeedPerson  *caller;
  gint64                 caller_account;
  gint64                 organisation;
  const DemoSeedPerson  *agent;         /* nullable */
  gint64                 agent_account;
  guint                  team;
  const char            *status;
  gint64                 start;
  gint64                 clock;         /* of the last event so far */
  gint64                 assigned;
  gint64                 resolved;
  gint64                 closed;
  gint64                 pending;
  gint64                 asked;
  char                  *public_log;
  char                  *private_log;
} DemoStory;

void     demo_story_draw       (DemoStory *story,
                                double     age);
gboolean demo_story_is_waiting (DemoStory *story);

G_END_DECLS
