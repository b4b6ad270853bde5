#include "config.h"

#include "fixture.h"
#include "store/marks.h"

#define BEFORE "2026-01-06 09:30:00"
#define LATER "2026-01-07 10:00:00"
#define LATEST "2026-01-08 11:00:00"

#define REQUESTER "ÉLODIE GERAUD"
#define MYSELF "Agnès Martin"
#define SOMEBODY "Maud Petit"

typedef struct
{
  char             *folder;
  GuichetStore     *store;
  GuichetChangeSet *last;
} Fixture;

static void
changed_cb (GuichetStore           *store,
            const GuichetChangeSet *changes,
            gpointer                user_data)
{
  Fixture *fixture = user_data;

  g_clear_pointer (&fixture->last, guichet_change_set_free);
  fixture->last = guichet_change_set_copy (changes);
}

static void
drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
add_dated (GuichetTicket  *ticket,
           GuichetJournal  journal,
           const char     *date,
           const char     *author,
           const char     *html)
{
  g_ptr_array_add (guichet_ticket_get_journal (ticket, journal), guichet_journal_entry_new (date, author, 3, html));
}

/* A ticket that was there before unread began. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GError) error = NULL;

  fixture->folder = make_folder ();
  fixture->store = open_store (fixture->folder);
  add_texts (ticket, "<p>Texte</p>");
  add_dated (ticket, GUICHET_JOURNAL_PUBLIC, BEFORE, SOMEBODY, "<p>Un</p>");
  merge_one (fixture->store, ticket);
  guichet_store_begin_unread (fixture->store, &error);
  g_assert_no_error (error);
  drain ();
  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  guichet_store_close (fixture->store);
  drain ();
  g_assert_finalize_object (fixture->store);
  g_clear_pointer (&fixture->last, guichet_change_set_free);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static GuichetMark *
read_mark (Fixture *fixture,
           gint64   id)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) marks = NULL;
  g_autoptr(GError) error = NULL;

  g_array_append_val (ids, id);
  marks = guichet_store_read_marks (fixture->store, ids, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (marks->len, ==, 1);

  return guichet_mark_copy (g_ptr_array_index (marks, 0));
}

static void
mark (Fixture        *fixture,
      gint64          id,
      GuichetMarking  marking)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) error = NULL;

  g_array_append_val (ids, id);
  guichet_store_mark (fixture->store, ids, marking, &error);
  g_assert_no_error (error);
}

static void
assert_mark (Fixture    *fixture,
             gint64      id,
             gboolean    unread,
             guint       delta,
             const char *who)
{
  g_autoptr(GuichetMark) found = read_mark (fixture, id);

  g_assert_cmpint (found->unread, ==, unread);
  g_assert_cmphex (found->delta, ==, delta);
  g_assert_cmpstr (found->who, ==, who);
}

static void
merge_entry (Fixture        *fixture,
             const char     *last_update,
             GuichetJournal  journal,
             const char     *author)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);

  set_update (ticket, last_update);
  add_texts (ticket, "<p>Texte</p>");
  add_dated (ticket, GUICHET_JOURNAL_PUBLIC, BEFORE, SOMEBODY, "<p>Un</p>");
  add_dated (ticket, journal, last_update, author, "<p>Deux</p>");
  merge_one (fixture->store, ticket);
}

static void
test_first_load (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GuichetTicket) fresh = make_ticket (43, "new", MY_TEAM, 0);

  assert_mark (fixture, 42, FALSE, 0, NULL);
  assert_mark (fixture, 99, FALSE, 0, NULL);

  guichet_ticket_set (fresh, GUICHET_FIELD_START_DATE, LATER);
  set_update (fresh, LATER);
  merge_one (fixture->store, fresh);
  assert_mark (fixture, 43, TRUE, GUICHET_DELTA_NEW, NULL);

  /* It began once for all. */
  g_assert_true (guichet_store_begin_unread (fixture->store, NULL));
  assert_mark (fixture, 43, TRUE, GUICHET_DELTA_NEW, NULL);

  mark (fixture, 43, GUICHET_MARK_SEEN);
  assert_mark (fixture, 43, FALSE, 0, NULL);
}

/* Before the first load is over nothing is news. */
static void
test_before (void)
{
  Fixture fixture = { .folder = make_folder () };
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);

  fixture.store = open_store (fixture.folder);
  merge_one (fixture.store, ticket);
  assert_mark (&fixture, 42, FALSE, 0, NULL);
  tear_down (&fixture, NULL);
}

