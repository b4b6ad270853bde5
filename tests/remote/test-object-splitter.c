#include "config.h"

#include "remote/object-splitter.h"

#include "remote/json.h"
#include "util/error.h"

static gboolean
keep_cb (GString   *object,
         gpointer   user_data,
         GError   **error)
{
  g_ptr_array_add (user_data, g_strndup (object->str, object->len));

  return TRUE;
}

/* Feeds @text in pieces of @step bytes; the result as "head|object|object…". */
static char *
split (const char  *text,
       gsize        length,
       gsize        step,
       GError     **error)
{
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GuichetObjectSplitter) splitter = guichet_object_splitter_new (1000, keep_cb, objects);
  g_autoptr(GString) out = NULL;

  for (gsize done = 0; done < length; done += step)
    if (!guichet_object_splitter_feed (splitter, text + done, MIN (step, length - done), error))
      return NULL;
  if (!guichet_object_splitter_is_complete (splitter))
    return g_strdup ("incomplete");

  out = g_string_new (guichet_object_splitter_get_head (splitter)->str);
  for (guint i = 0; i < objects->len; i++)
    g_string_append_printf (out, "|%s", (char *) g_ptr_array_index (objects, i));

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static const struct { const char *text, *expected; } cases[] = {
  { "{\"code\":0,\"objects\":null}", "{\"code\":0,\"objects\":null}" },
  { " \n\t{\"code\":0}", "{\"code\":0}" },
  { "\xef\xbb\xbf{\"code\":0}", "{\"code\":0}" },
  { "{\"code\":0,\"objects\":{}}", "{\"code\":0,\"objects\":{}}" },
  { "{\"code\":0,\"objects\":[]}", "{\"code\":0,\"objects\":[]}" },
  { "{\"objects\":{\"T::1\":{\"a\":1},\"T::2\":{\"b\":{\"c\":[]}}},\"code\":0}",
    "{\"objects\":{},\"code\":0}|{\"a\":1}|{\"b\":{\"c\":[]}}" },
  { "{\"objects\" : { \"T::1\" : { \"a\" : 1 } } }", "{\"objects\" : {} }|{ \"a\" : 1 }" },
  /* Brackets, quotes and backslashes in strings are none of ours. */
  { "{\"objects\":{\"T::\\\"{\":{\"a\":\"}{\\\"]\\\\\"}}}", "{\"objects\":{}}|{\"a\":\"}{\\\"]\\\\\"}" },
  { "{\"message\":\"\\\"objects\\\":{\",\"code\":0}", "{\"message\":\"\\\"objects\\\":{\",\"code\":0}" },
  /* The word as a value, or deeper, is not the member. */
  { "{\"message\":\"objects\",\"x\":{\"y\":1}}", "{\"message\":\"objects\",\"x\":{\"y\":1}}" },
  { "{\"x\":{\"objects\":{\"y\":{}}}}", "{\"x\":{\"objects\":{\"y\":{}}}}" },
  /* Twice the same name. */
  { "{\"objects\":{\"a\":{}},\"objects\":{\"b\":{}}}", "{\"objects\":{},\"objects\":{}}|{}|{}" },
  /* Something in front, something behind. */
  { "<br />\n<b>Warning</b>: {x}<br />{\"code\":0,\"objects\":{\"T::1\":{}}}", "{\"code\":0,\"objects\":{}}|{}" },
  { "x{\"co{\"code\":0}", "{\"code\":0}" },
  { "{\"code\":0}<!-- {\"code\":1} -->", "{\"code\":0}" },
  { "", "incomplete" },
  { "<html>", "incomplete" },
  { "{\"code\":0", "incomplete" },
  { "{\"code\":0,\"objects\":{\"T::1\":{\"a\":1}", "incomplete" },
  { "{\"code\":\"}", "incomplete" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize step = 1; step <= strlen (cases[i].text) + 1; step++)
      {
        g_autoptr(GError) error = NULL;
        g_autofree char *found = split (cases[i].text, strlen (cases[i].text), step, &error);

        g_assert_no_error (error);
        g_assert_cmpstr (found, ==, cases[i].expected);
      }
}

static void
test_zero_bytes (void)
{
  static const char text[] = "{\"code\":0,\0\"objects\":{\0\"a\":{\"b\":\"\0\"}}}";
  g_autoptr(GError) error = NULL;
  g_autofree char *found = split (text, sizeof text - 1, 3, &error);

  g_assert_no_error (error);
  g_assert_nonnull (found);
}

static void
test_member_is_no_object (void)
{
  static const char * const texts[] = {
    "{\"objects\":{\"a\":[1]}}", "{\"objects\":{\"a\":{}],\"b\":{}}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *found = split (texts[i], strlen (texts[i]), 5, &error);

      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_null (found);
    }
}

