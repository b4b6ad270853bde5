#include "config.h"

#include "fixture.h"
#include "store/notices.h"
#include "util/uuid.h"

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
  g_autoptr(GError) error = NULL;
  g_autofree char *report = NULL;

  guichet_store_check (fixture->store, &report, &error);
  g_assert_no_error (error);
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

static GuichetIntent *
make_change (gint64      ticket_id,
             const char *entry)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_CHANGE, ticket_id);

  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup (entry);

  return intent;
}

static void
enqueue (Fixture             *fixture,
         const GuichetIntent *intent)
{
  g_autoptr(GError) error = NULL;

  guichet_store_enqueue (fixture->store, intent, NULL, &error);
  g_assert_no_error (error);
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

static GuichetIntent *
read_intent (Fixture    *fixture,
             const char *uuid)
{
  g_autoptr(GError) error = NULL;
  GuichetIntent *intent = guichet_store_read_intent (fixture->store, uuid, &error);

  g_assert_no_error (error);

  return intent;
}

static void
assert_next (Fixture    *fixture,
             gint64      now,
             const char *uuid)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetIntent) intent = guichet_store_next_intent (fixture->store, now, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (intent != NULL ? intent->uuid : NULL, ==, uuid);
}

static void
test_everything_kept (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetIntent) intent = guichet_intent_new_for_ticket (ticket);
  g_autoptr(GuichetIntent) stored = NULL;
  g_autoptr(GError) failure = guichet_error_new (GUICHET_ERROR_REJECTED, "team", "Mot du serveur", "no");
  GuichetFieldChange *change;

  intent->action = g_strdup ("dispatch");
  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>Interne</p>");
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Pour vous</p>");
  guichet_intent_set_field (intent, GUICHET_FIELD_TEAM, "31", "40", "DSI Plateforme");
  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, NULL, "Titre", NULL);
  guichet_intent_set_extra (intent, "title", "an attribute that is called like a field");
  guichet_intent_set_extra (intent, "location_id", "5");
  intent->not_before = 5;
  intent->first_sent = 6;
  intent->last_sent = 7;
  intent->attempts = 3;
  intent->seen = GUICHET_INTENT_PART_MAIN;
  intent->seen_private = 3;
  intent->seen_public = 2;
  intent->state = GUICHET_INTENT_REFUSED;
  guichet_intent_set_reason (intent, failure);
  enqueue (fixture, intent);
  reopen (fixture);

  stored = read_intent (fixture, intent->uuid);
  g_assert_cmpint (stored->kind, ==, GUICHET_INTENT_CHANGE);
  g_assert_cmpint (stored->state, ==, GUICHET_INTENT_REFUSED);
  g_assert_cmpint (stored->ticket_id, ==, 42);
  g_assert_cmpstr (stored->ref, ==, "R-000042");
  g_assert_cmpstr (stored->title, ==, "Ticket 42");
  g_assert_cmpstr (stored->action, ==, "dispatch");
  g_assert_cmpstr (stored->base_status, ==, "assigned");
  g_assert_cmpstr (stored->base_last_update, ==, "2026-01-06 09:30:00");
  g_assert_cmpstr (stored->entries[GUICHET_JOURNAL_PRIVATE], ==, "<p>Interne</p>");
  g_assert_cmpstr (stored->entries[GUICHET_JOURNAL_PUBLIC], ==, "<p>Pour vous</p>");
  g_assert_cmpint (stored->created, ==, intent->created);
  g_assert_cmpint (stored->not_before, ==, 5);
  g_assert_cmpint (stored->first_sent, ==, 6);
  g_assert_cmpint (stored->last_sent, ==, 7);
  g_assert_cmpuint (stored->attempts, ==, 3);
  g_assert_cmpuint (stored->seen, ==, GUICHET_INTENT_PART_MAIN);
  g_assert_cmpint (stored->seen_private, ==, 3);
  g_assert_cmpint (stored->seen_public, ==, 2);
  g_assert_cmpint (stored->reason, ==, GUICHET_ERROR_REJECTED);
  g_assert_cmpstr (stored->reason_field, ==, "team");
  g_assert_cmpstr (stored->detail, ==, "Mot du serveur");
  g_assert_cmpuint (stored->changes->len, ==, 2);
  g_assert_cmpuint (g_hash_table_size (stored->extras), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (stored->extras, "location_id"), ==, "5");
  change = g_ptr_array_index (stored->changes, 0);
  g_assert_cmpint (change->field, ==, GUICHET_FIELD_TEAM);
  g_assert_cmpstr (change->base, ==, "31");
  g_assert_cmpstr (change->value, ==, "40");
  g_assert_cmpstr (change->label, ==, "DSI Plateforme");
  change = g_ptr_array_index (stored->changes, 1);
  g_assert_null (change->base);
  g_assert_null (change->label);
}