static void
test_entries (Fixture       *fixture,
              gconstpointer  data)
{
  mark (fixture, 42, GUICHET_MARK_SEEN);
  merge_entry (fixture, LATER, GUICHET_JOURNAL_PUBLIC, REQUESTER);
  assert_mark (fixture, 42, TRUE, GUICHET_DELTA_ANSWER, REQUESTER);
  mark (fixture, 42, GUICHET_MARK_SEEN);
  assert_mark (fixture, 42, FALSE, 0, NULL);
}

static void
test_never_looked_at (Fixture       *fixture,
                      gconstpointer  data)
{
  merge_entry (fixture, LATER, GUICHET_JOURNAL_PRIVATE, SOMEBODY);
  assert_mark (fixture, 42, TRUE, GUICHET_DELTA_PRIVATE, SOMEBODY);
}

static void
test_own_entry (Fixture       *fixture,
                gconstpointer  data)
{
  mark (fixture, 42, GUICHET_MARK_SEEN);
  merge_entry (fixture, LATER, GUICHET_JOURNAL_PUBLIC, MYSELF);
  assert_mark (fixture, 42, FALSE, 0, NULL);
}

/* The light image comes first, the texts of the same moment later. */
static void
test_texts_later (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GuichetTicket) light = make_ticket (42, "assigned", MY_TEAM, ME);

  mark (fixture, 42, GUICHET_MARK_SEEN);
  set_update (light, LATER);
  merge_one (fixture->store, light);
  assert_mark (fixture, 42, TRUE, GUICHET_DELTA_OTHER, NULL);
  mark (fixture, 42, GUICHET_MARK_SEEN);
  assert_mark (fixture, 42, FALSE, 0, NULL);
  merge_entry (fixture, LATER, GUICHET_JOURNAL_PUBLIC, REQUESTER);
  assert_mark (fixture, 42, TRUE, GUICHET_DELTA_ANSWER, REQUESTER);
}

static void
test_fields (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GuichetTicket) moved = make_ticket (42, "resolved", FOREIGN_TEAM, COLLEAGUE);
  g_autoptr(GuichetTicket) back = make_ticket (42, "assigned", FOREIGN_TEAM, COLLEAGUE);
  g_autoptr(GuichetMark) found = NULL;

  mark (fixture, 42, GUICHET_MARK_SEEN);
  set_update (moved, LATER);
  merge_one (fixture->store, moved);
  assert_mark (fixture, 42, TRUE, GUICHET_DELTA_STATUS | GUICHET_DELTA_TEAM | GUICHET_DELTA_AGENT, NULL);
  found = read_mark (fixture, 42);
  g_assert_cmpstr (found->status_before, ==, "assigned");

  mark (fixture, 42, GUICHET_MARK_SEEN);
  set_update (back, LATEST);
  merge_one (fixture->store, back);
  assert_mark (fixture, 42, TRUE, GUICHET_DELTA_STATUS | GUICHET_DELTA_REOPENED, NULL);
}

static void
test_wanted (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GuichetMark) starred = NULL;

  mark (fixture, 42, GUICHET_MARK_UNREAD);
  assert_mark (fixture, 42, TRUE, 0, NULL);
  mark (fixture, 42, GUICHET_MARK_STAR);
  mark (fixture, 42, GUICHET_MARK_SEEN);
  starred = read_mark (fixture, 42);
  g_assert_false (starred->unread);
  g_assert_true (starred->starred);
  mark (fixture, 42, GUICHET_MARK_UNSTAR);
  g_clear_pointer (&starred, guichet_mark_free);
  starred = read_mark (fixture, 42);
  g_assert_false (starred->starred);
}

/* A star is no look. */
static void
test_star_is_no_look (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GuichetTicket) fresh = make_ticket (43, "new", MY_TEAM, 0);

  guichet_ticket_set (fresh, GUICHET_FIELD_START_DATE, LATER);
  set_update (fresh, LATER);
  merge_one (fixture->store, fresh);
  mark (fixture, 43, GUICHET_MARK_STAR);
  assert_mark (fixture, 43, TRUE, GUICHET_DELTA_NEW, NULL);
}

static void
test_beside (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) attachments = guichet_attachments_new ();
  g_autoptr(GuichetDraft) draft = guichet_draft_new ("42/public", "<p>un</p>");
  g_autoptr(GuichetDraft) other = guichet_draft_new ("421/public", "<p>un</p>");
  g_autoptr(GuichetDraft) new_ticket = guichet_draft_new ("new", "<p>un</p>");
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);
  g_autoptr(GuichetMark) before = NULL;
  g_autoptr(GuichetMark) after = NULL;

  g_assert_true (guichet_store_save_draft (fixture->store, other, NULL));
  g_assert_true (guichet_store_save_draft (fixture->store, new_ticket, NULL));
  before = read_mark (fixture, 42);
  g_assert_false (before->has_draft);
  g_assert_false (before->has_intent);
  g_assert_cmpuint (before->n_files, ==, 0);

  g_ptr_array_add (attachments, guichet_attachment_new (5, 42));
  g_ptr_array_add (attachments, guichet_attachment_new (6, 42));
  g_assert_true (guichet_store_merge_attachments (fixture->store, attachments, NULL, NULL));
  g_assert_true (guichet_store_save_draft (fixture->store, draft, NULL));
  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>un</p>");
  g_assert_true (guichet_store_enqueue (fixture->store, intent, NULL, NULL));
  after = read_mark (fixture, 42);
  g_assert_true (after->has_draft);
  g_assert_true (after->has_intent);
  g_assert_cmpuint (after->n_files, ==, 2);
  g_assert_false (after->unread);
}

