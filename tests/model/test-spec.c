#include "config.h"

#include "model/rules.h"
#include "util/server-time.h"

/* Acceptance criteria of SPEC §11 that need no program around them. */

/* ---- 10: actions are offered in the permitted states only */

/* What SPEC §9.5 and the model of the server permit, written apart from the
 * profiles. An action without a line is offered nowhere. */
typedef struct
{
  const char *action;
  const char *from;         /* states with spaces around each */
} Permitted;

static const char * const states[] = {
  "new", "dispatched", "redispatched", "assigned", "pending", "to_complete", "waiting_for_approval", "approved",
  "rejected", "escalated_tto", "escalated_ttr", "resolved", "closed", "unheard-of",
};

static const char * const actions[] = {
  "assign", "dispatch", "pending", "request-info", "reassign", "resume", "resolve", "reopen", "close", "approve",
  "reject", "request-approval",
};

static const Permitted asap[] = {
  { "assign", " new dispatched redispatched approved escalated_tto " },
  { "dispatch", " new dispatched redispatched assigned pending to_complete " },
  { "pending", " assigned escalated_ttr " },
  { "request-info", " assigned " },
  { "reassign", " assigned escalated_ttr " },
  { "resume", " pending to_complete " },
  { "resolve", " assigned pending to_complete escalated_ttr " },
  { "reopen", " resolved " },
  { "close", " resolved " },
  { "approve", " waiting_for_approval " },
  { "reject", " waiting_for_approval " },
  { "request-approval", " new " },
  { NULL, NULL },
};

/* The stock model has neither « Affectée » nor « À compléter », and a wait has
 * to end before it is resolved. */
static const Permitted itop[] = {
  { "assign", " new approved escalated_tto " },
  { "pending", " assigned escalated_ttr " },
  { "reassign", " assigned escalated_ttr " },
  { "resume", " pending " },
  { "resolve", " assigned escalated_ttr " },
  { "reopen", " resolved " },
  { "close", " resolved " },
  { "approve", " waiting_for_approval " },
  { "reject", " waiting_for_approval " },
  { "request-approval", " new " },
  { NULL, NULL },
};

static const struct { const char *profile; const Permitted *permitted; } desks[] = {
  { "asap", asap },
  { "itop", itop },
};

static gboolean
is_permitted (const Permitted *permitted,
              const char      *action,
              const char      *state)
{
  g_autofree char *word = g_strdup_printf (" %s ", state);

  for (; permitted->action != NULL; permitted++)
    if (g_str_equal (permitted->action, action))
      return strstr (permitted->from, word) != NULL;

  return FALSE;
}

static gboolean
is_offered (GuichetProfile *profile,
            const char     *name,
            const char     *state)
{
  const GuichetAction *action = guichet_profile_get_action (profile, name);
  g_autoptr(GuichetTicket) ticket = guichet_ticket_new (1);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, state);

  return action != NULL && guichet_rules_offer_action (action, ticket, NULL, now);
}

static void
test_allowed_states (gconstpointer data)
{
  guint desk = GPOINTER_TO_UINT (data);
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named (desks[desk].profile, NULL);

  for (guint a = 0; a < G_N_ELEMENTS (actions); a++)
    for (guint s = 0; s < G_N_ELEMENTS (states); s++)
      if (is_offered (profile, actions[a], states[s]) !=
          is_permitted (desks[desk].permitted, actions[a], states[s]))
        g_error ("%s in the state %s: offered against the table, or the other way round", actions[a], states[s]);
}

/* An approval is the approver's. */
static void
test_approver (void)
{
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("itop", NULL);
  g_autoptr(GuichetTicket) ticket = guichet_ticket_new (1);
  const GuichetAction *approve = guichet_profile_get_action (profile, "approve");
  const GuichetAction *reject = guichet_profile_get_action (profile, "reject");

  g_assert_false (guichet_rules_is_for_person (approve, ticket, 7));
  guichet_ticket_set_key (ticket, GUICHET_FIELD_APPROVER, 7, "Nora Bellanger");
  g_assert_true (guichet_rules_is_for_person (approve, ticket, 7));
  g_assert_true (guichet_rules_is_for_person (reject, ticket, 7));
  g_assert_false (guichet_rules_is_for_person (reject, ticket, 8));
  g_assert_false (guichet_rules_is_for_person (reject, ticket, 0));
  g_assert_true (guichet_rules_is_for_person (guichet_profile_get_action (profile, "resolve"), ticket, 8));
  g_assert_true (guichet_rules_is_for_requester ("reopen"));
  g_assert_true (guichet_rules_is_for_requester ("close"));
  g_assert_false (guichet_rules_is_for_requester ("approve"));
  g_assert_false (guichet_rules_is_for_requester ("resolve"));
}

/* ---- 13: sixteen days, to the second */

