#include "config.h"

#include "model/query-language.h"

#define SEED 20260211

static GuichetProfile *profile;

static GuichetCriterion *
get (GPtrArray *criteria,
     guint      n)
{
  g_assert_cmpuint (n, <, criteria->len);

  return g_ptr_array_index (criteria, n);
}

static void
speak (const char *locale)
{
  g_setenv ("LC_ALL", locale, TRUE);
  g_unsetenv ("LANGUAGE");
}

/* ---- one condition */

static const struct
{
  const char      *text;
  gboolean         negated;
  GuichetField     field;
  GuichetOperator  op;
  const char      *values;      /* separated by | */
} conditions[] = {
  { "statut:affectée", FALSE, GUICHET_FIELD_STATUS, GUICHET_OPERATOR_IS, "dispatched" },
  { "STATUT:AFFECTEE", FALSE, GUICHET_FIELD_STATUS, GUICHET_OPERATOR_IS, "dispatched" },
  { "status:dispatched", FALSE, GUICHET_FIELD_STATUS, GUICHET_OPERATOR_IS, "dispatched" },
  { "status:\"to be completed\"", FALSE, GUICHET_FIELD_STATUS, GUICHET_OPERATOR_IS, "to_complete" },
  { "état:to_complete", FALSE, GUICHET_FIELD_STATUS, GUICHET_OPERATOR_IS, "to_complete" },
  { "statut:affectée,assignée", FALSE, GUICHET_FIELD_STATUS, GUICHET_OPERATOR_IS, "dispatched|assigned" },
  { "statut:\"En attente\"", FALSE, GUICHET_FIELD_STATUS, GUICHET_OPERATOR_IS, "pending" },
  { "statut:réaff", FALSE, GUICHET_FIELD_STATUS, GUICHET_OPERATOR_IS, "redispatched" },
  { "statut:!=fermée", FALSE, GUICHET_FIELD_STATUS, GUICHET_OPERATOR_IS_NOT, "closed" },
  { "statut:==x", FALSE, GUICHET_FIELD_STATUS, GUICHET_OPERATOR_IS, "x" },
  { "service:\"déplacement de meubles\"", FALSE, GUICHET_FIELD_SERVICE, GUICHET_OPERATOR_CONTAINS, "déplacement de meubles" },
  { "service:«déplacement de meubles»", FALSE, GUICHET_FIELD_SERVICE, GUICHET_OPERATOR_CONTAINS, "déplacement de meubles" },
  { "service:\"dit \"\"oui\"\"\"", FALSE, GUICHET_FIELD_SERVICE, GUICHET_OPERATOR_CONTAINS, "dit \"oui\"" },
  { "service:\"déplacement de", FALSE, GUICHET_FIELD_SERVICE, GUICHET_OPERATOR_CONTAINS, "déplacement de" },
  { "avant:2024-03", FALSE, GUICHET_FIELD_LAST_UPDATE, GUICHET_OPERATOR_BEFORE, "2024-03" },
  { "before:2024-0", FALSE, GUICHET_FIELD_LAST_UPDATE, GUICHET_OPERATOR_BEFORE, "2024-0" },
  { "depuis:01/03/2024", FALSE, GUICHET_FIELD_LAST_UPDATE, GUICHET_OPERATOR_SINCE, "2024-03-01" },
  { "since:3/2024", FALSE, GUICHET_FIELD_LAST_UPDATE, GUICHET_OPERATOR_SINCE, "2024-03" },
  { "créé-avant:2024", FALSE, GUICHET_FIELD_START_DATE, GUICHET_OPERATOR_BEFORE, "2024" },
  { "created-since:\"2024-03-01 12\"", FALSE, GUICHET_FIELD_START_DATE, GUICHET_OPERATOR_SINCE, "2024-03-01 12" },
  { "résolu:2024-03", FALSE, GUICHET_FIELD_RESOLUTION_DATE, GUICHET_OPERATOR_BEGINS, "2024-03" },
  { "-équipe:dsi", TRUE, GUICHET_FIELD_TEAM, GUICHET_OPERATOR_CONTAINS, "dsi" },
  { "équipe:=31", FALSE, GUICHET_FIELD_TEAM, GUICHET_OPERATOR_IS, "31" },
  { "team:dsi,", FALSE, GUICHET_FIELD_TEAM, GUICHET_OPERATOR_CONTAINS, "dsi" },
  { "établissement:0340024T", FALSE, GUICHET_FIELD_SITE, GUICHET_OPERATOR_CONTAINS, "0340024T" },
  { "uai:0340024T", FALSE, GUICHET_FIELD_SITE, GUICHET_OPERATOR_CONTAINS, "0340024T" },
  { "agent:vide", FALSE, GUICHET_FIELD_AGENT, GUICHET_OPERATOR_EMPTY, NULL },
  { "-agent:empty", TRUE, GUICHET_FIELD_AGENT, GUICHET_OPERATOR_EMPTY, NULL },
  { "agent:*", FALSE, GUICHET_FIELD_AGENT, GUICHET_OPERATOR_NOT_EMPTY, NULL },
  { "agent:\"vide\"", FALSE, GUICHET_FIELD_AGENT, GUICHET_OPERATOR_CONTAINS, "vide" },
  { "objet:écran*", FALSE, GUICHET_FIELD_TITLE, GUICHET_OPERATOR_BEGINS, "écran" },
  { "sous-catégorie:pc", FALSE, GUICHET_FIELD_SUBCATEGORY, GUICHET_OPERATOR_CONTAINS, "pc" },
  { "priorité:critique", FALSE, GUICHET_FIELD_PRIORITY, GUICHET_OPERATOR_IS, "1" },
  { "demandeur:dupont", FALSE, GUICHET_FIELD_CALLER, GUICHET_OPERATOR_CONTAINS, "dupont" },
  { "réf:1678", FALSE, GUICHET_FIELD_REF, GUICHET_OPERATOR_CONTAINS, "1678" },
  { "family-group:a", FALSE, GUICHET_FIELD_FAMILY_GROUP, GUICHET_OPERATOR_CONTAINS, "a" },
};

