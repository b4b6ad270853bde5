#include "config.h"

#include "demo/query.h"

#include "demo/collate.h"
#include "demo/query-compile.h"
#include "util/text.h"

void
demo_set_free (DemoSet *set)
{
  g_free (set->sql);
  g_free (set->asked);
  g_ptr_array_unref (set->binds);
  g_free (set);
}

static DemoSet *
new_set (const DemoClass *class)
{
  DemoSet *set = g_new0 (DemoSet, 1);

  set->class = class;
  set->binds = g_ptr_array_new_with_free_func (g_free);
  return set;
}

/* Returns: (transfer full): compact JSON, as messages quote it */
char *
demo_json_to_text (yyjson_val *value)
{
  char *written = yyjson_val_write (value, YYJSON_WRITE_NOFLAG, NULL);
  char *copy = g_strdup (written != NULL ? written : "");

  free (written);
  return copy;
}

/**
 * demo_set_new_from_oql:
 * @text: valid UTF-8; anything
 *
 * Returns: (transfer full) (nullable): the set; else an error of DEMO_OQL or
 *   DEMO_EXCEPTION
 */
DemoSet *
demo_set_new_from_oql (DemoCore           *core,
                       const DemoAccount  *account,
                       const char         *text,
                       GError            **error)
{
  g_autoptr(DemoQuery) query = NULL;
  g_autoptr(DemoSet) set = NULL;
  g_autofree char *message = NULL;
  GString *sql;

  query = demo_oql_parse (text, &message);
  if (query == NULL)
    {
      g_set_error_literal (error, DEMO_OQL, DEMO_OQL_SYNTAX, message);
      return NULL;
    }

  set = new_set (NULL);
  sql = g_string_new (NULL);
  if (!demo_query_compile (core, account, query, text, sql, set->binds, error))
    {
      g_string_free (sql, TRUE);
      return NULL;
    }

  set->class = demo_schema_get_class (query->class_name, core->lab);
  set->sql = g_string_free (sql, FALSE);
  set->asked = g_strconcat ("query: ", text, NULL);
  set->joined = query->joins->len > 0 || query->other != NULL;
  return g_steal_pointer (&set);
}

static void
append_silo (const DemoAccount *account,
             const DemoClass   *class,
             GString           *sql)
{
  if (account->allowed_org != 0 && g_str_equal (class->name, "UserRequest"))
    g_string_append_printf (sql, " AND t0.org_id = %" G_GINT64_FORMAT, account->allowed_org);
}

static DemoSet *
new_set_from_id (const DemoAccount *account,
                 const DemoClass   *class,
                 gint64             id)
{
  DemoSet *set = new_set (class);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "SELECT t0.id FROM %s AS t0 WHERE t0.id = %" G_GINT64_FORMAT, class->table, id);
  append_silo (account, class, sql);
  set->sql = g_string_free (sql, FALSE);
  set->id = id;
  return set;
}

static char *
scalar_to_text (yyjson_val *value)
{
  if (yyjson_is_str (value))
    return g_strdup (yyjson_get_str (value));
  if (yyjson_is_null (value))
    return g_strdup ("");
  if (yyjson_is_bool (value))
    return g_strdup (yyjson_get_bool (value) ? "1" : "");

  return demo_json_to_text (value);
}

/* {"team_id": {"name": "Réseau"}}: the nested criteria must find one object. */
static gboolean
add_nested (DemoCore             *core,
            const DemoAccount    *account,
            const DemoAttribute  *key,
            yyjson_val           *value,
            GString              *sql,
            GError              **error)
{
  const DemoClass *target = key->target != NULL ? demo_schema_get_class (key->target, core->lab) : NULL;
  g_autoptr(DemoSet) inner = NULL;
  gint64 id;

  if (target == NULL || (inner = demo_set_new_from_key (core, account, target, value, error)) == NULL ||
      (id = demo_set_find_one (inner, core, error)) < 0)
    {
      if (error != NULL && *error != NULL)
        g_prefix_error (error, "%s: ", key->code);
      else
        g_set_error (error, DEMO_EXCEPTION, DEMO_CODE_INTERNAL, "%s: Wrong format for key", key->code);
      return FALSE;
    }

  g_string_append_printf (sql, " AND t0.%s = %" G_GINT64_FORMAT, key->code, id);
  return TRUE;
}

