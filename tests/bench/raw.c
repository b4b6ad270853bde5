#include "config.h"

#include "raw.h"

static void
run (sqlite3    *self,
     const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (self, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

static sqlite3 *
open_file (const char *folder,
           const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  sqlite3 *self;

  if (sqlite3_open (path, &self) != SQLITE_OK)
    g_error ("%s cannot be opened", path);
  run (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = OFF;"
             "PRAGMA cache_size = -16384");

  return self;
}

static sqlite3_stmt *
prepare (sqlite3    *self,
         const char *sql)
{
  sqlite3_stmt *stmt;

  if (sqlite3_prepare_v2 (self, sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (self));

  return stmt;
}

sqlite3 *
raw_open_cache (const char *folder)
{
  return open_file (folder, "cache.db");
}

void
raw_close (sqlite3 *self)
{
  sqlite3_close (self);
}

/* ---- saves */

sqlite3 *
raw_open_saves (const char *folder,
                gboolean    full)
{
  sqlite3 *self = open_file (folder, "raw-saves.db");

  run (self, "CREATE TABLE IF NOT EXISTS draft (key TEXT PRIMARY KEY, html TEXT)");
  if (full)
    run (self, "PRAGMA synchronous = FULL");

  return self;
}

void
raw_save (sqlite3    *self,
          const char *key,
          const char *html)
{
  sqlite3_stmt *stmt = prepare (self, "INSERT OR REPLACE INTO draft (key, html) VALUES (?1, ?2)");

  sqlite3_bind_text (stmt, 1, key, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (stmt, 2, html, -1, SQLITE_TRANSIENT);
  sqlite3_step (stmt);
  sqlite3_finalize (stmt);
}

/* ---- search */

int
raw_search (sqlite3    *self,
            const char *match,
            gboolean    by_rank)
{
  sqlite3_stmt *stmt = prepare (self, by_rank ?
                                "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rank LIMIT 50" :
                                "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT 50");
  int result;
  int n = 0;

  sqlite3_bind_text (stmt, 1, match, -1, SQLITE_TRANSIENT);
  while ((result = sqlite3_step (stmt)) == SQLITE_ROW)
    n++;
  sqlite3_finalize (stmt);

  return result == SQLITE_DONE ? n : -1;
}

/* ---- rows */

/* The name of a field is no word of SQL; the place is. */
static char *
for_each_field (const char *format)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint f = 0; f < GUICHET_FIELD_FIRST_LONG; f++)
    {
      g_autofree char *place = g_strdup_printf ("%u", f);
      g_auto(GStrv) parts = g_strsplit (format, "@", -1);
      g_autofree char *text = g_strjoinv (place, parts);

      g_string_append (out, text);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

sqlite3 *
raw_open_rows (const char *folder)
{
  sqlite3 *self = open_file (folder, "raw-rows.db");
  g_autofree char *columns = for_each_field (", f@, l@");
  g_autofree char *sql = g_strconcat ("DROP TABLE IF EXISTS ticket; DROP TABLE IF EXISTS text; DROP TABLE IF EXISTS entry;"
                                      "CREATE TABLE ticket (id INTEGER PRIMARY KEY", columns, ");"
                                      "CREATE TABLE text (id INTEGER PRIMARY KEY, description, solution);"
                                      "CREATE TABLE entry (id INTEGER PRIMARY KEY, date, author, user_id, html);", NULL);

  run (self, sql);

  return self;
}

static void
bind_text (sqlite3_stmt *stmt,
           int           place,
           const char   *text)
{
  if (text != NULL)
    sqlite3_bind_text (stmt, place, text, -1, SQLITE_STATIC);
  else
    sqlite3_bind_null (stmt, place);
}

static void
step (sqlite3_stmt *stmt)
{
  sqlite3_step (stmt);
  sqlite3_reset (stmt);
}

static void
insert_thin (sqlite3_stmt  *stmt,
             GuichetTicket *ticket)
{
  int place = 1;

  sqlite3_bind_int64 (stmt, place++, guichet_ticket_get_id (ticket));
  for (guint f = 0; f < GUICHET_FIELD_FIRST_LONG; f++)
    {
      gboolean is_key = guichet_field_get_kind (f) == GUICHET_FIELD_KIND_KEY;

      bind_text (stmt, place++, guichet_ticket_peek (ticket, f));
      bind_text (stmt, place++, is_key ? guichet_ticket_get_label (ticket, f) : NULL);
    }
  step (stmt);
}

static void
insert_journal (sqlite3_stmt  *stmt,
                GuichetTicket *ticket,
                guint          journal)
{
  GPtrArray *entries = guichet_ticket_get_journal (ticket, journal);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const GuichetJournalEntry *entry = g_ptr_array_index (entries, i);

      sqlite3_bind_int64 (stmt, 1, guichet_ticket_get_id (ticket) << 21 | (gint64) journal << 20 | i);
      bind_text (stmt, 2, entry->date);
      bind_text (stmt, 3, entry->author);
      sqlite3_bind_int64 (stmt, 4, entry->user_id);
      bind_text (stmt, 5, entry->html);
      step (stmt);
    }
}

static void
insert_texts (sqlite3_stmt  *text,
              sqlite3_stmt  *entry,
              GuichetTicket *ticket)
{
  sqlite3_bind_int64 (text, 1, guichet_ticket_get_id (ticket));
  bind_text (text, 2, guichet_ticket_peek (ticket, GUICHET_FIELD_DESCRIPTION));
  bind_text (text, 3, guichet_ticket_peek (ticket, GUICHET_FIELD_SOLUTION));
  step (text);
  for (guint journal = 0; journal < GUICHET_N_JOURNALS; journal++)
    insert_journal (entry, ticket, journal);
}

gboolean
raw_insert (sqlite3   *self,
            GPtrArray *tickets)
{
  g_autofree char *places = for_each_field (", ?, ?");
  g_autofree char *sql = g_strconcat ("INSERT INTO ticket VALUES (?", places, ")", NULL);
  sqlite3_stmt *thin = prepare (self, sql);
  sqlite3_stmt *text = prepare (self, "INSERT INTO text VALUES (?, ?, ?)");
  sqlite3_stmt *entry = prepare (self, "INSERT INTO entry VALUES (?, ?, ?, ?, ?)");

  run (self, "BEGIN");
  for (guint i = 0; i < tickets->len; i++)
    {
      GuichetTicket *ticket = g_ptr_array_index (tickets, i);

      insert_thin (thin, ticket);
      if (guichet_ticket_has_texts (ticket))
        insert_texts (text, entry, ticket);
    }
  run (self, "COMMIT");
  sqlite3_finalize (thin);
  sqlite3_finalize (text);
  sqlite3_finalize (entry);

  return sqlite3_errcode (self) == SQLITE_OK;
}
