#include "config.h"

#include "store/reference-table.h"

#include "util/text.h"

#define COLUMNS "id, name, parent, other, organisation, code, email, phone, detail, html"

/* A text that was read once stays when the listing is read again without. */
#define UPSERT_SQL \
  "INSERT INTO reference AS old (kind, " COLUMNS ", name_key, active)" \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)" \
  " ON CONFLICT (kind, id) DO UPDATE SET name = excluded.name, parent = excluded.parent," \
  " other = excluded.other, organisation = excluded.organisation, code = excluded.code," \
  " email = excluded.email, phone = excluded.phone, detail = excluded.detail," \
  " html = coalesce (excluded.html, html), name_key = excluded.name_key, active = excluded.active" \
  " WHERE (old.name, old.parent, old.other, old.organisation, old.code, old.email, old.phone, old.detail," \
  "        old.active, ifnull (old.html, ''))" \
  " IS NOT (excluded.name, excluded.parent, excluded.other, excluded.organisation, excluded.code, excluded.email," \
  "         excluded.phone, excluded.detail, excluded.active, ifnull (excluded.html, ifnull (old.html, '')))"

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
upsert (GuichetDb             *db,
        GuichetReferenceKind   kind,
        GuichetReference      *reference,
        GError               **error)
{
  g_autofree char *name_key = guichet_text_fold (reference->name);
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, UPSERT_SQL, error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, guichet_reference_kind_to_nick (kind));
  guichet_db_stmt_bind_int64 (stmt, 2, reference->id);
  guichet_db_stmt_bind_text (stmt, 3, or_empty (reference->name));
  guichet_db_stmt_bind_int64 (stmt, 4, reference->parent);
  guichet_db_stmt_bind_int64 (stmt, 5, reference->other);
  guichet_db_stmt_bind_int64 (stmt, 6, reference->organisation);
  guichet_db_stmt_bind_text (stmt, 7, or_empty (reference->code));
  guichet_db_stmt_bind_text (stmt, 8, or_empty (reference->email));
  guichet_db_stmt_bind_text (stmt, 9, or_empty (reference->phone));
  guichet_db_stmt_bind_text (stmt, 10, or_empty (reference->detail));
  guichet_db_stmt_bind_text (stmt, 11, reference->html);
  guichet_db_stmt_bind_text (stmt, 12, name_key);
  guichet_db_stmt_bind_int64 (stmt, 13, !!reference->active);

  return guichet_db_stmt_run (stmt, error);
}

