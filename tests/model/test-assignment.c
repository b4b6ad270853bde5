#include "config.h"

#include "model/assignment.h"

#include "model/rules.h"

static GuichetProfile *asap;
static GuichetProfile *itop;

static GuichetTicket *
make_ticket (gint64 team)
{
  GuichetTicket *ticket = guichet_ticket_new (42);

  guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, "dispatched");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_AGENT, 0, "");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_TEAM, team, team != 0 ? "Accueil" : "");

  return ticket;
}

static GuichetIdentity *
make_identity (gint64 person)
{
  GuichetIdentity *me = guichet_identity_new ("https://desk.example", "nora");

  me->person_id = person;
  g_set_str (&me->name, "Nora Bellanger");

  return me;
}

static void
test_mine (void)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (3);
  g_autoptr(GuichetIdentity) me = make_identity (7);
  g_autoptr(GuichetIntent) intent = guichet_assignment_new (ticket, asap, me);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (intent);
  g_assert_cmpstr (intent->action, ==, "assign");
  g_assert_cmpstr (guichet_intent_get_change (intent, GUICHET_FIELD_AGENT)->value, ==, "7");
  g_assert_cmpstr (guichet_intent_get_change (intent, GUICHET_FIELD_AGENT)->label, ==, "Nora Bellanger");
  g_assert_true (guichet_rules_check_change (intent, ticket, asap, NULL, now, &error));
  g_assert_no_error (error);
}

/* Somebody has to be asked: for a team, where the model wants one, or who this
 * is. */
static void
test_not_without_asking (void)
{
  g_autoptr(GuichetTicket) without_team = make_ticket (0);
  g_autoptr(GuichetTicket) ticket = make_ticket (3);
  g_autoptr(GuichetIdentity) me = make_identity (7);
  g_autoptr(GuichetIdentity) nobody = make_identity (0);

  g_assert_null (guichet_assignment_new (without_team, itop, me));
  g_assert_null (guichet_assignment_new (ticket, asap, nobody));
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  asap = guichet_profile_load_named ("asap", NULL);
  itop = guichet_profile_load_named ("itop", NULL);
  g_assert_true (asap != NULL && itop != NULL);

  g_test_add_func ("/model/assignment/mine", test_mine);
  g_test_add_func ("/model/assignment/not-without-asking", test_not_without_asking);

  status = g_test_run ();
  guichet_profile_unref (asap);
  guichet_profile_unref (itop);
  return status;
}