static void
test_file (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_ATTACH, 42);
  g_autoptr(GuichetIntent) empty = guichet_intent_new (GUICHET_INTENT_ATTACH, 43);
  g_autoptr(GuichetIntent) stored = NULL;
  g_autoptr(GuichetIntent) stored_empty = NULL;
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GError) error = NULL;

  intent->file_name = g_strdup ("plan.bin");
  intent->file_mime = g_strdup ("application/octet-stream");
  intent->file_data = g_bytes_new_static ("a\0b", 3);
  enqueue (fixture, intent);
  empty->file_name = g_strdup ("vide.txt");
  empty->file_data = g_bytes_new_static ("", 0);
  enqueue (fixture, empty);

  stored = read_intent (fixture, intent->uuid);
  g_assert_true (g_bytes_equal (stored->file_data, intent->file_data));
  stored_empty = read_intent (fixture, empty->uuid);
  g_assert_cmpuint (g_bytes_get_size (stored_empty->file_data), ==, 0);

  /* Lists are for the screen: no bytes. */
  list = guichet_store_list_intents (fixture->store, FALSE, &error);
  g_assert_no_error (error);
  g_assert_null (((GuichetIntent *) g_ptr_array_index (list, 0))->file_data);
}

static void
test_twice (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GuichetIntent) intent = make_change (42, "<p>un</p>");
  g_autoptr(GuichetIntent) stored = NULL;
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GError) error = NULL;

  enqueue (fixture, intent);
  g_set_str (&intent->entries[GUICHET_JOURNAL_PUBLIC], "<p>deux</p>");
  enqueue (fixture, intent);

  list = guichet_store_list_intents (fixture->store, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  stored = read_intent (fixture, intent->uuid);
  g_assert_cmpstr (stored->entries[GUICHET_JOURNAL_PUBLIC], ==, "<p>un</p>");
}

static void
test_draft_becomes_intent (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *key = guichet_draft_key_for_journal (42, GUICHET_JOURNAL_PUBLIC);
  g_autoptr(GuichetDraft) draft = guichet_draft_new (key, "<p>un</p>");
  g_autoptr(GuichetDraft) other = guichet_draft_new ("43/public", "<p>autre</p>");
  g_autoptr(GuichetDraft) left = NULL;
  g_autoptr(GuichetDraft) stays = NULL;
  g_autoptr(GuichetIntent) intent = make_change (42, "<p>un</p>");
  g_autoptr(GError) error = NULL;
  const char *drafts[] = { key, "42/private", NULL };

  g_assert_cmpstr (key, ==, "42/public");
  g_assert_true (guichet_store_save_draft (fixture->store, draft, &error));
  g_assert_true (guichet_store_save_draft (fixture->store, other, &error));
  g_set_str (&intent->uuid, draft->uuid);
  guichet_store_enqueue (fixture->store, intent, drafts, &error);
  g_assert_no_error (error);

  left = guichet_store_read_draft (fixture->store, key, &error);
  g_assert_no_error (error);
  g_assert_null (left);
  stays = guichet_store_read_draft (fixture->store, "43/public", &error);
  g_assert_nonnull (stays);

  /* What was typed after the first click belongs to the next operation. */
  g_set_str (&draft->html, "<p>suite</p>");
  g_assert_true (guichet_store_save_draft (fixture->store, draft, &error));
  guichet_store_enqueue (fixture->store, intent, drafts, &error);
  g_assert_no_error (error);
  left = guichet_store_read_draft (fixture->store, key, &error);
  g_assert_nonnull (left);
}

