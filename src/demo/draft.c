#include "config.h"

#include "demo/draft.h"

#include "demo/case-log.h"
#include "demo/draft-fields.h"
#include "demo/life-cycle.h"

void
demo_draft_free (DemoDraft *draft)
{
  g_hash_table_unref (draft->values);
  g_hash_table_unref (draft->saved);
  g_ptr_array_unref (draft->appended);
  g_free (draft);
}

static DemoDraft *
new_draft (DemoCore          *core,
           const DemoAccount *account,
           const DemoClass   *class,
           gint64             id,
           guint64            arrival)
{
  DemoDraft *draft = g_new0 (DemoDraft, 1);

  draft->core = core;
  draft->account = account;
  draft->class = class;
  draft->id = id;
  draft->arrival = arrival;
  draft->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  draft->saved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  draft->appended = g_ptr_array_new ();
  return draft;
}

/* An object that is not there yet, with the defaults of its class. */
DemoDraft *
demo_draft_new (DemoCore          *core,
                const DemoAccount *account,
                const DemoClass   *class,
                guint64            arrival)
{
  DemoDraft *draft = new_draft (core, account, class, 0, arrival);

  for (guint i = 0; i < class->n_attributes; i++)
    if (class->attributes[i].fallback != NULL)
      demo_draft_set (draft, class->attributes[i].code, class->attributes[i].fallback);

  return draft;
}

static void
read_columns (DemoDraft    *draft,
              sqlite3_stmt *statement)
{
  for (int i = 0; i < sqlite3_column_count (statement); i++)
    {
      const char *name = sqlite3_column_name (statement, i);
      const char *value = (const char *) sqlite3_column_text (statement, i);

      if (g_str_equal (name, "id"))
        continue;
      g_hash_table_insert (draft->saved, g_strdup (name), g_strdup (value));
      g_hash_table_insert (draft->values, g_strdup (name), g_strdup (value));
    }
}

static char *
build_log_key (gint64      id,
               const char *code)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%s", id, code);
}

/* A log that was rewritten after this request arrived is seen as it was on
 * arrival: that is how simultaneous appends lose one (log-14). */
static void
forget_later_entries (DemoDraft *draft)
{
  static const char * const logs[] = { "public_log", "private_log" };

  if (!demo_core_is_weak (draft->core, GUICHET_DEMO_WEAKNESS_LOST_APPENDS))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (logs); i++)
    {
      g_autofree char *key = build_log_key (draft->id, logs[i]);
      const char *replaced = g_hash_table_lookup (draft->core->replaced_logs, key);
      char *end;

      if (replaced == NULL || g_ascii_strtoull (replaced, &end, 10) <= draft->arrival)
        continue;
      g_hash_table_insert (draft->saved, g_strdup (logs[i]), g_strdup (end + 1));
      g_hash_table_insert (draft->values, g_strdup (logs[i]), g_strdup (end + 1));
    }
}

/**
 * demo_draft_load:
 *
 * Returns: (transfer full) (nullable): the object @id, which exists
 */
DemoDraft *
demo_draft_load (DemoCore           *core,
                 const DemoAccount  *account,
                 const DemoClass    *class,
                 gint64              id,
                 guint64             arrival,
                 GError            **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s WHERE id = ?1", class->table);
  sqlite3_stmt *statement = demo_core_prepare (core, sql, error);
  g_autoptr(DemoDraft) draft = NULL;

  if (statement == NULL)
    return NULL;

  draft = new_draft (core, account, class, id, arrival);
  sqlite3_bind_int64 (statement, 1, id);
  if (sqlite3_step (statement) == SQLITE_ROW)
    read_columns (draft, statement);
  sqlite3_reset (statement);

  if (g_str_equal (class->name, "UserRequest"))
    forget_later_entries (draft);
  return g_steal_pointer (&draft);
}

/* Never NULL. */
const char *
demo_draft_get (DemoDraft  *draft,
                const char *code)
{
  const char *value = g_hash_table_lookup (draft->values, code);

  return value != NULL ? value : "";
}

void
demo_draft_set (DemoDraft  *draft,
                const char *code,
                const char *value)
{
  g_hash_table_insert (draft->values, g_strdup (code), g_strdup (value));
}

gboolean
demo_draft_is_changed (DemoDraft  *draft,
                       const char *code)
{
  const char *saved = g_hash_table_lookup (draft->saved, code);

  return !g_str_equal (saved != NULL ? saved : "", demo_draft_get (draft, code));
}

