#include "config.h"

#include "store/list-criteria.h"

#include "util/text.h"

/* The columns that hold a text without case and accents already. */
static const char * const folded_columns[GUICHET_N_FIELDS] = {
  [GUICHET_FIELD_TITLE] = "title_key",
  [GUICHET_FIELD_SERVICE] = "service_key",
  [GUICHET_FIELD_CALLER] = "caller_key",
  [GUICHET_FIELD_TEAM] = "team_key",
  [GUICHET_FIELD_SITE] = "site_key",
  [GUICHET_FIELD_AGENT] = "agent_key",
};

static gboolean
is_key (GuichetField field)
{
  return guichet_field_get_kind (field) == GUICHET_FIELD_KIND_KEY;
}

static char *
make_column (GuichetField field)
{
  return g_strdelimit (g_strdup (guichet_field_get_name (field)), "-", '_');
}

/* What stands in the row: of a key its id. Long texts have a table of their
 * own, as the server sent them. */
static char *
make_value (GuichetField field)
{
  g_autofree char *column = make_column (field);

  if (guichet_field_is_long (field))
    return g_strdup_printf ("(SELECT x.%s FROM ticket_text AS x WHERE x.id = ticket.id)", column);

  return g_steal_pointer (&column);
}

/* What a person reads there. */
static char *
make_text (GuichetField field)
{
  g_autofree char *value = make_value (field);

  return is_key (field) ? g_strconcat (value, "_label", NULL) : g_steal_pointer (&value);
}

static char *
make_folded (GuichetField field)
{
  g_autofree char *text = make_text (field);

  if (folded_columns[field] != NULL)
    return g_strdup (folded_columns[field]);

  return g_strdup_printf ("guichet_fold (%s)", text);
}

static guint
add_folded (GuichetListSql *sql,
            const char     *value)
{
  g_autofree char *folded = guichet_text_fold (value);

  return guichet_list_sql_add_value (sql, folded);
}

/* ---- one value */

static void
append_is (GuichetListSql *sql,
           GuichetField    field,
           const char     *value)
{
  GuichetFieldKind kind = guichet_field_get_kind (field);
  g_autofree char *column = make_value (field);
  g_autofree char *folded = make_folded (field);
  gint64 id;

  if (kind == GUICHET_FIELD_KIND_CODE || kind == GUICHET_FIELD_KIND_TIME)
    g_string_append_printf (sql->text, "ifnull (%s, '') = ?%u", column, guichet_list_sql_add_value (sql, value));
  else if (kind == GUICHET_FIELD_KIND_KEY && guichet_text_parse_int64 (value, &id))
    g_string_append_printf (sql->text, "ifnull (%s, 0) = CAST (?%u AS INTEGER)", column, guichet_list_sql_add_value (sql, value));
  else
    g_string_append_printf (sql->text, "%s = ?%u", folded, add_folded (sql, value));
}

static void
append_one (GuichetListSql         *sql,
            const GuichetCriterion *criterion,
            const char             *value)
{
  g_autofree char *text = make_text (criterion->field);
  g_autofree char *folded = make_folded (criterion->field);
  guint n;

  switch (criterion->op)
    {
    case GUICHET_OPERATOR_CONTAINS:
      g_string_append_printf (sql->text, "instr (%s, ?%u)", folded, add_folded (sql, value));
      break;

    case GUICHET_OPERATOR_BEGINS:
      n = add_folded (sql, value);
      g_string_append_printf (sql->text, "substr (%s, 1, length (?%u)) = ?%u", folded, n, n);
      break;

    case GUICHET_OPERATOR_BEFORE:
      g_string_append_printf (sql->text, "(%s <> '' AND %s < ?%u)", text, text,
                              guichet_list_sql_add_value (sql, value));
      break;

    case GUICHET_OPERATOR_SINCE:
      g_string_append_printf (sql->text, "(%s <> '' AND %s >= ?%u)", text, text,
                              guichet_list_sql_add_value (sql, value));
      break;

    case GUICHET_OPERATOR_IS:
    case GUICHET_OPERATOR_IS_NOT:
    case GUICHET_OPERATOR_EMPTY:
    case GUICHET_OPERATOR_NOT_EMPTY:
    default:
      append_is (sql, criterion->field, value);
    }
}

static void
append_empty (GuichetListSql *sql,
              GuichetField    field)
{
  g_autofree char *column = make_value (field);

  g_string_append_printf (sql->text, is_key (field) ? "ifnull (%s, 0) = 0" : "ifnull (%s, '') = ''", column);
}

static gboolean
is_about_emptiness (GuichetOperator op)
{
  return op == GUICHET_OPERATOR_EMPTY || op == GUICHET_OPERATOR_NOT_EMPTY;
}

/* True or NULL when the condition holds before it is turned round. */
static void
append_field (GuichetListSql         *sql,
              const GuichetCriterion *criterion)
{
  if (is_about_emptiness (criterion->op))
    {
      append_empty (sql, criterion->field);
      return;
    }

  for (guint i = 0; criterion->values[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (sql->text, " OR ");
      append_one (sql, criterion, criterion->values[i]);
    }
}

/* ---- one criterion */

/**
 * guichet_list_criteria_asks:
 *
 * Returns: whether @criterion is a condition at all: one without a value to
 *   compare with is not
 */
gboolean
guichet_list_criteria_asks (const GuichetCriterion *criterion)
{
  return criterion->kind != GUICHET_CRITERION_FIELD || is_about_emptiness (criterion->op) ||
         (criterion->values != NULL && criterion->values[0] != NULL);
}

/**
 * guichet_list_criteria_is_column:
 *
 * Returns: whether the row of the ticket tells it
 */
gboolean
guichet_list_criteria_is_column (const GuichetCriterion *criterion)
{
  return criterion->kind == GUICHET_CRITERION_FIELD || criterion->kind == GUICHET_CRITERION_REOPENED;
}

/* Whether those are wanted for which the appended condition does not hold. */
gboolean
guichet_list_criteria_is_turned_round (const GuichetCriterion *criterion)
{
  gboolean is_not = criterion->kind == GUICHET_CRITERION_FIELD &&
                    (criterion->op == GUICHET_OPERATOR_IS_NOT || criterion->op == GUICHET_OPERATOR_NOT_EMPTY);

  return !criterion->negated != !is_not;
}

/* The server keeps the date of the resolution when the ticket is opened again
 * (ITOP-PROTOCOL §7 and the desk of the demonstration: nothing on the way from
 * "resolved" to "assigned" empties it), so that an ongoing ticket that has one
 * was resolved before. */
#define REOPENED_SQL "category = 0 AND resolution_date <> ''"

/**
 * guichet_list_criteria_append:
 * @criterion: one that asks, about a column
 *
 * Adds a condition that is true, or else false or NULL, the criterion not yet
 * turned round.
 */
void
guichet_list_criteria_append (GuichetListSql         *sql,
                              const GuichetCriterion *criterion)
{
  if (criterion->kind == GUICHET_CRITERION_FIELD)
    append_field (sql, criterion);
  else
    g_string_append (sql->text, REOPENED_SQL);
}
