#include "config.h"

#include "faults.h"

#include "store/cache.h"
#include "store/reading.h"
#include "util/error.h"

/* Through the web portal nothing guards a write, lists tell little, and files
 * come ticket by ticket: each operation has one effect all the same. */

typedef enum
{
  OP_SAY,
  OP_REOPEN,
  OP_CLOSE,
  OP_NEW,
  OP_ATTACH,
  N_OPS,
} Op;

static const char * const op_names[N_OPS] = { "say", "reopen", "close", "new", "attach" };

typedef struct
{
  Op        op;
  FakeFault fault;
} Cell;

static void
portal_init (Fixture    *f,
             const char *status)
{
  fixture_init (f, fake_remote_new_portal (), status);
  fake_remote_say (f->server, f->ticket, GUICHET_JOURNAL_PUBLIC, "<p>Bonjour</p>");
  fake_remote_say (f->server, f->ticket, GUICHET_JOURNAL_PRIVATE, "<p>interne</p>");
  rig_pull (&f->rig);
}

static const char *
get_status (Op op)
{
  return op == OP_REOPEN || op == OP_CLOSE ? "resolved" : "assigned";
}

static GuichetIntent *
make_op (Fixture *f,
         Op       op)
{
  GuichetIntent *intent;

  if (op == OP_NEW)
    return rig_new_ticket ("Clavier");
  if (op == OP_ATTACH)
    return rig_new_file (f->ticket, "contents");

  intent = rig_new_change (&f->rig, f->ticket);
  if (op == OP_CLOSE)
    {
      intent->action = g_strdup ("close");
      guichet_intent_set_field (intent, GUICHET_FIELD_SATISFACTION, "", "1", NULL);
      return intent;
    }

  intent->action = op == OP_REOPEN ? g_strdup ("reopen") : NULL;
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Ce n'est pas fini</p>");

  return intent;
}

static void
assert_one_effect (Fixture    *f,
                   Op          op,
                   const char *uuid)
{
  g_autoptr(GuichetTicket) truth = fake_remote_dup (f->server, f->ticket);

  if (op != OP_CLOSE)
    g_assert_cmpuint (fake_remote_count (f->server, uuid), ==, 1);
  if (op == OP_REOPEN)
    g_assert_cmpuint (fake_remote_count_moves (f->server, f->ticket, "assigned"), ==, 1);
  if (op == OP_CLOSE)
    {
      g_assert_cmpuint (fake_remote_count_moves (f->server, f->ticket, "closed"), ==, 1);
      g_assert_cmpstr (guichet_ticket_get (truth, GUICHET_FIELD_SATISFACTION), ==, "1");
    }
}

/* The cache is the server's, but for what is not for a requester. */
static void
assert_converged (Fixture *f)
{
  g_autoptr(GArray) ids = fake_remote_list (f->server);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr(GuichetTicket) theirs = fake_remote_dup (f->server, id);
      g_autoptr(GuichetTicket) ours = guichet_store_read_ticket (f->rig.store, id, NULL, NULL);

      g_assert_nonnull (ours);
      for (guint field = 0; field < GUICHET_N_FIELDS; field++)
        g_assert_cmpstr (guichet_ticket_get (theirs, field), ==, guichet_ticket_get (ours, field));
      g_assert_cmpuint (guichet_ticket_get_journal (theirs, GUICHET_JOURNAL_PUBLIC)->len, ==,
                        guichet_ticket_get_journal (ours, GUICHET_JOURNAL_PUBLIC)->len);
      g_assert_null (guichet_ticket_get_journal (ours, GUICHET_JOURNAL_PRIVATE));
    }
}

static void
test_cell (gconstpointer data)
{
  const Cell *cell = data;
  g_autofree char *uuid = NULL;
  Fixture f;

  portal_init (&f, get_status (cell->op));
  uuid = rig_enqueue (&f.rig, make_op (&f, cell->op));
  drain_against (&f, cell->fault);

  rig_assert_state (&f.rig, uuid, GUICHET_INTENT_DONE);
  assert_one_effect (&f, cell->op, uuid);
  rig_pull (&f.rig);
  assert_converged (&f);
  fixture_clear (&f);
}

