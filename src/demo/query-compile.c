#include "config.h"

#include "demo/query-compile.h"

#include "demo/collate.h"
#include "demo/query-names.h"
#include "util/server-time.h"
#include "util/text.h"

/* From the tree of an OQL query to SQL. Every word of SQL comes from here or
 * from the schema; what the query brings is bound, or is a checked number. */

/* The names a query gives to its classes, and ours for them. */
typedef struct
{
  const char      *name;
  const DemoClass *class;
  char             alias[16];
} Scope;

typedef struct
{
  DemoCore          *core;
  const DemoAccount *account;
  const char        *text;
  GString           *sql;
  GPtrArray         *binds;
  GArray            *scopes;
  guint              n_aliases;
} Compiler;

static gboolean compile_query (Compiler         *compiler,
                               const DemoQuery  *query,
                               GError          **error);
static gboolean compile_node  (Compiler         *compiler,
                               const DemoNode   *node,
                               GError          **error);

static void
bind_text (Compiler   *compiler,
           const char *text)
{
  g_string_append_c (compiler->sql, '?');
  g_ptr_array_add (compiler->binds, g_strdup (text));
}

static gboolean
refuse (Compiler    *compiler,
        const char  *what,
        const char  *found,
        gsize        position,
        const char  *expected,
        GError     **error)
{
  g_autofree char *suggestion = _demo_query_suggest (found, expected);

  g_set_error (error, DEMO_OQL, DEMO_OQL_NORMALIZE,
               "%s - found '%s' at %" G_GSIZE_FORMAT " in '%s', expecting {%s}, I would suggest to use '%s'",
               what, found, position, compiler->text, expected, suggestion);
  return FALSE;
}

static const Scope *
find_scope (Compiler   *compiler,
            const char *name)
{
  for (guint i = compiler->scopes->len; i > 0; i--)
    {
      const Scope *scope = &g_array_index (compiler->scopes, Scope, i - 1);

      if (g_str_equal (scope->name, name))
        return scope;
    }

  return NULL;
}

static char *
list_scopes (Compiler *compiler)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < compiler->scopes->len; i++)
    g_ptr_array_add (names, (gpointer) g_array_index (compiler->scopes, Scope, i).name);
  g_ptr_array_add (names, NULL);

  return g_strjoinv (", ", (char **) names->pdata);
}

static const DemoClass *
find_class (Compiler    *compiler,
            const char  *name,
            gsize        position,
            GError     **error)
{
  const DemoClass *class = demo_schema_get_class (name, compiler->core->lab);

  if (demo_schema_is_closed (name))
    {
      g_set_error (error, DEMO_REFUSAL, DEMO_CODE_UNAUTHORIZED,
                   "The current user does not have enough permissions for reading data of class %s", name);
      return NULL;
    }
  if (class == NULL)
    {
      g_autofree char *expected = _demo_query_list_classes (compiler->core->lab);

      refuse (compiler, "Unknown class", name, position, expected, error);
    }

  return class;
}

static void
add_scope (Compiler        *compiler,
           const char      *name,
           const DemoClass *class)
{
  Scope scope = { name, class, "" };

  g_snprintf (scope.alias, sizeof scope.alias, "t%u", compiler->n_aliases++);
  g_array_append_val (compiler->scopes, scope);
}

static gboolean
resolve (Compiler          *compiler,
         const char        *alias,
         const char        *code,
         gsize              position,
         const Scope      **out_scope,
         DemoAttributeRef  *out_ref,
         GError           **error)
{
  const Scope *scope = alias != NULL ? find_scope (compiler, alias)
                                     : &g_array_index (compiler->scopes, Scope, 0);
  g_autofree char *expected = NULL;

  if (scope == NULL)
    {
      expected = list_scopes (compiler);
      return refuse (compiler, "Unknown class alias", alias, position, expected, error);
    }

  if (demo_class_resolve (scope->class, code, compiler->core->lab, out_ref) &&
      out_ref->kind != DEMO_KIND_BLOB && out_ref->kind != DEMO_KIND_LINKS && out_ref->kind != DEMO_KIND_TAGS)
    {
      *out_scope = scope;
      return TRUE;
    }

  expected = demo_class_list_filters (scope->class, compiler->core->lab);
  return refuse (compiler, "Unknown filter code", code, position, expected, error);
}

