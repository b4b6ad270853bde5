#include "config.h"

#include "util/json-writer.h"

#include <yyjson.h>

static yyjson_doc *
read_back (const char *text)
{
  yyjson_doc *document = yyjson_read (text, strlen (text), YYJSON_READ_NOFLAG);

  g_assert_nonnull (document);

  return document;
}

static void
test_shape (void)
{
  g_autoptr(GuichetJsonWriter) json = guichet_json_writer_new ();

  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_add_int (json, "n", G_MININT64);
  guichet_json_writer_begin_array (json, "list");
  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_end_object (json);
  guichet_json_writer_add_boolean (json, NULL, TRUE);
  guichet_json_writer_begin_array (json, NULL);
  guichet_json_writer_end_array (json);
  guichet_json_writer_add_string (json, NULL, NULL);
  guichet_json_writer_end_array (json);
  guichet_json_writer_add_boolean (json, "no", FALSE);
  guichet_json_writer_end_object (json);

  g_assert_cmpstr (guichet_json_writer_get_text (json), ==,
                   "{\"n\":-9223372036854775808,\"list\":[{},true,[],null],\"no\":false}");
}

static void
test_escapes (void)
{
  static const struct { const char *in, *out; } cases[] = {
    { "", "\"\"" },
    { "a\"b\\c/d", "\"a\\\"b\\\\c/d\"" },
    { "line\nnext\ttab", "\"line\\nnext\\ttab\"" },
    { "\x01\x1b[31m\x7f", "\"\\u0001\\u001b[31m\\u007f\"" },
    { "Établissement 😀", "\"Établissement 😀\"" },
    { "bad \xff end", "\"bad \357\277\275 end\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GuichetJsonWriter) json = guichet_json_writer_new ();

      guichet_json_writer_add_string (json, NULL, cases[i].in);
      g_assert_cmpstr (guichet_json_writer_get_text (json), ==, cases[i].out);
    }
}

/* Whatever the bytes, what comes out is JSON and, for valid text, the same text. */
static void
test_any_bytes (void)
{
  for (guint round = 0; round < 5000; round++)
    {
      g_autoptr(GuichetJsonWriter) json = guichet_json_writer_new ();
      char bytes[33] = "";
      g_autofree char *valid = NULL;
      yyjson_doc *document;
      yyjson_val *value;

      for (guint i = 0; i < sizeof bytes - 1; i++)
        bytes[i] = (char) g_test_rand_int_range (1, 256);
      valid = g_utf8_make_valid (bytes, -1);

      guichet_json_writer_begin_object (json, NULL);
      guichet_json_writer_add_string (json, bytes, bytes);
      guichet_json_writer_end_object (json);

      document = read_back (guichet_json_writer_get_text (json));
      value = yyjson_obj_get (yyjson_doc_get_root (document), valid);
      g_assert_cmpstr (yyjson_get_str (value), ==, valid);
      yyjson_doc_free (document);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/json-writer/shape", test_shape);
  g_test_add_func ("/cli/json-writer/escapes", test_escapes);
  g_test_add_func ("/cli/json-writer/any-bytes", test_any_bytes);

  return g_test_run ();
}