static void
test_deaths (gconstpointer data)
{
  Op op = GPOINTER_TO_UINT (data);

  for (guint32 seed = 1; seed <= 12; seed++)
    {
      g_autofree char *uuid = NULL;
      Fixture f;

      portal_init (&f, get_status (op));
      uuid = rig_enqueue (&f.rig, make_op (&f, op));
      drain_dying (&f, seed);

      rig_assert_state (&f.rig, uuid, GUICHET_INTENT_DONE);
      assert_one_effect (&f, op, uuid);
      fixture_clear (&f);
    }
}

/* ---- a server, or something in front of it, that does things twice */

/* The state stops the second time of what moves a ticket. */
static void
test_twice_moved (gconstpointer data)
{
  Op op = GPOINTER_TO_UINT (data);
  g_autofree char *uuid = NULL;
  Fixture f;

  portal_init (&f, get_status (op));
  uuid = rig_enqueue (&f.rig, make_op (&f, op));
  fake_remote_fail_next (f.server, FAKE_TWICE, FAKE_WRITES, 1);
  rig_drain (&f.rig);

  rig_assert_state (&f.rig, uuid, GUICHET_INTENT_DONE);
  assert_one_effect (&f, op, uuid);
  fixture_clear (&f);
}

/* Nothing stops that of words: it is told. */
static void
test_twice_said (void)
{
  g_autoptr(GuichetIntent) said = NULL;
  g_autofree char *uuid = NULL;
  Fixture f;

  portal_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, make_op (&f, OP_SAY));
  fake_remote_fail_next (f.server, FAKE_TWICE, FAKE_WRITES, 1);
  rig_drain (&f.rig);

  said = rig_read (&f.rig, uuid);
  g_assert_cmpint (said->state, ==, GUICHET_INTENT_DONE);
  g_assert_nonnull (said->detail);
  g_assert_cmpint (said->reason, ==, GUICHET_ERROR_FAILED);
  fixture_clear (&f);
}

/* ---- others act meanwhile */

static void
answer_first_cb (FakeRemote *server,
                 gboolean    write,
                 gpointer    user_data)
{
  gint64 *ticket = user_data;

  /* Once, before the look that comes before the sending. */
  if (*ticket != 0)
    fake_remote_say (server, *ticket, GUICHET_JOURNAL_PUBLIC, "<p>Une question</p>");
  *ticket = 0;
}

/* What was said since the writer looked stops an answer here, too. */
static void
test_crossing (void)
{
  g_autofree char *uuid = NULL;
  gint64 once;
  Fixture f;

  portal_init (&f, "assigned");
  uuid = rig_enqueue (&f.rig, make_op (&f, OP_SAY));
  once = f.ticket;
  fake_remote_set_hook (f.server, answer_first_cb, &once);
  rig_drain (&f.rig);
  fake_remote_set_hook (f.server, NULL, NULL);

  rig_assert_state (&f.rig, uuid, GUICHET_INTENT_CONFLICT);
  g_assert_cmpuint (fake_remote_count (f.server, uuid), ==, 0);
  fixture_clear (&f);
}

/* Somebody closed it: a reopening is refused before anything is sent. */
static void
test_closed_meanwhile (void)
{
  g_autofree char *uuid = NULL;
  Fixture f;

  portal_init (&f, "resolved");
  uuid = rig_enqueue (&f.rig, make_op (&f, OP_REOPEN));
  fake_remote_set (f.server, f.ticket, GUICHET_FIELD_STATUS, "closed");
  rig_drain (&f.rig);

  rig_assert_state (&f.rig, uuid, GUICHET_INTENT_CONFLICT);
  g_assert_cmpuint (fake_remote_count_moves (f.server, f.ticket, "assigned"), ==, 0);
  g_assert_cmpuint (fake_remote_count (f.server, uuid), ==, 0);
  fixture_clear (&f);
}

/* ---- pull */

