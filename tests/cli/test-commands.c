#include "config.h"

#include "rig.h"

typedef struct
{
  const char *profile;
  const char *assign[6];        /* what "assign" needs on this server */
} Desk;

static const Desk desks[] = {
  { "asap", { "--set", "agent=me" } },
  { "itop", { "--set", "agent=me" } },
};

static void
assert_json (Rig        *rig,
             const char *pointer,
             const char *expected)
{
  g_autofree char *value = rig_get_json (rig, pointer);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_reading (gconstpointer data)
{
  const Desk *desk = data;
  static const char * const views[] = { "mine", "to-take", "taken", "resolved-mine", "resolved-team", "all" };
  g_autoptr(Rig) rig = rig_new (desk->profile);
  g_autofree char *ref = NULL;

  g_assert_cmpint (rig_run (rig, "--offline", "list", "mine", NULL), ==, GUICHET_EXIT_USAGE);
  g_assert_cmpint (rig_run (rig, "sync", "--json", NULL), ==, GUICHET_EXIT_DONE);
  assert_json (rig, "/outbox/waiting", "0");

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_assert_cmpint (rig_run (rig, "list", views[i], "--json", "--limit=3", NULL), ==, GUICHET_EXIT_DONE);
      assert_json (rig, "/view", views[i]);
      g_assert_cmpint (rig_run (rig, "list", views[i], "--offline", NULL), ==, GUICHET_EXIT_DONE);
    }

  ref = rig_pick_ref (rig, "mine", "assigned");
  g_assert_cmpint (rig_run (rig, "show", ref, "--json", NULL), ==, GUICHET_EXIT_DONE);
  assert_json (rig, "/ticket/ref", ref);
  assert_json (rig, "/ticket/status/code", "assigned");
  g_assert_cmpint (rig_run (rig, "show", ref, NULL), ==, GUICHET_EXIT_DONE);
  g_assert_nonnull (strstr (rig->out, "Agent Journal"));
  g_assert_nonnull (strstr (rig->out, "Requester Journal"));

  g_assert_cmpint (rig_run (rig, "show", "R-999999", NULL), ==, GUICHET_EXIT_NOT_FOUND);
  g_assert_cmpint (rig_run (rig, "show", "ticket", NULL), ==, GUICHET_EXIT_USAGE);
}

static guint
count_tickets (Rig *rig)
{
  g_autofree char *total = rig_get_json (rig, "/total");

  return (guint) g_ascii_strtoull (total, NULL, 10);
}

