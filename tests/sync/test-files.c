#include "config.h"

#include "rig.h"

#include "demo/desk.h"
#include "remote/itop-rest.h"
#include "store/cache.h"
#include "store/files.h"
#include "store/outbox.h"
#include "store/reading.h"
#include "util/error.h"

/* Files over HTTP, between the demonstration desk and the store. */

#define LARGE (3 * 1024 * 1024)

static const GuichetEngineTimes times = {
  .server_limit = 40,
  .read_back = 5,
  .delta_interval = 200,
  .back_off_min = 2,
  .back_off_max = 20,
};

typedef struct
{
  GuichetDemoDesk *desk;
  Rig              rig;
  gint64           ticket;
  gint64           attachment;
  GuichetFile     *file;        /* what came */
  GError          *error;       /* why nothing came */
  gboolean         answered;
  guint            n_transfers;
  guint64          done;
  guint64          total;
  char            *key;
} Fixture;

static void
transfer_cb (GuichetEngine *engine,
             const char    *key,
             guint64        done,
             guint64        total,
             Fixture       *self)
{
  g_set_str (&self->key, key);
  g_assert_true (total == 0 || done <= total);
  self->n_transfers++;
  self->done = done;
  self->total = total;
}

static void
connect_engine (Fixture *self)
{
  guichet_engine_set_times (self->rig.engine, &times);
  g_signal_connect (self->rig.engine, "transfer", G_CALLBACK (transfer_cb), self);
}

/* Bytes that do not shrink on their way. */
static GBytes *
make_contents (gsize size)
{
  g_autoptr(GRand) random = g_rand_new_with_seed ((guint32) size);
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) g_rand_int (random);

  return g_bytes_new_take (data, size);
}

static gint64
send_file (Fixture            *self,
           gsize               size,
           GuichetIntentState  expected)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_ATTACH, self->ticket);
  g_autoptr(GPtrArray) attachments = NULL;
  g_autofree char *uuid = NULL;
  g_autoptr(GError) error = NULL;
  gint64 newest = 0;

  intent->file_name = g_strdup ("relevé.txt");
  intent->file_mime = g_strdup ("text/plain");
  intent->file_data = make_contents (size);
  uuid = rig_enqueue (&self->rig, guichet_intent_copy (intent));
  rig_drain (&self->rig);
  rig_assert_state (&self->rig, uuid, expected);

  attachments = guichet_store_list_attachments (self->rig.store, self->ticket, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < attachments->len; i++)
    newest = MAX (newest, ((GuichetAttachment *) g_ptr_array_index (attachments, i))->id);

  return newest;
}

static void
fixture_init (Fixture *self)
{
  const GuichetDemoOptions options = { .profile = "asap", .tickets = 60, .seed = 7, .server_limit = 20 };
  g_autoptr(GArray) tickets = NULL;
  g_autoptr(GError) error = NULL;

  *self = (Fixture) { NULL };
  self->desk = guichet_demo_desk_new (&options, &error);
  g_assert_no_error (error);
  rig_init (&self->rig, guichet_itop_rest_new (guichet_demo_desk_get_address (self->desk),
                                               guichet_demo_desk_get_login (self->desk),
                                               guichet_demo_desk_get_secret (self->desk), &error));
  connect_engine (self);
  rig_pull (&self->rig);
  tickets = guichet_store_list_ongoing (self->rig.store, &error);
  self->ticket = g_array_index (tickets, gint64, 0);
  self->attachment = send_file (self, 1000, GUICHET_INTENT_DONE);
  g_assert_cmpint (self->attachment, >, 0);
}

static void
fixture_clear (Fixture *self)
{
  GuichetRemote *remote = self->rig.remote;

  rig_clear (&self->rig);
  g_assert_finalize_object (remote);
  if (self->desk != NULL)
    guichet_demo_desk_stop (self->desk);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->file, guichet_file_unref);
  g_clear_error (&self->error);
  g_free (self->key);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *self = user_data;

  g_clear_pointer (&self->file, guichet_file_unref);
  g_clear_error (&self->error);
  self->file = guichet_engine_fetch_file_finish (GUICHET_ENGINE (source), result, &self->error);
  self->answered = TRUE;
}

static void
begin_fetch (Fixture      *self,
             gint64        id,
             GCancellable *cancellable)
{
  self->answered = FALSE;
  guichet_engine_fetch_file_async (self->rig.engine, id, cancellable, fetched_cb, self);
}

