#include "config.h"

#include "fixture-server.h"
#include "remote/itop-rest-private.h"
#include "util/error.h"
#include "verdicts.h"

/* Replays every recorded answer through the client and compares what it makes
 * of it. All three of status, headers and body are as they were recorded, but
 * for the length, which the recorder's cuts changed. */

typedef struct
{
  guint     status;
  char     *headers;
  char     *body;               /* may hold zero bytes */
  gsize     length;
  gboolean  gzip;
  guint     objects;
} Transcript;

static char *
dup_folder (void)
{
  return g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "transcripts", NULL);
}

static void
clear_transcript (Transcript *transcript)
{
  g_free (transcript->headers);
  g_free (transcript->body);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Transcript, clear_transcript)

static void
read_headers (Transcript *transcript,
              yyjson_val *headers)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  yyjson_arr_iter iter;
  yyjson_val *pair;

  yyjson_arr_iter_init (headers, &iter);
  while ((pair = yyjson_arr_iter_next (&iter)) != NULL)
    {
      const char *name = yyjson_get_str (yyjson_arr_get_first (pair));
      const char *value = yyjson_get_str (yyjson_arr_get (pair, 1));

      if (g_ascii_strcasecmp (name, "Content-Encoding") == 0)
        transcript->gzip = g_str_equal (value, "gzip");
      else if (g_ascii_strcasecmp (name, "Content-Length") != 0 &&
               g_ascii_strcasecmp (name, "Transfer-Encoding") != 0)
        g_string_append_printf (lines, "%s: %s\r\n", name, value);
    }
  transcript->headers = g_string_free (g_steal_pointer (&lines), FALSE);
}

/* How many objects the body of an answer holds, read as a whole. */
static guint
count_objects (const char *body)
{
  const char *start = strstr (body, "{\"code\"");
  g_autoptr(yyjson_doc) doc = start != NULL ? yyjson_read (start, strlen (start), YYJSON_READ_STOP_WHEN_DONE) : NULL;

  return doc != NULL ? (guint) yyjson_obj_size (yyjson_obj_get (yyjson_doc_get_root (doc), "objects")) : 0;
}

static void
read_transcript (const char *name,
                 Transcript *transcript)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr(yyjson_doc) doc = NULL;
  yyjson_val *response;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  doc = yyjson_read (text, length, YYJSON_READ_NOFLAG);
  g_assert_nonnull (doc);
  response = yyjson_obj_get (yyjson_doc_get_root (doc), "response");
  transcript->status = (guint) yyjson_get_uint (yyjson_obj_get (response, "status"));
  transcript->length = yyjson_get_len (yyjson_obj_get (response, "body"));
  transcript->body = g_memdup2 (yyjson_get_str (yyjson_obj_get (response, "body")), transcript->length + 1);
  transcript->objects = count_objects (transcript->body);
  read_headers (transcript, yyjson_obj_get (response, "headers"));
}

static void
replay_cb (FixtureRequest *request,
           FixtureReply   *reply,
           gpointer        user_data)
{
  const Transcript *transcript = user_data;

  reply->status = transcript->status;
  g_string_append (reply->headers, transcript->headers);
  if (transcript->gzip)
    fixture_reply_set_gzip (reply, transcript->body, transcript->length);
  else
    reply->body = g_bytes_new (transcript->body, transcript->length);
}

static void
count_cb (gint64      id,
          yyjson_val *object,
          yyjson_val *fields,
          gpointer    user_data)
{
  guint *n = user_data;

  (*n)++;
}

/* An operation of the size of the recorded one: what it says does not matter. */
static GBytes *
build_operation (const Verdict *verdict)
{
  gsize padding = verdict->flags & VERDICT_BIG ? 1024 * 1024 : 0;
  g_autoptr(GString) text = g_string_new ("{\"operation\":\"x\",\"padding\":\"");

  for (gsize i = 0; i < padding; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, "\"}");

  return g_string_free_to_bytes (g_steal_pointer (&text));
}

static GuichetItopRest *
new_remote (const char *address)
{
  g_autoptr(GError) error = NULL;
  GuichetRemote *remote = guichet_itop_rest_new (address, "agent1", "secret", &error);
  g_autoptr(GuichetIdentity) identity = guichet_identity_new (address, "agent1");
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", &error);

  g_assert_no_error (error);
  guichet_itop_rest_restore (GUICHET_ITOP_REST (remote), identity, profile);

  return GUICHET_ITOP_REST (remote);
}

static void
test_verdict (gconstpointer data)
{
  const Verdict *verdict = data;
  g_auto(Transcript) transcript = { 0 };
  g_autoptr(FixtureServer) server = NULL;
  g_autoptr(GuichetItopRest) remote = NULL;
  g_autoptr(GBytes) operation = build_operation (verdict);
  g_autoptr(GError) error = NULL;
  guint n = 0;
  GuichetCall call = {
    .operation = operation,
    .write = (verdict->flags & VERDICT_WRITE) != 0,
    .multipart = (verdict->flags & VERDICT_MULTIPART) != 0,
    .func = count_cb,
    .user_data = &n,
  };

  read_transcript (verdict->name, &transcript);
  server = fixture_server_new (replay_cb, &transcript);
  remote = new_remote (fixture_server_get_address (server));
  _guichet_itop_rest_call (remote, &call, NULL, NULL, &error);

  if (error != NULL)
    g_assert_true (error->domain == GUICHET_ERROR);
  g_assert_cmpstr (error != NULL ? guichet_error_to_nick (error->code) : "fine", ==, verdict->nick);
  g_assert_cmpstr (guichet_error_get_field (error), ==, verdict->field);
  if (error == NULL)
    g_assert_cmpuint (n, ==, transcript.objects);
}

/* A transcript without a verdict, or a verdict without a transcript, is a gap. */
static void
test_all_have_a_verdict (void)
{
  g_autofree char *folder = dup_folder ();
  g_autoptr(GHashTable) listed = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;
  guint n = 0;

  g_assert_nonnull (dir);
  for (guint i = 0; i < n_verdicts; i++)
    g_assert_true (g_hash_table_add (listed, (gpointer) verdicts[i].name));
  while ((file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *name = g_strndup (file, strlen (file) - strlen (".json"));

      g_assert_true (g_str_has_suffix (file, ".json"));
      if (!g_hash_table_contains (listed, name))
        g_error ("The transcript %s has no verdict", name);
      n++;
    }
  g_assert_cmpuint (n, ==, n_verdicts);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remote/transcripts/all-have-a-verdict", test_all_have_a_verdict);
  for (guint i = 0; i < n_verdicts; i++)
    {
      g_autofree char *path = g_strconcat ("/remote/transcripts/", verdicts[i].name, NULL);

      g_test_add_data_func (path, &verdicts[i], test_verdict);
    }

  return g_test_run ();
}
