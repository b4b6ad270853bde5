#pragma once

#include "../ticket-fixture.h"

#include "ui/user/new-ticket-draft.h"
#include "ui/user/new-ticket-form.h"
#include "ui/user/new-ticket-page.h"

G_BEGIN_DECLS

#define REQUESTER 60
#define OTHER 62
#define LEAF 5
#define OTHER_LEAF 7

/**
 * NewTicketFixture:
 *
 * A store in a temporary folder with a catalogue and two people, of whom the
 * first is signed in, and a window with the page of a new ticket.
 */
typedef struct
{
  char                 *folder;
  GuichetStore         *store;
  GuichetContext       *context;
  GtkWindow            *window;
  GuichetNewTicketPage *page;
} NewTicketFixture;

void       new_ticket_fixture_set_up     (NewTicketFixture *self,
                                          gconstpointer     data);
void       new_ticket_fixture_tear_down  (NewTicketFixture *self,
                                          gconstpointer     data);
/* As if the program had been killed and started again. */
void       new_ticket_fixture_kill       (NewTicketFixture *self);
GtkWidget *new_ticket_fixture_get_form   (NewTicketFixture *self);
GtkWidget *new_ticket_fixture_find_input (NewTicketFixture *self,
                                          GuichetField      field);
void       new_ticket_fixture_type       (NewTicketFixture *self,
                                          GuichetField      field,
                                          const char       *text);
void       new_ticket_fixture_choose     (NewTicketFixture *self,
                                          gint64            leaf);
void       new_ticket_fixture_fill       (NewTicketFixture *self);
GPtrArray *new_ticket_fixture_list       (NewTicketFixture *self,
                                          GuichetIntentKind kind);

G_END_DECLS
