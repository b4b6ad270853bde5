#pragma once

#include "app/window.h"
#include "store/store.h"
#include "ticket-fixture.h"
#include "ui/agent/queue-model.h"

G_BEGIN_DECLS

/* Of the tickets in the store: so many in each list. Ids from 1; the higher
 * the id, the later the change. */
#define N_MINE 43
#define N_TO_TAKE 5
#define N_TAKEN 7
#define N_RESOLVED_MINE 4
#define N_RESOLVED_OTHERS 6

/**
 * ShellFixture:
 *
 * A store with the lists of an agent, and the program's window on it.
 */
typedef struct
{
  char               *folder;
  GuichetStore       *store;
  GuichetContext     *context;
  AdwApplication     *application;
  GuichetWindow      *window;
  GuichetAgentPortal *portal;
} ShellFixture;

void               shell_fixture_set_up     (ShellFixture *self,
                                             int           width,
                                             int           height);
void               shell_fixture_tear_down  (ShellFixture *self);
void               shell_fixture_add_to_take (ShellFixture *self,
                                             gint64        first,
                                             guint         n);
void               shell_fixture_touch      (ShellFixture *self,
                                             gint64        id,
                                             const char   *last_update,
                                             const char   *title);
GuichetQueueModel *shell_fixture_get_queue  (ShellFixture *self);
void               shell_fixture_settle     (ShellFixture *self);
AdwApplication    *shell_fixture_get_application (void);

G_END_DECLS
