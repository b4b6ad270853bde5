#include "config.h"

#include "proxy-remote.h"
#include "rig.h"

#include "demo/desk.h"
#include "remote/itop-portal.h"
#include "remote/itop-rest.h"
#include "store/cache.h"
#include "store/outbox.h"
#include "store/reading.h"
#include "util/uuid.h"

/* Ten thousand operations over HTTP while the network, the desk and this
 * process fail at all five points of an exchange, and others say something
 * meanwhile. In the end each has had exactly one effect, in the order in which
 * they were made. An agent works through REST, a requester through the web
 * portal, where nothing guards a write. */

#define N_OPERATIONS 10000
#define N_TICKETS 250
#define ROUND 250
/* Through the web portal, whose pages are larger. */
#define N_OPERATIONS_QUICK 200
#define N_PORTAL_TICKETS 120
#define FAULT_PROBABILITY 0.2
#define DESK_LIMIT 40

static const GuichetEngineTimes times = {
  .server_limit = 60,
  .read_back = 5,
  .back_off_min = 1,
  .back_off_max = 10,
};

/* The five points (RELIABILITY §6, R3). */
typedef enum
{
  POINT_BEFORE_SEND,        /* closed before the operation */
  POINT_MID_REQUEST,        /* closed at once, done later */
  POINT_BEFORE_REPLY,       /* done, closed without an answer */
  POINT_MID_REPLY,          /* done, half of the answer */
  POINT_BEFORE_COMMIT,      /* answered, and this process dies before it is saved */
  N_POINTS,
} Point;

static const GuichetDemoFault desk_faults[N_POINTS] = {
  [POINT_BEFORE_SEND] = GUICHET_DEMO_FAULT_DROP_BEFORE,
  [POINT_MID_REQUEST] = GUICHET_DEMO_FAULT_LATE_COMMIT,
  [POINT_BEFORE_REPLY] = GUICHET_DEMO_FAULT_DROP_AFTER,
  [POINT_MID_REPLY] = GUICHET_DEMO_FAULT_CUT_BODY,
};

typedef enum
{
  KIND_ENTRY,
  KIND_FIELD,
  KIND_MOVE,
  KIND_NEW,
  KIND_FILE,
  N_KINDS,
} Kind;

typedef struct
{
  Kind   kind;
  gint64 ticket;
  guint  n_entries;
  char  *uuid;
} Operation;

typedef struct
{
  GuichetDoor      door;
  GuichetDemoDesk *desk;
  GuichetRemote   *agent;       /* who sees everything, undisturbed */
  GuichetRemote   *remote;
  GuichetRemote   *proxy;
  Rig              rig;
  GRand           *random;
  GArray          *tickets;
  GPtrArray       *operations;
  guint            points[N_POINTS];
  guint            calls;
} Soak;

static void
free_operation (gpointer data)
{
  Operation *operation = data;

  g_free (operation->uuid);
  g_free (operation);
}

/* Each call may meet a fault at a point of its own. */
static ProxyDecision
strike_cb (gboolean write,
           gpointer user_data)
{
  Soak *soak = user_data;
  Point point;

  soak->calls++;
  if (g_rand_double (soak->random) >= FAULT_PROBABILITY)
    return PROXY_GO;

  /* A death costs a start, and a start is rarer than a bad line. */
  point = (Point) g_rand_int_range (soak->random, 0, N_POINTS);
  if (point == POINT_BEFORE_COMMIT && g_rand_int_range (soak->random, 0, 4) != 0)
    point = POINT_BEFORE_REPLY;
  soak->points[point]++;
  if (point == POINT_BEFORE_COMMIT)
    return PROXY_CRASH;

  /* A call through the portal is several requests, of which one writes. */
  guichet_demo_desk_fail_next (soak->desk, desk_faults[point], 1,
                               write && soak->door == GUICHET_DOOR_PORTAL && g_rand_boolean (soak->random));

  return PROXY_GO;
}

static GuichetRemote *
connect_through (Soak        *self,
                 GuichetDoor  door,
                 const char  *login)
{
  const char *address = guichet_demo_desk_get_address (self->desk);
  const char *secret = guichet_demo_desk_get_secret (self->desk);
  g_autoptr(GError) error = NULL;
  GuichetRemote *remote = door == GUICHET_DOOR_PORTAL ? guichet_itop_portal_new (address, login, secret, &error)
                                                      : guichet_itop_rest_new (address, login, secret, &error);

  g_assert_no_error (error);

  return remote;
}

