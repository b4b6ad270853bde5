#include "config.h"

#include "demo/desk.h"
#include "remote/door.h"
#include "remote/itop-portal.h"
#include "richtext/richtext.h"
#include "util/error.h"
#include "util/uuid.h"

/* The remote of the portal against the demonstration desk: whole flows. */

typedef struct
{
  GuichetDemoDesk *desk;
  GuichetRemote   *remote;
  GuichetProfile  *profile;
  GuichetIdentity *identity;
} Fixture;

static GuichetRemote *
new_remote (Fixture    *f,
            const char *login,
            const char *secret)
{
  g_autoptr(GError) error = NULL;
  GuichetRemote *remote = guichet_itop_portal_new (guichet_demo_desk_get_address (f->desk), login, secret, &error);

  g_assert_no_error (error);

  return remote;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  GuichetDemoOptions options = { .profile = data, .tickets = 400, .seed = 7 };
  g_autoptr(GError) error = NULL;

  f->desk = guichet_demo_desk_new (&options, &error);
  g_assert_no_error (error);
  f->remote = new_remote (f, "requester", guichet_demo_desk_get_secret (f->desk));
  f->identity = guichet_remote_sign_in (f->remote, &f->profile, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("A sign-in takes %u requests", guichet_demo_desk_count_requests (f->desk));
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  guichet_profile_unref (f->profile);
  guichet_identity_unref (f->identity);
  g_assert_finalize_object (f->remote);
  guichet_demo_desk_stop (f->desk);
  g_assert_finalize_object (f->desk);
}

/* ---- reading */

static void
keep_cb (GuichetTicket *ticket,
         gpointer       user_data)
{
  g_ptr_array_add (user_data, guichet_ticket_ref (ticket));
}

static GPtrArray *
pull (Fixture     *f,
      GuichetPull  what)
{
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  g_autoptr(GError) error = NULL;

  guichet_remote_pull (f->remote, &what, keep_cb, tickets, NULL, NULL, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&tickets);
}

static GuichetTicket *
read_ticket (Fixture *f,
             gint64   id)
{
  g_autoptr(GError) error = NULL;
  GuichetTicket *ticket = guichet_remote_read_ticket (f->remote, id, NULL, &error);

  g_assert_no_error (error);

  return ticket;
}

/* The id of one in @status. */
static gint64
find_in_state (Fixture    *f,
               const char *status)
{
  g_autoptr(GPtrArray) all = pull (f, (GuichetPull) { .what = GUICHET_PULL_WINDOW, .high = G_MAXINT64 });

  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (guichet_ticket_get (all->pdata[i], GUICHET_FIELD_STATUS), status))
      return guichet_ticket_get_id (all->pdata[i]);

  return 0;
}

static void
test_sign_in (Fixture       *f,
              gconstpointer  data)
{
  g_assert_cmpint (f->identity->door, ==, GUICHET_DOOR_PORTAL);
  g_assert_cmpint (f->identity->roles, ==, GUICHET_ROLE_REQUESTER);
  g_assert_cmpint (f->identity->person_id, >, 0);
  g_assert_cmpstr (f->identity->name, ==, "Maud Ferrand");
  g_assert_cmpstr (f->identity->email, ==, "maud.ferrand@demo.example");
  g_assert_cmpint (f->identity->organisation_id, >, 0);
  g_assert_cmpstr (f->identity->profile, ==, data);
  g_assert_true (guichet_profile_has_field (f->profile, GUICHET_FIELD_LAST_UPDATE));
  g_assert_false (guichet_profile_has_field (f->profile, GUICHET_FIELD_PENDING_REASON));
  g_assert_null (strstr (f->identity->layout, "private_log"));
}

static void
test_lists (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) ongoing = pull (f, (GuichetPull) { .what = GUICHET_PULL_ONGOING });
  g_autoptr(GPtrArray) page = pull (f, (GuichetPull) { .what = GUICHET_PULL_ONGOING, .limit = 2, .page = 2 });
  g_autoptr(GPtrArray) all = pull (f, (GuichetPull) { .what = GUICHET_PULL_WINDOW, .high = G_MAXINT64 });

  g_assert_cmpuint (ongoing->len, >, 2);
  g_assert_cmpuint (all->len, >, ongoing->len);
  g_assert_cmpuint (page->len, >, 0);
  g_assert_cmpuint (page->len, <=, 2);
  for (guint i = 0; i < ongoing->len; i++)
    {
      GuichetTicket *ticket = ongoing->pdata[i];
      const char *status = guichet_ticket_get (ticket, GUICHET_FIELD_STATUS);

      g_assert_cmpint (guichet_profile_categorise (f->profile, status, NULL), ==, GUICHET_CATEGORY_ONGOING);
      g_assert_true (g_str_has_prefix (guichet_ticket_get (ticket, GUICHET_FIELD_REF), "R-"));
      g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_TITLE), !=, "");
      g_assert_cmpint (guichet_ticket_get_key (ticket, GUICHET_FIELD_SERVICE), >, 0);
      g_assert_cmpstr (guichet_ticket_get_label (ticket, GUICHET_FIELD_SERVICE), !=, "");
      g_assert_null (guichet_ticket_peek (ticket, GUICHET_FIELD_LAST_UPDATE));
      g_assert_false (guichet_ticket_has_texts (ticket));
    }
}

