#include "config.h"

#include "rig.h"

#include "store/outbox.h"
#include "store/reading.h"
#include "util/error.h"

/* The engine on its thread, as the program has it. */

typedef struct
{
  FakeRemote *server;
  Rig         rig;
  gint64      ticket;
  GThread    *main;
  guint       notifications;
} Fixture;

static void
state_changed_cb (GuichetEngine *engine,
                  GParamSpec    *pspec,
                  Fixture       *self)
{
  /* Properties change on the main thread, nowhere else. */
  g_assert_true (g_thread_self () == self->main);
  self->notifications++;
}

static void
fixture_init (Fixture *self)
{
  self->server = fake_remote_new ();
  self->ticket = fake_remote_add (self->server, "assigned");
  self->main = g_thread_self ();
  self->notifications = 0;
  rig_init (&self->rig, GUICHET_REMOTE (self->server));
  g_signal_connect (self->rig.engine, "notify", G_CALLBACK (state_changed_cb), self);
}

static void
fixture_clear (Fixture *self)
{
  rig_clear (&self->rig);
  g_assert_finalize_object (self->server);
}

static void
wait_for_state (Fixture            *self,
                GuichetEngineState  state)
{
  while (guichet_engine_get_state (self->rig.engine) != state)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_for_intent (Fixture            *self,
                 const char         *uuid,
                 GuichetIntentState  state)
{
  guint tick = g_timeout_add (2, tick_cb, NULL);

  for (;;)
    {
      g_autoptr(GuichetIntent) intent = rig_read (&self->rig, uuid);

      if (intent->state == state)
        break;
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (tick);
}

static void
test_states (void)
{
  Fixture f;

  fixture_init (&f);
  g_assert_cmpint (guichet_engine_get_state (f.rig.engine), ==, GUICHET_ENGINE_STOPPED);
  guichet_engine_start (f.rig.engine);
  wait_for_state (&f, GUICHET_ENGINE_IDLE);
  rig_assert_same (&f.rig, f.ticket);
  g_assert_cmpint (guichet_engine_get_last_success (f.rig.engine), >, 0);
  g_assert_null (guichet_engine_get_error (f.rig.engine));
  g_assert_cmpuint (f.notifications, >, 0);

  guichet_engine_stop (f.rig.engine);
  g_assert_cmpint (guichet_engine_get_state (f.rig.engine), ==, GUICHET_ENGINE_STOPPED);

  /* And once more: an engine may be started again. */
  guichet_engine_start (f.rig.engine);
  wait_for_state (&f, GUICHET_ENGINE_IDLE);
  fixture_clear (&f);
}

static void
test_offline (void)
{
  g_autofree char *uuid = NULL;
  Fixture f;

  fixture_init (&f);
  fake_remote_fail_next (f.server, FAKE_UNREACHABLE, FAKE_ALL, 1000000);
  guichet_engine_start (f.rig.engine);
  wait_for_state (&f, GUICHET_ENGINE_OFFLINE);
  g_assert_error (guichet_engine_get_error (f.rig.engine), GUICHET_ERROR, GUICHET_ERROR_UNREACHABLE);

  uuid = rig_enqueue (&f.rig, rig_new_say (f.ticket, GUICHET_JOURNAL_PUBLIC, "<p>Bonjour</p>"));
  guichet_engine_wake (f.rig.engine);
  g_usleep (5000);
  g_assert_cmpuint (fake_remote_count (f.server, uuid), ==, 0);

  fake_remote_clear_faults (f.server);
  wait_for_intent (&f, uuid, GUICHET_INTENT_DONE);
  wait_for_state (&f, GUICHET_ENGINE_IDLE);
  g_assert_cmpuint (fake_remote_count (f.server, uuid), ==, 1);
  fixture_clear (&f);
}

static void
test_maintenance (void)
{
  Fixture f;

  fixture_init (&f);
  fake_remote_fail_next (f.server, FAKE_MAINTENANCE, FAKE_ALL, 3);
  guichet_engine_start (f.rig.engine);
  wait_for_state (&f, GUICHET_ENGINE_MAINTENANCE);
  wait_for_state (&f, GUICHET_ENGINE_IDLE);
  fixture_clear (&f);
}

/* After a refused secret there is not one more try, until a person says so. */
static void
test_sign_in (void)
{
  g_autofree char *uuid = NULL;
  guint calls;
  Fixture f;

  fixture_init (&f);
  fake_remote_fail_next (f.server, FAKE_SIGN_IN, FAKE_ALL, 1);
  guichet_engine_start (f.rig.engine);
  wait_for_state (&f, GUICHET_ENGINE_SIGN_IN);
  calls = fake_remote_count_calls (f.server, FAKE_ALL);
  g_assert_cmpuint (calls, ==, 1);

  uuid = rig_enqueue (&f.rig, rig_new_say (f.ticket, GUICHET_JOURNAL_PUBLIC, "<p>Bonjour</p>"));
  for (guint i = 0; i < 5; i++)
    {
      guichet_engine_wake (f.rig.engine);
      g_usleep (2000);
    }
  g_assert_cmpuint (fake_remote_count_calls (f.server, FAKE_ALL), ==, calls);

  guichet_engine_sync_now (f.rig.engine);
  wait_for_intent (&f, uuid, GUICHET_INTENT_DONE);
  wait_for_state (&f, GUICHET_ENGINE_IDLE);
  fixture_clear (&f);
}

/* What others do comes by itself, and at once for the ticket on screen. */
static void
test_follows (void)
{
  guint tick;
  Fixture f;

  fixture_init (&f);
  guichet_engine_start (f.rig.engine);
  wait_for_state (&f, GUICHET_ENGINE_IDLE);
  guichet_engine_set_focus (f.rig.engine, f.ticket);
  fake_remote_tick (f.server, 10);
  fake_remote_set (f.server, f.ticket, GUICHET_FIELD_TITLE, "Vu");

  tick = g_timeout_add (2, tick_cb, NULL);
  for (;;)
    {
      g_autoptr(GuichetTicket) ticket = guichet_store_read_ticket (f.rig.store, f.ticket, NULL, NULL);

      if (g_str_equal (guichet_ticket_get (ticket, GUICHET_FIELD_TITLE), "Vu"))
        break;
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (tick);
  guichet_engine_set_focus (f.rig.engine, 0);
  fixture_clear (&f);
}

/* Stopped at any moment, it stops, and nothing is lost or doubled. */
static void
test_stop_anywhere (void)
{
  static const FakeFault storm[] = { FAKE_DROP_BEFORE, FAKE_DROP_AFTER, FAKE_SERVER_ERROR };
  g_autoptr(GRand) random = g_rand_new_with_seed (3);
  g_autoptr(GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  Fixture f;

  fixture_init (&f);
  fake_remote_fail_often (f.server, storm, G_N_ELEMENTS (storm), 0.2, 3);
  for (guint i = 0; i < 60; i++)
    {
      g_ptr_array_add (uuids, rig_enqueue (&f.rig, rig_new_say (f.ticket, GUICHET_JOURNAL_PUBLIC, "<p>x</p>")));
      guichet_engine_start (f.rig.engine);
      guichet_engine_wake (f.rig.engine);
      g_usleep ((gulong) g_rand_int_range (random, 0, 6000));
      guichet_engine_stop (f.rig.engine);
    }

  fake_remote_clear_faults (f.server);
  rig_drain (&f.rig);
  for (guint i = 0; i < uuids->len; i++)
    {
      rig_assert_state (&f.rig, g_ptr_array_index (uuids, i), GUICHET_INTENT_DONE);
      g_assert_cmpuint (fake_remote_count (f.server, g_ptr_array_index (uuids, i)), ==, 1);
    }
  fixture_clear (&f);
}

/* Dropped while it runs, without stopping first. */
static void
test_drop (void)
{
  Fixture f;

  fixture_init (&f);
  guichet_engine_start (f.rig.engine);
  fixture_clear (&f);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync/engine/states", test_states);
  g_test_add_func ("/sync/engine/offline", test_offline);
  g_test_add_func ("/sync/engine/maintenance", test_maintenance);
  g_test_add_func ("/sync/engine/sign-in", test_sign_in);
  g_test_add_func ("/sync/engine/follows", test_follows);
  g_test_add_func ("/sync/engine/stop-anywhere", test_stop_anywhere);
  g_test_add_func ("/sync/engine/drop", test_drop);

  return g_test_run ();
}
