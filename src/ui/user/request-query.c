#include "config.h"

#include "ui/user/request-query.h"

/* That a request is in one of the states of a category; a state that the
 * profile does not know is an ongoing one. */
static GuichetCriterion *
new_status (GuichetProfile  *profile,
            GuichetCategory  first,
            GuichetCategory  last)
{
  g_autoptr(GStrvBuilder) codes = g_strv_builder_new ();
  GuichetCriterion *criterion = guichet_criterion_new_field (GUICHET_FIELD_STATUS, GUICHET_OPERATOR_IS, NULL);
  guint n;
  const GuichetState *states = guichet_profile_get_states (profile, &n);

  for (guint i = 0; i < n; i++)
    if (states[i].category >= first && states[i].category <= last)
      g_strv_builder_add (codes, states[i].code);
  criterion->values = g_strv_builder_end (codes);

  return criterion;
}

static GuichetCriterion *
new_ongoing (GuichetProfile *profile)
{
  GuichetCriterion *criterion = new_status (profile, GUICHET_CATEGORY_RESOLVED, GUICHET_CATEGORY_CLOSED);

  criterion->negated = TRUE;

  return criterion;
}

/* The state that « À compléter » leads to; a server may have none. */
static GuichetCriterion *
new_to_complete (GuichetProfile *profile)
{
  const GuichetAction *action = guichet_profile_get_action (profile, "request-info");

  return guichet_criterion_new_field (GUICHET_FIELD_STATUS, GUICHET_OPERATOR_IS,
                                      action != NULL && action->to != NULL ? action->to : "");
}

static GuichetCriterion *
new_part (GuichetProfile  *profile,
          GuichetRequests  which)
{
  switch (which)
    {
    case GUICHET_REQUESTS_ONGOING:
      return new_ongoing (profile);

    case GUICHET_REQUESTS_HANDLED:
      return new_status (profile, GUICHET_CATEGORY_RESOLVED, GUICHET_CATEGORY_CLOSED);

    case GUICHET_REQUESTS_TO_COMPLETE:
      return new_to_complete (profile);

    case GUICHET_REQUESTS_RESOLVED:
      return new_status (profile, GUICHET_CATEGORY_RESOLVED, GUICHET_CATEGORY_RESOLVED);

    case GUICHET_REQUESTS_ALL:
    default:
      return NULL;
    }
}

/**
 * guichet_request_query_new:
 *
 * An account without a person has made no request: the query finds none.
 *
 * Returns: (transfer full): the last changed first
 */
GuichetTicketQuery *
guichet_request_query_new (GuichetContext  *context,
                           GuichetRequests  which)
{
  GuichetTicketQuery *query = guichet_ticket_query_new (GUICHET_VIEW_ALL);
  gint64 me = guichet_context_get_identity (context)->person_id;
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, me != 0 ? me : -1);
  GuichetCriterion *part = new_part (guichet_context_get_profile (context), which);

  query->criteria = guichet_criteria_new ();
  g_ptr_array_add (query->criteria, guichet_criterion_new_field (GUICHET_FIELD_CALLER, GUICHET_OPERATOR_IS, id));
  if (part != NULL)
    g_ptr_array_add (query->criteria, part);

  return query;
}
