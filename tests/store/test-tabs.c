#include "config.h"

#include "fixture.h"
#include "store/figures.h"

/* SPEC §11, criteria 2 and 3, over random histories: pages of the server,
 * operations of the person that wait, are sent, refused or withdrawn, and
 * restarts. */

/* Those behind have a history of their own. */
#define N_TICKETS 12
#define N_STEPS 80
#define N_HISTORIES 3

typedef struct
{
  char         *folder;
  GuichetStore *store;
  GRand        *rand;
  GPtrArray    *intents;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = make_folder ();
  fixture->store = open_store (fixture->folder);
  fixture->rand = g_rand_new_with_seed (20260213 + GPOINTER_TO_UINT (data));
  fixture->intents = guichet_intents_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  guichet_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  g_rand_free (fixture->rand);
  g_ptr_array_unref (fixture->intents);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static guint
pick (Fixture *fixture,
      guint    n)
{
  return (guint) g_rand_int_range (fixture->rand, 0, (gint32) n);
}

/* ---- the history */

static void
merge_random (Fixture *fixture)
{
  static const char * const states[] = { "new", "dispatched", "assigned", "pending", "to_complete", "resolved", "closed", "odd" };
  static const gint64 teams[] = { 0, MY_TEAM, MY_OTHER_TEAM, FOREIGN_TEAM };
  static const gint64 agents[] = { 0, ME, COLLEAGUE };
  g_autoptr(GuichetTicket) ticket = make_ticket (1 + pick (fixture, N_TICKETS), states[pick (fixture, G_N_ELEMENTS (states))],
                                                 teams[pick (fixture, G_N_ELEMENTS (teams))],
                                                 agents[pick (fixture, G_N_ELEMENTS (agents))]);

  merge_one (fixture->store, ticket);
}

static void
vanish_random (Fixture *fixture)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = 1 + pick (fixture, N_TICKETS);

  g_array_append_val (ids, id);
  guichet_store_vanish_tickets (fixture->store, ids, NULL);
}

static void
enqueue_random (Fixture *fixture)
{
  static const char * const actions[] = { NULL, "assign", "dispatch", "pending", "request-info", "resolve", "reopen", "close" };
  static const char * const agents[] = { "0", "7", "8" };
  static const char * const teams[] = { "31", "32", "40" };
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 1 + pick (fixture, N_TICKETS));
  g_autoptr(GError) error = NULL;

  intent->action = g_strdup (actions[pick (fixture, G_N_ELEMENTS (actions))]);
  if (pick (fixture, 2))
    guichet_intent_set_field (intent, GUICHET_FIELD_AGENT, "0", agents[pick (fixture, G_N_ELEMENTS (agents))], "Quelqu’un");
  if (pick (fixture, 3) == 0)
    guichet_intent_set_field (intent, GUICHET_FIELD_TEAM, "0", teams[pick (fixture, G_N_ELEMENTS (teams))], "Équipe");
  if (pick (fixture, 2))
    intent->entries[pick (fixture, 2)] = g_strdup ("<p>Mot</p>");
  guichet_store_enqueue (fixture->store, intent, NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_add (fixture->intents, g_steal_pointer (&intent));
}

static GuichetIntent *
pick_intent (Fixture *fixture)
{
  return fixture->intents->len > 0 ? g_ptr_array_index (fixture->intents, pick (fixture, fixture->intents->len)) : NULL;
}

/* May be refused, when it is done: that is as good a history as any. */
static void
progress_random (Fixture *fixture)
{
  GuichetIntent *intent = pick_intent (fixture);

  if (intent == NULL)
    return;

  intent->state = pick (fixture, GUICHET_N_INTENT_STATES);
  guichet_store_save_intent (fixture->store, intent, NULL);
}

static void
decide_random (Fixture *fixture)
{
  const GuichetIntent *intent = pick_intent (fixture);

  if (intent != NULL)
    guichet_store_decide (fixture->store, intent->uuid, pick (fixture, 3), NULL);
}

