#include "config.h"

#include "fixture.h"
#include "store/views.h"

typedef struct
{
  char             *folder;
  GuichetStore     *store;
  GuichetProfile   *profile;
  GuichetChangeSet *last;
  GAsyncResult     *result;
} Fixture;

static void
changed_cb (GuichetStore           *store,
            const GuichetChangeSet *changes,
            gpointer                user_data)
{
  Fixture *fixture = user_data;

  g_clear_pointer (&fixture->last, guichet_change_set_free);
  fixture->last = guichet_change_set_copy (changes);
}

static void
drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = make_folder ();
  fixture->store = open_store (fixture->folder);
  fixture->profile = load_profile ();
  drain ();
  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->result);
  guichet_store_close (fixture->store);
  drain ();
  g_assert_finalize_object (fixture->store);
  g_clear_pointer (&fixture->last, guichet_change_set_free);
  guichet_profile_unref (fixture->profile);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static GuichetTicketQuery *
make_query (void)
{
  GuichetTicketQuery *query = guichet_ticket_query_new (GUICHET_VIEW_TO_TAKE);

  query->filter = g_strdup ("imprimante");
  query->criteria = guichet_criteria_new ();
  g_ptr_array_add (query->criteria,
                   guichet_criterion_new_field (GUICHET_FIELD_STATUS, GUICHET_OPERATOR_IS, "assigned"));
  g_ptr_array_add (query->criteria, guichet_criterion_new (GUICHET_CRITERION_UNREAD));
  guichet_ticket_query_set_sort (query, GUICHET_SORT_STATUS, TRUE);
  guichet_ticket_query_add_sort (query, GUICHET_SORT_LAST_UPDATE, FALSE);
  query->group = GUICHET_GROUP_SITE;

  return query;
}

static void
save (Fixture          *fixture,
      GuichetSavedView *view)
{
  g_autoptr(GError) error = NULL;

  guichet_store_save_view (fixture->store, view, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list_views (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *views = guichet_store_list_views (fixture->store, &error);

  g_assert_no_error (error);

  return views;
}

static void
assert_names (Fixture    *fixture,
              const char *expected)
{
  g_autoptr(GPtrArray) views = list_views (fixture);
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < views->len; i++)
    g_string_append_printf (names, "%s ", ((GuichetSavedView *) g_ptr_array_index (views, i))->name);
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GuichetTicketQuery) query = make_query ();
  g_autoptr(GuichetSavedView) view = guichet_saved_view_new ("Mes imprimantes", query, fixture->profile);
  g_autoptr(GuichetTicketQuery) back = NULL;
  g_autoptr(GPtrArray) views = NULL;

  save (fixture, view);
  views = list_views (fixture);
  g_assert_cmpuint (views->len, ==, 1);
  back = guichet_saved_view_to_query (g_ptr_array_index (views, 0), fixture->profile);
  g_assert_true (guichet_ticket_query_equal (query, back));
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  static const char * const names[] = { "un", "deux", "trois" };
  g_autoptr(GuichetTicketQuery) query = make_query ();
  g_autoptr(GPtrArray) views = guichet_saved_views_new ();
  GuichetSavedView *first;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_ptr_array_add (views, guichet_saved_view_new (names[i], query, fixture->profile));
      save (fixture, g_ptr_array_index (views, i));
    }
  assert_names (fixture, "un deux trois ");

  /* Changing one that says nothing of its place leaves it there. */
  first = g_ptr_array_index (views, 0);
  g_set_str (&first->name, "uno");
  save (fixture, first);
  assert_names (fixture, "uno deux trois ");

  first->position = 7;
  save (fixture, first);
  assert_names (fixture, "deux trois uno ");

  g_assert_true (guichet_store_remove_view (fixture->store, first->uuid, NULL));
  assert_names (fixture, "deux trois ");
  g_assert_true (guichet_store_remove_view (fixture->store, first->uuid, NULL));
}

static void
test_told (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GuichetTicketQuery) query = make_query ();
  g_autoptr(GuichetSavedView) view = guichet_saved_view_new ("un", query, fixture->profile);

  save (fixture, view);
  drain ();
  g_assert_nonnull (fixture->last);
  g_assert_true (fixture->last->views);
  g_clear_pointer (&fixture->last, guichet_change_set_free);
  g_assert_true (guichet_store_remove_view (fixture->store, view->uuid, NULL));
  drain ();
  g_assert_true (fixture->last->views);
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->result, result);
}

