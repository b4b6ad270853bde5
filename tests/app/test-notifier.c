#include "config.h"

#include "app/notifier.h"
#include "demo/desk.h"
#include "remote/itop-rest.h"
#include "rig.h"
#include "store/cache.h"
#include "store/marks.h"
#include "store/outbox.h"
#include "store/reading.h"
#include "util/server-time.h"

/* Against the demonstration desk: what the desktop says of it. */

#define SECRET "Mot de passe provisoire noté"

typedef struct
{
  GuichetDemoDesk   *desk;
  GuichetRemote     *remote;
  Rig                rig;
  GuichetContext    *context;
  GuichetNotifier   *notifier;
  GString           *told;      /* one line a notice */
  gint64             ticket;
} Fixture;

static void
notice_cb (GuichetNotifier *notifier,
           const char      *id,
           gint64           ticket,
           const char      *title,
           const char      *body,
           Fixture         *f)
{
  g_string_append_printf (f->told, "%s|%" G_GINT64_FORMAT "|%s|%s\n", id, ticket, title, body);
}

static void
open_notifier (Fixture *f)
{
  f->notifier = guichet_notifier_new (f->context);
  g_signal_connect (f->notifier, "notice", G_CALLBACK (notice_cb), f);
}

static void
begin_unread (Fixture *f)
{
  g_autoptr(GError) error = NULL;

  guichet_store_begin_unread (f->rig.store, &error);
  g_assert_no_error (error);
}

/* The next ticket of mine in @status. */
static gint64
find_mine (Fixture    *f,
           const char *status)
{
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (GUICHET_VIEW_MINE);
  g_autoptr(GArray) ids = guichet_store_list_ids (f->rig.store, query, NULL, NULL);
  g_autoptr(GPtrArray) rows = guichet_store_read_rows (f->rig.store, ids, NULL, NULL);

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (guichet_ticket_get (rows->pdata[i], GUICHET_FIELD_STATUS), status))
      return guichet_ticket_get_id (rows->pdata[i]);

  g_assert_not_reached ();
}

/* Longer than the notifier waits for more to come. */
static void
turn (Fixture *f)
{
  gint64 until = g_get_monotonic_time () + 1500 * 1000;

  while (g_get_monotonic_time () < until)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
}

/* The person looks at the ticket. */
static void
see (Fixture *f)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) error = NULL;

  g_array_append_val (ids, f->ticket);
  guichet_store_mark (f->rig.store, ids, GUICHET_MARK_SEEN, &error);
  g_assert_no_error (error);
}

/* Who answers as "requester". */
static gint64
find_requester (Fixture *f)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetProfile) profile = NULL;
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GuichetRemote) remote = NULL;

  remote = guichet_itop_rest_new (guichet_demo_desk_get_address (f->desk), "requester-rest",
                                  guichet_demo_desk_get_secret (f->desk), &error);
  g_assert_no_error (error);
  identity = guichet_remote_sign_in (remote, &profile, NULL, &error);
  g_assert_no_error (error);

  return identity->person_id;
}

static void
set_field (Fixture    *f,
           const char *login,
           const char *fields)
{
  g_autofree char *json = NULL;
  g_autoptr(GError) error = NULL;

  json = g_strdup_printf ("{\"operation\":\"core/update\",\"class\":\"UserRequest\",\"key\":%" G_GINT64_FORMAT ","
                          "\"output_fields\":\"id\",\"fields\":{%s}}", f->ticket, fields);
  guichet_demo_desk_act (f->desk, login, json, &error);
  g_assert_no_error (error);
  rig_pull (&f->rig);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  const GuichetDemoOptions options = { .profile = "asap", .tickets = 200, .seed = 3, .server_limit = 40 };
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GuichetProfile) profile = NULL;
  g_autofree char *caller = NULL;

  f->desk = guichet_demo_desk_new (&options, &error);
  g_assert_no_error (error);
  f->remote = guichet_itop_rest_new (guichet_demo_desk_get_address (f->desk), guichet_demo_desk_get_login (f->desk),
                                     guichet_demo_desk_get_secret (f->desk), &error);
  g_assert_no_error (error);
  rig_init (&f->rig, f->remote);
  rig_pull (&f->rig);
  f->ticket = find_mine (f, "assigned");
  caller = g_strdup_printf ("\"caller_id\":%" G_GINT64_FORMAT, find_requester (f));
  set_field (f, "colleague", caller);
  begin_unread (f);
  see (f);

  identity = guichet_store_dup_identity (f->rig.store);
  profile = guichet_store_dup_profile (f->rig.store);
  f->context = guichet_context_new (f->rig.store, identity, profile);
  f->told = g_string_new (NULL);
  open_notifier (f);
  /* The server counts in seconds: what comes now came later. */
  turn (f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_assert_finalize_object (f->notifier);
  g_object_unref (f->context);
  rig_clear (&f->rig);
  g_assert_finalize_object (f->remote);
  guichet_demo_desk_stop (f->desk);
  g_assert_finalize_object (f->desk);
  g_string_free (f->told, TRUE);
}