static void
act (Soak       *self,
     const char *login,
     gint64      ticket,
     const char *fields)
{
  g_autofree char *json = g_strdup_printf ("{\"operation\":\"core/update\",\"class\":\"UserRequest\","
                                           "\"comment\":\"test\",\"key\":%" G_GINT64_FORMAT ","
                                           "\"output_fields\":\"id\",\"fields\":{%s}}", ticket, fields);
  g_autoptr(GError) error = NULL;

  guichet_demo_desk_act (self->desk, login, json, &error);
  g_assert_no_error (error);
}

static void
take_id_cb (GuichetTicket *ticket,
            gpointer       user_data)
{
  GArray *ids = user_data;
  gint64 id = guichet_ticket_get_id (ticket);

  g_array_append_val (ids, id);
}

/* One requester has made them all. */
static void
give_tickets (Soak *self)
{
  GuichetPull pull = { .what = GUICHET_PULL_ONGOING, .detail = GUICHET_DETAIL_IDS };
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GuichetProfile) profile = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetIdentity) identity = guichet_remote_sign_in (self->remote, &profile, NULL, &error);
  g_autofree char *fields = NULL;

  g_assert_no_error (error);
  g_assert_true (guichet_remote_pull (self->agent, &pull, take_id_cb, ids, NULL, NULL, NULL));
  fields = g_strdup_printf ("\"caller_id\":%" G_GINT64_FORMAT ",\"org_id\":%" G_GINT64_FORMAT, identity->person_id,
                            identity->organisation_id);
  for (guint i = 0; i < MIN (ids->len, N_PORTAL_TICKETS); i++)
    act (self, "admin", g_array_index (ids, gint64, i), fields);
}

static void
sign_in_agent (Soak *self)
{
  g_autoptr(GuichetProfile) profile = NULL;
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GError) error = NULL;

  self->agent = connect_through (self, GUICHET_DOOR_REST, guichet_demo_desk_get_login (self->desk));
  identity = guichet_remote_sign_in (self->agent, &profile, NULL, &error);
  g_assert_no_error (error);
}

static void
soak_init (Soak        *self,
           GuichetDoor  door)
{
  const GuichetDemoOptions options = { .profile = "asap", .tickets = 400, .seed = 11, .server_limit = DESK_LIMIT };
  g_autoptr(GError) error = NULL;

  *self = (Soak) { .door = door, .random = g_rand_new_with_seed (20261124) };
  self->operations = g_ptr_array_new_with_free_func (free_operation);
  self->desk = guichet_demo_desk_new (&options, &error);
  g_assert_no_error (error);
  sign_in_agent (self);
  self->remote = connect_through (self, door, door == GUICHET_DOOR_PORTAL ? "requester"
                                              : guichet_demo_desk_get_login (self->desk));
  if (door == GUICHET_DOOR_PORTAL)
    give_tickets (self);

  rig_init (&self->rig, self->remote);
  rig_pull (&self->rig);
  self->tickets = guichet_store_list_ongoing (self->rig.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (self->tickets->len, >, 50);
  self->proxy = proxy_remote_new (self->remote, strike_cb, self);
}

static void
soak_clear (Soak *self)
{
  rig_clear (&self->rig);
  g_object_unref (self->proxy);
  g_assert_finalize_object (self->remote);
  g_assert_finalize_object (self->agent);
  guichet_demo_desk_stop (self->desk);
  g_assert_finalize_object (self->desk);
  g_array_unref (self->tickets);
  g_ptr_array_unref (self->operations);
  g_rand_free (self->random);
}

/* ---- what a person does */

static void
add_entries (Soak          *self,
             GuichetIntent *intent,
             Operation     *operation)
{
  static const gboolean wanted[][GUICHET_N_JOURNALS] = {
    { FALSE, TRUE }, { FALSE, TRUE }, { TRUE, FALSE }, { TRUE, TRUE },
  };
  gint32 choice = self->door == GUICHET_DOOR_PORTAL ? 0 : g_rand_int_range (self->random, 0, G_N_ELEMENTS (wanted));

  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    if (wanted[choice][i])
      {
        intent->entries[i] = g_strdup_printf ("<p>Message %u</p>", self->operations->len);
        operation->n_entries++;
      }
}

static void
add_field (Soak          *self,
           GuichetIntent *intent)
{
  g_autoptr(GuichetTicket) shown = guichet_store_read_ticket (self->rig.store, intent->ticket_id, NULL, NULL);
  g_autofree char *title = g_strdup_printf ("Sujet %u", self->operations->len);

  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, guichet_ticket_get (shown, GUICHET_FIELD_TITLE), title, NULL);
}

