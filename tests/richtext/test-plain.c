#include "config.h"

#include "invariants.h"

#include <string.h>

static const struct { const char *name, *plain, *html; } cases[] = {
  { "nothing", "", "" },
  { "null", NULL, "" },
  { "one-line", "Bonjour", "<p>Bonjour</p>" },
  { "lines", "Bonjour,\nmerci", "<p>Bonjour,<br>merci</p>" },
  { "paragraphs", "Un\n\nDeux\n \t\n\nTrois\n", "<p>Un</p><p>Deux</p><p>Trois</p>" },
  { "windows-lines", "Un\r\nDeux\r\n\r\nTrois", "<p>Un<br>Deux</p><p>Trois</p>" },
  { "markup", "<b>a</b> & \"b\"", "<p>&lt;b&gt;a&lt;/b&gt; &amp; &quot;b&quot;</p>" },
  { "entity", "&eacute; &lt;", "<p>&amp;eacute; &amp;lt;</p>" },
  { "french", "L’été : « 10 % » à Évreux…", "<p>L’été : « 10 % » à Évreux…</p>" },
  { "several-spaces", "a  b   c", "<p>a \302\240b \302\240 c</p>" },
  { "indent", "a\n  b", "<p>a<br>\302\240 b</p>" },
  { "tab", "a\tb", "<p>a \302\240 \302\240b</p>" },
  { "no-list-is-made", "- a\n1. b", "<p>- a<br>1. b</p>" },
  { "controls", "a\001b\342\200\256c", "<p>abc</p>" },
};

static void
test_from_plain (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(GuichetRichText) text = guichet_rich_text_new_from_plain (cases[i].plain);
  g_autofree char *html = guichet_html_from_plain (cases[i].plain, NULL);

  g_assert_cmpstr (html, ==, cases[i].html);
  check_rich_text (text);
}

static void
test_typed_text_comes_back (void)
{
  const char *typed = "Bonjour,\n\nla borne « A3 » est <éteinte>.\n— Merci & bon week-end";
  g_autofree char *html = guichet_html_from_plain (typed, "cl-0190");
  g_autofree char *plain = guichet_html_to_plain (html);

  g_assert_true (g_str_has_prefix (html, "<p class=\"cl-0190\">Bonjour,</p><p>la"));
  g_assert_cmpstr (plain, ==, typed);
}

static const struct { const char *name, *html, *marked; } markers[] = {
  { "paragraph", "<p>a</p><p>b</p>", "<p class=\"cl-1\"><a data-object-id=\"cl-1\"></a>a</p><p>b</p>" },
  { "paragraph-after-list", "<ul><li>a</li></ul><p>b</p>", "<ul><li>a</li></ul><p class=\"cl-1\"><a data-object-id=\"cl-1\"></a>b</p>" },
  { "pre-is-no-paragraph", "<pre>a</pre>", "<pre class=\"cl-1\"><a data-object-id=\"cl-1\"></a>a</pre>" },
  { "list", "<ul><li>a</li></ul>", "<ul><li class=\"cl-1\"><a data-object-id=\"cl-1\"></a>a</li></ul>" },
  { "table", "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
    "<table><tbody><tr><td class=\"cl-1\"><a data-object-id=\"cl-1\"></a>a</td><td>b</td></tr></tbody></table>" },
  { "rule", "<hr>", "<hr class=\"cl-1\"><a data-object-id=\"cl-1\"></a>" },
  { "bare", "a<br>b", "<p class=\"cl-1\"><a data-object-id=\"cl-1\"></a>a<br>b</p>" },
  { "nothing", "", "<p class=\"cl-1\"><a data-object-id=\"cl-1\"></a></p>" },
  { "another-class", "<p class=\"x\">a</p>", "<p class=\"cl-1 x\"><a data-object-id=\"cl-1\"></a>a</p>" },
  { "class-of-a-later-tag", "<p>a</p><p class=\"x\">b</p>", "<p class=\"cl-1\"><a data-object-id=\"cl-1\"></a>a</p><p class=\"x\">b</p>" },
  { "already", "<p class=\"cl-1\">a</p>", "<p class=\"cl-1\">a</p>" },
};

static void
test_add_marker (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *marked = guichet_html_add_marker (markers[i].html, "cl-1");
  g_autofree char *before = guichet_html_to_plain (markers[i].html);
  g_autofree char *after = guichet_html_to_plain (marked);

  g_assert_cmpstr (marked, ==, markers[i].marked);
  g_assert_cmpstr (after, ==, before);
}

static void
test_marker_on_the_first (void)
{
  g_autoptr(GuichetRichText) list = guichet_rich_text_new_from_html ("<ol><li>a</li></ol><p>b</p>", -1);
  g_autoptr(GuichetRichText) nothing = guichet_rich_text_new_from_plain ("");
  g_autofree char *list_html = guichet_rich_text_to_html (list, "cl-1");
  g_autofree char *nothing_html = guichet_rich_text_to_html (nothing, "cl-\"1");

  g_assert_cmpstr (list_html, ==, "<ol><li class=\"cl-1\">a</li></ol><p>b</p>");
  g_assert_cmpstr (nothing_html, ==, "<p class=\"cl-&quot;1\"></p>");
}

/* A person's text beyond the bounds is sent whole. */
static void
test_marker_keeps_a_huge_text (void)
{
  g_autofree char *words = g_strnfill (3 * 1024 * 1024, 'a');
  g_autofree char *html = g_strconcat ("<p>", words, "</p>", NULL);
  g_autofree char *marked = guichet_html_add_marker (html, "cl-1");

  g_assert_cmpuint (strlen (marked), ==, strlen (html) + strlen (" class=\"cl-1\"<a data-object-id=\"cl-1\"></a>"));
}

static void
test_escape (void)
{
  g_autofree char *escaped = guichet_html_escape ("<a href=\"x\">L’été & l'hiver</a>");
  g_autofree char *nothing = guichet_html_escape (NULL);

  g_assert_cmpstr (escaped, ==, "&lt;a href=&quot;x&quot;&gt;L’été &amp; l'hiver&lt;/a&gt;");
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_empty (void)
{
  static const struct { const char *html; gboolean empty; } texts[] = {
    { "", TRUE }, { "<p></p>", TRUE }, { "<p>&nbsp;</p><p><br></p>", TRUE }, { "<hr>", FALSE },
    { "<p>.</p>", FALSE }, { "<img src=\"https://x.example/\">", FALSE }, { "<script>x</script>", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GuichetRichText) text = guichet_rich_text_new_from_html (texts[i].html, -1);

      g_assert_cmpint (guichet_rich_text_is_empty (text), ==, texts[i].empty);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/richtext/plain/from/", cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_from_plain);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (markers); i++)
    {
      g_autofree char *path = g_strconcat ("/richtext/plain/marker/", markers[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_add_marker);
    }
  g_test_add_func ("/richtext/plain/typed-text-comes-back", test_typed_text_comes_back);
  g_test_add_func ("/richtext/plain/marker-on-the-first", test_marker_on_the_first);
  g_test_add_func ("/richtext/plain/marker-keeps-a-huge-text", test_marker_keeps_a_huge_text);
  g_test_add_func ("/richtext/plain/escape", test_escape);
  g_test_add_func ("/richtext/plain/empty", test_empty);

  return g_test_run ();
}