static void
test_bad_uuid (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GuichetIntent) intent = make_change (42, "<p>un</p>");
  g_autoptr(GError) error = NULL;

  g_set_str (&intent->uuid, "x");
  g_assert_false (guichet_store_enqueue (fixture->store, intent, NULL, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GuichetIntent) first = make_change (42, "1");
  g_autoptr(GuichetIntent) second = make_change (42, "2");
  g_autoptr(GuichetIntent) other = make_change (43, "3");

  enqueue (fixture, first);
  enqueue (fixture, second);
  enqueue (fixture, other);

  assert_next (fixture, 1000, first->uuid);
  /* A parked operation blocks its own ticket only. */
  save (fixture, first, GUICHET_INTENT_REFUSED);
  assert_next (fixture, 1000, other->uuid);
  save (fixture, other, GUICHET_INTENT_DONE);
  assert_next (fixture, 1000, NULL);
  save (fixture, first, GUICHET_INTENT_WAITING);
  assert_next (fixture, 1000, first->uuid);
  save (fixture, first, GUICHET_INTENT_SENDING);
  assert_next (fixture, 1000, first->uuid);
  save (fixture, first, GUICHET_INTENT_VERIFY);
  assert_next (fixture, 1000, first->uuid);
  save (fixture, first, GUICHET_INTENT_DONE);
  assert_next (fixture, 1000, second->uuid);
}

