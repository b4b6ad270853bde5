#include "config.h"

#include <string.h>

#include "rig.h"

/* Each fault: what the client sees, and what happened all the same. */

#define LIST "{\"operation\":\"list_operations\"}"

static Reply *
say (Rig        *rig,
     gint64      ticket,
     const char *marker)
{
  g_autofree char *json =
    g_strdup_printf ("{\"operation\":\"core/update\",\"comment\":\"x\",\"class\":\"UserRequest\",\"key\":%" G_GINT64_FORMAT
                     ",\"fields\":{\"public_log\":\"<p class='%s'>Bonjour</p>\"},\"output_fields\":\"public_log\"}",
                     ticket, marker);

  return rig_call (rig, "agent", json);
}

/* What one request under @fault brought back; how many effects it had. */
static guint
suffer (GuichetDemoFault   fault,
        Reply            **out_reply)
{
  GuichetDemoOptions options = { .tickets = 60, .seed = 7, .server_limit = 40 };
  g_autoptr(Rig) rig = rig_new (&options);
  guint effects;

  guichet_demo_desk_fail_next (rig->desk, fault, 1, TRUE);
  *out_reply = say (rig, 1, "cl-1");
  effects = guichet_demo_desk_count_marker (rig->desk, "cl-1");
  return effects;
}

static void
test_nicks (void)
{
  GuichetDemoFault fault;

  for (guint i = 0; i < GUICHET_DEMO_N_FAULTS; i++)
    {
      g_assert_true (guichet_demo_fault_from_nick (guichet_demo_fault_to_nick ((GuichetDemoFault) i), &fault));
      g_assert_cmpuint (fault, ==, i);
    }
  g_assert_false (guichet_demo_fault_from_nick ("flood", &fault));
}

static void
test_drop_before (void)
{
  g_autoptr(Reply) reply = NULL;

  g_assert_cmpuint (suffer (GUICHET_DEMO_FAULT_DROP_BEFORE, &reply), ==, 0);
  g_assert_null (reply->body);
}

static void
test_drop_after (void)
{
  g_autoptr(Reply) reply = NULL;

  g_assert_cmpuint (suffer (GUICHET_DEMO_FAULT_DROP_AFTER, &reply), ==, 1);
  g_assert_null (reply->body);
}

static void
test_cut_body (void)
{
  g_autoptr(Reply) reply = NULL;

  g_assert_cmpuint (suffer (GUICHET_DEMO_FAULT_CUT_BODY, &reply), ==, 1);
  g_assert_null (reply->document);
}

static void
test_503 (void)
{
  g_autoptr(Reply) reply = NULL;

  g_assert_cmpuint (suffer (GUICHET_DEMO_FAULT_503, &reply), ==, 0);
  g_assert_cmpuint (reply->status, ==, 503);
  g_assert_nonnull (yyjson_obj_get (yyjson_doc_get_root (reply->document), "data"));
}

static void
test_html (void)
{
  g_autoptr(Reply) reply = NULL;

  g_assert_cmpuint (suffer (GUICHET_DEMO_FAULT_HTML, &reply), ==, 0);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_nonnull (strstr (reply->body, "auth_user"));
}

static void
test_php_warning (void)
{
  g_autoptr(Reply) reply = NULL;

  g_assert_cmpuint (suffer (GUICHET_DEMO_FAULT_PHP_WARNING, &reply), ==, 1);
  g_assert_null (reply->document);
  g_assert_true (g_str_has_prefix (reply->body, "<br />\n<b>Warning</b>"));
  g_assert_nonnull (strstr (reply->body, "{\"code\":0"));
}

static void
test_double_apply (void)
{
  g_autoptr(Reply) reply = NULL;

  g_assert_cmpuint (suffer (GUICHET_DEMO_FAULT_DOUBLE_APPLY, &reply), ==, 2);
  g_assert_cmpuint (reply_count_entries (reply, "public_log"), >=, 2);
}

static void
test_expired_login (void)
{
  g_autoptr(Reply) reply = NULL;

  g_assert_cmpuint (suffer (GUICHET_DEMO_FAULT_EXPIRED_LOGIN, &reply), ==, 0);
  g_assert_cmpint (reply_get_code (reply), ==, 1);
  g_assert_cmpstr (reply_get_message (reply), ==, "Error: Invalid login");
}