/* The first transition out of the state that is shown; FALSE when there is
 * none that goes back and forth. */
static gboolean
add_move (Soak          *self,
          GuichetIntent *intent)
{
  if (g_str_equal (intent->base_status, "assigned"))
    {
      g_autofree char *reason = g_strdup_printf ("Attente %u", self->operations->len);
      g_autoptr(GuichetTicket) shown = guichet_store_read_ticket (self->rig.store, intent->ticket_id, NULL, NULL);

      intent->action = g_strdup ("pending");
      guichet_intent_set_field (intent, GUICHET_FIELD_PENDING_REASON,
                                guichet_ticket_get (shown, GUICHET_FIELD_PENDING_REASON), reason, NULL);
      return TRUE;
    }
  if (!g_str_equal (intent->base_status, "pending"))
    return FALSE;

  intent->action = g_strdup ("resume");

  return TRUE;
}

/* A requester reopens what was resolved, telling why, or closes it for good. */
static gboolean
add_verdict (Soak          *self,
             GuichetIntent *intent,
             Operation     *operation)
{
  if (!g_str_equal (intent->base_status, "resolved"))
    return FALSE;

  if (g_rand_int_range (self->random, 0, 20) == 0)
    {
      intent->action = g_strdup ("close");
      guichet_intent_set_field (intent, GUICHET_FIELD_SATISFACTION, "", "2", NULL);
      return TRUE;
    }

  intent->action = g_strdup ("reopen");
  add_entries (self, intent, operation);

  return TRUE;
}

static Kind
choose_kind (Soak *self)
{
  gint32 chance = g_rand_int_range (self->random, 0, 100);

  return chance < 70 ? KIND_ENTRY : chance < 80 ? KIND_FIELD : chance < 90 ? KIND_MOVE : chance < 95 ? KIND_NEW : KIND_FILE;
}

/* Of the same leaf of the catalogue as @like: the portal makes none without. */
static GuichetIntent *
make_ticket (Soak   *self,
             gint64  like)
{
  g_autoptr(GuichetTicket) shown = guichet_store_read_ticket (self->rig.store, like, NULL, NULL);
  GuichetIntent *intent = rig_new_ticket ("Clavier");

  if (self->door == GUICHET_DOOR_PORTAL)
    guichet_intent_set_field (intent, GUICHET_FIELD_SUBCATEGORY, NULL,
                              guichet_ticket_get (shown, GUICHET_FIELD_SUBCATEGORY), NULL);

  return intent;
}

static GuichetIntent *
make_intent (Soak      *self,
             Operation *operation)
{
  GuichetIntent *intent;

  if (operation->kind == KIND_NEW)
    return make_ticket (self, operation->ticket);
  if (operation->kind == KIND_FILE)
    {
      g_autofree char *contents = g_strdup_printf ("contents %u", self->operations->len);

      intent = rig_new_file (operation->ticket, contents);
      g_free (intent->file_name);
      intent->file_name = g_strconcat (GUICHET_MARKER_PREFIX, intent->uuid, ".txt", NULL);
      return intent;
    }

  intent = rig_new_change (&self->rig, operation->ticket);
  if (self->door == GUICHET_DOOR_PORTAL)
    {
      operation->kind = KIND_MOVE;
      if (!add_verdict (self, intent, operation))
        add_entries (self, intent, operation);
      return intent;
    }

  if (operation->kind == KIND_FIELD)
    add_field (self, intent);
  if (operation->kind == KIND_MOVE && !add_move (self, intent))
    operation->kind = KIND_ENTRY;
  if (operation->kind == KIND_ENTRY || (operation->kind == KIND_MOVE && g_rand_boolean (self->random)))
    add_entries (self, intent, operation);

  return intent;
}

/* Nothing can be done through the portal with what is closed. */
static gboolean
is_over (Soak   *self,
         gint64  ticket)
{
  g_autoptr(GuichetTicket) shown = guichet_store_read_ticket (self->rig.store, ticket, NULL, NULL);

  return g_str_equal (guichet_ticket_get (shown, GUICHET_FIELD_STATUS), "closed");
}

static void
do_something (Soak *self)
{
  guint n_tickets = MIN (self->tickets->len, N_TICKETS);
  Operation *operation = g_new0 (Operation, 1);

  operation->kind = choose_kind (self);
  do
    operation->ticket = g_array_index (self->tickets, gint64,
                                       g_rand_int_range (self->random, 0, (gint32) n_tickets));
  while (is_over (self, operation->ticket));
  operation->uuid = rig_enqueue (&self->rig, make_intent (self, operation));
  g_ptr_array_add (self->operations, operation);
}

