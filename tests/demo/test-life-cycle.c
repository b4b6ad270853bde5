#include "config.h"

#include <string.h>

#include "rig.h"

#include "demo/life-cycle.h"

static const struct { const char *from; const char *stimulus; const char *to; gboolean lab; } transitions[] = {
  { "new", "ev_assign", "assigned", FALSE },
  { "new", "ev_wait_for_approval", "waiting_for_approval", FALSE },
  { "new", "ev_dispatch", "dispatched", TRUE },
  { "dispatched", "ev_assign", "assigned", TRUE },
  { "dispatched", "ev_dispatch", "dispatched", TRUE },
  { "assigned", "ev_dispatch", "dispatched", TRUE },
  { "assigned", "ev_reassign", "assigned", FALSE },
  { "assigned", "ev_pending", "pending", FALSE },
  { "assigned", "ev_request_info", "to_complete", TRUE },
  { "assigned", "ev_resolve", "resolved", FALSE },
  { "to_complete", "ev_info_received", "assigned", TRUE },
  { "to_complete", "ev_resolve", "resolved", TRUE },
  { "pending", "ev_assign", "assigned", FALSE },
  { "pending", "ev_resolve", "resolved", TRUE },
  { "resolved", "ev_reopen", "assigned", FALSE },
  { "resolved", "ev_close", "closed", FALSE },
  { "waiting_for_approval", "ev_approve", "approved", FALSE },
  { "waiting_for_approval", "ev_reject", "rejected", FALSE },
  { "approved", "ev_assign", "assigned", FALSE },
  { "escalated_tto", "ev_assign", "assigned", FALSE },
  { "escalated_ttr", "ev_resolve", "resolved", FALSE },
  { "new", "ev_timeout", "escalated_tto", FALSE },
  { "assigned", "ev_timeout", "escalated_ttr", FALSE },
};

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (transitions); i++)
    {
      const DemoTransition *lab = demo_life_cycle_find (transitions[i].from, transitions[i].stimulus, TRUE);
      const DemoTransition *stock = demo_life_cycle_find (transitions[i].from, transitions[i].stimulus, FALSE);

      g_assert_nonnull (lab);
      g_assert_cmpstr (lab->to, ==, transitions[i].to);
      g_assert_cmpint (stock == NULL, ==, transitions[i].lab);
    }

  g_assert_null (demo_life_cycle_find ("closed", "ev_reopen", TRUE));
  g_assert_null (demo_life_cycle_find ("new", "ev_resolve", TRUE));
  g_assert_null (demo_life_cycle_find ("unknown", "ev_assign", TRUE));
}

static void
test_priority (void)
{
  g_assert_cmpstr (demo_life_cycle_priority ("1", "2"), ==, "1");
  g_assert_cmpstr (demo_life_cycle_priority ("3", "4"), ==, "4");
  g_assert_cmpstr (demo_life_cycle_priority ("2", "3"), ==, "3");
  g_assert_cmpstr (demo_life_cycle_priority ("", "x"), ==, "4");
}

static Reply *
call (Rig        *rig,
      const char *login,
      gint64      ticket,
      const char *stimulus,
      const char *fields)
{
  g_autofree char *sent =
    stimulus != NULL
    ? g_strdup_printf ("{\"operation\":\"core/apply_stimulus\",\"comment\":\"x\",\"class\":\"UserRequest\",\"key\":%"
                       G_GINT64_FORMAT ",\"stimulus\":\"%s\",\"fields\":%s,\"output_fields\":\"status,public_log\"}",
                       ticket, stimulus, fields)
    : g_strdup_printf ("{\"operation\":\"core/update\",\"comment\":\"x\",\"class\":\"UserRequest\",\"key\":%"
                       G_GINT64_FORMAT ",\"fields\":%s,\"output_fields\":\"status,public_log\"}", ticket, fields);

  return rig_call (rig, login, sent);
}

static int
code_of (Rig        *rig,
         gint64      ticket,
         const char *stimulus,
         const char *fields)
{
  g_autoptr(Reply) reply = call (rig, "agent", ticket, stimulus, fields);

  return reply_get_code (reply);
}

/* The way of a request from its arrival to its end, with what is written by
 * the way. */