static void
save_state (Fixture            *fixture,
            GuichetIntent      *intent,
            GuichetIntentState  state)
{
  g_autoptr(GError) error = NULL;

  intent->state = state;
  guichet_store_save_intent (fixture->store, intent, &error);
  g_assert_no_error (error);
}

/* A reply and a transition of the person's own, on their way and arrived. The
 * server signs with another name than the one of the person. */
static void
test_own_operation (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);
  g_autoptr(GuichetTicket) after = make_ticket (42, "pending", MY_TEAM, ME);
  g_autofree char *html = NULL;

  if (data != NULL)
    mark (fixture, 42, GUICHET_MARK_SEEN);
  intent->action = g_strdup ("pending");
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Deux</p>");
  g_assert_true (guichet_store_enqueue (fixture->store, intent, NULL, NULL));
  assert_mark (fixture, 42, FALSE, 0, NULL);

  intent->attempts = 1;
  intent->first_sent = 1;
  save_state (fixture, intent, GUICHET_INTENT_SENDING);
  html = g_strdup_printf ("<p class=\"cl-%s\">Deux</p>", intent->uuid);
  set_update (after, LATER);
  add_texts (after, "<p>Texte</p>");
  add_dated (after, GUICHET_JOURNAL_PUBLIC, BEFORE, SOMEBODY, "<p>Un</p>");
  add_dated (after, GUICHET_JOURNAL_PUBLIC, LATER, "agent", html);
  merge_one (fixture->store, after);
  assert_mark (fixture, 42, FALSE, 0, NULL);
  save_state (fixture, intent, GUICHET_INTENT_VERIFY);
  assert_mark (fixture, 42, FALSE, 0, NULL);
  save_state (fixture, intent, GUICHET_INTENT_DONE);
  assert_mark (fixture, 42, FALSE, 0, NULL);

  set_update (after, LATEST);
  merge_one (fixture->store, after);
  assert_mark (fixture, 42, TRUE, GUICHET_DELTA_OTHER, NULL);
}

/* Acting on a ticket from a list is no look at it. */
static void
test_unread_stays (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);
  g_autoptr(GuichetTicket) theirs = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicket) after = make_ticket (42, "assigned", MY_TEAM, COLLEAGUE);

  mark (fixture, 42, GUICHET_MARK_SEEN);
  set_update (theirs, LATER);
  merge_one (fixture->store, theirs);

  guichet_intent_set_field (intent, GUICHET_FIELD_AGENT, "7", "8", "Un agent");
  g_assert_true (guichet_store_enqueue (fixture->store, intent, NULL, NULL));
  intent->attempts = 1;
  intent->first_sent = 1;
  save_state (fixture, intent, GUICHET_INTENT_SENDING);
  set_update (after, LATEST);
  merge_one (fixture->store, after);
  save_state (fixture, intent, GUICHET_INTENT_DONE);
  assert_mark (fixture, 42, TRUE, GUICHET_DELTA_OTHER, NULL);
}

static void
test_created (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  g_autoptr(GuichetTicket) ticket = make_ticket (77, "new", MY_TEAM, 0);

  g_assert_true (guichet_store_enqueue (fixture->store, intent, NULL, NULL));
  guichet_ticket_set (ticket, GUICHET_FIELD_START_DATE, LATER);
  set_update (ticket, LATER);
  merge_one (fixture->store, ticket);
  intent->ticket_id = 77;
  save_state (fixture, intent, GUICHET_INTENT_DONE);
  assert_mark (fixture, 77, FALSE, 0, NULL);
}

static void
test_told (Fixture       *fixture,
           gconstpointer  data)
{
  mark (fixture, 42, GUICHET_MARK_SEEN);
  drain ();
  g_assert_nonnull (fixture->last);
  g_assert_true (guichet_change_set_has_ticket (fixture->last, 42));
  g_assert_false (fixture->last->moved);

  /* A second look at the same is no change: no page looks without end. */
  g_clear_pointer (&fixture->last, guichet_change_set_free);
  mark (fixture, 42, GUICHET_MARK_SEEN);
  drain ();
  g_assert_null (fixture->last);

  mark (fixture, 42, GUICHET_MARK_UNREAD);
  drain ();
  g_assert_true (guichet_change_set_has_ticket (fixture->last, 42));
}

