#include "config.h"

#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store/files.h"
#include "store/marks.h"

/* SPEC §11.8: without the agent role nothing of the internal journal is kept,
 * wherever it comes from, and what an earlier role left is gone to the byte. */

#define SECRET "zqvsecretduprive"
#define N_TICKETS 60

static void
sign_in_as (GuichetStore *store,
            GuichetRoles  roles)
{
  g_autoptr(GuichetIdentity) identity = make_identity ();
  g_autoptr(GuichetProfile) profile = load_profile ();
  g_autoptr(GError) error = NULL;

  identity->roles = roles;
  guichet_store_set_identity (store, identity, profile, &error);
  g_assert_no_error (error);
}

static GuichetTicket *
make_secret_ticket (gint64 id)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (id, "assigned", MY_TEAM, ME);

  add_texts (ticket, "<p>Une description</p>");
  add_entry (ticket, GUICHET_JOURNAL_PUBLIC, "Élodie", "<p>Une entrée publique</p>");
  for (guint i = 0; i < 4; i++)
    add_entry (ticket, GUICHET_JOURNAL_PRIVATE, "Auteur " SECRET, "<p>" SECRET " et d'autres mots internes</p>");

  return g_steal_pointer (&ticket);
}

static void
merge_secrets (GuichetStore *store)
{
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  g_autoptr(GError) error = NULL;
  gboolean more = TRUE;

  for (gint64 id = 1; id <= N_TICKETS; id++)
    g_ptr_array_add (tickets, make_secret_ticket (id));
  guichet_store_merge_tickets (store, tickets, NULL, &error);
  g_assert_no_error (error);
  while (more)
    {
      guichet_store_index_step (store, &more, &error);
      g_assert_no_error (error);
    }
}

static GuichetIntent *
make_entry_intent (gint64      id,
                   const char *internal,
                   const char *public)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_CHANGE, id);

  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup (internal);
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup (public);

  return intent;
}

/* Long enough to spill into pages of its own. */
static char *
make_long_secret (void)
{
  g_autoptr(GString) text = g_string_new ("<p>");

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, SECRET " ");
  g_string_append (text, "</p>");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
write_as_agent (GuichetStore *store)
{
  g_autofree char *long_secret = make_long_secret ();
  g_autoptr(GuichetIntent) alone = make_entry_intent (3, long_secret, NULL);
  g_autoptr(GuichetIntent) both = make_entry_intent (4, "<p>" SECRET "</p>", "<p>Pour le demandeur</p>");
  g_autoptr(GuichetDraft) internal = guichet_draft_new ("5/private", long_secret);
  g_autoptr(GuichetDraft) public = guichet_draft_new ("5/public", "<p>Un brouillon</p>");
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = 5;

  g_array_append_val (ids, id);
  g_assert_true (guichet_store_enqueue (store, alone, NULL, NULL));
  g_assert_true (guichet_store_enqueue (store, both, NULL, NULL));
  g_assert_true (guichet_store_save_draft (store, internal, NULL));
  g_assert_true (guichet_store_save_draft (store, public, NULL));
  g_assert_true (guichet_store_mark (store, ids, GUICHET_MARK_SEEN, NULL));
}

static gboolean
file_holds (const char *path)
{
  g_autofree char *bytes = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);

  return memmem (bytes, length, SECRET, strlen (SECRET)) != NULL;
}

/* Databases and their logs, as they lie there. */
static guint
count_files_with_secret (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint found = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      found += g_file_test (path, G_FILE_TEST_IS_REGULAR) && file_holds (path);
    }

  return found;
}

static void
assert_nothing_internal (GuichetStore *store)
{
  g_autoptr(GuichetTicket) ticket = guichet_store_read_ticket (store, 1, NULL, NULL);
  g_autoptr(GArray) found = guichet_store_search (store, SECRET, GUICHET_SEARCH_RANKED, TRUE, NULL, NULL);

  g_assert_true (ticket == NULL || guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PRIVATE) == NULL);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpuint (count_files_with_secret (guichet_store_get_folder (store)), ==, 0);
}

