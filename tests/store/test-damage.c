#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "fixture.h"

#define SEED 20260108
#define N_TICKETS 120
#define N_FLIPPED 150

/* A full account, copied for each case. */
static char *template_folder;

static char *
make_damaged (void)
{
  char *folder = make_folder ();
  static const char * const names[] = { "cache.db", "user.db" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *from = g_build_filename (template_folder, names[i], NULL);
      g_autofree char *to = g_build_filename (folder, names[i], NULL);
      g_autofree char *contents = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (from, &contents, &length, NULL));
      g_assert_true (g_file_set_contents_full (to, contents, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }

  return folder;
}

static void
fill_template (void)
{
  g_autoptr(GuichetStore) store = NULL;
  g_autoptr(GuichetDraft) draft = guichet_draft_new ("1/public", "<p>Ne me perdez pas</p>");
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 3);

  template_folder = make_folder ();
  store = open_store (template_folder);
  for (gint64 id = 1; id <= N_TICKETS; id++)
    {
      g_autoptr(GuichetTicket) ticket = make_ticket (id, "assigned", MY_TEAM, ME);

      add_texts (ticket, "<p>Un texte assez long pour que les pages se remplissent un peu</p>");
      add_entry (ticket, GUICHET_JOURNAL_PUBLIC, "Élodie", "<p>Une entrée de journal</p>");
      merge_one (store, ticket);
    }
  g_assert_true (guichet_store_save_draft (store, draft, NULL));
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Moi non plus</p>");
  g_assert_true (guichet_store_enqueue (store, intent, NULL, NULL));
  guichet_store_close (store);
}

static void
assert_user_intact (GuichetStore *store)
{
  g_autoptr(GuichetDraft) draft = guichet_store_read_draft (store, "1/public", NULL);
  g_autoptr(GPtrArray) intents = guichet_store_list_intents (store, FALSE, NULL);

  g_assert_nonnull (draft);
  g_assert_cmpstr (draft->html, ==, "<p>Ne me perdez pas</p>");
  g_assert_cmpuint (intents->len, ==, 1);
  g_assert_cmpstr (((GuichetIntent *) g_ptr_array_index (intents, 0))->entries[GUICHET_JOURNAL_PUBLIC], ==,
                   "<p>Moi non plus</p>");
}

/* Damage may show at any call; what it may not do is anything but fail. */
static void
use_everything (GuichetStore *store)
{
  for (guint view = 0; view < GUICHET_N_VIEWS; view++)
    for (guint sort = 0; sort < GUICHET_N_SORTS; sort++)
      {
        GuichetTicketQuery query = { .view = view, .keys = { { sort, FALSE } }, .n_keys = 1, .filter = (char *) (sort % 2 ? "meubles" : NULL) };
        g_autoptr(GArray) ids = guichet_store_list_ids (store, &query, NULL, NULL);
        g_autoptr(GPtrArray) rows = ids != NULL ? guichet_store_read_rows (store, ids, NULL, NULL) : NULL;
      }
  for (gint64 id = 1; id <= N_TICKETS; id++)
    {
      g_autoptr(GuichetTicket) ticket = guichet_store_read_ticket (store, id, NULL, NULL);
      g_autoptr(GArray) found = guichet_store_search (store, "entr", GUICHET_SEARCH_RANKED, TRUE, NULL, NULL);
    }
}

/* One sync later everything is as it was. */
static void
sync_again (GuichetStore *store)
{
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  GuichetCursor cursor = { "delta", "x" };

  for (gint64 id = 1; id <= N_TICKETS; id++)
    {
      g_autoptr(GuichetTicket) ticket = make_ticket (id, "pending", MY_OTHER_TEAM, ME);

      add_texts (ticket, "<p>Un autre texte</p>");
      set_update (ticket, "2026-02-02 00:00:00");
      g_ptr_array_add (tickets, g_steal_pointer (&ticket));
    }
  /* The first may run into the damage; the second meets the new file. */
  if (!guichet_store_merge_tickets (store, tickets, &cursor, NULL))
    g_assert_true (guichet_store_merge_tickets (store, tickets, &cursor, NULL));
}

/* As at every start with a network. The byte that flipped may have been one of
 * who we are. */
static void
sign_in (GuichetStore *store)
{
  g_autoptr(GuichetIdentity) identity = make_identity ();
  g_autoptr(GuichetProfile) profile = load_profile ();

  if (!guichet_store_set_identity (store, identity, profile, NULL))
    g_assert_true (guichet_store_set_identity (store, identity, profile, NULL));
}

/* What no query meets is met by the check. */
static gboolean
work_for_a_while (GuichetStore *store)
{
  g_autofree char *report = NULL;
  gboolean left = TRUE;

  sync_again (store);
  sign_in (store);
  while (left)
    if (!guichet_store_index_step (store, &left, NULL))
      return FALSE;

  return guichet_store_check (store, &report, NULL);
}

static void
open_and_recover (const char *folder,
                  gboolean    must_rebuild)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetStore) store = guichet_store_open (folder, &error);
  g_autoptr(GArray) mine = NULL;

  g_assert_no_error (error);
  assert_user_intact (store);
  use_everything (store);
  /* The file may be replaced once: what one round runs into, the next is rid of. */
  if (!work_for_a_while (store))
    g_assert_true (work_for_a_while (store));
  g_assert_true (!must_rebuild || guichet_store_was_rebuilt (store));
  assert_user_intact (store);

  mine = list_view (store, GUICHET_VIEW_MINE);
  g_assert_cmpuint (mine->len, ==, N_TICKETS);
  guichet_store_close (store);
}

