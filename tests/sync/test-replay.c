#include "config.h"

#include "rig.h"

#include "store/outbox.h"
#include "store/reading.h"
#include "util/error.h"

/* One operation of each kind against each fault: exactly one effect. */

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

static const char * const op_names[N_OPS] = {
  "public", "private", "both", "field", "resume", "take", "resolve", "new", "attach",
};

static const struct { FakeFault fault; const char *name; } faults[] = {
  { FAKE_NONE, "none" },
  { FAKE_UNREACHABLE, "unreachable" },
  { FAKE_DROP_BEFORE, "drop-before" },
  { FAKE_DROP_AFTER, "drop-after" },
  { FAKE_LATE, "late" },
  { FAKE_LOST_APPEND, "lost-append" },
  { FAKE_LOST_AT_ONCE, "lost-at-once" },
  { FAKE_TWICE, "twice" },
  { FAKE_READ_ONLY, "read-only" },
  { FAKE_MAINTENANCE, "maintenance" },
  { FAKE_SERVER_ERROR, "server-error" },
};

typedef struct
{
  FakeRemote *server;
  Rig         rig;
  gint64      ticket;
} Fixture;

static void
fixture_init (Fixture    *self,
              const char *status)
{
  self->server = fake_remote_new ();
  self->ticket = fake_remote_add (self->server, status);
  fake_remote_tick (self->server, 300);
  rig_init (&self->rig, GUICHET_REMOTE (self->server));
  rig_pull (&self->rig);
}

static void
fixture_clear (Fixture *self)
{
  rig_clear (&self->rig);
  g_assert_finalize_object (self->server);
}

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

static GuichetIntent *
make_op (Fixture *f,
         Op       op)
{
  GuichetIntent *intent;

  switch (op)
    {
    case OP_PUBLIC:
      return rig_new_say (f->ticket, GUICHET_JOURNAL_PUBLIC, "<p>Bonjour</p>");
    case OP_PRIVATE:
      return rig_new_say (f->ticket, GUICHET_JOURNAL_PRIVATE, "<p>Note</p>");
    case OP_BOTH:
      intent = rig_new_say (f->ticket, GUICHET_JOURNAL_PRIVATE, "<p>Note</p>");
      intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Bonjour</p>");
      return intent;
    case OP_FIELD:
      intent = rig_new_change (&f->rig, f->ticket);
      guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, "Imprimante", "Imprimante du CDI", NULL);
      return intent;
    case OP_RESUME:
      intent = rig_new_change (&f->rig, f->ticket);
      intent->action = g_strdup ("resume");
      return intent;
    case OP_TAKE:
      intent = rig_new_change (&f->rig, f->ticket);
      intent->action = g_strdup ("assign");
      guichet_intent_set_field (intent, GUICHET_FIELD_AGENT, "", "5", "Moi");
      return intent;
    case OP_RESOLVE:
      intent = rig_new_change (&f->rig, f->ticket);
      intent->action = g_strdup ("resolve");
      guichet_intent_set_field (intent, GUICHET_FIELD_SOLUTION, "", "Toner remplacé", NULL);
      intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>C'est fait</p>");
      return intent;
    case OP_NEW:
      return rig_new_ticket ("Clavier");
    case OP_ATTACH:
    case N_OPS:
    default:
      return rig_new_file (f->ticket, "contents");
    }
}