static gboolean
compile_attribute (Compiler        *compiler,
                   const DemoNode  *node,
                   GError         **error)
{
  const Scope *scope;
  DemoAttributeRef ref;

  if (!resolve (compiler, node->alias, node->text, node->position, &scope, &ref, error))
    return FALSE;

  g_string_append_c (compiler->sql, '(');
  demo_ref_append_sql (&ref, scope->alias, compiler->sql);
  g_string_append_c (compiler->sql, ')');
  if (demo_kind_is_text (ref.kind))
    g_string_append (compiler->sql, " COLLATE " DEMO_COLLATION);
  return TRUE;
}

static void
compile_number (Compiler       *compiler,
                const DemoNode *node)
{
  gint64 number;

  if (guichet_text_parse_int64 (node->text, &number))
    g_string_append_printf (compiler->sql, "%" G_GINT64_FORMAT, number);
  else
    bind_text (compiler, node->text);
}

static gboolean
compile_contact (Compiler    *compiler,
                 const char  *code,
                 GError     **error)
{
  const DemoClass *person = demo_schema_get_class ("Person", TRUE);
  DemoAttributeRef ref;

  if (!demo_class_resolve (person, code, compiler->core->lab, &ref) || !demo_kind_is_stored (ref.kind))
    {
      g_set_error (error, DEMO_OQL, DEMO_OQL_OTHER, "Missing query argument: current_contact->%s", code);
      return FALSE;
    }

  g_string_append (compiler->sql, "(SELECT ");
  demo_ref_append_sql (&ref, "me", compiler->sql);
  g_string_append_printf (compiler->sql, " FROM person AS me WHERE me.id = %" G_GINT64_FORMAT ")",
                          compiler->account->person);
  return TRUE;
}

static gboolean
compile_parameter (Compiler        *compiler,
                   const DemoNode  *node,
                   GError         **error)
{
  const char *name = node->text;

  if (g_str_equal (name, "current_contact_id") || g_str_equal (name, "current_contact->id"))
    g_string_append_printf (compiler->sql, "%" G_GINT64_FORMAT, compiler->account->person);
  else if (g_str_equal (name, "current_user_id") || g_str_equal (name, "current_user->id"))
    g_string_append_printf (compiler->sql, "%" G_GINT64_FORMAT, compiler->account->id);
  else if (g_str_equal (name, "current_user->login"))
    bind_text (compiler, compiler->account->login);
  else if (g_str_has_prefix (name, "current_contact->"))
    return compile_contact (compiler, name + strlen ("current_contact->"), error);
  else
    {
      g_set_error (error, DEMO_OQL, DEMO_OQL_OTHER, "Missing query argument: %s", name);
      return FALSE;
    }

  return TRUE;
}

static gboolean
compile_list (Compiler    *compiler,
              GPtrArray   *nodes,
              guint        first,
              const char  *separator,
              GError     **error)
{
  for (guint i = first; i < nodes->len; i++)
    {
      if (i > first)
        g_string_append (compiler->sql, separator);
      if (!compile_node (compiler, g_ptr_array_index (nodes, i), error))
        return FALSE;
    }

  return TRUE;
}

/* NOW() is the clock of the database, which runs in UTC (sync-08). */
static void
compile_now (Compiler *compiler)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *text = guichet_server_time_format (now, utc);

  bind_text (compiler, text);
}

/* DATE_SUB (date, INTERVAL n UNIT) */
static gboolean
compile_date_shift (Compiler        *compiler,
                    const DemoNode  *node,
                    const char      *sign,
                    GError         **error)
{
  const DemoNode *interval = node->children->len == 2 ? g_ptr_array_index (node->children, 1) : NULL;
  const char *unit;

  if (interval == NULL || interval->type != DEMO_NODE_INTERVAL ||
      (unit = _demo_query_get_unit (interval->text)) == NULL)
    {
      g_set_error (error, DEMO_OQL, DEMO_OQL_OTHER, "Wrong arguments of the function %s", node->text);
      return FALSE;
    }

  g_string_append (compiler->sql, "datetime(");
  if (!compile_node (compiler, g_ptr_array_index (node->children, 0), error))
    return FALSE;
  g_string_append_printf (compiler->sql, ", '%s' || (", sign);
  if (!compile_node (compiler, g_ptr_array_index (interval->children, 0), error))
    return FALSE;
  g_string_append_printf (compiler->sql, ") || ' %s')", unit);
  return TRUE;
}

