#include "config.h"

#include "util/uuid.h"

static void
test_form (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 10000; i++)
    {
      char *uuid = guichet_uuid7_new ();

      g_assert_true (guichet_uuid_is_valid (uuid));
      g_assert_cmpint (uuid[14], ==, '7');
      g_assert_nonnull (strchr ("89ab", uuid[19]));
      g_assert_true (g_hash_table_add (seen, uuid));
    }
}

static void
test_later_ones_sort_behind (void)
{
  g_autofree char *first = guichet_uuid7_new ();
  g_autofree char *second = NULL;

  g_usleep (2000);
  second = guichet_uuid7_new ();
  g_assert_cmpstr (first, <, second);
}

static void
test_marker (void)
{
  g_autofree char *marker = guichet_marker_for_uuid ("01890a5d-ac96-774b-bcce-b302099a8057");

  g_assert_cmpstr (marker, ==, "cl-01890a5d-ac96-774b-bcce-b302099a8057");
  g_assert_false (guichet_uuid_is_valid ("01890a5d-ac96-774b-bcce-b302099a8057'"));
  g_assert_false (guichet_uuid_is_valid (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/uuid/form", test_form);
  g_test_add_func ("/uuid/order", test_later_ones_sort_behind);
  g_test_add_func ("/uuid/marker", test_marker);

  return g_test_run ();
}
