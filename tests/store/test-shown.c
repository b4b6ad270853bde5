#include "config.h"

#include "fixture.h"
#include "model/overlay.h"

#define SEED 20260107
#define N_TICKETS 8
#define N_STEPS 400

typedef struct
{
  char            *folder;
  GuichetStore    *store;
  GuichetIdentity *identity;
  GuichetProfile  *profile;
  GRand           *rand;
  GPtrArray       *intents;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = make_folder ();
  fixture->store = open_store (fixture->folder);
  fixture->identity = make_identity ();
  fixture->profile = load_profile ();
  fixture->rand = g_rand_new_with_seed (SEED);
  fixture->intents = guichet_intents_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  guichet_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  guichet_identity_unref (fixture->identity);
  guichet_profile_unref (fixture->profile);
  g_rand_free (fixture->rand);
  g_ptr_array_unref (fixture->intents);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static guint
pick (Fixture *fixture,
      guint    n)
{
  return (guint) g_rand_int_range (fixture->rand, 0, (gint32) n);
}

/* ---- the property */

static GPtrArray *
list_for_ticket (Fixture *fixture,
                 gint64   id)
{
  g_autoptr(GPtrArray) all = guichet_store_list_intents (fixture->store, FALSE, NULL);
  GPtrArray *mine = guichet_intents_new ();

  for (guint i = 0; i < all->len; i++)
    {
      const GuichetIntent *intent = g_ptr_array_index (all, i);

      if (intent->ticket_id == id)
        g_ptr_array_add (mine, guichet_intent_copy (intent));
    }

  return mine;
}

static void
assert_thin_equal (GuichetTicket *row,
                   GuichetTicket *whole)
{
  for (guint f = 0; f < GUICHET_FIELD_FIRST_LONG; f++)
    {
      g_assert_cmpstr (guichet_ticket_peek (row, f), ==, guichet_ticket_peek (whole, f));
      g_assert_cmpstr (guichet_ticket_get_label (row, f), ==, guichet_ticket_get_label (whole, f));
    }
}

static void
assert_shown (Fixture *fixture,
              gint64   id)
{
  g_autoptr(GuichetTicket) server = guichet_store_read_server_ticket (fixture->store, id, NULL);
  g_autoptr(GuichetTicket) shown = guichet_store_read_ticket (fixture->store, id, NULL, NULL);
  g_autoptr(GPtrArray) intents = list_for_ticket (fixture, id);
  g_autoptr(GuichetTicket) expected = NULL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GArray) mine = list_view (fixture->store, GUICHET_VIEW_MINE);

  if (server == NULL)
    return;

  expected = guichet_overlay_apply (server, intents, fixture->profile, fixture->identity);
  g_assert_true (guichet_ticket_equal (shown, expected));
  g_array_append_val (ids, id);
  rows = guichet_store_read_rows (fixture->store, ids, NULL, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  assert_thin_equal (g_ptr_array_index (rows, 0), expected);
  g_assert_cmpint (ids_contain (mine, id), ==,
                   guichet_ticket_get_key (expected, GUICHET_FIELD_AGENT) == ME &&
                   guichet_profile_categorise (fixture->profile, guichet_ticket_get (expected, GUICHET_FIELD_STATUS),
                                               guichet_ticket_peek (expected, GUICHET_FIELD_OPERATIONAL_STATUS)) ==
                   GUICHET_CATEGORY_ONGOING);
}

/* ---- a random history */

static void
merge_random (Fixture *fixture)
{
  static const char * const states[] = { "dispatched", "assigned", "pending", "resolved" };
  gint64 id = 1 + pick (fixture, N_TICKETS);
  g_autoptr(GuichetTicket) ticket = make_ticket (id, states[pick (fixture, G_N_ELEMENTS (states))], MY_TEAM,
                                                 pick (fixture, 2) ? ME : 0);
  g_autofree char *title = g_strdup_printf ("Titre %u", pick (fixture, 3));

  set_title (ticket, title);
  if (pick (fixture, 2))
    guichet_ticket_set (ticket, GUICHET_FIELD_OPERATIONAL_STATUS,
                        g_str_equal (guichet_ticket_get (ticket, GUICHET_FIELD_STATUS), "resolved") ?
                        "resolved" : "ongoing");
  if (pick (fixture, 2))
    {
      add_texts (ticket, "<p>Texte</p>");
      for (guint i = pick (fixture, 3); i > 0; i--)
        add_entry (ticket, GUICHET_JOURNAL_PUBLIC, "Élodie", "<p>Entrée</p>");
    }
  merge_one (fixture->store, ticket);
}

static void
enqueue_random (Fixture *fixture)
{
  static const char * const actions[] = { NULL, "pending", "resolve", "assign", "dispatch", "unheard-of" };
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 1 + pick (fixture, N_TICKETS));
  g_autoptr(GError) error = NULL;

  intent->action = g_strdup (actions[pick (fixture, G_N_ELEMENTS (actions))]);
  if (pick (fixture, 2))
    guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, "x", pick (fixture, 2) ? "À moi" : "Autre", NULL);
  if (pick (fixture, 2))
    guichet_intent_set_field (intent, GUICHET_FIELD_AGENT, "0", pick (fixture, 2) ? "7" : "8", "Quelqu'un");
  if (pick (fixture, 3) == 0)
    guichet_intent_set_field (intent, GUICHET_FIELD_SOLUTION, "", "<p>Fait</p>", NULL);
  if (pick (fixture, 2))
    intent->entries[pick (fixture, 2)] = g_strdup ("<p>Mot</p>");
  guichet_store_enqueue (fixture->store, intent, NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_add (fixture->intents, g_steal_pointer (&intent));
}

