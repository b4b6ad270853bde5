#include "config.h"

#include "demo/portal-scope.h"

#include "util/text.h"

gint64
demo_portal_get_organisation (DemoVisit *visit)
{
  return demo_core_read_int64 (visit->core, "SELECT org_id FROM person WHERE id = ?1", visit->caller.account->person);
}

/* An agent without the portal's profile gets in and finds nothing (session-10). */
gboolean
demo_portal_has_scope (DemoVisit *visit)
{
  return (visit->caller.account->flags & DEMO_ACCOUNT_PORTAL) != 0;
}

/* The services that a contract gives to the organisation. */
#define SERVICES \
  "SELECT s.service_id FROM contract_service AS s JOIN customer_contract AS c ON c.id = s.customercontract_id " \
  "WHERE c.org_id = %" G_GINT64_FORMAT

/**
 * demo_portal_append_scope:
 * @sql: gets a condition on the table "o" of @class
 *
 * Own requests, the catalogue of one's organisation and its people and places
 * (PORTAL-PROTOCOL §10).
 */
void
demo_portal_append_scope (DemoVisit       *visit,
                          const DemoClass *class,
                          GString         *sql)
{
  static const char * const open_classes[] = {
    "FAQ", "FAQCategory", "ServiceFamily", "AsapDomain", "AsapFamilyGroup", NULL,
  };
  gint64 organisation = demo_portal_get_organisation (visit);

  if (!demo_portal_has_scope (visit))
    g_string_append_c (sql, '0');
  else if (g_str_equal (class->name, "UserRequest"))
    g_string_append_printf (sql, "o.caller_id = %" G_GINT64_FORMAT, visit->caller.account->person);
  else if (g_strv_contains (open_classes, class->name))
    g_string_append_c (sql, '1');
  else if (g_str_equal (class->name, "Service"))
    g_string_append_printf (sql, "o.status != 'obsolete' AND o.id IN (" SERVICES ")", organisation);
  else if (g_str_equal (class->name, "ServiceSubcategory"))
    g_string_append_printf (sql, "o.status != 'obsolete' AND o.service_id IN (" SERVICES ")", organisation);
  else if (g_str_equal (class->name, "Person") || g_str_equal (class->name, "Location"))
    g_string_append_printf (sql, "o.org_id = %" G_GINT64_FORMAT, organisation);
  else if (g_str_equal (class->name, "Organization"))
    g_string_append_printf (sql, "o.id = %" G_GINT64_FORMAT, organisation);
  else
    g_string_append_c (sql, '0');
}

gboolean
demo_portal_may_see (DemoVisit       *visit,
                     const DemoClass *class,
                     gint64           id)
{
  g_autoptr(GString) sql = g_string_new (NULL);

  g_string_printf (sql, "SELECT 1 FROM %s AS o WHERE o.id = ?1 AND ", class->table);
  demo_portal_append_scope (visit, class, sql);
  return demo_core_read_int64 (visit->core, sql->str, id) != 0;
}

/* Returns: (transfer full): an attribute of the object @id as text */
char *
demo_portal_dup_text (DemoCore               *core,
                      const DemoAttributeRef *ref,
                      gint64                  id)
{
  g_autoptr(GString) sql = g_string_new ("SELECT ");
  char *text;

  demo_ref_append_sql (ref, "o", sql);
  g_string_append_printf (sql, " FROM %s AS o WHERE o.id = ?1", ref->class->table);
  text = demo_core_read_text (core, sql->str, id);
  return text != NULL ? text : g_strdup ("");
}

/* Returns: (transfer full): what people call the object; "" for none */
char *
demo_portal_dup_name (DemoCore        *core,
                      const DemoClass *class,
                      gint64           id)
{
  DemoAttributeRef ref;

  if (id == 0 || !demo_class_resolve (class, "friendlyname", core->lab, &ref))
    return g_strdup ("");

  return demo_portal_dup_text (core, &ref, id);
}

static void
option_free (gpointer data)
{
  DemoOption *option = data;

  g_free (option->name);
  g_free (option);
}

static gint64
get_key (DemoDraft  *draft,
         const char *code)
{
  gint64 id;

  return guichet_text_parse_int64 (demo_draft_get (draft, code), &id) ? id : 0;
}

/* What the other fields of the form leave to choose from. */
static void
append_filter (const DemoAttribute *key,
               DemoDraft           *draft,
               GString             *sql)
{
  /* Callers are not for choosing in the stock forms. */
  if (g_str_equal (key->code, "caller_id"))
    g_string_append (sql, " AND 0");
  else if (g_str_equal (key->code, "servicesubcategory_id"))
    g_string_append_printf (sql, " AND o.service_id = %" G_GINT64_FORMAT, get_key (draft, "service_id"));
  else if (g_strcmp0 (key->target, "Person") == 0)
    g_string_append (sql, " AND o.status = 'active'");
}

static void
append_words (const DemoClass *target,
              const char      *words,
              GString         *sql)
{
  if (*words == '\0')
    return;

  g_string_append (sql, " AND ");
  demo_class_append_friendly (target, "o", sql);
  g_string_append (sql, " LIKE '%' || ?1 || '%'");
}

/**
 * demo_portal_list_options:
 * @key: of a class that has a table
 * @words: a part of the name; "" for all
 *
 * Returns: (transfer full) (element-type DemoOption): by name
 */
GPtrArray *
demo_portal_list_options (DemoVisit           *visit,
                          const DemoAttribute *key,
                          DemoDraft           *draft,
                          const char          *words)
{
  const DemoClass *target = demo_schema_get_class (key->target, visit->core->lab);
  GPtrArray *options = g_ptr_array_new_with_free_func (option_free);
  g_autoptr(GString) sql = g_string_new ("SELECT o.id, ");
  sqlite3_stmt *statement;

  if (target == NULL)
    return options;

  demo_class_append_friendly (target, "o", sql);
  g_string_append_printf (sql, " AS n FROM %s AS o WHERE ", target->table);
  demo_portal_append_scope (visit, target, sql);
  append_filter (key, draft, sql);
  append_words (target, words, sql);
  g_string_append (sql, " ORDER BY n, o.id");
  statement = demo_core_prepare (visit->core, sql->str, NULL);
  g_return_val_if_fail (statement != NULL, options);

  if (*words != '\0')
    sqlite3_bind_text (statement, 1, words, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      DemoOption *option = g_new0 (DemoOption, 1);

      option->id = sqlite3_column_int64 (statement, 0);
      option->name = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      g_ptr_array_add (options, option);
    }
  sqlite3_reset (statement);

  return options;
}