static gboolean
add_criterion (DemoCore           *core,
               const DemoAccount  *account,
               DemoSet            *set,
               const char         *code,
               yyjson_val         *value,
               GString            *sql,
               GError            **error)
{
  DemoAttributeRef ref;

  if (!demo_class_resolve (set->class, code, core->lab, &ref) || ref.kind == DEMO_KIND_ID ||
      ref.kind == DEMO_KIND_BLOB || ref.kind == DEMO_KIND_LINKS)
    {
      g_set_error (error, DEMO_EXCEPTION, DEMO_CODE_INTERNAL, "%s: Unknown attribute", code);
      return FALSE;
    }
  if (ref.kind == DEMO_KIND_KEY && yyjson_is_obj (value))
    return add_nested (core, account, ref.attribute, value, sql, error);

  g_string_append (sql, " AND ");
  demo_ref_append_sql (&ref, "t0", sql);
  g_string_append (sql, demo_kind_is_text (ref.kind) ? " COLLATE " DEMO_COLLATION " = ?" : " = ?");
  g_ptr_array_add (set->binds, scalar_to_text (value));
  return TRUE;
}

static DemoSet *
new_set_from_criteria (DemoCore           *core,
                       const DemoAccount  *account,
                       const DemoClass    *class,
                       yyjson_val         *criteria,
                       GError            **error)
{
  g_autoptr(DemoSet) set = new_set (class);
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autofree char *text = demo_json_to_text (criteria);
  yyjson_val *code;
  yyjson_val *value;
  gsize i, max;

  g_string_append_printf (sql, "SELECT t0.id FROM %s AS t0 WHERE 1", class->table);
  append_silo (account, class, sql);
  yyjson_obj_foreach (criteria, i, max, code, value)
    if (!add_criterion (core, account, set, yyjson_get_str (code), value, sql, error))
      return NULL;

  set->sql = g_string_free (g_steal_pointer (&sql), FALSE);
  set->asked = g_strconcat ("criteria: ", text, NULL);
  return g_steal_pointer (&set);
}

static void
frame_oql_error (GError     **error,
                 const char  *text)
{
  static const char * const names[] = {
    "OQLParserSyntaxErrorException", "OqlNormalizeException", "OQLException",
  };
  g_autoptr(GError) inner = g_steal_pointer (error);

  g_set_error (error, DEMO_EXCEPTION, DEMO_CODE_INTERNAL,
               "Query failed to execute: query = %s, exception_class = %s, exception_message = %s",
               text, names[inner->code], inner->message);
}

