#include "config.h"

#include "fixture.h"
#include "util/text.h"

#define SEED 20260105
#define N_TICKETS 400

typedef struct
{
  char         *folder;
  GuichetStore *store;
  GRand        *rand;
  GPtrArray    *tickets;
} Fixture;

static void
set_deadline (GuichetTicket *ticket,
              GuichetField   field,
              GRand         *rand)
{
  g_autofree char *deadline = g_strdup_printf ("2026-02-%02d 08:00:00", g_rand_int_range (rand, 1, 29));

  guichet_ticket_set (ticket, field, g_rand_boolean (rand) ? deadline : "");
}

static GuichetTicket *
make_random_ticket (GRand  *rand,
                    gint64  id)
{
  static const char * const states[] = { "new", "dispatched", "assigned", "pending", "resolved", "closed", "unheard-of" };
  static const char * const titles[] = { "Écran noir", "ecran noir", "Écran Noir", "Zone", "abc", "", "Été", "eta" };
  static const char * const services[] = { "Téléphonie", "telephonie", "Accès", "Bureautique", "" };
  static const gint64 teams[] = { 0, MY_TEAM, MY_OTHER_TEAM, FOREIGN_TEAM };
  static const gint64 agents[] = { 0, ME, COLLEAGUE };
  static const GuichetField names[] = { GUICHET_FIELD_CALLER, GUICHET_FIELD_TEAM, GUICHET_FIELD_SITE, GUICHET_FIELD_AGENT };
  GuichetTicket *ticket = make_ticket (id, states[g_rand_int_range (rand, 0, G_N_ELEMENTS (states))],
                                       teams[g_rand_int_range (rand, 0, G_N_ELEMENTS (teams))],
                                       agents[g_rand_int_range (rand, 0, G_N_ELEMENTS (agents))]);
  g_autofree char *update = g_strdup_printf ("2026-01-%02d 00:00:00", g_rand_int_range (rand, 1, 29));
  g_autofree char *start = g_strdup_printf ("2025-%02d-01 00:00:00", g_rand_int_range (rand, 1, 13));

  set_title (ticket, titles[g_rand_int_range (rand, 0, G_N_ELEMENTS (titles))]);
  set_update (ticket, update);
  guichet_ticket_set (ticket, GUICHET_FIELD_START_DATE, start);
  guichet_ticket_set_label (ticket, GUICHET_FIELD_SERVICE, services[g_rand_int_range (rand, 0, G_N_ELEMENTS (services))]);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gint64 key = guichet_ticket_get_key (ticket, names[i]);
      g_autofree char *label = g_strdup_printf ("%s %u", services[g_rand_int_range (rand, 0, G_N_ELEMENTS (services))],
                                                g_rand_int_range (rand, 1, 4));

      guichet_ticket_set_key (ticket, names[i], key, key != 0 ? label : "");
    }
  set_deadline (ticket, GUICHET_FIELD_TTO_DEADLINE, rand);
  set_deadline (ticket, GUICHET_FIELD_TTR_DEADLINE, rand);

  return ticket;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = make_folder ();
  fixture->store = open_store (fixture->folder);
  fixture->rand = g_rand_new_with_seed (SEED);
  fixture->tickets = guichet_tickets_new ();
  for (gint64 id = 1; id <= N_TICKETS; id++)
    g_ptr_array_add (fixture->tickets, make_random_ticket (fixture->rand, id));
  guichet_store_merge_tickets (fixture->store, fixture->tickets, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  guichet_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  g_ptr_array_unref (fixture->tickets);
  g_rand_free (fixture->rand);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

/* ---- what a list should be, said a second time in C */

static gboolean
is_my_team (GuichetTicket *ticket)
{
  gint64 team = guichet_ticket_get_key (ticket, GUICHET_FIELD_TEAM);

  return team == MY_TEAM || team == MY_OTHER_TEAM;
}

static gboolean
belongs (GuichetTicket *ticket,
         GuichetView    view)
{
  const char *status = guichet_ticket_get (ticket, GUICHET_FIELD_STATUS);
  gint64 agent = guichet_ticket_get_key (ticket, GUICHET_FIELD_AGENT);
  gboolean resolved = g_str_equal (status, "resolved");
  gboolean ongoing = !resolved && !g_str_equal (status, "closed");

  switch (view)
    {
    case GUICHET_VIEW_ALL:
      return TRUE;
    case GUICHET_VIEW_MINE:
      return ongoing && agent == ME;
    case GUICHET_VIEW_TO_TAKE:
      return ongoing && is_my_team (ticket) && agent == 0;
    case GUICHET_VIEW_TAKEN:
      return ongoing && is_my_team (ticket) && agent != 0 && agent != ME;
    case GUICHET_VIEW_RESOLVED_MINE:
      return resolved && agent == ME;
    case GUICHET_VIEW_RESOLVED_TEAM:
      return resolved && (agent == ME || is_my_team (ticket));
    case GUICHET_VIEW_OPEN:
      return ongoing && (agent == ME || is_my_team (ticket));
    default:
      g_assert_not_reached ();
    }
}

/* The time to take it while nobody has it; nothing while somebody else is to
 * do something, and nothing at the end. */
static char *
make_deadline (GuichetTicket *ticket)
{
  const char *status = guichet_ticket_get (ticket, GUICHET_FIELD_STATUS);
  const char *tto = guichet_ticket_get (ticket, GUICHET_FIELD_TTO_DEADLINE);

  if (g_str_equal (status, "resolved") || g_str_equal (status, "closed") || g_str_equal (status, "pending"))
    return g_strdup ("");
  if (guichet_ticket_get_key (ticket, GUICHET_FIELD_AGENT) == 0 && *tto != '\0')
    return g_strdup (tto);

  return g_strdup (guichet_ticket_get (ticket, GUICHET_FIELD_TTR_DEADLINE));
}

static char *
make_sort_key (GuichetTicket *ticket,
               GuichetSort    sort)
{
  static const char * const life[] = { "new", "dispatched", "redispatched", "assigned", "pending", "to_complete",
                                       "waiting_for_approval", "approved", "rejected", "escalated_tto",
                                       "escalated_ttr", "resolved", "closed" };
  guint rank = 0;

  switch (sort)
    {
    case GUICHET_SORT_LAST_UPDATE:
      return g_strdup (guichet_ticket_get (ticket, GUICHET_FIELD_LAST_UPDATE));
    case GUICHET_SORT_REF:
      return g_strdup_printf ("%012" G_GINT64_FORMAT, guichet_ticket_get_id (ticket));
    case GUICHET_SORT_TITLE:
      return guichet_text_fold (guichet_ticket_get (ticket, GUICHET_FIELD_TITLE));
    case GUICHET_SORT_START_DATE:
      return g_strdup (guichet_ticket_get (ticket, GUICHET_FIELD_START_DATE));
    case GUICHET_SORT_STATUS:
      while (rank < G_N_ELEMENTS (life) && !g_str_equal (life[rank], guichet_ticket_get (ticket, GUICHET_FIELD_STATUS)))
        rank++;
      return g_strdup_printf ("%03u", rank);
    case GUICHET_SORT_SERVICE:
      return guichet_text_fold (guichet_ticket_get_label (ticket, GUICHET_FIELD_SERVICE));
    case GUICHET_SORT_CALLER:
      return guichet_text_fold (guichet_ticket_get_label (ticket, GUICHET_FIELD_CALLER));
    case GUICHET_SORT_TEAM:
      return guichet_text_fold (guichet_ticket_get_label (ticket, GUICHET_FIELD_TEAM));
    case GUICHET_SORT_SITE:
      return guichet_text_fold (guichet_ticket_get_label (ticket, GUICHET_FIELD_SITE));
    case GUICHET_SORT_AGENT:
      return guichet_text_fold (guichet_ticket_get_label (ticket, GUICHET_FIELD_AGENT));
    case GUICHET_SORT_TIME_LEFT:
      return make_deadline (ticket);
    default:
      g_assert_not_reached ();
    }
}

static int
compare_by (GuichetTicket  *left,
            GuichetTicket  *right,
            GuichetSortKey  key)
{
  g_autofree char *left_key = make_sort_key (left, key.sort);
  g_autofree char *right_key = make_sort_key (right, key.sort);
  int order = strcmp (left_key, right_key);

  /* None comes last, whatever the direction. */
  if (key.sort == GUICHET_SORT_TIME_LEFT && (*left_key == '\0') != (*right_key == '\0'))
    return *left_key == '\0' ? 1 : -1;

  return key.ascending ? order : -order;
}

static const GuichetSort group_sorts[GUICHET_N_GROUPS] = {
  [GUICHET_GROUP_STATUS] = GUICHET_SORT_STATUS,
  [GUICHET_GROUP_SERVICE] = GUICHET_SORT_SERVICE,
  [GUICHET_GROUP_TEAM] = GUICHET_SORT_TEAM,
  [GUICHET_GROUP_SITE] = GUICHET_SORT_SITE,
  [GUICHET_GROUP_CALLER] = GUICHET_SORT_CALLER,
};

static int
compare_groups (const GuichetTicketQuery *query,
                GuichetTicket            *left,
                GuichetTicket            *right)
{
  if (query->group == GUICHET_GROUP_NONE)
    return 0;

  return compare_by (left, right, (GuichetSortKey) { group_sorts[query->group], TRUE });
}

static int
compare_tickets (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  const GuichetTicketQuery *query = user_data;
  GuichetTicket *left = *(GuichetTicket * const *) a;
  GuichetTicket *right = *(GuichetTicket * const *) b;
  int order = compare_groups (query, left, right);

  for (guint i = 0; order == 0 && i < query->n_keys; i++)
    order = compare_by (left, right, query->keys[i]);
  if (order != 0)
    return order;

  order = guichet_ticket_get_id (left) < guichet_ticket_get_id (right) ? -1 : 1;
  return query->keys[query->n_keys - 1].ascending ? order : -order;
}

/* The runs say where one group ends and the next one begins. */
static void
assert_runs (const GuichetTicketQuery *query,
             GPtrArray                *expected,
             GArray                   *runs)
{
  guint run = 0;
  guint n = 0;

  for (guint i = 0; i < expected->len; i++)
    {
      gboolean ends = i + 1 == expected->len ||
                      compare_groups (query, g_ptr_array_index (expected, i), g_ptr_array_index (expected, i + 1)) != 0;

      n++;
      if (!ends)
        continue;
      g_assert_cmpuint (run, <, runs->len);
      g_assert_cmpuint (g_array_index (runs, guint, run), ==, n);
      run++;
      n = 0;
    }
  g_assert_cmpuint (run, ==, runs->len);
}

static void
assert_list (Fixture                  *fixture,
             const GuichetTicketQuery *query)
{
  g_autoptr(GPtrArray) expected = g_ptr_array_new ();
  g_autoptr(GuichetGroupedIds) list = NULL;
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < fixture->tickets->len; i++)
    if (belongs (g_ptr_array_index (fixture->tickets, i), query->view))
      g_ptr_array_add (expected, g_ptr_array_index (fixture->tickets, i));
  g_ptr_array_sort_with_data (expected, compare_tickets, (gpointer) query);

  ids = guichet_store_list_ids (fixture->store, query, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, expected->len);
  for (guint i = 0; i < ids->len; i++)
    g_assert_cmpint (g_array_index (ids, gint64, i), ==,
                     guichet_ticket_get_id (g_ptr_array_index (expected, i)));

  list = guichet_store_list_grouped (fixture->store, query, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (list->ids->data, list->ids->len * sizeof (gint64), ids->data, ids->len * sizeof (gint64));
  g_assert_cmpint (list->runs != NULL, ==, query->group != GUICHET_GROUP_NONE);
  if (list->runs != NULL)
    assert_runs (query, expected, list->runs);
}

static void
test_every_list (Fixture       *fixture,
                 gconstpointer  data)
{
  for (guint view = 0; view < GUICHET_N_VIEWS; view++)
    for (guint sort = 0; sort < GUICHET_N_SORTS; sort++)
      for (guint ascending = 0; ascending < 2; ascending++)
        {
          GuichetTicketQuery query = { .view = view, .keys = { { sort, ascending } }, .n_keys = 1 };

          assert_list (fixture, &query);
        }
}

static void
test_second_level (Fixture       *fixture,
                   gconstpointer  data)
{
  static const GuichetView views[] = { GUICHET_VIEW_ALL, GUICHET_VIEW_TAKEN, GUICHET_VIEW_OPEN };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    for (guint first = 0; first < GUICHET_N_SORTS; first++)
      for (guint second = 0; second < GUICHET_N_SORTS; second++)
        {
          GuichetTicketQuery query = { .view = views[i], .n_keys = 2,
                                       .keys = { { first, g_rand_boolean (fixture->rand) },
                                                 { second, g_rand_boolean (fixture->rand) } } };

          if (first != second)
            assert_list (fixture, &query);
        }
}

static void
test_groups (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint view = 0; view < GUICHET_N_VIEWS; view++)
    for (guint group = 0; group < GUICHET_N_GROUPS; group++)
      for (guint n_keys = 1; n_keys <= GUICHET_N_SORT_KEYS; n_keys++)
        {
          GuichetTicketQuery query = { .view = view, .group = group, .n_keys = n_keys,
                                       .keys = { { g_rand_int_range (fixture->rand, 0, GUICHET_N_SORTS),
                                                   g_rand_boolean (fixture->rand) },
                                                 { GUICHET_SORT_TITLE, g_rand_boolean (fixture->rand) } } };

          assert_list (fixture, &query);
        }
}

