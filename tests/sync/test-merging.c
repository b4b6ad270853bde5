#include "config.h"

#include "operations.h"

#include "store/outbox.h"
#include "util/error.h"

/* What others do to a ticket between the look of a person and their sending. */

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

  operations_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, operations_make (&f, OP_FIELD));
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

  operations_init (&f, "assigned");
  fake_remote_set (f.server, f.ticket, GUICHET_FIELD_CALLBACK_PHONE, "0499000000");
  rig_pull (&f.rig);
  uuid = rig_enqueue (&f.rig, operations_make (&f, OP_FIELD));
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

  operations_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, operations_make (&f, OP_FIELD));
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

  operations_init (&f, "dispatched");
  uuid = rig_enqueue (&f.rig, operations_make (&f, OP_TAKE));
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

  operations_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, operations_make (&f, OP_FIELD));
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

  operations_init (&f, "pending");
  uuid = rig_enqueue (&f.rig, operations_make (&f, OP_RESUME));
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

  operations_init (&f, "pending");
  uuid = rig_enqueue (&f.rig, operations_make (&f, OP_RESUME));
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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync/merging/rebase", test_rebase);
  g_test_add_func ("/sync/merging/same-second", test_same_second);
  g_test_add_func ("/sync/merging/conflict", test_conflict);
  g_test_add_func ("/sync/merging/faster-colleague", test_faster_colleague);
  g_test_add_func ("/sync/merging/overwritten-note", test_overwritten_note);
  g_test_add_func ("/sync/merging/undone", test_undone);
  g_test_add_func ("/sync/merging/not-undone", test_not_undone);

  return g_test_run ();
}
