#include "config.h"

#include "faults.h"
#include "operations.h"

#include "store/outbox.h"
#include "store/reading.h"
#include "util/error.h"

/* One operation of each kind against each fault: exactly one effect. */

static const char * const op_names[N_OPS] = {
  "public", "private", "both", "field", "resume", "take", "resolve", "new", "attach",
};

static const char *
op_status (Op op)
{
  switch (op)
    {
    case OP_TAKE:
      return "dispatched";
    case OP_RESUME:
      return "pending";
    default:
      return "assigned";
    }
}

static void
assert_one_effect (Fixture    *f,
                   Op          op,
                   const char *uuid)
{
  switch (op)
    {
    case OP_PUBLIC:
    case OP_PRIVATE:
    case OP_NEW:
    case OP_ATTACH:
      g_assert_cmpuint (fake_remote_count (f->server, uuid), ==, 1);
      break;
    case OP_BOTH:
      g_assert_cmpuint (fake_remote_count (f->server, uuid), ==, 2);
      break;
    case OP_FIELD:
      assert_value (f, GUICHET_FIELD_TITLE, "Imprimante du CDI");
      break;
    case OP_RESUME:
      g_assert_cmpuint (fake_remote_count_moves (f->server, f->ticket, "assigned"), ==, 1);
      break;
    case OP_TAKE:
      assert_value (f, GUICHET_FIELD_AGENT, "5");
      g_assert_cmpuint (fake_remote_count_moves (f->server, f->ticket, "assigned"), ==, 1);
      break;
    case OP_RESOLVE:
      assert_value (f, GUICHET_FIELD_SOLUTION, "Toner remplacé");
      g_assert_cmpuint (fake_remote_count (f->server, uuid), ==, 1);
      g_assert_cmpuint (fake_remote_count_moves (f->server, f->ticket, "resolved"), ==, 1);
      break;
    case N_OPS:
    default:
      g_assert_not_reached ();
    }
}

/* What became of the request is known by the server's name for it. */
static void
assert_named (Fixture    *f,
              const char *uuid)
{
  g_autoptr(GuichetIntent) intent = rig_read (&f->rig, uuid);
  g_autoptr(GuichetTicket) ticket = fake_remote_dup (f->server, intent->ticket_id);

  g_assert_cmpstr (intent->ref, ==, guichet_ticket_get (ticket, GUICHET_FIELD_REF));
}

typedef struct
{
  Op        op;
  FakeFault fault;
} Cell;

static void
test_cell (gconstpointer data)
{
  const Cell *cell = data;
  g_autofree char *uuid = NULL;
  Fixture f;

  operations_init (&f, op_status (cell->op));
  uuid = rig_enqueue (&f.rig, operations_make (&f, cell->op));
  drain_against (&f, cell->fault);

  rig_assert_state (&f.rig, uuid, GUICHET_INTENT_DONE);
  assert_one_effect (&f, cell->op, uuid);
  if (cell->op == OP_NEW)
    assert_named (&f, uuid);
  rig_pull (&f.rig);
  rig_assert_same (&f.rig, f.ticket);
  fixture_clear (&f);
}

/* ---- the process dies after any call, any number of times */

static void
test_deaths (gconstpointer data)
{
  Op op = GPOINTER_TO_UINT (data);

  for (guint32 seed = 1; seed <= 12; seed++)
    {
      g_autofree char *uuid = NULL;
      Fixture f;

      operations_init (&f, op_status (op));
      uuid = rig_enqueue (&f.rig, operations_make (&f, op));
      drain_dying (&f, seed);

      rig_assert_state (&f.rig, uuid, GUICHET_INTENT_DONE);
      assert_one_effect (&f, op, uuid);
      rig_pull (&f.rig);
      rig_assert_same (&f.rig, f.ticket);
      fixture_clear (&f);
    }
}

/* ---- refusals */

/* The state that the person saw does not offer it: said at once. */
static void
test_unoffered (void)
{
  g_autoptr(GuichetIntent) parked = NULL;
  g_autofree char *uuid = NULL;
  Fixture f;

  operations_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, operations_make (&f, OP_RESUME));
  rig_drain (&f.rig);

  parked = rig_read (&f.rig, uuid);
  g_assert_cmpint (parked->state, ==, GUICHET_INTENT_REFUSED);
  g_assert_cmpint (parked->reason, ==, GUICHET_ERROR_INVALID);
  g_assert_cmpstr (parked->reason_field, ==, "status");
  g_assert_cmpuint (parked->attempts, ==, 0);
  g_assert_cmpuint (fake_remote_count_calls (f.server, FAKE_WRITES), ==, 0);
  fixture_clear (&f);
}

