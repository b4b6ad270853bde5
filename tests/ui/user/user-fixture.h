#pragma once

#include "app/window.h"
#include "model/intent.h"
#include "shell-fixture.h"
#include "ticket-fixture.h"
#include "ui/user/user-portal.h"

G_BEGIN_DECLS

/* The requests of the person, and one of somebody else. */
#define ID_NEW 1
#define ID_ASSIGNED 2
#define ID_COMPLETE 3
#define ID_RESOLVED 4
#define ID_CLOSED 5
#define ID_FOREIGN 6

/**
 * UserFixture:
 *
 * A store with the requests of a person, and the program's window on it.
 */
typedef struct
{
  char              *folder;
  GuichetStore      *store;
  GuichetContext    *context;
  GuichetWindow     *window;
  GuichetUserPortal *portal;
} UserFixture;

void           user_fixture_set_up      (UserFixture  *self,
                                         GuichetRoles  roles,
                                         int           width,
                                         int           height);
void           user_fixture_tear_down   (UserFixture  *self);
GuichetTicket *user_fixture_make_ticket (gint64        id,
                                         const char   *status,
                                         gint64        caller,
                                         gint64        agent);
void           user_fixture_merge       (UserFixture  *self,
                                         GuichetTicket *ticket);
char          *user_fixture_dup_time    (UserFixture  *self,
                                         int           days,
                                         int           seconds);
GtkWidget     *user_fixture_open        (UserFixture  *self,
                                         gint64        id);
GuichetIntent *user_fixture_dup_intent  (UserFixture  *self);
GtkWidget     *user_fixture_find_button (GtkWidget    *root,
                                         const char   *label);
gboolean       user_fixture_shows       (GtkWidget    *root,
                                         const char   *text);

G_END_DECLS