static void
test_wake (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GuichetIntent) first = make_change (42, "1");
  g_autoptr(GuichetIntent) behind = make_change (42, "2");
  g_autoptr(GuichetIntent) other = make_change (43, "3");
  g_autoptr(GuichetIntent) none = NULL;
  g_autoptr(GError) error = NULL;
  gint64 wake = -1;

  none = guichet_store_next_intent (fixture->store, 1000, &wake, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  g_assert_cmpint (wake, ==, 0);

  first->not_before = 3000;
  behind->not_before = 1500;
  other->not_before = 2000;
  enqueue (fixture, first);
  enqueue (fixture, behind);
  enqueue (fixture, other);

  none = guichet_store_next_intent (fixture->store, 1000, &wake, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  g_assert_cmpint (wake, ==, 2000);
  assert_next (fixture, 2000, other->uuid);
}

static void
test_new_tickets_independent (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(GuichetIntent) first = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  g_autoptr(GuichetIntent) second = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  g_autoptr(GuichetIntent) stored = NULL;

  enqueue (fixture, first);
  enqueue (fixture, second);
  save (fixture, first, GUICHET_INTENT_REFUSED);
  assert_next (fixture, 1000, second->uuid);

  second->ticket_id = 99;
  g_set_str (&second->ref, "R-000099");
  save (fixture, second, GUICHET_INTENT_DONE);
  stored = read_intent (fixture, second->uuid);
  g_assert_cmpint (stored->ticket_id, ==, 99);
  g_assert_cmpstr (stored->ref, ==, "R-000099");
}

static void
test_finished_stays (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GuichetIntent) intent = make_change (42, "1");
  g_autoptr(GError) error = NULL;

  enqueue (fixture, intent);
  guichet_store_decide (fixture->store, intent->uuid, GUICHET_OUTBOX_WITHDRAW, &error);
  g_assert_no_error (error);

  /* Sync was just about to send it. */
  intent->state = GUICHET_INTENT_SENDING;
  g_assert_false (guichet_store_save_intent (fixture->store, intent, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
  assert_next (fixture, 1000, NULL);
}

static void
test_decisions (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct
  {
    GuichetIntentState    state;
    GuichetOutboxDecision decision;
    gint                  result;     /* a state, -1 for INVALID */
  } cases[] = {
    { GUICHET_INTENT_WAITING, GUICHET_OUTBOX_WITHDRAW, GUICHET_INTENT_WITHDRAWN },
    { GUICHET_INTENT_SENDING, GUICHET_OUTBOX_WITHDRAW, -1 },
    { GUICHET_INTENT_VERIFY, GUICHET_OUTBOX_WITHDRAW, -1 },
    { GUICHET_INTENT_DONE, GUICHET_OUTBOX_WITHDRAW, -1 },
    { GUICHET_INTENT_REFUSED, GUICHET_OUTBOX_WITHDRAW, GUICHET_INTENT_WITHDRAWN },
    { GUICHET_INTENT_CONFLICT, GUICHET_OUTBOX_WITHDRAW, GUICHET_INTENT_WITHDRAWN },
    { GUICHET_INTENT_WAITING, GUICHET_OUTBOX_RETRY, -1 },
    { GUICHET_INTENT_SENDING, GUICHET_OUTBOX_RETRY, -1 },
    { GUICHET_INTENT_REFUSED, GUICHET_OUTBOX_RETRY, GUICHET_INTENT_WAITING },
    { GUICHET_INTENT_CONFLICT, GUICHET_OUTBOX_RETRY, GUICHET_INTENT_WAITING },
    { GUICHET_INTENT_WITHDRAWN, GUICHET_OUTBOX_RETRY, -1 },
    { GUICHET_INTENT_REFUSED, GUICHET_OUTBOX_KEEP_MINE, -1 },
    { GUICHET_INTENT_CONFLICT, GUICHET_OUTBOX_KEEP_MINE, GUICHET_INTENT_WAITING },
    { GUICHET_INTENT_WITHDRAWN, GUICHET_OUTBOX_RESTORE, GUICHET_INTENT_WAITING },
    { GUICHET_INTENT_DONE, GUICHET_OUTBOX_RESTORE, -1 },
    { GUICHET_INTENT_WAITING, GUICHET_OUTBOX_RESTORE, -1 },
    { GUICHET_INTENT_CONFLICT, GUICHET_OUTBOX_RESTORE, -1 },
  };
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);

  merge_one (fixture->store, ticket);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GuichetIntent) intent = make_change (42, "1");
      g_autoptr(GuichetIntent) stored = NULL;
      g_autoptr(GError) error = NULL;

      intent->state = cases[i].state;
      enqueue (fixture, intent);
      guichet_store_decide (fixture->store, intent->uuid, cases[i].decision, &error);
      stored = read_intent (fixture, intent->uuid);
      if (cases[i].result < 0)
        g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
      else
        g_assert_no_error (error);
      g_assert_cmpint (stored->state, ==, cases[i].result < 0 ? (gint) cases[i].state : cases[i].result);
    }
}

static void
test_keep_mine (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicket) theirs = make_ticket (42, "pending", MY_TEAM, ME);
  g_autoptr(GuichetIntent) intent = guichet_intent_new_for_ticket (ticket);
  g_autoptr(GuichetIntent) stored = NULL;
  g_autoptr(GError) error = NULL;

  merge_one (fixture->store, ticket);
  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, "Ticket 42", "Le mien", NULL);
  enqueue (fixture, intent);

  set_title (theirs, "Le leur");
  set_update (theirs, "2026-02-02 00:00:00");
  merge_one (fixture->store, theirs);
  intent->attempts = 4;
  save (fixture, intent, GUICHET_INTENT_CONFLICT);
  guichet_store_decide (fixture->store, intent->uuid, GUICHET_OUTBOX_KEEP_MINE, &error);
  g_assert_no_error (error);

  stored = read_intent (fixture, intent->uuid);
  g_assert_cmpstr (guichet_intent_get_change (stored, GUICHET_FIELD_TITLE)->base, ==, "Le leur");
  g_assert_cmpstr (guichet_intent_get_change (stored, GUICHET_FIELD_TITLE)->value, ==, "Le mien");
  g_assert_cmpstr (stored->base_status, ==, "pending");
  g_assert_cmpstr (stored->base_last_update, ==, "2026-02-02 00:00:00");
  g_assert_cmpuint (stored->attempts, ==, 0);
  g_assert_null (stored->detail);
}