/* Marks what the server no longer lists. Tickets may still name it. */
static gboolean
deactivate_others (GuichetDb             *db,
                   GuichetReferenceKind   kind,
                   GHashTable            *present,
                   GError               **error)
{
  g_autoptr(GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GuichetDbStmt) read = NULL;
  g_autoptr(GuichetDbStmt) write = NULL;
  gboolean has_row = TRUE;

  if (!(read = guichet_db_prepare (db, "SELECT id FROM reference WHERE kind = ?1 AND active = 1", error)) ||
      !(write = guichet_db_prepare (db, "UPDATE reference SET active = 0 WHERE kind = ?1 AND id = ?2", error)))
    return FALSE;

  guichet_db_stmt_bind_text (read, 1, guichet_reference_kind_to_nick (kind));
  while (has_row)
    {
      gint64 id;

      if (!guichet_db_stmt_step (read, &has_row, error))
        return FALSE;
      id = has_row ? guichet_db_stmt_get_int64 (read, 0) : 0;
      if (has_row && !g_hash_table_contains (present, &id))
        g_array_append_val (gone, id);
    }

  guichet_db_stmt_bind_text (write, 1, guichet_reference_kind_to_nick (kind));
  for (guint i = 0; i < gone->len; i++)
    {
      guichet_db_stmt_bind_int64 (write, 2, g_array_index (gone, gint64, i));
      if (!guichet_db_stmt_run (write, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * guichet_reference_table_replace:
 * @out_changed: whether any row was written
 *
 * Cache writer, inside a transaction.
 */
gboolean
guichet_reference_table_replace (GuichetDb             *db,
                                 GuichetReferenceKind   kind,
                                 GPtrArray             *references,
                                 gboolean              *out_changed,
                                 GError               **error)
{
  g_autoptr(GHashTable) present = g_hash_table_new (g_int64_hash, g_int64_equal);
  gint64 before = guichet_db_get_total_changes (db);

  for (guint i = 0; i < references->len; i++)
    {
      GuichetReference *reference = g_ptr_array_index (references, i);

      g_hash_table_add (present, &reference->id);
      if (!upsert (db, kind, reference, error))
        return FALSE;
    }
  if (!deactivate_others (db, kind, present, error))
    return FALSE;

  *out_changed = guichet_db_get_total_changes (db) != before;
  return TRUE;
}

static GuichetReference *
read_reference (GuichetDbStmt        *stmt,
                GuichetReferenceKind  kind)
{
  GuichetReference *reference = guichet_reference_new (kind, guichet_db_stmt_get_int64 (stmt, 0),
                                                       guichet_db_stmt_get_text (stmt, 1));

  reference->parent = guichet_db_stmt_get_int64 (stmt, 2);
  reference->other = guichet_db_stmt_get_int64 (stmt, 3);
  reference->organisation = guichet_db_stmt_get_int64 (stmt, 4);
  g_set_str (&reference->code, guichet_db_stmt_get_text (stmt, 5));
  g_set_str (&reference->email, guichet_db_stmt_get_text (stmt, 6));
  g_set_str (&reference->phone, guichet_db_stmt_get_text (stmt, 7));
  g_set_str (&reference->detail, guichet_db_stmt_get_text (stmt, 8));
  g_set_str (&reference->html, guichet_db_stmt_get_text (stmt, 9));

  return reference;
}

static GPtrArray *
read_all (GuichetDbStmt         *stmt,
          GuichetReferenceKind   kind,
          GError               **error)
{
  g_autoptr(GPtrArray) references = guichet_references_new ();
  gboolean has_row;

  for (;;)
    {
      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&references);
      g_ptr_array_add (references, read_reference (stmt, kind));
    }
}

/**
 * guichet_reference_table_list:
 * @parent: 0 for any
 *
 * Returns: (transfer full) (nullable) (element-type GuichetReference): the
 *   active ones by name
 */
GPtrArray *
guichet_reference_table_list (GuichetDb             *db,
                              GuichetReferenceKind   kind,
                              gint64                 parent,
                              GError               **error)
{
  const char *all = "SELECT " COLUMNS " FROM reference WHERE active = 1 AND kind = ?1 ORDER BY name_key, id";
  const char *some = "SELECT " COLUMNS " FROM reference WHERE active = 1 AND kind = ?1 AND parent = ?2"
                     " ORDER BY name_key, id";
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, parent == 0 ? all : some, error)))
    return NULL;
  guichet_db_stmt_bind_text (stmt, 1, guichet_reference_kind_to_nick (kind));
  if (parent != 0)
    guichet_db_stmt_bind_int64 (stmt, 2, parent);

  return read_all (stmt, kind, error);
}

/* Returns: (transfer full) (nullable): the active persons of a team by name */
GPtrArray *
guichet_reference_table_list_members (GuichetDb  *db,
                                      gint64      team_id,
                                      GError    **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "SELECT " COLUMNS " FROM reference WHERE active = 1 AND kind = 'person'"
                                       " AND id IN (SELECT other FROM reference WHERE active = 1"
                                       " AND kind = 'membership' AND parent = ?1) ORDER BY name_key, id", error)))
    return NULL;
  guichet_db_stmt_bind_int64 (stmt, 1, team_id);

  return read_all (stmt, GUICHET_REFERENCE_PERSON, error);
}

/* @out_reference: (transfer full) (nullable): NULL when there is none */
gboolean
guichet_reference_table_read (GuichetDb             *db,
                              GuichetReferenceKind   kind,
                              gint64                 id,
                              GuichetReference     **out_reference,
                              GError               **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT " COLUMNS ", active FROM reference WHERE kind = ?1 AND id = ?2", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, guichet_reference_kind_to_nick (kind));
  guichet_db_stmt_bind_int64 (stmt, 2, id);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;

  *out_reference = has_row ? read_reference (stmt, kind) : NULL;
  if (has_row)
    (*out_reference)->active = guichet_db_stmt_get_int64 (stmt, 10) != 0;
  return TRUE;
}

/* ---- search */

/* Numbers are written with spaces, dots or neither. */
#define PHONE "replace (replace (phone, ' ', ''), '.', '')"

