#include "config.h"

#include "rig.h"

/* The journeys of an agent through guichetctl against the stock model, which
 * has neither « Affectée » nor « À compléter »: what it has works, and nothing
 * else is offered. */

static Rig *
open_desk (void)
{
  Rig *rig = rig_new ("itop");

  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);

  return rig;
}

static void
assert_value (Rig        *rig,
              const char *ref,
              const char *attribute,
              const char *expected)
{
  g_autofree char *value = guichet_demo_desk_read_value (rig->desk, rig_pick_id (rig, ref), attribute);

  g_assert_cmpstr (value, ==, expected);
}

/* @names: with spaces around each */
static void
assert_offered (Rig        *rig,
                const char *ref,
                const char *names)
{
  g_autoptr(GString) offered = g_string_new (" ");

  g_assert_cmpint (rig_run (rig, "actions", ref, "--json", NULL), ==, GUICHET_EXIT_DONE);
  for (guint i = 0;; i++)
    {
      g_autofree char *pointer = g_strdup_printf ("/actions/%u/name", i);
      g_autofree char *name = rig_get_json (rig, pointer);

      if (name == NULL)
        break;
      g_string_append_printf (offered, "%s ", name);
    }
  g_assert_cmpstr (offered->str, ==, names);
}

static void
take (Rig        *rig,
      const char *ref)
{
  g_assert_cmpint (rig_run (rig, "act", ref, "assign", "--set", "agent=me", NULL), ==, GUICHET_EXIT_DONE);
  assert_value (rig, ref, "status", "assigned");
}

