#include "config.h"

#include "fixture-server.h"
#include "remote/itop-rest.h"

#include <fcntl.h>
#include <glib/gstdio.h>

/* An answer of 50 MB may cost at most a twentieth of its size in memory: its
 * tickets are cut out while it arrives, and one is held at a time. */

#define MEGABYTES 50
#define ENTRIES 8

/* The memory of a sanitizer says nothing about the program's. */
#ifdef __SANITIZE_ADDRESS__
#define SANITIZED TRUE
#else
#define SANITIZED FALSE
#endif

/* A ticket of about 6 KB, as a desk with journals has them. */
static char *
build_ticket (void)
{
  g_autoptr(GString) text = g_string_new ("\"UserRequest::1\":{\"code\":0,\"message\":\"\",\"class\":\"UserRequest\","
                                          "\"key\":\"1\",\"fields\":{\"ref\":\"R-000001\",\"title\":\"\\u00c9cran noir\","
                                          "\"description\":\"<p>Bonjour<\\/p>\",\"public_log\":{\"entries\":[");

  for (guint i = 0; i < ENTRIES; i++)
    {
      g_autofree char *words = g_strnfill (300, 'a' + (char) i);

      g_string_append_printf (text, "%s{\"date\":\"2026-11-23 23:30:49\",\"user_login\":\"In\\u00e8s Morvan\",\"user_id\":\"3\","
                                    "\"message\":\"%s\",\"message_html\":\"<p>%s<\\/p>\"}", i > 0 ? "," : "", words, words);
    }
  g_string_append (text, "]}}},");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

typedef struct
{
  GBytes *ticket;
  guint   repeat;
} Answer;

static void
answer_cb (FixtureRequest *request,
           FixtureReply   *reply,
           gpointer        user_data)
{
  static const char head[] = "{\"code\":0,\"message\":\"Found: 1\",\"objects\":{";
  static const char tail[] = "\"UserRequest::2\":{\"key\":\"2\",\"fields\":{}}}}";
  const Answer *answer = user_data;

  if (strstr (request->operation, "guichet_impossible_attribute") != NULL)
    {
      fixture_reply_set_text (reply, "{\"code\":100,\"message\":\"expecting {id, ref, title, description, public_log}\"}");
      return;
    }
  reply->body = g_bytes_ref (answer->ticket);
  reply->repeat = answer->repeat;
  reply->prologue = g_bytes_new_static (head, strlen (head));
  reply->epilogue = g_bytes_new_static (tail, strlen (tail));
}

/* In KB. */
static gint64
read_status (const char *name)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, name);
  g_assert_nonnull (line);

  return g_ascii_strtoll (line + strlen (name), NULL, 10);
}

/* From here on the high-water mark counts anew. The file may be written only,
 * which GLib's functions do not ask for. */
static gint64
start_measure (void)
{
  int file = g_open ("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (write (file, "5", 1), ==, 1);
  g_assert_true (g_close (file, NULL));

  return read_status ("VmRSS:");
}

static double
end_measure (gint64 before)
{
  return (double) (read_status ("VmHWM:") - before) / (MEGABYTES * 1024.0);
}

static void
count_cb (GuichetTicket *ticket,
          gpointer       user_data)
{
  guint *n = user_data;

  (*n)++;
}

/* A measure that does not see a tenth of the size would prove nothing. */
static void
test_measure (void)
{
  const gsize size = MEGABYTES * 1024 * 1024 / 10;
  gint64 before = start_measure ();
  g_autofree char *held = g_strnfill (size, 'x');

  g_assert_cmpint (held[size - 1], ==, 'x');
  g_assert_cmpfloat (end_measure (before), >, 0.08);
}

static guint
pull (GuichetRemote *remote)
{
  GuichetPull what = { .what = GUICHET_PULL_ONGOING, .detail = GUICHET_DETAIL_FULL };
  g_autoptr(GError) error = NULL;
  guint n = 0;

  guichet_remote_pull (remote, &what, count_cb, &n, NULL, NULL, &error);
  g_assert_no_error (error);

  return n;
}

static GuichetRemote *
new_restored (const char *address)
{
  GuichetRemote *remote = guichet_itop_rest_new (address, "agent1", "secret", NULL);
  g_autoptr(GuichetIdentity) identity = guichet_identity_new (address, "agent1");
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", NULL);

  guichet_itop_rest_restore (GUICHET_ITOP_REST (remote), identity, profile);

  return remote;
}

static void
test_peak (void)
{
  g_autofree char *ticket = build_ticket ();
  g_autoptr(GBytes) bytes = g_bytes_new (ticket, strlen (ticket));
  Answer answer = { bytes, 1 };
  g_autoptr(FixtureServer) server = fixture_server_new (answer_cb, &answer);
  g_autoptr(GuichetRemote) remote = new_restored (fixture_server_get_address (server));
  guint repeat = (guint) (MEGABYTES * 1024 * 1024 / strlen (ticket));
  double ratio;
  gint64 before;

  /* Whatever is loaded once is loaded now. */
  g_assert_cmpuint (pull (remote), ==, 2);

  answer.repeat = repeat;
  before = start_measure ();
  g_assert_cmpuint (pull (remote), ==, repeat + 1);
  ratio = end_measure (before);
  g_test_message ("peak memory of an answer ÷ its size: %.4f", ratio);
  g_assert_cmpfloat (ratio, <=, 0.05);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  if (!SANITIZED)
    {
      g_test_add_func ("/remote/peak/measure", test_measure);
      g_test_add_func ("/remote/peak/fifty-megabytes", test_peak);
    }

  return g_test_run ();
}
