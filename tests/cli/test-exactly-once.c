#include "config.h"

#include "rig.h"

#include "util/uuid.h"

/* What the command line promises with each fault of the desk, whatever the
 * exit status: after the fault is over and the outbox was sent, each operation
 * has had exactly one effect. */

#define MAX_SYNCS 20

typedef enum
{
  SAY_PRIVATE,
  SAY_PUBLIC,
  ACT,
  NEW,
  REOPEN,
  CLOSE,
  N_DEEDS
} Deed;

static const char * const deed_names[N_DEEDS] = { "say-private", "say-public", "act", "new", "reopen", "close" };

typedef struct
{
  const char       *profile;
  gboolean          portal;
  GuichetDemoFault  fault;
  Deed              deed;
} Case;

static GuichetExit
do_deed (Rig        *rig,
         Deed        deed,
         const char *ref,
         const char *leaf,
         const char *uuid)
{
  switch (deed)
    {
    case SAY_PRIVATE:
      return rig_run (rig, "say", ref, "Between us", "--to=private", "--id", uuid, "--json", NULL);
    case SAY_PUBLIC:
      return rig_run (rig, "say", ref, "For you", "--to=public", "--id", uuid, "--json", NULL);
    case ACT:
      return rig_run (rig, "act", ref, "resolve", "--set", "solution=Replaced", "--message=It works again",
                      "--id", uuid, "--json", NULL);
    case REOPEN:
      return rig_run (rig, "act", ref, "reopen", "--message=It is broken again", "--id", uuid, "--json", NULL);
    case CLOSE:
      return rig_run (rig, "act", ref, "close", "--set", "satisfaction=1", "--id", uuid, "--json", NULL);
    case NEW:
    case N_DEEDS:
    default:
      return rig_run (rig, "new", "--title=Screen", "--description=It stays dark", "--set", leaf, "--id", uuid,
                      "--json", NULL);
    }
}

/* Without the fault now. A conflict is settled as a person would: it is only
 * one when a colleague really changed the same field. */
static void
settle (Rig        *rig,
        const char *uuid)
{
  guichet_demo_desk_set_fault (rig->desk, GUICHET_DEMO_FAULT_NONE, 0, FALSE);

  for (guint i = 0; i < MAX_SYNCS; i++)
    {
      g_autofree char *state = NULL;

      rig_run (rig, "sync", NULL);
      g_assert_cmpint (rig_run (rig, "--offline", "outbox", "--json", NULL), ==, GUICHET_EXIT_DONE);
      state = rig_get_json (rig, "/operations/0/state");
      if (state == NULL)
        return;
      if (g_str_equal (state, "conflict"))
        rig_run (rig, "outbox", "--keep-mine", uuid, NULL);
      else if (g_str_equal (state, "refused"))
        rig_run (rig, "outbox", "--retry", uuid, NULL);
    }

  g_error ("the outbox does not become empty: %s", rig->out);
}

static char *
dup_leaf (Rig        *rig,
          const char *ref)
{
  g_autofree char *id = NULL;

  g_assert_cmpint (rig_run (rig, "--offline", "--json", "show", ref, NULL), ==, GUICHET_EXIT_DONE);
  id = rig_get_json (rig, "/ticket/subcategory/id");

  return g_strconcat ("subcategory=", id, NULL);
}

/* The desk's own truth, without HTTP. */
static void
assert_one_effect (Rig        *rig,
                   Deed        deed,
                   gint64      id,
                   const char *uuid)
{
  g_autofree char *marker = guichet_marker_for_uuid (uuid);
  static const char * const states[N_DEEDS] = { [ACT] = "resolved", [REOPEN] = "assigned", [CLOSE] = "closed" };
  g_autofree char *status = NULL;

  if (deed != CLOSE)
    g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, marker), ==, 1);
  if (states[deed] == NULL)
    return;

  status = guichet_demo_desk_read_value (rig->desk, id, "status");
  g_assert_cmpstr (status, ==, states[deed]);
}