gboolean
demo_draft_take_fields (DemoDraft   *draft,
                        yyjson_val  *fields,
                        GError     **error)
{
  yyjson_val *code;
  yyjson_val *value;
  gsize i, max;

  yyjson_obj_foreach (fields, i, max, code, value)
    if (!_demo_draft_take_field (draft, yyjson_get_str (code), value, error))
      return FALSE;

  return TRUE;
}

static void
add_issue (GPtrArray           *issues,
           const DemoAttribute *attribute,
           const char          *format,
           ...) G_GNUC_PRINTF (3, 4);

static void
add_issue (GPtrArray           *issues,
           const DemoAttribute *attribute,
           const char          *format,
           ...)
{
  g_autofree char *detail = NULL;
  va_list args;

  va_start (args, format);
  detail = g_strdup_vprintf (format, args);
  va_end (args);

  g_ptr_array_add (issues, g_strdup_printf ("Valeur de l'attribut incorrecte '%s' (%s) : %s",
                                            attribute->label != NULL ? attribute->label : attribute->code,
                                            attribute->code, detail));
}

static gboolean
is_mandatory_missing (const DemoAttribute *attribute,
                      const char          *value)
{
  return (attribute->flags & DEMO_MANDATORY) != 0 &&
         (*value == '\0' || (attribute->kind == DEMO_KIND_KEY && g_str_equal (value, "0")));
}

static gboolean
allows (DemoDraft           *draft,
        const DemoAttribute *attribute,
        const char          *value)
{
  return demo_attribute_allows (attribute, value) &&
         (!g_str_equal (attribute->code, "status") || !g_str_equal (draft->class->name, "UserRequest") ||
          demo_life_cycle_has_state (value, draft->core->lab));
}

static void
check_attribute (DemoDraft           *draft,
                 const DemoAttribute *attribute,
                 GPtrArray           *issues)
{
  const char *value = demo_draft_get (draft, attribute->code);
  gsize length = attribute->kind == DEMO_KIND_STRING ? (gsize) g_utf8_strlen (value, -1) : strlen (value);

  if (is_mandatory_missing (attribute, value))
    add_issue (issues, attribute, "Null not allowed");
  else if (attribute->limit > 0 && length > attribute->limit)
    add_issue (issues, attribute, "String too long (found %" G_GSIZE_FORMAT ", limited to %u)",
               length, attribute->limit);
  else if (attribute->kind == DEMO_KIND_CODE && demo_draft_is_changed (draft, attribute->code) &&
           !allows (draft, attribute, value))
    add_issue (issues, attribute, "Value not allowed [%s]", value);
}

static gboolean
was_unseen (DemoDraft  *draft,
            const char *client_ref)
{
  const char *commit = g_hash_table_lookup (draft->core->new_client_refs, client_ref);

  return commit != NULL && demo_core_is_weak (draft->core, GUICHET_DEMO_WEAKNESS_UNIQUE_RACE) &&
         g_ascii_strtoull (commit, NULL, 10) > draft->arrival;
}

/* The lab's rule that refuses a second request with the same client_ref: one
 * at a time it works, overlapping creations pass (create-19, race-01). */
static void
check_unique (DemoDraft *draft,
              GPtrArray *issues)
{
  const char *client_ref = demo_draft_get (draft, "client_ref");
  sqlite3_stmt *statement;
  gboolean taken;

  if (!g_str_equal (draft->class->name, "UserRequest") || *client_ref == '\0' ||
      !demo_draft_is_changed (draft, "client_ref"))
    return;

  statement = demo_core_prepare (draft->core,
                                 "SELECT 1 FROM user_request WHERE client_ref = ?1 AND client_ref != '' AND id != ?2",
                                 NULL);
  g_return_if_fail (statement != NULL);
  sqlite3_bind_text (statement, 1, client_ref, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 2, draft->id);
  taken = sqlite3_step (statement) == SQLITE_ROW;
  sqlite3_reset (statement);

  if (taken && !was_unseen (draft, client_ref))
    g_ptr_array_add (issues, g_strdup ("Cette référence client existe déjà"));
}

static void
set_issues (DemoDraft  *draft,
            GPtrArray  *issues,
            GError    **error)
{
  g_autoptr(GString) all = g_string_new (NULL);
  g_autoptr(GString) numbered = g_string_new (NULL);

  for (guint i = 0; i < issues->len; i++)
    {
      const char *issue = g_ptr_array_index (issues, i);

      g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", issue);
      g_string_append_printf (numbered, "%s%u=>%s", i > 0 ? "; " : "", i, issue);
    }

  g_set_error (error, DEMO_EXCEPTION, DEMO_CODE_INTERNAL,
               "%s: issues = {%s}, class = %s, id = %" G_GINT64_FORMAT, all->str, numbered->str,
               draft->class->name, draft->id != 0 ? draft->id : -1);
}