static char *
wrap (const char *filler,
      guint       n,
      const char *format_start,
      const char *format_end)
{
  g_autoptr(GString) text = g_string_new (format_start);

  for (guint i = 0; i < n; i++)
    g_string_append (text, filler);
  g_string_append (text, format_end);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_caps (void)
{
  g_autofree char *fits = wrap ("x", 900, "{\"objects\":{\"T::1\":{\"a\":\"", "\"}}}");
  g_autofree char *large = wrap ("x", 1100, "{\"objects\":{\"T::1\":{\"a\":\"", "\"}}}");
  g_autofree char *deep = wrap ("[", 100, "{\"objects\":{\"T::1\":{\"a\":", "");
  g_autofree char *deep_head = wrap ("[", 100, "{\"a\":", "");
  g_autofree char *head = wrap ("x", 1100 * 1024, "{\"a\":\"", "\"}");
  g_autofree char *noise = wrap ("x", 1100 * 1024, "", "{\"code\":0}");
  const struct { const char *text; GQuark domain; int code; } bad[] = {
    { large, GUICHET_ERROR, GUICHET_ERROR_TOO_LARGE },
    { head, GUICHET_ERROR, GUICHET_ERROR_TOO_LARGE },
    { deep, G_IO_ERROR, G_IO_ERROR_INVALID_DATA },
    { deep_head, G_IO_ERROR, G_IO_ERROR_INVALID_DATA },
    { noise, G_IO_ERROR, G_IO_ERROR_INVALID_DATA },
  };
  g_autoptr(GError) error = NULL;
  g_autofree char *found = split (fits, strlen (fits), 100, &error);

  g_assert_no_error (error);
  g_assert_nonnull (found);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) refusal = NULL;
      g_autofree char *none = split (bad[i].text, strlen (bad[i].text), 4096, &refusal);

      g_assert_null (none);
      g_assert_error (refusal, bad[i].domain, bad[i].code);
    }
}

/* Half characters and bytes that are none become U+FFFD, whole ones stay. */
static void
test_bad_text (void)
{
  static const struct { const char *json, *text; } texts[] = {
    { "{\"a\":\"\\ud83d\\ude00\"}", "😀" },
    { "{\"a\":\"x\\ud83dy\"}", "x\xef\xbf\xbdy" },
    { "{\"a\":\"\\ude00\"}", "\xef\xbf\xbd" },
    { "{\"a\":\"\\ud83d\\ud83d\\ude00\"}", "\xef\xbf\xbd😀" },
    { "{\"a\":\"\\ud83d\\u0041\"}", "\xef\xbf\xbd" "A" },
    { "{\"a\":\"\\\\ud83d\"}", "\\ud83d" },
    { "{\"a\":\"\xff\xfe\"}", "\xef\xbf\xbd\xef\xbf\xbd" },
    { "{\"a\":\"x\\u0000y\\u0007\"}", "x\xef\xbf\xbdy" },
    { "{\"a\":\"\\u202Ex\"}", "x" },
    { "{\"a\":12}", "12" },
    { "{\"a\":-12}", "-12" },
    { "{\"a\":true}", "1" },
    { "{\"a\":false}", "" },
    { "{\"a\":null}", "" },
    { "{\"a\":{}}", "" },
    { "{\"b\":1}", "" },
    { "{\"a\":\"first\",\"a\":\"second\"}", "first" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GString) json = g_string_new (texts[i].json);
      g_autoptr(yyjson_doc) doc = guichet_json_read (json);
      g_autofree char *text = NULL;

      g_assert_nonnull (doc);
      text = guichet_json_dup_text (yyjson_doc_get_root (doc), "a");
      g_assert_cmpstr (text, ==, texts[i].text);
    }
}

static void
test_broken_json (void)
{
  static const char * const texts[] = { "", "{", "{\"a\":\"\\u12\"}", "{\"a\":\"\\ud8", "{\"a\":\"\\", "[1,]", "{a:1}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GString) json = g_string_new (texts[i]);
      g_autoptr(yyjson_doc) doc = guichet_json_read (json);

      g_assert_null (doc);
    }
}

static void
test_numbers (void)
{
  static const struct { const char *json; gboolean ok; gint64 value; } numbers[] = {
    { "{\"a\":\"42\"}", TRUE, 42 }, { "{\"a\":42}", TRUE, 42 }, { "{\"a\":\"-1\"}", TRUE, -1 },
    { "{\"a\":\"\"}", FALSE, 0 }, { "{\"a\":null}", FALSE, 0 }, { "{\"a\":\"4x\"}", FALSE, 0 },
    { "{\"a\":1.5}", FALSE, 0 }, { "{\"a\":18446744073709551615}", FALSE, 0 }, { "{}", FALSE, 0 },
    { "{\"a\":[42]}", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr(GString) json = g_string_new (numbers[i].json);
      g_autoptr(yyjson_doc) doc = guichet_json_read (json);
      gint64 value = 0;

      g_assert_cmpint (guichet_json_get_int64 (yyjson_doc_get_root (doc), "a", &value), ==, numbers[i].ok);
      g_assert_cmpint (value, ==, numbers[i].value);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remote/object-splitter/cases", test_cases);
  g_test_add_func ("/remote/object-splitter/zero-bytes", test_zero_bytes);
  g_test_add_func ("/remote/object-splitter/member-is-no-object", test_member_is_no_object);
  g_test_add_func ("/remote/object-splitter/caps", test_caps);
  g_test_add_func ("/remote/json/bad-text", test_bad_text);
  g_test_add_func ("/remote/json/broken", test_broken_json);
  g_test_add_func ("/remote/json/numbers", test_numbers);

  return g_test_run ();
}