static gboolean
compile_wrapped (Compiler        *compiler,
                 const DemoNode  *node,
                 const char      *before,
                 const char      *separator,
                 const char      *after,
                 GError         **error)
{
  if (node->children->len == 0)
    {
      g_set_error (error, DEMO_OQL, DEMO_OQL_OTHER, "Wrong arguments of the function %s", node->text);
      return FALSE;
    }

  g_string_append (compiler->sql, before);
  if (!compile_list (compiler, node->children, 0, separator, error))
    return FALSE;
  g_string_append (compiler->sql, after);
  return TRUE;
}

static gboolean
compile_function (Compiler        *compiler,
                  const DemoNode  *node,
                  GError         **error)
{
  const char *name = node->text;

  if (g_str_equal (name, "NOW") && node->children->len == 0)
    {
      compile_now (compiler);
      return TRUE;
    }
  if (g_str_equal (name, "DATE_SUB"))
    return compile_date_shift (compiler, node, "-", error);
  if (g_str_equal (name, "DATE_ADD"))
    return compile_date_shift (compiler, node, "+", error);
  if (g_str_equal (name, "CONCAT"))
    return compile_wrapped (compiler, node, "('' || ", " || ", ")", error);
  /* Absent is the empty text or the key 0 here. */
  if (g_str_equal (name, "ISNULL") && node->children->len == 1)
    return compile_wrapped (compiler, node, "(", "", " IN ('', 0))", error);
  if (g_str_equal (name, "COALESCE") && node->children->len > 1)
    return compile_wrapped (compiler, node, "COALESCE(", ", ", ")", error);

  g_set_error (error, DEMO_OQL, DEMO_OQL_OTHER, "Unknown function %s", name);
  return FALSE;
}

static gboolean
compile_compare (Compiler        *compiler,
                 const DemoNode  *node,
                 GError         **error)
{
  if (g_str_equal (node->text, "MATCHES"))
    {
      g_set_error (error, DEMO_EXCEPTION, 1191,
                   "Failed to issue SQL query: query = %s, mysql_errno = 1191, "
                   "mysql_error = Can't find FULLTEXT index matching the column list", compiler->text);
      return FALSE;
    }

  g_string_append_c (compiler->sql, '(');
  if (!compile_node (compiler, g_ptr_array_index (node->children, 0), error))
    return FALSE;
  g_string_append_printf (compiler->sql, " %s ", node->text);
  if (!compile_node (compiler, g_ptr_array_index (node->children, 1), error))
    return FALSE;
  g_string_append_c (compiler->sql, ')');
  return TRUE;
}

static gboolean
compile_subquery (Compiler         *compiler,
                  const DemoQuery  *query,
                  GError          **error)
{
  GArray *outer = compiler->scopes;
  gboolean done;

  compiler->scopes = g_array_new (FALSE, FALSE, sizeof (Scope));
  done = compile_query (compiler, query, error);
  g_array_unref (compiler->scopes);
  compiler->scopes = outer;

  return done;
}

static gboolean
compile_in (Compiler        *compiler,
            const DemoNode  *node,
            GError         **error)
{
  gboolean done;

  g_string_append_c (compiler->sql, '(');
  if (!compile_node (compiler, g_ptr_array_index (node->children, 0), error))
    return FALSE;
  g_string_append (compiler->sql, node->negated ? " NOT IN (" : " IN (");
  done = node->subquery != NULL ? compile_subquery (compiler, node->subquery, error)
                                : compile_list (compiler, node->children, 1, ", ", error);
  g_string_append (compiler->sql, "))");

  return done;
}

static gboolean
compile_group (Compiler        *compiler,
               const DemoNode  *node,
               GError         **error)
{
  gboolean done;

  g_string_append_c (compiler->sql, '(');
  done = compile_list (compiler, node->children, 0, node->type == DEMO_NODE_AND ? " AND " : " OR ", error);
  g_string_append_c (compiler->sql, ')');

  return done;
}

static gboolean
compile_node (Compiler        *compiler,
              const DemoNode  *node,
              GError         **error)
{
  switch (node->type)
    {
    case DEMO_NODE_AND:
    case DEMO_NODE_OR:
      return compile_group (compiler, node, error);

    case DEMO_NODE_COMPARE:
      return compile_compare (compiler, node, error);

    case DEMO_NODE_IN:
      return compile_in (compiler, node, error);

    case DEMO_NODE_ATTRIBUTE:
      return compile_attribute (compiler, node, error);

    case DEMO_NODE_STRING:
      bind_text (compiler, node->text);
      return TRUE;

    case DEMO_NODE_NUMBER:
      compile_number (compiler, node);
      return TRUE;

    case DEMO_NODE_PARAMETER:
      return compile_parameter (compiler, node, error);

    case DEMO_NODE_FUNCTION:
      return compile_function (compiler, node, error);

    case DEMO_NODE_INTERVAL:
    default:
      g_set_error_literal (error, DEMO_OQL, DEMO_OQL_OTHER, "An interval stands only in a function of dates");
      return FALSE;
    }
}

