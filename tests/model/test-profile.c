#include "config.h"

#include "model/profile.h"

#include <locale.h>

#include "util/error.h"

static GuichetProfile *
load (const char *name)
{
  g_autoptr(GError) error = NULL;
  GuichetProfile *profile = guichet_profile_load_named (name, &error);

  g_assert_no_error (error);

  return profile;
}

/* The labels of the seed, to the letter (SPEC §9). */
static void
test_seed_labels (void)
{
  static const struct { const char *code, *label; } states[] = {
    { "new", "Nouveau" }, { "dispatched", "Affectée" }, { "redispatched", "Réaffectée" }, { "assigned", "Assignée" },
    { "pending", "En attente" }, { "to_complete", "À compléter" }, { "resolved", "Résolue" }, { "closed", "Fermée" },
  };
  static const struct { const char *name, *label; } actions[] = {
    { "assign", "Assigner" }, { "pending", "En attente" }, { "request-info", "À compléter" },
    { "reassign", "Réassigner" }, { "dispatch", "Affecter à une équipe" }, { "resolve", "Résoudre" },
  };
  g_autofree char *saved = g_strdup (g_getenv ("LANGUAGE"));
  g_autoptr(GuichetProfile) asap = NULL;

  g_setenv ("LANGUAGE", "fr", TRUE);
  asap = load ("asap");
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_assert_cmpstr (guichet_profile_get_value_label (asap, GUICHET_FIELD_STATUS, states[i].code), ==, states[i].label);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    g_assert_cmpstr (guichet_profile_get_action (asap, actions[i].name)->label, ==, actions[i].label);

  if (saved != NULL)
    g_setenv ("LANGUAGE", saved, TRUE);
  else
    g_unsetenv ("LANGUAGE");
}

static void
test_asap_life_cycle (void)
{
  g_autoptr(GuichetProfile) asap = load ("asap");
  const GuichetAction *resolve = guichet_profile_get_action (asap, "resolve");

  g_assert_cmpstr (guichet_profile_get_code (asap, GUICHET_FIELD_SITE), ==, "site_id");
  g_assert_cmpstr (guichet_profile_get_journal_code (asap, 0), ==, "private_log");
  g_assert_cmpuint (guichet_profile_get_reopen_days (asap), ==, 16);
  g_assert_true (guichet_action_is_offered_from (resolve, "assigned"));
  g_assert_false (guichet_action_is_offered_from (resolve, "resolved"));
  g_assert_cmpuint (resolve->n_fields, ==, 2);
  g_assert_true (resolve->fields[0].mandatory);
  g_assert_cmpuint (guichet_profile_get_action (asap, "request-info")->public_entry, ==, 2);
  g_assert_true (guichet_profile_is_mandatory (asap, GUICHET_FIELD_SERVICE));
  g_assert_cmpstr (guichet_profile_get_default (asap, GUICHET_FIELD_RESOLUTION_CODE), ==, "assistance");
}

static void
test_stock_has_nothing_of_the_lab (void)
{
  g_autoptr(GuichetProfile) itop = load ("itop");
  static const char * const lab[] = { "dispatched", "redispatched", "to_complete" };

  for (guint i = 0; i < G_N_ELEMENTS (lab); i++)
    g_assert_null (guichet_profile_get_state (itop, lab[i]));
  g_assert_null (guichet_profile_get_action (itop, "dispatch"));
  g_assert_null (guichet_profile_get_action (itop, "request-info"));
  g_assert_false (guichet_profile_has_field (itop, GUICHET_FIELD_SITE));
  g_assert_null (guichet_profile_get_reference_source (itop, GUICHET_REFERENCE_DOMAIN));
}

