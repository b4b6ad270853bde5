#include "config.h"

#include "fixture.h"

#include <glib/gstdio.h>

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
  g_autoptr(GError) error = NULL;

  guichet_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  fixture->store = guichet_store_open (fixture->folder, &error);
  g_assert_no_error (error);
}

static GuichetTicket *
read_ticket (Fixture *fixture,
             gint64   id)
{
  g_autoptr(GError) error = NULL;
  GuichetTicket *ticket = guichet_store_read_ticket (fixture->store, id, NULL, &error);

  g_assert_no_error (error);

  return ticket;
}

static void
test_whole_ticket (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicket) stored = NULL;

  add_texts (ticket, "<p>Une table</p>");
  guichet_ticket_set (ticket, GUICHET_FIELD_PENDING_REASON, "");
  guichet_ticket_set (ticket, GUICHET_FIELD_AVAILABILITY, "Lundi\nMardi");
  add_entry (ticket, GUICHET_JOURNAL_PUBLIC, "Élodie", "<p>Bonjour</p>");
  add_entry (ticket, GUICHET_JOURNAL_PRIVATE, "Un agent", "<p>Interne</p>");
  merge_one (fixture->store, ticket);

  stored = read_ticket (fixture, 42);
  g_assert_true (guichet_ticket_equal (ticket, stored));

  reopen (fixture);
  g_clear_pointer (&stored, guichet_ticket_unref);
  stored = read_ticket (fixture, 42);
  g_assert_true (guichet_ticket_equal (ticket, stored));
}

static void
test_unknown_ticket (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetTicket) ticket = guichet_store_read_ticket (fixture->store, 5, NULL, &error);

  g_assert_null (ticket);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND);
}

/* A light image must not wipe what it does not know. */
static void
test_light_image (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GuichetTicket) whole = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicket) light = make_ticket (42, "pending", MY_TEAM, ME);
  g_autoptr(GuichetTicket) partial = guichet_ticket_new (42);
  g_autoptr(GuichetTicket) stored = NULL;
  g_autoptr(GArray) wanted = NULL;
  g_autoptr(GError) error = NULL;

  add_texts (whole, "<p>Une table</p>");
  add_entry (whole, GUICHET_JOURNAL_PUBLIC, "Élodie", "<p>Bonjour</p>");
  merge_one (fixture->store, whole);
  set_update (light, "2026-01-07 00:00:00");
  merge_one (fixture->store, light);
  guichet_ticket_set (partial, GUICHET_FIELD_TITLE, "Autre");
  merge_one (fixture->store, partial);

  stored = read_ticket (fixture, 42);
  g_assert_cmpstr (guichet_ticket_get (stored, GUICHET_FIELD_STATUS), ==, "pending");
  g_assert_cmpstr (guichet_ticket_get (stored, GUICHET_FIELD_TITLE), ==, "Autre");
  g_assert_cmpstr (guichet_ticket_get (stored, GUICHET_FIELD_DESCRIPTION), ==, "<p>Une table</p>");
  g_assert_cmpuint (guichet_ticket_get_journal (stored, GUICHET_JOURNAL_PUBLIC)->len, ==, 1);

  wanted = guichet_store_list_without_texts (fixture->store, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wanted->len, ==, 1);
}

/* A requester's account never reads the private journal: unknown, not empty. */
static void
test_journal_unknown (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicket) stored = NULL;

  add_texts (ticket, "");
  guichet_ticket_take_journal (ticket, GUICHET_JOURNAL_PRIVATE, NULL);
  merge_one (fixture->store, ticket);

  stored = read_ticket (fixture, 42);
  g_assert_null (guichet_ticket_get_journal (stored, GUICHET_JOURNAL_PRIVATE));
  g_assert_nonnull (guichet_ticket_get_journal (stored, GUICHET_JOURNAL_PUBLIC));
}

