#include "config.h"

#include "remote/multipart.h"

/* A form with a file, byte for byte. */

static char *
encode (const char *file_name)
{
  g_autoptr(GuichetMultipart) multipart = guichet_multipart_new ();
  g_autoptr(GBytes) data = g_bytes_new_static ("a\r\n--b\0c", 8);
  g_autoptr(GBytes) body = NULL;
  g_autofree char *type = NULL;
  g_autofree char *boundary = NULL;
  g_autofree char *expected = NULL;
  const char *bytes;
  gsize length;
  const char *start;
  const char *end;

  guichet_multipart_add_value (multipart, "temp_id", "usager é");
  guichet_multipart_add_file (multipart, "file", file_name, "text/plain", data);
  body = guichet_multipart_end (multipart, &type);
  bytes = g_bytes_get_data (body, &length);

  g_assert_true (g_str_has_prefix (type, "multipart/form-data; boundary="));
  boundary = g_strdup (strchr (type, '=') + 1);
  expected = g_strdup_printf ("--%s\r\nContent-Disposition: form-data; name=\"temp_id\"\r\n\r\nusager é\r\n"
                              "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"", boundary, boundary);
  g_assert_true (g_str_has_prefix (bytes, expected));
  start = bytes + strlen (expected);
  end = strstr (start, "\"\r\nContent-Type: text/plain\r\n\r\n");
  g_assert_nonnull (end);
  g_assert_cmpmem (end + strlen ("\"\r\nContent-Type: text/plain\r\n\r\n"), 8, "a\r\n--b\0c", 8);
  g_clear_pointer (&expected, g_free);
  expected = g_strdup_printf ("\r\n--%s--\r\n", boundary);
  g_assert_cmpmem (bytes + length - strlen (expected), strlen (expected), expected, strlen (expected));

  return g_strndup (start, end - start);
}

static void
test_names (void)
{
  static const char * const names[][2] = {
    { "note.txt", "note.txt" },
    { "Capture d’écran à 10 h 漢字.png", "Capture d’écran à 10 h 漢字.png" },
    { "a \"b\"; filename*=c", "a \\\"b\\\"; filename*=c" },
    { "end\r\nX-Header: 1", "end  X-Header: 1" },
    { "..\\..\\etc/passwd", ".._.._etc_passwd" },
    { "trailing\\", "trailing_" },
    { "", "file" },
    { NULL, "file" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *sent = encode (names[i][0]);

      g_assert_cmpstr (sent, ==, names[i][1]);
    }
}

/* What separates the parts is not to be guessed by whoever makes a file. */
static void
test_boundary (void)
{
  g_autoptr(GuichetMultipart) one = guichet_multipart_new ();
  g_autoptr(GuichetMultipart) two = guichet_multipart_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr(GBytes) one_body = guichet_multipart_end (one, &first);
  g_autoptr(GBytes) two_body = guichet_multipart_end (two, &second);

  g_assert_cmpstr (first, !=, second);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remote/multipart/names", test_names);
  g_test_add_func ("/remote/multipart/boundary", test_boundary);

  return g_test_run ();
}
