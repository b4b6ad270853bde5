#include "config.h"

#include "model/change-set.h"

static void
test_names_each_ticket_once (void)
{
  g_autoptr(GuichetChangeSet) set = guichet_change_set_new ();

  g_assert_true (guichet_change_set_is_empty (set));
  guichet_change_set_add_ticket (set, 1, FALSE);
  guichet_change_set_add_ticket (set, 2, TRUE);
  guichet_change_set_add_ticket (set, 1, FALSE);
  g_assert_cmpuint (set->tickets->len, ==, 2);
  g_assert_true (set->moved);
  g_assert_true (guichet_change_set_has_ticket (set, 2));
  g_assert_false (guichet_change_set_has_ticket (set, 3));
}

static void
test_too_many_become_everything (void)
{
  g_autoptr(GuichetChangeSet) set = guichet_change_set_new ();

  for (gint64 id = 1; id <= GUICHET_CHANGE_SET_MAX + 1; id++)
    guichet_change_set_add_ticket (set, id, FALSE);
  g_assert_true (set->everything);
  g_assert_cmpuint (set->tickets->len, ==, 0);
  g_assert_true (guichet_change_set_has_ticket (set, 123456));
}

static void
test_merge (void)
{
  g_autoptr(GuichetChangeSet) set = guichet_change_set_new ();
  g_autoptr(GuichetChangeSet) other = guichet_change_set_new ();
  g_autoptr(GuichetChangeSet) copy = NULL;

  guichet_change_set_add_ticket (set, 1, FALSE);
  guichet_change_set_add_ticket (other, 2, TRUE);
  other->outbox = TRUE;
  guichet_change_set_merge (set, other);
  copy = guichet_change_set_copy (set);
  g_assert_cmpuint (copy->tickets->len, ==, 2);
  g_assert_true (copy->outbox);
  g_assert_true (copy->moved);
  g_assert_false (copy->drafts);

  other->everything = TRUE;
  guichet_change_set_merge (set, other);
  g_assert_true (set->everything);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/change-set/once", test_names_each_ticket_once);
  g_test_add_func ("/change-set/everything", test_too_many_become_everything);
  g_test_add_func ("/change-set/merge", test_merge);

  return g_test_run ();
}
