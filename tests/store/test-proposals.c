#include "config.h"

#include "fixture.h"
#include "request-texts.h"
#include "store/proposals.h"

typedef struct
{
  char         *folder;
  GuichetStore *store;
  RequestTexts *texts;
} Fixture;

static const GuichetReferenceKind levels[] = {
  GUICHET_REFERENCE_DOMAIN, GUICHET_REFERENCE_FAMILY_GROUP, GUICHET_REFERENCE_SERVICE_FAMILY, GUICHET_REFERENCE_SERVICE,
  GUICHET_REFERENCE_SUBCATEGORY,
};

static void
add_catalogue (Fixture *fixture)
{
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autoptr(GPtrArray) references = request_texts_list_references (fixture->texts, levels[i]);
      g_autoptr(GError) error = NULL;

      guichet_store_replace_references (fixture->store, levels[i], references, &error);
      g_assert_no_error (error);
    }
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = make_folder ();
  fixture->store = open_store (fixture->folder);
  fixture->texts = request_texts_new (5);
  add_catalogue (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  request_texts_free (fixture->texts);
  guichet_store_close (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->store);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static GuichetTicket *
make_request (gint64             id,
              const RequestText *text)
{
  GuichetTicket *ticket = make_ticket (id, "closed", MY_TEAM, ME);
  g_autofree char *update = g_strdup_printf ("2026-%02d-%02d 10:%02d:00", 1 + (int) (id / 700) % 12, 1 + (int) (id / 25) % 28,
                                             (int) (id % 60));

  set_update (ticket, update);
  add_texts (ticket, "");
  request_text_fill (text, ticket);

  return ticket;
}

static void
index_all (Fixture *fixture)
{
  gboolean left = TRUE;

  while (left)
    {
      g_autoptr(GError) error = NULL;

      guichet_store_index_step (fixture->store, &left, &error);
      g_assert_no_error (error);
    }
}

static void
merge (Fixture   *fixture,
       GPtrArray *tickets)
{
  g_autoptr(GError) error = NULL;

  guichet_store_merge_tickets (fixture->store, tickets, NULL, &error);
  g_assert_no_error (error);
  index_all (fixture);
}

static GPtrArray *
propose (Fixture    *fixture,
         const char *sentence,
         guint       limit)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *proposals = guichet_store_propose_leaves (fixture->store, sentence, limit, NULL, &error);

  g_assert_no_error (error);
  return proposals;
}

/* ---- how often it is right */

typedef struct
{
  guint first;
  guint among_three;
} Right;

static Right
ask_all (Fixture   *fixture,
         GPtrArray *texts)
{
  Right right = { 0 };

  for (guint i = 0; i < texts->len; i++)
    {
      const RequestText *text = g_ptr_array_index (texts, i);
      g_autoptr(GPtrArray) proposals = propose (fixture, text->title, 3);
      gboolean found = FALSE;

      for (guint j = 0; j < proposals->len; j++)
        {
          const GuichetLeafProposal *proposal = g_ptr_array_index (proposals, j);

          found |= proposal->leaf == text->leaf;
          right.first += j == 0 && proposal->leaf == text->leaf;
        }
      right.among_three += found;
    }

  return right;
}

static void
report (const char *name,
        Right       right,
        guint       n)
{
  g_test_message ("%s: the first %.1f %%, among three %.1f %%", name, 100.0 * right.first / n,
                  100.0 * right.among_three / n);
}

static GPtrArray *
draw_texts (Fixture        *fixture,
            guint           n,
            RequestPhrases  phrases)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) request_text_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (texts, request_texts_draw (fixture->texts, phrases));

  return texts;
}

static void
remember (Fixture   *fixture,
          GPtrArray *texts)
{
  g_autoptr(GPtrArray) tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_ticket_unref);

  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (tickets, make_request (1 + i, g_ptr_array_index (texts, i)));
  merge (fixture, tickets);
}

/* What is right when the three leaves that are asked for most are always
 * proposed. */
static Right
guess_by_frequency (Fixture   *fixture,
                    GPtrArray *known,
                    GPtrArray *asked)
{
  g_autofree guint *counts = g_new0 (guint, 10000);
  Right right = { 0 };

  for (guint i = 0; i < known->len; i++)
    counts[((RequestText *) g_ptr_array_index (known, i))->leaf]++;
  for (guint n = 0; n < 3; n++)
    {
      gint64 best = 0;

      for (gint64 leaf = 1; leaf < 10000; leaf++)
        if (counts[leaf] > counts[best])
          best = leaf;
      for (guint i = 0; i < asked->len; i++)
        {
          gboolean same = ((RequestText *) g_ptr_array_index (asked, i))->leaf == best;

          right.first += n == 0 && same;
          right.among_three += same;
        }
      counts[best] = 0;
    }

  return right;
}

#define N_KNOWN 1600
#define N_ASKED 400