/* What a whole ticket says is what the desk has; nothing of the internal
 * journal comes by any way. */
static void
test_whole (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) all = pull (f, (GuichetPull) { .what = GUICHET_PULL_WINDOW, .high = G_MAXINT64 });
  guint entries = 0;

  for (guint i = 0; i < all->len; i++)
    {
      gint64 id = guichet_ticket_get_id (all->pdata[i]);
      g_autoptr(GuichetTicket) ticket = read_ticket (f, id);
      g_autofree char *title = guichet_demo_desk_read_value (f->desk, id, "title");
      g_autofree char *updated = guichet_demo_desk_read_value (f->desk, id, "last_update");
      g_autofree char *description = guichet_demo_desk_read_value (f->desk, id, "description");
      GPtrArray *journal = guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PUBLIC);

      g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_TITLE), ==, title);
      g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_LAST_UPDATE), ==, updated);
      g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_DESCRIPTION), ==, description);
      g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_STATUS), ==,
                       guichet_ticket_get (all->pdata[i], GUICHET_FIELD_STATUS));
      g_assert_cmpint (guichet_ticket_get_key (ticket, GUICHET_FIELD_CALLER), ==, f->identity->person_id);
      g_assert_nonnull (journal);
      g_assert_null (guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PRIVATE));
      for (guint j = 0; j < journal->len; j++, entries++)
        {
          const GuichetJournalEntry *entry = journal->pdata[j];

          g_assert_cmpstr (entry->author, !=, "");
          g_assert_cmpstr (entry->html, !=, "");
          g_assert_cmpint (entry->user_id, >, 0);
          if (j > 0)
            g_assert_cmpstr (((GuichetJournalEntry *) journal->pdata[j - 1])->date, <=, entry->date);
        }
    }
  g_assert_cmpuint (entries, >, 5);
}

static void
test_foreign (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetTicket) ticket = NULL;
  gint64 id = 999999;

  g_array_append_val (ids, id);
  none = pull (f, (GuichetPull) { .what = GUICHET_PULL_IDS, .ids = ids });
  g_assert_cmpuint (none->len, ==, 0);
  ticket = guichet_remote_read_ticket (f->remote, id, NULL, &error);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND);
}

/* Changes since a moment are those that a reading of everything shows. */
static void
test_changes (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) all = pull (f, (GuichetPull) { .what = GUICHET_PULL_WINDOW, .high = G_MAXINT64 });
  g_autoptr(GPtrArray) newest = pull (f, (GuichetPull) { .what = GUICHET_PULL_NEWEST });
  g_autoptr(GPtrArray) changed = NULL;
  g_autofree char *middle = NULL;
  guint expected = 0;
  gint64 highest = 0;
  const char *latest = "";

  middle = guichet_demo_desk_read_value (f->desk, guichet_ticket_get_id (all->pdata[all->len / 2]), "last_update");
  for (guint i = 0; i < all->len; i++)
    {
      g_autofree char *updated = guichet_demo_desk_read_value (f->desk, guichet_ticket_get_id (all->pdata[i]),
                                                               "last_update");

      expected += strcmp (updated, middle) >= 0;
    }
  changed = pull (f, (GuichetPull) { .what = GUICHET_PULL_SINCE, .since = middle });
  g_assert_cmpuint (changed->len, ==, expected);
  for (guint i = 0; i < changed->len; i++)
    g_assert_cmpstr (guichet_ticket_get (changed->pdata[i], GUICHET_FIELD_LAST_UPDATE), >=, middle);

  for (guint i = 0; i < newest->len; i++)
    {
      highest = MAX (highest, guichet_ticket_get_id (newest->pdata[i]));
      if (strcmp (guichet_ticket_get (newest->pdata[i], GUICHET_FIELD_LAST_UPDATE), latest) > 0)
        latest = guichet_ticket_get (newest->pdata[i], GUICHET_FIELD_LAST_UPDATE);
    }
  g_assert_cmpint (highest, >, 0);
  for (guint i = 0; i < changed->len; i++)
    g_assert_cmpstr (guichet_ticket_get (changed->pdata[i], GUICHET_FIELD_LAST_UPDATE), <=, latest);
}

