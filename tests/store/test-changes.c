#include "config.h"

#include "fixture.h"

typedef struct
{
  char             *folder;
  GuichetStore     *store;
  GuichetChangeSet *last;
  guint             n_emissions;
  GAsyncResult     *result;
} Fixture;

static void
changed_cb (GuichetStore           *store,
            const GuichetChangeSet *changes,
            gpointer                user_data)
{
  Fixture *fixture = user_data;

  g_clear_pointer (&fixture->last, guichet_change_set_free);
  fixture->last = guichet_change_set_copy (changes);
  fixture->n_emissions++;
}

static void
drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
forget (Fixture *fixture)
{
  drain ();
  g_clear_pointer (&fixture->last, guichet_change_set_free);
  fixture->n_emissions = 0;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = make_folder ();
  fixture->store = open_store (fixture->folder);
  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), fixture);
  forget (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  guichet_store_close (fixture->store);
  drain ();
  g_clear_object (&fixture->result);
  g_assert_finalize_object (fixture->store);
  g_clear_pointer (&fixture->last, guichet_change_set_free);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
test_merge (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicket) same_place = make_ticket (42, "assigned", MY_TEAM, ME);

  merge_one (fixture->store, ticket);
  drain ();
  g_assert_cmpuint (fixture->n_emissions, ==, 1);
  g_assert_true (guichet_change_set_has_ticket (fixture->last, 42));
  g_assert_true (fixture->last->moved);

  /* The same page again: nothing to tell. */
  forget (fixture);
  merge_one (fixture->store, ticket);
  drain ();
  g_assert_cmpuint (fixture->n_emissions, ==, 0);

  guichet_ticket_set (same_place, GUICHET_FIELD_CALLBACK_PHONE, "04 67");
  merge_one (fixture->store, same_place);
  drain ();
  g_assert_cmpuint (fixture->n_emissions, ==, 1);
  g_assert_false (fixture->last->moved);
}

static void
test_texts_only (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);

  merge_one (fixture->store, ticket);
  forget (fixture);
  add_texts (ticket, "<p>Texte</p>");
  merge_one (fixture->store, ticket);
  drain ();
  g_assert_true (guichet_change_set_has_ticket (fixture->last, 42));
}

static void
test_coalesced (Fixture       *fixture,
                gconstpointer  data)
{
  for (gint64 id = 1; id <= 20; id++)
    {
      g_autoptr(GuichetTicket) ticket = make_ticket (id, "assigned", MY_TEAM, ME);

      merge_one (fixture->store, ticket);
    }
  drain ();
  g_assert_cmpuint (fixture->n_emissions, ==, 1);
  g_assert_cmpuint (fixture->last->tickets->len, ==, 20);
}

static void
test_everything (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  g_autoptr(GError) error = NULL;

  for (gint64 id = 1; id <= GUICHET_CHANGE_SET_MAX + 1; id++)
    g_ptr_array_add (tickets, make_ticket (id, "assigned", MY_TEAM, ME));
  guichet_store_merge_tickets (fixture->store, tickets, NULL, &error);
  g_assert_no_error (error);
  drain ();
  g_assert_true (fixture->last->everything);
}

static void
test_outbox (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetDraft) draft = guichet_draft_new ("42/public", "<p>un</p>");
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);
  const char *drafts[] = { "42/public", NULL };
  g_autoptr(GError) error = NULL;

  merge_one (fixture->store, ticket);
  forget (fixture);
  guichet_store_save_draft (fixture->store, draft, &error);
  drain ();
  g_assert (fixture->last != NULL);
  g_assert_true (fixture->last->drafts);
  g_assert_false (fixture->last->outbox);

  forget (fixture);
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>un</p>");
  guichet_store_enqueue (fixture->store, intent, drafts, &error);
  drain ();
  g_assert_true (fixture->last->outbox);
  g_assert_true (fixture->last->drafts);
  /* An entry of the journal is no part of the row, and still to be seen. */
  g_assert_true (guichet_change_set_has_ticket (fixture->last, 42));

  forget (fixture);
  guichet_store_enqueue (fixture->store, intent, drafts, &error);
  drain ();
  g_assert_cmpuint (fixture->n_emissions, ==, 0);
}