static void
test_conditions (void)
{
  g_autoptr(Rig) rig = rig_new ("asap");
  guint n_all, n_assigned, n_others, n_groups;

  g_assert_cmpint (rig_run (rig, "sync", "--json", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_nonnull (strstr (rig->out, "\"saved\":[]"));
  g_assert_cmpint (rig_run (rig, "--offline", "list", "open", "--json", NULL), ==, GUICHET_EXIT_DONE);
  n_all = count_tickets (rig);
  g_assert_cmpuint (n_all, >, 0);
  g_assert_cmpint (rig_run (rig, "--offline", "list", "open", "statut:assignée", "--json", "--limit=2", NULL), ==,
                   GUICHET_EXIT_DONE);
  n_assigned = count_tickets (rig);
  g_assert_cmpuint (n_assigned, >, 0);
  assert_json (rig, "/tickets/0/status/code", "assigned");
  g_assert_cmpint (rig_run (rig, "--offline", "list", "open", "-status:assigned", "--json", NULL), ==, GUICHET_EXIT_USAGE);
  g_assert_cmpint (rig_run (rig, "--offline", "list", "open", " -status:assigned", "--json", NULL), ==, GUICHET_EXIT_DONE);
  n_others = count_tickets (rig);
  g_assert_cmpuint (n_assigned + n_others, ==, n_all);
  g_assert_cmpint (rig_run (rig, "--offline", "list", "open", "is:draft qqqqzzzz", "--json", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpuint (count_tickets (rig), ==, 0);

  g_assert_cmpint (rig_run (rig, "--offline", "list", "all", "--sort=status", "--then=title", "--then-ascending",
                            "--group=team", "--json", "--limit=2", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_nonnull (strstr (rig->out, "\"groups\":[{\"name\":"));
  g_assert_cmpint (rig_run (rig, "--offline", "list", "open", "--group=status", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_nonnull (strstr (rig->out, "Assigned ("));
  n_groups = 0;
  for (const char *p = strstr (rig->out, ")\n"); p != NULL; p = strstr (p + 1, ")\n"))
    n_groups++;
  g_assert_cmpuint (n_groups, >, 1);
}

static void
test_search (void)
{
  g_autoptr(Rig) rig = rig_new ("asap");
  g_autofree char *ref = NULL;

  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  ref = rig_pick_ref (rig, "mine", "assigned");
  g_assert_cmpint (rig_run (rig, "--offline", "search", ref, "--json", NULL), ==, GUICHET_EXIT_DONE);
  assert_json (rig, "/tickets/0/ref", ref);
  g_assert_cmpint (rig_run (rig, "--offline", "search", "qqqqzzzz", "--json", NULL), ==, GUICHET_EXIT_DONE);
  assert_json (rig, "/total", "0");
}

/* From here alone: the demonstration desk has a printer that jams. */
static void
test_suggest (void)
{
  g_autoptr(Rig) rig = rig_new ("asap");

  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpint (rig_run (rig, "--offline", "suggest", "bourage papier dans le copieur", "--json", NULL), ==,
                   GUICHET_EXIT_DONE);
  assert_json (rig, "/leaves/0/path/4", "Bourrage");
  assert_json (rig, "/leaves/0/reason", "requests");
  assert_json (rig, "/articles/0/title", "Imprimante : bourrage de papier");
  assert_json (rig, "/articles/0/kind", "faq");
  g_assert_cmpint (rig_run (rig, "--offline", "suggest", "bourage papier dans le copieur", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_nonnull (strstr (rig->out, "Imprimantes et copieurs › Bourrage\n"));
  g_assert_nonnull (strstr (rig->out, "Similar articles\n"));

  g_assert_cmpint (rig_run (rig, "--offline", "suggest", "qqqqzzzz", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpstr (rig->out, ==, "Nothing that is known here is like this\n");
  g_assert_cmpint (rig_run (rig, "--offline", "suggest", NULL), ==, GUICHET_EXIT_USAGE);
}

static void
test_info (gconstpointer data)
{
  const Desk *desk = data;
  g_autoptr(Rig) rig = rig_new (desk->profile);
  g_autofree char *ref = NULL;

  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);

  /* From the folder alone: no server, no password. */
  g_assert_cmpint (rig_run_bare (rig, "--data", rig->folder, "fields", "--json", NULL), ==, GUICHET_EXIT_DONE);
  assert_json (rig, "/profile", desk->profile);
  assert_json (rig, "/fields/0/name", "ref");
  g_assert_cmpint (rig_run_bare (rig, "--data", rig->folder, "fields", NULL), ==, GUICHET_EXIT_DONE);

  ref = rig_pick_ref (rig, "mine", "assigned");
  g_assert_cmpint (rig_run_bare (rig, "--data", rig->folder, "actions", ref, "--json", NULL), ==, GUICHET_EXIT_DONE);
  assert_json (rig, "/ref", ref);
  assert_json (rig, "/actions/0/name", "pending");
  g_assert_cmpint (rig_run_bare (rig, "--data", rig->folder, "actions", ref, NULL), ==, GUICHET_EXIT_DONE);
  g_assert_nonnull (strstr (rig->out, "resolve --set solution=…"));

  g_assert_cmpint (rig_run_bare (rig, "--data", rig->folder, "check", "--json", NULL), ==, GUICHET_EXIT_DONE);
  assert_json (rig, "/sound", "true");
  g_assert_cmpint (rig_run_bare (rig, "--data", rig->folder, "check", NULL), ==, GUICHET_EXIT_DONE);
}

/* A ticket's whole way through an agent's hands. */
static void
test_life (gconstpointer data)
{
  const Desk *desk = data;
  g_autoptr(Rig) rig = rig_new (desk->profile);
  g_autofree char *ref = NULL;
  g_autofree char *value = NULL;
  gint64 id;

  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  ref = rig_pick_ref (rig, "to-take", NULL);
  id = rig_pick_id (rig, ref);

  g_assert_cmpint (rig_run (rig, "act", ref, "assign", desk->assign[0], desk->assign[1], "--json", NULL), ==,
                   GUICHET_EXIT_DONE);
  assert_json (rig, "/operation/state", "done");
  assert_json (rig, "/exit", "0");
  g_assert_cmpint (rig_run (rig, "say", ref, "Which room, please?", "--to=public", NULL), ==, GUICHET_EXIT_DONE);
  rig->input = "A note\nin two lines <with> & signs\n";
  g_assert_cmpint (rig_run (rig, "say", ref, "-", "--to=private", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpint (rig_run (rig, "act", ref, "apply", "--set", "title=A new subject", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpint (rig_run (rig, "act", ref, "resolve", "--set", "solution=Moved it", NULL), ==, GUICHET_EXIT_DONE);

  value = guichet_demo_desk_read_value (rig->desk, id, "status");
  g_assert_cmpstr (value, ==, "resolved");
  g_assert_cmpint (rig_run (rig, "--offline", "show", ref, "--json", NULL), ==, GUICHET_EXIT_DONE);
  assert_json (rig, "/ticket/title", "A new subject");
  assert_json (rig, "/ticket/resolution_code/code", "assistance");
  assert_json (rig, "/journals/public/0/waiting", NULL);
  g_assert_nonnull (strstr (rig->out, "in two lines <with> & signs"));
}

/* What the server would let pass and the profile forbids. */
static void
test_rules (void)
{
  g_autoptr(Rig) rig = rig_new ("asap");
  g_autofree char *ref = NULL;
  guint before;

  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  ref = rig_pick_ref (rig, "mine", "assigned");

  g_assert_cmpint (rig_run (rig, "act", ref, "resolve", NULL), ==, GUICHET_EXIT_REFUSED);
  g_assert_nonnull (strstr (rig->err, "solution"));
  g_assert_cmpint (rig_run (rig, "act", ref, "reopen", "--message=again", NULL), ==, GUICHET_EXIT_REFUSED);
  g_assert_cmpint (rig_run (rig, "act", ref, "dispatch", "--set", "team=DSI Plateforme Assistance TLS", NULL), ==,
                   GUICHET_EXIT_REFUSED);
  g_assert_cmpint (rig_run (rig, "act", ref, "request-info", NULL), ==, GUICHET_EXIT_REFUSED);
  g_assert_cmpint (rig_run (rig, "act", ref, "explode", NULL), ==, GUICHET_EXIT_USAGE);
  g_assert_cmpint (rig_run (rig, "act", ref, "apply", NULL), ==, GUICHET_EXIT_USAGE);
  g_assert_cmpint (rig_run (rig, "act", ref, "apply", "--set", "colour=red", NULL), ==, GUICHET_EXIT_USAGE);
  g_assert_cmpint (rig_run (rig, "act", ref, "apply", "--set", "status=closed", NULL), ==, GUICHET_EXIT_REFUSED);
  g_assert_cmpint (rig_run (rig, "act", ref, "apply", "--set", "impact=9", NULL), ==, GUICHET_EXIT_REFUSED);
  g_assert_cmpint (rig_run (rig, "act", ref, "reassign", "--set", "agent=Nobody Atall", NULL), ==,
                   GUICHET_EXIT_NOT_FOUND);
  g_assert_cmpint (rig_run (rig, "say", ref, "   ", "--to=public", NULL), ==, GUICHET_EXIT_USAGE);
  g_assert_cmpint (rig_run (rig, "new", "--title=x", NULL), ==, GUICHET_EXIT_USAGE);
  g_assert_cmpint (rig_run (rig, "new", "--title=x", "--description=y", NULL), ==, GUICHET_EXIT_REFUSED);

  /* None of them left anything behind. */
  before = guichet_demo_desk_count_requests (rig->desk);
  g_assert_cmpint (rig_run (rig, "--offline", "outbox", "--json", NULL), ==, GUICHET_EXIT_DONE);
  assert_json (rig, "/operations", "0");
  g_assert_cmpuint (guichet_demo_desk_count_requests (rig->desk), ==, before);
}

/* An agent of another team may not be given the ticket, though REST would do it. */
static void
test_foreign_agent (void)
{
  g_autoptr(Rig) rig = rig_new ("asap");
  g_autofree char *ref = NULL;
  g_autofree char *own = NULL;
  gboolean refused = FALSE;

  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  ref = rig_pick_ref (rig, "mine", "assigned");
  g_assert_cmpint (rig_run (rig, "--offline", "show", ref, "--json", NULL), ==, GUICHET_EXIT_DONE);
  own = rig_get_json (rig, "/ticket/caller/id");
  {
    g_autofree char *assignment = g_strconcat ("agent=", own, NULL);

    refused = rig_run (rig, "act", ref, "reassign", "--set", assignment, NULL) == GUICHET_EXIT_REFUSED;
  }
  g_assert_true (refused);
  g_assert_nonnull (strstr (rig->err, "team"));
}

/* A new ticket: the leaf of the catalogue brings the rest along. */
static void
test_new (gconstpointer data)
{
  const Desk *desk = data;
  g_autoptr(Rig) rig = rig_new (desk->profile);
  g_autofree char *some = NULL;
  g_autofree char *leaf = NULL;
  g_autofree char *service = NULL;
  g_autofree char *assignment = NULL;
  g_autofree char *ref = NULL;

  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  some = rig_pick_ref (rig, "mine", "assigned");
  g_assert_cmpint (rig_run (rig, "--offline", "show", some, "--json", NULL), ==, GUICHET_EXIT_DONE);
  leaf = rig_get_json (rig, "/ticket/subcategory/id");
  service = rig_get_json (rig, "/ticket/service/name");
  assignment = g_strconcat ("subcategory=", leaf, NULL);

  rig->input = "The screen stays dark.\n";
  g_assert_cmpint (rig_run (rig, "new", "--title=Screen", "--description=-", "--set", assignment, "--json", NULL), ==,
                   GUICHET_EXIT_DONE);
  ref = rig_get_json (rig, "/ref");
  g_assert_nonnull (ref);
  g_assert_true (g_str_has_prefix (ref, "R-"));

  g_assert_cmpint (rig_run (rig, "show", ref, "--json", NULL), ==, GUICHET_EXIT_DONE);
  assert_json (rig, "/ticket/title", "Screen");
  assert_json (rig, "/ticket/description", "The screen stays dark.");
  assert_json (rig, "/ticket/service/name", service);
}

/* Written without a network: kept, shown, then sent by the next sync. */
static void
test_offline (void)
{
  g_autoptr(Rig) rig = rig_new ("asap");
  g_autofree char *ref = NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *marker = NULL;

  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  ref = rig_pick_ref (rig, "mine", "assigned");

  g_assert_cmpint (rig_run (rig, "--offline", "say", ref, "Later", "--to=private", "--json", NULL), ==,
                   GUICHET_EXIT_WAITING);
  uuid = rig_get_json (rig, "/operation/id");
  marker = g_strconcat ("cl-", uuid, NULL);
  g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, marker), ==, 0);
  g_assert_cmpint (rig_run (rig, "--offline", "show", ref, "--json", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_nonnull (strstr (rig->out, uuid));

  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, marker), ==, 1);
}

static void
test_withdraw (void)
{
  g_autoptr(Rig) rig = rig_new ("asap");
  g_autofree char *ref = NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *marker = NULL;

  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  ref = rig_pick_ref (rig, "mine", "assigned");
  g_assert_cmpint (rig_run (rig, "--offline", "say", ref, "Never", "--to=public", "--json", NULL), ==,
                   GUICHET_EXIT_WAITING);
  uuid = rig_get_json (rig, "/operation/id");
  marker = g_strconcat ("cl-", uuid, NULL);

  g_assert_cmpint (rig_run (rig, "--offline", "outbox", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_nonnull (strstr (rig->out, uuid));
  g_assert_cmpint (rig_run (rig, "--offline", "outbox", "--withdraw", uuid, NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, marker), ==, 0);
  g_assert_cmpint (rig_run (rig, "--offline", "outbox", "--json", NULL), ==, GUICHET_EXIT_DONE);
  assert_json (rig, "/operations", "0");
  g_assert_cmpint (rig_run (rig, "--offline", "outbox", "--history", "--json", NULL), ==, GUICHET_EXIT_DONE);
  assert_json (rig, "/operations/0/state", "withdrawn");
}

/* The desk inside the program: the same from one call to the next. */
static void
test_own_desk (void)
{
  g_autoptr(Rig) rig = rig_new ("asap");
  g_autofree char *ref = NULL;

  g_assert_cmpint (rig_run_bare (rig, "--demo", "--data", rig->folder, "list", "mine", "--json", NULL), ==,
                   GUICHET_EXIT_DONE);
  ref = rig_get_json (rig, "/tickets/0/ref");
  g_assert_cmpint (rig_run_bare (rig, "--demo", "--demo-fault", "drop-after", "--data", rig->folder, "say", ref,
                                 "Remember this", "--to=private", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpint (rig_run_bare (rig, "--demo", "--data", rig->folder, "show", ref, NULL), ==, GUICHET_EXIT_DONE);
  g_assert_nonnull (strstr (rig->out, "Remember this"));
}

int
main (int   argc,
      char *argv[])
{
  rig_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (desks); i++)
    {
      static const struct { const char *name; GTestDataFunc func; } cases[] = {
        { "reading", test_reading }, { "info", test_info }, { "life", test_life }, { "new", test_new },
      };

      for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
        {
          g_autofree char *path = g_strdup_printf ("/cli/commands/%s/%s", desks[i].profile, cases[k].name);

          g_test_add_data_func (path, &desks[i], cases[k].func);
        }
    }
  g_test_add_func ("/cli/commands/conditions", test_conditions);
  g_test_add_func ("/cli/commands/search", test_search);
  g_test_add_func ("/cli/commands/suggest", test_suggest);
  g_test_add_func ("/cli/commands/rules", test_rules);
  g_test_add_func ("/cli/commands/foreign-agent", test_foreign_agent);
  g_test_add_func ("/cli/commands/offline", test_offline);
  g_test_add_func ("/cli/commands/withdraw", test_withdraw);
  g_test_add_func ("/cli/commands/own-desk", test_own_desk);

  return rig_finish ();
}