static void
test_journal_shrinks (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GuichetTicket) longer = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicket) shorter = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicket) stored = NULL;

  add_texts (longer, "");
  add_entry (longer, GUICHET_JOURNAL_PUBLIC, "A", "un");
  add_entry (longer, GUICHET_JOURNAL_PUBLIC, "A", "deux");
  add_entry (longer, GUICHET_JOURNAL_PUBLIC, "A", "trois");
  add_entry (longer, GUICHET_JOURNAL_PRIVATE, "A", "reste");
  merge_one (fixture->store, longer);
  add_texts (shorter, "");
  add_entry (shorter, GUICHET_JOURNAL_PUBLIC, "A", "un");
  add_entry (shorter, GUICHET_JOURNAL_PUBLIC, "B", "deux bis");
  add_entry (shorter, GUICHET_JOURNAL_PRIVATE, "A", "reste");
  merge_one (fixture->store, shorter);

  stored = read_ticket (fixture, 42);
  guichet_ticket_set (shorter, GUICHET_FIELD_SOLUTION, "");
  g_assert_true (guichet_ticket_equal (shorter, stored));
}

static void
test_without_texts (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GuichetTicket) closed = make_ticket (1, "closed", MY_TEAM, ME);
  g_autoptr(GuichetTicket) old = make_ticket (2, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicket) fresh = make_ticket (3, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicket) read = make_ticket (4, "assigned", MY_TEAM, ME);
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GError) error = NULL;
  gint64 expected[] = { 3, 2, 1 };

  set_update (closed, "2026-03-01 00:00:00");
  set_update (old, "2026-01-01 00:00:00");
  set_update (fresh, "2026-02-01 00:00:00");
  add_texts (read, "");
  merge_one (fixture->store, closed);
  merge_one (fixture->store, old);
  merge_one (fixture->store, fresh);
  merge_one (fixture->store, read);

  ids = guichet_store_list_without_texts (fixture->store, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), expected, sizeof expected);

  g_clear_pointer (&ids, g_array_unref);
  ids = guichet_store_list_without_texts (fixture->store, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 1);
}

static void
test_cursor (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  g_autoptr(GError) error = NULL;
  GuichetCursor cursor = { "delta", "2026-01-06 09:30:00" };
  g_autofree char *none = guichet_store_read_cursor (fixture->store, "delta", &error);
  g_autofree char *value = NULL;

  g_assert_no_error (error);
  g_assert_null (none);

  guichet_store_merge_tickets (fixture->store, tickets, &cursor, &error);
  g_assert_no_error (error);
  reopen (fixture);
  value = guichet_store_read_cursor (fixture->store, "delta", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (value, ==, "2026-01-06 09:30:00");
}

static void
test_vanish (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) mine = NULL;
  g_autoptr(GuichetTicket) gone = NULL;
  g_autoptr(GuichetTicket) back = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id = 42;

  merge_one (fixture->store, ticket);
  g_array_append_val (ids, id);
  guichet_store_vanish_tickets (fixture->store, ids, &error);
  g_assert_no_error (error);

  mine = list_view (fixture->store, GUICHET_VIEW_ALL);
  g_assert_cmpuint (mine->len, ==, 0);
  g_assert_cmpint (guichet_store_find_ref (fixture->store, "R-000042", &error), ==, 0);
  g_assert_no_error (error);
  gone = guichet_store_read_ticket (fixture->store, 42, NULL, &error);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND);

  merge_one (fixture->store, ticket);
  back = read_ticket (fixture, 42);
  g_assert_nonnull (back);
}

static void
test_find_ref (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct { const char *typed; gint64 id; } cases[] = {
    { "R-001678", 1678 },
    { "r1678", 1678 },
    { "1678", 1678 },
    { "R-001679", 0 },
    { "rien", 0 },
    { "", 0 },
  };
  g_autoptr(GuichetTicket) ticket = make_ticket (1678, "assigned", MY_TEAM, ME);

  merge_one (fixture->store, ticket);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_cmpint (guichet_store_find_ref (fixture->store, cases[i].typed, &error), ==, cases[i].id);
      g_assert_no_error (error);
    }
}