static void
test_walk (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  gint64 ticket = rig_make_ticket (rig, RIG_DISPATCHED);
  g_autofree char *assigned = NULL;

  rig_assert_value (rig, ticket, "status", "dispatched");
  rig_assert_value (rig, ticket, "team_name", "DAG Accueil-Courrier");
  rig_assert_value (rig, ticket, "assignment_date", "");

  g_assert_cmpint (code_of (rig, ticket, "ev_assign", "{\"agent_id\":4}"), ==, 0);
  rig_assert_value (rig, ticket, "agent_name", "Frankenstein");
  assigned = rig_read (rig, ticket, "assignment_date");
  g_assert_cmpint ((int) strlen (assigned), ==, 19);

  g_assert_cmpint (code_of (rig, ticket, "ev_pending", "{}"), ==, 100);
  rig_assert_value (rig, ticket, "status", "assigned");
  g_assert_cmpint (code_of (rig, ticket, "ev_pending", "{\"pending_reason\":\"Pièce\"}"), ==, 0);
  rig_assert_value (rig, ticket, "status", "pending");
  g_assert_cmpint (code_of (rig, ticket, "ev_assign", "{}"), ==, 0);
  rig_assert_value (rig, ticket, "agent_name", "Frankenstein");

  g_assert_cmpint (code_of (rig, ticket, "ev_resolve", "{\"solution\":\"Fait\"}"), ==, 0);
  rig_assert_value (rig, ticket, "operational_status", "resolved");
  rig_assert_value (rig, ticket, "solution", "<p>Fait</p>");
  g_assert_cmpint (code_of (rig, ticket, "ev_close", "{}"), ==, 0);
  rig_assert_value (rig, ticket, "operational_status", "closed");
  g_assert_cmpint (code_of (rig, ticket, "ev_reopen", "{}"), ==, 100);
}

static void
test_dispatch_clears_agent (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  gint64 ticket = rig_make_ticket (rig, RIG_ASSIGNED);

  g_assert_cmpint (code_of (rig, ticket, "ev_dispatch", "{\"team_id\":2}"), ==, 0);
  rig_assert_value (rig, ticket, "agent_id", "0");
  rig_assert_value (rig, ticket, "team_name", "DSI Plateforme Assistance TLS");
}

/* A failed transition writes nothing of its fields. */
static void
test_all_or_nothing (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  gint64 ticket = rig_make_ticket (rig, RIG_CLOSED);
  g_autofree char *before = rig_read (rig, ticket, "last_update");

  g_assert_cmpint (code_of (rig, ticket, "ev_assign", "{\"title\":\"autre\",\"public_log\":\"perdu-7\"}"), ==, 100);
  rig_assert_value (rig, ticket, "title", "Essai");
  rig_assert_value (rig, ticket, "last_update", before);
  g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, "perdu-7"), ==, 0);
}

/* « À compléter »: the answer of the requester brings the request back to the
 * same agent, an entry of anybody else does not. */
static void
test_information_received (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  gint64 ticket = rig_make_ticket (rig, RIG_TO_COMPLETE);
  g_autofree char *json =
    g_strdup_printf ("{\"operation\":\"core/update\",\"class\":\"UserRequest\",\"key\":%" G_GINT64_FORMAT
                     ",\"fields\":{\"public_log\":\"Salle B204\"}}", ticket);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (code_of (rig, ticket, NULL, "{\"public_log\":\"Je relance\"}"), ==, 0);
  rig_assert_value (rig, ticket, "status", "to_complete");

  guichet_demo_desk_act (rig->desk, "requester", json, &error);
  g_assert_no_error (error);
  rig_assert_value (rig, ticket, "status", "assigned");
  rig_assert_value (rig, ticket, "agent_id", "1");
}