static void
test_read_only (void)
{
  g_autoptr(Reply) reply = NULL;

  g_assert_cmpuint (suffer (GUICHET_DEMO_FAULT_READ_ONLY, &reply), ==, 0);
  g_assert_cmpint (reply_get_code (reply), ==, 1);
  g_assert_cmpstr (reply_get_message (reply), ==,
                   "The current user does not have enough permissions for modifying data of class UserRequest");
}

/* Sometimes done, sometimes not; told alike. */
static void
test_500 (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  guint effects = 0;

  guichet_demo_desk_set_fault (rig->desk, GUICHET_DEMO_FAULT_500, 1.0, TRUE);
  for (int i = 0; i < 40; i++)
    {
      g_autofree char *marker = g_strdup_printf ("cl-%d-", i);
      g_autoptr(Reply) reply = say (rig, 1, marker);

      g_assert_cmpuint (reply->status, ==, 500);
      effects += guichet_demo_desk_count_marker (rig->desk, marker);
    }

  g_assert_cmpuint (effects, >, 5);
  g_assert_cmpuint (effects, <, 35);
}

static void
wait_for_marker (Rig        *rig,
                 const char *marker,
                 guint       expected)
{
  while (guichet_demo_desk_count_marker (rig->desk, marker) != expected)
    g_usleep (2000);
}

static void
test_late_commit (void)
{
  GuichetDemoOptions options = { .tickets = 60, .seed = 7, .server_limit = 400 };
  g_autoptr(Rig) rig = rig_new (&options);
  g_autoptr(Reply) reply = NULL;

  guichet_demo_desk_fail_next (rig->desk, GUICHET_DEMO_FAULT_LATE_COMMIT, 1, TRUE);
  reply = say (rig, 1, "cl-1");
  g_assert_null (reply->body);
  wait_for_marker (rig, "cl-1", 1);
}

/* What was to be committed when the desk stops is forgotten. */
static void
test_stop_with_late_commit (void)
{
  GuichetDemoOptions options = { .tickets = 60, .seed = 7, .server_limit = 100000 };
  g_autoptr(Rig) rig = rig_new (&options);
  g_autoptr(Reply) reply = NULL;

  guichet_demo_desk_fail_next (rig->desk, GUICHET_DEMO_FAULT_LATE_COMMIT, 1, TRUE);
  reply = say (rig, 1, "cl-1");
  guichet_demo_desk_stop (rig->desk);
  g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, "cl-1"), ==, 0);
}

static void
test_delay (void)
{
  g_autoptr(Reply) reply = NULL;

  g_assert_cmpuint (suffer (GUICHET_DEMO_FAULT_DELAY, &reply), ==, 1);
  g_assert_cmpint (reply_get_code (reply), ==, 0);
}