/* Somebody resolved it meanwhile: what is left of my resolving is its text. */
static void
test_keep_mine_arrived (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicket) theirs = make_ticket (42, "resolved", MY_TEAM, ME);
  g_autoptr(GuichetIntent) intent = guichet_intent_new_for_ticket (ticket);
  g_autoptr(GuichetIntent) stored = NULL;
  g_autoptr(GError) error = NULL;

  merge_one (fixture->store, ticket);
  intent->action = g_strdup ("resolve");
  guichet_intent_set_field (intent, GUICHET_FIELD_SOLUTION, "", "La mienne", NULL);
  enqueue (fixture, intent);

  set_update (theirs, "2026-02-02 00:00:00");
  merge_one (fixture->store, theirs);
  save (fixture, intent, GUICHET_INTENT_CONFLICT);
  guichet_store_decide (fixture->store, intent->uuid, GUICHET_OUTBOX_KEEP_MINE, &error);
  g_assert_no_error (error);

  stored = read_intent (fixture, intent->uuid);
  g_assert_null (stored->action);
  g_assert_cmpstr (stored->base_status, ==, "resolved");
  g_assert_cmpstr (guichet_intent_get_change (stored, GUICHET_FIELD_SOLUTION)->value, ==, "La mienne");
}

/* An operation in conflict on a ticket that the server shows as @theirs. */
static GuichetIntent *
make_conflict (Fixture       *fixture,
               GuichetTicket *theirs)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);
  GuichetIntent *intent = guichet_intent_new_for_ticket (ticket);

  merge_one (fixture->store, ticket);
  intent->action = g_strdup ("dispatch");
  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>Pour vous</p>");
  guichet_intent_set_field (intent, GUICHET_FIELD_TEAM, "31", "40", "DSI Plateforme");
  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, "Ticket 42", "Le mien", NULL);
  enqueue (fixture, intent);
  set_title (theirs, "Le leur");
  set_update (theirs, "2026-02-02 00:00:00");
  merge_one (fixture->store, theirs);
  save (fixture, intent, GUICHET_INTENT_CONFLICT);

  return intent;
}

/* Mine of the one, theirs of the other: what was left out stays readable. */
static void
test_resolve (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GuichetTicket) theirs = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetIntent) intent = make_conflict (fixture, theirs);
  g_autoptr(GuichetIntent) resolved = guichet_intent_copy (intent);
  g_autoptr(GuichetIntent) stored = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GError) error = NULL;
  const GuichetIntent *left;

  g_ptr_array_remove_index (resolved->changes, 0);
  g_clear_pointer (&resolved->action, g_free);
  guichet_store_resolve (fixture->store, resolved, theirs, &error);
  g_assert_no_error (error);
  reopen (fixture);

  stored = read_intent (fixture, intent->uuid);
  g_assert_cmpint (stored->state, ==, GUICHET_INTENT_WAITING);
  g_assert_null (stored->action);
  g_assert_cmpuint (stored->changes->len, ==, 1);
  g_assert_cmpstr (guichet_intent_get_change (stored, GUICHET_FIELD_TITLE)->base, ==, "Le leur");
  g_assert_cmpstr (guichet_intent_get_change (stored, GUICHET_FIELD_TITLE)->value, ==, "Le mien");
  g_assert_cmpstr (stored->entries[GUICHET_JOURNAL_PRIVATE], ==, "<p>Pour vous</p>");
  g_assert_cmpstr (stored->base_last_update, ==, "2026-02-02 00:00:00");

  all = guichet_store_list_intents (fixture->store, TRUE, &error);
  g_assert_cmpuint (all->len, ==, 2);
  left = g_ptr_array_index (all, 1);
  g_assert_cmpint (left->state, ==, GUICHET_INTENT_WITHDRAWN);
  g_assert_cmpstr (left->action, ==, "dispatch");
  g_assert_cmpuint (left->changes->len, ==, 1);
  g_assert_cmpstr (guichet_intent_get_change (left, GUICHET_FIELD_TEAM)->value, ==, "40");
  g_assert_null (left->entries[GUICHET_JOURNAL_PRIVATE]);

  /* Once only. */
  guichet_store_resolve (fixture->store, resolved, theirs, &error);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
}