static void
assert_value (Fixture      *f,
              GuichetField  field,
              const char   *expected)
{
  g_autoptr(GuichetTicket) ticket = fake_remote_dup (f->server, f->ticket);

  g_assert_cmpstr (guichet_ticket_get (ticket, field), ==, expected);
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

/* The late one commits well within the server's limit. */
static void
commit_late_cb (FakeRemote *server,
                gboolean    write,
                gpointer    user_data)
{
  guint *calls = user_data;

  if (++*calls == 3)
    fake_remote_commit_late (server);
}

typedef struct
{
  Op        op;
  FakeFault fault;
  guint     nth;
} Cell;

static void
test_cell (gconstpointer data)
{
  const Cell *cell = data;
  g_autofree char *uuid = NULL;
  Fixture f;
  guint calls = 0;

  fixture_init (&f, op_status (cell->op));
  uuid = rig_enqueue (&f.rig, make_op (&f, cell->op));
  if (cell->fault != FAKE_NONE)
    fake_remote_fail_next (f.server, cell->fault, FAKE_WRITES, cell->nth);
  if (cell->fault == FAKE_LATE)
    fake_remote_set_hook (f.server, commit_late_cb, &calls);
  rig_drain (&f.rig);
  fake_remote_set_hook (f.server, NULL, NULL);

  rig_assert_state (&f.rig, uuid, GUICHET_INTENT_DONE);
  assert_one_effect (&f, cell->op, uuid);
  rig_pull (&f.rig);
  rig_assert_same (&f.rig, f.ticket);
  fixture_clear (&f);
}

/* ---- the process dies after any call, any number of times */

static gboolean
drain_or_die (Rig *rig)
{
  g_autoptr(GError) error = NULL;

  if (guichet_engine_drain (rig->engine, 0, NULL, &error))
    return TRUE;

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  return FALSE;
}

static void
test_deaths (gconstpointer data)
{
  Op op = GPOINTER_TO_UINT (data);

  for (guint32 seed = 1; seed <= 12; seed++)
    {
      static const FakeFault crash[] = { FAKE_CRASH, FAKE_CRASH, FAKE_DROP_AFTER, FAKE_DROP_BEFORE };
      g_autofree char *uuid = NULL;
      guint deaths = 0;
      Fixture f;

      fixture_init (&f, op_status (op));
      uuid = rig_enqueue (&f.rig, make_op (&f, op));
      fake_remote_fail_often (f.server, crash, G_N_ELEMENTS (crash), 0.6, seed);
      while (!drain_or_die (&f.rig))
        {
          rig_restart (&f.rig);
          if (++deaths > 20)
            fake_remote_clear_faults (f.server);
        }
      fake_remote_clear_faults (f.server);

      rig_assert_state (&f.rig, uuid, GUICHET_INTENT_DONE);
      assert_one_effect (&f, op, uuid);
      rig_pull (&f.rig);
      rig_assert_same (&f.rig, f.ticket);
      fixture_clear (&f);
    }
}

/* ---- merging with what others do */

static void
colleague_cb (FakeRemote *server,
              gboolean    write,
              gpointer    user_data)
{
  gint64 *ticket = user_data;

  if (!write || *ticket == 0)
    return;

  /* Between our look and our sending: another field, once. */
  fake_remote_tick (server, 1);
  fake_remote_set (server, *ticket, GUICHET_FIELD_CALLBACK_PHONE, "0499000000");
  *ticket = 0;
}

static void
test_rebase (void)
{
  g_autofree char *uuid = NULL;
  gint64 once;
  Fixture f;

  fixture_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, make_op (&f, OP_FIELD));
  once = f.ticket;
  fake_remote_set_hook (f.server, colleague_cb, &once);
  rig_drain (&f.rig);
  fake_remote_set_hook (f.server, NULL, NULL);

  rig_assert_state (&f.rig, uuid, GUICHET_INTENT_DONE);
  assert_value (&f, GUICHET_FIELD_TITLE, "Imprimante du CDI");
  assert_value (&f, GUICHET_FIELD_CALLBACK_PHONE, "0499000000");
  fixture_clear (&f);
}

static void
same_second_cb (FakeRemote *server,
                gboolean    write,
                gpointer    user_data)
{
  gint64 *ticket = user_data;

  if (write && *ticket != 0)
    fake_remote_set (server, *ticket, GUICHET_FIELD_TITLE, "Scanner");
  if (write)
    *ticket = 0;
}

/* The same field, between our look and our sending, in the very second of the
 * stamp that we saw. */
static void
test_same_second (void)
{
  g_autofree char *uuid = NULL;
  gint64 once;
  Fixture f;

  fixture_init (&f, "assigned");
  fake_remote_set (f.server, f.ticket, GUICHET_FIELD_CALLBACK_PHONE, "0499000000");
  rig_pull (&f.rig);
  uuid = rig_enqueue (&f.rig, make_op (&f, OP_FIELD));
  once = f.ticket;
  fake_remote_set_hook (f.server, same_second_cb, &once);
  rig_drain (&f.rig);
  fake_remote_set_hook (f.server, NULL, NULL);

  rig_assert_state (&f.rig, uuid, GUICHET_INTENT_CONFLICT);
  assert_value (&f, GUICHET_FIELD_TITLE, "Scanner");
  fixture_clear (&f);
}