static gpointer
cancel_thread (gpointer cancellable)
{
  g_usleep (50 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* The client gives up while the desk is still at it: done all the same, and
 * the desk goes on serving. */
static void
test_client_leaves (void)
{
  GuichetDemoOptions options = { .tickets = 60, .seed = 7, .server_limit = 500 };
  g_autoptr(Rig) rig = rig_new (&options);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(SoupMessage) message =
    rig_new_message (rig, "/webservices/rest.php?version=1.3", "agent", guichet_demo_desk_get_secret (rig->desk),
                     "{\"operation\":\"core/update\",\"comment\":\"x\",\"class\":\"UserRequest\",\"key\":1,"
                     "\"fields\":{\"public_log\":\"cl-left\"}}");
  g_autoptr(GError) error = NULL;
  g_autoptr(Reply) after = NULL;
  GThread *thread;

  guichet_demo_desk_fail_next (rig->desk, GUICHET_DEMO_FAULT_DELAY, 1, TRUE);
  thread = g_thread_new ("cancel", cancel_thread, cancellable);
  g_assert_null (soup_session_send_and_read (rig->session, message, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);

  wait_for_marker (rig, "cl-left", 1);
  after = rig_call (rig, "agent", LIST);
  g_assert_cmpint (reply_get_code (after), ==, 0);
}

/* Acknowledged with the entry in it, and gone: at once or a little later. */
static void
test_lost_append (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);

  for (int i = 0; i < 6; i++)
    {
      g_autofree char *marker = g_strdup_printf ("cl-%d-", i);
      g_autoptr(Reply) reply = NULL;

      guichet_demo_desk_fail_next (rig->desk, GUICHET_DEMO_FAULT_LOST_APPEND, 1, TRUE);
      reply = say (rig, 2 + i, marker);
      g_assert_cmpint (reply_get_code (reply), ==, 0);
      g_assert_nonnull (strstr (reply->body, marker));
      wait_for_marker (rig, marker, 0);
    }
}

/* The earlier entries stay, and the colleague's is there. */
static void
test_lost_append_keeps_the_rest (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  gint64 ticket = rig_make_ticket (rig, RIG_ASSIGNED);
  g_autoptr(Reply) first = say (rig, ticket, "cl-first");
  g_autoptr(Reply) second = NULL;
  g_autofree char *log = NULL;

  guichet_demo_desk_fail_next (rig->desk, GUICHET_DEMO_FAULT_LOST_APPEND, 1, TRUE);
  second = say (rig, ticket, "cl-second");
  wait_for_marker (rig, "cl-second", 0);
  log = rig_read (rig, ticket, "public_log");
  g_assert_nonnull (strstr (log, "cl-first"));
  g_assert_nonnull (strstr (log, "Yanis Delcourt"));
}

static char *
build_title_change (gint64      ticket,
                    const char *condition)
{
  return g_strdup_printf ("{\"operation\":\"core/update\",\"comment\":\"x\",\"class\":\"UserRequest\","
                          "\"key\":\"SELECT UserRequest WHERE id = %" G_GINT64_FORMAT "%s\","
                          "\"fields\":{\"title\":\"Le mien\"},\"output_fields\":\"title\"}", ticket, condition);
}

/* Who does not guard wins over the colleague without a word; who does learns
 * of it. */
static void
test_last_writer (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  gint64 ticket = rig_make_ticket (rig, RIG_ASSIGNED);
  g_autofree char *blind = build_title_change (ticket, "");
  g_autofree char *guarded = build_title_change (ticket, " AND title = 'Le mien'");
  g_autoptr(Reply) first = NULL;
  g_autoptr(Reply) second = NULL;

  guichet_demo_desk_fail_next (rig->desk, GUICHET_DEMO_FAULT_LAST_WRITER, 2, TRUE);
  first = rig_call (rig, "agent", blind);
  g_assert_cmpint (reply_get_code (first), ==, 0);
  rig_assert_value (rig, ticket, "title", "Le mien");

  second = rig_call (rig, "agent", guarded);
  g_assert_true (g_str_has_prefix (reply_get_message (second), "Error: No item found for query: "));
  rig_assert_value (rig, ticket, "title", "Le mien (revu par un collègue)");
}

static void
test_last_writer_takes_first (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  gint64 ticket = rig_make_ticket (rig, RIG_DISPATCHED);
  g_autofree char *take =
    g_strdup_printf ("{\"operation\":\"core/apply_stimulus\",\"comment\":\"x\",\"class\":\"UserRequest\",\"key\":%"
                     G_GINT64_FORMAT ",\"stimulus\":\"ev_assign\",\"fields\":{\"agent_id\":1}}", ticket);
  g_autoptr(Reply) reply = NULL;

  guichet_demo_desk_fail_next (rig->desk, GUICHET_DEMO_FAULT_LAST_WRITER, 1, TRUE);
  reply = rig_call (rig, "agent", take);
  g_assert_true (g_str_has_prefix (reply_get_message (reply), "Invalid stimulus: 'ev_assign'"));
  rig_assert_value (rig, ticket, "agent_name", "Delcourt");
}

static void
test_writes_only (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Reply) read = NULL;
  g_autoptr(Reply) write = NULL;
  g_autoptr(Reply) after = NULL;

  guichet_demo_desk_fail_next (rig->desk, GUICHET_DEMO_FAULT_503, 1, TRUE);
  read = rig_call (rig, "agent", LIST);
  write = say (rig, 1, "a");
  after = say (rig, 1, "b");
  g_assert_cmpuint (read->status, ==, 200);
  g_assert_cmpuint (write->status, ==, 503);
  g_assert_cmpuint (after->status, ==, 200);
}

static void
test_probability (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  guint failed = 0;

  guichet_demo_desk_set_fault (rig->desk, GUICHET_DEMO_FAULT_503, 0.5, FALSE);
  for (int i = 0; i < 100; i++)
    {
      g_autoptr(Reply) reply = rig_call (rig, "agent", LIST);

      failed += reply->status == 503;
    }
  g_assert_cmpuint (failed, >, 20);
  g_assert_cmpuint (failed, <, 80);

  guichet_demo_desk_set_fault (rig->desk, GUICHET_DEMO_FAULT_NONE, 0.0, FALSE);
  g_assert_cmpuint (guichet_demo_desk_count_requests (rig->desk), ==, 100);
}

typedef struct
{
  Rig        *rig;
  const char *json;
  int         code;
} Parallel;

static gpointer
send_thread (gpointer data)
{
  Parallel *parallel = data;
  g_autoptr(SoupSession) session = soup_session_new ();
  Rig own = { parallel->rig->desk, session };
  g_autoptr(Reply) reply = NULL;

  soup_session_set_proxy_resolver (session, NULL);
  reply = rig_call (&own, "agent", parallel->json);
  parallel->code = reply_get_code (reply);
  return NULL;
}

#define N_PARALLEL 4

static guint
send_in_parallel (Rig               *rig,
                  const char *const *jsons)
{
  Parallel parallels[N_PARALLEL];
  GThread *threads[N_PARALLEL];
  guint accepted = 0;

  for (int i = 0; i < N_PARALLEL; i++)
    {
      parallels[i] = (Parallel) { rig, jsons[i], -1 };
      threads[i] = g_thread_new ("client", send_thread, &parallels[i]);
    }
  for (int i = 0; i < N_PARALLEL; i++)
    {
      g_thread_join (threads[i]);
      accepted += parallels[i].code == 0;
    }

  return accepted;
}

/* Requests that overlap: all are acknowledged, one entry remains; each loses
 * the others. Without that weakness all remain. */
static void
test_simultaneous_appends (void)
{
  GuichetDemoOptions options = { .tickets = 60, .seed = 7, .hash_cost = 600 };

  for (int weak = 0; weak < 2; weak++)
    {
      g_autoptr(Rig) rig = rig_new (&options);
      char *jsons[N_PARALLEL];

      guichet_demo_desk_set_weakness (rig->desk, GUICHET_DEMO_WEAKNESS_LOST_APPENDS, weak == 1);
      for (int i = 0; i < N_PARALLEL; i++)
        jsons[i] = g_strdup_printf ("{\"operation\":\"core/update\",\"comment\":\"x\",\"class\":\"UserRequest\",\"key\":1,"
                                    "\"fields\":{\"public_log\":\"parallel-%d\"},\"output_fields\":\"id\"}", i);
      g_assert_cmpuint (send_in_parallel (rig, (const char * const *) jsons), ==, N_PARALLEL);
      if (weak == 1)
        g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, "parallel-"), <, N_PARALLEL);
      else
        g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, "parallel-"), ==, N_PARALLEL);
      for (int i = 0; i < N_PARALLEL; i++)
        g_free (jsons[i]);
    }
}