static void
progress_random (Fixture *fixture)
{
  GuichetIntent *intent;

  if (fixture->intents->len == 0)
    return;

  intent = g_ptr_array_index (fixture->intents, pick (fixture, fixture->intents->len));
  intent->state = pick (fixture, GUICHET_N_INTENT_STATES);
  intent->seen = pick (fixture, 8);
  /* May be refused, when it is done: that is as good a history as any. */
  guichet_store_save_intent (fixture->store, intent, NULL);
}

static void
decide_random (Fixture *fixture)
{
  if (fixture->intents->len > 0)
    guichet_store_decide (fixture->store,
                          ((GuichetIntent *) g_ptr_array_index (fixture->intents,
                                                                pick (fixture, fixture->intents->len)))->uuid,
                          pick (fixture, 3), NULL);
}

static void
reopen (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  guichet_store_close (fixture->store);
  g_object_unref (fixture->store);
  fixture->store = guichet_store_open (fixture->folder, &error);
  g_assert_no_error (error);
}

static void
run_random_step (Fixture *fixture)
{
  switch (pick (fixture, 12))
    {
    case 0:
    case 1:
    case 2:
      merge_random (fixture);
      break;
    case 3:
    case 4:
    case 5:
      enqueue_random (fixture);
      break;
    case 6:
      reopen (fixture);
      break;
    case 7:
    case 8:
      decide_random (fixture);
      break;
    default:
      progress_random (fixture);
      break;
    }
}

static void
test_random_histories (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *report = NULL;
  g_autoptr(GError) error = NULL;

  for (guint step = 0; step < N_STEPS; step++)
    {
      run_random_step (fixture);
      for (gint64 id = 1; id <= N_TICKETS; id++)
        assert_shown (fixture, id);
    }

  guichet_store_check (fixture->store, &report, &error);
  g_assert_no_error (error);
}

/* ---- what a person sees */

static gboolean
is_listed (Fixture     *fixture,
           GuichetView  view,
           gint64       id)
{
  g_autoptr(GArray) ids = list_view (fixture->store, view);

  return ids_contain (ids, id);
}

static void
test_resolve_at_once (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicket) shown = NULL;
  g_autoptr(GuichetIntent) intent = NULL;
  g_autoptr(GArray) ongoing = NULL;
  g_autoptr(GError) error = NULL;

  guichet_ticket_set (ticket, GUICHET_FIELD_OPERATIONAL_STATUS, "ongoing");
  add_texts (ticket, "<p>Texte</p>");
  merge_one (fixture->store, ticket);
  intent = guichet_intent_new_for_ticket (ticket);
  intent->action = g_strdup ("resolve");
  guichet_intent_set_field (intent, GUICHET_FIELD_SOLUTION, "", "Remplacé", NULL);
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>C'est fait</p>");
  guichet_store_enqueue (fixture->store, intent, NULL, &error);
  g_assert_no_error (error);

  g_assert_false (is_listed (fixture, GUICHET_VIEW_MINE, 42));
  g_assert_true (is_listed (fixture, GUICHET_VIEW_RESOLVED_MINE, 42));
  shown = guichet_store_read_ticket (fixture->store, 42, NULL, &error);
  g_assert_cmpstr (guichet_ticket_get (shown, GUICHET_FIELD_SOLUTION), ==, "Remplacé");
  g_assert_cmpuint (guichet_ticket_get_journal (shown, GUICHET_JOURNAL_PUBLIC)->len, ==, 1);
  /* The server still says ongoing: the sweep of vanished ones asks for it. */
  ongoing = guichet_store_list_ongoing (fixture->store, &error);
  g_assert_true (ids_contain (ongoing, 42));

  guichet_store_decide (fixture->store, intent->uuid, GUICHET_OUTBOX_WITHDRAW, &error);
  g_assert_no_error (error);
  g_assert_true (is_listed (fixture, GUICHET_VIEW_MINE, 42));
  g_assert_false (is_listed (fixture, GUICHET_VIEW_RESOLVED_MINE, 42));
}

/* An image of the server that comes while an operation waits. */
static void
test_merge_below (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GuichetTicket) before = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicket) after = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicket) shown = NULL;
  g_autoptr(GuichetTicket) server = NULL;
  g_autoptr(GuichetIntent) intent = NULL;
  g_autoptr(GError) error = NULL;

  merge_one (fixture->store, before);
  intent = guichet_intent_new_for_ticket (before);
  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, "Ticket 42", "Le mien", NULL);
  guichet_store_enqueue (fixture->store, intent, NULL, &error);
  g_assert_no_error (error);
  set_title (after, "Le leur");
  guichet_ticket_set (after, GUICHET_FIELD_CALLBACK_PHONE, "04 67");
  merge_one (fixture->store, after);

  shown = guichet_store_read_ticket (fixture->store, 42, NULL, &error);
  server = guichet_store_read_server_ticket (fixture->store, 42, &error);
  g_assert_cmpstr (guichet_ticket_get (shown, GUICHET_FIELD_TITLE), ==, "Le mien");
  g_assert_cmpstr (guichet_ticket_get (shown, GUICHET_FIELD_CALLBACK_PHONE), ==, "04 67");
  g_assert_cmpstr (guichet_ticket_get (server, GUICHET_FIELD_TITLE), ==, "Le leur");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/store/shown/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("random-histories", test_random_histories);
  ADD ("resolve-at-once", test_resolve_at_once);
  ADD ("merge-below", test_merge_below);

  return g_test_run ();
}
