#include "config.h"

#include "model/field.h"

static void
test_names_lead_back (void)
{
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    {
      g_autofree char *underscored = g_strdelimit (g_strdup (guichet_field_get_name (i)), "-", '_');
      GuichetField field;

      g_assert_true (guichet_field_from_name (guichet_field_get_name (i), &field));
      g_assert_cmpuint (field, ==, i);
      g_assert_true (guichet_field_from_name (underscored, &field));
      g_assert_cmpuint (field, ==, i);
    }
}

static void
test_what_the_server_owns_is_not_writable (void)
{
  static const GuichetField owned[] = {
    GUICHET_FIELD_REF, GUICHET_FIELD_STATUS, GUICHET_FIELD_OPERATIONAL_STATUS, GUICHET_FIELD_LAST_UPDATE,
    GUICHET_FIELD_START_DATE, GUICHET_FIELD_RESOLUTION_DATE, GUICHET_FIELD_CLOSE_DATE,
  };
  GuichetField field;

  for (guint i = 0; i < G_N_ELEMENTS (owned); i++)
    g_assert_false (guichet_field_is_writable (owned[i]));
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    if (guichet_field_get_kind (i) == GUICHET_FIELD_KIND_TIME)
      g_assert_false (guichet_field_is_writable (i));
  g_assert_true (guichet_field_is_writable (GUICHET_FIELD_TITLE));
  g_assert_false (guichet_field_from_name ("nonsense", &field));
}

static void
test_long_fields_are_texts (void)
{
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    if (guichet_field_is_long (i))
      g_assert_cmpint (guichet_field_get_kind (i), >=, GUICHET_FIELD_KIND_PLAIN);
  g_assert_true (guichet_field_is_long (GUICHET_FIELD_DESCRIPTION));
  g_assert_false (guichet_field_is_long (GUICHET_FIELD_TITLE));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/field/names", test_names_lead_back);
  g_test_add_func ("/field/writable", test_what_the_server_owns_is_not_writable);
  g_test_add_func ("/field/long", test_long_fields_are_texts);

  return g_test_run ();
}