static void
test_resolve_to_nothing (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GuichetTicket) theirs = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetIntent) intent = make_conflict (fixture, theirs);
  g_autoptr(GuichetIntent) nothing = guichet_intent_copy (intent);
  g_autoptr(GuichetIntent) stored = NULL;
  g_autoptr(GError) error = NULL;

  g_ptr_array_set_size (nothing->changes, 0);
  g_clear_pointer (&nothing->action, g_free);
  g_clear_pointer (&nothing->entries[GUICHET_JOURNAL_PRIVATE], g_free);
  guichet_store_resolve (fixture->store, nothing, theirs, &error);
  g_assert_no_error (error);

  stored = read_intent (fixture, intent->uuid);
  g_assert_cmpint (stored->state, ==, GUICHET_INTENT_WITHDRAWN);
  g_assert_cmpuint (stored->changes->len, ==, 2);
  g_assert_cmpstr (stored->entries[GUICHET_JOURNAL_PRIVATE], ==, "<p>Pour vous</p>");
}

/* Withdrawn and a draft again in one step, in front of what was written since. */
static void
test_take_back (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GuichetIntent) intent = make_change (42, "<p>un</p>");
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_draft_free);
  g_autoptr(GuichetDraft) since = guichet_draft_new ("42/public", "<p>deux</p>");
  g_autoptr(GuichetDraft) public = NULL;
  g_autoptr(GuichetDraft) private = NULL;
  g_autoptr(GuichetIntent) stored = NULL;
  g_autoptr(GError) error = NULL;

  enqueue (fixture, intent);
  g_assert_true (guichet_store_save_draft (fixture->store, since, &error));
  g_ptr_array_add (drafts, guichet_draft_new ("42/public", "<p>un</p>"));
  g_ptr_array_add (drafts, guichet_draft_new ("42/private", "<p>note</p>"));
  guichet_store_take_back (fixture->store, intent->uuid, drafts, &error);
  g_assert_no_error (error);

  stored = read_intent (fixture, intent->uuid);
  g_assert_cmpint (stored->state, ==, GUICHET_INTENT_WITHDRAWN);
  public = guichet_store_read_draft (fixture->store, "42/public", &error);
  g_assert_cmpstr (public->html, ==, "<p>un</p><p>deux</p>");
  g_assert_cmpstr (public->uuid, ==, since->uuid);
  private = guichet_store_read_draft (fixture->store, "42/private", &error);
  g_assert_cmpstr (private->html, ==, "<p>note</p>");

  /* Too late for one that is on its way: nothing moves. */
  guichet_store_take_back (fixture->store, intent->uuid, drafts, &error);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
  g_clear_pointer (&public, guichet_draft_free);
  public = guichet_store_read_draft (fixture->store, "42/public", NULL);
  g_assert_cmpstr (public->html, ==, "<p>un</p><p>deux</p>");
}

