#include "config.h"

#include "demo/life-cycle.h"

/* ITOP-PROTOCOL §7. With the PHP of the real server a key left empty is not
 * noticed, so texts are the only mandatory fields that count. */

#define STOCK(f, s, t)          { f, s, t, NULL, FALSE, FALSE }
#define STOCK_TEXT(f, s, t, m)  { f, s, t, m, FALSE, FALSE }
#define LAB(f, s, t)            { f, s, t, NULL, TRUE, FALSE }
#define LAB_TEXT(f, s, t, m)    { f, s, t, m, TRUE, FALSE }
#define LAB_DISPATCH(f)         { f, "ev_dispatch", "dispatched", NULL, TRUE, TRUE }

static const DemoTransition transitions[] = {
  STOCK ("new", "ev_assign", "assigned"),
  STOCK ("new", "ev_wait_for_approval", "waiting_for_approval"),
  STOCK ("new", "ev_timeout", "escalated_tto"),
  STOCK ("waiting_for_approval", "ev_approve", "approved"),
  STOCK ("waiting_for_approval", "ev_reject", "rejected"),
  STOCK ("approved", "ev_assign", "assigned"),
  STOCK ("approved", "ev_timeout", "escalated_tto"),
  STOCK ("escalated_tto", "ev_assign", "assigned"),
  STOCK ("assigned", "ev_reassign", "assigned"),
  STOCK_TEXT ("assigned", "ev_pending", "pending", "pending_reason"),
  STOCK_TEXT ("assigned", "ev_resolve", "resolved", "solution"),
  STOCK ("assigned", "ev_timeout", "escalated_ttr"),
  STOCK ("escalated_ttr", "ev_reassign", "assigned"),
  STOCK_TEXT ("escalated_ttr", "ev_pending", "pending", "pending_reason"),
  STOCK_TEXT ("escalated_ttr", "ev_resolve", "resolved", "solution"),
  STOCK ("pending", "ev_assign", "assigned"),
  STOCK ("resolved", "ev_close", "closed"),
  STOCK ("resolved", "ev_reopen", "assigned"),
  LAB_DISPATCH ("new"),
  LAB_DISPATCH ("dispatched"),
  LAB_DISPATCH ("redispatched"),
  LAB_DISPATCH ("assigned"),
  LAB_DISPATCH ("pending"),
  LAB_DISPATCH ("to_complete"),
  LAB ("dispatched", "ev_assign", "assigned"),
  LAB ("dispatched", "ev_timeout", "escalated_tto"),
  LAB ("redispatched", "ev_assign", "assigned"),
  LAB ("assigned", "ev_request_info", "to_complete"),
  LAB ("to_complete", "ev_info_received", "assigned"),
  LAB ("to_complete", "ev_assign", "assigned"),
  LAB_TEXT ("to_complete", "ev_resolve", "resolved", "solution"),
  LAB_TEXT ("pending", "ev_resolve", "resolved", "solution"),
};

/**
 * demo_life_cycle_find:
 *
 * Returns: (nullable): where @stimulus leads from @state
 */
const DemoTransition *
demo_life_cycle_find (const char *state,
                      const char *stimulus,
                      gboolean    lab)
{
  for (gsize i = 0; i < G_N_ELEMENTS (transitions); i++)
    {
      const DemoTransition *transition = &transitions[i];

      if ((lab || !transition->lab) && g_str_equal (transition->from, state) &&
          g_str_equal (transition->stimulus, stimulus))
        return transition;
    }

  return NULL;
}

gboolean
demo_life_cycle_has_state (const char *state,
                           gboolean    lab)
{
  static const char * const lab_states[] = { "dispatched", "redispatched", "to_complete", NULL };

  return lab || !g_strv_contains (lab_states, state);
}

const char *
demo_life_cycle_categorise (const char *state)
{
  if (g_str_equal (state, "resolved") || g_str_equal (state, "closed"))
    return state;

  return "ongoing";
}

/* The stock matrix of iTop. */
const char *
demo_life_cycle_priority (const char *impact,
                          const char *urgency)
{
  static const char * const matrix[3][4] = {
    { "1", "1", "2", "4" },
    { "1", "2", "3", "4" },
    { "2", "3", "3", "4" },
  };

  if (impact[0] < '1' || impact[0] > '3' || urgency[0] < '1' || urgency[0] > '4')
    return "4";

  return matrix[impact[0] - '1'][urgency[0] - '1'];
}