static void
act (Fixture    *f,
     const char *login,
     const char *fields)
{
  set_field (f, login, fields);
  turn (f);
}

static GuichetTicket *
read_ticket (Fixture *f)
{
  g_autoptr(GError) error = NULL;
  GuichetTicket *ticket = guichet_store_read_ticket (f->rig.store, f->ticket, NULL, &error);

  g_assert_no_error (error);

  return ticket;
}

static void
ask_for_more (Fixture *f)
{
  GuichetIntent *intent = rig_new_change (&f->rig, f->ticket);
  g_autofree char *uuid = NULL;

  intent->action = g_strdup ("request-info");
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Quel modèle de papier ?</p>");
  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>" SECRET "</p>");
  uuid = rig_enqueue (&f->rig, intent);
  rig_drain (&f->rig);
  rig_assert_state (&f->rig, uuid, GUICHET_INTENT_DONE);
  rig_pull (&f->rig);
  turn (f);
}

static guint
count_lines (Fixture *f)
{
  guint n = 0;

  for (const char *at = f->told->str; (at = strchr (at, '\n')) != NULL; at++)
    n++;

  return n;
}

static void
test_answer (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(GuichetTicket) before = read_ticket (f);
  g_autoptr(GuichetTicket) after = NULL;
  g_autofree char *agent = g_strdup (guichet_ticket_get (before, GUICHET_FIELD_AGENT));
  g_autofree char *key = g_strdup_printf ("answered/%" G_GINT64_FORMAT "|", f->ticket);

  ask_for_more (f);
  g_assert_cmpstr (f->told->str, ==, "");

  act (f, "requester", "\"public_log\":\"<p>Du A4 recyclé</p>\"");
  after = read_ticket (f);
  g_assert_cmpstr (guichet_ticket_get (after, GUICHET_FIELD_STATUS), ==, "assigned");
  g_assert_cmpstr (guichet_ticket_get (after, GUICHET_FIELD_AGENT), ==, agent);
  g_assert_cmpuint (count_lines (f), ==, 1);
  g_assert_true (g_str_has_prefix (f->told->str, key));
  g_assert_nonnull (strstr (f->told->str, guichet_ticket_get (after, GUICHET_FIELD_REF)));
  g_assert_null (strstr (f->told->str, SECRET));

  /* Not again for the same answer, not even after a restart. */
  g_assert_finalize_object (f->notifier);
  open_notifier (f);
  act (f, "colleague", "\"private_log\":\"<p>Vu</p>\"");
  g_assert_cmpuint (count_lines (f), ==, 1);
}

/* The person looked: the next answer is news again. */
static void
test_next_answer (Fixture       *f,
                  gconstpointer  data)
{
  act (f, "requester", "\"public_log\":\"<p>Alors ?</p>\"");
  g_assert_cmpuint (count_lines (f), ==, 1);
  see (f);
  turn (f);
  act (f, "requester", "\"public_log\":\"<p>Et maintenant ?</p>\"");
  g_assert_cmpuint (count_lines (f), ==, 2);
}

static void
test_assigned (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr(GuichetIdentity) identity = guichet_store_dup_identity (f->rig.store);
  g_autofree char *to_me = g_strdup_printf ("\"agent_id\":%" G_GINT64_FORMAT, identity->person_id);

  /* Away from me, seen, and back by a colleague. */
  act (f, "colleague", "\"agent_id\":0");
  g_assert_cmpstr (f->told->str, ==, "");
  see (f);
  turn (f);
  act (f, "colleague", to_me);
  g_assert_cmpuint (count_lines (f), ==, 1);
  g_assert_true (g_str_has_prefix (f->told->str, "assigned/"));
}

static void
test_parked (Fixture       *f,
             gconstpointer  data)
{
  GuichetIntent *intent = rig_new_change (&f->rig, f->ticket);
  g_autofree char *uuid = NULL;
  g_autofree char *key = NULL;

  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Bonjour</p>");
  intent->seen_public = 0;
  uuid = rig_enqueue (&f->rig, intent);
  key = g_strdup_printf ("parked/%s|", uuid);
  act (f, "requester", "\"public_log\":\"<p>Alors ?</p>\"");
  g_string_truncate (f->told, 0);

  rig_drain (&f->rig);
  turn (f);
  rig_assert_state (&f->rig, uuid, GUICHET_INTENT_CONFLICT);
  g_assert_cmpuint (count_lines (f), ==, 1);
  g_assert_true (g_str_has_prefix (f->told->str, key));
}