static void
test_vanish (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 gone[] = { 42, 43 };

  merge_one (fixture->store, ticket);
  forget (fixture);
  g_array_append_vals (ids, gone, G_N_ELEMENTS (gone));
  g_assert_true (guichet_store_vanish_tickets (fixture->store, ids, NULL));
  drain ();
  g_assert (fixture->last != NULL);
  g_assert_true (guichet_change_set_has_ticket (fixture->last, 42));
  g_assert_false (guichet_change_set_has_ticket (fixture->last, 43));
  g_assert_true (fixture->last->moved);

  forget (fixture);
  merge_one (fixture->store, ticket);
  drain ();
  g_assert_true (guichet_change_set_has_ticket (fixture->last, 42));
}

static void
test_references (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GPtrArray) teams = guichet_references_new ();

  g_ptr_array_add (teams, guichet_reference_new (GUICHET_REFERENCE_TEAM, 31, "Accueil"));
  g_assert_true (guichet_store_replace_references (fixture->store, GUICHET_REFERENCE_TEAM, teams, NULL));
  drain ();
  g_assert_true (fixture->last->references);

  forget (fixture);
  g_assert_true (guichet_store_replace_references (fixture->store, GUICHET_REFERENCE_TEAM, teams, NULL));
  drain ();
  g_assert_cmpuint (fixture->n_emissions, ==, 0);
}

/* Each sign-in tells who it is; lists are read again only if that matters. */
static void
test_identity (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GuichetIdentity) identity = make_identity ();
  g_autoptr(GuichetProfile) profile = load_profile ();
  gint64 team = FOREIGN_TEAM;

  g_assert_true (guichet_store_set_identity (fixture->store, identity, profile, NULL));
  drain ();
  g_assert_true (fixture->last->identity);
  g_assert_false (fixture->last->everything);

  g_array_append_val (identity->teams, team);
  g_assert_true (guichet_store_set_identity (fixture->store, identity, profile, NULL));
  drain ();
  g_assert_true (fixture->last->everything);
}

/* ---- the form for a thread with a screen */

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_assert_true (g_main_context_is_owner (NULL));
  g_set_object (&fixture->result, result);
}

static GAsyncResult *
wait_for_result (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return fixture->result;
}

static void
test_async (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (GUICHET_VIEW_MINE);
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);
  g_autoptr(GuichetDraft) draft = guichet_draft_new ("42/public", "<p>un</p>");
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GuichetTicket) stored = NULL;
  g_autoptr(GPtrArray) intents = NULL;
  g_autoptr(GuichetDraft) none = NULL;
  GuichetViewCounts counts;
  GuichetOutboxCount outbox;
  g_autoptr(GError) error = NULL;

  merge_one (fixture->store, ticket);