static void
test_requester (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr(GuichetStore) store = open_store (folder);

  sign_in_as (store, GUICHET_ROLE_REQUESTER);
  merge_secrets (store);
  assert_nothing_internal (store);

  guichet_store_close (store);
  g_assert_cmpuint (count_files_with_secret (folder), ==, 0);
  remove_folder (folder);
}

static void
test_refused (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr(GuichetStore) store = open_store (folder);
  g_autoptr(GuichetIntent) intent = make_entry_intent (3, "<p>" SECRET "</p>", "<p>Bonjour</p>");
  g_autoptr(GPtrArray) intents = g_ptr_array_new ();
  g_autoptr(GuichetDraft) draft = guichet_draft_new ("5/private", "<p>" SECRET "</p>");
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (intents, intent);
  sign_in_as (store, GUICHET_ROLE_REQUESTER);

  g_assert_false (guichet_store_enqueue (store, intent, NULL, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (guichet_store_save_draft (store, draft, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
  g_clear_pointer (&intents, g_ptr_array_unref);

  intents = guichet_store_list_intents (store, TRUE, NULL);
  g_assert_cmpuint (intents->len, ==, 0);
  assert_nothing_internal (store);
  guichet_store_close (store);
  remove_folder (folder);
}

static void
assert_own_words_kept (GuichetStore *store)
{
  g_autoptr(GPtrArray) intents = guichet_store_list_intents (store, TRUE, NULL);
  g_autoptr(GPtrArray) drafts = guichet_store_list_drafts (store, NULL);
  GuichetIntent *intent;

  g_assert_cmpuint (intents->len, ==, 1);
  intent = g_ptr_array_index (intents, 0);
  g_assert_cmpstr (intent->entries[GUICHET_JOURNAL_PUBLIC], ==, "<p>Pour le demandeur</p>");
  g_assert_null (intent->entries[GUICHET_JOURNAL_PRIVATE]);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_cmpstr (((GuichetDraft *) g_ptr_array_index (drafts, 0))->key, ==, "5/public");
}

/* An agent who is one no more: the search would have found it before. */
static void
test_role_lost (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *damaged = g_build_filename (folder, "cache.db.damaged-20260101T000000", NULL);
  g_autoptr(GuichetStore) store = open_store (folder);

  merge_secrets (store);
  write_as_agent (store);
  g_assert_true (g_file_set_contents (damaged, SECRET, -1, NULL));
  g_assert_cmpuint (count_files_with_secret (folder), >, 2);

  sign_in_as (store, GUICHET_ROLE_REQUESTER);
  assert_nothing_internal (store);
  assert_own_words_kept (store);

  /* It goes on working, and the next pull brings nothing of it back. */
  merge_secrets (store);
  assert_nothing_internal (store);
  guichet_store_close (store);
  g_assert_cmpuint (count_files_with_secret (folder), ==, 0);
  remove_folder (folder);
}

/* Both roles are an agent's; nothing goes by signing in again. */
static void
test_role_kept (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr(GuichetStore) store = open_store (folder);
  g_autoptr(GuichetTicket) ticket = NULL;

  merge_secrets (store);
  sign_in_as (store, GUICHET_ROLE_REQUESTER | GUICHET_ROLE_AGENT);

  ticket = guichet_store_read_ticket (store, 1, NULL, NULL);
  g_assert_cmpuint (guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PRIVATE)->len, ==, 4);
  guichet_store_close (store);
  remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/internal/requester", test_requester);
  g_test_add_func ("/store/internal/refused", test_refused);
  g_test_add_func ("/store/internal/role-lost", test_role_lost);
  g_test_add_func ("/store/internal/role-kept", test_role_kept);

  return g_test_run ();
}
