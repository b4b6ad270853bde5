#include "config.h"

#include "proxy-remote.h"
#include "rig.h"

#include "demo/desk.h"
#include "remote/itop-rest.h"
#include "store/cache.h"
#include "store/outbox.h"
#include "store/reading.h"
#include "util/error.h"
#include "util/uuid.h"

/* Each kind of operation against each fault of the demonstration desk, over
 * HTTP: exactly one effect. */

#define SERVER_LIMIT 40

/* The desk wipes an entry out up to 60 ms after its answer. */
static const GuichetEngineTimes desk_times = {
  .server_limit = 2 * SERVER_LIMIT,
  .read_back = 90,
  .back_off_min = 2,
  .back_off_max = 20,
};

typedef enum
{
  OP_PUBLIC,
  OP_PRIVATE,
  OP_BOTH,
  OP_FIELD,
  OP_RESUME,
  OP_TAKE,
  OP_RESOLVE,
  OP_NEW,
  OP_ATTACH,
  N_OPS,
} Op;

static const struct
{
  const char *name;
  const char *status;
} ops[N_OPS] = {
  [OP_PUBLIC] = { "public", "assigned" },
  [OP_PRIVATE] = { "private", "assigned" },
  [OP_BOTH] = { "both", "assigned" },
  [OP_FIELD] = { "field", "assigned" },
  [OP_RESUME] = { "resume", "pending" },
  [OP_TAKE] = { "take", "dispatched" },
  [OP_RESOLVE] = { "resolve", "assigned" },
  [OP_NEW] = { "new", "assigned" },
  [OP_ATTACH] = { "attach", "assigned" },
};

/* Where the fault strikes. */
typedef enum
{
  POINT_WRITE,          /* the sending itself */
  POINT_FIRST,          /* the first request, whatever it is */
  POINT_THREE,          /* three requests in a row */
  N_POINTS,
} Point;

static const char * const point_names[N_POINTS] = { "write", "first", "three" };

typedef struct
{
  Op               op;
  GuichetDemoFault fault;
  Point            point;
} Cell;

typedef struct
{
  GuichetDemoDesk *desk;
  GuichetRemote   *remote;
  Rig              rig;
  GArray          *tickets;
  guint            next;
} Bench;

static Bench bench;

static GuichetRemote *
connect_as (GuichetDemoDesk *desk,
            const char      *login)
{
  g_autoptr(GError) error = NULL;
  GuichetRemote *remote = guichet_itop_rest_new (guichet_demo_desk_get_address (desk), login,
                                                 guichet_demo_desk_get_secret (desk), &error);

  g_assert_no_error (error);

  return remote;
}

static void
bench_init (void)
{
  const GuichetDemoOptions options = { .profile = "asap", .tickets = 400, .seed = 5, .server_limit = SERVER_LIMIT };
  g_autoptr(GError) error = NULL;

  bench.desk = guichet_demo_desk_new (&options, &error);
  g_assert_no_error (error);
  bench.remote = connect_as (bench.desk, guichet_demo_desk_get_login (bench.desk));
  rig_init (&bench.rig, bench.remote);
  guichet_engine_set_times (bench.rig.engine, &desk_times);
  rig_pull (&bench.rig);
  bench.tickets = guichet_store_list_ongoing (bench.rig.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bench.tickets->len, >, 50);
}

static void
bench_clear (void)
{
  g_array_unref (bench.tickets);
  rig_clear (&bench.rig);
  g_assert_finalize_object (bench.remote);
  guichet_demo_desk_stop (bench.desk);
  g_assert_finalize_object (bench.desk);
}

/* The next ticket, put into @status and known to the cache as it is. */
static gint64
take_ticket (const char *status)
{
  gint64 ticket = g_array_index (bench.tickets, gint64, bench.next++ % bench.tickets->len);
  g_autofree char *json = NULL;
  g_autoptr(GError) error = NULL;

  json = g_strdup_printf ("{\"operation\":\"core/update\",\"comment\":\"test\",\"class\":\"UserRequest\","
                          "\"key\":%" G_GINT64_FORMAT ",\"output_fields\":\"id\","
                          "\"fields\":{\"status\":\"%s\",\"agent_id\":0,\"title\":\"Imprimante %u\",\"solution\":\"\"}}",
                          ticket, status, bench.next);
  guichet_demo_desk_act (bench.desk, "colleague", json, &error);
  g_assert_no_error (error);
  rig_pull (&bench.rig);

  return ticket;
}