static void
test_simultaneous_creations (void)
{
  static const char create[] =
    "{\"operation\":\"core/create\",\"comment\":\"x\",\"class\":\"UserRequest\",\"output_fields\":\"id\","
    "\"fields\":{\"org_id\":1,\"title\":\"a\",\"description\":\"b\",\"client_ref\":\"race-1\"}}";
  const char *jsons[N_PARALLEL] = { create, create, create, create };
  GuichetDemoOptions options = { .tickets = 60, .seed = 7, .hash_cost = 600 };

  for (int weak = 0; weak < 2; weak++)
    {
      g_autoptr(Rig) rig = rig_new (&options);
      guint accepted;

      guichet_demo_desk_set_weakness (rig->desk, GUICHET_DEMO_WEAKNESS_UNIQUE_RACE, weak == 1);
      accepted = send_in_parallel (rig, jsons);
      g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, "race-1"), ==, accepted);
      if (weak == 1)
        g_assert_cmpuint (accepted, >, 1);
      else
        g_assert_cmpuint (accepted, ==, 1);
    }
}

static void
test_if_match (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autofree char *change = build_title_change (1, "");

  for (int weak = 0; weak < 2; weak++)
    {
      SoupMessage *message = rig_new_message (rig, "/webservices/rest.php?version=1.3", "agent",
                                              guichet_demo_desk_get_secret (rig->desk), change);
      g_autoptr(Reply) reply = NULL;

      guichet_demo_desk_set_weakness (rig->desk, GUICHET_DEMO_WEAKNESS_NO_IF_MATCH, weak == 1);
      soup_message_headers_append (soup_message_get_request_headers (message), "If-Match", "\"2001-01-01 00:00:00\"");
      reply = rig_send (rig, message);
      g_assert_cmpuint (reply->status, ==, weak == 1 ? 200 : 412);
    }
}