/* A list shows whether there is a draft, not what it says. */
static void
test_draft_told (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct { const char *html; gboolean told; } saves[] = {
    { "<p>u</p>", TRUE }, { "<p>un</p>", FALSE }, { "", TRUE }, { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (saves); i++)
    {
      g_autoptr(GuichetDraft) draft = guichet_draft_new ("42/public", saves[i].html);

      g_assert_true (guichet_store_save_draft (fixture->store, draft, NULL));
      drain ();
      g_assert_true (fixture->last->drafts);
      g_assert_cmpint (guichet_change_set_has_ticket (fixture->last, 42), ==, saves[i].told);
    }
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GArray *
list_recent (Fixture *fixture,
             guint    limit)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GArray *recent;

  guichet_store_list_recent_async (fixture->store, limit, NULL, result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  recent = guichet_store_list_recent_finish (fixture->store, result, &error);
  g_assert_no_error (error);

  return recent;
}

static void
test_recent (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) recent = NULL;
  g_autoptr(GArray) first = NULL;
  gint64 vanished = 44;

  for (gint64 id = 43; id <= 45; id++)
    {
      g_autoptr(GuichetTicket) ticket = make_ticket (id, "assigned", MY_TEAM, ME);

      merge_one (fixture->store, ticket);
      mark (fixture, id, GUICHET_MARK_SEEN);
      g_usleep (2000);
    }
  mark (fixture, 43, GUICHET_MARK_SEEN);
  g_array_append_val (gone, vanished);
  g_assert_true (guichet_store_vanish_tickets (fixture->store, gone, NULL));

  recent = list_recent (fixture, 10);
  g_assert_cmpuint (recent->len, ==, 2);
  g_assert_cmpint (g_array_index (recent, gint64, 0), ==, 43);
  g_assert_cmpint (g_array_index (recent, gint64, 1), ==, 45);
  first = list_recent (fixture, 1);
  g_assert_cmpuint (first->len, ==, 1);
}

/* With -m perf: the rows of a page among a hundred thousand tickets. */
static void
test_perf (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 id = 1; id <= 100000; id++)
    {
      GuichetTicket *ticket = make_ticket (id, "assigned", MY_TEAM, ME);

      add_texts (ticket, "<p>Texte</p>");
      add_dated (ticket, GUICHET_JOURNAL_PUBLIC, LATER, REQUESTER, "<p>Un</p>");
      add_dated (ticket, GUICHET_JOURNAL_PRIVATE, LATER, SOMEBODY, "<p>Deux</p>");
      set_update (ticket, LATER);
      g_ptr_array_add (tickets, ticket);
    }
  g_assert_true (guichet_store_merge_tickets (fixture->store, tickets, NULL, NULL));
  for (gint64 id = 1; id <= 100000; id += 2000)
    g_array_append_val (ids, id);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(GPtrArray) marks = NULL;
      double took;

      g_test_timer_start ();
      marks = guichet_store_read_marks (fixture->store, ids, NULL, NULL);
      took = g_test_timer_elapsed () * 1000;
      g_assert_true (((GuichetMark *) g_ptr_array_index (marks, 7))->unread);
      g_test_minimized_result (took, "%u marks among 100,000 tickets: %.2f ms", marks->len, took);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, func) g_test_add ("/store/marks/" path, Fixture, data, set_up, func, tear_down)
  ADD ("first-load", NULL, test_first_load);
  g_test_add_func ("/store/marks/before", test_before);
  ADD ("entries", NULL, test_entries);
  ADD ("never-looked-at", NULL, test_never_looked_at);
  ADD ("own-entry", NULL, test_own_entry);
  ADD ("texts-later", NULL, test_texts_later);
  ADD ("fields", NULL, test_fields);
  ADD ("wanted", NULL, test_wanted);
  ADD ("star-is-no-look", NULL, test_star_is_no_look);
  ADD ("beside", NULL, test_beside);
  ADD ("own-operation", NULL, test_own_operation);
  ADD ("own-operation-looked-at", "looked at", test_own_operation);
  ADD ("unread-stays", NULL, test_unread_stays);
  ADD ("created", NULL, test_created);
  ADD ("told", NULL, test_told);
  ADD ("draft-told", NULL, test_draft_told);
  ADD ("recent", NULL, test_recent);
  if (g_test_perf ())
    ADD ("perf", NULL, test_perf);

  return g_test_run ();
}