static GuichetIntent *
make_op (Op     op,
         gint64 ticket)
{
  GuichetIntent *intent = rig_new_change (&bench.rig, ticket);
  g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);

  switch (op)
    {
    case OP_PRIVATE:
      intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>Note</p>");
      break;
    case OP_BOTH:
      intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>Note</p>");
      intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Bonjour</p>");
      break;
    case OP_FIELD:
      {
        g_autoptr(GuichetTicket) shown = guichet_store_read_ticket (bench.rig.store, ticket, NULL, NULL);

        guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, guichet_ticket_get (shown, GUICHET_FIELD_TITLE),
                                  marker, NULL);
      }
      break;
    case OP_RESUME:
      intent->action = g_strdup ("resume");
      break;
    case OP_TAKE:
      {
        g_autoptr(GuichetIdentity) identity = guichet_store_dup_identity (bench.rig.store);
        g_autofree char *me = g_strdup_printf ("%" G_GINT64_FORMAT, identity->person_id);

        intent->action = g_strdup ("assign");
        guichet_intent_set_field (intent, GUICHET_FIELD_AGENT, "0", me, identity->name);
      }
      break;
    case OP_RESOLVE:
      intent->action = g_strdup ("resolve");
      guichet_intent_set_field (intent, GUICHET_FIELD_SOLUTION, "", "Toner <remplacé> & testé", NULL);
      intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>C’est fait</p>");
      break;
    case OP_NEW:
      guichet_intent_free (intent);
      return rig_new_ticket ("Clavier");
    case OP_ATTACH:
      guichet_intent_free (intent);
      intent = rig_new_file (ticket, marker);
      g_free (intent->file_name);
      intent->file_name = g_strconcat (GUICHET_MARKER_PREFIX, intent->uuid, ".txt", NULL);
      break;
    case OP_PUBLIC:
    case N_OPS:
    default:
      intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Bonjour</p>");
      break;
    }

  return intent;
}

static void
assert_value (gint64      ticket,
              const char *attribute,
              const char *expected)
{
  g_autofree char *value = guichet_demo_desk_read_value (bench.desk, ticket, attribute);

  g_assert_cmpstr (value, ==, expected);
}

static guint
count_effects (const char *uuid)
{
  g_autofree char *marker = guichet_marker_for_uuid (uuid);

  return guichet_demo_desk_count_marker (bench.desk, marker);
}

/* A server that does things twice without any rule against it makes two files:
 * there is nothing to guard an attachment with. The first request of an
 * attachment reads. */
static gboolean
is_doubled_file (const Cell *cell)
{
  return cell->fault == GUICHET_DEMO_FAULT_DOUBLE_APPLY && cell->point != POINT_FIRST;
}

static void
assert_one_effect (const Cell *cell,
                   gint64      ticket,
                   const char *uuid)
{
  g_autofree char *title = guichet_marker_for_uuid (uuid);

  switch (cell->op)
    {
    case OP_FIELD:
      assert_value (ticket, "title", title);
      break;
    case OP_RESUME:
      assert_value (ticket, "status", "assigned");
      break;
    case OP_TAKE:
      assert_value (ticket, "status", "assigned");
      break;
    case OP_RESOLVE:
      assert_value (ticket, "status", "resolved");
      g_assert_cmpuint (count_effects (uuid), ==, 1);
      break;
    case OP_BOTH:
      g_assert_cmpuint (count_effects (uuid), ==, 2);
      break;
    case OP_ATTACH:
      g_assert_cmpuint (count_effects (uuid), ==, is_doubled_file (cell) ? 2 : 1);
      break;
    case OP_PUBLIC:
    case OP_PRIVATE:
    case OP_NEW:
    case N_OPS:
    default:
      g_assert_cmpuint (count_effects (uuid), ==, 1);
      break;
    }
}

/* Somebody wrote the same thing in between: a person has to choose. */
static gboolean
must_conflict (const Cell *cell)
{
  return cell->fault == GUICHET_DEMO_FAULT_LAST_WRITER && cell->point != POINT_FIRST &&
         (cell->op == OP_FIELD || cell->op == OP_TAKE || cell->op == OP_RESOLVE);
}