static void
test_attachments (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GPtrArray) first = guichet_attachments_new ();
  g_autoptr(GPtrArray) second = guichet_attachments_new ();
  g_autoptr(GPtrArray) stored = NULL;
  g_autoptr(GError) error = NULL;
  GuichetAttachment *attachment = guichet_attachment_new (5, 42);

  g_set_str (&attachment->name, "plan.pdf");
  attachment->size = 1234;
  g_ptr_array_add (first, attachment);
  guichet_store_merge_attachments (fixture->store, first, NULL, &error);
  g_assert_no_error (error);

  /* The listing does not tell the name: what is known stays. */
  attachment = guichet_attachment_new (5, 42);
  attachment->size = -1;
  g_set_str (&attachment->date, "2026-01-06 10:00:00");
  g_ptr_array_add (second, attachment);
  guichet_store_merge_attachments (fixture->store, second, NULL, &error);
  g_assert_no_error (error);

  stored = guichet_store_list_attachments (fixture->store, 42, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stored->len, ==, 1);
  attachment = g_ptr_array_index (stored, 0);
  g_assert_cmpstr (attachment->name, ==, "plan.pdf");
  g_assert_cmpint (attachment->size, ==, 1234);
  g_assert_cmpstr (attachment->date, ==, "2026-01-06 10:00:00");
}

static GuichetReference *
make_reference (GuichetReferenceKind  kind,
                gint64                id,
                const char           *name,
                gint64                parent,
                gint64                other)
{
  GuichetReference *reference = guichet_reference_new (kind, id, name);

  reference->parent = parent;
  reference->other = other;

  return reference;
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
test_references (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GPtrArray) before = guichet_references_new ();
  g_autoptr(GPtrArray) after = guichet_references_new ();
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) some = NULL;
  g_autoptr(GError) error = NULL;
  GuichetReference *reference;

  g_ptr_array_add (before, make_reference (GUICHET_REFERENCE_FAQ, 1, "Zèbre", 5, 0));
  reference = make_reference (GUICHET_REFERENCE_FAQ, 2, "écran", 5, 0);
  reference->html = g_strdup ("<p>Un texte</p>");
  g_ptr_array_add (before, reference);
  g_ptr_array_add (before, make_reference (GUICHET_REFERENCE_FAQ, 3, "Disparu", 6, 0));
  replace (fixture, GUICHET_REFERENCE_FAQ, before);

  g_ptr_array_add (after, make_reference (GUICHET_REFERENCE_FAQ, 1, "Zèbre", 5, 0));
  g_ptr_array_add (after, make_reference (GUICHET_REFERENCE_FAQ, 2, "écran", 6, 0));
  replace (fixture, GUICHET_REFERENCE_FAQ, after);

  all = guichet_store_list_references (fixture->store, GUICHET_REFERENCE_FAQ, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2);
  reference = g_ptr_array_index (all, 0);
  g_assert_cmpstr (reference->name, ==, "écran");
  g_assert_cmpstr (reference->html, ==, "<p>Un texte</p>");

  some = guichet_store_list_references (fixture->store, GUICHET_REFERENCE_FAQ, 5, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (some->len, ==, 1);
}

static void
test_members (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) persons = guichet_references_new ();
  g_autoptr(GPtrArray) memberships = guichet_references_new ();
  g_autoptr(GPtrArray) members = NULL;
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (persons, make_reference (GUICHET_REFERENCE_PERSON, 7, "Martin", 0, 0));
  g_ptr_array_add (persons, make_reference (GUICHET_REFERENCE_PERSON, 8, "Dupont", 0, 0));
  g_ptr_array_add (persons, make_reference (GUICHET_REFERENCE_PERSON, 9, "Autre", 0, 0));
  g_ptr_array_add (memberships, make_reference (GUICHET_REFERENCE_MEMBERSHIP, 1, "", MY_TEAM, 7));
  g_ptr_array_add (memberships, make_reference (GUICHET_REFERENCE_MEMBERSHIP, 2, "", MY_TEAM, 8));
  g_ptr_array_add (memberships, make_reference (GUICHET_REFERENCE_MEMBERSHIP, 3, "", FOREIGN_TEAM, 9));
  replace (fixture, GUICHET_REFERENCE_PERSON, persons);
  replace (fixture, GUICHET_REFERENCE_MEMBERSHIP, memberships);

  members = guichet_store_list_members (fixture->store, MY_TEAM, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (members->len, ==, 2);
  g_assert_cmpint (((GuichetReference *) g_ptr_array_index (members, 0))->id, ==, 8);
}