/* Four fifths of the tickets are in the cache, the last fifth is asked for. */
static void
test_held_out (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GPtrArray) known = draw_texts (fixture, N_KNOWN, REQUEST_PHRASES_ALL);
  g_autoptr(GPtrArray) asked = draw_texts (fixture, N_ASKED, REQUEST_PHRASES_ALL);
  Right majority = guess_by_frequency (fixture, known, asked);
  Right by_name = ask_all (fixture, asked);
  Right right;

  remember (fixture, known);
  right = ask_all (fixture, asked);
  report ("always the most frequent", majority, N_ASKED);
  report ("by names alone", by_name, N_ASKED);
  report ("by similar requests and names", right, N_ASKED);
  g_assert_cmpuint (right.among_three, >=, N_ASKED * 85 / 100);
  g_assert_cmpuint (right.among_three, >, 2 * majority.among_three);
  g_assert_cmpuint (right.among_three, >, by_name.among_three);
}

/* Harder: what is asked for was never said in that way before. */
static void
test_new_words (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GPtrArray) known = draw_texts (fixture, N_KNOWN / 2, REQUEST_PHRASES_KNOWN);
  g_autoptr(GPtrArray) asked = draw_texts (fixture, N_ASKED / 2, REQUEST_PHRASES_KEPT);
  Right majority = guess_by_frequency (fixture, known, asked);
  Right by_name = ask_all (fixture, asked);
  Right right;

  remember (fixture, known);
  right = ask_all (fixture, asked);
  report ("always the most frequent", majority, N_ASKED / 2);
  report ("by names alone", by_name, N_ASKED / 2);
  report ("by similar requests and names", right, N_ASKED / 2);
  g_assert_cmpuint (right.among_three, >, majority.among_three);
  g_assert_cmpuint (right.among_three, >, by_name.among_three);
}

/* ---- why, and when not */

static gint64
find_leaf (Fixture    *fixture,
           const char *name)
{
  g_autoptr(GPtrArray) leaves = request_texts_list_references (fixture->texts, GUICHET_REFERENCE_SUBCATEGORY);

  for (guint i = 0; i < leaves->len; i++)
    if (g_str_equal (((GuichetReference *) g_ptr_array_index (leaves, i))->name, name))
      return ((GuichetReference *) g_ptr_array_index (leaves, i))->id;

  g_assert_not_reached ();
}

static GuichetTicket *
make_titled (gint64      id,
             gint64      leaf,
             const char *title)
{
  const RequestText text = { .leaf = leaf, .title = (char *) title, .description = (char *) "" };

  return make_request (id, &text);
}

static void
remember_titles (Fixture            *fixture,
                 gint64              leaf,
                 const char * const *titles)
{
  g_autoptr(GPtrArray) tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_ticket_unref);

  for (guint i = 0; titles[i] != NULL; i++)
    g_ptr_array_add (tickets, make_titled (100 * leaf + i, leaf, titles[i]));
  merge (fixture, tickets);
}

static const char * const jams[] = {
  "Feuille froissée au bac 2", "Le copieur froisse tout", "Machine arrêtée : papier froissé", "La photocopieuse du couloir froisse",
  NULL
};

static const char * const speeds[] = {
  "Copieur poussif", "Ordinateur poussif", "Poste poussif", "Démarrage interminable", "Session interminable", "Tout se fige",
  "Ventilateur bruyant", "Disque plein", "Mémoire saturée", "Excel se fige", NULL
};

static void
test_reason (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 leaf = find_leaf (fixture, "Bourrage");
  g_autoptr(GPtrArray) proposals = NULL;
  const GuichetLeafProposal *first;

  remember_titles (fixture, leaf, jams);
  remember_titles (fixture, find_leaf (fixture, "Lenteur"), speeds);
  proposals = propose (fixture, "Bonjour, le COPIEUR froisse mes feuilles", 3);
  first = g_ptr_array_index (proposals, 0);

  g_assert_cmpint (first->leaf, ==, leaf);
  g_assert_cmpint (first->reason, ==, GUICHET_LEAF_BY_TICKETS);
  g_assert_cmpuint (first->count, ==, 4);
  g_assert_cmpuint (first->examples->len, ==, 3);
  g_assert_cmpint (g_array_index (first->examples, gint64, 0) / 100, ==, leaf);
  g_assert_cmpstr (first->words[0], ==, "froisse");
  g_assert_cmpint (first->ids[GUICHET_LEAF_SUBCATEGORY], ==, leaf);
  g_assert_cmpstr (first->names[GUICHET_LEAF_SUBCATEGORY], ==, "Bourrage");
  g_assert_cmpstr (first->names[GUICHET_LEAF_SERVICE], ==, "Imprimantes et copieurs");
  g_assert_cmpstr (first->names[GUICHET_LEAF_DOMAIN], ==, "Assistance informatique");
  g_assert_cmpfloat (first->score, >, 0.5);
  g_assert_cmpfloat (first->score, <=, 1);
}