/* Behind kind, limit and the two ends of the names that begin like a word. */
#define FIRST_WORD 5

static void
append_conditions (GString  *sql,
                   char    **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      const guint n = FIRST_WORD + i;

      g_string_append_printf (sql, " AND (instr (name_key, ?%u) OR instr (lower (code), ?%u)"
                                   " OR instr (lower (email), ?%u)", n, n, n);
      if (g_ascii_isdigit (*words[i]))
        g_string_append_printf (sql, " OR instr (" PHONE ", ?%u)", n);
      g_string_append_c (sql, ')');
    }
}

static void
append_rank (GString *sql,
             guint    n_words)
{
  g_string_append_printf (sql, "CASE WHEN instr (lower (code), ?%u) = 1 THEN 0 WHEN true", FIRST_WORD);
  for (guint n = FIRST_WORD; n < FIRST_WORD + n_words; n++)
    g_string_append_printf (sql, " AND instr (' ' || replace (name_key, '-', ' '), ' ' || ?%u)", n);
  g_string_append (sql, " THEN 1 ELSE 2 END, ");
}

/**
 * guichet_reference_table_search_sql:
 * @words: (array zero-terminated=1): folded; at least one. ?1 is the kind, ?2
 *   the limit, ?3 and ?4 enclose the names that begin like the first word, ?5
 *   is that word
 *
 * Most of what a person types is the beginning of a name, which is a piece of
 * an index; only if that does not give enough all of the index is read. The
 * best of the others are those whose code begins like the first word, then
 * those whose name has words that begin like all of them.
 *
 * Returns: (transfer full): a query
 */
char *
guichet_reference_table_search_sql (GuichetReferenceSearch   half,
                                    char                   **words)
{
  g_autoptr(GString) sql = g_string_new ("SELECT " COLUMNS " FROM reference INDEXED BY reference_by_words"
                                         " WHERE active = 1 AND kind = ?1");

  g_string_append (sql, half == GUICHET_REFERENCE_SEARCH_BEGINNINGS ? " AND name_key >= ?3 AND name_key < ?4"
                                                                    : " AND NOT (name_key >= ?3 AND name_key < ?4)");
  append_conditions (sql, words);
  g_string_append (sql, " ORDER BY ");
  if (half == GUICHET_REFERENCE_SEARCH_OTHERS)
    append_rank (sql, g_strv_length (words));
  g_string_append (sql, "name_key, id LIMIT ?2");

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static GPtrArray *
search_half (GuichetDb               *db,
             GuichetReferenceSearch   half,
             GuichetReferenceKind     kind,
             char                   **words,
             guint                    limit,
             GError                 **error)
{
  g_autofree char *sql = guichet_reference_table_search_sql (half, words);
  g_autofree char *end = g_strconcat (words[0], "\xf4\x8f\xbf\xbf", NULL);
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, sql, error)))
    return NULL;
  guichet_db_stmt_bind_text (stmt, 1, guichet_reference_kind_to_nick (kind));
  guichet_db_stmt_bind_int64 (stmt, 2, limit);
  guichet_db_stmt_bind_text (stmt, 3, words[0]);
  guichet_db_stmt_bind_text (stmt, 4, end);
  for (guint i = 0; words[i] != NULL; i++)
    guichet_db_stmt_bind_text (stmt, (int) (FIRST_WORD + i), words[i]);

  return read_all (stmt, kind, error);
}

/**
 * guichet_reference_table_search:
 * @words: (array zero-terminated=1): folded; at least one
 *
 * Returns: (transfer full) (nullable) (element-type GuichetReference): at most
 *   @limit active ones that have all of @words, best first
 */
GPtrArray *
guichet_reference_table_search (GuichetDb             *db,
                                GuichetReferenceKind   kind,
                                char                 **words,
                                guint                  limit,
                                GError               **error)
{
  g_autoptr(GPtrArray) found = NULL;
  GPtrArray *others;

  found = search_half (db, GUICHET_REFERENCE_SEARCH_BEGINNINGS, kind, words, limit, error);
  if (found == NULL || found->len >= limit)
    return g_steal_pointer (&found);

  others = search_half (db, GUICHET_REFERENCE_SEARCH_OTHERS, kind, words, limit - found->len, error);
  if (others == NULL)
    return NULL;
  g_ptr_array_extend_and_steal (found, others);

  return g_steal_pointer (&found);
}