static void
test_windows (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) all = pull (f, (GuichetPull) { .what = GUICHET_PULL_WINDOW, .high = G_MAXINT64 });
  g_autoptr(GPtrArray) upper = pull (f, (GuichetPull) { .what = GUICHET_PULL_WINDOW, .low = 200, .high = G_MAXINT64 });
  guint requests = guichet_demo_desk_count_requests (f->desk);
  g_autoptr(GPtrArray) lower = pull (f, (GuichetPull) { .what = GUICHET_PULL_WINDOW, .low = 0, .high = 200 });

  g_assert_cmpuint (guichet_demo_desk_count_requests (f->desk), ==, requests);
  g_assert_cmpuint (upper->len + lower->len, ==, all->len);
  for (guint i = 0; i < lower->len; i++)
    g_assert_cmpint (guichet_ticket_get_id (lower->pdata[i]), <=, 200);
}

static GPtrArray *
read_references (Fixture              *f,
                 GuichetReferenceKind  kind)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *references = guichet_remote_read_references (f->remote, kind, NULL, &error);

  g_assert_no_error (error);

  return references;
}

static const GuichetReference *
find_reference (GPtrArray *references,
                gint64     id)
{
  for (guint i = 0; i < references->len; i++)
    if (((GuichetReference *) references->pdata[i])->id == id)
      return references->pdata[i];

  return NULL;
}

/* Each level of the catalogue hangs below one of the level above. */
static void
test_catalogue (Fixture       *f,
                gconstpointer  data)
{
  static const GuichetReferenceKind kinds[] = {
    GUICHET_REFERENCE_SUBCATEGORY, GUICHET_REFERENCE_SERVICE, GUICHET_REFERENCE_SERVICE_FAMILY,
    GUICHET_REFERENCE_FAMILY_GROUP, GUICHET_REFERENCE_DOMAIN,
  };
  guint levels = g_str_equal (data, "asap") ? 5 : 3;
  g_autoptr(GPtrArray) below = NULL;

  for (guint level = 0; level < levels; level++)
    {
      g_autoptr(GPtrArray) references = read_references (f, kinds[level]);

      g_assert_cmpuint (references->len, >, 0);
      for (guint i = 0; below != NULL && i < below->len; i++)
        g_assert_nonnull (find_reference (references, ((GuichetReference *) below->pdata[i])->parent));
      g_clear_pointer (&below, g_ptr_array_unref);
      below = g_steal_pointer (&references);
    }
  for (guint i = 0; i < below->len; i++)
    g_assert_cmpint (((GuichetReference *) below->pdata[i])->parent, ==, 0);
}

static void
test_articles (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr(GPtrArray) categories = read_references (f, GUICHET_REFERENCE_FAQ_CATEGORY);
  g_autoptr(GPtrArray) articles = read_references (f, GUICHET_REFERENCE_FAQ);
  g_autoptr(GPtrArray) people = read_references (f, GUICHET_REFERENCE_PERSON);

  g_assert_cmpuint (categories->len, >, 0);
  g_assert_cmpuint (articles->len, >, 0);
  for (guint i = 0; i < articles->len; i++)
    {
      const GuichetReference *article = articles->pdata[i];

      g_assert_cmpstr (article->name, !=, "");
      g_assert_nonnull (article->html);
      g_assert_cmpstr (article->html, !=, "");
      g_assert_nonnull (find_reference (categories, article->parent));
    }
  g_assert_cmpuint (people->len, ==, 1);
  g_assert_cmpint (((GuichetReference *) people->pdata[0])->id, ==, f->identity->person_id);
}

/* ---- writing */

static gint64
find_leaf (Fixture *f)
{
  g_autoptr(GPtrArray) leaves = read_references (f, GUICHET_REFERENCE_SUBCATEGORY);

  return ((GuichetReference *) leaves->pdata[leaves->len / 2])->id;
}

static GuichetCreateForm *
read_form (Fixture    *f,
           gint64      leaf,
           GHashTable *values)
{
  g_autoptr(GError) error = NULL;
  GuichetCreateForm *form = guichet_remote_read_create_form (f->remote, leaf, values, NULL, &error);

  g_assert_no_error (error);

  return form;
}

