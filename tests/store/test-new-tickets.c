#include "config.h"

#include "fixture.h"
#include "store/draft-files.h"

#define KEY "new/1"

typedef struct
{
  char         *folder;
  GuichetStore *store;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = make_folder ();
  fixture->store = open_store (fixture->folder);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  guichet_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
reopen (Fixture *fixture)
{
  guichet_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  fixture->store = open_store (fixture->folder);
}

static void
add_file (Fixture    *fixture,
          const char *name,
          const char *contents)
{
  g_autoptr(GuichetDraft) draft = guichet_draft_new (KEY, "[title]\nValue=Un titre\n");
  g_autoptr(GuichetIntent) file = guichet_intent_new (GUICHET_INTENT_ATTACH, 0);
  g_autoptr(GError) error = NULL;

  file->file_name = g_strdup (name);
  file->file_mime = g_strdup ("text/plain");
  file->file_data = g_bytes_new (contents, strlen (contents));
  guichet_store_add_draft_file (fixture->store, draft, file, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list_files (Fixture    *fixture,
            const char *key)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *files = guichet_store_list_draft_files (fixture->store, key, &error);

  g_assert_no_error (error);

  return files;
}

static GPtrArray *
list_intents (Fixture  *fixture,
              gboolean  with_history)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *intents = guichet_store_list_intents (fixture->store, with_history, &error);

  g_assert_no_error (error);

  return intents;
}

static GuichetIntent *
next_intent (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  GuichetIntent *intent = guichet_store_next_intent (fixture->store, G_MAXINT64, NULL, &error);

  g_assert_no_error (error);

  return intent;
}

static void
assert_nothing_due (Fixture *fixture)
{
  g_autoptr(GuichetIntent) next = next_intent (fixture);

  g_assert_null (next);
}

static void
save (Fixture            *fixture,
      GuichetIntent      *intent,
      GuichetIntentState  state)
{
  g_autoptr(GError) error = NULL;

  intent->state = state;
  guichet_store_save_intent (fixture->store, intent, &error);
  g_assert_no_error (error);
}

/* Two files and the new ticket that the draft was made into. */
static GuichetIntent *
send_draft (Fixture *fixture)
{
  static const char * const drafts[] = { KEY, NULL };
  GuichetIntent *creation = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  g_autoptr(GError) error = NULL;

  add_file (fixture, "un.txt", "Le premier");
  add_file (fixture, "deux.txt", "Le second");
  g_set_str (&creation->title, "Un titre");
  guichet_intent_set_field (creation, GUICHET_FIELD_TITLE, NULL, "Un titre", NULL);
  guichet_store_enqueue (fixture->store, creation, drafts, &error);
  g_assert_no_error (error);

  return creation;
}

static void
decide (Fixture               *fixture,
        const GuichetIntent   *intent,
        GuichetOutboxDecision  decision)
{
  g_autoptr(GError) error = NULL;

  guichet_store_decide (fixture->store, intent->uuid, decision, &error);
  g_assert_no_error (error);
}

static guint
count_state (Fixture            *fixture,
             GuichetIntentState  state)
{
  g_autoptr(GPtrArray) intents = list_intents (fixture, TRUE);
  guint n = 0;

  for (guint i = 0; i < intents->len; i++)
    n += ((GuichetIntent *) g_ptr_array_index (intents, i))->state == state;

  return n;
}

static void
test_files_of_draft (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GuichetDraft) gone = guichet_draft_new (KEY, "");
  g_autoptr(GPtrArray) files = NULL;
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GuichetDraft) draft = NULL;
  g_autoptr(GError) error = NULL;

  add_file (fixture, "un.txt", "Le premier");
  add_file (fixture, "deux.txt", "Le second");
  reopen (fixture);

  draft = guichet_store_read_draft (fixture->store, KEY, &error);
  g_assert_no_error (error);
  g_assert_nonnull (draft);
  files = list_files (fixture, KEY);
  g_assert_cmpuint (files->len, ==, 2);
  g_assert_cmpstr (((GuichetIntent *) files->pdata[0])->file_name, ==, "un.txt");
  g_assert_cmpint (((GuichetIntent *) files->pdata[1])->file_size, ==, strlen ("Le second"));

  /* Text that is saved again leaves the files alone, its end takes them along. */
  guichet_store_save_draft (fixture->store, draft, &error);
  g_assert_no_error (error);
  g_clear_pointer (&files, g_ptr_array_unref);
  files = list_files (fixture, KEY);
  g_assert_cmpuint (files->len, ==, 2);
  guichet_store_save_draft (fixture->store, gone, &error);
  g_assert_no_error (error);
  none = list_files (fixture, KEY);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_files_follow_ticket (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GuichetIntent) creation = send_draft (fixture);
  g_autoptr(GuichetIntent) next = next_intent (fixture);
  g_autoptr(GuichetIntent) file = NULL;
  g_autoptr(GPtrArray) left = list_files (fixture, KEY);

  g_assert_cmpuint (left->len, ==, 0);
  g_assert_cmpstr (next->uuid, ==, creation->uuid);
  save (fixture, creation, GUICHET_INTENT_SENDING);
  save (fixture, creation, GUICHET_INTENT_VERIFY);

  reopen (fixture);
  creation->ticket_id = 99;
  g_set_str (&creation->ref, "R-000099");
  save (fixture, creation, GUICHET_INTENT_DONE);
  file = next_intent (fixture);
  g_assert_cmpint (file->kind, ==, GUICHET_INTENT_ATTACH);
  g_assert_cmpint (file->ticket_id, ==, 99);
  g_assert_cmpstr (file->ref, ==, "R-000099");
  g_assert_cmpstr (file->title, ==, "Un titre");
  g_assert_cmpstr (file->file_name, ==, "un.txt");
  g_assert_cmpint (g_bytes_get_size (file->file_data), ==, strlen ("Le premier"));
}