/* On the other side: a request of mine that a colleague treats. */
static void
test_request (Fixture       *f,
              gconstpointer  data)
{
  g_autofree char *mine = g_strdup_printf ("\"caller_id\":%" G_GINT64_FORMAT ",\"agent_id\":2",
                                           guichet_context_get_identity (f->context)->person_id);
  g_autofree char *message = g_strdup_printf ("message/%" G_GINT64_FORMAT "|", f->ticket);
  g_autoptr(GuichetTicket) ticket = NULL;

  set_field (f, "colleague", mine);
  see (f);
  turn (f);
  ticket = read_ticket (f);
  g_assert_cmpint (guichet_ticket_get_key (ticket, GUICHET_FIELD_AGENT), ==, 2);
  g_string_truncate (f->told, 0);

  act (f, "colleague", "\"private_log\":\"<p>" SECRET "</p>\"");
  g_assert_cmpstr (f->told->str, ==, "");
  act (f, "colleague", "\"public_log\":\"<p>C’est prêt</p>\"");
  g_assert_cmpuint (count_lines (f), ==, 1);
  g_assert_true (g_str_has_prefix (f->told->str, message));
  g_assert_nonnull (strstr (f->told->str, "answered you"));
}

/* A request of mine that was resolved so that its limit is @hours away. */
static void
resolve_mine (Fixture *f,
              gint64   id,
              int      hours)
{
  GTimeZone *zone = guichet_context_get_zone (f->context);
  const GuichetAction *reopen = guichet_profile_get_action (guichet_context_get_profile (f->context), "reopen");
  g_autoptr(GDateTime) now = g_date_time_new_now (zone);
  g_autoptr(GDateTime) limit = g_date_time_add_hours (now, hours);
  g_autoptr(GDateTime) resolved = g_date_time_add_days (limit, -(int) reopen->days);
  g_autofree char *text = guichet_server_time_format (resolved, zone);
  g_autofree char *ref = g_strdup_printf ("R-%06d", (int) id);
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  GuichetTicket *ticket = guichet_ticket_new (id);
  g_autoptr(GError) error = NULL;

  guichet_ticket_set (ticket, GUICHET_FIELD_REF, ref);
  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, "Écran noir");
  guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, "resolved");
  guichet_ticket_set (ticket, GUICHET_FIELD_OPERATIONAL_STATUS, "resolved");
  guichet_ticket_set (ticket, GUICHET_FIELD_RESOLUTION_DATE, text);
  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, text);
  guichet_ticket_set_key (ticket, GUICHET_FIELD_CALLER, guichet_context_get_identity (f->context)->person_id, "Moi");
  g_ptr_array_add (tickets, ticket);
  guichet_store_merge_tickets (f->rig.store, tickets, NULL, &error);
  g_assert_no_error (error);
}

static guint
count_prefix (Fixture    *f,
              const char *prefix)
{
  g_auto(GStrv) lines = g_strsplit (f->told->str, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n += g_str_has_prefix (lines[i], prefix);

  return n;
}

/* The 16 days of SPEC §9.3 are seldom counted by heart. */
static void
test_last_day (Fixture       *f,
               gconstpointer  data)
{
  resolve_mine (f, 900001, 23);
  resolve_mine (f, 900002, 25);
  resolve_mine (f, 900003, -1);
  turn (f);
  g_assert_cmpuint (count_prefix (f, "last-day/"), ==, 1);
  g_assert_cmpuint (count_prefix (f, "last-day/900001|900001|Last day to reopen your request, until "), ==, 1);
  g_assert_nonnull (strstr (f->told->str, "R-900001 · Écran noir"));

  /* Not again, not even after a restart. */
  g_assert_finalize_object (f->notifier);
  open_notifier (f);
  turn (f);
  g_assert_cmpuint (count_prefix (f, "last-day/"), ==, 1);

  /* Resolved again later, it has another last day. */
  resolve_mine (f, 900001, 48);
  turn (f);
  resolve_mine (f, 900001, 22);
  turn (f);
  g_assert_cmpuint (count_prefix (f, "last-day/900001|"), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/spec/12-answer-returns-to-agent-and-notifies", test_answer);
  ADD ("/notifier/next-answer", test_next_answer);
  ADD ("/notifier/request", test_request);
  ADD ("/notifier/assigned", test_assigned);
  ADD ("/notifier/parked", test_parked);
  ADD ("/notifier/last-day", test_last_day);
#undef ADD

  return g_test_run ();
}