static void
restart (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  guichet_store_close (fixture->store);
  g_object_unref (fixture->store);
  fixture->store = guichet_store_open (fixture->folder, &error);
  g_assert_no_error (error);
}

static void
run_random_step (Fixture *fixture)
{
  switch (pick (fixture, 12))
    {
    case 0:
    case 1:
    case 2:
    case 3:
      merge_random (fixture);
      break;
    case 4:
    case 5:
    case 6:
      enqueue_random (fixture);
      break;
    case 7:
      vanish_random (fixture);
      break;
    case 8:
      decide_random (fixture);
      break;
    case 9:
      if (pick (fixture, 10) == 0)
        restart (fixture);
      break;
    default:
      progress_random (fixture);
    }
}

/* ---- what the agent's tabs are */

static gboolean
is_ours (GuichetTicket *ticket)
{
  gint64 team = guichet_ticket_get_key (ticket, GUICHET_FIELD_TEAM);

  return team == MY_TEAM || team == MY_OTHER_TEAM || guichet_ticket_get_key (ticket, GUICHET_FIELD_AGENT) == ME;
}

static guint
count_in (GArray **lists,
          guint    first,
          guint    last,
          gint64   id)
{
  guint n = 0;

  for (guint view = first; view <= last; view++)
    n += ids_contain (lists[view], id);

  return n;
}

static void
assert_ticket (Fixture  *fixture,
               GArray  **lists,
               gint64    id)
{
  g_autoptr(GuichetTicket) shown = guichet_store_read_ticket (fixture->store, id, NULL, NULL);
  g_autoptr(GuichetProfile) profile = load_profile ();
  GuichetCategory category;
  gboolean ours;

  if (shown == NULL)
    {
      g_assert_cmpuint (count_in (lists, 0, GUICHET_N_VIEWS - 1, id), ==, 0);
      return;
    }

  category = guichet_profile_categorise (profile, guichet_ticket_get (shown, GUICHET_FIELD_STATUS),
                                         guichet_ticket_peek (shown, GUICHET_FIELD_OPERATIONAL_STATUS));
  ours = is_ours (shown);
  g_assert_cmpuint (count_in (lists, GUICHET_VIEW_MINE, GUICHET_VIEW_TAKEN, id), ==,
                    ours && category == GUICHET_CATEGORY_ONGOING ? 1 : 0);
  g_assert_cmpint (ids_contain (lists[GUICHET_VIEW_OPEN], id), ==, ours && category == GUICHET_CATEGORY_ONGOING);
  g_assert_cmpint (ids_contain (lists[GUICHET_VIEW_RESOLVED_TEAM], id), ==, ours && category == GUICHET_CATEGORY_RESOLVED);
  g_assert_true (ids_contain (lists[GUICHET_VIEW_ALL], id));
}

/* Both ways to count. */
static void
assert_counts (Fixture  *fixture,
               GArray  **lists)
{
  g_autoptr(GPtrArray) queries = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_ticket_query_free);
  g_autoptr(GArray) counts = NULL;
  GuichetViewCounts views;
  g_autoptr(GError) error = NULL;

  g_assert_true (guichet_store_count_views (fixture->store, &views, &error));
  for (guint view = 0; view < GUICHET_N_VIEWS; view++)
    g_ptr_array_add (queries, guichet_ticket_query_new (view));
  counts = guichet_store_count_queries (fixture->store, queries, NULL, &error);
  g_assert_no_error (error);

  for (guint view = 0; view < GUICHET_N_VIEWS; view++)
    {
      g_assert_cmpuint (views.views[view], ==, lists[view]->len);
      g_assert_cmpuint (g_array_index (counts, guint, view), ==, lists[view]->len);
    }
}