static void
test_parked_holds_its_files (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr(GuichetIntent) creation = send_draft (fixture);
  g_autoptr(GuichetIntent) other = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  g_autoptr(GuichetIntent) next = NULL;
  g_autoptr(GError) error = NULL;

  save (fixture, creation, GUICHET_INTENT_REFUSED);
  assert_nothing_due (fixture);
  guichet_store_enqueue (fixture->store, other, NULL, &error);
  g_assert_no_error (error);
  next = next_intent (fixture);
  g_assert_cmpstr (next->uuid, ==, other->uuid);
}

static void
test_withdraw_and_restore (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(GuichetIntent) creation = send_draft (fixture);

  decide (fixture, creation, GUICHET_OUTBOX_WITHDRAW);
  g_assert_cmpuint (count_state (fixture, GUICHET_INTENT_WITHDRAWN), ==, 3);
  assert_nothing_due (fixture);
  decide (fixture, creation, GUICHET_OUTBOX_RESTORE);
  g_assert_cmpuint (count_state (fixture, GUICHET_INTENT_WAITING), ==, 3);
}

/* What a person took out before stays out. */
static void
test_restore_leaves_withdrawn (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr(GuichetIntent) creation = send_draft (fixture);
  g_autoptr(GPtrArray) intents = list_intents (fixture, FALSE);

  decide (fixture, intents->pdata[1], GUICHET_OUTBOX_WITHDRAW);
  g_usleep (2000);
  decide (fixture, creation, GUICHET_OUTBOX_WITHDRAW);
  decide (fixture, creation, GUICHET_OUTBOX_RESTORE);
  g_assert_cmpuint (count_state (fixture, GUICHET_INTENT_WAITING), ==, 2);
  g_assert_cmpuint (count_state (fixture, GUICHET_INTENT_WITHDRAWN), ==, 1);
}

static void
test_take_back (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GuichetIntent) creation = send_draft (fixture);
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_draft_free);
  g_autoptr(GuichetDraft) draft = NULL;
  g_autoptr(GPtrArray) files = NULL;
  g_autoptr(GError) error = NULL;

  save (fixture, creation, GUICHET_INTENT_REFUSED);
  g_ptr_array_add (drafts, guichet_draft_new ("new/2", "[title]\nValue=Un titre\n"));
  guichet_store_take_back (fixture->store, creation->uuid, drafts, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (count_state (fixture, GUICHET_INTENT_WITHDRAWN), ==, 3);
  draft = guichet_store_read_draft (fixture->store, "new/2", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (draft->html, ==, "[title]\nValue=Un titre\n");
  files = list_files (fixture, "new/2");
  g_assert_cmpuint (files->len, ==, 2);
  g_assert_cmpstr (((GuichetIntent *) files->pdata[0])->file_name, ==, "un.txt");
  g_assert_cmpint (((GuichetIntent *) files->pdata[0])->file_size, ==, strlen ("Le premier"));
}

static void
test_second_click (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char * const drafts[] = { KEY, NULL };
  g_autoptr(GuichetIntent) creation = send_draft (fixture);
  g_autoptr(GPtrArray) files = NULL;
  g_autoptr(GError) error = NULL;

  /* A draft that was begun since in the same place is none of its business. */
  add_file (fixture, "trois.txt", "Le troisième");
  guichet_store_enqueue (fixture->store, creation, drafts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_state (fixture, GUICHET_INTENT_WAITING), ==, 3);
  files = list_files (fixture, KEY);
  g_assert_cmpuint (files->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/store/new-tickets/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("files-of-draft", test_files_of_draft);
  ADD ("files-follow-ticket", test_files_follow_ticket);
  ADD ("parked-holds-its-files", test_parked_holds_its_files);
  ADD ("withdraw-and-restore", test_withdraw_and_restore);
  ADD ("restore-leaves-withdrawn", test_restore_leaves_withdrawn);
  ADD ("take-back", test_take_back);
  ADD ("second-click", test_second_click);
#undef ADD

  return g_test_run ();
}
