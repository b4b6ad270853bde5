#include "config.h"

#include <string.h>

#include "demo/case-log.h"
#include "demo/collate.h"
#include "demo/html-filter.h"
#include "demo/json.h"

/* What the transcripts show the real server do to HTML, and what it must do
 * to anything else. */
static const struct { const char *html; const char *clean; } cleanings[] = {
  { "", "" },
  { "<p>Bonjour <b>monde</b> <script>alert(1)</script><a href=\"javascript:alert(2)\" onclick=\"x()\">lien</a> "
    "<a href=\"https://example.org/\">ok</a></p>",
    "<p>Bonjour <b>monde</b> <a>lien</a> <a href=\"https://example.org/\">ok</a></p>" },
  { "<p>Bonjour</p><p data-ref=\"ref-7f3a9d\">x</p><p><span title=\"ref-7f3a9d\" class=\"ref-7f3a9d\" id=\"ref-7f3a9d\" "
    "style=\"color:red\">y</span><a href=\"#ref-7f3a9d\" title=\"ref-7f3a9d\">z</a></p>",
    "<p>Bonjour</p><p>x</p><p><span class=\"ref-7f3a9d\" style=\"color:red\">y</span><a title=\"ref-7f3a9d\">z</a></p>" },
  { "<div><p>un<br>deux</p><table><tr><td>x</td></tr></table><img src=\"https://example.org/a.png\" width=\"10\">"
    "<style>p{}</style></div>",
    "<div><p>un<br>deux</p><table><tr><td>x</td></tr></table><img src=\"https://example.org/a.png\" width=\"10\"></div>" },
  { "<p>voir <img src=\"https://itop.example/pages/ajax.document.php?operation=download_inlineimage&amp;id=1&amp;s=abc123\" "
    "data-img-id=\"1\" data-img-secret=\"abc123\"></p>",
    "<p>voir <img src=\"https://itop.example/pages/ajax.document.php?operation=download_inlineimage&amp;id=1&amp;s=abc123\">"
    "</p>" },
  { "<p>img <img src=\"data:image/png;base64,iVBOR\"></p>", "<p>img <img src=\"data:image/png;base64,iVBOR\"></p>" },
  { "Message simple\nsur deux lignes <b>balise</b>", "<p>Message simple\nsur deux lignes <b>balise</b></p>" },
  { "Bonjour <!-- ref-7f3a9c -->", "<p>Bonjour </p>" },
  { "<p>Bonjour</p><p class=\"cl-5b1f0c77\">fin</p>", "<p>Bonjour</p><p class=\"cl-5b1f0c77\">fin</p>" },
  { "a < b & c", "<p>a &lt; b &amp; c</p>" },
  { "&eacute;&#233;&#xe9;&nbsp;&foo;", "<p>ééé&nbsp;&amp;foo;</p>" },
  { "<p>un<p>deux", "<p>un</p><p>deux</p>" },
  { "<b><i>x</b></i>", "<p><b><i>x</i></b></p>" },
  { "</p></div>x", "<p>x</p>" },
  { "<ul><li>un<li>deux</ul>", "<ul><li>un</li><li>deux</li></ul>" },
  { "<IMG SRC='JaVaScRiPt:alert(1)'>", "<p><img></p>" },
  { "<iframe src=\"https://example.org/\">x</iframe>y", "<p>y</p>" },
  { "<p style=\"color:red;position:fixed;background-color:url(x)\">x</p>", "<p style=\"color:red\">x</p>" },
  { "<html><body><p>x</p></body></html>", "<p>x</p>" },
  { "<p title='\"'>x</p><a title='\"' href=https://example.org>y</a>",
    "<p>x</p><p><a title=\"&quot;\" href=\"https://example.org\">y</a></p>" },
  { "<", "<p>&lt;</p>" },
  { "<p", "<p></p>" },
  { "<script>", "" },
  { "<!--", "" },
};

static void
test_clean (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cleanings); i++)
    {
      g_autofree char *clean = demo_html_clean (cleanings[i].html);

      g_assert_cmpstr (clean, ==, cleanings[i].clean);
    }
}

/* Of what is drawn at random: the same every time. */
static GRand *random_source;

static char *
draw_markup (void)
{
  static const char * const pieces[] = {
    "<", ">", "</", "/>", "p", "b", "script", "style", "img", " src=", "\"", "'", "&", "amp;", "&#", "x41;", "<!--", "-->",
    "<li>", "<ul>", "</p>", "<p>", " class=\"a\"", "é", "texte ", "=", " ", "\n", "<table>", "<td>", "<unknown>", "</ul>",
  };
  g_autoptr(GString) text = g_string_new (NULL);
  int n = g_rand_int_range (random_source, 0, 60);

  for (int i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (random_source, 0, G_N_ELEMENTS (pieces))]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_clean_anything (void)
{
  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *html = draw_markup ();
      g_autofree char *once = demo_html_clean (html);
      g_autofree char *twice = demo_html_clean (once);
      g_autofree char *plain = demo_html_to_plain (once);

      g_assert_true (g_utf8_validate (once, -1, NULL));
      g_assert_null (strstr (once, "<script"));
      g_assert_null (strstr (once, "<style"));
      g_assert_cmpstr (twice, ==, once);
      g_assert_nonnull (plain);
    }
}