static void
assert_tabs (Fixture *fixture)
{
  GArray *lists[GUICHET_N_VIEWS];

  for (guint view = 0; view < GUICHET_N_VIEWS; view++)
    lists[view] = list_view (fixture->store, view);
  for (gint64 id = 1; id <= N_TICKETS + 6; id++)
    assert_ticket (fixture, lists, id);
  assert_counts (fixture, lists);
  for (guint view = 0; view < GUICHET_N_VIEWS; view++)
    g_array_unref (lists[view]);
}

static void
test_one_tab_each (Fixture       *fixture,
                   gconstpointer  data)
{
  for (guint step = 0; step < N_STEPS; step++)
    {
      run_random_step (fixture);
      assert_tabs (fixture);
    }
}

/* ---- a reopened ticket */

static gboolean
is_in (Fixture     *fixture,
       GuichetView  view,
       gint64       id)
{
  g_autoptr(GArray) ids = list_view (fixture->store, view);

  return ids_contain (ids, id);
}

static void
resolve (Fixture *fixture,
         gint64   id)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (id, "resolved", MY_TEAM, ME);

  guichet_ticket_set (ticket, GUICHET_FIELD_RESOLUTION_DATE, "2026-01-06 09:30:00");
  merge_one (fixture->store, ticket);
  g_assert_true (is_in (fixture, GUICHET_VIEW_RESOLVED_MINE, id));
  g_assert_true (is_in (fixture, GUICHET_VIEW_RESOLVED_TEAM, id));
  g_assert_false (is_in (fixture, GUICHET_VIEW_OPEN, id));
}

static void
assert_reopened (Fixture *fixture,
                 gint64   id)
{
  g_autoptr(GuichetTicketQuery) reopened = guichet_ticket_query_new (GUICHET_VIEW_OPEN);
  g_autoptr(GArray) ids = NULL;

  g_assert_false (is_in (fixture, GUICHET_VIEW_RESOLVED_MINE, id));
  g_assert_false (is_in (fixture, GUICHET_VIEW_RESOLVED_TEAM, id));
  g_assert_true (is_in (fixture, GUICHET_VIEW_MINE, id));

  reopened->criteria = guichet_criteria_new ();
  g_ptr_array_add (reopened->criteria, guichet_criterion_new (GUICHET_CRITERION_REOPENED));
  ids = guichet_store_list_ids (fixture->store, reopened, NULL, NULL);
  g_assert_true (ids_contain (ids, id));
}

/* The requester reopens it on the server; so does the person here, at once. */
static void
test_reopened_leaves_resolved (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr(GuichetTicket) reopened = make_ticket (N_TICKETS + 5, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, N_TICKETS + 6);
  g_autoptr(GError) error = NULL;

  for (guint step = 0; step < 40; step++)
    run_random_step (fixture);
  for (guint i = 0; i < fixture->intents->len; i++)
    guichet_store_decide (fixture->store, ((GuichetIntent *) g_ptr_array_index (fixture->intents, i))->uuid,
                          GUICHET_OUTBOX_WITHDRAW, NULL);

  resolve (fixture, N_TICKETS + 5);
  resolve (fixture, N_TICKETS + 6);
  set_update (reopened, "2026-01-07 10:00:00");
  merge_one (fixture->store, reopened);
  assert_reopened (fixture, N_TICKETS + 5);

  intent->action = g_strdup ("reopen");
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Cela recommence</p>");
  guichet_store_enqueue (fixture->store, intent, NULL, &error);
  g_assert_no_error (error);
  assert_reopened (fixture, N_TICKETS + 6);
  assert_tabs (fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < N_HISTORIES; i++)
    {
      g_autofree char *one = g_strdup_printf ("/spec/2-one-tab-each/%u", i);
      g_autofree char *reopened = g_strdup_printf ("/spec/3-reopened-leaves-resolved/%u", i);

      g_test_add (one, Fixture, GUINT_TO_POINTER (i), set_up, test_one_tab_each, tear_down);
      g_test_add (reopened, Fixture, GUINT_TO_POINTER (i), set_up, test_reopened_leaves_resolved, tear_down);
    }

  return g_test_run ();
}
