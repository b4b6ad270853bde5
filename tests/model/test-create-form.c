#include "config.h"

#include "model/create-form.h"
#include "util/error.h"

static void
assert_refused (const GuichetFormField *field,
                const char             *value,
                const char             *name)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (guichet_form_field_check (field, value, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
  g_assert_cmpstr (guichet_error_get_field (error), ==, name);
}

static void
assert_taken (const GuichetFormField *field,
              const char             *value)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (guichet_form_field_check (field, value, &error));
  g_assert_no_error (error);
}

static void
test_flags (void)
{
  g_autoptr(GuichetCreateForm) form = guichet_create_form_new (22, "UserRequest");
  GuichetFormField *title = guichet_create_form_add (form, "title", GUICHET_FIELD_TITLE, GUICHET_WIDGET_LINE);
  GuichetFormField *service = guichet_create_form_add (form, "service_id", GUICHET_FIELD_SERVICE,
                                                       GUICHET_WIDGET_SEARCH);

  assert_taken (title, "");
  title->mandatory = TRUE;
  assert_refused (title, "", "title");
  assert_refused (title, NULL, "title");
  assert_refused (title, " \n", "title");
  assert_taken (title, "Colis");
  g_set_str (&title->value, "Colis");
  title->must_change = TRUE;
  assert_refused (title, "Colis", "title");
  title->read_only = TRUE;
  assert_taken (title, "");

  service->mandatory = TRUE;
  assert_refused (service, "0", "service");
  assert_taken (service, "6");
}

/* Characters, as the server counts them, not bytes. */
static void
test_length (void)
{
  g_autoptr(GuichetCreateForm) form = guichet_create_form_new (22, "UserRequest");
  GuichetFormField *place = guichet_create_form_add (form, "place", GUICHET_N_FIELDS, GUICHET_WIDGET_LINE);

  place->max_length = 4;
  assert_taken (place, "éééé");
  assert_refused (place, "ééééé", "place");
}

static void
test_choices (void)
{
  g_autoptr(GuichetCreateForm) form = guichet_create_form_new (22, "UserRequest");
  GuichetFormField *urgency = guichet_create_form_add (form, "urgency", GUICHET_FIELD_URGENCY, GUICHET_WIDGET_CHOICE);
  GuichetFormField *since = guichet_create_form_add (form, "since", GUICHET_N_FIELDS, GUICHET_WIDGET_DATE);

  assert_taken (urgency, "9");
  guichet_form_field_add_choice (urgency, "1", "Critique");
  guichet_form_field_add_choice (urgency, "2", NULL);
  assert_taken (urgency, "2");
  assert_refused (urgency, "9", "urgency");
  g_assert_cmpstr (((GuichetChoice *) urgency->choices->pdata[1])->label, ==, "2");

  assert_taken (since, "2026-01-06 09:30:00");
  assert_refused (since, "yesterday", "since");
}

static void
test_from_profile (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("itop", &error);
  g_autoptr(GuichetCreateForm) form = NULL;
  GuichetFormField *title;

  g_assert_no_error (error);
  form = guichet_create_form_new_from_profile (profile, 22);
  title = guichet_create_form_find_field (form, GUICHET_FIELD_TITLE);

  g_assert_cmpint (form->leaf, ==, 22);
  g_assert_false (form->from_server);
  g_assert_nonnull (title);
  g_assert_true (title->mandatory);
  g_assert_true (guichet_create_form_find (form, "title") == title);
  g_assert_null (guichet_create_form_find (form, "private_log"));
  g_assert_null (guichet_create_form_find_field (form, GUICHET_FIELD_BENEFICIARY));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/create-form/flags", test_flags);
  g_test_add_func ("/create-form/length", test_length);
  g_test_add_func ("/create-form/choices", test_choices);
  g_test_add_func ("/create-form/from-profile", test_from_profile);

  return g_test_run ();
}
