#include "config.h"

#include "store/identity-table.h"

#include "util/text.h"

static gboolean
save_text (GuichetDb   *db,
           const char  *name,
           const char  *value,
           GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (value == NULL)
    return TRUE;
  if (!(stmt = guichet_db_prepare (db, "INSERT OR REPLACE INTO identity (name, value) VALUES (?1, ?2)", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, name);
  guichet_db_stmt_bind_text (stmt, 2, value);

  return guichet_db_stmt_run (stmt, error);
}

static gboolean
save_number (GuichetDb   *db,
             const char  *name,
             gint64       value,
             GError     **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  return save_text (db, name, text, error);
}

static char *
join_teams (GArray *teams)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < teams->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (teams, gint64, i));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * guichet_identity_table_save:
 *
 * Cache writer, inside a transaction. No secret is among what is saved.
 */
gboolean
guichet_identity_table_save (GuichetDb        *db,
                             GuichetIdentity  *identity,
                             const char       *rules_key,
                             GError          **error)
{
  g_autofree char *teams = join_teams (identity->teams);

  return guichet_db_exec (db, "DELETE FROM identity", error) &&
         save_text (db, "server", identity->server, error) &&
         save_text (db, "login", identity->login, error) &&
         save_number (db, "door", identity->door, error) &&
         save_number (db, "roles", identity->roles, error) &&
         save_number (db, "person-id", identity->person_id, error) &&
         save_text (db, "name", identity->name, error) &&
         save_text (db, "email", identity->email, error) &&
         save_number (db, "organisation-id", identity->organisation_id, error) &&
         save_text (db, "organisation", identity->organisation, error) &&
         save_text (db, "teams", teams, error) &&
         save_text (db, "profile", identity->profile, error) &&
         save_number (db, "fields", (gint64) identity->fields, error) &&
         save_text (db, "zone", identity->zone, error) &&
         save_text (db, "layout", identity->layout, error) &&
         save_number (db, "server-limit", identity->server_limit, error) &&
         save_text (db, "server-version", identity->server_version, error) &&
         save_text (db, "rules-key", rules_key, error);
}

static gboolean
read_texts (GuichetDb   *db,
            GHashTable  *texts,
            GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT name, value FROM identity", error)))
    return FALSE;
  for (;;)
    {
      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      g_hash_table_insert (texts, g_strdup (guichet_db_stmt_get_text (stmt, 0)),
                           g_strdup (guichet_db_stmt_get_text (stmt, 1)));
    }
}

static void
take_text (GHashTable  *texts,
           const char  *name,
           char       **member)
{
  const char *text = g_hash_table_lookup (texts, name);

  if (text != NULL)
    g_set_str (member, text);
}

static gint64
get_number (GHashTable *texts,
            const char *name)
{
  gint64 number = 0;

  guichet_text_parse_int64 (g_hash_table_lookup (texts, name), &number);

  return number;
}

static void
split_teams (const char *text,
             GArray     *teams)
{
  g_auto(GStrv) parts = g_strsplit (text != NULL ? text : "", " ", -1);
  gint64 id;

  for (guint i = 0; parts[i] != NULL; i++)
    if (guichet_text_parse_int64 (parts[i], &id))
      g_array_append_val (teams, id);
}

static GuichetIdentity *
build_identity (GHashTable *texts)
{
  GuichetIdentity *identity = guichet_identity_new (g_hash_table_lookup (texts, "server"),
                                                    g_hash_table_lookup (texts, "login"));

  identity->door = get_number (texts, "door") == GUICHET_DOOR_PORTAL ? GUICHET_DOOR_PORTAL : GUICHET_DOOR_REST;
  /* Not there: saved before there were roles, by an agent. */
  if (get_number (texts, "roles") != 0)
    identity->roles = (GuichetRoles) get_number (texts, "roles");
  identity->person_id = get_number (texts, "person-id");
  take_text (texts, "name", &identity->name);
  take_text (texts, "email", &identity->email);
  identity->organisation_id = get_number (texts, "organisation-id");
  take_text (texts, "organisation", &identity->organisation);
  split_teams (g_hash_table_lookup (texts, "teams"), identity->teams);
  take_text (texts, "profile", &identity->profile);
  identity->fields = (guint64) get_number (texts, "fields");
  take_text (texts, "zone", &identity->zone);
  take_text (texts, "layout", &identity->layout);
  identity->server_limit = (gint) get_number (texts, "server-limit");
  take_text (texts, "server-version", &identity->server_version);

  return identity;
}

/**
 * guichet_identity_table_read:
 * @out_identity: (transfer full) (nullable): %NULL when nobody has signed in
 * @out_rules_key: (transfer full) (nullable):
 */
gboolean
guichet_identity_table_read (GuichetDb        *db,
                             GuichetIdentity **out_identity,
                             char            **out_rules_key,
                             GError          **error)
{
  g_autoptr(GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (!read_texts (db, texts, error))
    return FALSE;

  *out_identity = g_hash_table_size (texts) > 0 ? build_identity (texts) : NULL;
  *out_rules_key = g_strdup (g_hash_table_lookup (texts, "rules-key"));
  return TRUE;
}