/* Nothing was ever asked for: names alone, letters may be wrong. */
static void
test_cold_cache (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct { const char *sentence, *leaf, *word; } cases[] = {
    { "j'ai un bourage dans la machine", "Bourrage", "bourage" },
    { "MOT DE PASSE OUBLIE", "Mot de passe oublié", "OUBLIE" },
    { "mon wifi ne marche pas : débit faible", "Débit faible", "faible" },
    { "il y a une fuite", "Fuite d’eau", "fuite" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) proposals = propose (fixture, cases[i].sentence, 3);
      const GuichetLeafProposal *first = proposals->len > 0 ? g_ptr_array_index (proposals, 0) : NULL;

      g_test_message ("%s", cases[i].sentence);
      g_assert_nonnull (first);
      g_assert_cmpstr (first->names[GUICHET_LEAF_SUBCATEGORY], ==, cases[i].leaf);
      g_assert_cmpint (first->reason, ==, GUICHET_LEAF_BY_NAME);
      g_assert_cmpuint (first->count, ==, 0);
      g_assert_cmpuint (first->examples->len, ==, 0);
      g_assert_true (g_strv_contains ((const char * const *) first->words, cases[i].word));
    }
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  static const char * const sentences[] = {
    "", " ", "bonjour, merci", "!!! ???", "a b c", "zzzzzz qqqqqq", "\"", "\" OR \"a\" *", "{private} : secret",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autoptr(GPtrArray) proposals = propose (fixture, sentences[i], 3);

      g_assert_cmpuint (proposals->len, ==, 0);
    }
}

/* Neither a leaf that is gone nor tickets that went there. */
static void
test_inactive (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GPtrArray) leaves = request_texts_list_references (fixture->texts, GUICHET_REFERENCE_SUBCATEGORY);
  gint64 leaf = find_leaf (fixture, "Bourrage");
  g_autoptr(GPtrArray) proposals = NULL;
  g_autoptr(GError) error = NULL;

  remember_titles (fixture, leaf, jams);
  for (guint i = 0; i < leaves->len; i++)
    if (((GuichetReference *) g_ptr_array_index (leaves, i))->id == leaf)
      {
        g_ptr_array_remove_index (leaves, i);
        break;
      }
  guichet_store_replace_references (fixture->store, GUICHET_REFERENCE_SUBCATEGORY, leaves, &error);
  g_assert_no_error (error);

  proposals = propose (fixture, "papier froissé, bourrage", 50);
  for (guint i = 0; i < proposals->len; i++)
    g_assert_cmpint (((GuichetLeafProposal *) g_ptr_array_index (proposals, i))->leaf, !=, leaf);
}

/* What colleagues say to each other finds nothing. */
static void
test_private (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GuichetTicket) ticket = make_titled (1, find_leaf (fixture, "Bourrage"), "Papier");
  g_autoptr(GPtrArray) proposals = NULL;

  add_entry (ticket, GUICHET_JOURNAL_PRIVATE, "Agnès", "<p>xylophone</p>");
  merge_one (fixture->store, ticket);
  index_all (fixture);
  proposals = propose (fixture, "xylophone", 3);
  g_assert_cmpuint (proposals->len, ==, 0);
}

static void
cancelled_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (guichet_store_propose_leaves_finish (GUICHET_STORE (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) user_data = TRUE;
}

static void
proposed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) proposals = guichet_store_propose_leaves_finish (GUICHET_STORE (source), result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (proposals->len, ==, 1);
  *(gboolean *) user_data = TRUE;
}

static void
test_async (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  gboolean cancelled = FALSE;
  gboolean proposed = FALSE;

  guichet_store_propose_leaves_async (fixture->store, "bourrage", 1, cancellable, cancelled_cb, &cancelled);
  g_cancellable_cancel (cancellable);
  guichet_store_propose_leaves_async (fixture->store, "bourrage", 1, NULL, proposed_cb, &proposed);
  while (!cancelled || !proposed)
    g_main_context_iteration (NULL, TRUE);
}

/* A very long sentence costs no more than a long one. */
static void
test_bounds (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GString) long_text = g_string_new (NULL);
  g_autoptr(GPtrArray) proposals = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (long_text, "mot%u-clé%u ", i, i);
  proposals = propose (fixture, long_text->str, 3);
  g_assert_cmpuint (proposals->len, <=, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/proposals/held-out", test_held_out);
  ADD ("/proposals/new-words", test_new_words);
  ADD ("/proposals/reason", test_reason);
  ADD ("/proposals/cold-cache", test_cold_cache);
  ADD ("/proposals/nothing", test_nothing);
  ADD ("/proposals/inactive", test_inactive);
  ADD ("/proposals/private", test_private);
  ADD ("/proposals/async", test_async);
  ADD ("/proposals/bounds", test_bounds);
#undef ADD

  return g_test_run ();
}
