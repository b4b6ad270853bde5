#include "config.h"

#include "fixture.h"
#include "store/db.h"

#define PAGE 20
#define N_PAGES 40

/* ---- reading while somebody writes */

typedef struct
{
  GuichetStore *store;
  gint          done;
} Writing;

static gpointer
write_pages (gpointer data)
{
  Writing *writing = data;

  for (guint version = 0; version < 2; version++)
    for (guint page = 0; page < N_PAGES; page++)
      {
        g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
        g_autofree char *title = g_strdup_printf ("Version %u", version);

        for (guint i = 0; i < PAGE; i++)
          {
            g_autoptr(GuichetTicket) ticket = make_ticket (page * PAGE + i + 1, "assigned", MY_TEAM, ME);

            set_title (ticket, title);
            add_texts (ticket, "<p>Texte</p>");
            g_ptr_array_add (tickets, g_steal_pointer (&ticket));
          }
        g_assert_true (guichet_store_merge_tickets (writing->store, tickets, NULL, NULL));
      }
  g_atomic_int_set (&writing->done, TRUE);

  return NULL;
}

static gpointer
write_drafts (gpointer data)
{
  Writing *writing = data;

  for (guint i = 0; !g_atomic_int_get (&writing->done); i++)
    {
      g_autofree char *html = g_strdup_printf ("<p>%u</p>", i);
      g_autoptr(GuichetDraft) draft = guichet_draft_new ("1/public", html);
      g_autoptr(GuichetDraft) stored = NULL;

      g_assert_true (guichet_store_save_draft (writing->store, draft, NULL));
      stored = guichet_store_read_draft (writing->store, "1/public", NULL);
      g_assert_cmpstr (stored->html, ==, html);
    }

  return NULL;
}

static void
read_once (GuichetStore *store)
{
  g_autoptr(GArray) ids = list_view (store, GUICHET_VIEW_MINE);
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GArray) found = NULL;
  g_autoptr(GError) error = NULL;

  /* A page is there as a whole or not at all. */
  g_assert_cmpuint (ids->len % PAGE, ==, 0);
  rows = guichet_store_read_rows (store, ids, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, ids->len);
  found = guichet_store_search (store, "version", GUICHET_SEARCH_RANKED, FALSE, NULL, &error);
  g_assert_no_error (error);
}

static void
test_reader_and_writers (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr(GuichetStore) store = open_store (folder);
  Writing writing = { .store = store };
  GThread *pages = g_thread_new ("pages", write_pages, &writing);
  GThread *drafts = g_thread_new ("drafts", write_drafts, &writing);
  g_autofree char *report = NULL;
  g_autoptr(GError) error = NULL;

  while (!g_atomic_int_get (&writing.done))
    read_once (store);
  g_thread_join (pages);
  g_thread_join (drafts);

  guichet_store_check (store, &report, &error);
  g_assert_no_error (error);
  guichet_store_close (store);
  remove_folder (folder);
}

/* Work that was asked for is done before the store closes. */
static void
test_close_with_work (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr(GuichetStore) store = open_store (folder);
  g_autoptr(GPtrArray) drafts = NULL;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u/public", i);
      g_autoptr(GuichetDraft) draft = guichet_draft_new (key, "<p>un</p>");

      guichet_store_save_draft_async (store, draft, NULL, NULL, NULL);
    }
  guichet_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&store);

  store = open_store (folder);
  drafts = guichet_store_list_drafts (store, NULL);
  g_assert_cmpuint (drafts->len, ==, 100);
  guichet_store_close (store);
  remove_folder (folder);
}

/* ---- a cancelled query */

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (20000);
  g_cancellable_cancel (data);

  return NULL;
}

/* It would go on for ever. */
static void
test_cancel_reaches_query (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "any.db", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GuichetDb) db = guichet_db_open (path, NULL, NULL);
  g_autoptr(GError) error = NULL;
  GThread *thread;
  gint64 value = 0;

  guichet_db_set_cancellable (db, cancellable);
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_false (guichet_db_read_int64 (db, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                                             " SELECT count(*) FROM n", &value, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);

  /* The connection is as good as before. */
  g_clear_error (&error);
  guichet_db_set_cancellable (db, NULL);
  g_assert_true (guichet_db_read_int64 (db, "SELECT 7", &value, &error));
  g_assert_cmpint (value, ==, 7);
  remove_folder (folder);
}

/* A search that a newer one made pointless, on the store's own thread. */
static void
test_cancel_while_reading (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr(GuichetStore) store = open_store (folder);
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  GuichetTicketQuery query = { .view = GUICHET_VIEW_ALL, .filter = (char *) "meubles zzz" };
  g_autoptr(GError) error = NULL;

  for (gint64 id = 1; id <= 2000; id++)
    g_ptr_array_add (tickets, make_ticket (id, "assigned", MY_TEAM, ME));
  guichet_store_merge_tickets (store, tickets, NULL, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GError) local = NULL;
      g_autoptr(GArray) ids = NULL;
      GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

      while (local == NULL)
        {
          g_clear_pointer (&ids, g_array_unref);
          ids = guichet_store_list_ids (store, &query, cancellable, &local);
        }
      g_assert_error (local, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_thread_join (thread);
    }
  guichet_store_close (store);
  remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/threads/reader-and-writers", test_reader_and_writers);
  g_test_add_func ("/store/threads/close-with-work", test_close_with_work);
  g_test_add_func ("/store/threads/cancel-reaches-query", test_cancel_reaches_query);
  g_test_add_func ("/store/threads/cancel-while-reading", test_cancel_while_reading);

  return g_test_run ();
}
