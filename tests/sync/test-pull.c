#include "config.h"

#include "rig.h"

#include "store/cache.h"
#include "store/reading.h"
#include "util/error.h"

typedef struct
{
  FakeRemote *server;
  Rig         rig;
} Fixture;

static void
fixture_init (Fixture *self)
{
  self->server = fake_remote_new ();
  rig_init (&self->rig, GUICHET_REMOTE (self->server));
}

static void
fixture_clear (Fixture *self)
{
  rig_clear (&self->rig);
  g_assert_finalize_object (self->server);
}

/* Whatever was audited is audited again. */
static void
expire_audit (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  guichet_store_save_cursor (self->rig.store, &(GuichetCursor) { "audit", "0" }, &error);
  g_assert_no_error (error);
}

static void
assert_converged (Fixture *self)
{
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (GUICHET_VIEW_ALL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) theirs = fake_remote_list (self->server);
  g_autoptr(GArray) ours = guichet_store_list_ids (self->rig.store, query, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ours->len, ==, theirs->len);
  for (guint i = 0; i < theirs->len; i++)
    rig_assert_same (&self->rig, g_array_index (theirs, gint64, i));
}

static void
fill (Fixture *self,
      guint    n)
{
  static const char * const states[] = { "new", "assigned", "pending", "resolved", "closed" };

  for (guint i = 0; i < n; i++)
    {
      gint64 id = fake_remote_add (self->server, states[i % G_N_ELEMENTS (states)]);

      if (i % 3 == 0)
        fake_remote_say (self->server, id, GUICHET_JOURNAL_PUBLIC, "<p>Bonjour</p>");
      if (i % 50 == 0)
        fake_remote_tick (self->server, 1);
    }
}

/* ---- first load */

static void
test_whole (void)
{
  g_autoptr(GPtrArray) teams = NULL;
  Fixture f;

  fixture_init (&f);
  fill (&f, 1700);
  rig_pull (&f.rig);
  assert_converged (&f);

  teams = guichet_store_list_references (f.rig.store, GUICHET_REFERENCE_TEAM, 0, NULL);
  g_assert_cmpuint (teams->len, ==, 1);
  g_assert_cmpint (guichet_engine_get_last_success (f.rig.engine), >, 0);
  g_assert_cmpint (guichet_engine_get_state (f.rig.engine), ==, GUICHET_ENGINE_IDLE);
  fixture_clear (&f);
}

static void
test_empty (void)
{
  Fixture f;

  fixture_init (&f);
  rig_pull (&f.rig);
  assert_converged (&f);

  fake_remote_tick (f.server, 5);
  fake_remote_add (f.server, "new");
  rig_pull (&f.rig);
  assert_converged (&f);
  fixture_clear (&f);
}

/* Killed at every call, a pull begun again ends with the same cache, and does
 * not begin from nothing. */
static void
test_killed_anywhere (void)
{
  guint calls;
  Fixture f;

  fixture_init (&f);
  fill (&f, 1300);
  for (calls = 1;; calls++)
    {
      g_autoptr(GError) error = NULL;

      fake_remote_fail_next (f.server, FAKE_NONE, FAKE_READS, calls);
      fake_remote_fail_next (f.server, FAKE_CRASH, FAKE_READS, 1);
      if (guichet_engine_pull_once (f.rig.engine, NULL, &error))
        break;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      rig_restart (&f.rig);
    }

  g_assert_cmpuint (calls, >, 3);
  g_assert_cmpuint (calls, <, 40);
  assert_converged (&f);
  fixture_clear (&f);
}

/* Tickets come, go and change while the first load is under way. */
static void
moving_cb (FakeRemote *server,
           gboolean    write,
           gpointer    user_data)
{
  guint *n = user_data;

  (*n)++;
  fake_remote_tick (server, 1);
  fake_remote_add (server, "new");
  fake_remote_set (server, 3 * *n + 1, GUICHET_FIELD_STATUS, "resolved");
  fake_remote_say (server, 5 * *n + 2, GUICHET_JOURNAL_PRIVATE, "<p>Entre deux pages</p>");
  fake_remote_delete (server, 1299 - *n);
}