static gint64
take_ref (Rig *rig)
{
  static const char create[] =
    "{\"operation\":\"core/create\",\"comment\":\"x\",\"class\":\"UserRequest\",\"output_fields\":\"ref\","
    "\"fields\":{\"org_id\":1,\"title\":\"a\",\"description\":\"b\"}}";
  static const char refused[] =
    "{\"operation\":\"core/create\",\"comment\":\"x\",\"class\":\"UserRequest\",\"fields\":{\"org_id\":1,\"title\":\"a\"}}";
  g_autoptr(Reply) bad = rig_call (rig, "agent", refused);
  g_autoptr(Reply) good = rig_call (rig, "agent", create);

  g_assert_cmpint (reply_get_code (bad), ==, 100);
  return g_ascii_strtoll (reply_get_field (good, "ref") + 2, NULL, 10);
}

static void
test_ref_gaps (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  gint64 first = take_ref (rig);

  g_assert_cmpint (take_ref (rig), ==, first + 2);
  guichet_demo_desk_set_weakness (rig->desk, GUICHET_DEMO_WEAKNESS_REF_GAPS, FALSE);
  g_assert_cmpint (take_ref (rig), ==, first + 3);
}

static void
test_silent_attachments (void)
{
  static const char attach[] =
    "{\"operation\":\"core/create\",\"comment\":\"x\",\"class\":\"Attachment\",\"output_fields\":\"id\",\"fields\":"
    "{\"item_class\":\"UserRequest\",\"item_id\":1,\"contents\":{\"data\":\"eA==\",\"filename\":\"f-1.txt\",\"mimetype\":\"text/plain\"}}}";
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autofree char *before = rig_read (rig, 1, "last_update");
  g_autofree char *after = NULL;
  g_autoptr(Reply) silent = rig_call (rig, "agent", attach);
  g_autoptr(Reply) loud = NULL;

  g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, "f-1"), ==, 1);
  rig_assert_value (rig, 1, "last_update", before);
  guichet_demo_desk_set_weakness (rig->desk, GUICHET_DEMO_WEAKNESS_SILENT_ATTACHMENTS, FALSE);
  loud = rig_call (rig, "agent", attach);
  after = rig_read (rig, 1, "last_update");
  g_assert_cmpstr (after, >, before);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/faults/nicks", test_nicks);
  g_test_add_func ("/demo/faults/drop-before", test_drop_before);
  g_test_add_func ("/demo/faults/drop-after", test_drop_after);
  g_test_add_func ("/demo/faults/cut-body", test_cut_body);
  g_test_add_func ("/demo/faults/late-commit", test_late_commit);
  g_test_add_func ("/demo/faults/stop-with-late-commit", test_stop_with_late_commit);
  g_test_add_func ("/demo/faults/delay", test_delay);
  g_test_add_func ("/demo/faults/500", test_500);
  g_test_add_func ("/demo/faults/503", test_503);
  g_test_add_func ("/demo/faults/html", test_html);
  g_test_add_func ("/demo/faults/php-warning", test_php_warning);
  g_test_add_func ("/demo/faults/double-apply", test_double_apply);
  g_test_add_func ("/demo/faults/expired-login", test_expired_login);
  g_test_add_func ("/demo/faults/read-only", test_read_only);
  g_test_add_func ("/demo/faults/client-leaves", test_client_leaves);
  g_test_add_func ("/demo/faults/lost-append", test_lost_append);
  g_test_add_func ("/demo/faults/lost-append-keeps-the-rest", test_lost_append_keeps_the_rest);
  g_test_add_func ("/demo/faults/last-writer", test_last_writer);
  g_test_add_func ("/demo/faults/last-writer-takes-first", test_last_writer_takes_first);
  g_test_add_func ("/demo/faults/writes-only", test_writes_only);
  g_test_add_func ("/demo/faults/probability", test_probability);
  g_test_add_func ("/demo/weaknesses/simultaneous-appends", test_simultaneous_appends);
  g_test_add_func ("/demo/weaknesses/simultaneous-creations", test_simultaneous_creations);
  g_test_add_func ("/demo/weaknesses/if-match", test_if_match);
  g_test_add_func ("/demo/weaknesses/ref-gaps", test_ref_gaps);
  g_test_add_func ("/demo/weaknesses/silent-attachments", test_silent_attachments);

  return g_test_run ();
}
