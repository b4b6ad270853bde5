#include "config.h"

#include "fixture.h"
#include "store/similar-words.h"
#include "store/suggestions.h"

typedef struct
{
  char         *folder;
  GuichetStore *store;
} Fixture;

static void
add_article (GPtrArray            *articles,
             GuichetReferenceKind  kind,
             gint64                id,
             const char           *name,
             const char           *key_words,
             const char           *summary)
{
  GuichetReference *article = guichet_reference_new (kind, id, name);

  g_set_str (&article->code, key_words);
  g_set_str (&article->detail, summary);
  g_ptr_array_add (articles, article);
}

static void
replace (Fixture              *fixture,
         GuichetReferenceKind  kind,
         GPtrArray            *references)
{
  g_autoptr(GError) error = NULL;

  guichet_store_replace_references (fixture->store, kind, references, &error);
  g_assert_no_error (error);
}

static void
add_articles (Fixture *fixture)
{
  g_autoptr(GPtrArray) faq = guichet_references_new ();
  g_autoptr(GPtrArray) errors = guichet_references_new ();

  add_article (faq, GUICHET_REFERENCE_FAQ, 1, "Se connecter au Wi-Fi", "wifi réseau sans fil", "Choisir le réseau et s’identifier.");
  add_article (faq, GUICHET_REFERENCE_FAQ, 2, "Changer son mot de passe", "mot de passe compte", "Sur le portail.");
  add_article (faq, GUICHET_REFERENCE_FAQ, 3, "Imprimante : bourrage de papier", "copieur", "Ouvrir les portes A, B, C.");
  add_article (faq, GUICHET_REFERENCE_FAQ, 5, "Divers", "", "");
  g_set_str (&((GuichetReference *) g_ptr_array_index (faq, faq->len - 1))->html, "<p>Le <b>tableau</b> des astreintes.</p>");
  add_article (faq, GUICHET_REFERENCE_FAQ, 4, "Réserver une salle", "agenda", "Le réseau des salles et son agenda.");
  replace (fixture, GUICHET_REFERENCE_FAQ, faq);

  add_article (errors, GUICHET_REFERENCE_KNOWN_ERROR, 1, "Borne Wi-Fi muette après une coupure", "", "Le réseau disparaît.");
  replace (fixture, GUICHET_REFERENCE_KNOWN_ERROR, errors);
}

static GuichetTicket *
make_request (gint64      id,
              gint64      caller,
              const char *title,
              const char *description)
{
  GuichetTicket *ticket = make_ticket (id, "assigned", MY_TEAM, COLLEAGUE);
  g_autofree char *update = g_strdup_printf ("2026-01-%02d 10:00:00", (int) (id % 28) + 1);

  set_title (ticket, title);
  set_update (ticket, update);
  guichet_ticket_set_key (ticket, GUICHET_FIELD_CALLER, caller, "Somebody");
  add_texts (ticket, description);

  return ticket;
}

static void
add_request (Fixture    *fixture,
             gint64      id,
             gint64      caller,
             const char *title,
             const char *description)
{
  g_autoptr(GuichetTicket) ticket = make_request (id, caller, title, description);

  merge_one (fixture->store, ticket);
}

static void
add_tickets (Fixture *fixture)
{
  add_request (fixture, 11, ME, "Badge refusé à la porte", "<p>Voyant rouge.</p>");
  add_request (fixture, 12, ME, "Panne", "<p>Le vidéoprojecteur de la salle reste noir.</p>");
  add_request (fixture, 13, COLLEAGUE, "Badge perdu", "<p>Le vidéoprojecteur aussi.</p>");
  add_request (fixture, 14, ME, "Wi-Fi coupé", "<p>Plus rien.</p>");
}

static void
index_all (Fixture *fixture)
{
  gboolean left = TRUE;

  while (left)
    guichet_store_index_step (fixture->store, &left, NULL);
}