static void
add_file (Fixture    *f,
          gint64      ticket,
          const char *contents)
{
  g_autoptr(GuichetIntent) intent = rig_new_file (ticket, contents);
  g_autoptr(GError) error = NULL;

  guichet_remote_send (GUICHET_REMOTE (f->server), intent, NULL, &error);
  g_assert_no_error (error);
}

static guint
count_files (Fixture *f,
             gint64   ticket)
{
  g_autoptr(GPtrArray) attachments = guichet_store_list_attachments (f->rig.store, ticket, NULL);

  return attachments->len;
}

static void
test_pull (void)
{
  static const char * const states[] = { "new", "assigned", "pending", "resolved", "closed" };
  Fixture f;

  portal_init (&f, "assigned");
  for (guint i = 0; i < 130; i++)
    fake_remote_add (f.server, states[i % G_N_ELEMENTS (states)]);
  rig_pull (&f.rig);
  assert_converged (&f);

  fake_remote_tick (f.server, 300);
  for (gint64 id = 2; id < 40; id++)
    fake_remote_say (f.server, id, GUICHET_JOURNAL_PUBLIC, "<p>Du nouveau</p>");
  fake_remote_delete (f.server, 50);
  fake_remote_add (f.server, "new");
  g_assert_true (guichet_store_save_cursor (f.rig.store, &(GuichetCursor) { "audit", "0" }, NULL));
  rig_pull (&f.rig);
  assert_converged (&f);
  fixture_clear (&f);
}

/* Files of ongoing tickets come by a round, those of what changed with it. */
static void
test_files (void)
{
  gint64 resolved;
  Fixture f;

  portal_init (&f, "assigned");
  resolved = fake_remote_add (f.server, "resolved");
  add_file (&f, f.ticket, "une");
  add_file (&f, resolved, "deux");
  g_assert_true (guichet_store_save_cursor (f.rig.store, &(GuichetCursor) { "attached.round", "0" }, NULL));
  rig_pull (&f.rig);
  g_assert_cmpuint (count_files (&f, f.ticket), ==, 1);

  fake_remote_tick (f.server, 300);
  add_file (&f, f.ticket, "trois");
  fake_remote_say (f.server, f.ticket, GUICHET_JOURNAL_PUBLIC, "<p>Voici</p>");
  fake_remote_say (f.server, resolved, GUICHET_JOURNAL_PUBLIC, "<p>Voici</p>");
  rig_pull (&f.rig);
  g_assert_cmpuint (count_files (&f, f.ticket), ==, 2);
  g_assert_cmpuint (count_files (&f, resolved), ==, 1);
  fixture_clear (&f);
}

static void
add_cells (void)
{
  for (guint op = 0; op < N_OPS; op++)
    {
      g_autofree char *deaths = g_strdup_printf ("/sync/portal/deaths/%s", op_names[op]);

      for (guint i = 0; i < N_FAULTS; i++)
        {
          g_autofree char *path = g_strdup_printf ("/sync/portal/%s/%s", op_names[op], faults[i].name);
          Cell *cell;

          /* Nothing guards a write of a portal: see below. */
          if (faults[i].fault == FAKE_TWICE)
            continue;

          cell = g_new (Cell, 1);
          *cell = (Cell) { op, faults[i].fault };
          g_test_add_data_func_full (path, cell, test_cell, g_free);
        }
      g_test_add_data_func (deaths, GUINT_TO_POINTER (op), test_deaths);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_cells ();
  g_test_add_data_func ("/sync/portal/twice/reopen", GUINT_TO_POINTER (OP_REOPEN), test_twice_moved);
  g_test_add_data_func ("/sync/portal/twice/close", GUINT_TO_POINTER (OP_CLOSE), test_twice_moved);
  g_test_add_func ("/sync/portal/twice/say", test_twice_said);
  g_test_add_func ("/sync/portal/crossing", test_crossing);
  g_test_add_func ("/sync/portal/closed-meanwhile", test_closed_meanwhile);
  g_test_add_func ("/sync/portal/pull", test_pull);
  g_test_add_func ("/sync/portal/files", test_files);

  return g_test_run ();
}