static void
test_rejected (void)
{
  g_autoptr(GuichetIntent) parked = NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *next = NULL;
  Fixture f;

  operations_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, operations_make (&f, OP_FIELD));
  next = rig_enqueue (&f.rig, operations_make (&f, OP_PUBLIC));
  fake_remote_fail_next (f.server, FAKE_REJECTED, FAKE_WRITES, 1);
  rig_drain (&f.rig);

  parked = rig_read (&f.rig, uuid);
  g_assert_cmpint (parked->state, ==, GUICHET_INTENT_REFUSED);
  g_assert_cmpint (parked->reason, ==, GUICHET_ERROR_REJECTED);
  g_assert_cmpstr (parked->reason_field, ==, "title");
  g_assert_cmpstr (parked->detail, ==, "Null not allowed");

  /* Behind it on the same ticket the order is kept. */
  rig_assert_state (&f.rig, next, GUICHET_INTENT_WAITING);
  g_assert_cmpuint (fake_remote_count (f.server, next), ==, 0);
  fixture_clear (&f);
}

static void
test_read_only (void)
{
  g_autofree char *uuid = NULL;
  g_autoptr(GuichetIntent) parked = NULL;
  g_autoptr(GError) error = NULL;
  Fixture f;

  operations_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, operations_make (&f, OP_PUBLIC));
  fake_remote_fail_next (f.server, FAKE_READ_ONLY, FAKE_WRITES, 100);
  rig_drain (&f.rig);

  parked = rig_read (&f.rig, uuid);
  g_assert_cmpint (parked->state, ==, GUICHET_INTENT_REFUSED);
  g_assert_cmpint (parked->reason, ==, GUICHET_ERROR_RIGHT_OR_READ_ONLY);
  g_assert_cmpstr (parked->entries[GUICHET_JOURNAL_PUBLIC], ==, "<p>Bonjour</p>");
  g_assert_cmpuint (fake_remote_count_calls (f.server, FAKE_WRITES), ==, 5);

  fake_remote_clear_faults (f.server);
  guichet_store_decide (f.rig.store, uuid, GUICHET_OUTBOX_RETRY, &error);
  g_assert_no_error (error);
  rig_drain (&f.rig);
  rig_assert_state (&f.rig, uuid, GUICHET_INTENT_DONE);
  g_assert_cmpuint (fake_remote_count (f.server, uuid), ==, 1);
  fixture_clear (&f);
}

static void
test_gone (void)
{
  g_autoptr(GuichetIntent) parked = NULL;
  g_autofree char *uuid = NULL;
  Fixture f;

  operations_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, operations_make (&f, OP_FIELD));
  fake_remote_delete (f.server, f.ticket);
  rig_drain (&f.rig);

  parked = rig_read (&f.rig, uuid);
  g_assert_cmpint (parked->state, ==, GUICHET_INTENT_REFUSED);
  g_assert_cmpint (parked->reason, ==, GUICHET_ERROR_NOT_FOUND);
  g_assert_cmpstr (guichet_intent_get_change (parked, GUICHET_FIELD_TITLE)->value, ==, "Imprimante du CDI");
  fixture_clear (&f);
}

/* One operation is refused for good: a hundred others go through. */
static void
test_poison (void)
{
  g_autoptr(GuichetIntent) parked = NULL;
  g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *poison = NULL;
  Fixture f;

  operations_init (&f, "assigned");
  poison = rig_enqueue (&f.rig, operations_make (&f, OP_FIELD));
  for (guint i = 0; i < 100; i++)
    g_ptr_array_add (others, rig_enqueue (&f.rig, rig_new_say (fake_remote_add (f.server, "assigned"),
                                                               GUICHET_JOURNAL_PUBLIC, "<p>x</p>")));
  fake_remote_fail_next (f.server, FAKE_REJECTED, FAKE_WRITES, 1);
  rig_drain (&f.rig);

  parked = rig_read (&f.rig, poison);
  g_assert_cmpint (parked->state, ==, GUICHET_INTENT_REFUSED);
  for (guint i = 0; i < others->len; i++)
    {
      rig_assert_state (&f.rig, g_ptr_array_index (others, i), GUICHET_INTENT_DONE);
      g_assert_cmpuint (fake_remote_count (f.server, g_ptr_array_index (others, i)), ==, 1);
    }
  fixture_clear (&f);
}