static void
test_conflict (void)
{
  g_autoptr(GuichetIntent) parked = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *uuid = NULL;
  Fixture f;

  fixture_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, make_op (&f, OP_FIELD));
  fake_remote_set (f.server, f.ticket, GUICHET_FIELD_TITLE, "Scanner");
  rig_drain (&f.rig);

  parked = rig_read (&f.rig, uuid);
  g_assert_cmpint (parked->state, ==, GUICHET_INTENT_CONFLICT);
  g_assert_cmpstr (parked->reason_field, ==, "title");
  assert_value (&f, GUICHET_FIELD_TITLE, "Scanner");

  /* A person chooses: mine, on top of what is there now. */
  rig_pull (&f.rig);
  guichet_store_decide (f.rig.store, uuid, GUICHET_OUTBOX_KEEP_MINE, &error);
  g_assert_no_error (error);
  rig_drain (&f.rig);
  rig_assert_state (&f.rig, uuid, GUICHET_INTENT_DONE);
  assert_value (&f, GUICHET_FIELD_TITLE, "Imprimante du CDI");
  fixture_clear (&f);
}

static void
test_faster_colleague (void)
{
  g_autoptr(GuichetIntent) parked = NULL;
  g_autofree char *uuid = NULL;
  Fixture f;

  fixture_init (&f, "dispatched");
  uuid = rig_enqueue (&f.rig, make_op (&f, OP_TAKE));
  fake_remote_set (f.server, f.ticket, GUICHET_FIELD_AGENT, "6");
  fake_remote_set (f.server, f.ticket, GUICHET_FIELD_STATUS, "assigned");
  rig_drain (&f.rig);

  parked = rig_read (&f.rig, uuid);
  g_assert_cmpint (parked->state, ==, GUICHET_INTENT_CONFLICT);
  assert_value (&f, GUICHET_FIELD_AGENT, "6");
  fixture_clear (&f);
}

static void
test_overwritten_note (void)
{
  g_autoptr(GuichetIntent) done = NULL;
  g_autofree char *uuid = NULL;
  Fixture f;

  fixture_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, make_op (&f, OP_FIELD));
  fake_remote_fail_next (f.server, FAKE_FOREIGN_FIELD, FAKE_WRITES, 1);
  rig_drain (&f.rig);

  done = rig_read (&f.rig, uuid);
  g_assert_cmpint (done->state, ==, GUICHET_INTENT_DONE);
  g_assert_cmpint (done->reason, ==, GUICHET_ERROR_CONFLICT);
  g_assert_cmpstr (done->reason_field, ==, "title");
  g_assert_nonnull (done->detail);
  fixture_clear (&f);
}

static void
undo_cb (FakeRemote *server,
         gboolean    write,
         gpointer    user_data)
{
  gint64 *ticket = user_data;
  g_autoptr(GuichetTicket) truth = NULL;

  if (write || *ticket == 0)
    return;
  truth = fake_remote_dup (server, *ticket);
  if (!g_str_equal (guichet_ticket_get (truth, GUICHET_FIELD_STATUS), "assigned"))
    return;

  fake_remote_tick (server, 2);
  fake_remote_set (server, *ticket, GUICHET_FIELD_STATUS, "pending");
  *ticket = 0;
}

/* A transition that leaves no trace is done, unheard, and undone by a
 * colleague before we look: it is not done over their head. */
