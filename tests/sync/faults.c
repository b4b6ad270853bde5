#include "config.h"

#include "faults.h"

#define DEATHS_MAX 20

const Fault faults[N_FAULTS] = {
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

void
fixture_init (Fixture    *self,
              FakeRemote *server,
              const char *status)
{
  self->server = server;
  self->ticket = fake_remote_add (self->server, status);
  rig_init (&self->rig, GUICHET_REMOTE (self->server));
}

void
fixture_clear (Fixture *self)
{
  rig_clear (&self->rig);
  g_assert_finalize_object (self->server);
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

void
drain_against (Fixture   *self,
               FakeFault  fault)
{
  guint calls = 0;

  if (fault != FAKE_NONE)
    fake_remote_fail_next (self->server, fault, FAKE_WRITES, 1);
  if (fault == FAKE_LATE)
    fake_remote_set_hook (self->server, commit_late_cb, &calls);
  rig_drain (&self->rig);
  fake_remote_set_hook (self->server, NULL, NULL);
}

static gboolean
drain_or_die (Rig *rig)
{
  g_autoptr(GError) error = NULL;

  if (guichet_engine_drain (rig->engine, 0, NULL, &error))
    return TRUE;

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  return FALSE;
}

void
drain_dying (Fixture *self,
             guint32  seed)
{
  static const FakeFault crash[] = { FAKE_CRASH, FAKE_CRASH, FAKE_DROP_AFTER, FAKE_DROP_BEFORE };
  guint deaths = 0;

  fake_remote_fail_often (self->server, crash, G_N_ELEMENTS (crash), 0.6, seed);
  while (!drain_or_die (&self->rig))
    {
      rig_restart (&self->rig);
      if (++deaths > DEATHS_MAX)
        fake_remote_clear_faults (self->server);
    }
  fake_remote_clear_faults (self->server);
}
