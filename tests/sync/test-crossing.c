#include "config.h"

#include "rig.h"

#include "demo/desk.h"
#include "model/crossing.h"
#include "remote/itop-rest.h"
#include "store/cache.h"
#include "store/outbox.h"
#include "store/reading.h"
#include "util/uuid.h"

/* Two agents and the requesters on the same tickets, one agent offline for a
 * working day: every public answer that crossed somebody's words is stopped,
 * and no other one. */

#define N_TICKETS 60
#define N_ROUNDS 3

static const GuichetEngineTimes times = { .server_limit = 60, .read_back = 5, .back_off_min = 1, .back_off_max = 10 };

/* What happens on a ticket while the agent is away. */
typedef enum
{
  EVENT_NOTHING,
  EVENT_REQUESTER,          /* answers over the pages */
  EVENT_COLLEAGUE,          /* answers with this program */
  EVENT_NOTE,               /* a colleague's internal entry */
  EVENT_TITLE,              /* a colleague changes a field */
  EVENT_MYSELF,             /* the agent, over the pages */
  N_EVENTS,
} Event;

/* What the agent wrote offline. */
typedef enum
{
  WROTE_ANSWER,
  WROTE_TWO_ANSWERS,
  WROTE_NOTE,
  WROTE_ANSWER_AND_NOTE,
  N_WRITINGS,
} Writing;

typedef struct
{
  GuichetRemote *remote;
  Rig            rig;
} Agent;

typedef struct
{
  gint64   ticket;
  Writing  writing;
  gboolean crossed;
  char    *first;
  char    *second;          /* nullable: waits behind the first */
} Case;

typedef struct
{
  GuichetDemoDesk *desk;
  Agent            away;
  Agent            colleague;
  GArray          *tickets;
  GRand           *random;
  GPtrArray       *cases;
  guint            stopped;
  guint            expected;
} Office;

static void
agent_init (Agent           *self,
            GuichetDemoDesk *desk,
            const char      *login)
{
  g_autoptr(GError) error = NULL;

  self->remote = guichet_itop_rest_new (guichet_demo_desk_get_address (desk), login,
                                        guichet_demo_desk_get_secret (desk), &error);
  g_assert_no_error (error);
  rig_init (&self->rig, self->remote);
  guichet_engine_set_times (self->rig.engine, &times);
  rig_pull (&self->rig);
}

static void
agent_clear (Agent *self)
{
  rig_clear (&self->rig);
  g_assert_finalize_object (self->remote);
}

static void
free_case (gpointer data)
{
  Case *this = data;

  g_free (this->first);
  g_free (this->second);
  g_free (this);
}

static void
office_init (Office  *self,
             guint32  seed)
{
  const GuichetDemoOptions options = { .profile = "asap", .tickets = 200, .seed = 9, .server_limit = 40 };
  g_autoptr(GError) error = NULL;

  *self = (Office) { .random = g_rand_new_with_seed (seed), .cases = g_ptr_array_new_with_free_func (free_case) };
  self->desk = guichet_demo_desk_new (&options, &error);
  g_assert_no_error (error);
  agent_init (&self->away, self->desk, "agent");
  agent_init (&self->colleague, self->desk, "colleague");
  self->tickets = guichet_store_list_ongoing (self->away.rig.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (self->tickets->len, >=, N_TICKETS);
}

static void
office_clear (Office *self)
{
  agent_clear (&self->away);
  agent_clear (&self->colleague);
  guichet_demo_desk_stop (self->desk);
  g_assert_finalize_object (self->desk);
  g_array_unref (self->tickets);
  g_ptr_array_unref (self->cases);
  g_rand_free (self->random);
}

/* ---- what happens meanwhile */

static void
say_over_pages (Office     *self,
                const char *login,
                gint64      ticket)
{
  g_autofree char *json = NULL;
  g_autoptr(GError) error = NULL;

  json = g_strdup_printf ("{\"operation\":\"core/update\",\"class\":\"UserRequest\",\"key\":%" G_GINT64_FORMAT ","
                          "\"output_fields\":\"id\",\"fields\":{\"public_log\":\"<p>Une autre chose</p>\"}}", ticket);
  guichet_demo_desk_act (self->desk, login, json, &error);
  g_assert_no_error (error);
}

static void
colleague_writes (Office        *self,
                  GuichetIntent *intent)
{
  g_autofree char *uuid = rig_enqueue (&self->colleague.rig, intent);

  rig_drain (&self->colleague.rig);
  rig_assert_state (&self->colleague.rig, uuid, GUICHET_INTENT_DONE);
}

static void
happen (Office *self,
        Event   event,
        gint64  ticket)
{
  GuichetIntent *intent;

  switch (event)
    {
    case EVENT_REQUESTER:
      say_over_pages (self, "requester", ticket);
      break;
    case EVENT_COLLEAGUE:
      colleague_writes (self, rig_new_say (ticket, GUICHET_JOURNAL_PUBLIC, "<p>Je regarde</p>"));
      break;
    case EVENT_NOTE:
      colleague_writes (self, rig_new_say (ticket, GUICHET_JOURNAL_PRIVATE, "<p>Vu au téléphone</p>"));
      break;
    case EVENT_TITLE:
      intent = guichet_intent_new (GUICHET_INTENT_CHANGE, ticket);
      {
        g_autofree char *title = g_strdup_printf ("Sujet %s", intent->uuid);
        g_autofree char *present = guichet_demo_desk_read_value (self->desk, ticket, "title");

        guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, present, title, NULL);
      }
      colleague_writes (self, intent);
      break;
    case EVENT_MYSELF:
      say_over_pages (self, "agent", ticket);
      break;
    case EVENT_NOTHING:
    case N_EVENTS:
    default:
      break;
    }
}

