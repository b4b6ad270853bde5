#include "config.h"

#include "ui/ticket/catalogue.h"

static GuichetProfile *asap;
static GuichetProfile *itop;

static void
add (GPtrArray            *references,
     GuichetReferenceKind  kind,
     gint64                id,
     gint64                parent,
     const char           *name)
{
  GuichetReference *reference = guichet_reference_new (kind, id, name);

  reference->parent = parent;
  reference->active = TRUE;
  g_ptr_array_add (references, reference);
}

static GPtrArray *
make_references (void)
{
  GPtrArray *all = guichet_references_new ();

  add (all, GUICHET_REFERENCE_DOMAIN, 1, 0, "Affaires générales");
  add (all, GUICHET_REFERENCE_DOMAIN, 2, 0, "Numérique éducatif");
  add (all, GUICHET_REFERENCE_FAMILY_GROUP, 10, 1, "Aménagements de bureau");
  add (all, GUICHET_REFERENCE_FAMILY_GROUP, 11, 2, "Équipement des salles");
  add (all, GUICHET_REFERENCE_SERVICE_FAMILY, 20, 10, "Mobilier");
  add (all, GUICHET_REFERENCE_SERVICE_FAMILY, 21, 11, "Affichage");
  add (all, GUICHET_REFERENCE_SERVICE_FAMILY, 22, 11, "Son");
  add (all, GUICHET_REFERENCE_SERVICE, 30, 20, "Déplacement de meubles");
  add (all, GUICHET_REFERENCE_SERVICE, 31, 21, "Vidéoprojection");
  add (all, GUICHET_REFERENCE_SERVICE, 32, 21, "Écran interactif");
  add (all, GUICHET_REFERENCE_SERVICE, 33, 22, "Sonorisation");
  add (all, GUICHET_REFERENCE_SUBCATEGORY, 40, 30, "Déplacement de meubles");
  add (all, GUICHET_REFERENCE_SUBCATEGORY, 41, 31, "Panne d’image");
  add (all, GUICHET_REFERENCE_SUBCATEGORY, 42, 31, "Lampe");
  add (all, GUICHET_REFERENCE_SUBCATEGORY, 43, 32, "Étalonnage");
  add (all, GUICHET_REFERENCE_SUBCATEGORY, 44, 99, "Perdue");

  return all;
}

static GuichetCatalogue *
make_catalogue (GuichetProfile *profile)
{
  g_autoptr(GPtrArray) references = make_references ();

  return guichet_catalogue_new (references, profile);
}

static void
assert_choice (const GuichetCatalogueChoice *choice,
               gint64                        a,
               gint64                        b,
               gint64                        c,
               gint64                        d,
               gint64                        e)
{
  const gint64 wanted[] = { a, b, c, d, e };

  g_assert_cmpmem (choice->ids, sizeof choice->ids, wanted, sizeof wanted);
}

static const GuichetCatalogueNode *
get_first (GuichetCatalogue *catalogue,
           const char       *text)
{
  g_autoptr(GPtrArray) found = guichet_catalogue_search (catalogue, text, 10);

  return found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
}

/* SPEC §11, criterion 7. */
static void
test_clears_lower_only (void)
{
  g_autoptr(GuichetCatalogue) catalogue = make_catalogue (asap);
  const GuichetCatalogueChoice whole = { { 2, 11, 21, 31, 41 } };
  GuichetCatalogueChoice choice;
  const gint64 others[] = { 1, 10, 22, 32, 42 };

  for (guint level = 0; level < GUICHET_N_CATALOGUE_LEVELS; level++)
    {
      choice = whole;
      guichet_catalogue_choose (catalogue, &choice, level, others[level]);
      for (guint i = 0; i < GUICHET_N_CATALOGUE_LEVELS; i++)
        g_assert_cmpint (choice.ids[i], ==, i < level ? whole.ids[i] : i == level ? others[level] : 0);
    }

  /* The same again clears nothing; nothing clears what is below. */
  choice = whole;
  guichet_catalogue_choose (catalogue, &choice, GUICHET_CATALOGUE_SERVICE, 31);
  assert_choice (&choice, 2, 11, 21, 31, 41);
  guichet_catalogue_choose (catalogue, &choice, GUICHET_CATALOGUE_SERVICE, 0);
  assert_choice (&choice, 2, 11, 21, 0, 0);
}

/* And what can be chosen below is counted again. */
static void
test_list (void)
{
  static const struct { GuichetCatalogueChoice choice; guint n[GUICHET_N_CATALOGUE_LEVELS]; } cases[] = {
    { { { 0 } }, { 2, 2, 3, 4, 5 } },
    { { { 2, 0, 0, 0, 0 } }, { 2, 1, 2, 3, 3 } },
    { { { 2, 11, 22, 0, 0 } }, { 2, 1, 2, 1, 0 } },
    { { { 0, 0, 0, 31, 0 } }, { 2, 2, 3, 4, 2 } },
    { { { 1, 0, 21, 0, 0 } }, { 2, 1, 1, 2, 3 } },
    { { { 77, 0, 0, 0, 0 } }, { 2, 0, 0, 0, 0 } },
  };
  g_autoptr(GuichetCatalogue) catalogue = make_catalogue (asap);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint level = 0; level < GUICHET_N_CATALOGUE_LEVELS; level++)
      {
        g_autoptr(GPtrArray) found = guichet_catalogue_list (catalogue, &cases[i].choice, level);

        g_assert_cmpuint (found->len, ==, cases[i].n[level]);
      }
}

