#include "config.h"

#include "fake-store.h"
#include "list/row-cache.h"
#include "list/ticket-list.h"

typedef struct
{
  GuichetStore      *store;
  GuichetTicketList *list;
  GArray            *mirror;    /* what a view believes, from items-changed only */
  guint              n_steps;
  guint              n_items_told;
  guint              n_replaced;
} Fixture;

static void follow_list (Fixture *f);

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  Fixture *f = user_data;

  f->n_steps++;
  f->n_items_told += added;
  if (removed > 0)
    g_array_remove_range (f->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    {
      gint64 id = guichet_ticket_list_get_id (f->list, position + i);

      g_array_insert_val (f->mirror, position + i, id);
    }
  g_assert_cmpuint (f->mirror->len, ==, g_list_model_get_n_items (model));
}

static void
replaced_cb (GuichetTicketList *list,
             gpointer           user_data)
{
  Fixture *f = user_data;
  GuichetTicketList *fresh = guichet_ticket_list_dup_fresh (list);

  f->n_replaced++;
  g_signal_handlers_disconnect_by_data (list, f);
  g_object_unref (f->list);
  f->list = fresh;
  follow_list (f);
}

static void
follow_list (Fixture *f)
{
  g_array_set_size (f->mirror, 0);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->list)); i++)
    {
      gint64 id = guichet_ticket_list_get_id (f->list, i);

      g_array_append_val (f->mirror, id);
    }
  g_signal_connect (f->list, "items-changed", G_CALLBACK (items_changed_cb), f);
  g_signal_connect (f->list, "replaced", G_CALLBACK (replaced_cb), f);
}

/* Turns the main loop until nothing has happened for longer than a list rests.
 * The time is taken before a turn that found nothing to do, so that a slow
 * machine only makes this longer. */
static void
settle (void)
{
  gint64 quiet_since = g_get_monotonic_time ();

  for (;;)
    {
      gint64 now = g_get_monotonic_time ();

      if (g_main_context_iteration (NULL, FALSE))
        quiet_since = g_get_monotonic_time ();
      else if (now - quiet_since > 120 * G_TIME_SPAN_MILLISECOND)
        return;
      else
        g_usleep (1000);
    }
}

static void
set_up_query (Fixture                  *f,
              guint                     n,
              const GuichetTicketQuery *query)
{
  f->store = fake_store_new ();
  for (guint i = 1; i <= n; i++)
    fake_store_append (f->store, i);
  f->list = guichet_ticket_list_new (f->store, query);
  f->mirror = g_array_new (FALSE, FALSE, sizeof (gint64));
  follow_list (f);
}

static void
set_up_n (Fixture *f,
          guint    n)
{
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (GUICHET_VIEW_ALL);

  set_up_query (f, n, query);
}

static void
tear_down (Fixture *f)
{
  g_signal_handlers_disconnect_by_data (f->list, f);
  g_assert_finalize_object (f->list);
  fake_store_hold (f->store, FALSE);
  settle ();
  g_assert_finalize_object (f->store);
  g_array_unref (f->mirror);
}

static void
assert_mirror (Fixture *f)
{
  GArray *order = fake_store_get_order (f->store);

  g_assert_cmpuint (f->mirror->len, ==, order->len);
  g_assert_cmpmem (f->mirror->data, f->mirror->len * sizeof (gint64),
                   order->data, order->len * sizeof (gint64));
}

static void
test_contract (void)
{
  Fixture f = { NULL };
  g_autoptr(GuichetTicketRow) first = NULL;
  g_autoptr(GuichetTicketRow) again = NULL;

  set_up_n (&f, 100);
  g_assert_true (guichet_ticket_list_get_loading (f.list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f.list)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (f.list), 0));

  settle ();
  g_assert_false (guichet_ticket_list_get_loading (f.list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f.list)), ==, 100);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (f.list)) == GUICHET_TYPE_TICKET_ROW);
  g_assert_cmpuint (f.n_steps, ==, 1);
  assert_mirror (&f);

  first = g_list_model_get_item (G_LIST_MODEL (f.list), 7);
  again = g_list_model_get_item (G_LIST_MODEL (f.list), 7);
  g_assert_true (first == again);
  g_assert_true (guichet_ticket_row_get_loading (first));
  g_assert_cmpint (guichet_ticket_row_get_id (first), ==, 8);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (f.list), 100));

  settle ();
  g_assert_false (guichet_ticket_row_get_loading (first));
  g_assert_cmpstr (guichet_ticket_get (guichet_ticket_row_get_ticket (first), GUICHET_FIELD_TITLE),
                   ==, "A title");

  tear_down (&f);
}

