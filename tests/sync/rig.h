#pragma once

#include "fake-remote.h"
#include "store/store.h"
#include "sync/engine.h"

G_BEGIN_DECLS

/* A store in a folder of its own, with an engine on it. */
typedef struct
{
  char          *folder;
  GuichetStore  *store;
  GuichetRemote *remote;
  GuichetEngine *engine;
} Rig;

extern const GuichetEngineTimes rig_times;

void           rig_init    (Rig           *self,
                            GuichetRemote *remote);
void           rig_clear   (Rig           *self);
/* The process ends and starts again. */
void           rig_restart (Rig           *self);
void           rig_pull    (Rig           *self);
/* Until nothing is left to do; fails the test on an error. */
void           rig_drain   (Rig           *self);
char          *rig_enqueue (Rig           *self,
                            GuichetIntent *intent);
GuichetIntent *rig_read    (Rig           *self,
                            const char    *uuid);
/* The cache shows the ticket as it is on the server, or neither has it. */
void           rig_assert_same (Rig       *self,
                            gint64         ticket_id);
GuichetIntent *rig_new_say (gint64         ticket_id,
                            GuichetJournal journal,
                            const char    *html);
/* On what the store shows of the ticket. */
GuichetIntent *rig_new_change (Rig        *self,
                            gint64         ticket_id);
GuichetIntent *rig_new_ticket (const char *title);
GuichetIntent *rig_new_file (gint64        ticket_id,
                             const char   *contents);
#define rig_assert_state(rig, uuid, expected)                                        \
  G_STMT_START {                                                                     \
    g_autoptr(GuichetIntent) rig_intent = rig_read ((rig), (uuid));                  \
    g_assert_cmpstr (guichet_intent_state_to_nick (rig_intent->state), ==,           \
                     guichet_intent_state_to_nick (expected));                       \
  } G_STMT_END

G_END_DECLS
