#include "config.h"

#include "rig.h"

#include "store/marks.h"
#include "store/reading.h"

/* What a person does themself never makes a ticket unread, whatever happens to
 * it on its way; what somebody else does, does. */

typedef struct
{
  FakeRemote *server;
  Rig         rig;
  gint64      ticket;
} Fixture;

typedef struct
{
  const char *name;
  FakeFault   fault;
  gboolean    looked;
} Case;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->server = fake_remote_new ();
  fixture->ticket = fake_remote_add (fixture->server, "assigned");
  fake_remote_say (fixture->server, fixture->ticket, GUICHET_JOURNAL_PUBLIC, "<p>Avant</p>");
  fake_remote_tick (fixture->server, 300);
  rig_init (&fixture->rig, GUICHET_REMOTE (fixture->server));
  rig_pull (&fixture->rig);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  rig_clear (&fixture->rig);
  g_assert_finalize_object (fixture->server);
}

static void
assert_unread (Fixture  *fixture,
               gint64    id,
               gboolean  unread)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) marks = NULL;
  g_autoptr(GError) error = NULL;
  const GuichetMark *mark;

  g_array_append_val (ids, id);
  marks = guichet_store_read_marks (fixture->rig.store, ids, NULL, &error);
  g_assert_no_error (error);
  mark = g_ptr_array_index (marks, 0);
  if (mark->unread != unread)
    g_error ("Ticket %" G_GINT64_FORMAT ": unread %d, delta %x, who %s", id, mark->unread, mark->delta, mark->who);
}

static void
look (Fixture *fixture)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, fixture->ticket);
  g_assert_true (guichet_store_mark (fixture->rig.store, ids, GUICHET_MARK_SEEN, NULL));
}

/* @intent: (transfer full): */
static void
send_one (Fixture       *fixture,
          GuichetIntent *intent,
          FakeFault      fault)
{
  g_autofree char *uuid = NULL;

  fake_remote_tick (fixture->server, 60);
  if (fault != FAKE_NONE)
    fake_remote_fail_next (fixture->server, fault, FAKE_WRITES, 1);
  uuid = rig_enqueue (&fixture->rig, intent);
  rig_drain (&fixture->rig);
  rig_assert_state (&fixture->rig, uuid, GUICHET_INTENT_DONE);
  assert_unread (fixture, fixture->ticket, FALSE);
  rig_pull (&fixture->rig);
  assert_unread (fixture, fixture->ticket, FALSE);
}

static void
test_own (Fixture       *fixture,
          gconstpointer  data)
{
  const Case *c = data;
  GuichetIntent *reply = rig_new_say (fixture->ticket, GUICHET_JOURNAL_PUBLIC, "<p>Bonjour</p>");
  GuichetIntent *title;
  GuichetIntent *resolve;

  assert_unread (fixture, fixture->ticket, FALSE);
  if (c->looked)
    look (fixture);
  send_one (fixture, reply, c->fault);

  title = rig_new_change (&fixture->rig, fixture->ticket);
  guichet_intent_set_field (title, GUICHET_FIELD_TITLE, "Imprimante", "Imprimante du CDI", NULL);
  send_one (fixture, title, c->fault);

  resolve = rig_new_change (&fixture->rig, fixture->ticket);
  resolve->action = g_strdup ("resolve");
  guichet_intent_set_field (resolve, GUICHET_FIELD_SOLUTION, "", "Toner remplacé", NULL);
  send_one (fixture, resolve, c->fault);

  fake_remote_tick (fixture->server, 60);
  fake_remote_say (fixture->server, fixture->ticket, GUICHET_JOURNAL_PUBLIC, "<p>Encore</p>");
  rig_pull (&fixture->rig);
  assert_unread (fixture, fixture->ticket, TRUE);
}

static void
test_created (Fixture       *fixture,
              gconstpointer  data)
{
  GuichetIntent *intent = rig_new_ticket ("Clavier");
  g_autoptr(GuichetIntent) done = NULL;
  g_autofree char *uuid = NULL;

  fake_remote_tick (fixture->server, 60);
  uuid = rig_enqueue (&fixture->rig, intent);
  rig_drain (&fixture->rig);
  rig_pull (&fixture->rig);
  done = rig_read (&fixture->rig, uuid);
  g_assert_cmpint (done->ticket_id, !=, 0);
  assert_unread (fixture, done->ticket_id, FALSE);
}

/* The first load is no news, what comes after it is. */
static void
test_news (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 id;

  fake_remote_tick (fixture->server, 60);
  id = fake_remote_add (fixture->server, "new");
  rig_pull (&fixture->rig);
  assert_unread (fixture, fixture->ticket, FALSE);
  assert_unread (fixture, id, TRUE);
}

static const Case cases[] = {
  { "plain", FAKE_NONE, TRUE },
  { "never-looked-at", FAKE_NONE, FALSE },
  { "drop-before", FAKE_DROP_BEFORE, TRUE },
  { "drop-after", FAKE_DROP_AFTER, TRUE },
  { "drop-after-never-looked-at", FAKE_DROP_AFTER, FALSE },
  { "unreachable", FAKE_UNREACHABLE, TRUE },
  { "server-error", FAKE_SERVER_ERROR, TRUE },
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/unread/own/", cases[i].name, NULL);

      g_test_add (path, Fixture, &cases[i], set_up, test_own, tear_down);
    }
  g_test_add ("/sync/unread/created", Fixture, NULL, set_up, test_created, tear_down);
  g_test_add ("/sync/unread/news", Fixture, NULL, set_up, test_news, tear_down);

  return g_test_run ();
}
