#include "config.h"

#include "remote/fitting.h"

/* What a state that a profile does not know weighs against its fields: such
 * tickets could be shown but not worked on. */
#define UNKNOWN_STATE_WEIGHT 3

/**
 * guichet_fitting_match:
 * @codes: the set of attribute codes that the server shows
 * @out_fields: (out): those of the profile's fields that are among them
 *
 * Returns: whether the profile can serve at all
 */
gboolean
guichet_fitting_match (GuichetProfile *profile,
                       GHashTable     *codes,
                       guint64        *out_fields)
{
  const guint64 needed = (1 << GUICHET_FIELD_TITLE) | (1 << GUICHET_FIELD_STATUS) |
                         (1 << GUICHET_FIELD_LAST_UPDATE);
  guint64 fields = 0;

  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    {
      const char *code = guichet_profile_get_code (profile, i);

      if (code != NULL && g_hash_table_contains (codes, code))
        fields |= G_GUINT64_CONSTANT (1) << i;
    }
  *out_fields = fields;

  return (fields & needed) == needed;
}

static int
count_states (GuichetProfile *profile,
              GHashTable     *states)
{
  GHashTableIter iter;
  gpointer code;
  int score = 0;

  g_hash_table_iter_init (&iter, states);
  while (g_hash_table_iter_next (&iter, &code, NULL))
    score += guichet_profile_get_state (profile, code) != NULL ? 1 : -UNKNOWN_STATE_WEIGHT;

  return score;
}

/**
 * guichet_fitting_rate:
 * @fields: those of its fields that the server has
 * @states: the set of states that occur
 *
 * What speaks for a profile: fields that the server has and states that occur;
 * against it: fields that the server lacks, states that it does not know.
 */
int
guichet_fitting_rate (GuichetProfile *profile,
                      guint64         fields,
                      GHashTable     *states)
{
  guint64 wanted = guichet_profile_get_fields (profile);

  return __builtin_popcountll (fields) - __builtin_popcountll (wanted & ~fields) + count_states (profile, states);
}
