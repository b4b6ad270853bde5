#include "config.h"

#include "fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/files.h"

#define TICKET G_GINT64_CONSTANT (100)
#define OTHER G_GINT64_CONSTANT (101)

static GuichetAttachment *
make_attachment (gint64 id,
                 gint64 ticket_id)
{
  GuichetAttachment *attachment = guichet_attachment_new (id, ticket_id);

  g_free (attachment->date);
  attachment->date = g_strdup_printf ("2026-11-24 10:00:%02d", (int) id);

  return attachment;
}

static void
merge_attachments (GuichetStore *store,
                   gint64        ticket_id,
                   guint         n)
{
  g_autoptr(GPtrArray) attachments = guichet_attachments_new ();
  g_autoptr(GError) error = NULL;

  for (guint i = 1; i <= n; i++)
    g_ptr_array_add (attachments, make_attachment (i, ticket_id));
  guichet_store_merge_attachments (store, attachments, NULL, &error);
  g_assert_no_error (error);
}

static GuichetStore *
open_with_files (const char *folder,
                 guint       n)
{
  GuichetStore *store = open_store (folder);
  g_autoptr(GuichetTicket) ticket = make_ticket (TICKET, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicket) other = make_ticket (OTHER, "assigned", MY_TEAM, COLLEAGUE);

  merge_one (store, ticket);
  merge_one (store, other);
  merge_attachments (store, TICKET, n);

  return store;
}

static GuichetFile *
make_file (gint64      id,
           const char *name,
           gsize       size)
{
  g_autofree char *data = g_strnfill (size, (char) ('a' + id % 26));
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);

  return guichet_file_new (id, name, "text/plain", bytes);
}

static gboolean
save (GuichetStore  *store,
      gint64         id,
      gsize          size,
      GError       **error)
{
  g_autofree char *name = g_strdup_printf ("../file-%d.txt", (int) id);
  g_autoptr(GuichetFile) file = make_file (id, name, size);

  return guichet_store_save_file (store, file, error);
}

static void
save_well (GuichetStore *store,
           gint64        id,
           gsize         size)
{
  g_autoptr(GError) error = NULL;

  save (store, id, size, &error);
  g_assert_no_error (error);
}

static gboolean
is_here (GuichetStore *store,
         gint64        id,
         gsize         size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetFile) file = guichet_store_read_file (store, id, NULL, &error);
  g_autoptr(GuichetFile) expected = make_file (id, "", size);

  if (file == NULL)
    {
      g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND);
      return FALSE;
    }
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (file->data, expected->data));

  return TRUE;
}

static char *
build_path (const char *folder,
            gint64      id)
{
  return g_strdup_printf ("%s/files/%" G_GINT64_FORMAT, folder, id);
}