static gboolean
compile_join_side (Compiler    *compiler,
                   const char  *alias,
                   const char  *code,
                   gsize        position,
                   GError     **error)
{
  const Scope *scope;
  DemoAttributeRef ref;

  if (!resolve (compiler, alias, code, position, &scope, &ref, error))
    return FALSE;

  demo_ref_append_sql (&ref, scope->alias, compiler->sql);
  return TRUE;
}

/* Towards an id only, as on the real server (view-06). */
static gboolean
compile_join (Compiler        *compiler,
              const DemoJoin  *join,
              GError         **error)
{
  const DemoClass *class = find_class (compiler, join->class_name, join->class_position, error);

  if (class == NULL)
    return FALSE;
  add_scope (compiler, join->alias, class);
  if (!g_str_equal (join->right_code, "id"))
    return refuse (compiler, "Wrong format for Join clause (right hand), expecting an id", join->right_code,
                   join->right_position, "id", error);

  g_string_append_printf (compiler->sql, " JOIN %s AS %s ON ", class->table,
                          g_array_index (compiler->scopes, Scope, compiler->scopes->len - 1).alias);
  if (!compile_join_side (compiler, join->left_alias, join->left_code, join->left_position, error))
    return FALSE;
  g_string_append (compiler->sql, " = ");
  return compile_join_side (compiler, join->right_alias, join->right_code, join->right_position, error);
}

/* What the account may not see is missing without a word (get-43). */
static void
append_silo (Compiler        *compiler,
             const DemoClass *class,
             const char      *alias)
{
  if (compiler->account->allowed_org != 0 && g_str_equal (class->name, "UserRequest"))
    g_string_append_printf (compiler->sql, " AND %s.org_id = %" G_GINT64_FORMAT, alias,
                            compiler->account->allowed_org);
}

static gboolean
compile_select (Compiler         *compiler,
                const DemoQuery  *query,
                GError          **error)
{
  const DemoClass *class = find_class (compiler, query->class_name, query->class_position, error);
  char alias[16];

  if (class == NULL)
    return FALSE;

  g_array_set_size (compiler->scopes, 0);
  add_scope (compiler, query->alias, class);
  g_strlcpy (alias, g_array_index (compiler->scopes, Scope, 0).alias, sizeof alias);

  g_string_append_printf (compiler->sql, "SELECT %s.id FROM %s AS %s", alias, class->table, alias);
  for (guint i = 0; i < query->joins->len; i++)
    if (!compile_join (compiler, g_ptr_array_index (query->joins, i), error))
      return FALSE;

  g_string_append (compiler->sql, " WHERE 1");
  append_silo (compiler, class, alias);
  if (query->where == NULL)
    return TRUE;

  g_string_append (compiler->sql, " AND ");
  return compile_node (compiler, query->where, error);
}

static gboolean
compile_query (Compiler         *compiler,
               const DemoQuery  *query,
               GError          **error)
{
  for (const DemoQuery *one = query; one != NULL; one = one->other)
    {
      if (one != query)
        g_string_append (compiler->sql, " UNION ");
      if (!compile_select (compiler, one, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * demo_query_compile:
 * @text: what @query was parsed from, for messages
 * @sql: gets a SELECT of ids
 * @binds: (element-type utf8): gets the values of its question marks
 *
 * Returns: %FALSE with an error of DEMO_OQL or DEMO_EXCEPTION
 */
gboolean
demo_query_compile (DemoCore           *core,
                    const DemoAccount  *account,
                    const DemoQuery    *query,
                    const char         *text,
                    GString            *sql,
                    GPtrArray          *binds,
                    GError            **error)
{
  Compiler compiler = { core, account, text, sql, binds };
  gboolean done;

  compiler.scopes = g_array_new (FALSE, FALSE, sizeof (Scope));
  done = compile_query (&compiler, query, error);
  g_array_unref (compiler.scopes);

  return done;
}