/* ---- counts and queues, over a random history */

static void
assert_counts (Fixture *fixture)
{
  GuichetViewCounts counts;
  g_autoptr(GArray) seen = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr(GError) error = NULL;

  g_assert_true (guichet_store_count_views (fixture->store, &counts, &error));
  g_array_set_size (seen, N_TICKETS + 1);
  for (guint view = 0; view < GUICHET_N_VIEWS; view++)
    {
      g_autoptr(GArray) ids = list_view (fixture->store, view);

      g_assert_cmpuint (ids->len, ==, counts.views[view]);
      for (guint i = 0; i < ids->len && view >= GUICHET_VIEW_MINE && view <= GUICHET_VIEW_TAKEN; i++)
        g_array_index (seen, guint, g_array_index (ids, gint64, i))++;
    }

  for (guint i = 0; i < fixture->tickets->len; i++)
    {
      GuichetTicket *ticket = g_ptr_array_index (fixture->tickets, i);
      const char *status = guichet_ticket_get (ticket, GUICHET_FIELD_STATUS);
      gboolean open = !g_str_equal (status, "resolved") && !g_str_equal (status, "closed");
      gboolean ours = is_my_team (ticket) || guichet_ticket_get_key (ticket, GUICHET_FIELD_AGENT) == ME;

      /* In exactly one list, or in none. */
      g_assert_cmpuint (g_array_index (seen, guint, guichet_ticket_get_id (ticket)), ==, open && ours ? 1 : 0);
    }
}