static void
test_moving (void)
{
  guint n = 0;
  Fixture f;

  fixture_init (&f);
  fill (&f, 1300);
  fake_remote_tick (f.server, 1000);
  fake_remote_set_hook (f.server, moving_cb, &n);
  rig_pull (&f.rig);
  fake_remote_set_hook (f.server, NULL, NULL);
  expire_audit (&f);
  rig_pull (&f.rig);
  assert_converged (&f);
  fixture_clear (&f);
}

/* ---- delta */

static void
test_delta (void)
{
  guint before;
  Fixture f;

  fixture_init (&f);
  fill (&f, 40);
  rig_pull (&f.rig);
  fake_remote_tick (f.server, 600);
  fake_remote_set (f.server, 7, GUICHET_FIELD_TITLE, "Changé");
  fake_remote_say (f.server, 8, GUICHET_JOURNAL_PUBLIC, "<p>Du nouveau</p>");
  fake_remote_add (f.server, "new");

  before = fake_remote_count_calls (f.server, FAKE_READS);
  rig_pull (&f.rig);
  assert_converged (&f);

  /* Delta, sweep, attachments: what did not change is not asked for. */
  g_assert_cmpuint (fake_remote_count_calls (f.server, FAKE_READS) - before, ==, 3);
  fixture_clear (&f);
}

/* Changes within one second on both sides of an answer, and one that commits
 * a minute after its stamp was taken. */
static void
test_overlap (void)
{
  Fixture f;

  fixture_init (&f);
  fill (&f, 10);
  fake_remote_tick (f.server, 600);
  fake_remote_set (f.server, 1, GUICHET_FIELD_TITLE, "Avant");
  rig_pull (&f.rig);
  fake_remote_set (f.server, 2, GUICHET_FIELD_TITLE, "Même seconde");
  fake_remote_say (f.server, 1, GUICHET_JOURNAL_PUBLIC, "<p>Même seconde</p>");
  rig_pull (&f.rig);
  assert_converged (&f);

  fake_remote_set (f.server, 3, GUICHET_FIELD_TITLE, "Tard");
  fake_remote_set_last_update (f.server, 3, "2026-11-24 08:09:00");
  rig_pull (&f.rig);
  assert_converged (&f);
  fixture_clear (&f);
}

/* A stamp beyond every horizon does not take the cursor along. */
static void
test_wrong_date (void)
{
  Fixture f;

  fixture_init (&f);
  fill (&f, 10);
  fake_remote_set_last_update (f.server, 1, "2999-12-31 00:00:00");
  fake_remote_set_last_update (f.server, 2, "never");
  rig_pull (&f.rig);
  fake_remote_tick (f.server, 600);
  fake_remote_set (f.server, 6, GUICHET_FIELD_TITLE, "Vu quand même");
  rig_pull (&f.rig);
  assert_converged (&f);
  fixture_clear (&f);
}

static void
test_large_delta (void)
{
  Fixture f;

  fixture_init (&f);
  fill (&f, 1400);
  rig_pull (&f.rig);
  fake_remote_tick (f.server, 600);
  for (gint64 id = 1; id <= 1400; id++)
    fake_remote_say (f.server, id, GUICHET_JOURNAL_PUBLIC, "<p>Annonce générale</p>");
  rig_pull (&f.rig);
  assert_converged (&f);
  fixture_clear (&f);
}

/* ---- what vanishes */

static void
test_sweep (void)
{
  Fixture f;

  fixture_init (&f);
  fill (&f, 50);
  rig_pull (&f.rig);
  fake_remote_tick (f.server, 600);
  fake_remote_delete (f.server, 1);     /* was new */
  fake_remote_delete (f.server, 12);    /* was assigned */
  rig_pull (&f.rig);
  assert_converged (&f);
  fixture_clear (&f);
}

static void
test_audit (void)
{
  Fixture f;

  fixture_init (&f);
  fill (&f, 50);
  rig_pull (&f.rig);
  fake_remote_tick (f.server, 600);
  fake_remote_delete (f.server, 5);     /* was closed: no sweep looks for it */
  expire_audit (&f);
  rig_pull (&f.rig);
  assert_converged (&f);
  fixture_clear (&f);
}