static void
test_form (Fixture       *f,
           gconstpointer  data)
{
  gint64 leaf = find_leaf (f);
  g_autoptr(GuichetCreateForm) form = read_form (f, leaf, NULL);
  GuichetFormField *title = guichet_create_form_find_field (form, GUICHET_FIELD_TITLE);
  GuichetFormField *description = guichet_create_form_find_field (form, GUICHET_FIELD_DESCRIPTION);
  GuichetFormField *service = guichet_create_form_find_field (form, GUICHET_FIELD_SERVICE);
  GuichetFormField *subcategory = guichet_create_form_find_field (form, GUICHET_FIELD_SUBCATEGORY);
  GuichetFormField *urgency = guichet_create_form_find_field (form, GUICHET_FIELD_URGENCY);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, leaf);

  g_assert_true (form->from_server);
  g_assert_cmpstr (form->class_name, ==, "UserRequest");
  g_assert_null (guichet_create_form_find (form, "private_log"));
  g_assert_cmpint (title->widget, ==, GUICHET_WIDGET_LINE);
  g_assert_true (title->mandatory);
  g_assert_cmpuint (title->max_length, ==, 255);
  g_assert_cmpstr (title->label, ==, "Titre");
  g_assert_cmpint (description->widget, ==, GUICHET_WIDGET_RICH);
  g_assert_cmpint (subcategory->widget, ==, GUICHET_WIDGET_CHOICE);
  g_assert_cmpstr (subcategory->value, ==, number);
  g_assert_cmpstr (subcategory->value_label, !=, "");
  g_assert_cmpint (service->widget, ==, GUICHET_WIDGET_CHOICE);
  g_assert_true (g_strv_contains ((const char * const *) service->impacts, subcategory->code));
  g_assert_cmpint (urgency->widget, ==, GUICHET_WIDGET_CHOICE);
  g_assert_cmpuint (urgency->choices->len, ==, 4);
}

/* Another service: other sub-categories. */
static void
test_form_follows (Fixture       *f,
                   gconstpointer  data)
{
  gint64 leaf = find_leaf (f);
  g_autoptr(GuichetCreateForm) form = read_form (f, leaf, NULL);
  GuichetFormField *service = guichet_create_form_find_field (form, GUICHET_FIELD_SERVICE);
  GuichetFormField *subcategory = guichet_create_form_find_field (form, GUICHET_FIELD_SUBCATEGORY);
  g_autoptr(GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  const char *other = NULL;

  for (guint i = 0; i < service->choices->len; i++)
    {
      const GuichetChoice *choice = service->choices->pdata[i];

      if (!g_str_equal (choice->value, service->value))
        other = choice->value;
    }
  g_assert_nonnull (other);
  g_hash_table_insert (values, service->code, (gpointer) other);
  {
    g_autoptr(GuichetCreateForm) followed = read_form (f, leaf, values);
    GuichetFormField *after = guichet_create_form_find_field (followed, GUICHET_FIELD_SUBCATEGORY);

    for (guint i = 0; i < subcategory->choices->len; i++)
      for (guint j = 0; j < after->choices->len; j++)
        g_assert_cmpstr (((GuichetChoice *) subcategory->choices->pdata[i])->value, !=,
                         ((GuichetChoice *) after->choices->pdata[j])->value);
  }
}

static GuichetIntent *
make_create (Fixture    *f,
             gint64      leaf,
             const char *title)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, leaf);
  g_autofree char *me = g_strdup_printf ("%" G_GINT64_FORMAT, f->identity->person_id);

  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, NULL, title, NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_DESCRIPTION, NULL, "<p>Bonjour, <b>é &amp; è</b></p>", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_SUBCATEGORY, NULL, number, NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_URGENCY, NULL, "2", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_CALLER, NULL, me, NULL);

  return intent;
}

static GuichetTicket *
send (Fixture             *f,
      const GuichetIntent *intent)
{
  g_autoptr(GError) error = NULL;
  GuichetTicket *ticket = guichet_remote_send (f->remote, intent, NULL, &error);

  g_assert_no_error (error);

  return ticket;
}

static void
assert_refused (Fixture             *f,
                const GuichetIntent *intent,
                GuichetError         code,
                const char          *field)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetTicket) ticket = guichet_remote_send (f->remote, intent, NULL, &error);

  g_assert_null (ticket);
  g_assert_error (error, GUICHET_ERROR, (int) code);
  g_assert_cmpstr (guichet_error_get_field (error), ==, field);
}

