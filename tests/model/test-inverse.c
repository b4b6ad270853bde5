#include "config.h"

#include "model/inverse.h"

static GuichetProfile *profile;

/* What was done, on what, what the ticket is now, and the way back: NULL when
 * there is none. */
typedef struct
{
  const char *name;
  const char *action;
  const char *base_status;
  const char *status;
  const char *base_agent;
  const char *mine;
  const char *agent;
  const char *inverse;
  const char *agent_after;
} Case;

static const Case cases[] = {
  { "hold", "pending", "assigned", "pending", NULL, NULL, "5", "resume", NULL },
  { "hold-moved-on", "pending", "assigned", "resolved", NULL, NULL, "5", NULL, NULL },
  { "reassign", "reassign", "assigned", "assigned", "5", "6", "6", "reassign", "5" },
  { "reassigned-since", "reassign", "assigned", "assigned", "5", "6", "7", NULL, NULL },
  { "resolve", "resolve", "assigned", "resolved", NULL, NULL, "5", NULL, NULL },
};

static void
test_case (gconstpointer data)
{
  const Case *this = data;
  g_autoptr(GuichetTicket) ticket = guichet_ticket_new (42);
  g_autoptr(GuichetIntent) done = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);
  g_autoptr(GuichetIntent) inverse = NULL;

  guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, this->status);
  guichet_ticket_set (ticket, GUICHET_FIELD_AGENT, this->agent);
  done->state = GUICHET_INTENT_DONE;
  done->action = g_strdup (this->action);
  done->base_status = g_strdup (this->base_status);
  if (this->mine != NULL)
    guichet_intent_set_field (done, GUICHET_FIELD_AGENT, this->base_agent, this->mine, NULL);

  inverse = guichet_inverse_new (done, ticket, profile);
  g_assert_cmpstr (inverse != NULL ? inverse->action : NULL, ==, this->inverse);
  if (this->agent_after != NULL)
    g_assert_cmpstr (guichet_intent_get_change (inverse, GUICHET_FIELD_AGENT)->value, ==, this->agent_after);
}

static GuichetIntent *
make_titled (void)
{
  GuichetIntent *done = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);

  done->state = GUICHET_INTENT_DONE;
  guichet_intent_set_field (done, GUICHET_FIELD_TITLE, "Imprimante", "Imprimante du CDI", NULL);

  return done;
}

static void
test_field (void)
{
  g_autoptr(GuichetTicket) ticket = guichet_ticket_new (42);
  g_autoptr(GuichetIntent) done = make_titled ();
  g_autoptr(GuichetIntent) inverse = NULL;

  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, "Imprimante du CDI");
  inverse = guichet_inverse_new (done, ticket, profile);
  g_assert_cmpstr (guichet_intent_get_change (inverse, GUICHET_FIELD_TITLE)->base, ==, "Imprimante du CDI");
  g_assert_cmpstr (guichet_intent_get_change (inverse, GUICHET_FIELD_TITLE)->value, ==, "Imprimante");

  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, "Autre chose");
  g_assert_null (guichet_inverse_new (done, ticket, profile));
}

/* What was said cannot be unsaid; what was not done needs no way back. */
static void
test_none (void)
{
  g_autoptr(GuichetIntent) said = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);
  g_autoptr(GuichetIntent) waiting = make_titled ();

  said->state = GUICHET_INTENT_DONE;
  said->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Bonjour</p>");
  g_assert_false (guichet_inverse_may_exist (said, profile));
  waiting->state = GUICHET_INTENT_WAITING;
  g_assert_false (guichet_inverse_may_exist (waiting, profile));
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  profile = guichet_profile_load_named ("asap", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/inverse/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/inverse/field", test_field);
  g_test_add_func ("/inverse/none", test_none);

  status = g_test_run ();
  guichet_profile_unref (profile);

  return status;
}