static GAsyncResult *
wait_for_result (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return fixture->result;
}

static void
test_async (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GuichetTicketQuery) query = make_query ();
  g_autoptr(GuichetSavedView) view = guichet_saved_view_new ("un", query, fixture->profile);
  g_autoptr(GPtrArray) views = NULL;
  g_autoptr(GError) error = NULL;

  guichet_store_save_view_async (fixture->store, view, NULL, result_cb, fixture);
  g_assert_true (guichet_store_save_view_finish (fixture->store, wait_for_result (fixture), &error));
  g_clear_object (&fixture->result);
  guichet_store_list_views_async (fixture->store, NULL, result_cb, fixture);
  views = guichet_store_list_views_finish (fixture->store, wait_for_result (fixture), &error);
  g_assert_cmpuint (views->len, ==, 1);
  g_clear_object (&fixture->result);
  guichet_store_remove_view_async (fixture->store, view->uuid, NULL, result_cb, fixture);
  g_assert_true (guichet_store_remove_view_finish (fixture->store, wait_for_result (fixture), &error));
  assert_names (fixture, "");
}

static void
test_file (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GuichetTicketQuery) query = make_query ();
  g_autoptr(GPtrArray) views = guichet_saved_views_new ();
  g_autoptr(GPtrArray) back = NULL;
  g_autoptr(GuichetTicketQuery) query_back = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  GuichetSavedView *first;

  g_ptr_array_add (views, guichet_saved_view_new ("Été ; [x] = \\n", query, fixture->profile));
  g_ptr_array_add (views, guichet_saved_view_new ("deux", query, fixture->profile));
  text = guichet_saved_views_to_data (views);
  back = guichet_saved_views_from_data (text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->len, ==, 2);
  first = g_ptr_array_index (back, 0);
  g_assert_cmpstr (first->name, ==, "Été ; [x] = \\n");
  g_assert_cmpstr (first->uuid, ==, ((GuichetSavedView *) g_ptr_array_index (views, 0))->uuid);
  query_back = guichet_saved_view_to_query (first, fixture->profile);
  g_assert_true (guichet_ticket_query_equal (query, query_back));
}

/* A file may come from anywhere. */
static void
test_hostile_file (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char * const refused[] = {
    "", "nothing", "[View 1]\nName=\nList=mine\n", "[View 1]\nName=x\nList=tomorrow\n", "[View 1]\nList=mine\n",
  };
  g_autofree char *long_name = g_strnfill (5000, 'x');
  g_autofree char *text = NULL;
  g_autoptr(GPtrArray) views = NULL;
  const GuichetSavedView *view;

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (guichet_saved_views_from_data (refused[i], -1, &error));
      g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
    }

  text = g_strdup_printf ("[a]\nName=%s\nList=mine\nUuid=../../x\nIcon=/etc/passwd\nSort=x:asc,title:asc,,status\n"
                          "Group=moon\n", long_name);
  views = guichet_saved_views_from_data (text, -1, NULL);
  g_assert_cmpuint (views->len, ==, 1);
  view = g_ptr_array_index (views, 0);
  g_assert_cmpuint (strlen (view->name), <=, 200);
  g_assert_cmpstr (view->icon, ==, "folder-saved-search-symbolic");
  g_assert_cmpstr (view->uuid, !=, "../../x");
  g_assert_cmpuint (view->n_keys, ==, 2);
  g_assert_cmpint (view->keys[0].sort, ==, GUICHET_SORT_TITLE);
  g_assert_true (view->keys[0].ascending);
  g_assert_false (view->keys[1].ascending);
  g_assert_cmpint (view->group, ==, GUICHET_GROUP_NONE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/store/views/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("round-trip", test_round_trip);
  ADD ("order", test_order);
  ADD ("told", test_told);
  ADD ("async", test_async);
  ADD ("file", test_file);
  ADD ("hostile-file", test_hostile_file);

  return g_test_run ();
}