static void
fill (Fixture *fixture)
{
  add_articles (fixture);
  add_tickets (fixture);
  index_all (fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = make_folder ();
  fixture->store = open_store (fixture->folder);
  fill (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  guichet_store_close (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->store);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static GPtrArray *
suggest (Fixture    *fixture,
         const char *text,
         guint       limit)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *found = guichet_store_suggest (fixture->store, text, limit, NULL, &error);

  g_assert_no_error (error);
  return found;
}

/* "faq 1, error 1, ticket 14" */
static char *
join (GPtrArray *found)
{
  static const char * const kinds[] = { "faq", "error", "ticket" };
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const GuichetSuggestion *suggestion = g_ptr_array_index (found, i);

      g_string_append_printf (out, "%s%s %" G_GINT64_FORMAT, i > 0 ? ", " : "", kinds[suggestion->kind], suggestion->id);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
assert_suggested (Fixture    *fixture,
                  const char *text,
                  const char *expected)
{
  g_autoptr(GPtrArray) found = suggest (fixture, text, 5);
  g_autofree char *ids = join (found);

  g_test_message ("%s", text);
  g_assert_cmpstr (ids, ==, expected);
}

static void
test_suggest (Fixture       *fixture,
              gconstpointer  data)
{
  /* Titles and key words before what is only mentioned; mine, not others'. */
  assert_suggested (fixture, "wifi", "faq 1, error 1, ticket 14");
  assert_suggested (fixture, "Problème de WI-FI", "faq 1, error 1, ticket 14");
  assert_suggested (fixture, "changer de mot de passe", "faq 2");
  assert_suggested (fixture, "CHANGÉR MOTS DE PASSES", "faq 2");
  assert_suggested (fixture, "mon badge ne marche pas", "ticket 11");
  assert_suggested (fixture, "bourrages", "faq 3");

  assert_suggested (fixture, "tableau d’astreintes", "faq 5");

  /* A wrong letter, in titles and in what only the index knows. */
  assert_suggested (fixture, "imprimamte", "faq 3");
  assert_suggested (fixture, "bourage", "faq 3");
  assert_suggested (fixture, "badgge", "ticket 11");
}

/* One word of a description is too little. */
static void
test_descriptions (Fixture       *fixture,
                   gconstpointer  data)
{
  assert_suggested (fixture, "noir", "");
  assert_suggested (fixture, "videoprojecteur noir", "ticket 12");
  assert_suggested (fixture, "vodeoprojecteur noir", "ticket 12");
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  static const char * const texts[] = { "", "bonjour", "le la les", "\"", "zzzzz", "* OR *" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_suggested (fixture, texts[i], "");
}

static void
test_why (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(GPtrArray) found = suggest (fixture, "Mon BADGE est refusé", 1);
  const GuichetSuggestion *suggestion;

  g_assert_cmpuint (found->len, ==, 1);
  suggestion = g_ptr_array_index (found, 0);
  g_assert_cmpstr (suggestion->title, ==, "Badge refusé à la porte");
  g_assert_cmpstr (suggestion->status, ==, "assigned");
  g_assert_cmpstr (suggestion->ref, !=, "");
  g_assert_cmpuint (g_strv_length (suggestion->words), ==, 2);
  g_assert_true (g_strv_contains ((const char * const *) suggestion->words, "BADGE"));
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) found = suggest (fixture, "wifi réseau", 1);
  g_autofree char *ids = join (found);

  g_assert_cmpstr (ids, ==, "faq 1, ticket 14");
}

/* Known errors are for those who help. */
static void
test_requester (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GuichetIdentity) identity = make_identity ();
  g_autoptr(GuichetProfile) profile = load_profile ();
  g_autoptr(GError) error = NULL;

  identity->roles = GUICHET_ROLE_REQUESTER;
  guichet_store_set_identity (fixture->store, identity, profile, &error);
  g_assert_no_error (error);
  fill (fixture);
  assert_suggested (fixture, "borne wifi", "faq 1, ticket 14");
}

static void
test_private (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GuichetTicket) ticket = make_request (15, ME, "Autre chose", "<p>Rien.</p>");

  add_entry (ticket, GUICHET_JOURNAL_PRIVATE, "Agnès", "<p>xylophone trompette</p>");
  merge_one (fixture->store, ticket);
  index_all (fixture);
  assert_suggested (fixture, "xylophone trompette", "");
}

static void
suggested_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) found = guichet_store_suggest_finish (GUICHET_STORE (source), result, &error);

  g_assert_true (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || found != NULL);
  *(int *) user_data += found != NULL ? 1 : 100;
}

static void
test_async (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  int answers = 0;

  guichet_store_suggest_async (fixture->store, "wifi", 5, cancellable, suggested_cb, &answers);
  g_cancellable_cancel (cancellable);
  guichet_store_suggest_async (fixture->store, "wifi", 5, NULL, suggested_cb, &answers);
  while (answers < 101)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (answers, ==, 101);
}

/* ---- words */

static char *
cut (const char *text)
{
  g_autoptr(GPtrArray) words = guichet_similar_words_cut (text, GUICHET_SIMILAR_WORDS_MAX);
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    {
      const GuichetSimilarWord *word = g_ptr_array_index (words, i);

      g_string_append_printf (out, "%s%s:%s", i > 0 ? " " : "", word->typed, word->stem);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_words (void)
{
  static const struct { const char *text, *words; } cases[] = {
    { "L’imprimante et les IMPRIMANTES", "imprimante:impri" },
    { "Clés, clé, Épée", "Clés:cle Épée:epee" },
    { "Wi-Fi", "Wi-Fi:wifi" },
    { "un rendez-vous", "rendez-vous:rende" },
    { "aujourd’hui, zut", "zut:zut" },
    { "\xff\xfe a 1 B204 pc", "pc:pc" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = cut (cases[i].text);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* The list is searched by halves: each of its words must be found. */
static void
test_common_words (void)
{
  g_autofree char *words = cut ("ai y c ça comme dans encore être était quelque très voudrais vous bonjour merci svp pouvez "
                                "problème même où à");

  g_assert_cmpstr (words, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/suggestions/suggest", test_suggest);
  ADD ("/suggestions/descriptions", test_descriptions);
  ADD ("/suggestions/nothing", test_nothing);
  ADD ("/suggestions/why", test_why);
  ADD ("/suggestions/limit", test_limit);
  ADD ("/suggestions/requester", test_requester);
  ADD ("/suggestions/private", test_private);
  ADD ("/suggestions/async", test_async);
#undef ADD
  g_test_add_func ("/similar-words/cut", test_words);
  g_test_add_func ("/similar-words/common", test_common_words);

  return g_test_run ();
}