/* A server that never gives a certain answer: in the end a person decides. */
static void
test_never_answered (void)
{
  g_autoptr(GuichetIntent) parked = NULL;
  g_autofree char *uuid = NULL;
  Fixture f;

  operations_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, operations_make (&f, OP_PUBLIC));
  fake_remote_fail_next (f.server, FAKE_SERVER_ERROR, FAKE_WRITES, 1000);
  rig_drain (&f.rig);

  parked = rig_read (&f.rig, uuid);
  g_assert_cmpint (parked->state, ==, GUICHET_INTENT_REFUSED);
  g_assert_cmpint (parked->reason, ==, GUICHET_ERROR_OUTCOME_UNKNOWN);
  g_assert_cmpstr (parked->entries[GUICHET_JOURNAL_PUBLIC], ==, "<p>Bonjour</p>");
  g_assert_cmpuint (fake_remote_count (f.server, uuid), ==, 0);
  fixture_clear (&f);
}

/* ---- the account and the network */

static void
test_sign_in (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *other = NULL;
  Fixture f;

  operations_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, operations_make (&f, OP_PUBLIC));
  other = rig_enqueue (&f.rig, operations_make (&f, OP_NEW));
  fake_remote_fail_next (f.server, FAKE_SIGN_IN, FAKE_ALL, 1);

  g_assert_false (guichet_engine_drain (f.rig.engine, 0, NULL, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_BAD_CREDENTIALS);
  rig_assert_state (&f.rig, uuid, GUICHET_INTENT_WAITING);
  rig_assert_state (&f.rig, other, GUICHET_INTENT_WAITING);
  g_assert_cmpuint (fake_remote_count_calls (f.server, FAKE_WRITES), ==, 1);

  rig_drain (&f.rig);
  rig_assert_state (&f.rig, uuid, GUICHET_INTENT_DONE);
  rig_assert_state (&f.rig, other, GUICHET_INTENT_DONE);
  fixture_clear (&f);
}

static void
test_deadline (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *uuid = NULL;
  Fixture f;

  operations_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, operations_make (&f, OP_PUBLIC));
  fake_remote_fail_next (f.server, FAKE_UNREACHABLE, FAKE_ALL, 1000000);

  g_assert_false (guichet_engine_drain (f.rig.engine, g_get_monotonic_time () + 30000, NULL, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_UNREACHABLE);
  rig_assert_state (&f.rig, uuid, GUICHET_INTENT_WAITING);
  fixture_clear (&f);
}

/* What was parked without a ticket to go to does not loop. */
static void
test_homeless (void)
{
  g_autofree char *uuid = NULL;
  Fixture f;

  operations_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, rig_new_say (0, GUICHET_JOURNAL_PUBLIC, "<p>x</p>"));
  rig_drain (&f.rig);
  rig_assert_state (&f.rig, uuid, GUICHET_INTENT_REFUSED);
  fixture_clear (&f);
}

/* Nothing is sent again before the server's limit has passed, even when the
 * look finds nothing. */
static void
test_never_blind (void)
{
  const GuichetEngineTimes long_limit = { .server_limit = 600000 };
  g_autoptr(GError) error = NULL;
  g_autofree char *uuid = NULL;
  Fixture f;

  operations_init (&f, "assigned");
  guichet_engine_set_times (f.rig.engine, &long_limit);
  uuid = rig_enqueue (&f.rig, operations_make (&f, OP_PUBLIC));
  fake_remote_fail_next (f.server, FAKE_LATE, FAKE_WRITES, 1);
  g_assert_true (guichet_engine_drain (f.rig.engine, g_get_monotonic_time () + 50000, NULL, &error));
  g_assert_no_error (error);
  rig_assert_state (&f.rig, uuid, GUICHET_INTENT_VERIFY);
  g_assert_cmpuint (fake_remote_count_calls (f.server, FAKE_WRITES), ==, 1);

  /* It comes late; a new process, which does not wait as long, finds it. */
  fake_remote_commit_late (f.server);
  rig_restart (&f.rig);
  rig_drain (&f.rig);
  rig_assert_state (&f.rig, uuid, GUICHET_INTENT_DONE);
  g_assert_cmpuint (fake_remote_count (f.server, uuid), ==, 1);
  g_assert_cmpuint (fake_remote_count_calls (f.server, FAKE_WRITES), ==, 1);
  fixture_clear (&f);
}