/* Told once for each time that it holds, across a restart too. */
static void
test_notices (Fixture       *fixture,
              gconstpointer  data)
{
  static const char * const both[] = { "answered/1", "assigned/1", NULL };
  static const char * const one[] = { "answered/1", NULL };
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) first = guichet_store_settle_notices (fixture->store, both, NULL, &error);
  g_auto(GStrv) again = NULL;
  g_auto(GStrv) none = NULL;
  g_auto(GStrv) anew = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (first), ==, 2);
  reopen (fixture);
  again = guichet_store_settle_notices (fixture->store, both, NULL, &error);
  g_assert_cmpuint (g_strv_length (again), ==, 0);
  none = guichet_store_settle_notices (fixture->store, NULL, one, &error);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  anew = guichet_store_settle_notices (fixture->store, both, NULL, &error);
  g_assert_cmpuint (g_strv_length (anew), ==, 1);
  g_assert_cmpstr (anew[0], ==, "answered/1");
}

static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *uuid = guichet_uuid7_new ();
  g_autoptr(GError) error = NULL;

  g_assert_null (guichet_store_read_intent (fixture->store, uuid, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (guichet_store_decide (fixture->store, uuid, GUICHET_OUTBOX_RETRY, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND);
}

static void
test_count (Fixture       *fixture,
            gconstpointer  data)
{
  GuichetOutboxCount count;
  g_autoptr(GPtrArray) open = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GError) error = NULL;

  for (guint state = 0; state < GUICHET_N_INTENT_STATES; state++)
    {
      g_autoptr(GuichetIntent) intent = make_change (42, "1");

      intent->state = state;
      enqueue (fixture, intent);
    }

  g_assert_true (guichet_store_count_outbox (fixture->store, &count, &error));
  g_assert_cmpuint (count.waiting, ==, 3);
  g_assert_cmpuint (count.parked, ==, 2);
  open = guichet_store_list_intents (fixture->store, FALSE, &error);
  all = guichet_store_list_intents (fixture->store, TRUE, &error);
  g_assert_cmpuint (open->len, ==, 5);
  g_assert_cmpuint (all->len, ==, GUICHET_N_INTENT_STATES);
}

static void
test_drafts (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GuichetDraft) draft = guichet_draft_new ("42/public", "<p>un</p>");
  g_autoptr(GuichetDraft) stored = NULL;
  g_autoptr(GuichetDraft) none = NULL;
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GError) error = NULL;

  g_set_str (&draft->base, "3");
  g_assert_true (guichet_store_save_draft (fixture->store, draft, &error));
  reopen (fixture);
  stored = guichet_store_read_draft (fixture->store, "42/public", &error);
  g_assert_cmpstr (stored->html, ==, "<p>un</p>");
  g_assert_cmpstr (stored->uuid, ==, draft->uuid);
  g_assert_cmpstr (stored->base, ==, "3");
  g_assert_cmpint (stored->saved, ==, draft->saved);
  list = guichet_store_list_drafts (fixture->store, &error);
  g_assert_cmpuint (list->len, ==, 1);

  g_set_str (&draft->html, "");
  g_assert_true (guichet_store_save_draft (fixture->store, draft, &error));
  none = guichet_store_read_draft (fixture->store, "42/public", &error);
  g_assert_no_error (error);
  g_assert_null (none);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/store/outbox/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("everything-kept", test_everything_kept);
  ADD ("file", test_file);
  ADD ("twice", test_twice);
  ADD ("draft-becomes-intent", test_draft_becomes_intent);
  ADD ("bad-uuid", test_bad_uuid);
  ADD ("order", test_order);
  ADD ("wake", test_wake);
  ADD ("new-tickets-independent", test_new_tickets_independent);
  ADD ("finished-stays", test_finished_stays);
  ADD ("decisions", test_decisions);
  ADD ("keep-mine", test_keep_mine);
  ADD ("keep-mine-arrived", test_keep_mine_arrived);
  ADD ("take-back", test_take_back);
  ADD ("notices", test_notices);
  ADD ("resolve", test_resolve);
  ADD ("resolve-to-nothing", test_resolve_to_nothing);
  ADD ("unknown", test_unknown);
  ADD ("count", test_count);
  ADD ("drafts", test_drafts);

  return g_test_run ();
}