static void
test_counts (Fixture       *fixture,
             gconstpointer  data)
{
  assert_counts (fixture);
  for (guint round = 0; round < 20; round++)
    {
      for (guint i = 0; i < 15; i++)
        {
          guint index = g_rand_int_range (fixture->rand, 0, N_TICKETS);
          g_autoptr(GuichetTicket) ticket = make_random_ticket (fixture->rand, index + 1);

          merge_one (fixture->store, ticket);
          guichet_ticket_unref (fixture->tickets->pdata[index]);
          fixture->tickets->pdata[index] = g_steal_pointer (&ticket);
        }
      assert_counts (fixture);
    }
}

/* ---- filter */

static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct { const char *filter; const char *finds; } cases[] = {
    { "ecran", "R-000001" },
    { "ÉCRAN noir", "R-000001" },
    { "noir cran", "R-000001" },
    { "r-000001", "R-000001" },
    { "geraud moliere", "R-000001" },
    { "geraud nulle", NULL },
    { "teleph", "R-000001" },
    { "wifi", "R-000001" },
    { "WI-FI", "R-000001" },
    { "sallemoliere", NULL },
    { "r000001", "R-000001" },
    { "100%", NULL },
    { "' OR 1", NULL },
    { "  ", "R-000001" },
    { "", "R-000001" },
  };
  g_autoptr(GuichetTicket) ticket = make_ticket (1, "assigned", MY_TEAM, ME);

  set_title (ticket, "Écran noir, salle Molière, Wi-Fi");
  guichet_ticket_set_label (ticket, GUICHET_FIELD_SERVICE, "Téléphonie");
  merge_one (fixture->store, ticket);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint view = GUICHET_VIEW_ALL; view <= GUICHET_VIEW_MINE; view++)
      {
        GuichetTicketQuery query = { .view = view, .filter = (char *) cases[i].filter };
        g_autoptr(GError) error = NULL;
        g_autoptr(GArray) ids = guichet_store_list_ids (fixture->store, &query, NULL, &error);

        g_assert_no_error (error);
        g_assert_cmpint (ids_contain (ids, 1), ==, cases[i].finds != NULL);
      }
}