static void
overwrite (const char   *folder,
           const char   *name,
           goffset       offset,
           const guint8 *bytes,
           gsize         length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  FILE *file = g_fopen (path, "r+b");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, offset, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (bytes, 1, length, file), ==, length);
  fclose (file);
}

static gsize
get_size (const char *folder,
          const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);

  return (gsize) info.st_size;
}

static void
test_flipped_pages (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < N_FLIPPED; i++)
    {
      g_autofree char *folder = make_damaged ();
      guint n = 1 + (guint) g_rand_int_range (rand, 0, 200);
      gint32 size = (gint32) get_size (folder, "cache.db");

      for (guint j = 0; j < n; j++)
        {
          guint8 byte = (guint8) g_rand_int_range (rand, 0, 256);

          overwrite (folder, "cache.db", g_rand_int_range (rand, 0, size), &byte, 1);
        }
      open_and_recover (folder, FALSE);
      remove_folder (folder);
    }
}

static void
test_lost_page (void)
{
  g_autofree char *folder = make_damaged ();
  g_autofree guint8 *noise = g_malloc (4096);

  memset (noise, 0xa5, 4096);
  for (goffset page = 1; page < 40; page++)
    overwrite (folder, "cache.db", page * 4096, noise, 4096);
  open_and_recover (folder, TRUE);
  remove_folder (folder);
}

static void
test_garbage (void)
{
  static const char * const contents[] = { "rien d'une base", "SQLite format 3", "\0\0\0\0" };
  static const gsize lengths[] = { 15, 16, 4 };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *folder = make_damaged ();
      g_autofree char *path = g_build_filename (folder, "cache.db", NULL);

      g_assert_true (g_file_set_contents (path, contents[i], (gssize) lengths[i], NULL));
      open_and_recover (folder, TRUE);
      remove_folder (folder);
    }
}

static void
test_cut_file (void)
{
  for (guint i = 1; i < 8; i++)
    {
      g_autofree char *folder = make_damaged ();
      g_autofree char *path = g_build_filename (folder, "cache.db", NULL);

      g_assert_cmpint (truncate (path, (off_t) (get_size (folder, "cache.db") * i / 8 + i)), ==, 0);
      open_and_recover (folder, FALSE);
      remove_folder (folder);
    }
}

/* A WAL that belongs to the file but lost its end, or its sense. */
static void
test_cut_wal (void)
{
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *folder = make_damaged ();
      g_autofree char *wal = g_build_filename (folder, "cache.db-wal", NULL);
      g_autofree char *kept = g_build_filename (folder, "kept", NULL);
      g_autofree char *contents = NULL;
      gsize length;

      {
        g_autoptr(GuichetStore) store = guichet_store_open (folder, NULL);

        sync_again (store);
        g_assert_true (g_file_get_contents (wal, &contents, &length, NULL));
        g_assert_true (g_file_set_contents (kept, contents, (gssize) length, NULL));
        guichet_store_close (store);
      }
      g_assert_cmpint (g_rename (kept, wal), ==, 0);
      if (i % 2)
        g_assert_cmpint (truncate (wal, (off_t) (length * i / 12)), ==, 0);
      else
        overwrite (folder, "cache.db-wal", (goffset) (length * i / 12), (const guint8 *) "damage", 6);
      open_and_recover (folder, FALSE);
      remove_folder (folder);
    }
}

/* Nobody but its owner decides about user.db. */
static void
test_damaged_user (void)
{
  g_autofree char *folder = make_damaged ();
  g_autofree char *path = g_build_filename (folder, "user.db", NULL);
  g_autofree char *after = NULL;
  g_autoptr(GuichetStore) store = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "rien d'une base, mais peut-être tout pour quelqu'un", -1, NULL));
  store = guichet_store_open (folder, &error);
  g_assert_null (store);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_CORRUPT);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, "rien d'une base, mais peut-être tout pour quelqu'un");
  remove_folder (folder);
}

/* One damaged file is kept for whoever wants to know, not all of them. */
static void
test_one_kept (void)
{
  g_autofree char *folder = make_damaged ();
  g_autofree char *path = g_build_filename (folder, "cache.db", NULL);
  g_autoptr(GDir) dir = NULL;
  const char *name;
  guint n = 0;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *old = g_strdup_printf ("%s.damaged-2020010%uT000000", path, i);

      g_assert_true (g_file_set_contents (old, "x", 1, NULL));
    }
  g_assert_true (g_file_set_contents (path, "rien d'une base", -1, NULL));
  open_and_recover (folder, TRUE);

  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, "cache.db.damaged-");
  g_assert_cmpuint (n, ==, 1);
  remove_folder (folder);
}

static GLogWriterOutput
drop_logs (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data)
{
  if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL))
    return g_log_writer_default (level, fields, n_fields, user_data);

  return G_LOG_WRITER_HANDLED;
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  /* That a file is set aside is said, and expected here. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  g_log_set_writer_func (drop_logs, NULL, NULL);
  fill_template ();

  g_test_add_func ("/store/damage/flipped-pages", test_flipped_pages);
  g_test_add_func ("/store/damage/lost-page", test_lost_page);
  g_test_add_func ("/store/damage/garbage", test_garbage);
  g_test_add_func ("/store/damage/cut-file", test_cut_file);
  g_test_add_func ("/store/damage/cut-wal", test_cut_wal);
  g_test_add_func ("/store/damage/damaged-user", test_damaged_user);
  g_test_add_func ("/store/damage/one-kept", test_one_kept);
  result = g_test_run ();

  remove_folder (template_folder);
  g_free (template_folder);

  return result;
}
