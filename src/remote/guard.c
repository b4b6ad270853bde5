#include "config.h"

#include "remote/guard.h"

#include "remote/oql.h"
#include "util/text.h"
#include "util/uuid.h"

/* ---- whether the fields are still as the person saw them
 *
 * The condition is
 *
 *     last_update = 'seen' OR (field1 = 'seen1' AND field2 = 'seen2' …)
 *
 * so that an entry or another field that somebody added meanwhile does not get
 * in the way. Two things are left open by it, both closed by the reading and
 * merging that goes before every sending: the database compares text without
 * case and accents, and last_update is blind within one second. The first
 * alternative also helps where equal text does not compare equal, because the
 * server's text held characters that we do not keep.
 *
 * Long texts cannot be compared so: a change of one wants last_update alone, or,
 * where no last_update is given, at least the short fields beside it. */

static gboolean
is_comparable (const GuichetFieldChange *change)
{
  return change->base != NULL && !guichet_field_is_long (change->field) &&
         guichet_field_get_kind (change->field) != GUICHET_FIELD_KIND_PLAIN;
}

static guint
count_comparable (const GuichetIntent *intent)
{
  guint n = 0;

  for (guint i = 0; i < intent->changes->len; i++)
    if (is_comparable (g_ptr_array_index (intent->changes, i)))
      n++;

  return n;
}

/* Nothing is NULL or "" in the database, but always "0" in a key. */
static void
where_base (GuichetOql               *oql,
            const char               *code,
            const GuichetFieldChange *change)
{
  gint64 id = 0;

  if (guichet_field_get_kind (change->field) == GUICHET_FIELD_KIND_KEY)
    {
      guichet_text_parse_int64 (change->base, &id);
      guichet_oql_where_int (oql, code, "=", id);
      return;
    }
  if (*change->base != '\0')
    {
      guichet_oql_where_text (oql, code, "=", change->base);
      return;
    }
  guichet_oql_open_any (oql);
  guichet_oql_where_null (oql, code);
  guichet_oql_where_text (oql, code, "=", "");
  guichet_oql_close (oql);
}

static void
where_bases (GuichetOql          *oql,
             GuichetProfile      *profile,
             const GuichetIntent *intent)
{
  guichet_oql_open_all (oql);
  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);

      if (is_comparable (change))
        where_base (oql, guichet_profile_get_code (profile, change->field), change);
    }
  guichet_oql_close (oql);
}

static void
where_unchanged (GuichetOql          *oql,
                 GuichetProfile      *profile,
                 const GuichetIntent *intent)
{
  const char *last_update = guichet_profile_get_code (profile, GUICHET_FIELD_LAST_UPDATE);
  gboolean dated = last_update != NULL && !guichet_text_is_empty (intent->base_last_update);
  guint comparable = count_comparable (intent);
  gboolean compared = comparable > 0 && (!dated || comparable == intent->changes->len);

  if (!dated && !compared)
    return;
  guichet_oql_open_any (oql);
  if (dated)
    guichet_oql_where_text (oql, last_update, "=", intent->base_last_update);
  if (compared)
    where_bases (oql, profile, intent);
  guichet_oql_close (oql);
}

/* ---- the rest of the guard */

static void
where_entry_absent (GuichetOql          *oql,
                    GuichetProfile      *profile,
                    const GuichetIntent *intent,
                    GuichetJournal       journal)
{
  g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);
  const char *code = guichet_profile_get_journal_code (profile, journal);

  if (code != NULL)
    guichet_oql_where_lacks (oql, code, marker);
}

/**
 * guichet_guard_build:
 * @parts: the #GuichetIntentParts that are about to be sent
 *
 * The key of a change is a query that finds the ticket only as long as the
 * change may still be made, the one protection against overwriting and
 * repeating that the server offers (ITOP-PROTOCOL §5, §18): the state that the
 * person saw for a transition, the values that they saw for fields, and no
 * entry yet that carries the marker. A guard that finds nothing is answered
 * with "No item found" and nothing is written.
 *
 * Returns: (transfer full) (nullable): the query
 */
char *
guichet_guard_build (GuichetProfile       *profile,
                     const GuichetIntent  *intent,
                     guint                 parts,
                     GError              **error)
{
  g_autoptr(GuichetOql) oql = guichet_oql_new (guichet_profile_get_class_name (profile));

  guichet_oql_where_int (oql, "id", "=", intent->ticket_id);
  if (parts & GUICHET_INTENT_PART_MAIN)
    {
      if (intent->action != NULL)
        guichet_oql_where_text (oql, guichet_profile_get_code (profile, GUICHET_FIELD_STATUS), "=",
                                intent->base_status != NULL ? intent->base_status : "");
      if (intent->changes->len > 0)
        where_unchanged (oql, profile, intent);
    }
  if (parts & GUICHET_INTENT_PART_PRIVATE)
    where_entry_absent (oql, profile, intent, GUICHET_JOURNAL_PRIVATE);
  if (parts & GUICHET_INTENT_PART_PUBLIC)
    where_entry_absent (oql, profile, intent, GUICHET_JOURNAL_PUBLIC);

  return guichet_oql_to_text (oql, error);
}