static void
test_undone (void)
{
  g_autoptr(GuichetIntent) parked = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *uuid = NULL;
  gint64 once;
  Fixture f;

  fixture_init (&f, "pending");
  uuid = rig_enqueue (&f.rig, make_op (&f, OP_RESUME));
  once = f.ticket;
  fake_remote_set_hook (f.server, undo_cb, &once);
  fake_remote_fail_next (f.server, FAKE_DROP_AFTER, FAKE_WRITES, 1);
  rig_drain (&f.rig);
  fake_remote_set_hook (f.server, NULL, NULL);

  parked = rig_read (&f.rig, uuid);
  g_assert_cmpint (parked->state, ==, GUICHET_INTENT_CONFLICT);
  g_assert_cmpint (parked->reason, ==, GUICHET_ERROR_OUTCOME_UNKNOWN);
  g_assert_cmpuint (fake_remote_count_moves (f.server, f.ticket, "assigned"), ==, 1);
  assert_value (&f, GUICHET_FIELD_STATUS, "pending");

  guichet_store_decide (f.rig.store, uuid, GUICHET_OUTBOX_KEEP_MINE, &error);
  g_assert_no_error (error);
  rig_drain (&f.rig);
  rig_assert_state (&f.rig, uuid, GUICHET_INTENT_DONE);
  assert_value (&f, GUICHET_FIELD_STATUS, "assigned");
  fixture_clear (&f);
}

/* The same transition is not done, unheard, and this process dies before it
 * looks. What the person saw is older than what was sent: it is done, and
 * nobody is asked. */
static void
test_not_undone (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *uuid = NULL;
  Fixture f;

  fixture_init (&f, "pending");
  uuid = rig_enqueue (&f.rig, make_op (&f, OP_RESUME));
  fake_remote_tick (f.server, 2);
  fake_remote_set (f.server, f.ticket, GUICHET_FIELD_CALLBACK_PHONE, "04 67 00 00 00");
  fake_remote_fail_next (f.server, FAKE_NONE, FAKE_READS, 1);
  fake_remote_fail_next (f.server, FAKE_DROP_BEFORE, FAKE_WRITES, 1);
  fake_remote_fail_next (f.server, FAKE_CRASH, FAKE_READS, 1);
  g_assert_false (guichet_engine_drain (f.rig.engine, 0, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  rig_restart (&f.rig);
  rig_drain (&f.rig);

  rig_assert_state (&f.rig, uuid, GUICHET_INTENT_DONE);
  g_assert_cmpuint (fake_remote_count_moves (f.server, f.ticket, "assigned"), ==, 1);
  fixture_clear (&f);
}

/* ---- refusals */

/* The state that the person saw does not offer it: said at once. */
static void
test_unoffered (void)
{
  g_autoptr(GuichetIntent) parked = NULL;
  g_autofree char *uuid = NULL;
  Fixture f;

  fixture_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, make_op (&f, OP_RESUME));
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

  fixture_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, make_op (&f, OP_FIELD));
  next = rig_enqueue (&f.rig, make_op (&f, OP_PUBLIC));
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

  fixture_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, make_op (&f, OP_PUBLIC));
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

  fixture_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, make_op (&f, OP_FIELD));
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

  fixture_init (&f, "assigned");
  poison = rig_enqueue (&f.rig, make_op (&f, OP_FIELD));
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

  fixture_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, make_op (&f, OP_PUBLIC));
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

  fixture_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, make_op (&f, OP_PUBLIC));
  other = rig_enqueue (&f.rig, make_op (&f, OP_NEW));
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

  fixture_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, make_op (&f, OP_PUBLIC));
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

  fixture_init (&f, "assigned");
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

  fixture_init (&f, "assigned");
  guichet_engine_set_times (f.rig.engine, &long_limit);
  uuid = rig_enqueue (&f.rig, make_op (&f, OP_PUBLIC));
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

  fixture_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, make_op (&f, OP_PUBLIC));
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

  fixture_init (&f, "assigned");
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
      for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
        {
          g_autofree char *cell_path = g_strdup_printf ("/sync/replay/%s/%s", op_names[op], faults[i].name);
          Cell *cell = g_new0 (Cell, 1);

          *cell = (Cell) { op, faults[i].fault, 1 };
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
  g_test_add_func ("/sync/replay/rebase", test_rebase);
  g_test_add_func ("/sync/replay/same-second", test_same_second);
  g_test_add_func ("/sync/replay/conflict", test_conflict);
  g_test_add_func ("/sync/replay/faster-colleague", test_faster_colleague);
  g_test_add_func ("/sync/replay/overwritten-note", test_overwritten_note);
  g_test_add_func ("/sync/replay/undone", test_undone);
  g_test_add_func ("/sync/replay/not-undone", test_not_undone);
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