static void
test_bounded (void)
{
  Fixture f = { NULL };
  g_autoptr(GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);

  set_up_n (&f, 100000);
  settle ();
  g_assert_cmpuint (fake_store_count_rows (f.store), ==, 0);

  for (guint i = 0; i < 205; i++)
    g_ptr_array_add (held, g_list_model_get_item (G_LIST_MODEL (f.list), i));
  settle ();
  g_assert_cmpuint (fake_store_count_rows (f.store), ==, 205);

  tear_down (&f);
}

/* Jumps of the scroll bar: rows come and go before they are read. */
static void
test_unwanted_are_dropped (void)
{
  Fixture f = { NULL };
  g_autoptr(GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);

  set_up_n (&f, 100000);
  settle ();

  for (guint jump = 0; jump < 60; jump++)
    {
      g_ptr_array_set_size (held, 0);
      for (guint i = 0; i < 205; i++)
        g_ptr_array_add (held, g_list_model_get_item (G_LIST_MODEL (f.list), jump * 1000 + i));
    }
  settle ();
  g_assert_cmpuint (fake_store_count_rows (f.store), ==, 205);

  tear_down (&f);
}

static void
test_newest_first (void)
{
  Fixture f = { NULL };
  g_autoptr(GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);

  set_up_n (&f, 1000);
  settle ();

  fake_store_hold (f.store, TRUE);
  for (guint i = 0; i < 600; i++)
    g_ptr_array_add (held, g_list_model_get_item (G_LIST_MODEL (f.list), i));
  settle ();
  g_assert_cmpuint (fake_store_count_rows (f.store), ==, GUICHET_ROW_CACHE_BATCH);
  g_assert_cmpint (fake_store_first_of_last_read (f.store), ==, 600);

  g_ptr_array_add (held, g_list_model_get_item (G_LIST_MODEL (f.list), 900));
  fake_store_answer (f.store);
  settle ();
  g_assert_cmpint (fake_store_first_of_last_read (f.store), ==, 901);

  fake_store_hold (f.store, FALSE);
  settle ();
  for (guint i = 0; i < held->len; i++)
    g_assert_false (guichet_ticket_row_get_loading (held->pdata[i]));
  g_assert_cmpuint (fake_store_count_rows (f.store), ==, 601);

  tear_down (&f);
}

static void
test_summaries_stay (void)
{
  Fixture f = { NULL };
  guint before;

  set_up_n (&f, 5000);
  settle ();

  for (guint i = 0; i < 3000; i += 200)
    {
      g_autoptr(GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint j = 0; j < 200; j++)
        g_ptr_array_add (held, g_list_model_get_item (G_LIST_MODEL (f.list), i + j));
      settle ();
    }

  before = fake_store_count_rows (f.store);
  {
    g_autoptr(GuichetTicketRow) recent = g_list_model_get_item (G_LIST_MODEL (f.list), 2999);
    g_autoptr(GuichetTicketRow) old = g_list_model_get_item (G_LIST_MODEL (f.list), 0);

    g_assert_false (guichet_ticket_row_get_loading (recent));
    g_assert_true (guichet_ticket_row_get_loading (old));
    settle ();
    g_assert_cmpuint (fake_store_count_rows (f.store), ==, before + 1);
  }

  tear_down (&f);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static void
test_field_changed (void)
{
  Fixture f = { NULL };
  g_autoptr(GuichetTicketRow) row = NULL;
  const gint64 id = 3;
  guint n_notified = 0;
  guint n_queries;

  set_up_n (&f, 10);
  settle ();
  row = g_list_model_get_item (G_LIST_MODEL (f.list), 2);
  settle ();
  g_signal_connect (row, "notify::ticket", G_CALLBACK (count_cb), &n_notified);
  f.n_steps = 0;
  n_queries = fake_store_count_queries (f.store);

  fake_store_retitle (f.store, id, "Another title");
  fake_store_tell (f.store, FALSE, FALSE, 1, &id);
  settle ();

  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpuint (f.n_steps, ==, 0);
  g_assert_cmpuint (fake_store_count_queries (f.store), ==, n_queries);
  g_assert_cmpstr (guichet_ticket_get (guichet_ticket_row_get_ticket (row), GUICHET_FIELD_TITLE),
                   ==, "Another title");

  tear_down (&f);
}

static void
filled_cb (GuichetTicketRow *row,
           GParamSpec       *pspec,
           gpointer          user_data)
{
  gboolean *together = user_data;

  *together = guichet_ticket_row_get_ticket (row) != NULL;
}

/* A mark comes with its ticket, and again when the ticket is told of. */
static void
test_marks (void)
{
  Fixture f = { 0 };
  const gint64 id = 2;
  g_autoptr(GuichetTicketRow) row = NULL;
  g_autoptr(GuichetTicketRow) again = NULL;
  gboolean together = FALSE;

  set_up_n (&f, 3);
  fake_store_mark_unread (f.store, id);
  settle ();
  row = g_list_model_get_item (G_LIST_MODEL (f.list), 1);
  g_signal_connect (row, "notify::mark", G_CALLBACK (filled_cb), &together);
  settle ();
  g_assert_true (together);
  g_assert_true (guichet_ticket_row_get_mark (row)->unread);

  fake_store_mark_unread (f.store, 0);
  fake_store_tell (f.store, FALSE, FALSE, 1, &id);
  settle ();
  g_assert_false (guichet_ticket_row_get_mark (row)->unread);

  /* What was read lately is there at once. */
  g_clear_object (&row);
  again = g_list_model_get_item (G_LIST_MODEL (f.list), 1);
  g_assert_nonnull (guichet_ticket_row_get_ticket (again));
  g_assert_nonnull (guichet_ticket_row_get_mark (again));
  g_clear_object (&again);
  tear_down (&f);
}

/* A list with a condition is asked again for any change of a ticket. */
static void
test_condition (void)
{
  Fixture f = { 0 };
  const gint64 id = 2;
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (GUICHET_VIEW_ALL);
  guint n_queries;

  query->criteria = guichet_criteria_new ();
  g_ptr_array_add (query->criteria, guichet_criterion_new (GUICHET_CRITERION_UNREAD));
  set_up_query (&f, 3, query);
  settle ();
  n_queries = fake_store_count_queries (f.store);

  fake_store_remove (f.store, id);
  fake_store_tell (f.store, FALSE, FALSE, 1, &id);
  settle ();
  g_assert_cmpuint (fake_store_count_queries (f.store), ==, n_queries + 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f.list)), ==, 2);
  tear_down (&f);
}