/* ---- what others say meanwhile */

/* On a tenth of the tickets the other side says something: answers that were
 * written before it wait for a person. An agent resolves some of them, too. */
static void
cross (Soak *self)
{
  const char *other = self->door == GUICHET_DOOR_PORTAL ? "colleague" : "requester";

  for (guint i = 0; i < MIN (self->tickets->len, N_TICKETS) / 10; i++)
    {
      gint64 ticket = g_array_index (self->tickets, gint64,
                                     g_rand_int_range (self->random, 0, (gint32) MIN (self->tickets->len, N_TICKETS)));
      g_autofree char *status = guichet_demo_desk_read_value (self->desk, ticket, "status");
      gboolean resolves = self->door == GUICHET_DOOR_PORTAL && !g_str_equal (status, "closed") && i % 2 == 0;

      act (self, other, ticket, resolves ? "\"status\":\"resolved\",\"solution\":\"Fait\"" : "\"public_log\":\"<p>Alors ?</p>\"");
    }
}

/* ---- what the engine makes of it */

static void
drain_through_deaths (Soak *self)
{
  for (;;)
    {
      g_autoptr(GuichetEngine) engine = guichet_engine_new (self->rig.store, self->proxy);
      g_autoptr(GError) error = NULL;
      gboolean drained;

      guichet_engine_set_times (engine, &times);
      drained = guichet_engine_drain (engine, 0, NULL, &error);
      g_assert_finalize_object (g_steal_pointer (&engine));
      if (drained)
        return;

      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      rig_restart (&self->rig);
    }
}

/* Returns: how many answers were stopped; all leave as they are */
static guint
answer_all_the_same (Soak *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) intents = guichet_store_list_intents (self->rig.store, FALSE, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < intents->len; i++)
    {
      const GuichetIntent *intent = g_ptr_array_index (intents, i);

      if (intent->state != GUICHET_INTENT_CONFLICT)
        continue;
      if (g_strcmp0 (intent->reason_field, "public") != 0)
        g_test_message ("Operation %s on %" G_GINT64_FORMAT " (%s from %s, reason %u, %u attempts): %s", intent->uuid,
                        intent->ticket_id, intent->action, intent->base_status, intent->reason, intent->attempts, intent->detail);
      g_assert_cmpstr (intent->reason_field, ==, "public");
      guichet_store_decide (self->rig.store, intent->uuid, GUICHET_OUTBOX_KEEP_MINE, &error);
      g_assert_no_error (error);
      n++;
    }

  return n;
}

/* ---- what came of it */

typedef struct
{
  guint lost;
  guint doubled;
} Count;

static GuichetTicket *
read_truth (Soak   *self,
            gint64  id)
{
  g_autoptr(GError) error = NULL;
  GuichetTicket *ticket = guichet_remote_read_ticket (self->agent, id, NULL, &error);

  g_assert_no_error (error);

  return ticket;
}

static guint
count_entries (GuichetTicket *truth,
               const char    *uuid)
{
  g_autofree char *marker = guichet_marker_for_uuid (uuid);
  guint n = 0;

  for (guint j = 0; j < GUICHET_N_JOURNALS; j++)
    {
      GPtrArray *entries = guichet_ticket_get_journal (truth, j);

      for (guint i = 0; i < entries->len; i++)
        n += guichet_journal_entry_has_marker (g_ptr_array_index (entries, i), marker);
    }

  return n;
}

static void
count (Count *self,
       guint  found,
       guint  expected)
{
  self->lost += found < expected ? expected - found : 0;
  self->doubled += found > expected ? found - expected : 0;
}

/* The order of the markers in a journal is that of the operations. */
static void
check_order (Soak           *self,
             GuichetTicket  *truth,
             GuichetJournal  journal)
{
  GPtrArray *entries = guichet_ticket_get_journal (truth, journal);
  guint last = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const GuichetJournalEntry *entry = g_ptr_array_index (entries, i);
      const char *number = strstr (entry->html, "Message ");
      guint n;

      if (number == NULL || strstr (entry->html, GUICHET_MARKER_PREFIX) == NULL)
        continue;
      n = (guint) strtoul (number + strlen ("Message "), NULL, 10);
      g_assert_cmpuint (n, >=, last);
      last = n;
    }
}