/* ---- attachments */

static void
test_attachments (void)
{
  g_autoptr(GPtrArray) attachments = NULL;
  g_autofree char *uuid = NULL;
  Fixture f;

  fixture_init (&f);
  fill (&f, 5);
  rig_pull (&f.rig);
  uuid = rig_enqueue (&f.rig, rig_new_file (2, "contents"));
  rig_drain (&f.rig);
  attachments = guichet_store_list_attachments (f.rig.store, 2, NULL);
  g_assert_cmpuint (attachments->len, ==, 1);
  fixture_clear (&f);
}

/* ---- any history, any faults, any deaths: the same cache in the end */

static void
live (FakeRemote *server,
      GRand      *random)
{
  g_autoptr(GArray) ids = fake_remote_list (server);
  static const char * const states[] = { "assigned", "pending", "resolved", "closed" };
  gint64 id = ids->len > 0 ? g_array_index (ids, gint64, g_rand_int_range (random, 0, (gint32) ids->len)) : 0;

  fake_remote_tick (server, g_rand_int_range (random, 0, 40));
  switch (id == 0 ? 0 : g_rand_int_range (random, 0, 6))
    {
    case 0:
      fake_remote_add (server, "new");
      break;
    case 1:
      fake_remote_delete (server, id);
      break;
    case 2:
      fake_remote_set (server, id, GUICHET_FIELD_STATUS, states[g_rand_int_range (random, 0, 4)]);
      break;
    case 3:
      fake_remote_set (server, id, GUICHET_FIELD_TITLE, g_rand_boolean (random) ? "Écran" : "Souris");
      break;
    default:
      fake_remote_say (server, id, g_rand_int_range (random, 0, 2), "<p>Encore</p>");
      break;
    }
}

static void
live_cb (FakeRemote *server,
         gboolean    write,
         gpointer    user_data)
{
  GRand *random = user_data;

  if (g_rand_int_range (random, 0, 2) == 0)
    live (server, random);
}

static void
test_convergence (void)
{
  static const FakeFault faults[] = { FAKE_UNREACHABLE, FAKE_DROP_BEFORE, FAKE_CRASH, FAKE_MAINTENANCE, FAKE_DROP_AFTER };

  for (guint32 seed = 1; seed <= 25; seed++)
    {
      g_autoptr(GRand) random = g_rand_new_with_seed (seed);
      Fixture f;

      fixture_init (&f);
      for (guint i = 0; i < 60; i++)
        live (f.server, random);
      fake_remote_fail_often (f.server, faults, G_N_ELEMENTS (faults), 0.25, seed);
      fake_remote_set_hook (f.server, live_cb, random);
      for (guint i = 0; i < 20; i++)
        {
          g_autoptr(GError) error = NULL;

          for (guint j = 0; j < 5; j++)
            live (f.server, random);
          if (!guichet_engine_pull_once (f.rig.engine, NULL, &error) && g_rand_boolean (random))
            rig_restart (&f.rig);
        }

      fake_remote_clear_faults (f.server);
      fake_remote_set_hook (f.server, NULL, NULL);
      expire_audit (&f);
      rig_pull (&f.rig);
      assert_converged (&f);
      fixture_clear (&f);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync/pull/whole", test_whole);
  g_test_add_func ("/sync/pull/empty", test_empty);
  g_test_add_func ("/sync/pull/killed-anywhere", test_killed_anywhere);
  g_test_add_func ("/sync/pull/moving", test_moving);
  g_test_add_func ("/sync/pull/delta", test_delta);
  g_test_add_func ("/sync/pull/overlap", test_overlap);
  g_test_add_func ("/sync/pull/wrong-date", test_wrong_date);
  g_test_add_func ("/sync/pull/large-delta", test_large_delta);
  g_test_add_func ("/sync/pull/sweep", test_sweep);
  g_test_add_func ("/sync/pull/audit", test_audit);
  g_test_add_func ("/sync/pull/attachments", test_attachments);
  g_test_add_func ("/sync/pull/convergence", test_convergence);

  return g_test_run ();
}