static void
slow_cb (FakeRemote *server,
         gboolean    write,
         gpointer    user_data)
{
  if (write)
    g_usleep (5 * 1000 * rig_times.read_back);
}

/* An answer that takes longer than the time to the second look does not stand
 * for that look. */
static void
test_slow_answer (void)
{
  g_autofree char *uuid = NULL;
  Fixture f;

  operations_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, operations_make (&f, OP_PUBLIC));
  fake_remote_set_hook (f.server, slow_cb, NULL);
  fake_remote_fail_next (f.server, FAKE_LOST_APPEND, FAKE_WRITES, 1);
  rig_drain (&f.rig);
  fake_remote_set_hook (f.server, NULL, NULL);

  rig_assert_state (&f.rig, uuid, GUICHET_INTENT_DONE);
  g_assert_cmpuint (fake_remote_count (f.server, uuid), ==, 1);
  fixture_clear (&f);
}

/* ---- order */

static void
test_order (void)
{
  static const FakeFault storm[] = { FAKE_DROP_BEFORE, FAKE_DROP_AFTER, FAKE_LOST_APPEND, FAKE_TWICE };
  g_autoptr(GPtrArray) journal = NULL;
  g_autoptr(GuichetTicket) ticket = NULL;
  guint next = 0;
  Fixture f;

  operations_init (&f, "assigned");
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *html = g_strdup_printf ("<p>%u.</p>", i);
      g_autofree char *uuid = rig_enqueue (&f.rig, rig_new_say (f.ticket, GUICHET_JOURNAL_PUBLIC, html));
    }
  fake_remote_fail_often (f.server, storm, G_N_ELEMENTS (storm), 0.3, 7);
  rig_drain (&f.rig);

  ticket = fake_remote_dup (f.server, f.ticket);
  journal = g_ptr_array_ref (guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PUBLIC));
  for (guint i = 0; i < journal->len; i++)
    {
      const GuichetJournalEntry *entry = g_ptr_array_index (journal, i);
      g_autofree char *expected = g_strdup_printf ("<p>%u.</p>", next);

      if (strstr (entry->html, "class=\"cl-") == NULL)
        continue;
      g_assert_nonnull (strstr (entry->html, expected));
      next++;
    }
  g_assert_cmpuint (next, ==, 30);
  fixture_clear (&f);
}

static void
add_cells (void)
{
  for (Op op = 0; op < N_OPS; op++)
    {
      g_autofree char *path = g_strdup_printf ("/sync/replay/deaths/%s", op_names[op]);

      g_test_add_data_func (path, GUINT_TO_POINTER (op), test_deaths);
      for (guint i = 0; i < N_FAULTS; i++)
        {
          g_autofree char *cell_path = g_strdup_printf ("/sync/replay/%s/%s", op_names[op], faults[i].name);
          Cell *cell = g_new0 (Cell, 1);

          *cell = (Cell) { op, faults[i].fault };
          g_test_add_data_func_full (cell_path, cell, test_cell, g_free);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_cells ();
  g_test_add_func ("/sync/replay/unoffered", test_unoffered);
  g_test_add_func ("/sync/replay/rejected", test_rejected);
  g_test_add_func ("/sync/replay/read-only", test_read_only);
  g_test_add_func ("/sync/replay/gone", test_gone);
  g_test_add_func ("/sync/replay/poison", test_poison);
  g_test_add_func ("/sync/replay/never-answered", test_never_answered);
  g_test_add_func ("/sync/replay/sign-in", test_sign_in);
  g_test_add_func ("/sync/replay/deadline", test_deadline);
  g_test_add_func ("/sync/replay/homeless", test_homeless);
  g_test_add_func ("/sync/replay/never-blind", test_never_blind);
  g_test_add_func ("/sync/replay/slow-answer", test_slow_answer);
  g_test_add_func ("/sync/replay/order", test_order);

  return g_test_run ();
}