/* ---- rows */

static void
test_rows (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 wanted[] = { 17, 3, 99999, 4 };
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;

  g_array_append_vals (ids, wanted, G_N_ELEMENTS (wanted));
  rows = guichet_store_read_rows (fixture->store, ids, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_true (guichet_ticket_equal (g_ptr_array_index (rows, 0), g_ptr_array_index (fixture->tickets, 16)));
  g_assert_true (guichet_ticket_equal (g_ptr_array_index (rows, 1), g_ptr_array_index (fixture->tickets, 2)));
  g_assert_true (guichet_ticket_equal (g_ptr_array_index (rows, 2), g_ptr_array_index (fixture->tickets, 3)));
}

/* ---- first load */

static void
test_bulk (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *report = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetTicket) ticket = make_random_ticket (fixture->rand, N_TICKETS);
  gboolean left = TRUE;
  guint n_steps = 0;

  g_assert_true (guichet_store_begin_bulk (fixture->store, &error));
  merge_one (fixture->store, ticket);
  guichet_ticket_unref (fixture->tickets->pdata[N_TICKETS - 1]);
  fixture->tickets->pdata[N_TICKETS - 1] = g_steal_pointer (&ticket);
  test_every_list (fixture, NULL);
  g_assert_true (guichet_store_end_bulk (fixture->store, &error));

  while (left && n_steps++ < 200)
    g_assert_true (guichet_store_index_step (fixture->store, &left, &error));
  g_assert_false (left);
  test_every_list (fixture, NULL);
  guichet_store_check (fixture->store, &report, &error);
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/store/lists/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("every-list", test_every_list);
  ADD ("second-level", test_second_level);
  ADD ("groups", test_groups);
  ADD ("counts", test_counts);
  ADD ("filter", test_filter);
  ADD ("rows", test_rows);
  ADD ("bulk", test_bulk);

  return g_test_run ();
}