static void
test_create (Fixture       *f,
             gconstpointer  data)
{
  gint64 leaf = find_leaf (f);
  g_autoptr(GuichetIntent) intent = make_create (f, leaf, "Colis “à envoyer”");
  g_autoptr(GuichetIntent) other = make_create (f, leaf, "Another");
  g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GuichetTicket) found = NULL;
  g_autoptr(GuichetTicket) none = NULL;
  g_autoptr(GError) error = NULL;

  none = guichet_remote_find_created (f->remote, intent, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (none);

  ticket = send (f, intent);
  g_assert_cmpint (guichet_ticket_get_id (ticket), >, 0);
  g_assert_true (g_str_has_prefix (guichet_ticket_get (ticket, GUICHET_FIELD_REF), "R-"));
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_TITLE), ==, "Colis “à envoyer”");
  g_assert_cmpint (guichet_ticket_get_key (ticket, GUICHET_FIELD_SUBCATEGORY), ==, leaf);
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_URGENCY), ==, "2");
  g_assert_nonnull (strstr (guichet_ticket_get (ticket, GUICHET_FIELD_DESCRIPTION), marker));
  g_assert_cmpuint (guichet_demo_desk_count_marker (f->desk, marker), ==, 1);

  found = guichet_remote_find_created (f->remote, intent, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (guichet_ticket_get_id (found), ==, guichet_ticket_get_id (ticket));
  none = guichet_remote_find_created (f->remote, other, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (none);
}

/* What the server forgets to look at is looked at before anything leaves. */
static void
test_create_refused (Fixture       *f,
                     gconstpointer  data)
{
  gint64 leaf = find_leaf (f);
  g_autofree char *long_title = g_strnfill (300, 't');
  g_autoptr(GuichetIntent) without_title = make_create (f, leaf, "");
  g_autoptr(GuichetIntent) too_long = make_create (f, leaf, long_title);
  g_autoptr(GuichetIntent) odd = make_create (f, leaf, "Odd");
  g_autoptr(GuichetIntent) lost = make_create (f, 987654, "Lost");
  g_autoptr(GuichetIntent) foreign = make_create (f, leaf, "Foreign");
  g_autoptr(GPtrArray) before = pull (f, (GuichetPull) { .what = GUICHET_PULL_ONGOING });
  g_autoptr(GPtrArray) after = NULL;

  guichet_intent_set_field (odd, GUICHET_FIELD_URGENCY, NULL, "9", NULL);
  guichet_intent_set_extra (foreign, "private_log", "<p>x</p>");
  assert_refused (f, without_title, GUICHET_ERROR_INVALID, "title");
  assert_refused (f, too_long, GUICHET_ERROR_INVALID, "title");
  assert_refused (f, odd, GUICHET_ERROR_INVALID, "urgency");
  assert_refused (f, lost, GUICHET_ERROR_INVALID, "subcategory");
  assert_refused (f, foreign, GUICHET_ERROR_INVALID, "private_log");

  after = pull (f, (GuichetPull) { .what = GUICHET_PULL_ONGOING });
  g_assert_cmpuint (after->len, ==, before->len);
}

static GuichetIntent *
make_entry (gint64      id,
            const char *html)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_CHANGE, id);

  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup (html);

  return intent;
}

static gint64
make_ticket (Fixture *f)
{
  g_autoptr(GuichetIntent) intent = make_create (f, find_leaf (f), "Ticket of a test");
  g_autoptr(GuichetTicket) ticket = send (f, intent);

  return guichet_ticket_get_id (ticket);
}

static void
test_entry (Fixture       *f,
            gconstpointer  data)
{
  gint64 id = make_ticket (f);
  g_autoptr(GuichetIntent) intent = make_entry (id, "<p>Complément : <i>urgent</i> &lt;3 palettes</p>");
  g_autoptr(GuichetIntent) internal = guichet_intent_new (GUICHET_INTENT_CHANGE, id);
  g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);
  g_autoptr(GuichetTicket) ticket = send (f, intent);
  GPtrArray *journal = guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PUBLIC);
  const GuichetJournalEntry *entry = journal->pdata[journal->len - 1];

  g_assert_cmpuint (journal->len, ==, 1);
  g_assert_cmpstr (entry->author, ==, f->identity->name);
  g_assert_true (guichet_journal_entry_has_marker (entry, marker));
  g_assert_nonnull (strstr (entry->html, "<i>urgent</i> &lt;3 palettes"));
  g_assert_cmpuint (guichet_demo_desk_count_marker (f->desk, marker), ==, 1);

  /* Once only, and nothing internal. */
  assert_refused (f, intent, GUICHET_ERROR_PRECONDITION, NULL);
  internal->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>x</p>");
  assert_refused (f, internal, GUICHET_ERROR_INVALID, "private");
}

static void
test_entry_on_closed (Fixture       *f,
                      gconstpointer  data)
{
  g_autoptr(GuichetIntent) intent = make_entry (find_in_state (f, "closed"), "<p>Trop tard</p>");

  g_assert_cmpint (intent->ticket_id, >, 0);
  assert_refused (f, intent, GUICHET_ERROR_INVALID, "public");
}

static void
test_attach (Fixture       *f,
             gconstpointer  data)
{
  gint64 id = make_ticket (f);
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_ATTACH, id);
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GPtrArray) attachments = NULL;
  g_autoptr(GBytes) contents = NULL;
  g_autofree char *name = NULL;
  g_autofree char *mime = NULL;
  g_autoptr(GError) error = NULL;
  const GuichetAttachment *attachment;

  intent->file_name = g_strdup ("note é “2”.txt");
  intent->file_mime = g_strdup ("text/plain");
  intent->file_data = g_bytes_new_static ("contenu sans balise, comme une phrase", 37);
  g_assert_cmpint (guichet_remote_find_attached (f->remote, intent, NULL, &error), ==, 0);
  g_assert_no_error (error);
  ticket = guichet_remote_send (f->remote, intent, NULL, &error);
  g_assert_no_error (error);

  attachments = guichet_remote_read_attachments (f->remote, NULL, id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (attachments->len, ==, 1);
  attachment = attachments->pdata[0];
  g_assert_cmpstr (attachment->name, ==, "note é “2”.txt");
  g_assert_cmpint (attachment->size, ==, 37);
  g_assert_cmpint (attachment->ticket_id, ==, id);
  g_assert_cmpstr (attachment->date, !=, "");
  g_assert_cmpint (guichet_remote_find_attached (f->remote, intent, NULL, &error), ==, attachment->id);

  contents = guichet_remote_read_file (f->remote, attachment->id, &name, &mime, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (contents, intent->file_data));
  g_assert_cmpstr (name, ==, "note é “2”.txt");
  g_assert_cmpstr (mime, ==, "text/plain");

  g_clear_pointer (&contents, g_bytes_unref);
  contents = guichet_remote_read_file (f->remote, 987654, NULL, NULL, NULL, &error);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND);
}

