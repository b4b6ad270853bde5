#include "config.h"

#include "model/merge.h"

/* "0" and "" are both nothing in a key. */
static const char *
normalise (const char *value)
{
  return value == NULL || g_str_equal (value, "0") ? "" : value;
}

/**
 * guichet_merge_field:
 *
 * The three-way rule for one field (RELIABILITY §5.5).
 */
GuichetMerge
guichet_merge_field (const char *base,
                     const char *mine,
                     const char *theirs)
{
  base = normalise (base);
  mine = normalise (mine);
  theirs = normalise (theirs);

  if (g_str_equal (mine, theirs))
    return GUICHET_MERGE_SAME;
  if (g_str_equal (base, theirs))
    return GUICHET_MERGE_MINE;

  return GUICHET_MERGE_CONFLICT;
}

/**
 * guichet_merge_intent:
 * @server: a fresh image with long texts
 * @out_conflicts: (nullable) (element-type GuichetFieldChange): receives the
 *   changes of @intent that conflict, owned by @intent
 *
 * Returns: %GUICHET_MERGE_SAME when every field is already as wanted,
 *   %GUICHET_MERGE_CONFLICT when at least one conflicts, else
 *   %GUICHET_MERGE_MINE
 */
GuichetMerge
guichet_merge_intent (const GuichetIntent *intent,
                      GuichetTicket       *server,
                      GPtrArray           *out_conflicts)
{
  GuichetMerge result = GUICHET_MERGE_SAME;

  for (guint i = 0; i < intent->changes->len; i++)
    {
      GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);
      GuichetMerge merge = guichet_merge_field (change->base, change->value,
                                                guichet_ticket_get (server, change->field));

      if (merge == GUICHET_MERGE_CONFLICT && out_conflicts != NULL)
        g_ptr_array_add (out_conflicts, change);
      result = MAX (result, merge);
    }

  return result;
}