static void
test_moves_to_top (void)
{
  Fixture f = { NULL };
  g_autoptr(GuichetTicketRow) row = NULL;
  g_autoptr(GuichetTicketRow) top = NULL;
  const gint64 id = 90000;
  guint position = 0;

  set_up_n (&f, 100000);
  settle ();
  row = g_list_model_get_item (G_LIST_MODEL (f.list), id - 1);
  f.n_steps = f.n_items_told = 0;

  fake_store_move_to_top (f.store, id);
  fake_store_tell (f.store, TRUE, FALSE, 1, &id);
  settle ();

  g_assert_cmpuint (f.n_steps, ==, 2);
  g_assert_cmpuint (f.n_items_told, ==, 1);
  g_assert_cmpuint (f.n_replaced, ==, 0);
  g_assert_true (guichet_ticket_list_find_id (f.list, id, &position));
  g_assert_cmpuint (position, ==, 0);
  top = g_list_model_get_item (G_LIST_MODEL (f.list), 0);
  g_assert_true (top == row);
  assert_mirror (&f);

  tear_down (&f);
}

static void
test_replaced (void)
{
  Fixture f = { NULL };
  g_autoptr(GuichetTicketRow) row = NULL;
  g_autoptr(GuichetTicketRow) same = NULL;
  guint position = 0;

  set_up_n (&f, 2000);
  settle ();
  row = g_list_model_get_item (G_LIST_MODEL (f.list), 1499);
  f.n_steps = 0;

  for (gint64 id = 1000; id < 1600; id++)
    fake_store_move_to_top (f.store, id);
  fake_store_tell (f.store, TRUE, TRUE, 0, NULL);
  settle ();

  g_assert_cmpuint (f.n_replaced, ==, 1);
  g_assert_cmpuint (f.n_steps, ==, 0);
  assert_mirror (&f);
  g_assert_true (guichet_ticket_list_find_id (f.list, 1500, &position));
  same = g_list_model_get_item (G_LIST_MODEL (f.list), position);
  g_assert_true (same == row);

  tear_down (&f);
}

/* More than is worth telling, although every id is named. */
static void
test_too_many_steps (void)
{
  Fixture f = { NULL };
  gint64 ids[300];

  set_up_n (&f, 2000);
  settle ();
  f.n_steps = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    fake_store_move_to_top (f.store, ids[i] = 1000 + i);
  fake_store_tell (f.store, TRUE, FALSE, G_N_ELEMENTS (ids), ids);
  settle ();

  g_assert_cmpuint (f.n_replaced, ==, 1);
  g_assert_cmpuint (f.n_steps, ==, 0);
  assert_mirror (&f);

  tear_down (&f);
}

