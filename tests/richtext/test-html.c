#include "config.h"

#include "richtext/richtext.h"

#include <string.h>

/* What is read, what is written again, and what is seen. */
static const struct
{
  const char *name;
  const char *in;
  const char *html;
  const char *plain;
} cases[] = {
  { "nothing", "", "", "" },
  { "text", "Bonjour", "<p>Bonjour</p>", "Bonjour" },
  { "log-as-text", "Bonjour,<br/>la borne « A3 » clignote &lt;orange&gt;.<br/><br/>Merci",
    "<p>Bonjour,<br>la borne « A3 » clignote &lt;orange&gt;.<br><br>Merci</p>",
    "Bonjour,\nla borne « A3 » clignote <orange>.\n\nMerci" },
  { "open-paragraph", "<p>Hi <b>there</b>", "<p>Hi <strong>there</strong></p>", "Hi there" },
  { "paragraphs", "<p>Un</p>\n<p>Deux</p>", "<p>Un</p><p>Deux</p>", "Un\n\nDeux" },
  { "white-space", "<p>  a \n b\t<b> c </b> d </p>", "<p>a b <strong>c </strong>d</p>", "a b c d" },
  { "empty-paragraphs", "<p></p><p> <br> </p><p>x<br></p>", "<p>x</p>", "x" },
  { "no-break-space", "<p>Quoi&nbsp;?  Oui&#160;!</p>", "<p>Quoi\302\240? Oui\302\240!</p>", "Quoi\302\240? Oui\302\240!" },
  { "french", "<p>L’œuvre : 10 % à Noël — « ça » … ÉÈÀÇ</p>",
    "<p>L’œuvre : 10 % à Noël — « ça » … ÉÈÀÇ</p>", "L’œuvre : 10 % à Noël — « ça » … ÉÈÀÇ" },
  { "latin-1-is-not-guessed", "<meta charset=\"iso-8859-1\"><p>é</p>", "<p>é</p>", "é" },
  { "styles", "<p><b>a</b><i>b</i><u>c</u><s>d</s><code>e</code></p>",
    "<p><strong>a</strong><em>b</em><u>c</u><s>d</s><code>e</code></p>", "abcde" },
  { "same-styles-meet", "<p><b>a</b><strong>b</strong></p>", "<p><strong>ab</strong></p>", "ab" },
  { "nested-styles", "<p><i>a<b>b</b></i></p>", "<p><em>a</em><strong><em>b</em></strong></p>", "ab" },
  { "break-in-style", "<p><b>a</b><br><b>b</b></p>", "<p><strong>a<br>b</strong></p>", "a\nb" },
  { "crossed", "<p><b>a<i>b</b>c</i></p>", NULL, "abc" },
  { "link", "<a href=\"https://aide.example/x?a=1&amp;b=2\">ici</a>",
    "<p><a href=\"https://aide.example/x?a=1&amp;b=2\">ici</a></p>", "ici" },
  { "mail-link", "<a href=\"MAILTO:a@b.example\">a</a>", "<p><a href=\"MAILTO:a@b.example\">a</a></p>", "a" },
  { "script-link", "<a href=\"javascript:alert(1)\">x</a>", "<p>x</p>", "x" },
  { "hidden-script-link", "<a href=\" java\nscript:alert(1)\">x</a>", "<p>x</p>", "x" },
  { "entity-script-link", "<a href=\"&#106;avascript:alert(1)\">x</a>", "<p>x</p>", "x" },
  { "data-link", "<a href=\"data:text/html,x\">x</a>", "<p>x</p>", "x" },
  { "relative-link", "<a href=\"/etc/passwd\">x</a><a href=\"//host/\">y</a>", "<p>xy</p>", "xy" },
  { "mention", "<p>Vu avec <a href=\"https://itop.example/pages/UI.php?operation=details&amp;class=Person&amp;id=3\" "
    "data-role=\"object-mention\" data-object-class=\"Person\" data-object-id=\"3\">@Agnès Durand</a>.</p>",
    "<p>Vu avec <a data-role=\"object-mention\" data-object-class=\"Person\" data-object-key=\"3\" data-object-id=\"@Agnès Durand\" "
    "href=\"https://itop.example/pages/UI.php?operation=details&amp;class=Person&amp;id=3\">@Agnès Durand</a>.</p>",
    "Vu avec @Agnès Durand." },
  { "marker-class-is-not-text", "<p class=\"cl-0190\">Bonjour</p>", "<p>Bonjour</p>", "Bonjour" },
  { "script", "<script>alert('<p>x</p>')</script>ok", "<p>ok</p>", "ok" },
  { "style", "<style>p { color: red }</style>ok", "<p>ok</p>", "ok" },
  { "head", "<html><head><title>T</title><meta name=x></head><body onload=x()>ok</body></html>", "<p>ok</p>", "ok" },
  { "handlers", "<p onclick=\"x()\" style=\"position:fixed\" id=\"y\">ok</p>", "<p>ok</p>", "ok" },
  { "frame", "<iframe src=\"https://x.example\">no</iframe><object data=x>fallback</object>", "<p>fallback</p>", "fallback" },
  { "comment", "a<!-- <b>x</b> -->b", "<p>ab</p>", "ab" },
  { "image", "<p>vu <img src=\"https://x.example/a.png\" alt=\"un écran\" onerror=\"x()\"></p>",
    "<p>vu <img src=\"https://x.example/a.png\" alt=\"un écran\"></p>", "vu un écran" },
  { "image-without-words", "<img src=\"data:image/png;base64,AAAA\">", "<p><img alt=\"image\"></p>", "image" },
  { "image-in-link", "<a href=\"https://x.example/\"><img src=\"https://x.example/a.png\" alt=\"logo\"></a>",
    "<p><a href=\"https://x.example/\">logo</a></p>", "logo" },
  { "bullets", "<ul><li>un</li><li>deux<ul><li>deux a</li></ul></li><li>trois</li></ul>",
    "<ul><li>un</li><li>deux<ul><li>deux a</li></ul></li><li>trois</li></ul>", "• un\n• deux\n  • deux a\n• trois" },
  { "numbers", "<ol><li>un</li><li>deux</li></ol>", "<ol><li>un</li><li>deux</li></ol>", "1. un\n2. deux" },
  { "numbers-from", "<ol start=\"5\"><li>cinq</li><li value=\"9\">neuf</li><li>dix</li></ol>",
    "<ol start=\"5\"><li>cinq</li><li value=\"9\">neuf</li><li>dix</li></ol>", "5. cinq\n9. neuf\n10. dix" },
  { "mixed-lists", "<ol><li>un<ul><li>a</li></ul></li><li>deux</li></ol><ul><li>b</li></ul>",
    "<ol><li>un<ul><li>a</li></ul></li><li>deux</li></ol><ul><li>b</li></ul>", "1. un\n  • a\n2. deux\n• b" },
  { "paragraphs-in-item", "<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li>a<br>b</li></ul>", "• a\n  b" },
  { "text-after-inner-list", "<ul><li>a<ul><li>b</li></ul>c</li></ul>",
    "<ul><li>a<ul><li>b</li></ul></li></ul><p>c</p>", "• a\n  • b\n\nc" },
  { "stray-item", "<li>a</li>", "<ul><li>a</li></ul>", "• a" },
  { "quote", "<blockquote><p>a</p><p>b</p><blockquote>c</blockquote></blockquote>d",
    "<blockquote><p>a</p><p>b</p><blockquote><p>c</p></blockquote></blockquote><p>d</p>", "> a\n\n> b\n\n> > c\n\nd" },
  { "code", "<pre>\n<code>if (a &lt; b)\n  x ();\n</code></pre>", "<pre>if (a &lt; b)\n  x ();</pre>", "if (a < b)\n  x ();" },
  { "styled-code", "<pre>a <b>b</b>  c</pre>", "<pre>a <strong>b</strong>  c</pre>", "a b  c" },
  { "headings", "<h1>a</h1><h6>b</h6>c", "<h1>a</h1><h4>b</h4><p>c</p>", "a\n\nb\n\nc" },
  { "rule", "a<hr>b", "<p>a</p><hr><p>b</p>", "a\n\n———\n\nb" },
  { "table", "<table><thead><tr><th>Poste</th><th>État</th></tr></thead><tbody><tr><td>PC-1</td><td>hors <b>service</b></td></tr></tbody></table>",
    "<table><tbody><tr><td><strong>Poste</strong></td><td><strong>État</strong></td></tr>"
    "<tr><td>PC-1</td><td>hors <strong>service</strong></td></tr></tbody></table>",
    "Poste\tÉtat\nPC-1\thors service" },
  { "table-empty-cells", "<table><tr><td></td><td>b</td><td></td></tr><tr><td></td></tr></table>",
    "<table><tbody><tr><td></td><td>b</td><td></td></tr></tbody></table>", "\tb\t" },
  { "table-blocks-in-cell", "<table><tr><td><p>a</p><p>b</p></td><td><ul><li>c</li><li>d</li></ul></td></tr></table>",
    "<table><tbody><tr><td>a<br>b</td><td>c<br>d</td></tr></tbody></table>", "a\nb\tc\nd" },
  { "table-of-one-cell", "<table><tr><td>x</td></tr></table>", "<p>x</p>", "x" },
  { "table-for-layout", "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table>d</td></tr></table>",
    "<p>a</p><table><tbody><tr><td>b</td><td>c</td></tr></tbody></table><p>d</p>", "a\n\nb\tc\n\nd" },
  { "figure", "<figure class=\"table\"><table><tr><td>1</td><td>2</td></tr></table><figcaption>Relevé</figcaption></figure>",
    "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table><p>Relevé</p>", "1\t2\n\nRelevé" },
  { "div-and-span", "<div>a<div>b</div><span style=\"color:red\">c</span></div>", "<p>a</p><p>b</p><p>c</p>", "a\n\nb\n\nc" },
  { "unknown-tags", "<o:p>a</o:p><blink>b</blink>", NULL, "ab" },
  { "broken-entities", "a &foo; &amp b &#xZZ; &#0; &", NULL, NULL },
  { "cut-tag", "a <b", NULL, NULL },
  { "less-than", "1 < 2 et 3 > 2", NULL, "1 < 2 et 3 > 2" },
};

static void
test_case (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(GuichetRichText) text = guichet_rich_text_new_from_html (cases[i].in, -1);
  g_autoptr(GuichetRichText) again = NULL;
  g_autofree char *html = guichet_rich_text_to_html (text, NULL);
  g_autofree char *html_again = NULL;
  g_autofree char *plain = guichet_rich_text_to_plain (text);

  if (cases[i].html != NULL)
    g_assert_cmpstr (html, ==, cases[i].html);
  if (cases[i].plain != NULL)
    g_assert_cmpstr (plain, ==, cases[i].plain);
  g_assert_false (guichet_rich_text_was_cut (text));
  g_assert_cmpint (guichet_rich_text_is_empty (text), ==, *plain == '\0');

  again = guichet_rich_text_new_from_html (html, -1);
  html_again = guichet_rich_text_to_html (again, NULL);
  g_assert_cmpstr (html_again, ==, html);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/richtext/html/", cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_case);
    }

  return g_test_run ();
}
