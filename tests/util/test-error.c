#include "config.h"

#include "util/error.h"

static void
test_carries_field_and_detail (void)
{
  g_autoptr(GError) error = guichet_error_new (GUICHET_ERROR_REJECTED, "title", "Error: title: too long", "Refused");
  g_autoptr(GError) copy = g_error_copy (error);

  g_assert_error (copy, GUICHET_ERROR, GUICHET_ERROR_REJECTED);
  g_assert_cmpstr (guichet_error_get_field (copy), ==, "title");
  g_assert_cmpstr (guichet_error_get_detail (copy), ==, "Error: title: too long");
}

static void
test_foreign_error_has_its_message_as_detail (void)
{
  g_autoptr(GError) error = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_ACCES, "closed");

  g_assert_null (guichet_error_get_field (error));
  g_assert_cmpstr (guichet_error_get_detail (error), ==, "closed");
  g_assert_null (guichet_error_get_detail (NULL));
}

static void
test_nicks_are_distinct (void)
{
  for (int a = GUICHET_ERROR_FAILED; a <= GUICHET_ERROR_NO_KEYRING; a++)
    for (int b = a + 1; b <= GUICHET_ERROR_NO_KEYRING; b++)
      g_assert_cmpstr (guichet_error_to_nick (a), !=, guichet_error_to_nick (b));
}

static void
test_transient (void)
{
  static const struct { GuichetError code; gboolean transient; } cases[] = {
    { GUICHET_ERROR_UNREACHABLE, TRUE },
    { GUICHET_ERROR_MAINTENANCE, TRUE },
    { GUICHET_ERROR_RETRY_LATER, TRUE },
    { GUICHET_ERROR_OUTCOME_UNKNOWN, TRUE },
    { GUICHET_ERROR_BAD_CREDENTIALS, FALSE },
    { GUICHET_ERROR_REJECTED, FALSE },
    { GUICHET_ERROR_PRECONDITION, FALSE },
    { GUICHET_ERROR_DISK_FULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = guichet_error_new (cases[i].code, NULL, NULL, "x");

      g_assert_cmpint (guichet_error_is_transient (error), ==, cases[i].transient);
    }
  g_assert_false (guichet_error_is_transient (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/error/carries-field-and-detail", test_carries_field_and_detail);
  g_test_add_func ("/error/foreign", test_foreign_error_has_its_message_as_detail);
  g_test_add_func ("/error/nicks", test_nicks_are_distinct);
  g_test_add_func ("/error/transient", test_transient);

  return g_test_run ();
}