/* An expired login stops everything until a person signs in again. */
static void
drain (const Cell *cell)
{
  for (guint i = 0;; i++)
    {
      g_autoptr(GError) error = NULL;

      if (guichet_engine_drain (bench.rig.engine, 0, NULL, &error))
        return;
      g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_BAD_CREDENTIALS);
      g_assert_cmpint (cell->fault, ==, GUICHET_DEMO_FAULT_EXPIRED_LOGIN);
      g_assert_cmpuint (i, <, 3);
    }
}

static void
test_cell (gconstpointer data)
{
  const Cell *cell = data;
  gint64 ticket = take_ticket (ops[cell->op].status);
  g_autofree char *uuid = rig_enqueue (&bench.rig, make_op (cell->op, ticket));

  guichet_demo_desk_fail_next (bench.desk, cell->fault, cell->point == POINT_THREE ? 3 : 1, cell->point == POINT_WRITE);
  drain (cell);
  guichet_demo_desk_fail_next (bench.desk, GUICHET_DEMO_FAULT_NONE, 0, FALSE);

  if (must_conflict (cell))
    {
      g_autoptr(GError) error = NULL;

      rig_assert_state (&bench.rig, uuid, GUICHET_INTENT_CONFLICT);
      g_assert_cmpuint (count_effects (uuid), ==, 0);
      guichet_store_decide (bench.rig.store, uuid, GUICHET_OUTBOX_WITHDRAW, &error);
      g_assert_no_error (error);
      return;
    }

  rig_assert_state (&bench.rig, uuid, GUICHET_INTENT_DONE);
  assert_one_effect (cell, ticket, uuid);
}

/* ---- two clients on the same tickets */

typedef struct
{
  GuichetRemote *remote;
  Rig            rig;
  GPtrArray     *uuids;
} Client;

static void
client_init (Client     *self,
             const char *login)
{
  self->remote = connect_as (bench.desk, login);
  rig_init (&self->rig, self->remote);
  guichet_engine_set_times (self->rig.engine, &desk_times);
  rig_pull (&self->rig);
  self->uuids = g_ptr_array_new_with_free_func (g_free);
}

static void
client_clear (Client *self)
{
  g_ptr_array_unref (self->uuids);
  rig_clear (&self->rig);
  g_assert_finalize_object (self->remote);
}

static gpointer
drain_client (gpointer data)
{
  Client *client = data;

  rig_drain (&client->rig);

  return NULL;
}

/* Both at once: of overlapping appends the server loses some, with success. */
static void
test_two_writers (void)
{
  Client clients[2];
  GThread *threads[2];

  client_init (&clients[0], "agent");
  client_init (&clients[1], "colleague");
  for (guint i = 0; i < 40; i++)
    for (guint c = 0; c < 2; c++)
      g_ptr_array_add (clients[c].uuids,
                       rig_enqueue (&clients[c].rig, rig_new_say (g_array_index (bench.tickets, gint64, i % 5),
                                                                  GUICHET_JOURNAL_PUBLIC, "<p>Bonjour</p>")));
  for (guint c = 0; c < 2; c++)
    threads[c] = g_thread_new ("client", drain_client, &clients[c]);
  for (guint c = 0; c < 2; c++)
    g_thread_join (threads[c]);

  for (guint c = 0; c < 2; c++)
    {
      for (guint i = 0; i < clients[c].uuids->len; i++)
        {
          rig_assert_state (&clients[c].rig, g_ptr_array_index (clients[c].uuids, i), GUICHET_INTENT_DONE);
          g_assert_cmpuint (count_effects (g_ptr_array_index (clients[c].uuids, i)), ==, 1);
        }
      client_clear (&clients[c]);
    }
}

static char *
change_title (Client     *client,
              gint64      ticket,
              const char *title)
{
  GuichetIntent *intent = rig_new_change (&client->rig, ticket);
  g_autoptr(GuichetTicket) shown = guichet_store_read_ticket (client->rig.store, ticket, NULL, NULL);

  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, guichet_ticket_get (shown, GUICHET_FIELD_TITLE), title, NULL);

  return rig_enqueue (&client->rig, intent);
}

/* Both offline, then one after the other: the first is written, the second is
 * asked. Nothing is overwritten without a word. */