static void
test_unknown_state_is_shown_raw_and_offers_nothing (void)
{
  g_autoptr(GuichetProfile) asap = load ("asap");
  guint n;
  const GuichetAction *actions = guichet_profile_get_actions (asap, &n);

  g_assert_cmpstr (guichet_profile_get_value_label (asap, GUICHET_FIELD_STATUS, "strange"), ==, "strange");
  for (guint i = 0; i < n; i++)
    g_assert_false (guichet_action_is_offered_from (&actions[i], "strange"));
  g_assert_cmpint (guichet_profile_categorise (asap, "strange", "resolved"), ==, GUICHET_CATEGORY_RESOLVED);
  g_assert_cmpint (guichet_profile_categorise (asap, "strange", NULL), ==, GUICHET_CATEGORY_ONGOING);
  g_assert_cmpint (guichet_profile_categorise (asap, "closed", NULL), ==, GUICHET_CATEGORY_CLOSED);
}

static void
test_restricted (void)
{
  g_autoptr(GuichetProfile) asap = load ("asap");
  g_autoptr(GuichetProfile) less = NULL;
  GuichetField field;

  less = guichet_profile_restrict (asap, ~(G_GUINT64_CONSTANT (1) << GUICHET_FIELD_SITE));
  g_assert_true (guichet_profile_find_field (asap, "site_id", &field));
  g_assert_cmpuint (field, ==, GUICHET_FIELD_SITE);
  g_assert_false (guichet_profile_find_field (less, "site_id", &field));
  g_assert_null (guichet_profile_get_code (less, GUICHET_FIELD_SITE));
  g_assert_nonnull (guichet_profile_get_code (less, GUICHET_FIELD_TITLE));
}

static void
test_names (void)
{
  g_auto(GStrv) names = guichet_profile_list_names ();

  g_assert_true (g_strv_contains ((const char * const *) names, "asap"));
  g_assert_true (g_strv_contains ((const char * const *) names, "itop"));
}

#define HEAD "[Profile]\nName=x\nClass=UserRequest\n[Fields]\nref=ref\nstatus=status\nlast-update=last_update\n" \
             "[Journals]\nprivate=private_log\npublic=public_log\n"

static void
test_refuses_what_is_wrong (void)
{
  static const char * const wrong[] = {
    "",
    "not a key file",
    "[Profile]\nName=x\n",
    "[Profile]\nName=x\nClass=User Request\n",
    HEAD "[State a b]\nCategory=ongoing\n",
    HEAD "[State a]\nCategory=sleeping\n",
    HEAD "[Action go]\nStimulus=ev'; DROP\n",
    HEAD "[Action go]\nStimulus=ev_go\nTo=nowhere\n",
    HEAD "[Action go]\nStimulus=ev_go\nFields=nonsense\n",
    HEAD "[Action go]\nStimulus=ev_go\nPublicEntry=perhaps\n",
    HEAD "[Reference planet]\nClass=Planet\n",
    HEAD "[Values nonsense]\na=b\n",
    HEAD "[Platform x]\nLabel=y\n",
  };
  g_autoptr(GuichetProfile) right = guichet_profile_new_from_data (HEAD, -1, NULL);
  g_autoptr(GError) missing = NULL;

  g_assert_nonnull (right);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (guichet_profile_new_from_data (wrong[i], -1, &error));
      g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
    }
  g_assert_null (guichet_profile_load_named ("../../etc/passwd", &missing));
  g_assert_error (missing, GUICHET_ERROR, GUICHET_ERROR_INVALID);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/profile/asap", test_asap_life_cycle);
  g_test_add_func ("/profile/itop", test_stock_has_nothing_of_the_lab);
  g_test_add_func ("/profile/unknown-state", test_unknown_state_is_shown_raw_and_offers_nothing);
  g_test_add_func ("/profile/restricted", test_restricted);
  g_test_add_func ("/profile/names", test_names);
  g_test_add_func ("/profile/wrong", test_refuses_what_is_wrong);
  g_test_add_func ("/profile/seed-labels", test_seed_labels);

  return g_test_run ();
}