/**
 * demo_draft_check:
 *
 * Returns: %FALSE if the server would refuse to write the object, with all
 *   that is wrong in one message (create-28)
 */
gboolean
demo_draft_check (DemoDraft  *draft,
                  GError    **error)
{
  g_autoptr(GPtrArray) issues = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < draft->class->n_attributes; i++)
    if (demo_kind_is_stored (draft->class->attributes[i].kind))
      check_attribute (draft, &draft->class->attributes[i], issues);
  check_unique (draft, issues);

  if (issues->len == 0)
    return TRUE;

  set_issues (draft, issues, error);
  return FALSE;
}

static GPtrArray *
list_changed (DemoDraft *draft)
{
  GPtrArray *codes = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer code;

  g_hash_table_iter_init (&iter, draft->values);
  while (g_hash_table_iter_next (&iter, &code, NULL))
    if (draft->id == 0 || demo_draft_is_changed (draft, code))
      g_ptr_array_add (codes, code);
  /* The same statement for the same columns. */
  g_ptr_array_sort_values (codes, (GCompareFunc) g_strcmp0);

  return codes;
}

static char *
build_write_sql (DemoDraft *draft,
                 GPtrArray *codes)
{
  g_autoptr(GString) names = g_string_new (NULL);
  g_autoptr(GString) marks = g_string_new (NULL);

  for (guint i = 0; i < codes->len; i++)
    {
      const char *code = g_ptr_array_index (codes, i);

      if (draft->id != 0)
        g_string_append_printf (names, "%s%s = ?", i > 0 ? ", " : "", code);
      else
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", code);
      g_string_append (marks, i > 0 ? ", ?" : "?");
    }

  if (draft->id != 0)
    return g_strdup_printf ("UPDATE %s SET %s WHERE id = ?", draft->class->table, names->str);

  return g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s)", draft->class->table, names->str, marks->str);
}

static void
remember_commit (DemoDraft *draft)
{
  DemoCore *core = draft->core;
  const char *client_ref = demo_draft_get (draft, "client_ref");

  core->n_commits++;
  for (guint i = 0; i < draft->appended->len; i++)
    {
      const char *code = g_ptr_array_index (draft->appended, i);
      const char *saved = g_hash_table_lookup (draft->saved, code);

      g_hash_table_insert (core->replaced_logs, build_log_key (draft->id, code),
                           g_strdup_printf ("%" G_GUINT64_FORMAT " %s", core->n_commits, saved != NULL ? saved : ""));
    }
  if (*client_ref != '\0' && demo_draft_is_changed (draft, "client_ref"))
    g_hash_table_insert (core->new_client_refs, g_strdup (client_ref),
                         g_strdup_printf ("%" G_GUINT64_FORMAT, core->n_commits));
}

/**
 * demo_draft_write:
 *
 * Writes the changed columns; a new object gets its id.
 */
gboolean
demo_draft_write (DemoDraft  *draft,
                  GError    **error)
{
  g_autoptr(GPtrArray) codes = list_changed (draft);
  g_autofree char *sql = NULL;
  sqlite3_stmt *statement;
  int result;

  if (codes->len == 0)
    return TRUE;

  sql = build_write_sql (draft, codes);
  if ((statement = demo_core_prepare (draft->core, sql, error)) == NULL)
    return FALSE;

  for (guint i = 0; i < codes->len; i++)
    sqlite3_bind_text (statement, (int) i + 1, demo_draft_get (draft, g_ptr_array_index (codes, i)), -1,
                       SQLITE_TRANSIENT);
  if (draft->id != 0)
    sqlite3_bind_int64 (statement, (int) codes->len + 1, draft->id);
  result = sqlite3_step (statement);
  sqlite3_reset (statement);
  if (result != SQLITE_DONE)
    {
      g_set_error (error, DEMO_EXCEPTION, DEMO_CODE_INTERNAL, "Failed to issue SQL query: mysql_error = %s",
                   sqlite3_errmsg (draft->core->db));
      return FALSE;
    }

  if (draft->id == 0)
    draft->id = sqlite3_last_insert_rowid (draft->core->db);
  remember_commit (draft);
  return TRUE;
}
