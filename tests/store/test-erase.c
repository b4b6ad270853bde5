#include "config.h"

#include "fixture.h"

#include <glib/gstdio.h>

#include "store/erase.h"
#include "store/files.h"

/* Signing out with erasing: no row and no file is left. */

static guint
count_entries (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
save_file (GuichetStore *store)
{
  g_autoptr(GPtrArray) attachments = guichet_attachments_new ();
  g_autoptr(GBytes) bytes = g_bytes_new_static ("un fichier", 10);
  g_autoptr(GuichetFile) file = guichet_file_new (9, "a.txt", "text/plain", bytes);
  g_autoptr(GError) error = NULL;
  GuichetAttachment *attachment = guichet_attachment_new (9, 1);

  g_ptr_array_add (attachments, attachment);
  g_assert_true (guichet_store_merge_attachments (store, attachments, NULL, NULL));
  guichet_store_save_file (store, file, &error);
  g_assert_no_error (error);
}

static void
fill (const char *folder)
{
  g_autoptr(GuichetStore) store = open_store (folder);
  g_autoptr(GuichetTicket) ticket = make_ticket (1, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetDraft) draft = guichet_draft_new ("1/public", "<p>Un brouillon</p>");
  g_autofree char *damaged = g_build_filename (folder, "cache.db.damaged-20260101T000000-wal", NULL);

  merge_one (store, ticket);
  g_assert_true (guichet_store_save_draft (store, draft, NULL));
  save_file (store);
  g_assert_true (g_file_set_contents (damaged, "x", -1, NULL));
  guichet_store_close (store);
}

static void
test_nothing_left (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr(GError) error = NULL;

  fill (folder);
  g_assert_cmpuint (count_entries (folder), >=, 4);
  guichet_store_erase (folder, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  /* Once more is once too often, and harmless. */
  g_assert_true (guichet_store_erase (folder, &error));
}

/* A folder that somebody named may hold what is not ours. */
static void
test_others_stay (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *other = g_build_filename (folder, "notes.txt", NULL);
  g_autoptr(GError) error = NULL;

  fill (folder);
  g_assert_true (g_file_set_contents (other, "à moi", -1, NULL));
  guichet_store_erase (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_entries (folder), ==, 1);
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  remove_folder (folder);
}

static void
test_in_use (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr(GuichetStore) store = NULL;
  g_autoptr(GuichetDraft) draft = NULL;
  g_autoptr(GError) error = NULL;

  fill (folder);
  store = open_store (folder);
  g_assert_false (guichet_store_erase (folder, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_BUSY);

  draft = guichet_store_read_draft (store, "1/public", NULL);
  g_assert_nonnull (draft);
  guichet_store_close (store);
  remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/erase/nothing-left", test_nothing_left);
  g_test_add_func ("/store/erase/others-stay", test_others_stay);
  g_test_add_func ("/store/erase/in-use", test_in_use);

  return g_test_run ();
}