static DemoSet *
new_set_from_text (DemoCore           *core,
                   const DemoAccount  *account,
                   const DemoClass    *class,
                   const char         *text,
                   GError            **error)
{
  g_autoptr(GError) local = NULL;
  DemoSet *set;
  gint64 id;

  if (guichet_text_parse_int64 (text, &id))
    return new_set_from_id (account, class, id);

  set = demo_set_new_from_oql (core, account, text, &local);
  if (set != NULL)
    return set;

  if (local->domain == DEMO_OQL)
    frame_oql_error (&local, text);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * demo_set_new_from_key:
 * @key: a number, a numeric text, an OQL or a criteria object
 *
 * Returns: (transfer full) (nullable): the set; its class is that of the OQL
 */
DemoSet *
demo_set_new_from_key (DemoCore           *core,
                       const DemoAccount  *account,
                       const DemoClass    *class,
                       yyjson_val         *key,
                       GError            **error)
{
  if (yyjson_is_int (key))
    return new_set_from_id (account, class, yyjson_get_sint (key));
  if (yyjson_is_str (key))
    return new_set_from_text (core, account, class, yyjson_get_str (key), error);
  if (yyjson_is_obj (key))
    return new_set_from_criteria (core, account, class, key, error);

  g_set_error_literal (error, DEMO_EXCEPTION, DEMO_CODE_INTERNAL, "Wrong format for key");
  return NULL;
}

static sqlite3_stmt *
prepare (DemoSet     *set,
         DemoCore    *core,
         const char  *sql,
         GError     **error)
{
  g_autoptr(GError) local = NULL;
  sqlite3_stmt *statement = demo_core_prepare (core, sql, &local);

  if (statement == NULL)
    {
      g_set_error (error, DEMO_EXCEPTION, DEMO_CODE_INTERNAL, "Failed to issue SQL query: query = %s, mysql_error = %s",
                   set->asked != NULL ? set->asked : "", local->message);
      return NULL;
    }

  for (guint i = 0; i < set->binds->len; i++)
    sqlite3_bind_text (statement, (int) i + 1, g_ptr_array_index (set->binds, i), -1, SQLITE_STATIC);
  return statement;
}

/* Returns: how many objects the set has; -1 with @error set */
gint64
demo_set_count (DemoSet   *set,
                DemoCore  *core,
                GError   **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(%s) FROM (%s)", set->joined ? "DISTINCT id" : "*", set->sql);
  sqlite3_stmt *statement = prepare (set, core, sql, error);
  gint64 count = 0;

  if (statement == NULL)
    return -1;

  if (sqlite3_step (statement) == SQLITE_ROW)
    count = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return count;
}

/* Requests by reference, newest first and as text; the others by name. Joins
 * may find an object several times; without them the order comes straight
 * from the index. */
static char *
build_list_sql (DemoSet *set)
{
  const char *alias = set->joined ? "o" : "t0";
  GString *sql = g_string_new (NULL);

  if (set->joined)
    g_string_append_printf (sql, "SELECT o.id FROM %s AS o WHERE o.id IN (%s)", set->class->table, set->sql);
  else
    g_string_append (sql, set->sql);

  if (g_str_equal (set->class->name, "UserRequest"))
    g_string_append_printf (sql, " ORDER BY %s.ref DESC, %s.id DESC", alias, alias);
  else
    {
      g_string_append (sql, " ORDER BY (");
      demo_class_append_friendly (set->class, alias, sql);
      g_string_append_printf (sql, ") COLLATE " DEMO_COLLATION ", %s.id", alias);
    }
  g_string_append (sql, " LIMIT ? OFFSET ?");

  return g_string_free (sql, FALSE);
}

/**
 * demo_set_list:
 * @limit: 0 or less for all
 *
 * Returns: (transfer full) (element-type gint64) (nullable): ids in the order
 *   of the class
 */
GArray *
demo_set_list (DemoSet   *set,
               DemoCore  *core,
               gint64     limit,
               gint64     offset,
               GError   **error)
{
  g_autofree char *sql = build_list_sql (set);
  sqlite3_stmt *statement = prepare (set, core, sql, error);
  GArray *ids;

  if (statement == NULL)
    return NULL;

  sqlite3_bind_int64 (statement, (int) set->binds->len + 1, limit > 0 ? limit : -1);
  sqlite3_bind_int64 (statement, (int) set->binds->len + 2, offset);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  sqlite3_reset (statement);

  return ids;
}

/**
 * demo_set_find_one:
 *
 * Returns: the id of the only object; -1 with the server's complaint set
 */
gint64
demo_set_find_one (DemoSet   *set,
                   DemoCore  *core,
                   GError   **error)
{
  gint64 count = demo_set_count (set, core, error);
  g_autoptr(GArray) ids = NULL;

  if (count < 0)
    return -1;

  if (count == 1 && (ids = demo_set_list (set, core, 1, 0, error)) != NULL && ids->len == 1)
    return g_array_index (ids, gint64, 0);

  if (set->id != 0 || set->asked == NULL)
    g_set_error (error, DEMO_EXCEPTION, DEMO_CODE_INTERNAL, "Invalid object %s::%" G_GINT64_FORMAT,
                 set->class->name, set->id);
  else if (count == 0)
    g_set_error (error, DEMO_EXCEPTION, DEMO_CODE_INTERNAL, "No item found for %s", set->asked);
  else
    g_set_error (error, DEMO_EXCEPTION, DEMO_CODE_INTERNAL, "Several items found (%" G_GINT64_FORMAT ") for %s",
                 count, set->asked);
  return -1;
}