/* ---- what is written offline */

static char *
write_offline (Office   *self,
               gint64    ticket,
               gboolean  public,
               gboolean  private)
{
  GuichetIntent *intent = rig_new_change (&self->away.rig, ticket);

  if (public)
    intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Bonjour, c’est fait</p>");
  if (private)
    intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>Câble changé</p>");

  return rig_enqueue (&self->away.rig, intent);
}

static void
add_case (Office *self,
          gint64  ticket)
{
  Case *this = g_new0 (Case, 1);
  gint32 n_events = g_rand_int_range (self->random, 0, 4);

  this->ticket = ticket;
  this->writing = g_rand_int_range (self->random, 0, N_WRITINGS);
  this->first = write_offline (self, ticket, this->writing != WROTE_NOTE,
                               this->writing == WROTE_NOTE || this->writing == WROTE_ANSWER_AND_NOTE);
  if (this->writing == WROTE_TWO_ANSWERS)
    this->second = write_offline (self, ticket, TRUE, FALSE);

  for (gint32 i = 0; i < n_events; i++)
    {
      Event event = g_rand_int_range (self->random, 0, N_EVENTS);

      happen (self, event, ticket);
      if (this->writing != WROTE_NOTE && (event == EVENT_REQUESTER || event == EVENT_COLLEAGUE))
        this->crossed = TRUE;
    }
  g_ptr_array_add (self->cases, this);
}

/* ---- back in the office */

static guint
count_effects (Office     *self,
               const char *uuid)
{
  g_autofree char *marker = guichet_marker_for_uuid (uuid);

  return guichet_demo_desk_count_marker (self->desk, marker);
}

static guint
count_wanted (const Case *this)
{
  return this->writing == WROTE_ANSWER_AND_NOTE ? 2 : 1;
}

static void
check_stop (Office *self,
            Case   *this)
{
  g_autoptr(GuichetIntent) intent = rig_read (&self->away.rig, this->first);

  self->expected += this->crossed;
  self->stopped += intent->state == GUICHET_INTENT_CONFLICT;
  if (!this->crossed)
    {
      g_assert_cmpstr (guichet_intent_state_to_nick (intent->state), ==, "done");
      g_assert_cmpuint (count_effects (self, this->first), ==, count_wanted (this));
      return;
    }

  g_assert_cmpstr (guichet_intent_state_to_nick (intent->state), ==, "conflict");
  g_assert_cmpstr (intent->reason_field, ==, "public");
  g_assert_cmpuint (count_effects (self, this->first), ==, 0);
  if (this->second != NULL)
    rig_assert_state (&self->away.rig, this->second, GUICHET_INTENT_WAITING);
}

/* The entries that it is about are there to be read, without another pull. */
static void
assert_shown (Office *self,
              Case   *this)
{
  g_autoptr(GuichetIntent) intent = rig_read (&self->away.rig, this->first);
  g_autoptr(GuichetTicket) server = guichet_store_read_server_ticket (self->away.rig.store, this->ticket, NULL);
  g_autoptr(GPtrArray) intents = guichet_store_list_intents (self->away.rig.store, TRUE, NULL);
  g_autoptr(GuichetIdentity) identity = guichet_store_dup_identity (self->away.rig.store);
  g_autoptr(GPtrArray) newer = NULL;

  newer = guichet_crossing_list (guichet_ticket_get_journal (server, GUICHET_JOURNAL_PUBLIC), intent->seen_public,
                                 intents, identity->name);
  g_assert_cmpuint (newer->len, >, 0);
}