/* Files that were seen with tickets are told once to who asks for all. */
static void
test_noted_files (Fixture       *f,
                  gconstpointer  data)
{
  g_autoptr(GPtrArray) first = NULL;
  g_autoptr(GPtrArray) second = NULL;
  g_autoptr(GError) error = NULL;

  test_attach (f, data);
  first = guichet_remote_read_attachments (f->remote, NULL, 0, NULL, &error);
  g_assert_cmpuint (first->len, >, 0);
  second = guichet_remote_read_attachments (f->remote, NULL, 0, NULL, &error);
  g_assert_cmpuint (second->len, ==, 0);
}

static GuichetIntent *
make_action (Fixture    *f,
             gint64      id,
             const char *action)
{
  g_autoptr(GuichetTicket) ticket = read_ticket (f, id);
  GuichetIntent *intent = guichet_intent_new_for_ticket (ticket);

  intent->action = g_strdup (action);

  return intent;
}

static void
test_reopen (Fixture       *f,
             gconstpointer  data)
{
  gint64 id = find_in_state (f, "resolved");
  g_autoptr(GuichetIntent) intent = make_action (f, id, "reopen");
  g_autoptr(GuichetIntent) again = make_action (f, id, "reopen");
  g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autofree char *status = NULL;
  GPtrArray *journal;

  /* The server does not insist on the message that its form asks for. */
  assert_refused (f, intent, GUICHET_ERROR_INVALID, "public");
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Toujours en panne</p>");
  ticket = send (f, intent);
  journal = guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PUBLIC);
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_STATUS), ==, "assigned");
  g_assert_true (guichet_journal_entries_have_marker (journal, marker));
  g_assert_cmpuint (guichet_demo_desk_count_marker (f->desk, marker), ==, 1);

  again->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Encore</p>");
  assert_refused (f, again, GUICHET_ERROR_PRECONDITION, "status");
  status = guichet_demo_desk_read_value (f->desk, id, "status");
  g_assert_cmpstr (status, ==, "assigned");
}

static void
test_close (Fixture       *f,
            gconstpointer  data)
{
  gint64 id = find_in_state (f, "resolved");
  g_autoptr(GuichetIntent) intent = make_action (f, id, "close");
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autofree char *comment = NULL;

  guichet_intent_set_field (intent, GUICHET_FIELD_SATISFACTION, "", "1", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_USER_COMMENT, "", "Merci à tous", NULL);
  ticket = send (f, intent);
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_STATUS), ==, "closed");
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_SATISFACTION), ==, "1");
  comment = guichet_demo_desk_read_value (f->desk, id, "user_comment");
  g_assert_cmpstr (comment, ==, "Merci à tous");
}

/* Without a word about satisfaction: the page is there all the same, and it is
 * submitted, not taken for the transition. */
static void
test_close_silently (Fixture       *f,
                     gconstpointer  data)
{
  gint64 id = find_in_state (f, "resolved");
  g_autoptr(GuichetIntent) intent = make_action (f, id, "close");
  g_autoptr(GuichetTicket) ticket = send (f, intent);
  g_autofree char *status = guichet_demo_desk_read_value (f->desk, id, "status");

  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_STATUS), ==, "closed");
  g_assert_cmpstr (status, ==, "closed");
}

/* A form that leaves nothing to fill in is made by fetching its address: only
 * then, and only once. */
static void
test_bare (Fixture       *f,
           gconstpointer  data)
{
  gint64 id = find_in_state (f, "resolved");
  g_autoptr(GuichetIntent) intent = make_action (f, id, "close");
  g_autoptr(GuichetIntent) rated = make_action (f, id, "close");
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autofree char *status = NULL;

  guichet_demo_desk_set_bare_transitions (f->desk, TRUE);
  guichet_intent_set_field (rated, GUICHET_FIELD_SATISFACTION, "", "1", NULL);
  assert_refused (f, rated, GUICHET_ERROR_INVALID, NULL);
  status = guichet_demo_desk_read_value (f->desk, id, "status");
  g_assert_cmpstr (status, ==, "resolved");

  ticket = send (f, intent);
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_STATUS), ==, "closed");
}