static void
test_identity (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GuichetIdentity) expected = make_identity ();
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GuichetProfile) profile = NULL;

  reopen (fixture);
  identity = guichet_store_dup_identity (fixture->store);
  profile = guichet_store_dup_profile (fixture->store);

  g_assert_nonnull (profile);
  g_assert_cmpstr (identity->server, ==, expected->server);
  g_assert_cmpstr (identity->login, ==, expected->login);
  g_assert_cmpstr (identity->name, ==, expected->name);
  g_assert_cmpint (identity->person_id, ==, ME);
  g_assert_cmpuint (identity->fields, ==, G_MAXUINT64);
  g_assert_cmpuint (identity->teams->len, ==, 2);
  g_assert_cmpint (identity->server_limit, ==, expected->server_limit);
}

/* What a door had to be learned of is there at the next start. */
static void
test_door_is_kept (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GuichetIdentity) expected = make_identity ();
  g_autoptr(GuichetProfile) used = load_profile ();
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GError) error = NULL;

  expected->door = GUICHET_DOOR_PORTAL;
  expected->roles = GUICHET_ROLE_REQUESTER;
  expected->layout = g_strdup ("{\"portal\":\"itop-portal\"}");
  guichet_store_set_identity (fixture->store, expected, used, &error);
  g_assert_no_error (error);
  guichet_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  fixture->store = guichet_store_open (fixture->folder, &error);
  g_assert_no_error (error);

  identity = guichet_store_dup_identity (fixture->store);
  g_assert_cmpint (identity->door, ==, GUICHET_DOOR_PORTAL);
  g_assert_cmpint (identity->roles, ==, GUICHET_ROLE_REQUESTER);
  g_assert_cmpstr (identity->layout, ==, expected->layout);
}

static void
test_join_team (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "dispatched", FOREIGN_TEAM, 0);
  g_autoptr(GuichetIdentity) identity = make_identity ();
  g_autoptr(GuichetProfile) profile = load_profile ();
  g_autoptr(GArray) before = NULL;
  g_autoptr(GArray) after = NULL;
  g_autoptr(GError) error = NULL;
  gint64 team = FOREIGN_TEAM;

  merge_one (fixture->store, ticket);
  before = list_view (fixture->store, GUICHET_VIEW_TO_TAKE);
  g_assert_cmpuint (before->len, ==, 0);

  g_array_append_val (identity->teams, team);
  guichet_store_set_identity (fixture->store, identity, profile, &error);
  g_assert_no_error (error);
  after = list_view (fixture->store, GUICHET_VIEW_TO_TAKE);
  g_assert_cmpuint (after->len, ==, 1);
}

static void
test_private_files (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char * const names[] = { "", "cache.db", "user.db", "cache.db-wal", "user.db-wal" };
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);

  merge_one (fixture->store, ticket);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      GStatBuf info;

      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpuint (info.st_mode & 0077, ==, 0);
    }
}

static void
test_second_process (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetStore) second = guichet_store_open (fixture->folder, &error);

  g_assert_null (second);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_BUSY);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/store/cache/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("whole-ticket", test_whole_ticket);
  ADD ("unknown-ticket", test_unknown_ticket);
  ADD ("light-image", test_light_image);
  ADD ("journal-unknown", test_journal_unknown);
  ADD ("journal-shrinks", test_journal_shrinks);
  ADD ("without-texts", test_without_texts);
  ADD ("cursor", test_cursor);
  ADD ("vanish", test_vanish);
  ADD ("find-ref", test_find_ref);
  ADD ("attachments", test_attachments);
  ADD ("references", test_references);
  ADD ("members", test_members);
  ADD ("identity", test_identity);
  ADD ("door", test_door_is_kept);
  ADD ("join-team", test_join_team);
  ADD ("private-files", test_private_files);
  ADD ("second-process", test_second_process);

  return g_test_run ();
}