static void
test_take_and_answer (void)
{
  g_autoptr(Rig) rig = open_desk ();
  g_autofree char *ref = rig_pick_ref (rig, "to-take", "new");

  assert_offered (rig, ref, " assign request-approval ");
  take (rig, ref);
  assert_offered (rig, ref, " pending reassign resolve ");
  g_assert_cmpint (rig_run (rig, "say", ref, "Which room, please?", "--to=public", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpint (rig_run (rig, "say", ref, "Key at the office.", "--to=private", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpint (rig_run (rig, "--offline", "show", ref, NULL), ==, GUICHET_EXIT_DONE);
  g_assert_nonnull (strstr (rig->out, "Which room, please?"));
  g_assert_nonnull (strstr (rig->out, "Key at the office."));
}

static void
test_hold_and_resume (void)
{
  g_autoptr(Rig) rig = open_desk ();
  g_autofree char *ref = rig_pick_ref (rig, "to-take", "new");

  take (rig, ref);
  g_assert_cmpint (rig_run (rig, "act", ref, "pending", NULL), ==, GUICHET_EXIT_REFUSED);
  g_assert_nonnull (strstr (rig->err, "pending-reason"));
  g_assert_cmpint (rig_run (rig, "act", ref, "pending", "--set", "pending-reason=Spare part ordered", NULL), ==,
                   GUICHET_EXIT_DONE);
  assert_value (rig, ref, "status", "pending");
  assert_offered (rig, ref, " resume ");

  /* Here a wait has to end before it is resolved. */
  g_assert_cmpint (rig_run (rig, "act", ref, "resolve", "--set", "solution=Done", NULL), ==, GUICHET_EXIT_REFUSED);
  assert_value (rig, ref, "status", "pending");
  g_assert_cmpint (rig_run (rig, "act", ref, "resume", NULL), ==, GUICHET_EXIT_DONE);
  assert_value (rig, ref, "status", "assigned");
}

static void
test_reassign (void)
{
  g_autoptr(Rig) rig = open_desk ();
  g_autofree char *ref = rig_pick_ref (rig, "to-take", "new");

  take (rig, ref);
  g_assert_cmpint (rig_run (rig, "act", ref, "reassign", NULL), ==, GUICHET_EXIT_REFUSED);
  g_assert_cmpint (rig_run (rig, "act", ref, "reassign", "--set", "agent=me", "--note=Mine again", NULL), ==,
                   GUICHET_EXIT_DONE);
  assert_value (rig, ref, "status", "assigned");
}

static void
test_resolve_and_reopen (void)
{
  g_autoptr(Rig) rig = open_desk ();
  g_autofree char *ref = rig_pick_ref (rig, "to-take", "new");

  take (rig, ref);
  g_assert_cmpint (rig_run (rig, "act", ref, "resolve", NULL), ==, GUICHET_EXIT_REFUSED);
  g_assert_nonnull (strstr (rig->err, "solution"));
  g_assert_cmpint (rig_run (rig, "act", ref, "resolve", "--set", "solution=Toner changed", NULL), ==,
                   GUICHET_EXIT_DONE);
  assert_value (rig, ref, "status", "resolved");
  assert_offered (rig, ref, " reopen close ");

  g_assert_cmpint (rig_run (rig, "act", ref, "reopen", NULL), ==, GUICHET_EXIT_REFUSED);
  g_assert_cmpint (rig_run (rig, "act", ref, "reopen", "--message=It is broken again", NULL), ==, GUICHET_EXIT_DONE);
  assert_value (rig, ref, "status", "assigned");
}

/* « À compléter » and « Affecter à une équipe » are not of this model. */
static void
test_absent (void)
{
  g_autoptr(Rig) rig = open_desk ();
  g_autofree char *ref = rig_pick_ref (rig, "to-take", "new");
  static const char * const absent[] = { "request-info", "dispatch" };

  take (rig, ref);
  for (guint i = 0; i < G_N_ELEMENTS (absent); i++)
    {
      guint before = guichet_demo_desk_count_requests (rig->desk);

      g_assert_cmpint (rig_run (rig, "--offline", "act", ref, absent[i], "--message=x", "--note=x", NULL), ==,
                       GUICHET_EXIT_USAGE);
      g_assert_nonnull (strstr (rig->err, absent[i]));
      g_assert_nonnull (strstr (rig->err, "guichetctl actions"));
      g_assert_cmpuint (guichet_demo_desk_count_requests (rig->desk), ==, before);
    }
  assert_value (rig, ref, "status", "assigned");
}

static void
test_approval (void)
{
  g_autoptr(Rig) rig = open_desk ();
  g_autofree char *ref = rig_pick_ref (rig, "to-take", "new");

  g_assert_cmpint (rig_run (rig, "act", ref, "request-approval", NULL), ==, GUICHET_EXIT_REFUSED);
  g_assert_cmpint (rig_run (rig, "act", ref, "request-approval", "--set", "approver=me", NULL), ==, GUICHET_EXIT_DONE);
  assert_value (rig, ref, "status", "waiting_for_approval");
  assert_offered (rig, ref, " approve reject ");
  g_assert_cmpint (rig_run (rig, "act", ref, "approve", "--note=Agreed", NULL), ==, GUICHET_EXIT_DONE);
  assert_value (rig, ref, "status", "approved");
  take (rig, ref);
}

/* REST would let anybody approve; the program does not. */
static void
test_foreign_approval (void)
{
  g_autoptr(Rig) rig = open_desk ();
  g_autofree char *ref = rig_pick_ref (rig, "to-take", "new");
  g_autofree char *caller = NULL;
  g_autofree char *assignment = NULL;

  g_assert_cmpint (rig_run (rig, "--offline", "show", ref, "--json", NULL), ==, GUICHET_EXIT_DONE);
  caller = rig_get_json (rig, "/ticket/caller/id");
  assignment = g_strconcat ("approver=", caller, NULL);
  g_assert_cmpint (rig_run (rig, "act", ref, "request-approval", "--set", assignment, NULL), ==, GUICHET_EXIT_DONE);
  assert_offered (rig, ref, " ");
  g_assert_cmpint (rig_run (rig, "act", ref, "approve", NULL), ==, GUICHET_EXIT_REFUSED);
  g_assert_nonnull (strstr (rig->err, "approve"));
  assert_value (rig, ref, "status", "waiting_for_approval");
}

int
main (int   argc,
      char *argv[])
{
  rig_init (&argc, &argv);

  g_test_add_func ("/cli/stock/take-and-answer", test_take_and_answer);
  g_test_add_func ("/cli/stock/hold-and-resume", test_hold_and_resume);
  g_test_add_func ("/cli/stock/reassign", test_reassign);
  g_test_add_func ("/cli/stock/resolve-and-reopen", test_resolve_and_reopen);
  g_test_add_func ("/cli/stock/absent", test_absent);
  g_test_add_func ("/cli/stock/approval", test_approval);
  g_test_add_func ("/cli/stock/foreign-approval", test_foreign_approval);

  return rig_finish ();
}
