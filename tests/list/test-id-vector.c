#include "config.h"

#include "list/id-vector.h"

static GuichetIdVector *
make_vector (gint64 first,
             ...)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  va_list arguments;

  va_start (arguments, first);
  for (gint64 id = first; id != 0; id = va_arg (arguments, gint64))
    g_array_append_val (ids, id);
  va_end (arguments);

  return guichet_id_vector_new (ids, NULL);
}

#define VECTOR(...) make_vector (__VA_ARGS__, G_GINT64_CONSTANT (0))
#define ID(n) G_GINT64_CONSTANT (n)

static void
test_hide_and_show (void)
{
  g_autoptr(GuichetIdVector) vector = VECTOR (ID (10), ID (20), ID (30), ID (40));
  guint position = 0;

  g_assert_cmpuint (guichet_id_vector_hide (vector, 1), ==, 1);
  g_assert_cmpuint (guichet_id_vector_hide (vector, 3), ==, 2);
  g_assert_cmpuint (guichet_id_vector_hide (vector, 0), ==, 0);
  g_assert_cmpuint (guichet_id_vector_get_n (vector), ==, 1);
  g_assert_cmpint (guichet_id_vector_get (vector, 0), ==, 30);
  g_assert_true (guichet_id_vector_find (vector, 30, &position));
  g_assert_cmpuint (position, ==, 0);
  g_assert_false (guichet_id_vector_find (vector, 20, &position));

  g_assert_cmpuint (guichet_id_vector_show (vector, 3), ==, 1);
  g_assert_cmpuint (guichet_id_vector_show (vector, 0), ==, 0);
  g_assert_cmpuint (guichet_id_vector_show (vector, 1), ==, 1);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (guichet_id_vector_get (vector, i), ==, (i + 1) * 10);
}

static GuichetIdVector *
make_grouped (guint n,
              ...)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) runs = g_array_new (FALSE, FALSE, sizeof (guint));
  va_list arguments;

  va_start (arguments, n);
  for (guint run = n; run != 0; run = va_arg (arguments, guint))
    {
      g_array_append_val (runs, run);
      for (guint i = 0; i < run; i++)
        {
          gint64 id = ids->len + 1;

          g_array_append_val (ids, id);
        }
    }
  va_end (arguments);

  return guichet_id_vector_new (ids, runs);
}

static void
assert_section (GuichetIdVector *vector,
                guint            position,
                guint            start,
                guint            end)
{
  guint found_start, found_end;

  guichet_id_vector_get_section (vector, position, &found_start, &found_end);
  g_assert_cmpuint (found_start, ==, start);
  g_assert_cmpuint (found_end, ==, end);
}

static void
test_sections (void)
{
  g_autoptr(GuichetIdVector) vector = make_grouped (3, 1, 2, 0);
  g_autoptr(GuichetIdVector) other = make_grouped (3, 3, 0);
  g_autoptr(GuichetIdVector) plain = VECTOR (ID (1), ID (2));

  assert_section (vector, 0, 0, 3);
  assert_section (vector, 2, 0, 3);
  assert_section (vector, 3, 3, 4);
  assert_section (vector, 5, 4, 6);
  assert_section (plain, 1, 0, 2);
  g_assert_false (guichet_id_vector_same_sections (vector, other));

  /* Of the second group nothing is left. */
  guichet_id_vector_hide (vector, 1);
  guichet_id_vector_hide (vector, 3);
  assert_section (vector, 1, 0, 2);
  assert_section (vector, 2, 2, 4);
  guichet_id_vector_hide (other, 1);
  guichet_id_vector_hide (other, 3);
  g_assert_true (guichet_id_vector_same_sections (vector, other));
}

static void
test_compare (void)
{
  g_autoptr(GuichetIdVector) from = VECTOR (ID (1), ID (2), ID (3), ID (4));
  g_autoptr(GuichetIdVector) to = VECTOR (ID (3), ID (1), ID (2), ID (9), ID (4));
  g_autoptr(GHashTable) named = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(GArray) removed = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) added = g_array_new (FALSE, FALSE, sizeof (guint));
  const gint64 three = 3;
  const gint64 nine = 9;

  g_hash_table_add (named, (gpointer) &three);
  g_assert_false (guichet_id_vector_compare (from, to, named, 10, removed, added));

  g_array_set_size (removed, 0);
  g_array_set_size (added, 0);
  g_hash_table_add (named, (gpointer) &nine);
  g_assert_true (guichet_id_vector_compare (from, to, named, 10, removed, added));
  g_assert_cmpuint (removed->len, ==, 1);
  g_assert_cmpuint (g_array_index (removed, guint, 0), ==, 2);
  g_assert_cmpuint (added->len, ==, 2);
  g_assert_cmpuint (g_array_index (added, guint, 0), ==, 0);
  g_assert_cmpuint (g_array_index (added, guint, 1), ==, 3);

  g_array_set_size (removed, 0);
  g_array_set_size (added, 0);
  g_assert_false (guichet_id_vector_compare (from, to, named, 2, removed, added));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/id-vector/sections", test_sections);
  g_test_add_func ("/id-vector/hide-and-show", test_hide_and_show);
  g_test_add_func ("/id-vector/compare", test_compare);

  return g_test_run ();
}
