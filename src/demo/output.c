#include "config.h"

#include "demo/output.h"

#include "demo/case-log.h"
#include "demo/json.h"

void
demo_output_free (DemoOutput *output)
{
  g_array_unref (output->refs);
  g_free (output->sql);
  g_free (output);
}

static GArray *
parse_fields (DemoCore         *core,
              const DemoClass  *class,
              const char       *fields,
              GError          **error)
{
  g_auto(GStrv) codes = g_strsplit (fields, ",", -1);
  g_autoptr(GArray) refs = g_array_new (FALSE, FALSE, sizeof (DemoAttributeRef));

  for (guint i = 0; codes[i] != NULL; i++)
    {
      DemoAttributeRef ref;

      if (!demo_class_resolve (class, g_strstrip (codes[i]), core->lab, &ref) || ref.kind == DEMO_KIND_HIDDEN)
        {
          g_set_error (error, DEMO_EXCEPTION, DEMO_CODE_INTERNAL, "output_fields: invalid attribute code '%s'",
                       codes[i]);
          return NULL;
        }
      g_array_append_val (refs, ref);
    }

  return g_steal_pointer (&refs);
}

static char *
build_sql (const DemoClass *class,
           GArray          *refs)
{
  GString *sql = g_string_new ("SELECT o.id");

  for (guint i = 0; i < refs->len; i++)
    {
      const DemoAttributeRef *ref = &g_array_index (refs, DemoAttributeRef, i);

      g_string_append (sql, ", ");
      demo_ref_append_sql (ref, "o", sql);
      if (ref->kind == DEMO_KIND_BLOB)
        g_string_append_printf (sql, ", o.%s_type, o.%s_name", ref->code, ref->code);
    }
  g_string_append_printf (sql, " FROM %s AS o WHERE o.id = ?1", class->table);

  return g_string_free (sql, FALSE);
}

/**
 * demo_output_new:
 * @fields: a comma list, "*" or "*+"
 *
 * Returns: (transfer full) (nullable)
 */
DemoOutput *
demo_output_new (DemoCore         *core,
                 const DemoClass  *class,
                 const char       *fields,
                 GError          **error)
{
  GArray *refs;
  DemoOutput *output;

  if (g_str_equal (fields, "*") || g_str_equal (fields, "*+"))
    refs = demo_class_list_output (class, core->lab);
  else if ((refs = parse_fields (core, class, fields, error)) == NULL)
    return NULL;

  output = g_new0 (DemoOutput, 1);
  output->class = class;
  output->refs = refs;
  output->sql = build_sql (class, refs);
  return output;
}

static const char *
get_text (sqlite3_stmt *statement,
          int           column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? text : "";
}

static gboolean
append_links (DemoCore            *core,
              const DemoAttribute *links,
              gint64               owner,
              GString             *json,
              GError             **error);

static void
append_blob (sqlite3_stmt *statement,
             int           column,
             GString      *json)
{
  g_string_append_c (json, '{');
  demo_json_append_member (json, "data", get_text (statement, column));
  g_string_append_c (json, ',');
  demo_json_append_member (json, "mimetype", get_text (statement, column + 1));
  g_string_append_c (json, ',');
  demo_json_append_member (json, "filename", get_text (statement, column + 2));
  g_string_append (json, ",\"downloads_count\":0}");
}

static gboolean
append_value (DemoOutput              *output,
              DemoCore                *core,
              const DemoAttributeRef  *ref,
              sqlite3_stmt            *statement,
              int                      column,
              gint64                   id,
              GString                 *json,
              GError                 **error)
{
  const char *text = get_text (statement, column);

  switch (ref->kind)
    {
    case DEMO_KIND_SECONDS:
      g_string_append_printf (json, "%" G_GINT64_FORMAT, (gint64) sqlite3_column_int64 (statement, column));
      break;

    case DEMO_KIND_LOG:
      demo_case_log_append_json (text, json);
      break;

    case DEMO_KIND_BLOB:
      append_blob (statement, column, json);
      break;

    case DEMO_KIND_LINKS:
      return append_links (core, ref->attribute, id, json, error);

    case DEMO_KIND_TAGS:
      g_string_append (json, "[]");
      break;

    case DEMO_KIND_NULL:
      g_string_append (json, "null");
      break;

    case DEMO_KIND_OBSOLETE:
      g_string_append (json, sqlite3_column_int (statement, column) != 0 ? "true" : "false");
      break;

    case DEMO_KIND_KEY_OBSOLETE:
      demo_json_append_string (json, sqlite3_column_int (statement, column) != 0 ? "1" : "");
      break;

    case DEMO_KIND_KEY_NAME:
      demo_json_append_string (json, *text == '\0' && output->lone_space ? " " : text);
      break;

    case DEMO_KIND_STRING:
    case DEMO_KIND_TEXT:
    case DEMO_KIND_HTML:
    case DEMO_KIND_CODE:
    case DEMO_KIND_DATE:
    case DEMO_KIND_INTEGER:
    case DEMO_KIND_KEY:
    case DEMO_KIND_EXTERNAL:
    case DEMO_KIND_FLAG:
    case DEMO_KIND_HIDDEN:
    case DEMO_KIND_ID:
    case DEMO_KIND_FRIENDLY_NAME:
    case DEMO_KIND_FINAL_CLASS:
    case DEMO_KIND_OBSOLETE_DATE:
    case DEMO_KIND_KEY_CLASS:
    default:
      demo_json_append_string (json, text);
      break;
    }

  return TRUE;
}

