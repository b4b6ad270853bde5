#include "config.h"

#include "remote/address.h"
#include "remote/itop-rest.h"
#include "util/error.h"

static const struct { const char *typed, *whole; } normalised[] = {
  { "https://desk.example.org", "https://desk.example.org" },
  { "desk.example.org", "https://desk.example.org" },
  { "  Desk.Example.org/ ", "https://desk.example.org" },
  { "http://desk.example.org/", "https://desk.example.org" },
  { "HTTPS://desk.example.org", "https://desk.example.org" },
  { "https://asap2.example.fr/pages/UI.php?operation=details&class=UserRequest&id=12#x", "https://asap2.example.fr" },
  { "https://desk.example.org/itop/pages/UI.php", "https://desk.example.org/itop" },
  { "https://desk.example.org/itop/webservices/rest.php?version=1.3", "https://desk.example.org/itop" },
  { "https://desk.example.org/itop/pages/exec.php/manage/x?exec_module=itop-portal-base", "https://desk.example.org/itop" },
  { "https://desk.example.org/itop/index.php", "https://desk.example.org/itop" },
  { "desk.example.org//itop//", "https://desk.example.org/itop" },
  { "desk.example.org:8443/itop", "https://desk.example.org:8443/itop" },
  { "https://desk.example.org:443", "https://desk.example.org" },
  { "https://someone:secret@desk.example.org/itop", "https://desk.example.org/itop" },
  { "localhost:8080", "http://localhost:8080" },
  { "127.0.0.1:8080/itop", "http://127.0.0.1:8080/itop" },
  { "http://[::1]:8080", "http://[::1]:8080" },
  { "https://localhost", "https://localhost" },
  { "", NULL },
  { "   ", NULL },
  { "https://", NULL },
  { "not an address", NULL },
  { "ftp://desk.example.org", NULL },
  { "mailto:someone@example.org", NULL },
  { "https://desk.example.org:99999", NULL },
};

static void
test_normalise (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (normalised); i++)
    {
      g_autofree char *whole = guichet_itop_rest_normalise_address (normalised[i].typed);

      g_assert_cmpstr (whole, ==, normalised[i].whole);
    }
}

/* What was made whole is accepted, and stays as it is. */
static void
test_normalised_is_accepted (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (normalised); i++)
    {
      g_autofree char *again = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(GUri) uri = NULL;

      if (normalised[i].whole == NULL)
        continue;
      again = guichet_itop_rest_normalise_address (normalised[i].whole);
      uri = guichet_address_parse (normalised[i].whole, &error);
      g_assert_cmpstr (again, ==, normalised[i].whole);
      g_assert_no_error (error);
      g_assert_nonnull (uri);
    }
}

static void
test_refused (void)
{
  static const char * const addresses[] = {
    "", "desk", "http://desk.example.org", "http://127.0.0.1.example.org", "http://10.0.0.1",
    "ftp://localhost", "https://user:secret@desk.example.org", "file:///etc/passwd", NULL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GuichetRemote) remote = guichet_itop_rest_new (addresses[i], "agent", "secret", &error);

      g_assert_null (remote);
      g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remote/address/normalise", test_normalise);
  g_test_add_func ("/remote/address/normalised-is-accepted", test_normalised_is_accepted);
  g_test_add_func ("/remote/address/refused", test_refused);

  return g_test_run ();
}