static void
decide (Office                *self,
        Case                  *this,
        GuichetOutboxDecision  decision)
{
  g_autoptr(GError) error = NULL;

  guichet_store_decide (self->away.rig.store, this->first, decision, &error);
  g_assert_no_error (error);
}

/* Half of the answers are sent as they are, the others withdrawn. */
static gboolean
is_kept (guint index)
{
  return index % 2 == 0;
}

static void
check_decision (Office *self,
                Case   *this,
                guint   index)
{
  g_autoptr(GuichetIntent) second = NULL;

  rig_assert_state (&self->away.rig, this->first, is_kept (index) ? GUICHET_INTENT_DONE : GUICHET_INTENT_WITHDRAWN);
  g_assert_cmpuint (count_effects (self, this->first), ==, is_kept (index) ? count_wanted (this) : 0);
  if (this->second == NULL)
    return;

  /* It was written before those entries came, too: it asks for itself. */
  second = rig_read (&self->away.rig, this->second);
  g_assert_cmpint (second->state, ==, GUICHET_INTENT_CONFLICT);
  guichet_store_decide (self->away.rig.store, this->second, GUICHET_OUTBOX_KEEP_MINE, NULL);
  rig_drain (&self->away.rig);
  rig_assert_state (&self->away.rig, this->second, GUICHET_INTENT_DONE);
  g_assert_cmpuint (count_effects (self, this->second), ==, 1);
}

static void
run_day (Office *self)
{
  g_ptr_array_set_size (self->cases, 0);
  rig_pull (&self->away.rig);
  for (guint i = 0; i < N_TICKETS; i++)
    add_case (self, g_array_index (self->tickets, gint64, i));
  rig_drain (&self->away.rig);
  for (guint i = 0; i < self->cases->len; i++)
    check_stop (self, self->cases->pdata[i]);

  for (guint i = 0; i < self->cases->len; i++)
    if (((Case *) self->cases->pdata[i])->crossed)
      {
        assert_shown (self, self->cases->pdata[i]);
        decide (self, self->cases->pdata[i], is_kept (i) ? GUICHET_OUTBOX_KEEP_MINE : GUICHET_OUTBOX_WITHDRAW);
      }
  rig_drain (&self->away.rig);
  for (guint i = 0; i < self->cases->len; i++)
    if (((Case *) self->cases->pdata[i])->crossed)
      check_decision (self, self->cases->pdata[i], i);
}

static void
test_day_away (void)
{
  Office office;

  office_init (&office, 20261124);
  for (guint i = 0; i < N_ROUNDS; i++)
    run_day (&office);
  g_test_message ("answers: %u, crossings: %u, stopped: %u", N_ROUNDS * N_TICKETS, office.expected, office.stopped);
  g_assert_cmpuint (office.expected, >, 30);
  g_assert_cmpuint (office.stopped, ==, office.expected);
  office_clear (&office);
}

/* Another entry comes while the person reads the first: asked again. */
static void
test_again (void)
{
  Office office;
  gint64 ticket;
  g_autofree char *uuid = NULL;

  office_init (&office, 1);
  ticket = g_array_index (office.tickets, gint64, 0);
  uuid = write_offline (&office, ticket, TRUE, FALSE);
  say_over_pages (&office, "requester", ticket);
  rig_drain (&office.away.rig);
  rig_assert_state (&office.away.rig, uuid, GUICHET_INTENT_CONFLICT);
  guichet_store_decide (office.away.rig.store, uuid, GUICHET_OUTBOX_KEEP_MINE, NULL);
  say_over_pages (&office, "requester", ticket);
  rig_drain (&office.away.rig);
  rig_assert_state (&office.away.rig, uuid, GUICHET_INTENT_CONFLICT);
  guichet_store_decide (office.away.rig.store, uuid, GUICHET_OUTBOX_KEEP_MINE, NULL);
  rig_drain (&office.away.rig);
  rig_assert_state (&office.away.rig, uuid, GUICHET_INTENT_DONE);
  g_assert_cmpuint (count_effects (&office, uuid), ==, 1);
  office_clear (&office);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync/crossing/day-away", test_day_away);
  g_test_add_func ("/sync/crossing/again", test_again);

  return g_test_run ();
}