static void
check_ticket (Soak   *self,
              gint64  id,
              Count  *result)
{
  g_autoptr(GuichetTicket) truth = read_truth (self, id);
  g_autoptr(GuichetTicket) shown = guichet_store_read_ticket (self->rig.store, id, NULL, NULL);

  for (guint i = 0; i < self->operations->len; i++)
    {
      const Operation *operation = g_ptr_array_index (self->operations, i);

      if (operation->ticket == id && operation->kind != KIND_NEW && operation->kind != KIND_FILE)
        count (result, count_entries (truth, operation->uuid), operation->n_entries);
    }
  for (guint j = 0; j < GUICHET_N_JOURNALS; j++)
    check_order (self, truth, j);

  /* Fields and states too are what the person made of them last. */
  g_assert_cmpstr (guichet_ticket_get (shown, GUICHET_FIELD_TITLE), ==, guichet_ticket_get (truth, GUICHET_FIELD_TITLE));
  g_assert_cmpstr (guichet_ticket_get (shown, GUICHET_FIELD_STATUS), ==, guichet_ticket_get (truth, GUICHET_FIELD_STATUS));
}

static void
check_made (Soak            *self,
            const Operation *operation,
            Count           *result)
{
  g_autofree char *marker = guichet_marker_for_uuid (operation->uuid);

  if (operation->kind == KIND_NEW || operation->kind == KIND_FILE)
    count (result, guichet_demo_desk_count_marker (self->desk, marker), 1);
  rig_assert_state (&self->rig, operation->uuid, GUICHET_INTENT_DONE);
}

/* The last title that a person gave a ticket is the one it has. */
static void
check_titles (Soak *self)
{
  g_autoptr(GHashTable) titles = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  GHashTableIter iter;
  gpointer id;
  gpointer title;

  for (guint i = 0; i < self->operations->len; i++)
    {
      const Operation *operation = g_ptr_array_index (self->operations, i);

      if (operation->kind == KIND_FIELD)
        g_hash_table_replace (titles, (gpointer) &operation->ticket, g_strdup_printf ("Sujet %u", i));
    }

  g_hash_table_iter_init (&iter, titles);
  while (g_hash_table_iter_next (&iter, &id, &title))
    {
      g_autofree char *truth = guichet_demo_desk_read_value (self->desk, *(const gint64 *) id, "title");

      g_assert_cmpstr (truth, ==, title);
    }
}

static guint
get_number (GuichetDoor door)
{
  if (!g_test_quick ())
    return N_OPERATIONS;

  return door == GUICHET_DOOR_PORTAL ? N_OPERATIONS_QUICK : N_OPERATIONS / 10;
}

static void
test_soak (gconstpointer data)
{
  Count result = { 0 };
  guint crossings = 0;
  guint stopped;
  GuichetDoor door = GPOINTER_TO_UINT (data);
  guint operations = get_number (door);
  gint64 began = g_get_monotonic_time ();
  Soak soak;

  soak_init (&soak, door);
  while (soak.operations->len < operations)
    {
      for (guint i = 0; i < ROUND && soak.operations->len < operations; i++)
        do_something (&soak);
      cross (&soak);
      do
        {
          drain_through_deaths (&soak);
          stopped = answer_all_the_same (&soak);
          crossings += stopped;
        }
      while (stopped > 0);
    }

  guichet_demo_desk_fail_next (soak.desk, GUICHET_DEMO_FAULT_NONE, 0, FALSE);
  rig_pull (&soak.rig);
  for (guint i = 0; i < soak.tickets->len; i++)
    check_ticket (&soak, g_array_index (soak.tickets, gint64, i), &result);
  for (guint i = 0; i < soak.operations->len; i++)
    check_made (&soak, g_ptr_array_index (soak.operations, i), &result);
  check_titles (&soak);

  g_test_message ("calls: %u, requests: %u, faults: %u before, %u late, %u after, %u cut, %u deaths, %.1f s",
                  soak.calls, guichet_demo_desk_count_requests (soak.desk),
                  soak.points[0], soak.points[1], soak.points[2], soak.points[3], soak.points[4],
                  (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  g_test_message ("operations: %u, stopped: %u, lost: %u, doubled: %u",
                  soak.operations->len, crossings, result.lost, result.doubled);
  g_assert_cmpuint (crossings, >, 0);
  g_assert_cmpuint (result.lost, ==, 0);
  g_assert_cmpuint (result.doubled, ==, 0);
  soak_clear (&soak);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/sync/soak/rest", GUINT_TO_POINTER (GUICHET_DOOR_REST), test_soak);
  g_test_add_data_func ("/sync/soak/portal", GUINT_TO_POINTER (GUICHET_DOOR_PORTAL), test_soak);

  return g_test_run ();
}