/* A proxy that sends a creation twice makes two tickets unless the server has a
 * field of ours that must be unique; the stock model has none, and no client
 * can help it (ITOP-PROTOCOL §5). Through the web portal nothing guards words
 * either, and what somebody else closed first takes no satisfaction any more. */
static gboolean
is_beyond_us (const Case *test)
{
  if (test->fault == GUICHET_DEMO_FAULT_LAST_WRITER)
    return test->deed == CLOSE;
  if (test->fault != GUICHET_DEMO_FAULT_DOUBLE_APPLY)
    return FALSE;

  return test->portal ? test->deed == NEW || test->deed == SAY_PUBLIC
                      : test->deed == NEW && g_str_equal (test->profile, "itop");
}

/* What an agent does, and what a requester does through the web portal. */
static gboolean
is_theirs (const Case *test)
{
  return test->portal ? test->deed != SAY_PRIVATE && test->deed != ACT : test->deed != REOPEN && test->deed != CLOSE;
}

/* A ticket in the state that the deed begins with. */
static char *
pick_ticket (Rig        *rig,
             const Case *test)
{
  if (!test->portal)
    return rig_pick_ref (rig, "mine", "assigned");

  return rig_pick_ref (rig, "all", test->deed == REOPEN || test->deed == CLOSE ? "resolved" : "assigned");
}

static void
become_requester (Rig *rig)
{
  rig_become_requester (rig);
  rig_set_fields (rig, 1, "\"status\":\"assigned\"");
  rig_resolve (rig, 2, "Done");
}

static void
test_fault (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(Rig) rig = rig_new (test->profile);
  g_autofree char *ref = NULL;
  g_autofree char *leaf = NULL;
  g_autofree char *uuid = guichet_uuid7_new ();
  GuichetExit first, again;
  gint64 id;

  if (test->portal)
    become_requester (rig);
  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  ref = pick_ticket (rig, test);
  id = rig_pick_id (rig, ref);
  leaf = dup_leaf (rig, ref);

  rig->timeout = "4";
  guichet_demo_desk_fail_next (rig->desk, test->fault, 1, TRUE);
  first = do_deed (rig, test->deed, ref, leaf, uuid);
  g_test_message ("%s: exit %d, %s", guichet_demo_fault_to_nick (test->fault), first, rig->out);
  g_assert_cmpint (first, !=, GUICHET_EXIT_USAGE);
  g_assert_cmpint (first, !=, GUICHET_EXIT_STORAGE);

  /* A script that was told nothing good runs the same line again. */
  again = do_deed (rig, test->deed, ref, leaf, uuid);
  if (first == GUICHET_EXIT_DONE)
    g_assert_cmpint (again, ==, GUICHET_EXIT_DONE);

  settle (rig, uuid);
  g_assert_cmpint (do_deed (rig, test->deed, ref, leaf, uuid), ==, GUICHET_EXIT_DONE);
  assert_one_effect (rig, test->deed, id, uuid);
}

/* The profile of the desk is the first argument, the door the second. */
int
main (int   argc,
      char *argv[])
{
  static Case cases[GUICHET_DEMO_N_FAULTS * N_DEEDS];
  const char *profile;
  const char *door;
  guint n = 0;

  rig_init (&argc, &argv);
  profile = argc > 1 ? argv[1] : "asap";
  door = argc > 2 ? argv[2] : "rest";

  for (guint fault = 0; fault < GUICHET_DEMO_N_FAULTS; fault++)
    for (guint deed = 0; deed < N_DEEDS; deed++)
      {
        g_autofree char *path = NULL;

        cases[n] = (Case) { profile, g_str_equal (door, "portal"), fault, deed };
        if (is_beyond_us (&cases[n]) || !is_theirs (&cases[n]))
          continue;

        path = g_strdup_printf ("/cli/exactly-once/%s/%s/%s/%s", profile, door, guichet_demo_fault_to_nick (fault),
                                deed_names[deed]);
        g_test_add_data_func (path, &cases[n], test_fault);
        n++;
      }

  return rig_finish ();
}