static void
test_act_refused (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (guichet_demo_desk_act (rig->desk, "nobody", "{}", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (guichet_demo_desk_act (rig->desk, "agent", "no json", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (guichet_demo_desk_act (rig->desk, "agent", "{\"operation\":\"core/frobnicate\"}", &error));
  g_assert_nonnull (error);
}

/* Nothing changed, nothing written (update-20). */
static void
test_no_change (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autofree char *before = NULL;

  before = rig_read (rig, 1, "last_update");
  g_assert_cmpint (code_of (rig, 1, NULL, "{\"callback_phone\":\"x\"}"), ==, 0);
  g_free (before);
  before = rig_read (rig, 1, "last_update");
  g_assert_cmpint (code_of (rig, 1, NULL, "{\"callback_phone\":\"x\",\"public_log\":\"\"}"), ==, 0);
  rig_assert_value (rig, 1, "last_update", before);
}

/* What is longer than the columns of the server (misc-21, misc-22). */
static void
test_limits (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autofree char *text = g_strnfill (70000, 'x');
  g_autofree char *description = g_strdup_printf ("{\"description\":\"%s\"}", text);
  g_autofree char *log = g_strdup_printf ("{\"public_log\":\"%s\"}", text);
  g_autoptr(Reply) reply = call (rig, "agent", 1, NULL, description);

  g_assert_cmpint (reply_get_code (reply), ==, 100);
  g_assert_nonnull (strstr (reply_get_message (reply), "(description) : String too long (found 70007, limited to 65535)"));
  g_assert_cmpint (code_of (rig, 1, NULL, log), ==, 0);
}

static void
test_rights (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  gint64 ticket = rig_make_ticket (rig, RIG_WAITING);

  /* As on the real server an agent may approve; with that weakness off not. */
  guichet_demo_desk_set_weakness (rig->desk, GUICHET_DEMO_WEAKNESS_UNCHECKED_STIMULI, FALSE);
  g_assert_cmpint (code_of (rig, ticket, "ev_approve", "{}"), ==, 1);
  guichet_demo_desk_set_weakness (rig->desk, GUICHET_DEMO_WEAKNESS_UNCHECKED_STIMULI, TRUE);
  g_assert_cmpint (code_of (rig, ticket, "ev_approve", "{}"), ==, 0);

  g_assert_cmpint (code_of (rig, ticket, NULL, "{\"status\":\"closed\"}"), ==, 0);
  guichet_demo_desk_set_weakness (rig->desk, GUICHET_DEMO_WEAKNESS_WRITABLE_STATUS, FALSE);
  g_assert_cmpint (code_of (rig, ticket, NULL, "{\"status\":\"new\"}"), ==, 100);
  rig_assert_value (rig, ticket, "status", "closed");
}

/* On a stock server the states of the extension do not exist. */
static void
test_stock (void)
{
  GuichetDemoOptions options = { .profile = "itop", .tickets = 100, .seed = 2 };
  g_autoptr(Rig) rig = rig_new (&options);
  g_autoptr(Reply) made =
    rig_call (rig, "agent", "{\"operation\":\"core/create\",\"comment\":\"x\",\"class\":\"UserRequest\","
                            "\"fields\":{\"org_id\":1,\"title\":\"a\",\"description\":\"b\",\"service_id\":1},"
                            "\"output_fields\":\"status,team_id\"}");
  g_autoptr(Reply) unknown =
    rig_call (rig, "agent", "{\"operation\":\"core/get\",\"class\":\"UserRequest\",\"key\":1,\"output_fields\":\"site_id\"}");
  g_autoptr(Reply) domain =
    rig_call (rig, "agent", "{\"operation\":\"core/get\",\"class\":\"AsapDomain\",\"key\":1}");
  g_autoptr(Reply) states =
    rig_call (rig, "agent", "{\"operation\":\"core/get\",\"class\":\"UserRequest\",\"output_fields\":\"id\",\"limit\":1,"
                            "\"key\":\"SELECT UserRequest WHERE status IN ('dispatched','redispatched','to_complete')\"}");

  g_assert_cmpstr (reply_get_field (made, "status"), ==, "new");
  g_assert_cmpstr (reply_get_field (made, "team_id"), ==, "0");
  g_assert_cmpstr (reply_get_message (unknown), ==, "Error: output_fields: invalid attribute code 'site_id'");
  g_assert_cmpstr (reply_get_message (domain), ==, "Error: class: 'AsapDomain' is not a valid class'");
  g_assert_cmpstr (reply_get_message (states), ==, "Found: 0");
  g_assert_cmpint (code_of (rig, reply_get_id (made), NULL, "{\"status\":\"dispatched\"}"), ==, 100);
  g_assert_cmpint (code_of (rig, reply_get_id (made), "ev_dispatch", "{\"team_id\":1}"), ==, 100);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/life-cycle/table", test_table);
  g_test_add_func ("/demo/life-cycle/priority", test_priority);
  g_test_add_func ("/demo/life-cycle/walk", test_walk);
  g_test_add_func ("/demo/life-cycle/dispatch-clears-agent", test_dispatch_clears_agent);
  g_test_add_func ("/demo/life-cycle/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/demo/life-cycle/information-received", test_information_received);
  g_test_add_func ("/demo/life-cycle/act-refused", test_act_refused);
  g_test_add_func ("/demo/life-cycle/no-change", test_no_change);
  g_test_add_func ("/demo/life-cycle/limits", test_limits);
  g_test_add_func ("/demo/life-cycle/rights", test_rights);
  g_test_add_func ("/demo/life-cycle/stock", test_stock);

  return g_test_run ();
}
