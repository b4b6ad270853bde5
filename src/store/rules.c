#include "config.h"

#include "store/rules.h"

#include "model/deadline.h"

struct _GuichetRules
{
  GuichetIdentity *identity;    /* nullable: nobody has signed in yet */
  GuichetProfile  *profile;     /* nullable */
  char            *key;
};

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static void
append_teams (GString *key,
              GArray  *teams)
{
  g_autoptr(GArray) sorted = g_array_copy (teams);

  g_array_sort (sorted, compare_ids);
  for (guint i = 0; i < sorted->len; i++)
    g_string_append_printf (key, " %" G_GINT64_FORMAT, g_array_index (sorted, gint64, i));
}

/* What is computed, and how: another number computes all rows again. */
#define COLUMNS_VERSION 2

/* Equal keys compute equal columns, so that a start does not compute a million
 * rows again for nothing. */
static char *
describe (GuichetIdentity *identity,
          GuichetProfile  *profile)
{
  g_autoptr(GString) key = g_string_new (NULL);
  const GuichetState *states = NULL;
  guint n_states = 0;

  g_string_append_printf (key, "%u;", COLUMNS_VERSION);
  if (identity != NULL)
    {
      g_string_append_printf (key, "%" G_GINT64_FORMAT ";", identity->person_id);
      append_teams (key, identity->teams);
    }
  if (profile != NULL)
    states = guichet_profile_get_states (profile, &n_states);
  for (guint i = 0; i < n_states; i++)
    g_string_append_printf (key, ";%s=%u%s", states[i].code, (guint) states[i].category,
                            guichet_deadline_stands_still (profile, states[i].code) ? "s" : "");

  return g_string_free (g_steal_pointer (&key), FALSE);
}

/**
 * guichet_rules_new:
 * @identity: (nullable):
 * @profile: (nullable):
 */
GuichetRules *
guichet_rules_new (GuichetIdentity *identity,
                   GuichetProfile  *profile)
{
  GuichetRules *self = g_atomic_rc_box_new0 (GuichetRules);

  self->identity = identity != NULL ? guichet_identity_ref (identity) : NULL;
  self->profile = profile != NULL ? guichet_profile_ref (profile) : NULL;
  self->key = describe (identity, profile);

  return self;
}

GuichetRules *
guichet_rules_ref (GuichetRules *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_rules (gpointer data)
{
  GuichetRules *self = data;

  g_clear_pointer (&self->identity, guichet_identity_unref);
  g_clear_pointer (&self->profile, guichet_profile_unref);
  g_free (self->key);
}

void
guichet_rules_unref (GuichetRules *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_rules);
}

/* Returns: (transfer none) (nullable): */
GuichetIdentity *
guichet_rules_get_identity (GuichetRules *self)
{
  return self->identity;
}

/* Returns: (transfer none) (nullable): */
GuichetProfile *
guichet_rules_get_profile (GuichetRules *self)
{
  return self->profile;
}

const char *
guichet_rules_get_key (GuichetRules *self)
{
  return self->key;
}

/* Whether the internal journal is for whoever is signed in. Before the first
 * sign-in nothing comes from a server. */
gboolean
guichet_rules_may_have_internal (GuichetRules *self)
{
  return self->identity == NULL || guichet_identity_is_agent (self->identity);
}

/* Without a profile every ticket counts as ongoing: better one too many on the
 * screen than one hidden. */
GuichetCategory
guichet_rules_categorise (GuichetRules *self,
                          const char   *status,
                          const char   *operational_status)
{
  if (self->profile == NULL)
    return GUICHET_CATEGORY_ONGOING;

  return guichet_profile_categorise (self->profile, status, operational_status);
}

static GuichetQueue
find_ongoing_queue (gboolean is_mine,
                    gboolean is_my_team,
                    gint64   agent)
{
  if (is_mine)
    return GUICHET_QUEUE_MINE;
  if (!is_my_team)
    return GUICHET_QUEUE_NONE;

  return agent == 0 ? GUICHET_QUEUE_TO_TAKE : GUICHET_QUEUE_TAKEN;
}

/* SPEC §3.1 and §4. */
GuichetQueue
guichet_rules_find_queue (GuichetRules    *self,
                          GuichetCategory  category,
                          gint64           team,
                          gint64           agent)
{
  gboolean is_mine;
  gboolean is_my_team;

  if (self->identity == NULL)
    return GUICHET_QUEUE_NONE;

  is_mine = agent != 0 && agent == self->identity->person_id;
  is_my_team = team != 0 && guichet_identity_has_team (self->identity, team);
  if (category == GUICHET_CATEGORY_ONGOING)
    return find_ongoing_queue (is_mine, is_my_team, agent);
  if (category == GUICHET_CATEGORY_RESOLVED && is_mine)
    return GUICHET_QUEUE_RESOLVED_MINE;
  if (category == GUICHET_CATEGORY_RESOLVED && is_my_team)
    return GUICHET_QUEUE_RESOLVED_TEAM;

  return GUICHET_QUEUE_NONE;
}

/* The place of a state in the profile, which lists them in the order of a
 * ticket's life: that is how a list sorted by state reads best. */
guint
guichet_rules_rank_status (GuichetRules *self,
                           const char   *status)
{
  const GuichetState *states = NULL;
  guint n_states = 0;

  if (self->profile != NULL)
    states = guichet_profile_get_states (self->profile, &n_states);
  for (guint i = 0; i < n_states; i++)
    if (g_strcmp0 (states[i].code, status) == 0)
      return i;

  return n_states;
}

/* Returns: (nullable): what sorts a ticket by the time that is left: the next
 * deadline while its clock runs */
const char *
guichet_rules_find_deadline (GuichetRules    *self,
                             GuichetCategory  category,
                             const char      *status,
                             gint64           agent,
                             const char      *tto,
                             const char      *ttr)
{
  if (category != GUICHET_CATEGORY_ONGOING)
    return NULL;
  if (self->profile != NULL && guichet_deadline_stands_still (self->profile, status))
    return NULL;

  return guichet_deadline_choose (agent, tto, ttr);
}