static guint
count_names (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "files", NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
close_and_remove (GuichetStore *store,
                  const char   *folder)
{
  g_autofree char *files = g_build_filename (folder, "files", NULL);

  guichet_store_close (store);
  g_object_unref (store);
  remove_folder (files);
  remove_folder (folder);
}

static GuichetAttachment *
find_attachment (GPtrArray *attachments,
                 gint64     id)
{
  for (guint i = 0; i < attachments->len; i++)
    if (((GuichetAttachment *) g_ptr_array_index (attachments, i))->id == id)
      return g_ptr_array_index (attachments, i);

  return NULL;
}

/* Contents and what came with them stay, also when the listing, which does not
 * know them, is merged again; closed to others, under no server's name. */
static void
test_save (void)
{
  g_autofree char *folder = make_folder ();
  GuichetStore *store = open_with_files (folder, 2);
  g_autoptr(GPtrArray) attachments = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = build_path (folder, 1);
  g_autofree char *files = g_build_filename (folder, "files", NULL);
  GuichetAttachment *attachment;
  GStatBuf status;

  g_assert_false (is_here (store, 1, 0));
  save_well (store, 1, 5000);
  g_assert_true (is_here (store, 1, 5000));
  merge_attachments (store, TICKET, 2);

  attachments = guichet_store_list_attachments (store, TICKET, &error);
  g_assert_no_error (error);
  attachment = find_attachment (attachments, 1);
  g_assert_cmpstr (attachment->name, ==, "../file-1.txt");
  g_assert_cmpstr (attachment->mime, ==, "text/plain");
  g_assert_cmpint (attachment->size, ==, 5000);
  g_assert_true (attachment->here);
  g_assert_false (find_attachment (attachments, 2)->here);

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (files, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpuint (count_names (folder), ==, 1);

  guichet_store_close (store);
  g_object_unref (store);
  store = open_store (folder);
  g_assert_true (is_here (store, 1, 5000));
  g_assert_cmpint (guichet_store_measure_files (store, &error), ==, 5000);
  guichet_store_erase_files (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_names (folder), ==, 0);
  g_assert_false (is_here (store, 1, 5000));
  close_and_remove (store, folder);
}

/* The names of files are searched: they are known from the contents only. */
static void
test_search (void)
{
  g_autofree char *folder = make_folder ();
  GuichetStore *store = open_with_files (folder, 1);
  g_autoptr(GuichetFile) file = make_file (1, "bordereau-xyzzy.pdf", 10);
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GError) error = NULL;

  guichet_store_save_file (store, file, &error);
  g_assert_no_error (error);
  ids = guichet_store_search (store, "xyzzy", GUICHET_SEARCH_NEWEST, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (ids_contain (ids, TICKET));
  close_and_remove (store, folder);
}

static void
test_quota (void)
{
  g_autofree char *folder = make_folder ();
  GuichetStore *store = open_with_files (folder, 5);
  g_autoptr(GError) error = NULL;

  guichet_store_set_file_quota (store, 3000);
  for (gint64 id = 1; id <= 3; id++)
    {
      save_well (store, id, 1000);
      g_usleep (2000);
    }
  /* The first is looked at again: the second is the one used longest ago. */
  g_assert_true (is_here (store, 1, 1000));
  g_usleep (2000);
  save_well (store, 4, 1000);
  g_assert_false (is_here (store, 2, 1000));
  g_assert_true (is_here (store, 1, 1000));
  g_assert_true (is_here (store, 3, 1000));
  g_assert_true (is_here (store, 4, 1000));
  g_assert_cmpuint (count_names (folder), ==, 3);

  /* Larger than all that may be kept: known, not kept, and nothing else goes. */
  save_well (store, 5, 3001);
  g_assert_false (is_here (store, 5, 3001));
  g_assert_cmpint (guichet_store_measure_files (store, &error), ==, 3000);

  guichet_store_set_file_quota (store, 0);
  g_assert_true (guichet_store_erase_files (store, &error));
  save_well (store, 1, 10);
  g_assert_false (is_here (store, 1, 10));
  g_assert_cmpuint (count_names (folder), ==, 0);
  close_and_remove (store, folder);
}

/* What the server does not have any more goes, with its contents. */
static void
test_replace (void)
{
  g_autofree char *folder = make_folder ();
  GuichetStore *store = open_with_files (folder, 3);
  g_autoptr(GPtrArray) left = guichet_attachments_new ();
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) error = NULL;
  gint64 ticket = TICKET;

  for (gint64 id = 1; id <= 3; id++)
    save_well (store, id, 100);
  g_ptr_array_add (left, make_attachment (1, TICKET));
  g_ptr_array_add (left, make_attachment (4, TICKET));
  guichet_store_replace_attachments (store, TICKET, left, &error);
  g_assert_no_error (error);

  found = guichet_store_list_attachments (store, TICKET, &error);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpint (find_attachment (found, 1)->size, ==, 100);
  g_assert_nonnull (find_attachment (found, 4));
  g_assert_true (is_here (store, 1, 100));
  g_assert_false (is_here (store, 2, 100));
  g_assert_cmpuint (count_names (folder), ==, 1);
  g_assert_false (save (store, 2, 100, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpuint (count_names (folder), ==, 1);

  /* A ticket that may no longer be read leaves no contents behind. */
  g_array_append_val (gone, ticket);
  guichet_store_vanish_tickets (store, gone, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_names (folder), ==, 0);
  close_and_remove (store, folder);
}

static void
test_wanted (void)
{
  g_autofree char *folder = make_folder ();
  GuichetStore *store = open_with_files (folder, 3);
  g_autoptr(GPtrArray) others = guichet_attachments_new ();
  g_autoptr(GArray) wanted = NULL;
  g_autoptr(GArray) none = NULL;
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (others, make_attachment (9, OTHER));
  guichet_store_merge_attachments (store, others, NULL, &error);
  save_well (store, 2, 100);
  wanted = guichet_store_list_wanted_files (store, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wanted->len, ==, 2);
  g_assert_cmpint (g_array_index (wanted, gint64, 0), ==, 3);
  g_assert_cmpint (g_array_index (wanted, gint64, 1), ==, 1);

  guichet_store_set_file_quota (store, 110);
  none = guichet_store_list_wanted_files (store, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  close_and_remove (store, folder);
}

static void
write_over (const char *path,
            const char *text)
{
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* What is not what came is not shown: it is fetched again. */
static void
test_damage (void)
{
  g_autofree char *folder = make_folder ();
  GuichetStore *store = open_with_files (folder, 3);
  g_autofree char *first = build_path (folder, 1);
  g_autofree char *second = build_path (folder, 2);
  g_autofree char *third = build_path (folder, 3);
  g_autoptr(GError) error = NULL;

  for (gint64 id = 1; id <= 3; id++)
    save_well (store, id, 4);
  write_over (first, "XXXX");
  write_over (second, "longer than it was");
  g_unlink (third);
  g_assert_cmpint (symlink ("/etc/hostname", third), ==, 0);

  for (gint64 id = 1; id <= 3; id++)
    g_assert_false (is_here (store, id, 4));
  g_assert_cmpint (guichet_store_measure_files (store, &error), >=, 0);
  save_well (store, 1, 4);
  g_assert_true (is_here (store, 1, 4));
  close_and_remove (store, folder);
}

/* A crash between two steps leaves a file without a row, or half of one. */
static void
test_leftovers (void)
{
  g_autofree char *folder = make_folder ();
  GuichetStore *store = open_with_files (folder, 1);
  g_autofree char *stray = build_path (folder, 77);
  g_autofree char *part = g_strconcat (stray, ".part", NULL);

  save_well (store, 1, 10);
  guichet_store_close (store);
  g_object_unref (store);
  write_over (stray, "stray");
  write_over (part, "half");

  store = open_store (folder);
  guichet_store_close (store);
  g_object_unref (store);
  g_assert_cmpuint (count_names (folder), ==, 1);

  store = open_store (folder);
  g_assert_true (is_here (store, 1, 10));
  close_and_remove (store, folder);
}

/* A file system that takes no more: the call fails, nothing half is left, and
 * what was there is still there. */
static void
test_disk_full (void)
{
  g_autofree char *folder = make_folder ();
  GuichetStore *store = open_with_files (folder, 2);
  g_autoptr(GError) error = NULL;
  struct rlimit before;
  struct rlimit small;

  save_well (store, 1, 100);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 4 * 1024 * 1024;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);

  g_assert_false (save (store, 2, 6 * 1024 * 1024, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_DISK_FULL);
  g_assert_cmpuint (count_names (folder), ==, 1);
  g_assert_true (is_here (store, 1, 100));

  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  save_well (store, 2, 6 * 1024 * 1024);
  g_assert_true (is_here (store, 2, 6 * 1024 * 1024));
  close_and_remove (store, folder);
}

/* ---- the limits of the server */

static void
end_attach (GuichetStore       *store,
            gsize               size,
            GuichetIntentState  state,
            GuichetError        reason)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_ATTACH, TICKET);
  g_autofree char *data = g_strnfill (size, 'x');
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) cause = guichet_error_new (reason, NULL, NULL, "why");

  intent->file_name = g_strdup ("a.txt");
  intent->file_data = g_bytes_new (data, size);
  guichet_store_enqueue (store, intent, NULL, &error);
  g_assert_no_error (error);
  intent->state = state;
  if (state == GUICHET_INTENT_REFUSED)
    guichet_intent_set_reason (intent, cause);
  guichet_store_save_intent (store, intent, &error);
  g_assert_no_error (error);
}

static void
assert_limit (GuichetStore *store,
              gint64        accepted,
              gint64        refused)
{
  g_autoptr(GError) error = NULL;
  GuichetFileLimit limit;

  g_assert_true (guichet_store_read_file_limit (store, &limit, &error));
  g_assert_no_error (error);
  g_assert_cmpint (limit.accepted, ==, accepted);
  g_assert_cmpint (limit.refused, ==, refused);
}

static void
test_limit (void)
{
  g_autofree char *folder = make_folder ();
  GuichetStore *store = open_with_files (folder, 0);
  g_autoptr(GPtrArray) intents = NULL;
  g_autoptr(GError) error = NULL;

  assert_limit (store, 0, 0);
  end_attach (store, 500, GUICHET_INTENT_DONE, GUICHET_ERROR_FAILED);
  assert_limit (store, 500, 0);
  end_attach (store, 9000, GUICHET_INTENT_REFUSED, GUICHET_ERROR_TOO_LARGE);
  assert_limit (store, 500, 9000);
  end_attach (store, 7000, GUICHET_INTENT_REFUSED, GUICHET_ERROR_TOO_LARGE);
  end_attach (store, 8000, GUICHET_INTENT_REFUSED, GUICHET_ERROR_TOO_LARGE);
  end_attach (store, 100, GUICHET_INTENT_REFUSED, GUICHET_ERROR_REJECTED);
  assert_limit (store, 500, 7000);

  intents = guichet_store_list_intents (store, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (intents->len, ==, 4);
  g_assert_cmpint (((GuichetIntent *) g_ptr_array_index (intents, 0))->file_size, ==, 9000);
  g_assert_null (((GuichetIntent *) g_ptr_array_index (intents, 0))->file_data);

  /* The administrator raised it, then lowered it. */
  end_attach (store, 7500, GUICHET_INTENT_DONE, GUICHET_ERROR_FAILED);
  assert_limit (store, 7500, 0);
  end_attach (store, 600, GUICHET_INTENT_REFUSED, GUICHET_ERROR_TOO_LARGE);
  assert_limit (store, 0, 600);
  close_and_remove (store, folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/files/save", test_save);
  g_test_add_func ("/files/search", test_search);
  g_test_add_func ("/files/quota", test_quota);
  g_test_add_func ("/files/replace", test_replace);
  g_test_add_func ("/files/wanted", test_wanted);
  g_test_add_func ("/files/damage", test_damage);
  g_test_add_func ("/files/leftovers", test_leftovers);
  g_test_add_func ("/files/disk-full", test_disk_full);
  g_test_add_func ("/files/limit", test_limit);

  return g_test_run ();
}