static void
test_leaf_fills_all (void)
{
  g_autoptr(GuichetCatalogue) catalogue = make_catalogue (asap);
  GuichetCatalogueChoice choice = { { 1, 10, 20, 30, 40 } };

  guichet_catalogue_choose_leaf (&choice, guichet_catalogue_find (catalogue, GUICHET_CATALOGUE_SUBCATEGORY, 43));
  assert_choice (&choice, 2, 11, 21, 32, 43);

  /* A service that is not divided further is a leaf. */
  guichet_catalogue_choose_leaf (&choice, get_first (catalogue, "sonorisation"));
  assert_choice (&choice, 2, 11, 22, 33, 0);

  /* What was empty above follows. */
  memset (&choice, 0, sizeof choice);
  guichet_catalogue_choose (catalogue, &choice, GUICHET_CATALOGUE_SERVICE, 31);
  assert_choice (&choice, 2, 11, 21, 31, 0);
}

static void
test_search (void)
{
  static const struct { const char *text; gint64 id; } cases[] = {
    { "panne", 41 },
    { "PANNE image", 41 },
    { "etalonnage", 43 },
    { "écran", 43 },
    { "numerique lampe", 42 },
    { "déplacer trois bureaux", 40 },
    { "meuble", 40 },
    { "xyz", 0 },
    { "  ", 0 },
    { "perdue", 44 },
  };
  g_autoptr(GuichetCatalogue) catalogue = make_catalogue (asap);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GuichetCatalogueNode *first = get_first (catalogue, cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (first != NULL ? first->id : 0, ==, cases[i].id);
    }
}

static void
test_path (void)
{
  g_autoptr(GuichetCatalogue) catalogue = make_catalogue (asap);
  g_autofree char *path =
    guichet_catalogue_dup_path (guichet_catalogue_find (catalogue, GUICHET_CATALOGUE_SUBCATEGORY, 41));

  g_assert_cmpstr (path, ==, "Numérique éducatif › Équipement des salles › Affichage › Vidéoprojection › Panne d’image");
}

/* The stock model has no domain and no family group. */
static void
test_missing_levels (void)
{
  g_autoptr(GuichetCatalogue) catalogue = make_catalogue (itop);
  GuichetCatalogueChoice choice = { { 0 } };

  g_assert_false (guichet_catalogue_has_level (catalogue, GUICHET_CATALOGUE_DOMAIN));
  g_assert_true (guichet_catalogue_has_level (catalogue, GUICHET_CATALOGUE_SERVICE));
  guichet_catalogue_choose_leaf (&choice, get_first (catalogue, "panne"));
  g_assert_cmpint (choice.ids[GUICHET_CATALOGUE_DOMAIN], ==, 0);
  g_assert_cmpint (choice.ids[GUICHET_CATALOGUE_SERVICE], ==, 31);
  g_assert_cmpint (choice.ids[GUICHET_CATALOGUE_SUBCATEGORY], ==, 41);
}

/* As large as the largest: nothing is lost, nothing is found twice. */
static void
test_large (void)
{
  g_autoptr(GPtrArray) references = guichet_references_new ();
  g_autoptr(GuichetCatalogue) catalogue = NULL;
  g_autoptr(GPtrArray) found = NULL;
  GuichetCatalogueChoice choice = { { 0 } };

  add (references, GUICHET_REFERENCE_DOMAIN, 1, 0, "Domaine");
  add (references, GUICHET_REFERENCE_FAMILY_GROUP, 1, 1, "Groupe");
  add (references, GUICHET_REFERENCE_SERVICE_FAMILY, 1, 1, "Famille");
  for (int i = 1; i <= 500; i++)
    {
      g_autofree char *name = g_strdup_printf ("Service %d", i);

      add (references, GUICHET_REFERENCE_SERVICE, i, 1, name);
    }
  for (int i = 1; i <= 5000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Prestation numéro %d", i);

      add (references, GUICHET_REFERENCE_SUBCATEGORY, i, 1 + i % 500, name);
    }

  catalogue = guichet_catalogue_new (references, asap);
  found = guichet_catalogue_search (catalogue, "prestation", 100000);
  g_assert_cmpuint (found->len, ==, 5000);
  g_ptr_array_unref (found);
  found = guichet_catalogue_search (catalogue, "numero 4999", 10);
  g_assert_cmpuint (found->len, ==, 1);
  g_ptr_array_unref (found);
  guichet_catalogue_choose (catalogue, &choice, GUICHET_CATALOGUE_SERVICE, 7);
  found = guichet_catalogue_list (catalogue, &choice, GUICHET_CATALOGUE_SUBCATEGORY);
  g_assert_cmpuint (found->len, ==, 10);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  asap = guichet_profile_load_named ("asap", &error);
  g_assert_no_error (error);
  itop = guichet_profile_load_named ("itop", &error);
  g_assert_no_error (error);

  g_test_add_func ("/spec/7-catalogue-clears-lower-only", test_clears_lower_only);
  g_test_add_func ("/ui/catalogue/list", test_list);
  g_test_add_func ("/ui/catalogue/leaf-fills-all", test_leaf_fills_all);
  g_test_add_func ("/ui/catalogue/search", test_search);
  g_test_add_func ("/ui/catalogue/path", test_path);
  g_test_add_func ("/ui/catalogue/missing-levels", test_missing_levels);
  g_test_add_func ("/ui/catalogue/large", test_large);

  return g_test_run ();
}