static void
test_clean_deep (void)
{
  GString *deep = g_string_new (NULL);
  g_autofree char *clean = NULL;

  for (int i = 0; i < 5000; i++)
    g_string_append (deep, "<div>");
  clean = demo_html_clean (deep->str);
  g_assert_cmpuint (strlen (clean), <, 1000);
  g_string_free (deep, TRUE);
}

static void
test_plain (void)
{
  static const struct { const char *html; const char *plain; } cases[] = {
    { "<p>HTML <b>gras</b></p><ul><li>un</li></ul>", "HTML gras\n\n- un" },
    { "<p>Message simple\nsur deux lignes <b>balise</b></p>", "Message simple sur deux lignes balise" },
    { "<p>Bonjour</p><p>x</p><p>y<a>z</a></p>", "Bonjour\n\nx\n\nyz" },
    { "<p>img <img src=\"x\"></p>", "img" },
    { "<p>a &lt; b &amp; c</p>", "a < b & c" },
    { "<p>un<br>deux</p>", "un\ndeux" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plain = demo_html_to_plain (cases[i].html);

      g_assert_cmpstr (plain, ==, cases[i].plain);
    }
}

static void
test_from_text (void)
{
  g_autofree char *html = demo_html_from_text ("Texte <b>brut</b> & co\nligne 2");

  g_assert_cmpstr (html, ==, "Texte &lt;b&gt;brut&lt;/b&gt; &amp; co<br/>ligne 2");
}

static void
test_compare (void)
{
  static const struct { const char *a; const char *b; int order; } cases[] = {
    { "abc", "ABC", 0 },
    { "Élise", "elise", 0 },
    { "e\xcc\x81lise", "ELISE", 0 },
    { "Réseau", "reseau", 0 },
    { "ç", "C", 0 },
    { "", "", 0 },
    { "a", "b", -1 },
    { "b", "a", 1 },
    { "a", "ab", -1 },
    { "R-ZZZ", "R-100000", 1 },
    { "été", "eta", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (demo_collate_compare (cases[i].a, -1, cases[i].b, -1), ==, cases[i].order);
}

static void
test_like (void)
{
  static const struct { const char *pattern; const char *text; gboolean like; } cases[] = {
    { "%wifi%", "Le WIFI marche", TRUE },
    { "%preciser%", "Pouvez-vous préciser ?", TRUE },
    { "%PRÉCISER%", "pouvez-vous preciser ?", TRUE },
    { "a_c", "abc", TRUE },
    { "a_c", "ac", FALSE },
    { "a\\_c", "abc", FALSE },
    { "a\\_c", "a_c", TRUE },
    { "50\\%", "50%", TRUE },
    { "50\\%", "500", FALSE },
    { "%", "", TRUE },
    { "", "", TRUE },
    { "", "a", FALSE },
    { "_", "", FALSE },
    { "%a%b%c%", "xxaxxbxxcxx", TRUE },
    { "%a%b%c%", "xxcxxbxxaxx", FALSE },
    { "%ab", "aab", TRUE },
    { "abc%", "ab", FALSE },
    { "\\", "\\", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (demo_collate_like (cases[i].pattern, -1, cases[i].text, -1), ==, cases[i].like);
}

static void
test_json (void)
{
  g_autoptr(GString) json = g_string_new (NULL);

  demo_json_append_string (json, "é/\"\\\n\t\a😀");
  g_assert_cmpstr (json->str, ==, "\"\\u00e9\\/\\\"\\\\\\n\\t\\u0007\\ud83d\\ude00\"");
}

static void
test_log (void)
{
  g_autofree char *one = demo_case_log_append ("", "2026-11-23 23:30:49", "Albert", 2, TRUE, "<p>HTML <b>gras</b></p>");
  g_autofree char *two = demo_case_log_append (one, "2026-11-23 23:30:50", "Maud", 3, FALSE, "a<b\n\x1e\x1f fin");
  g_autoptr(GString) json = g_string_new (NULL);

  g_assert_cmpuint (demo_case_log_count_entries (""), ==, 0);
  g_assert_cmpuint (demo_case_log_count_entries (two), ==, 2);
  g_assert_cmpuint (demo_case_log_count_marker (two, "gras"), ==, 1);
  g_assert_cmpuint (demo_case_log_count_marker (two, "absent"), ==, 0);

  demo_case_log_append_json (two, json);
  g_assert_cmpstr (json->str, ==,
                   "{\"entries\":[{\"date\":\"2026-11-23 23:30:49\",\"user_login\":\"Albert\",\"user_id\":\"2\","
                   "\"message\":\"HTML gras\",\"message_html\":\"<p>HTML <b>gras<\\/b><\\/p>\"},"
                   "{\"date\":\"2026-11-23 23:30:50\",\"user_login\":\"Maud\",\"user_id\":\"3\","
                   "\"message\":\"a<b\\n   fin\",\"message_html\":\"a&lt;b<br\\/>   fin\"}]}");
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  random_source = g_rand_new_with_seed (20);

  g_test_add_func ("/demo/text/clean", test_clean);
  g_test_add_func ("/demo/text/clean-anything", test_clean_anything);
  g_test_add_func ("/demo/text/clean-deep", test_clean_deep);
  g_test_add_func ("/demo/text/plain", test_plain);
  g_test_add_func ("/demo/text/from-text", test_from_text);
  g_test_add_func ("/demo/text/compare", test_compare);
  g_test_add_func ("/demo/text/like", test_like);
  g_test_add_func ("/demo/text/json", test_json);
  g_test_add_func ("/demo/text/log", test_log);

  status = g_test_run ();
  g_rand_free (random_source);
  return status;
}