static void
test_conditions (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autoptr(GPtrArray) criteria = NULL;
      g_autofree char *words = NULL;
      g_autofree char *values = NULL;
      const GuichetCriterion *criterion;

      g_test_message ("%s", conditions[i].text);
      guichet_query_language_parse (conditions[i].text, profile, &criteria, &words);
      g_assert_cmpstr (words, ==, "");
      g_assert_cmpuint (criteria->len, ==, 1);
      criterion = get (criteria, 0);
      g_assert_cmpint (criterion->kind, ==, GUICHET_CRITERION_FIELD);
      g_assert_cmpint (criterion->negated, ==, conditions[i].negated);
      g_assert_cmpint (criterion->field, ==, conditions[i].field);
      g_assert_cmpint (criterion->op, ==, conditions[i].op);
      values = criterion->values != NULL ? g_strjoinv ("|", criterion->values) : NULL;
      g_assert_cmpstr (values, ==, conditions[i].values);
    }
}

static void
test_qualities (void)
{
  static const struct { const char *text; GuichetCriterionKind kind; } cases[] = {
    { "est:nonlu", GUICHET_CRITERION_UNREAD },
    { "is:unread", GUICHET_CRITERION_UNREAD },
    { "est:non-lu", GUICHET_CRITERION_UNREAD },
    { "EST:Suivi", GUICHET_CRITERION_STARRED },
    { "is:starred", GUICHET_CRITERION_STARRED },
    { "est:rouvert", GUICHET_CRITERION_REOPENED },
    { "is:at-risk", GUICHET_CRITERION_AT_RISK },
    { "est:retard", GUICHET_CRITERION_AT_RISK },
    { "est:\"en retard\"", GUICHET_CRITERION_AT_RISK },
    { "est:brouillon", GUICHET_CRITERION_DRAFT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint negated = 0; negated < 2; negated++)
      {
        g_autofree char *text = g_strconcat (negated ? "-" : "", cases[i].text, NULL);
        g_autoptr(GPtrArray) criteria = NULL;
        g_autofree char *words = NULL;

        guichet_query_language_parse (text, profile, &criteria, &words);
        g_assert_cmpstr (words, ==, "");
        g_assert_cmpint (get (criteria, 0)->kind, ==, cases[i].kind);
        g_assert_cmpint (get (criteria, 0)->negated, ==, (gboolean) negated);
      }
}

/* ---- lines */

static void
test_lines (void)
{
  static const struct { const char *text; guint n_criteria; const char *words; } cases[] = {
    { NULL, 0, "" },
    { "", 0, "" },
    { "   ", 0, "" },
    { "écran  noir", 0, "écran noir" },
    { "écran statut:affectée noir", 1, "écran noir" },
    { "statut:affectée service:\"déplacement de meubles\" avant:2024-03 -équipe:dsi est:nonlu", 5, "" },
    /* Half-typed or unknown. */
    { "statut:", 0, "statut:" },
    { "-", 0, "-" },
    { ":", 0, ":" },
    { "-:", 0, "-:" },
    { "statut:zzz", 0, "statut:zzz" },
    { "statut:,", 0, "statut:," },
    { "service:\"", 0, "service:\"" },
    { "avant:hier", 0, "avant:hier" },
    { "avant:=2024", 0, "avant:=2024" },
    { "est:", 0, "est:" },
    { "est:nonl", 0, "est:nonl" },
    { "est:nonlu,suivi", 0, "est:nonlu,suivi" },
    { "http://un.serveur/x", 0, "http://un.serveur/x" },
    { "description:x", 0, "description:x" },
    { "-wifi wi-fi", 0, "-wifi wi-fi" },
    { "\"statut:affectée\"", 0, "statut:affectée" },
    { "\"écran noir", 0, "écran noir" },
    { "5\" 12h", 0, "5\" 12h" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) criteria = NULL;
      g_autofree char *words = NULL;

      guichet_query_language_parse (cases[i].text, profile, &criteria, &words);
      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpuint (criteria->len, ==, cases[i].n_criteria);
    }
}

/* Every beginning of a line is a line. */
static void
test_half_typed (void)
{
  static const char line[] = "statut:affectée,assignée service:\"dé \"\"p\"\"\" -équipe:!=dsi «é» avant:2024-03 est:nonlu";

  for (gsize length = 0; length <= strlen (line); length++)
    {
      g_autofree char *text = g_strndup (line, length);
      g_autoptr(GPtrArray) criteria = NULL;
      g_autofree char *words = NULL;

      guichet_query_language_parse (text, profile, &criteria, &words);
      g_assert_nonnull (criteria);
      g_assert_nonnull (words);
    }
}

static void
test_without_profile (void)
{
  g_autoptr(GPtrArray) criteria = NULL;
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  guichet_query_language_parse ("statut:affectée x", NULL, &criteria, &words);
  g_assert_cmpstr (get (criteria, 0)->values[0], ==, "affectée");
  text = guichet_query_language_format (criteria, words, NULL);
  g_assert_cmpstr (text, ==, "status:affectée x");
}

/* ---- writing */

static void
test_format (void)
{
  static const struct { const char *text, *english, *french; } cases[] = {
    { "noir statut:dispatched", "status:Dispatched noir", "statut:Affectée noir" },
    { "status:to_complete", "status:\"To Be Completed\"", "statut:\"À compléter\"" },
    { "before:2024-03 -team:dsi", "before:2024-03 -team:dsi", "avant:2024-03 -équipe:dsi" },
    { "service:\"a b\"", "service:\"a b\"", "service:\"a b\"" },
    { "-est:nonlu", "-is:unread", "-est:nonlu" },
    { "agent:vide", "agent:empty", "agent:vide" },
    { "\"team:x\"", "\"team:x\"", "\"team:x\"" },
    { "statut:==zz", "status:==zz", "statut:==zz" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint french = 0; french < 2; french++)
      {
        g_autoptr(GuichetProfile) local = NULL;
        g_autoptr(GPtrArray) criteria = NULL;
        g_autofree char *words = NULL;
        g_autofree char *text = NULL;

        speak (french ? "fr_FR.UTF-8" : "C");
        local = guichet_profile_load_named ("asap", NULL);
        guichet_query_language_parse (cases[i].text, local, &criteria, &words);
        text = guichet_query_language_format (criteria, words, local);
        g_assert_cmpstr (text, ==, french ? cases[i].french : cases[i].english);
      }
  speak ("C");
}

static const char *
pick (GRand              *rand,
      const char * const *pool,
      guint               n)
{
  return pool[g_rand_int_range (rand, 0, (gint32) n)];
}

static const char *
pick_value (GRand           *rand,
            GuichetField     field,
            GuichetOperator  op)
{
  static const char * const texts[] = {
    "", "a", "vide", "empty", "*", "a*", "=a", "!=", "==x", "^", "~a", "<2", ">=", "a,b", "a b", "\"", "\"\"", "a\"b",
    "«x»", "«", "”", "É à", "-a", "a:b", "statut:affectée", "31", "-5", "0340024T", "dispatched", "Affectée", "affectee",
    "Dispatched", "assigned", "1", "Critique", "En attente", "l’eau", "'", "\\", "(x)", "a\nb", " ", " a ", "\xc2\xa0",
  };
  static const char * const times[] = { "2", "2024", "2024-0", "2024-03", "2024-03-01", "2024-03-01 12", "2024-03-01 12:00:00" };

  if (guichet_field_get_kind (field) == GUICHET_FIELD_KIND_TIME && op != GUICHET_OPERATOR_CONTAINS)
    return pick (rand, times, G_N_ELEMENTS (times));

  return pick (rand, texts, G_N_ELEMENTS (texts));
}

static GuichetCriterion *
make_random (GRand *rand)
{
  GuichetCriterionKind kind = g_rand_int_range (rand, 0, 3) ? GUICHET_CRITERION_FIELD
                                                            : g_rand_int_range (rand, 1, GUICHET_N_CRITERION_KINDS);
  GuichetCriterion *criterion = guichet_criterion_new (kind);

  criterion->negated = g_rand_boolean (rand);
  if (kind != GUICHET_CRITERION_FIELD)
    return criterion;

  criterion->field = g_rand_int_range (rand, 0, GUICHET_FIELD_FIRST_LONG);
  criterion->op = g_rand_int_range (rand, 0, GUICHET_N_OPERATORS);
  if (criterion->op < GUICHET_OPERATOR_EMPTY)
    {
      guint n = g_rand_int_range (rand, 1, 4);

      criterion->values = g_new0 (char *, n + 1);
      for (guint i = 0; i < n; i++)
        criterion->values[i] = g_strdup (pick_value (rand, criterion->field, criterion->op));
    }

  return criterion;
}

static char *
make_random_words (GRand *rand)
{
  static const char * const pool[] = {
    "écran", "statut:affectée", "-statut:affectée", "\"", "«a", "a\"b", "statut:", "wi-fi", "is:unread", "-", ":", "is:x",
  };
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint n = g_rand_int_range (rand, 0, 4); n > 0; n--)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", pick (rand, pool, G_N_ELEMENTS (pool)));

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
test_round_trip (gconstpointer locale)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr(GuichetProfile) local = NULL;

  speak (locale);
  local = guichet_profile_load_named ("asap", NULL);
  for (guint round = 0; round < 6000; round++)
    {
      g_autoptr(GPtrArray) criteria = guichet_criteria_new ();
      g_autoptr(GPtrArray) again = NULL;
      g_autofree char *words = make_random_words (rand);
      g_autofree char *text = NULL;
      g_autofree char *words_again = NULL;
      g_autofree char *text_again = NULL;

      for (guint n = g_rand_int_range (rand, 0, 4); n > 0; n--)
        g_ptr_array_add (criteria, make_random (rand));
      text = guichet_query_language_format (criteria, words, local);
      guichet_query_language_parse (text, local, &again, &words_again);
      text_again = guichet_query_language_format (again, words_again, local);
      if (!guichet_criteria_equal (criteria, again))
        g_error ("Round %u: %s became %s", round, text, text_again);
      g_assert_cmpstr (words_again, ==, words);
      g_assert_cmpstr (text_again, ==, text);
    }
  speak ("C");
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  speak ("C");
  profile = guichet_profile_load_named ("asap", NULL);
  g_assert_nonnull (profile);

  g_test_add_func ("/model/query-language/conditions", test_conditions);
  g_test_add_func ("/model/query-language/qualities", test_qualities);
  g_test_add_func ("/model/query-language/lines", test_lines);
  g_test_add_func ("/model/query-language/half-typed", test_half_typed);
  g_test_add_func ("/model/query-language/without-profile", test_without_profile);
  g_test_add_func ("/model/query-language/format", test_format);
  g_test_add_data_func ("/model/query-language/round-trip/english", "C", test_round_trip);
  g_test_add_data_func ("/model/query-language/round-trip/french", "fr_FR.UTF-8", test_round_trip);

  result = g_test_run ();
  guichet_profile_unref (profile);

  return result;
}
