#include "config.h"

#include "data-set.h"

#include "requests.h"
#include "samples.h"
#include "store/cache.h"
#include "tickets.h"

#include <glib/gstdio.h>

#define GENERATOR_VERSION 1
#define BATCH 2000

typedef enum
{
  DATA_SET_THIN,
  DATA_SET_WHOLE,
  DATA_SET_REQUESTS,
} DataSetKind;

static void
fail_on (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

/* ---- folders */

static char *
get_base (void)
{
  return g_build_filename (GUICHET_BUILD_DIR, "bench-data", NULL);
}

char *
data_set_make_empty (void)
{
  g_autofree char *base = get_base ();
  char *folder = g_build_filename (base, "run-XXXXXX", NULL);

  g_mkdir_with_parents (base, 0700);
  if (g_mkdtemp (folder) == NULL)
    g_error ("no folder can be made in %s", base);

  return folder;
}

void
data_set_remove (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* What a kept folder depends on beside its size: the generator and the schema. */
static char *
make_stamp (void)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 1;; i++)
    {
      g_autofree char *name = g_strdup_printf ("%03u.sql", i);
      g_autofree char *path = g_build_filename (GUICHET_SOURCE_DIR, "src", "store", "sql", "cache", name, NULL);
      g_autofree char *sql = NULL;
      gsize length;

      if (!g_file_get_contents (path, &sql, &length, NULL))
        break;
      g_checksum_update (sum, (const guchar *) sql, (gssize) length);
    }

  return g_strdup_printf ("%d %s", GENERATOR_VERSION, g_checksum_get_string (sum));
}

static gboolean
is_made (const char *folder,
         const char *stamp)
{
  g_autofree char *path = g_build_filename (folder, "stamp", NULL);
  g_autofree char *found = NULL;

  return g_file_get_contents (path, &found, NULL, NULL) && g_strcmp0 (found, stamp) == 0;
}

static void
mark_made (const char *folder,
           const char *stamp)
{
  g_autofree char *path = g_build_filename (folder, "stamp", NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, stamp, -1, &error);
  fail_on (error);
}

/* ---- filling */

GuichetStore *
data_set_open (const char *folder)
{
  g_autoptr(GuichetIdentity) identity = tickets_make_identity ();
  g_autoptr(GuichetProfile) profile = tickets_load_profile ();
  g_autoptr(GError) error = NULL;
  GuichetStore *store = guichet_store_open (folder, &error);

  fail_on (error);
  guichet_store_set_identity (store, identity, profile, &error);
  fail_on (error);

  return store;
}

/* From the newest to the oldest, as a first load comes. */
static void
merge_all (GuichetStore *store,
           guint         n_tickets,
           DataSetKind   kind)
{
  g_autoptr(Words) words = words_new (n_tickets);
  g_autoptr(RequestTexts) texts = kind == DATA_SET_REQUESTS ? request_texts_new (n_tickets) : NULL;
  g_autoptr(GPtrArray) batch = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_ticket_unref);
  g_autoptr(GError) error = NULL;

  for (guint id = n_tickets; id > 0; id--)
    {
      GuichetTicket *ticket = tickets_make (words, id, n_tickets, kind != DATA_SET_THIN);

      if (texts != NULL)
        requests_dress (texts, ticket, id);
      g_ptr_array_add (batch, ticket);
      if (batch->len < BATCH && id > 1)
        continue;
      guichet_store_merge_tickets (store, batch, NULL, &error);
      fail_on (error);
      g_ptr_array_set_size (batch, 0);
    }
}

static void
finish_indexes (GuichetStore *store)
{
  g_autoptr(GError) error = NULL;
  gboolean left = TRUE;

  while (left)
    {
      guichet_store_index_step (store, &left, &error);
      fail_on (error);
    }
}

static void
fill (const char  *folder,
      guint        n_tickets,
      DataSetKind  kind)
{
  g_autoptr(GuichetStore) store = data_set_open (folder);
  g_autoptr(GError) error = NULL;

  guichet_store_begin_bulk (store, &error);
  fail_on (error);
  merge_all (store, n_tickets, kind);
  guichet_store_end_bulk (store, &error);
  fail_on (error);
  finish_indexes (store);
  if (kind == DATA_SET_REQUESTS)
    requests_add_references (store);
  guichet_store_close (store);
}

static char *
get_folder (Bench       *bench,
            guint        n_tickets,
            DataSetKind  kind)
{
  static const char * const names[] = { "thin", "whole", "requests" };
  g_autofree char *base = get_base ();
  g_autofree char *name = g_strdup_printf ("%u-%s", n_tickets, names[kind]);
  g_autofree char *stamp = make_stamp ();
  char *folder = g_build_filename (base, name, NULL);
  double start = clock_wall ();

  if (is_made (folder, stamp))
    return folder;

  g_printerr ("making %u tickets%s…\n", n_tickets, kind != DATA_SET_THIN ? " with their texts" : "");
  data_set_remove (folder);
  g_mkdir_with_parents (folder, 0700);
  fill (folder, n_tickets, kind);
  mark_made (folder, stamp);
  bench_note (bench, "", "made tickets, with search index", "%u in %.1f s", n_tickets, clock_wall () - start);

  return folder;
}

char *
data_set_get_folder (Bench    *bench,
                     guint     n_tickets,
                     gboolean  with_texts)
{
  return get_folder (bench, n_tickets, with_texts ? DATA_SET_WHOLE : DATA_SET_THIN);
}

char *
data_set_get_requests (Bench *bench,
                       guint  n_tickets)
{
  return get_folder (bench, n_tickets, DATA_SET_REQUESTS);
}