static void
test_not_offered (Fixture       *f,
                  gconstpointer  data)
{
  gint64 id = make_ticket (f);
  g_autoptr(GuichetIntent) assign = make_action (f, id, "resolve");
  g_autoptr(GuichetIntent) unknown = make_action (f, id, "explode");
  g_autoptr(GuichetIntent) rename = guichet_intent_new (GUICHET_INTENT_CHANGE, id);

  assert_refused (f, assign, GUICHET_ERROR_REJECTED, "status");
  assert_refused (f, unknown, GUICHET_ERROR_INVALID, NULL);
  guichet_intent_set_field (rename, GUICHET_FIELD_TITLE, "Ticket of a test", "Renamed", NULL);
  assert_refused (f, rename, GUICHET_ERROR_INVALID, "title");
}

/* ---- the first ticket of all */

static void
set_up_newcomer (Fixture       *f,
                 gconstpointer  data)
{
  GuichetDemoOptions options = { .profile = data, .tickets = 5, .seed = 7 };
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GError) error = NULL;

  f->desk = guichet_demo_desk_new (&options, &error);
  g_assert_no_error (error);
  f->remote = new_remote (f, "requester50", guichet_demo_desk_get_secret (f->desk));
  f->identity = guichet_remote_sign_in (f->remote, &f->profile, NULL, &error);
  g_assert_no_error (error);
  all = pull (f, (GuichetPull) { .what = GUICHET_PULL_WINDOW, .high = G_MAXINT64 });
  g_assert_cmpuint (all->len, ==, 0);
}

/* Nothing was seen of a ticket: everything may be there, and is looked for in
 * the first one. */
static void
test_newcomer (Fixture       *f,
               gconstpointer  data)
{
  gint64 leaf = find_leaf (f);
  g_autoptr(GuichetIntent) intent = make_create (f, leaf, "The first");
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GuichetTicket) found = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (f->identity->profile, ==, data);
  g_assert_true (guichet_profile_has_field (f->profile, GUICHET_FIELD_CALLER));
  g_assert_true (guichet_profile_has_field (f->profile, GUICHET_FIELD_AGENT));
  g_assert_true (guichet_profile_has_field (f->profile, GUICHET_FIELD_SOLUTION));
  g_assert_nonnull (strstr (f->identity->layout, "\"everything\""));

  ticket = send (f, intent);
  g_assert_cmpint (guichet_ticket_get_key (ticket, GUICHET_FIELD_CALLER), ==, f->identity->person_id);
  g_assert_true (guichet_ticket_has_texts (ticket));
  found = guichet_remote_find_created (f->remote, intent, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (guichet_ticket_get_id (found), ==, guichet_ticket_get_id (ticket));
}

/* ---- starting again */

static void
test_restore (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(GuichetRemote) remote = new_remote (f, "requester", guichet_demo_desk_get_secret (f->desk));
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  g_autoptr(GError) error = NULL;
  guint requests = guichet_demo_desk_count_requests (f->desk);
  GuichetPull what = { .what = GUICHET_PULL_ONGOING };

  guichet_itop_portal_restore (GUICHET_ITOP_PORTAL (remote), f->identity, f->profile);
  g_assert_cmpuint (guichet_demo_desk_count_requests (f->desk), ==, requests);
  guichet_remote_pull (remote, &what, keep_cb, tickets, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tickets->len, >, 0);
  /* A login and a list. */
  g_assert_cmpuint (guichet_demo_desk_count_requests (f->desk), ==, requests + 2);
}

/* An identity of before there were layouts. */
static void
test_restore_blind (Fixture       *f,
                    gconstpointer  data)
{
  g_autoptr(GuichetRemote) remote = new_remote (f, "requester", guichet_demo_desk_get_secret (f->desk));
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  g_autoptr(GError) error = NULL;
  GuichetPull what = { .what = GUICHET_PULL_ONGOING };

  g_clear_pointer (&f->identity->layout, g_free);
  guichet_itop_portal_restore (GUICHET_ITOP_PORTAL (remote), f->identity, f->profile);
  guichet_remote_pull (remote, &what, keep_cb, tickets, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tickets->len, >, 0);
}

/* A server of before 3.2, without the list that holds everything: what it is
 * good for goes by the others. */