/* The answer knows of a change before its set was told. */
static void
test_answer_before_its_set (void)
{
  Fixture f = { NULL };
  const gint64 first = 50;
  const gint64 second = 70;

  set_up_n (&f, 100);
  settle ();

  fake_store_move_to_top (f.store, first);
  fake_store_move_to_top (f.store, second);
  fake_store_tell (f.store, TRUE, FALSE, 1, &first);
  g_main_context_iteration (NULL, FALSE);
  g_main_context_iteration (NULL, FALSE);
  fake_store_tell (f.store, TRUE, FALSE, 1, &second);
  settle ();

  g_assert_cmpuint (f.n_replaced, ==, 0);
  assert_mirror (&f);

  tear_down (&f);
}

static void
test_error (void)
{
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (GUICHET_VIEW_MINE);
  g_autoptr(GuichetStore) store = fake_store_new ();
  g_autoptr(GuichetTicketList) list = NULL;

  fake_store_fail_next (store);
  list = guichet_ticket_list_new (store, query);
  settle ();

  g_assert_false (guichet_ticket_list_get_loading (list));
  g_assert_nonnull (guichet_ticket_list_get_error (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

/* Nobody looks at the list any more when its answer comes. */
static void
test_late_answer (void)
{
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (GUICHET_VIEW_MINE);
  GuichetStore *store = fake_store_new ();
  GuichetTicketList *list;

  fake_store_append (store, 1);
  fake_store_hold (store, TRUE);
  list = guichet_ticket_list_new (store, query);
  g_assert_finalize_object (list);

  fake_store_hold (store, FALSE);
  settle ();
  g_assert_finalize_object (store);
}

static gint64
pick (Fixture *f,
      GRand   *random)
{
  GArray *order = fake_store_get_order (f->store);

  return g_array_index (order, gint64, g_rand_int_range (random, 0, order->len));
}

static void
change_at_random (Fixture *f,
                  GRand   *random,
                  gint64  *next_id)
{
  gint64 ids[8];
  guint n = g_rand_int_range (random, 1, G_N_ELEMENTS (ids));

  for (guint i = 0; i < n; i++)
    switch (g_rand_int_range (random, 0, 4))
      {
      case 0:
        fake_store_append (f->store, ids[i] = (*next_id)++);
        fake_store_move_to_top (f->store, ids[i]);
        break;

      case 1:
        ids[i] = pick (f, random);
        if (fake_store_get_order (f->store)->len > 1)
          fake_store_remove (f->store, ids[i]);
        break;

      default:
        fake_store_move_to_top (f->store, ids[i] = pick (f, random));
        break;
      }

  fake_store_tell (f->store, TRUE, g_rand_int_range (random, 0, 40) == 0, n, ids);
}

/* Whatever changes, and whenever the store answers: a view that only listens
 * ends with what a fresh query says. */
static void
test_random_changes (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (20261124);

  for (guint round = 0; round < 12; round++)
    {
      Fixture f = { NULL };
      gint64 next_id = 1001;

      set_up_n (&f, g_rand_int_range (random, 1, 300));
      for (guint step = 0; step < 60; step++)
        {
          fake_store_hold (f.store, g_rand_boolean (random));
          change_at_random (&f, random, &next_id);
          if (g_rand_boolean (random))
            fake_store_answer (f.store);
          for (guint i = g_rand_int_range (random, 0, 4); i > 0; i--)
            g_main_context_iteration (NULL, FALSE);
          if (step % 20 == 0)
            settle ();
        }

      fake_store_hold (f.store, FALSE);
      settle ();
      assert_mirror (&f);
      tear_down (&f);
    }
}

/* ---- groups */

/* Group lies behind group, from the first position to the last. */
static guint
check_sections (GuichetTicketList *list)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint position = 0;
  guint n_sections = 0;

  while (position < n)
    {
      guint start, end, last_start, last_end;

      guichet_ticket_list_get_section (list, position, &start, &end);
      g_assert_cmpuint (start, ==, position);
      g_assert_cmpuint (end, >, start);
      g_assert_cmpuint (end, <=, n);
      guichet_ticket_list_get_section (list, end - 1, &last_start, &last_end);
      g_assert_cmpuint (last_start, ==, start);
      g_assert_cmpuint (last_end, ==, end);
      position = end;
      n_sections++;
    }

  return n_sections;
}

static void
sections_moved_cb (GListModel *model)
{
  check_sections (GUICHET_TICKET_LIST (model));
}

static void
assert_sections (Fixture *f,
                 gint64   size)
{
  GArray *order = fake_store_get_order (f->store);
  guint n_sections = 0;

  for (guint i = 0; i < order->len; i++)
    n_sections += i == 0 || g_array_index (order, gint64, i) / size != g_array_index (order, gint64, i - 1) / size;
  g_assert_cmpuint (check_sections (f->list), ==, n_sections);
}

static void
count_told_cb (gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_sections (void)
{
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (GUICHET_VIEW_ALL);
  Fixture f = { NULL };
  const gint64 ids[] = { 7 };
  guint n_told = 0;
  guint start, end;

  query->group = GUICHET_GROUP_TEAM;
  set_up_query (&f, 0, query);
  fake_store_group (f.store, 10);
  for (gint64 id = 1; id < 40; id++)
    fake_store_append (f.store, id);
  g_object_unref (f.list);
  f.list = guichet_ticket_list_new (f.store, query);
  follow_list (&f);
  settle ();

  guichet_ticket_list_get_section (f.list, 8, &start, &end);
  g_assert_cmpuint (start, ==, 0);
  g_assert_cmpuint (end, ==, 9);
  guichet_ticket_list_get_section (f.list, 9, &start, &end);
  g_assert_cmpuint (start, ==, 9);
  g_assert_cmpuint (end, ==, 19);
  guichet_ticket_list_get_section (f.list, 100, &start, &end);
  g_assert_cmpuint (start, ==, 39);
  g_assert_cmpuint (end, ==, G_MAXUINT);

  /* Nothing moves, but the groups do. */
  g_signal_connect_swapped (f.list, "sections-changed", G_CALLBACK (count_told_cb), &n_told);
  fake_store_group (f.store, 20);
  fake_store_tell (f.store, TRUE, FALSE, 1, ids);
  settle ();
  g_assert_cmpuint (n_told, ==, 1);
  assert_sections (&f, 20);

  tear_down (&f);
}

static void
test_random_sections (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (20261125);
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (GUICHET_VIEW_ALL);

  query->group = GUICHET_GROUP_TEAM;
  for (guint round = 0; round < 2; round++)
    {
      Fixture f = { NULL };
      gint64 next_id = 1001;

      f.store = fake_store_new ();
      fake_store_group (f.store, 10);
      for (guint i = 1; i <= 60; i++)
        fake_store_append (f.store, i);
      f.list = guichet_ticket_list_new (f.store, query);
      f.mirror = g_array_new (FALSE, FALSE, sizeof (gint64));
      follow_list (&f);
      settle ();

      for (guint step = 0; step < 24; step++)
        {
          gulong items = g_signal_connect (f.list, "items-changed", G_CALLBACK (sections_moved_cb), NULL);
          gulong sections = g_signal_connect (f.list, "sections-changed", G_CALLBACK (sections_moved_cb), NULL);
          g_autoptr(GuichetTicketList) list = g_object_ref (f.list);

          change_at_random (&f, random, &next_id);
          if (step % 8 == 0)
            settle ();
          g_signal_handler_disconnect (list, items);
          g_signal_handler_disconnect (list, sections);
        }

      settle ();
      assert_mirror (&f);
      assert_sections (&f, 10);
      tear_down (&f);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/list/contract", test_contract);
  g_test_add_func ("/list/bounded", test_bounded);
  g_test_add_func ("/list/unwanted-are-dropped", test_unwanted_are_dropped);
  g_test_add_func ("/list/newest-first", test_newest_first);
  g_test_add_func ("/list/summaries-stay", test_summaries_stay);
  g_test_add_func ("/list/field-changed", test_field_changed);
  g_test_add_func ("/list/marks", test_marks);
  g_test_add_func ("/list/condition", test_condition);
  g_test_add_func ("/list/moves-to-top", test_moves_to_top);
  g_test_add_func ("/list/replaced", test_replaced);
  g_test_add_func ("/list/too-many-steps", test_too_many_steps);
  g_test_add_func ("/list/answer-before-its-set", test_answer_before_its_set);
  g_test_add_func ("/list/error", test_error);
  g_test_add_func ("/list/late-answer", test_late_answer);
  g_test_add_func ("/list/random-changes", test_random_changes);
  g_test_add_func ("/list/sections", test_sections);
  g_test_add_func ("/list/random-sections", test_random_sections);

  return g_test_run ();
}