static gboolean
append_fields (DemoOutput    *output,
               DemoCore      *core,
               sqlite3_stmt  *statement,
               gint64         id,
               GString       *json,
               GError       **error)
{
  int column = 1;

  g_string_append_c (json, '{');
  for (guint i = 0; i < output->refs->len; i++)
    {
      const DemoAttributeRef *ref = &g_array_index (output->refs, DemoAttributeRef, i);

      if (i > 0)
        g_string_append_c (json, ',');
      demo_json_append_string (json, ref->code);
      g_string_append_c (json, ':');
      if (!append_value (output, core, ref, statement, column, id, json, error))
        return FALSE;
      column += ref->kind == DEMO_KIND_BLOB ? 3 : 1;
    }
  g_string_append_c (json, '}');

  return TRUE;
}

static gboolean
append_row (DemoOutput  *output,
            DemoCore    *core,
            gint64       id,
            GString     *json,
            GError     **error)
{
  sqlite3_stmt *statement = demo_core_prepare (core, output->sql, error);
  gboolean done;

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, id);
  if (sqlite3_step (statement) != SQLITE_ROW)
    {
      sqlite3_reset (statement);
      g_set_error (error, DEMO_EXCEPTION, DEMO_CODE_INTERNAL, "Invalid object %s::%" G_GINT64_FORMAT,
                   output->class->name, id);
      return FALSE;
    }

  done = append_fields (output, core, statement, id, json, error);
  sqlite3_reset (statement);
  return done;
}

static gboolean
points_back (const DemoAttributeRef *ref,
             const DemoAttribute    *links)
{
  return g_str_has_prefix (ref->code, links->detail) ||
         (ref->kind == DEMO_KIND_EXTERNAL && g_str_equal (ref->attribute->target, links->detail));
}

static DemoOutput *
new_link_output (const DemoAttribute *links,
                 const DemoClass     *class,
                 gboolean             lab)
{
  DemoOutput *output = g_new0 (DemoOutput, 1);

  output->class = class;
  output->refs = demo_class_list_output (class, lab);
  for (guint i = output->refs->len; i > 0; i--)
    if (points_back (&g_array_index (output->refs, DemoAttributeRef, i - 1), links))
      g_array_remove_index (output->refs, i - 1);
  output->sql = build_sql (class, output->refs);

  return output;
}

static GArray *
list_links (DemoCore             *core,
            const DemoAttribute  *links,
            const DemoClass      *class,
            gint64                owner,
            GError              **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE %s = ?1 ORDER BY id", class->table, links->detail);
  sqlite3_stmt *statement = demo_core_prepare (core, sql, error);
  GArray *ids;

  if (statement == NULL)
    return NULL;

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_bind_int64 (statement, 1, owner);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  sqlite3_reset (statement);

  return ids;
}

/* A set of links: the attributes of each link, without those of the key that
 * points back (transcript get-51). */
static gboolean
append_links (DemoCore             *core,
              const DemoAttribute  *links,
              gint64                owner,
              GString              *json,
              GError              **error)
{
  const DemoClass *class = links->target != NULL ? demo_schema_get_class (links->target, core->lab) : NULL;
  g_autoptr(DemoOutput) output = NULL;
  g_autoptr(GArray) ids = NULL;

  g_string_append_c (json, '[');
  if (class != NULL)
    {
      output = new_link_output (links, class, core->lab);
      if ((ids = list_links (core, links, class, owner, error)) == NULL)
        return FALSE;
      for (guint i = 0; i < ids->len; i++)
        {
          if (i > 0)
            g_string_append_c (json, ',');
          if (!append_row (output, core, g_array_index (ids, gint64, i), json, error))
            return FALSE;
        }
    }
  g_string_append_c (json, ']');

  return TRUE;
}

/**
 * demo_output_append_object:
 * @message: "", "created" or "updated"
 *
 * Appends "Class::id":{…}, one member of the objects of an answer.
 */
gboolean
demo_output_append_object (DemoOutput  *output,
                           DemoCore    *core,
                           gint64       id,
                           const char  *message,
                           GString     *json,
                           GError     **error)
{
  g_string_append_printf (json,
                          "\"%s::%" G_GINT64_FORMAT "\":{\"code\":0,\"message\":\"%s\",\"class\":\"%s\","
                          "\"key\":\"%" G_GINT64_FORMAT "\",\"fields\":",
                          output->class->name, id, message, output->class->name, id);
  if (!append_row (output, core, id, json, error))
    return FALSE;

  g_string_append_c (json, '}');
  return TRUE;
}