static void
test_two_editors (void)
{
  gint64 ticket = take_ticket ("assigned");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr(GuichetIntent) parked = NULL;
  Client clients[2];

  client_init (&clients[0], "agent");
  client_init (&clients[1], "colleague");
  first = change_title (&clients[0], ticket, "Le premier");
  second = change_title (&clients[1], ticket, "Le second");
  rig_drain (&clients[0].rig);
  rig_drain (&clients[1].rig);

  rig_assert_state (&clients[0].rig, first, GUICHET_INTENT_DONE);
  parked = rig_read (&clients[1].rig, second);
  g_assert_cmpint (parked->state, ==, GUICHET_INTENT_CONFLICT);
  g_assert_cmpstr (parked->reason_field, ==, "title");
  assert_value (ticket, "title", "Le premier");

  /* The present title is there to choose from, without another pull. */
  {
    g_autoptr(GuichetTicket) server = guichet_store_read_server_ticket (clients[1].rig.store, ticket, NULL);
    g_autoptr(GError) error = NULL;

    g_assert_cmpstr (guichet_ticket_get (server, GUICHET_FIELD_TITLE), ==, "Le premier");
    guichet_store_decide (clients[1].rig.store, second, GUICHET_OUTBOX_KEEP_MINE, &error);
    g_assert_no_error (error);
  }
  rig_drain (&clients[1].rig);
  rig_assert_state (&clients[1].rig, second, GUICHET_INTENT_DONE);
  assert_value (ticket, "title", "Le second");

  for (guint c = 0; c < 2; c++)
    client_clear (&clients[c]);
}

/* ---- the process dies after each call in turn */

static ProxyDecision
die_at_cb (gboolean write,
           gpointer user_data)
{
  int *left = user_data;

  return (*left)-- == 0 ? PROXY_CRASH : PROXY_GO;
}

static void
test_death (gconstpointer data)
{
  Op op = GPOINTER_TO_UINT (data);

  for (int at = 0; at < 4; at++)
    {
      gint64 ticket = take_ticket (ops[op].status);
      const Cell cell = { op, GUICHET_DEMO_FAULT_NONE, POINT_WRITE };
      g_autofree char *uuid = rig_enqueue (&bench.rig, make_op (op, ticket));
      g_autoptr(GuichetRemote) proxy = NULL;
      g_autoptr(GuichetEngine) mortal = NULL;
      int left = at;

      proxy = proxy_remote_new (bench.remote, die_at_cb, &left);
      mortal = guichet_engine_new (bench.rig.store, proxy);
      guichet_engine_set_times (mortal, &desk_times);
      guichet_engine_drain (mortal, 0, NULL, NULL);
      g_assert_finalize_object (g_steal_pointer (&mortal));

      rig_restart (&bench.rig);
      guichet_engine_set_times (bench.rig.engine, &desk_times);
      rig_drain (&bench.rig);
      rig_assert_state (&bench.rig, uuid, GUICHET_INTENT_DONE);
      assert_one_effect (&cell, ticket, uuid);
    }
}

static void
add_cell (Op               op,
          GuichetDemoFault fault,
          Point            point)
{
  g_autofree char *path = g_strdup_printf ("/sync/desk/%s/%s/%s", ops[op].name, guichet_demo_fault_to_nick (fault),
                                           point_names[point]);
  Cell *cell = g_new0 (Cell, 1);

  *cell = (Cell) { op, fault, point };
  g_test_add_data_func_full (path, cell, test_cell, g_free);
}

static void
add_cells (void)
{
  for (Op op = 0; op < N_OPS; op++)
    {
      g_autofree char *path = g_strdup_printf ("/sync/desk/%s/death", ops[op].name);

      for (GuichetDemoFault fault = 0; fault < GUICHET_DEMO_N_FAULTS; fault++)
        for (Point point = 0; point < N_POINTS; point++)
          add_cell (op, fault, point);
      g_test_add_data_func (path, GUINT_TO_POINTER (op), test_death);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  add_cells ();
  g_test_add_func ("/sync/desk/two/writers", test_two_writers);
  g_test_add_func ("/sync/desk/two/editors", test_two_editors);

  bench_init ();
  status = g_test_run ();
  bench_clear ();

  return status;
}
