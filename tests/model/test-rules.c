#include "config.h"

#include "model/rules.h"

#include "util/error.h"
#include "util/server-time.h"

static GuichetProfile *asap;

static GuichetTicket *
make_ticket (const char *status)
{
  GuichetTicket *ticket = guichet_ticket_new (42);

  guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, status);
  guichet_ticket_set_key (ticket, GUICHET_FIELD_AGENT, 7, "Nora Bellanger");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_TEAM, 3, "Accueil");
  guichet_ticket_set (ticket, GUICHET_FIELD_SOLUTION, "");
  guichet_ticket_set (ticket, GUICHET_FIELD_RESOLUTION_CODE, "assistance");

  return ticket;
}

static GError *
check (GuichetTicket *ticket,
       const char    *action,
       GuichetField   field,
       const char    *value,
       const char    *private_entry,
       const char    *public_entry)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new_for_ticket (ticket);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  GError *error = NULL;

  intent->action = g_strdup (action);
  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup (private_entry);
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup (public_entry);
  if (value != NULL)
    guichet_intent_set_field (intent, field, "", value, NULL);

  g_assert_true (guichet_rules_check_change (intent, ticket, asap, NULL, now, &error) == (error == NULL));

  return error;
}

/* What each transition asks for (SPEC §9.5). */
static void
test_change (void)
{
  static const struct
  {
    const char   *status, *action;
    GuichetField  field;
    const char   *value, *private_entry, *public_entry, *at_fault;
  } cases[] = {
    { "assigned", NULL, 0, NULL, "<p>hi</p>", NULL, NULL },
    { "resolved", "resolve", GUICHET_FIELD_SOLUTION, "done", NULL, NULL, "status" },
    { "strange", "resolve", GUICHET_FIELD_SOLUTION, "done", NULL, NULL, "status" },
    { "assigned", "explode", 0, NULL, NULL, NULL, "status" },
    { "assigned", "resolve", 0, NULL, NULL, NULL, "solution" },
    { "assigned", "resolve", GUICHET_FIELD_SOLUTION, " ", NULL, NULL, "solution" },
    { "assigned", "resolve", GUICHET_FIELD_SOLUTION, "done", NULL, NULL, NULL },
    { "assigned", "reassign", 0, NULL, NULL, NULL, "agent" },
    { "assigned", "reassign", GUICHET_FIELD_AGENT, "0", NULL, NULL, "agent" },
    { "assigned", "reassign", GUICHET_FIELD_AGENT, "8", NULL, NULL, NULL },
    { "dispatched", "assign", 0, NULL, NULL, NULL, NULL },
    { "assigned", "dispatch", GUICHET_FIELD_TEAM, "4", NULL, NULL, "private" },
    { "assigned", "dispatch", GUICHET_FIELD_TEAM, "4", "<p>note</p>", NULL, NULL },
    { "assigned", "dispatch", 0, NULL, "<p>note</p>", NULL, "team" },
    { "assigned", "request-info", 0, NULL, NULL, NULL, "public" },
    { "assigned", "request-info", 0, NULL, NULL, "<p>which?</p>", NULL },
    { "assigned", NULL, GUICHET_FIELD_STATUS, "closed", NULL, NULL, "status" },
    { "assigned", NULL, GUICHET_FIELD_IMPACT, "9", NULL, NULL, "impact" },
    { "assigned", NULL, GUICHET_FIELD_IMPACT, "2", NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GuichetTicket) ticket = make_ticket (cases[i].status);
      g_autoptr(GError) error = check (ticket, cases[i].action, cases[i].field, cases[i].value,
                                       cases[i].private_entry, cases[i].public_entry);

      g_test_message ("case %u", i);
      if (cases[i].at_fault == NULL)
        g_assert_no_error (error);
      else
        g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
      g_assert_cmpstr (guichet_error_get_field (error), ==, cases[i].at_fault);
    }
}

/* Sixteen days to the second (SPEC §11.13). */
static void
test_reopening_ends (void)
{
  const GuichetAction *reopen = guichet_profile_get_action (asap, "reopen");
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");
  g_autoptr(GuichetTicket) ticket = make_ticket ("resolved");
  g_autoptr(GDateTime) before = guichet_server_time_parse ("2026-04-10 09:59:59", zone);
  g_autoptr(GDateTime) after = guichet_server_time_parse ("2026-04-10 10:00:01", zone);

  /* The clocks go forward in between. */
  guichet_ticket_set (ticket, GUICHET_FIELD_RESOLUTION_DATE, "2026-03-25 10:00:00");

  g_assert_true (guichet_rules_offer_action (reopen, ticket, zone, before));
  g_assert_false (guichet_rules_offer_action (reopen, ticket, zone, after));
}

static void
test_create (void)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  g_autoptr(GError) error = NULL;

  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, NULL, "Screen", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_DESCRIPTION, NULL, "<p>dark</p>", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_CALLER, NULL, "5", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_SERVICE, NULL, "6", NULL);
  g_assert_false (guichet_rules_check_create (intent, asap, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
  g_assert_cmpstr (guichet_error_get_field (error), ==, "subcategory");

  g_clear_error (&error);
  guichet_intent_set_field (intent, GUICHET_FIELD_SUBCATEGORY, NULL, "7", NULL);
  g_assert_true (guichet_rules_check_create (intent, asap, &error));
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  asap = guichet_profile_load_named ("asap", NULL);
  g_assert_nonnull (asap);

  g_test_add_func ("/model/rules/change", test_change);
  g_test_add_func ("/model/rules/reopening-ends", test_reopening_ends);
  g_test_add_func ("/model/rules/create", test_create);

  status = g_test_run ();

  guichet_profile_unref (asap);

  return status;
}