static void
end_fetch (Fixture *self)
{
  while (!self->answered)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_came (Fixture *self,
             gsize    size)
{
  g_autoptr(GBytes) expected = make_contents (size);

  g_assert_no_error (self->error);
  g_assert_cmpstr (self->file->name, ==, "relevé.txt");
  g_assert_cmpstr (self->file->mime, ==, "text/plain");
  g_assert_true (g_bytes_equal (self->file->data, expected));
}

static gboolean
is_here (Fixture *self,
         gint64   id)
{
  g_autoptr(GuichetFile) file = guichet_store_read_file (self->rig.store, id, NULL, NULL);

  return file != NULL;
}

/* From the server the first time, from this computer the second. */
static void
test_fetch (void)
{
  Fixture self;
  guint n_requests;

  fixture_init (&self);
  g_assert_false (is_here (&self, self.attachment));
  guichet_engine_start (self.rig.engine);
  begin_fetch (&self, self.attachment, NULL);
  end_fetch (&self);
  assert_came (&self, 1000);
  g_assert_true (is_here (&self, self.attachment));

  guichet_engine_stop (self.rig.engine);
  n_requests = guichet_demo_desk_count_requests (self.desk);
  g_clear_pointer (&self.file, guichet_file_unref);
  self.file = guichet_engine_fetch_file (self.rig.engine, self.attachment, NULL, &self.error);
  assert_came (&self, 1000);
  g_assert_cmpuint (guichet_demo_desk_count_requests (self.desk), ==, n_requests);
  fixture_clear (&self);
}

/* A large one tells how far it is, both ways. */
static void
test_progress (void)
{
  Fixture self;
  gint64 large;

  fixture_init (&self);
  guichet_demo_desk_set_limits (self.desk, 64 * 1024 * 1024, 64 * 1024 * 1024);
  large = send_file (&self, LARGE, GUICHET_INTENT_DONE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (self.n_transfers, >, 0);
  g_assert_cmpuint (self.total, >, LARGE);
  g_assert_cmpuint (strlen (self.key), ==, 36);

  self.n_transfers = 0;
  guichet_engine_start (self.rig.engine);
  begin_fetch (&self, large, NULL);
  end_fetch (&self);
  while (self.n_transfers == 0)
    g_main_context_iteration (NULL, TRUE);
  assert_came (&self, LARGE);
  g_assert_cmpuint (self.done, >, 0);
  g_assert_cmpint (g_ascii_strtoll (self.key, NULL, 10), ==, large);
  fixture_clear (&self);
}

/* Whatever breaks, the person hears why, nothing half is kept, and the next
 * try brings it. */
static void
test_faults (void)
{
  static const struct { GuichetDemoFault fault; guint count; GuichetError code; } cases[] = {
    { GUICHET_DEMO_FAULT_DROP_BEFORE, 4, GUICHET_ERROR_RETRY_LATER },
    { GUICHET_DEMO_FAULT_CUT_BODY, 4, GUICHET_ERROR_RETRY_LATER },
    { GUICHET_DEMO_FAULT_503, 2, GUICHET_ERROR_MAINTENANCE },
    { GUICHET_DEMO_FAULT_HTML, 2, GUICHET_ERROR_NOT_ITOP },
  };
  Fixture self;

  fixture_init (&self);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GuichetFile) file = NULL;

      guichet_demo_desk_fail_next (self.desk, cases[i].fault, cases[i].count, FALSE);
      file = guichet_engine_fetch_file (self.rig.engine, self.attachment, NULL, &error);
      g_assert_null (file);
      g_assert_error (error, GUICHET_ERROR, (int) cases[i].code);
      g_assert_false (is_here (&self, self.attachment));
      guichet_demo_desk_fail_next (self.desk, GUICHET_DEMO_FAULT_NONE, 0, FALSE);
      g_clear_error (&error);

      file = guichet_engine_fetch_file (self.rig.engine, self.attachment, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (is_here (&self, self.attachment));
      guichet_store_erase_files (self.rig.store, &error);
      g_assert_no_error (error);
    }
  fixture_clear (&self);
}

static void
test_refusals (void)
{
  Fixture self;
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();

  fixture_init (&self);

  /* Without a thread nothing is fetched, and nobody waits for ever. */
  begin_fetch (&self, self.attachment, NULL);
  end_fetch (&self);
  g_assert_error (self.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  guichet_engine_start (self.rig.engine);
  begin_fetch (&self, 999999, NULL);
  end_fetch (&self);
  g_assert_error (self.error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND);

  g_cancellable_cancel (cancelled);
  begin_fetch (&self, self.attachment, cancelled);
  end_fetch (&self);
  g_assert_error (self.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  begin_fetch (&self, self.attachment, NULL);
  end_fetch (&self);
  assert_came (&self, 1000);

  /* The server is gone. */
  guichet_store_erase_files (self.rig.store, NULL);
  guichet_demo_desk_stop (self.desk);
  g_clear_object (&self.desk);
  begin_fetch (&self, self.attachment, NULL);
  end_fetch (&self);
  g_assert_nonnull (self.error);
  g_assert_cmpint (guichet_error_is_transient (self.error), ==, TRUE);
  fixture_clear (&self);
}

/* The engine stops while somebody waits: answered, not forgotten. */
static void
test_stop (void)
{
  Fixture self;

  fixture_init (&self);
  guichet_demo_desk_set_fault (self.desk, GUICHET_DEMO_FAULT_DELAY, 1, FALSE);
  guichet_engine_start (self.rig.engine);
  begin_fetch (&self, self.attachment, NULL);
  guichet_engine_stop (self.rig.engine);
  end_fetch (&self);
  g_assert_true (self.file != NULL || g_error_matches (self.error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  fixture_clear (&self);
}

/* What the server took and what it found too large is known for the next file. */
static void
test_limit (void)
{
  Fixture self;
  GuichetFileLimit limit;
  g_autoptr(GError) error = NULL;

  fixture_init (&self);
  guichet_demo_desk_set_limits (self.desk, 2 * 1024 * 1024, 1024 * 1024);
  send_file (&self, LARGE, GUICHET_INTENT_REFUSED);
  g_assert_true (guichet_store_read_file_limit (self.rig.store, &limit, &error));
  g_assert_no_error (error);
  g_assert_cmpint (limit.accepted, ==, 1000);
  g_assert_cmpint (limit.refused, ==, LARGE);
  fixture_clear (&self);
}

/* Files of the person's own tickets come by themselves, if that is wished. */
static void
test_prefetch (void)
{
  Fixture self;
  g_autoptr(GArray) wanted = NULL;
  g_autoptr(GError) error = NULL;

  fixture_init (&self);
  wanted = guichet_store_list_wanted_files (self.rig.store, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wanted->len, >, 0);

  guichet_engine_set_prefetch (self.rig.engine, TRUE);
  guichet_engine_start (self.rig.engine);
  for (;;)
    {
      g_autoptr(GArray) left = guichet_store_list_wanted_files (self.rig.store, 100, &error);

      if (left->len == 0)
        break;
      g_main_context_iteration (NULL, FALSE);
      g_usleep (5000);
    }
  for (guint i = 0; i < wanted->len; i++)
    g_assert_true (is_here (&self, g_array_index (wanted, gint64, i)));
  fixture_clear (&self);
}

/* A proxy that does things twice makes two files of one: told, and left. */
static void
test_doubled (void)
{
  Fixture self;
  g_autoptr(GPtrArray) intents = NULL;
  g_autoptr(GPtrArray) attachments = NULL;
  g_autoptr(GError) error = NULL;
  const GuichetIntent *last;

  fixture_init (&self);
  intents = guichet_store_list_intents (self.rig.store, TRUE, &error);
  last = g_ptr_array_index (intents, intents->len - 1);
  g_assert_null (last->detail);
  g_clear_pointer (&intents, g_ptr_array_unref);

  guichet_demo_desk_fail_next (self.desk, GUICHET_DEMO_FAULT_DOUBLE_APPLY, 1, TRUE);
  send_file (&self, 2000, GUICHET_INTENT_DONE);
  intents = guichet_store_list_intents (self.rig.store, TRUE, &error);
  last = g_ptr_array_index (intents, intents->len - 1);
  g_assert_cmpint (last->file_size, ==, 2000);
  g_assert_nonnull (last->detail);
  g_assert_nonnull (strstr (last->detail, "2 files"));
  attachments = guichet_store_list_attachments (self.rig.store, self.ticket, &error);
  g_assert_cmpuint (attachments->len, >=, 3);
  fixture_clear (&self);
}

/* A colleague removes a file: the ticket on the screen follows. */
static void
test_removed (void)
{
  Fixture self;
  g_autofree char *json = NULL;
  g_autoptr(GError) error = NULL;

  fixture_init (&self);
  self.file = guichet_engine_fetch_file (self.rig.engine, self.attachment, NULL, &error);
  g_assert_no_error (error);
  json = g_strdup_printf ("{\"operation\":\"core/delete\",\"comment\":\"test\",\"class\":\"Attachment\",\"key\":%"
                          G_GINT64_FORMAT "}", self.attachment);
  guichet_demo_desk_act (self.desk, "colleague", json, &error);
  g_assert_no_error (error);

  guichet_engine_set_focus (self.rig.engine, self.ticket);
  guichet_engine_start (self.rig.engine);
  while (is_here (&self, self.attachment))
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (5000);
    }
  fixture_clear (&self);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/files/fetch", test_fetch);
  g_test_add_func ("/sync/files/progress", test_progress);
  g_test_add_func ("/sync/files/faults", test_faults);
  g_test_add_func ("/sync/files/refusals", test_refusals);
  g_test_add_func ("/sync/files/stop", test_stop);
  g_test_add_func ("/sync/files/limit", test_limit);
  g_test_add_func ("/sync/files/prefetch", test_prefetch);
  g_test_add_func ("/sync/files/doubled", test_doubled);
  g_test_add_func ("/sync/files/removed", test_removed);

  return g_test_run ();
}