#define WAIT(call) g_clear_object (&fixture->result); call; wait_for_result (fixture)
  WAIT (guichet_store_list_ids_async (fixture->store, query, NULL, done_cb, fixture));
  ids = guichet_store_list_ids_finish (fixture->store, fixture->result, &error);
  g_assert_cmpuint (ids->len, ==, 1);

  WAIT (guichet_store_read_ticket_async (fixture->store, 42, NULL, done_cb, fixture));
  stored = guichet_store_read_ticket_finish (fixture->store, fixture->result, &error);
  g_assert_nonnull (stored);

  WAIT (guichet_store_count_views_async (fixture->store, NULL, done_cb, fixture));
  g_assert_true (guichet_store_count_views_finish (fixture->store, fixture->result, &counts, &error));
  g_assert_cmpuint (counts.views[GUICHET_VIEW_MINE], ==, 1);

  WAIT (guichet_store_find_ref_async (fixture->store, "r42", NULL, done_cb, fixture));
  g_assert_cmpint (guichet_store_find_ref_finish (fixture->store, fixture->result, &error), ==, 42);

  WAIT (guichet_store_save_draft_async (fixture->store, draft, NULL, done_cb, fixture));
  g_assert_true (guichet_store_save_draft_finish (fixture->store, fixture->result, &error));

  WAIT (guichet_store_enqueue_async (fixture->store, intent, NULL, NULL, done_cb, fixture));
  g_assert_true (guichet_store_enqueue_finish (fixture->store, fixture->result, &error));

  WAIT (guichet_store_count_outbox_async (fixture->store, NULL, done_cb, fixture));
  g_assert_true (guichet_store_count_outbox_finish (fixture->store, fixture->result, &outbox, &error));
  g_assert_cmpuint (outbox.waiting, ==, 1);

  WAIT (guichet_store_decide_async (fixture->store, intent->uuid, GUICHET_OUTBOX_WITHDRAW, NULL, done_cb, fixture));
  g_assert_true (guichet_store_decide_finish (fixture->store, fixture->result, &error));

  WAIT (guichet_store_list_intents_async (fixture->store, TRUE, NULL, done_cb, fixture));
  intents = guichet_store_list_intents_finish (fixture->store, fixture->result, &error);
  g_assert_cmpuint (intents->len, ==, 1);

  WAIT (guichet_store_read_draft_async (fixture->store, "nothing", NULL, done_cb, fixture));
  none = guichet_store_read_draft_finish (fixture->store, fixture->result, &error);
  g_assert_null (none);
  g_assert_no_error (error);
}

/* What was saved before is what is read after, however urgent reading is. */
static void
test_async_order (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GuichetDraft) draft = guichet_draft_new ("42/public", "<p>un</p>");
  g_autoptr(GuichetDraft) stored = NULL;
  g_autoptr(GError) error = NULL;

  guichet_store_save_draft_async (fixture->store, draft, NULL, NULL, NULL);
  WAIT (guichet_store_read_draft_async (fixture->store, "42/public", NULL, done_cb, fixture));
  stored = guichet_store_read_draft_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (stored);
}

static void
test_async_cancelled (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  WAIT (guichet_store_read_ticket_async (fixture->store, 42, cancellable, done_cb, fixture));
  g_assert_null (guichet_store_read_ticket_finish (fixture->store, fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A call that comes too late answers all the same. */
static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) async_error = NULL;
  g_autoptr(GError) write_error = NULL;
  g_autoptr(GuichetDraft) draft = guichet_draft_new ("42/public", "<p>Trop tard</p>");

  guichet_store_close (fixture->store);
  g_assert_null (guichet_store_read_ticket (fixture->store, 42, NULL, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_DATABASE);
  WAIT (guichet_store_read_ticket_async (fixture->store, 42, NULL, done_cb, fixture));
  g_assert_null (guichet_store_read_ticket_finish (fixture->store, fixture->result, &async_error));
  g_assert_error (async_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* Of what is not written somebody is told. */
  WAIT (guichet_store_save_draft_async (fixture->store, draft, NULL, done_cb, fixture));
  g_assert_false (guichet_store_save_draft_finish (fixture->store, fixture->result, &write_error));
  g_assert_error (write_error, GUICHET_ERROR, GUICHET_ERROR_DATABASE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/store/changes/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("merge", test_merge);
  ADD ("texts-only", test_texts_only);
  ADD ("coalesced", test_coalesced);
  ADD ("everything", test_everything);
  ADD ("outbox", test_outbox);
  ADD ("vanish", test_vanish);
  ADD ("references", test_references);
  ADD ("identity", test_identity);
  ADD ("async", test_async);
  ADD ("async-order", test_async_order);
  ADD ("async-cancelled", test_async_cancelled);
  ADD ("closed", test_closed);

  return g_test_run ();
}
