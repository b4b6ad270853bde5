#include "config.h"

#include "ui/agent/preset.h"

#include <glib/gi18n.h>

static const struct
{
  const char           *nick;
  const char           *title;
  GuichetView           view;
  GuichetCriterionKind  kind;
  const char           *action;         /* of a kind FIELD: into which state it is what it is */
} presets[GUICHET_N_PRESETS] = {
  [GUICHET_PRESET_WAITING_REQUESTER] =
    { "waiting-requester", N_("Waiting for the Requester"), GUICHET_VIEW_MINE, GUICHET_CRITERION_FIELD, "request-info" },
  [GUICHET_PRESET_WAITING_PARTNER] =
    { "waiting-partner", N_("Waiting for a Partner"), GUICHET_VIEW_MINE, GUICHET_CRITERION_FIELD, "pending" },
  [GUICHET_PRESET_AT_RISK] =
    { "at-risk", N_("Delay at Risk"), GUICHET_VIEW_OPEN, GUICHET_CRITERION_AT_RISK, NULL },
  [GUICHET_PRESET_REOPENED] =
    { "reopened", N_("Reopened"), GUICHET_VIEW_OPEN, GUICHET_CRITERION_REOPENED, NULL },
  [GUICHET_PRESET_UNREAD] =
    { "unread", N_("Unread"), GUICHET_VIEW_MINE, GUICHET_CRITERION_UNREAD, NULL },
};

/**
 * guichet_preset_to_query:
 * @view: among which tickets; see guichet_preset_get_view() for the usual ones
 *
 * Returns: (transfer full) (nullable): the query; %NULL when @profile has no
 *   state of this kind
 */
GuichetTicketQuery *
guichet_preset_to_query (GuichetPreset   preset,
                         GuichetView     view,
                         GuichetProfile *profile)
{
  g_autoptr(GuichetTicketQuery) query = NULL;
  GuichetCriterion *criterion;

  g_return_val_if_fail (preset < GUICHET_N_PRESETS, NULL);

  if (presets[preset].action != NULL)
    {
      const GuichetAction *action = guichet_profile_get_action (profile, presets[preset].action);

      if (action == NULL || action->to == NULL)
        return NULL;
      criterion = guichet_criterion_new_field (GUICHET_FIELD_STATUS, GUICHET_OPERATOR_IS, action->to);
    }
  else
    criterion = guichet_criterion_new (presets[preset].kind);

  query = guichet_ticket_query_new (view);
  query->criteria = guichet_criteria_new ();
  g_ptr_array_add (query->criteria, criterion);
  if (preset == GUICHET_PRESET_AT_RISK)
    guichet_ticket_query_set_sort (query, GUICHET_SORT_TIME_LEFT, TRUE);

  return g_steal_pointer (&query);
}

GuichetView
guichet_preset_get_view (GuichetPreset preset)
{
  g_return_val_if_fail (preset < GUICHET_N_PRESETS, GUICHET_VIEW_OPEN);

  return presets[preset].view;
}

/**
 * guichet_preset_get_title:
 *
 * Returns: its name for people
 */
const char *
guichet_preset_get_title (GuichetPreset preset)
{
  g_return_val_if_fail (preset < GUICHET_N_PRESETS, NULL);

  return _(presets[preset].title);
}

const char *
guichet_preset_to_nick (GuichetPreset preset)
{
  g_return_val_if_fail (preset < GUICHET_N_PRESETS, NULL);

  return presets[preset].nick;
}

gboolean
guichet_preset_from_nick (const char    *nick,
                          GuichetPreset *out_preset)
{
  for (guint i = 0; i < GUICHET_N_PRESETS; i++)
    if (g_strcmp0 (presets[i].nick, nick) == 0)
      {
        *out_preset = i;
        return TRUE;
      }

  return FALSE;
}
