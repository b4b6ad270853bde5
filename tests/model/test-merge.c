#include "config.h"

#include "model/merge.h"

static void
test_field (void)
{
  static const struct { const char *base, *mine, *theirs; GuichetMerge result; } cases[] = {
    { "a", "b", "a", GUICHET_MERGE_MINE },
    { "a", "b", "b", GUICHET_MERGE_SAME },
    { "a", "b", "c", GUICHET_MERGE_CONFLICT },
    { "a", "a", "c", GUICHET_MERGE_CONFLICT },
    { "", "5", "0", GUICHET_MERGE_MINE },
    { NULL, "x", "", GUICHET_MERGE_MINE },
    { "0", "", "0", GUICHET_MERGE_SAME },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (guichet_merge_field (cases[i].base, cases[i].mine, cases[i].theirs), ==, cases[i].result);
}

static void
test_intent_names_its_conflicts (void)
{
  g_autoptr(GuichetTicket) server = guichet_ticket_new (1);
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 1);
  g_autoptr(GPtrArray) conflicts = g_ptr_array_new ();

  guichet_ticket_set (server, GUICHET_FIELD_TITLE, "theirs");
  guichet_ticket_set (server, GUICHET_FIELD_URGENCY, "4");
  guichet_intent_set_field (intent, GUICHET_FIELD_URGENCY, "4", "2", NULL);
  g_assert_cmpint (guichet_merge_intent (intent, server, NULL), ==, GUICHET_MERGE_MINE);

  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, "base", "mine", NULL);
  g_assert_cmpint (guichet_merge_intent (intent, server, conflicts), ==, GUICHET_MERGE_CONFLICT);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpint (((GuichetFieldChange *) g_ptr_array_index (conflicts, 0))->field, ==, GUICHET_FIELD_TITLE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/merge/field", test_field);
  g_test_add_func ("/merge/intent", test_intent_names_its_conflicts);

  return g_test_run ();
}
