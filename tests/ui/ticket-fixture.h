#pragma once

#include <adwaita.h>

#include "model/ticket.h"
#include "store/store.h"
#include "ui/common/context.h"
#include "ui/ticket/ticket-page.h"

G_BEGIN_DECLS

#define TICKET_ID 4871
#define ME 12
#define COLLEAGUE 13
#define CALLER 60
#define MY_TEAM 3

#define SECRET_NOTE "Échelle réservée"

/**
 * TicketFixture:
 *
 * A store in a temporary folder with one ticket, and a window with its page.
 */
typedef struct
{
  char              *folder;
  GuichetStore      *store;
  GuichetContext    *context;
  GtkWindow         *window;
  AdwNavigationView *navigation;
  GuichetTicketPage *page;
} TicketFixture;

/* As long as a busy machine may need: only a failure takes that long. */
#define WAIT_SECONDS 20

/* Turns the main loop until @condition holds. */
#define WAIT(condition)                                             \
  G_STMT_START                                                      \
    {                                                               \
      gint64 until_ = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC; \
      while (!(condition) && g_get_monotonic_time () < until_)      \
        g_main_context_iteration (NULL, g_main_context_pending (NULL)), g_usleep (500); \
      g_assert_true (condition);                                    \
    }                                                               \
  G_STMT_END

void           ticket_fixture_load_style (void);
void           ticket_fixture_set_up     (TicketFixture *self,
                                          int            width,
                                          int            height);
void           ticket_fixture_open_page  (TicketFixture *self);
void           ticket_fixture_close_page (TicketFixture *self);
void           ticket_fixture_tear_down  (TicketFixture *self);
GuichetTicket *ticket_fixture_make_ticket (const char   *status,
                                          gint64         agent);
void           ticket_fixture_merge      (TicketFixture *self,
                                          GuichetTicket *ticket);
void           ticket_fixture_spin       (guint          milliseconds);

GtkWidget     *find_widget               (GtkWidget     *root,
                                          GType          type,
                                          guint          nth);
GtkWidget     *find_by_class             (GtkWidget     *root,
                                          const char    *css_class);
char          *collect_text              (GtkWidget     *root);
void           save_picture              (GtkWidget     *window,
                                          const char    *name);

G_END_DECLS
