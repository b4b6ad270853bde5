#include "config.h"

#include "model/creation.h"

static GuichetIntent *
read_back (const char *text)
{
  GuichetIntent *copy = guichet_intent_new (GUICHET_INTENT_CREATE, 0);

  guichet_creation_add_text (copy, text);

  return copy;
}

static void
test_round_trip (void)
{
  static const struct { GuichetField field; const char *value, *label; } fields[] = {
    { GUICHET_FIELD_TITLE, " Deux espaces devant ", NULL },
    { GUICHET_FIELD_DESCRIPTION, "<p>Ligne\n[title]\nValue=faux\\n</p>", NULL },
    { GUICHET_FIELD_AVAILABILITY, "Lundi & Vendredi\nde 9h à 16h\n", NULL },
    { GUICHET_FIELD_BENEFICIARY, "62", "Lucie « L. » Cabrol" },
    { GUICHET_FIELD_CALLBACK_PHONE, "# 04=00;12", NULL },
  };
  g_autoptr(GuichetIntent) creation = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  g_autoptr(GuichetIntent) copy = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    guichet_intent_set_field (creation, fields[i].field, NULL, fields[i].value, fields[i].label);
  guichet_intent_set_extra (creation, "salle", "B 12\n");

  text = guichet_creation_to_text (creation);
  copy = read_back (text);
  g_assert_cmpuint (copy->changes->len, ==, G_N_ELEMENTS (fields));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const GuichetFieldChange *change = guichet_intent_get_change (copy, fields[i].field);

      g_assert_cmpstr (change->value, ==, fields[i].value);
      g_assert_cmpstr (change->label, ==, fields[i].label);
    }
  g_assert_cmpstr (g_hash_table_lookup (copy->extras, "salle"), ==, "B 12\n");
}

/* Whatever a person typed, character by character. */
static void
test_any_text (void)
{
  for (guint round = 0; round < 500; round++)
    {
      g_autoptr(GString) typed = g_string_new (NULL);
      g_autoptr(GuichetIntent) creation = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
      g_autoptr(GuichetIntent) copy = NULL;
      g_autofree char *text = NULL;

      for (guint n = (guint) g_test_rand_int_range (1, 60); n > 0; n--)
        g_string_append_unichar (typed, g_test_rand_bit () ? (gunichar) g_test_rand_int_range (1, 0x7f)
                                                           : (gunichar) g_test_rand_int_range (0xa0, 0x2fff));
      guichet_intent_set_field (creation, GUICHET_FIELD_TITLE, NULL, typed->str, typed->str);
      text = guichet_creation_to_text (creation);
      copy = read_back (text);
      g_assert_cmpstr (guichet_intent_get_change (copy, GUICHET_FIELD_TITLE)->value, ==, typed->str);
      g_assert_cmpstr (guichet_intent_get_change (copy, GUICHET_FIELD_TITLE)->label, ==, typed->str);
    }
}

static void
test_damaged (void)
{
  static const char * const texts[] = { "", "<p>HTML</p>", "[title]", "[title]\nLabel=a\n", "[nothing]\nValue=a\n", "=" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GuichetIntent) copy = read_back (texts[i]);

      g_assert_cmpuint (copy->changes->len, ==, 0);
    }
}

static void
test_empty (void)
{
  g_autoptr(GuichetIntent) creation = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  g_autoptr(GuichetIntent) copy = NULL;
  g_autofree char *nothing = guichet_creation_to_text (creation);
  g_autofree char *emptied = NULL;

  g_assert_cmpstr (nothing, ==, "");

  /* That somebody emptied a field is something. */
  guichet_intent_set_field (creation, GUICHET_FIELD_TITLE, NULL, "", NULL);
  emptied = guichet_creation_to_text (creation);
  copy = read_back (emptied);
  g_assert_cmpstr (guichet_intent_get_change (copy, GUICHET_FIELD_TITLE)->value, ==, "");
}

static void
test_names (void)
{
  g_autoptr(GuichetIntent) creation = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  g_autofree char *key = guichet_creation_dup_key (creation);
  g_autofree char *ref = guichet_creation_dup_provisional_ref ("019b0000-0000-7000-8000-000000003f2a");

  g_assert_true (guichet_creation_is_draft_key (key));
  g_assert_false (guichet_creation_is_draft_key ("42/public"));
  g_assert_true (g_str_has_suffix (key, creation->uuid));
  g_assert_cmpstr (ref, ==, "P-3F2A");
}

static void
test_complete (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", &error);
  g_autoptr(GuichetIdentity) identity = guichet_identity_new ("https://desk.example", "maud");
  g_autoptr(GuichetReference) leaf = guichet_reference_new (GUICHET_REFERENCE_SUBCATEGORY, 5, "Panne");
  g_autoptr(GuichetIntent) creation = guichet_intent_new (GUICHET_INTENT_CREATE, 0);

  g_assert_no_error (error);
  identity->person_id = 60;
  g_set_str (&identity->name, "Maud Ferrand");
  identity->organisation_id = 9;
  g_set_str (&leaf->code, "incident");
  guichet_intent_set_field (creation, GUICHET_FIELD_ORGANISATION, NULL, "4", NULL);
  guichet_creation_complete (creation, profile, identity, leaf);

  g_assert_cmpstr (guichet_intent_get_change (creation, GUICHET_FIELD_CALLER)->value, ==, "60");
  g_assert_cmpstr (guichet_intent_get_change (creation, GUICHET_FIELD_ORGANISATION)->value, ==, "4");
  g_assert_cmpstr (guichet_intent_get_change (creation, GUICHET_FIELD_REQUEST_TYPE)->value, ==, "incident");
  g_assert_cmpstr (guichet_intent_get_change (creation, GUICHET_FIELD_ORIGIN)->value, ==, "portal");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/creation/round-trip", test_round_trip);
  g_test_add_func ("/model/creation/any-text", test_any_text);
  g_test_add_func ("/model/creation/damaged", test_damaged);
  g_test_add_func ("/model/creation/empty", test_empty);
  g_test_add_func ("/model/creation/names", test_names);
  g_test_add_func ("/model/creation/complete", test_complete);

  return g_test_run ();
}