static void
forget_everything (Fixture *f)
{
  g_autoptr(GRegex) regex = g_regex_new ("\"everything\":\"[^\"]*\",", G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autofree char *layout = g_regex_replace_literal (regex, f->identity->layout, -1, 0, "", G_REGEX_MATCH_DEFAULT, NULL);

  g_assert_cmpuint (strlen (layout), <, strlen (f->identity->layout));
  g_set_str (&f->identity->layout, layout);
  guichet_itop_portal_restore (GUICHET_ITOP_PORTAL (f->remote), f->identity, f->profile);
}

static void
test_older_changes (Fixture       *f,
                    gconstpointer  data)
{
  forget_everything (f);
  test_changes (f, data);
}

static void
test_older_create (Fixture       *f,
                   gconstpointer  data)
{
  forget_everything (f);
  test_create (f, data);
}

/* ---- doors */

static void
assert_door (Fixture      *f,
             const char   *login,
             const char   *secret,
             int           expected)
{
  g_autoptr(GError) error = NULL;
  GuichetDoor door = GUICHET_DOOR_REST;
  gboolean found = guichet_door_find (guichet_demo_desk_get_address (f->desk), login,
                                      secret != NULL ? secret : guichet_demo_desk_get_secret (f->desk), &door, NULL,
                                      &error);

  if (expected >= 0)
    {
      g_assert_no_error (error);
      g_assert_true (found);
      g_assert_cmpint (door, ==, expected);
      return;
    }
  g_assert_false (found);
  g_assert_error (error, GUICHET_ERROR, -expected);
}

static void
test_doors (Fixture       *f,
            gconstpointer  data)
{
  assert_door (f, "agent", NULL, GUICHET_DOOR_REST);
  assert_door (f, "requester", NULL, GUICHET_DOOR_PORTAL);
  assert_door (f, "requester", "wrong", -GUICHET_ERROR_BAD_CREDENTIALS);
  assert_door (f, "nobody", NULL, -GUICHET_ERROR_BAD_CREDENTIALS);
  assert_door (f, "disabled", NULL, -GUICHET_ERROR_BAD_CREDENTIALS);
  assert_door (f, "norest", NULL, -GUICHET_ERROR_MISSING_PROFILE);
  guichet_demo_desk_fail_next (f->desk, GUICHET_DEMO_FAULT_503, 1, FALSE);
  assert_door (f, "requester", NULL, -GUICHET_ERROR_MAINTENANCE);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_door_async (Fixture       *f,
                 gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GuichetDoor door = GUICHET_DOOR_REST;

  guichet_door_find_async (guichet_demo_desk_get_address (f->desk), "requester",
                           guichet_demo_desk_get_secret (f->desk), NULL, found_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (guichet_door_find_finish (result, &door, &error));
  g_assert_no_error (error);
  g_assert_cmpint (door, ==, GUICHET_DOOR_PORTAL);
}

static void
assert_sign_in_fails (Fixture      *f,
                      const char   *login,
                      const char   *secret,
                      GuichetError  code)
{
  g_autoptr(GuichetRemote) remote = new_remote (f, login, secret);
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetIdentity) identity = guichet_remote_sign_in (remote, NULL, NULL, &error);

  g_assert_null (identity);
  g_assert_error (error, GUICHET_ERROR, (int) code);
}

static void
test_wrong_secret (Fixture       *f,
                   gconstpointer  data)
{
  guint requests = guichet_demo_desk_count_requests (f->desk);

  assert_sign_in_fails (f, "requester", "wrong", GUICHET_ERROR_BAD_CREDENTIALS);
  /* One try: accounts may be locked by trying. */
  g_assert_cmpuint (guichet_demo_desk_count_requests (f->desk), ==, requests + 2);
}

#define ADD_AS(name, set_up, function) \
  g_test_add ("/portal/desk/" name "/asap", Fixture, "asap", set_up, function, tear_down); \
  g_test_add ("/portal/desk/" name "/itop", Fixture, "itop", set_up, function, tear_down)
#define ADD(name, function) ADD_AS (name, set_up, function)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("sign-in", test_sign_in);
  ADD ("lists", test_lists);
  ADD ("whole", test_whole);
  ADD ("foreign", test_foreign);
  ADD ("changes", test_changes);
  ADD ("windows", test_windows);
  ADD ("catalogue", test_catalogue);
  ADD ("articles", test_articles);
  ADD ("form", test_form);
  ADD ("form-follows", test_form_follows);
  ADD ("create", test_create);
  ADD ("create-refused", test_create_refused);
  ADD ("entry", test_entry);
  ADD ("entry-on-closed", test_entry_on_closed);
  ADD ("attach", test_attach);
  ADD ("noted-files", test_noted_files);
  ADD ("reopen", test_reopen);
  ADD ("close", test_close);
  ADD ("close-silently", test_close_silently);
  ADD ("bare", test_bare);
  ADD ("not-offered", test_not_offered);
  ADD_AS ("newcomer", set_up_newcomer, test_newcomer);
  ADD ("restore", test_restore);
  ADD ("restore-blind", test_restore_blind);
  ADD ("older-changes", test_older_changes);
  ADD ("older-create", test_older_create);
  ADD ("doors", test_doors);
  ADD ("door-async", test_door_async);
  ADD ("wrong-secret", test_wrong_secret);

  return g_test_run ();
}