static const struct { const char *zone; const char *resolved; const char *limit; } days[] = {
  { "Europe/Paris", "2026-01-10 10:00:00", "2026-01-26 10:00:00" },
  { "Europe/Paris", "2026-02-20 23:59:59", "2026-03-08 23:59:59" },
  /* Summer time begins in between, and ends. */
  { "Europe/Paris", "2026-03-20 10:00:00", "2026-04-05 10:00:00" },
  { "Europe/Paris", "2026-10-15 10:00:00", "2026-10-31 10:00:00" },
  { "Europe/Paris", "2024-02-20 08:30:00", "2024-03-07 08:30:00" },
  { "Indian/Reunion", "2026-03-20 10:00:00", "2026-04-05 10:00:00" },
  { "UTC", "2026-12-20 00:00:00", "2027-01-05 00:00:00" },
};

static void
test_reopen_limit (void)
{
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", NULL);
  const GuichetAction *reopen = guichet_profile_get_action (profile, "reopen");

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (days[i].zone);
      g_autoptr(GuichetTicket) ticket = guichet_ticket_new (1);
      g_autoptr(GDateTime) limit = guichet_server_time_parse (days[i].limit, zone);
      g_autoptr(GDateTime) before = g_date_time_add_seconds (limit, -1);
      g_autoptr(GDateTime) after = g_date_time_add_seconds (limit, 1);
      g_autoptr(GDateTime) shown = NULL;

      g_assert_nonnull (zone);
      guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, "resolved");
      guichet_ticket_set (ticket, GUICHET_FIELD_RESOLUTION_DATE, days[i].resolved);
      shown = guichet_rules_dup_limit (reopen, ticket, zone);
      g_assert_true (g_date_time_equal (shown, limit));
      g_assert_true (guichet_rules_offer_action (reopen, ticket, zone, before));
      g_assert_true (guichet_rules_offer_action (reopen, ticket, zone, limit));
      g_assert_false (guichet_rules_offer_action (reopen, ticket, zone, after));
    }
}

/* No date of resolution, no limit to show; other actions have none at all. */
static void
test_no_limit (void)
{
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", NULL);
  g_autoptr(GuichetTicket) ticket = guichet_ticket_new (1);

  g_assert_null (guichet_rules_dup_limit (guichet_profile_get_action (profile, "reopen"), ticket, NULL));
  guichet_ticket_set (ticket, GUICHET_FIELD_RESOLUTION_DATE, "2026-01-10 10:00:00");
  g_assert_null (guichet_rules_dup_limit (guichet_profile_get_action (profile, "close"), ticket, NULL));
}

/* ---- 14: the platform for what came to the wrong place */

static void
test_platform (void)
{
  static const struct { const char *code; const char *team; } sites[] = {
    { "0090001A", "DSI Plateforme Assistance TLS" }, { "0110002B", "DSI Plateforme Assistance MPL" },
    { "0120003C", "DSI Plateforme Assistance TLS" }, { "0300004D", "DSI Plateforme Assistance MPL" },
    { "0310005E", "DSI Plateforme Assistance TLS" }, { "0320006F", "DSI Plateforme Assistance TLS" },
    { "0340007G", "DSI Plateforme Assistance MPL" }, { "0460008H", "DSI Plateforme Assistance TLS" },
    { "0480009J", "DSI Plateforme Assistance MPL" }, { "0650010K", "DSI Plateforme Assistance TLS" },
    { "0660011L", "DSI Plateforme Assistance MPL" }, { "0810012M", "DSI Plateforme Assistance TLS" },
    { "0820013N", "DSI Plateforme Assistance TLS" },
  };
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", NULL);
  guint n;

  g_assert_cmpuint (G_N_ELEMENTS (sites), ==, 13);
  for (guint i = 0; i < G_N_ELEMENTS (sites); i++)
    g_assert_cmpstr (guichet_rules_find_platform (profile, sites[i].code)->team, ==, sites[i].team);

  /* The other one can be chosen all the same. */
  guichet_profile_get_platforms (profile, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_null (guichet_rules_find_platform (profile, "0750001A"));
  g_assert_null (guichet_rules_find_platform (profile, "03"));
  g_assert_null (guichet_rules_find_platform (profile, ""));
  g_assert_null (guichet_rules_find_platform (profile, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (desks); i++)
    {
      g_autofree char *path = g_strconcat ("/spec/10-actions-in-permitted-states/", desks[i].profile, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_allowed_states);
    }
  g_test_add_func ("/spec/10-approval-for-the-approver", test_approver);
  g_test_add_func ("/spec/13-reopen-within-16-days", test_reopen_limit);
  g_test_add_func ("/spec/13-no-limit-without-resolution", test_no_limit);
  g_test_add_func ("/spec/14-platform-of-the-academy", test_platform);

  return g_test_run ();
}
