#include "config.h"

#include "rig.h"

#include <string.h>

/* An account whose person has no ticket. */
#define NEWCOMER "requester60"

/* The journeys of a requester through guichetctl, by the door of the web
 * portal. */

static Rig *
open_portal (const char *profile)
{
  Rig *rig = rig_new (profile);

  rig_become_requester (rig);
  rig_set_fields (rig, 1, "\"status\":\"assigned\"");
  rig_resolve (rig, 2, "Toner changed");
  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);

  return rig;
}

static void
assert_value (Rig        *rig,
              gint64      id,
              const char *attribute,
              const char *expected)
{
  g_autofree char *value = guichet_demo_desk_read_value (rig->desk, id, attribute);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_read (gconstpointer profile)
{
  g_autoptr(Rig) rig = open_portal (profile);
  g_autofree char *total = NULL;
  g_autofree char *ref = NULL;
  g_autofree char *solution = NULL;

  g_assert_cmpint (rig_run (rig, "list", "all", "--json", NULL), ==, GUICHET_EXIT_DONE);
  total = rig_get_json (rig, "/total");
  g_assert_cmpint (atoi (total), >=, 12);

  ref = rig_pick_ref (rig, "all", "resolved");
  g_assert_cmpint (rig_run (rig, "show", ref, "--json", NULL), ==, GUICHET_EXIT_DONE);
  solution = rig_get_json (rig, "/ticket/solution");
  g_assert_nonnull (strstr (solution, "Toner changed"));
  g_assert_cmpint (rig_run (rig, "search", "toner", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_nonnull (strstr (rig->out, ref));
}

static void
test_say (gconstpointer profile)
{
  g_autoptr(Rig) rig = open_portal (profile);
  g_autofree char *ref = rig_pick_ref (rig, "all", "assigned");

  g_assert_cmpint (rig_run (rig, "say", ref, "Room 12, please", "--to=public", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpint (rig_run (rig, "show", ref, NULL), ==, GUICHET_EXIT_DONE);
  g_assert_nonnull (strstr (rig->out, "Room 12, please"));

  /* There is no other journal for a requester. */
  g_assert_cmpint (rig_run (rig, "say", ref, "Between us", "--to=private", NULL), ==, GUICHET_EXIT_REFUSED);
}

static void
test_reopen (gconstpointer profile)
{
  g_autoptr(Rig) rig = open_portal (profile);
  g_autofree char *ref = rig_pick_ref (rig, "all", "resolved");
  gint64 id = rig_pick_id (rig, ref);

  g_assert_cmpint (rig_run (rig, "act", ref, "reopen", NULL), ==, GUICHET_EXIT_REFUSED);
  assert_value (rig, id, "status", "resolved");
  g_assert_cmpint (rig_run (rig, "act", ref, "reopen", "--message=It is broken again", NULL), ==, GUICHET_EXIT_DONE);
  assert_value (rig, id, "status", "assigned");
}

static void
test_close (gconstpointer profile)
{
  g_autoptr(Rig) rig = open_portal (profile);
  g_autofree char *ref = rig_pick_ref (rig, "all", "resolved");
  gint64 id = rig_pick_id (rig, ref);

  g_assert_cmpint (rig_run (rig, "act", ref, "close", "--set", "satisfaction=1", "--set", "user-comment=Thank you", NULL),
                   ==, GUICHET_EXIT_DONE);
  assert_value (rig, id, "status", "closed");
  assert_value (rig, id, "user_satisfaction", "1");
  assert_value (rig, id, "user_comment", "Thank you");
}

static void
test_new (gconstpointer profile)
{
  g_autoptr(Rig) rig = open_portal (profile);
  g_autofree char *ref = rig_pick_ref (rig, "all", "assigned");
  g_autofree char *subcategory = NULL;
  g_autofree char *leaf = NULL;
  g_autofree char *made = NULL;

  g_assert_cmpint (rig_run (rig, "show", ref, "--json", NULL), ==, GUICHET_EXIT_DONE);
  subcategory = rig_get_json (rig, "/ticket/subcategory/id");
  leaf = g_strconcat ("subcategory=", subcategory, NULL);
  g_assert_cmpint (rig_run (rig, "new", "--title=Screen", "--description=It stays dark", "--set", leaf, "--json", NULL),
                   ==, GUICHET_EXIT_DONE);
  made = rig_get_json (rig, "/ref");
  g_assert_nonnull (made);
  g_assert_cmpint (rig_run (rig, "show", made, NULL), ==, GUICHET_EXIT_DONE);
  g_assert_nonnull (strstr (rig->out, "It stays dark"));
}

static void
test_attach (gconstpointer profile)
{
  g_autoptr(Rig) rig = open_portal (profile);
  g_autofree char *ref = rig_pick_ref (rig, "all", "assigned");
  g_autofree char *path = g_build_filename (rig->scratch, "note.txt", NULL);
  g_autofree char *copy = g_build_filename (rig->scratch, "copy.txt", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *id = NULL;

  g_assert_true (g_file_set_contents (path, "a note", -1, NULL));
  g_assert_cmpint (rig_run (rig, "attach", ref, path, NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpint (rig_run (rig, "show", ref, "--json", NULL), ==, GUICHET_EXIT_DONE);
  id = rig_get_json (rig, "/attachments/0/id");
  g_assert_cmpint (rig_run (rig, "file", id, "--output", copy, NULL), ==, GUICHET_EXIT_DONE);
  g_assert_true (g_file_get_contents (copy, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "a note");
}

/* What agents do is not offered. */
static void
test_actions (gconstpointer profile)
{
  g_autoptr(Rig) rig = open_portal (profile);
  g_autofree char *open = rig_pick_ref (rig, "all", "assigned");
  g_autofree char *resolved = rig_pick_ref (rig, "all", "resolved");

  g_assert_cmpint (rig_run (rig, "actions", open, NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpstr (rig->out, ==, "");
  g_assert_cmpint (rig_run (rig, "actions", resolved, NULL), ==, GUICHET_EXIT_DONE);
  g_assert_nonnull (strstr (rig->out, "reopen"));
  g_assert_nonnull (strstr (rig->out, "close"));
  g_assert_null (strstr (rig->out, "assign"));
}

/* Somebody's first ticket of all: no form of a ticket was seen by then. */
static void
test_newcomer (gconstpointer profile)
{
  g_autoptr(Rig) rig = open_portal (profile);
  g_autofree char *ref = rig_pick_ref (rig, "all", "assigned");
  g_autofree char *subcategory = NULL;
  g_autofree char *leaf = NULL;
  g_autofree char *total = NULL;

  g_assert_cmpint (rig_run (rig, "show", ref, "--json", NULL), ==, GUICHET_EXIT_DONE);
  subcategory = rig_get_json (rig, "/ticket/subcategory/id");
  leaf = g_strconcat ("subcategory=", subcategory, NULL);
  g_assert_cmpint (rig_run (rig, "sign-out", "--erase", NULL), ==, GUICHET_EXIT_DONE);

  g_set_str (&rig->login, NEWCOMER);
  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpstr (rig->err, ==, "");
  g_assert_cmpint (rig_run (rig, "list", "all", "--json", NULL), ==, GUICHET_EXIT_DONE);
  total = rig_get_json (rig, "/total");
  g_assert_cmpstr (total, ==, "0");
  g_assert_cmpint (rig_run (rig, "new", "--title=Screen", "--description=Dark", "--set", leaf, NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpint (rig_run (rig, "list", "all", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_nonnull (strstr (rig->out, "Screen"));
}

/* Without --door the open one is found, and known from then on. */
static void
test_doors (void)
{
  g_autoptr(Rig) rig = rig_new ("itop");

  rig_become_requester (rig);
  rig->door = "rest";
  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_SIGN_IN);
  g_assert_nonnull (strstr (rig->err, "--door=portal"));
  rig->door = NULL;
  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpint (rig_run (rig, "list", "all", NULL), ==, GUICHET_EXIT_DONE);
  rig->door = "portal";
  g_assert_cmpint (rig_run (rig, "list", "all", NULL), ==, GUICHET_EXIT_DONE);
  rig->door = "window";
  g_assert_cmpint (rig_run (rig, "list", "all", NULL), ==, GUICHET_EXIT_USAGE);
}

/* What is kept of an agent does not go by an option. */
static void
test_agents_folder (void)
{
  g_autoptr(Rig) rig = rig_new ("itop");

  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  rig->door = "portal";
  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_USAGE);
  rig->door = NULL;
  g_assert_cmpint (rig_run (rig, "list", "mine", NULL), ==, GUICHET_EXIT_DONE);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; GTestDataFunc func; } journeys[] = {
    { "read", test_read }, { "say", test_say }, { "reopen", test_reopen }, { "close", test_close },
    { "new", test_new }, { "attach", test_attach }, { "actions", test_actions }, { "newcomer", test_newcomer },
  };
  static const char * const profiles[] = { "asap", "itop" };

  rig_init (&argc, &argv);

  for (guint p = 0; p < G_N_ELEMENTS (profiles); p++)
    for (guint i = 0; i < G_N_ELEMENTS (journeys); i++)
      {
        g_autofree char *path = g_strdup_printf ("/cli/portal/%s/%s", profiles[p], journeys[i].name);

        g_test_add_data_func (path, profiles[p], journeys[i].func);
      }
  g_test_add_func ("/cli/portal/doors", test_doors);
  g_test_add_func ("/cli/portal/agents-folder", test_agents_folder);

  return rig_finish ();
}
