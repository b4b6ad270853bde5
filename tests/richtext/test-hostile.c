#include "config.h"

#include "invariants.h"

#include <string.h>

/* ---- by hand */

#define BYTES(text) { text, sizeof (text) - 1 }

static const struct { const char *bytes; gsize length; } documents[] = {
  BYTES (""),
  BYTES ("\0"),
  BYTES ("a\0b<p>\0</p>"),
  BYTES ("\0<p>a</p>"),
  BYTES ("\377\376<\0p\0>\0"),
  BYTES ("\376\377\0<\0p"),
  BYTES ("\357\273\277<p>a</p>"),
  BYTES ("\200\201\202<p>\303</p>\303\050"),
  BYTES ("<p>\360\237\230</p>\360\237\230\200"),
  BYTES ("\355\240\200\355\260\200"),
  BYTES ("\300\200<script>"),
  BYTES ("+ADw-script+AD4-"),
  BYTES ("<"),
  BYTES ("<<<<>>>>"),
  BYTES ("</"),
  BYTES ("</>"),
  BYTES ("<!"),
  BYTES ("<!-"),
  BYTES ("<!--"),
  BYTES ("<!-->a"),
  BYTES ("<!--->a"),
  BYTES ("<!---->a--><!--a--b-->"),
  BYTES ("<!DOCTYPE"),
  BYTES ("<!DOCTYPE html><p>a"),
  BYTES ("<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;\">]>&d;&b;"),
  BYTES ("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><p>&a;"),
  BYTES ("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><p>&x;</p>"),
  BYTES ("<?xml version=\"1.0\" encoding=\"UTF-16\"?><p>é</p>"),
  BYTES ("<?php system ('x') ?>a"),
  BYTES ("<![CDATA[<b>a</b>]]>"),
  BYTES ("<a"),
  BYTES ("<a "),
  BYTES ("<a href"),
  BYTES ("<a href="),
  BYTES ("<a href=\""),
  BYTES ("<a href='https://x.example/"),
  BYTES ("<a href=https://x.example/>b"),
  BYTES ("<a href=\"https://x.example/\" href=\"javascript:x()\">a</a>"),
  BYTES ("<a href=\"javascript:x()\" href=\"https://x.example/\">a</a>"),
  BYTES ("<a HREF=\"JaVaScRiPt:x()\">a</a>"),
  BYTES ("<a href=\"\001javascript:x()\">a</a>"),
  BYTES ("<a href=\"java&#x0A;script:x()\">a</a>"),
  BYTES ("<a href=\"java&Tab;script:x()\">a</a>"),
  BYTES ("<a href=\"vbscript:x()\">a</a>"),
  BYTES ("<a href=\"https://x.example/\"onclick=x()>a</a>"),
  BYTES ("<a href=\"https://x.example/&quot;&gt;&lt;script&gt;\">a</a>"),
  BYTES ("<a href=\"https://good.example@evil.example/\">a</a>"),
  BYTES ("<a href=\"https://x.example/\342\200\256gpj.exe\">a</a>"),
  BYTES ("<a href=\"mailto:\">a</a>"),
  BYTES ("<a href=\"file:///etc/passwd\">a</a>"),
  BYTES ("<a href=\"blob:https://x.example/1\">a</a>"),
  BYTES ("<a><a><a href=\"https://x.example\">a</a>b</a>c</a>d"),
  BYTES ("<a href=\"https://x.example/1\">a<a href=\"https://x.example/2\">b</a>c"),
  BYTES ("<script>"),
  BYTES ("<script>a</script"),
  BYTES ("<script><!--</script>a--></script>b"),
  BYTES ("<SCRIPT SRC=//x.example></SCRIPT>a"),
  BYTES ("<scr<script>ipt>a</script>"),
  BYTES ("<script/x>a</script>"),
  BYTES ("<style>@import 'https://x.example/'</style>a"),
  BYTES ("<style>a</p><p>b"),
  BYTES ("<svg onload=x()><script>a</script><text>b</text></svg>"),
  BYTES ("<math><mtext><table><mglyph><style><img src=x onerror=x()>"),
  BYTES ("<img src=x onerror=x()>"),
  BYTES ("<img src=\"https://x.example/\" alt=\"<script>x()</script>\">"),
  BYTES ("<img src=\"javascript:x()\" alt=\"  a \n b  \">"),
  BYTES ("<img alt=\"a\"><img alt=\"b\"><img alt=\"a\">"),
  BYTES ("<b><img alt=\" a\"> <img alt=\"b \"></b>"),
  BYTES ("<pre><img alt=\"a\nb\">\n<img alt=\" c \"></pre>"),
  BYTES ("<iframe srcdoc=\"<p>a\"></iframe>b"),
  BYTES ("<object data=x><embed src=y><param name=z>a</object>"),
  BYTES ("<base href=\"https://x.example/\"><a href=\"y\">a</a>"),
  BYTES ("<meta http-equiv=refresh content=\"0;url=javascript:x()\">a"),
  BYTES ("<meta charset=utf-7>+ADw-b+AD4-"),
  BYTES ("<meta http-equiv=content-type content=\"text/html; charset=utf-16\"><p>é</p>"),
  BYTES ("<link rel=stylesheet href=x>a"),
  BYTES ("<form action=javascript:x()><input value=a><button>b</button><textarea>c</textarea><select><option>d</select></form>"),
  BYTES ("<template><p>a</template>b"),
  BYTES ("<noscript><p title=\"</noscript><img src=x onerror=x()>\">"),
  BYTES ("<plaintext>a<b>c"),
  BYTES ("<xmp><b>a</b></xmp>"),
  BYTES ("<title>a</title>b"),
  BYTES ("<head>a<p>b</head>c"),
  BYTES ("<body><head><title>a</title></head><body>b</body></body>c"),
  BYTES ("</html></body></p></p>a"),
  BYTES ("<html><html><html>a"),
  BYTES ("<frameset><frame src=x></frameset><noframes>a</noframes>b"),
  BYTES ("<p><p><p>a<p></p></p>"),
  BYTES ("<p>a</div></span></b>b"),
  BYTES ("<b><p>a</b></p><i><div>b</i></div>"),
  BYTES ("<table><p>a<tr>b<td>c<table><td>d</table>e</table>f"),
  BYTES ("<td>a</td><tr>b</tr>"),
  BYTES ("<table><caption>a</caption><colgroup><col></colgroup><td><pre>b\n  c</pre>"),
  BYTES ("<table><tr><td rowspan=1000000000 colspan=-1>a</table>"),
  BYTES ("<ul><ol><ul>a</ol></ul>b<li>c"),
  BYTES ("<ul>a<li>b</ul><li><ul><li></ul>c"),
  BYTES ("<ol start=99999999999999999999><li>a<li value=-1>b<li value=x>c</ol>"),
  BYTES ("<ol start=2147483647><li>a<li>b<li>c</ol>"),
  BYTES ("<li><blockquote><li><pre><li><h1>a"),
  BYTES ("<blockquote><ul><li><blockquote>a</blockquote>b</ul>c</blockquote>d"),
  BYTES ("<h1><h2><p>a</h1></h2>"),
  BYTES ("<pre>\n\n\na\n\n</pre>"),
  BYTES ("<pre> \t </pre><pre>\ta</pre>"),
  BYTES ("<pre>a<br>b<p>c</p></pre>"),
  BYTES ("<code>a</code><pre><code>b</code></pre><tt>c</tt>"),
  BYTES ("<br><br>a<br><br><br>"),
  BYTES ("<hr>a<hr/><hr></hr>"),
  BYTES ("&#0;&#1;&#55296;&#1114112;&#x110000;&#99999999999;&#-1;"),
  BYTES ("&#x202e;a&#xfeff;b&#xffff;c&#13;d&#9;e"),
  BYTES ("&lt;script&gt;&amp;lt;b&amp;gt;"),
  BYTES ("&amp&lt&gt&quot&nbsp&copy&notit;&;&#;&#x;"),
  BYTES ("&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;"),
  BYTES ("<p =a ==b \"c\" 'd' <e>f"),
  BYTES ("<p/a/b//c=d/>e"),
  BYTES ("<p a=\"1\"b='2'c=3 d>e</p f=\"g\">"),
  BYTES ("<p\nclass\n=\n\"a\"\n>b"),
  BYTES ("<1>a<-b><_c><:d><é>f"),
  BYTES ("<o:p>a</o:p><w:sdt>b</w:sdt><x-y>c</x-y>"),
  BYTES ("a\r\nb\rc\fd\ve"),
  BYTES ("<p>\302\205\302\240\343\200\200\342\200\213a</p>"),
  BYTES ("<p class=\"cl-7f\">a</p>cl-7f"),
};

static void
test_by_hand (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_test_message ("document %u", i);
      check_html (documents[i].bytes, documents[i].length);
    }
}

/* What is written to disk and sent never came from outside of the document. */
static void
test_no_entities (void)
{
  static const char * const texts[] = {
    "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><p>[&x;]</p>",
    "<!DOCTYPE a [<!ENTITY x \"boom\">]><p>[&x;]</p>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *plain = guichet_html_to_plain (texts[i]);

      g_assert_nonnull (strstr (plain, "[&x;]"));
      g_assert_null (strstr (plain, "root:"));
    }
}

/* ---- by machine: the documents of above, cut and mixed */

static void
mutate (GRand      *rand,
        GByteArray *bytes)
{
  for (int n = g_rand_int_range (rand, 1, 6); n > 0; n--)
    {
      guint which = g_rand_int_range (rand, 0, G_N_ELEMENTS (documents));
      guint length = documents[which].length;
      guint from = g_rand_int_range (rand, 0, length + 1);
      guint to = g_rand_int_range (rand, from, length + 1);

      g_byte_array_append (bytes, (const guint8 *) documents[which].bytes + from, to - from);
    }
  for (int n = g_rand_int_range (rand, 0, 4); n > 0 && bytes->len > 0; n--)
    bytes->data[g_rand_int_range (rand, 0, bytes->len)] = g_rand_int_range (rand, 0, 256);
}

static void
test_by_machine (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (20260103);

  for (guint i = 0; i < 4000; i++)
    {
      g_autoptr(GByteArray) bytes = g_byte_array_new ();

      mutate (rand, bytes);
      check_html ((const char *) bytes->data, bytes->len);
    }
}

/* ---- by size */

static char *
repeat (const char *piece,
        guint       n,
        const char *end)
{
  GString *out = g_string_sized_new (strlen (piece) * n + 64);

  for (guint i = 0; i < n; i++)
    g_string_append (out, piece);
  g_string_append (out, end);

  return g_string_free (out, FALSE);
}

static void
test_deep (void)
{
  static const char * const tags[] = {
    "<div>", "<b>", "<p>", "<ul><li>", "<ol><li>x", "<blockquote>", "<table><tr><td>", "<a href=\"https://x.example/\">",
    "<pre>", "<span/>", "<x-y>", "<font>", "<ul>", "<dl><dd>", "<h1><div>", "<i><u><s>", "<svg>", "<blockquote><ul><li>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autofree char *html = repeat (tags[i], 100000, "fond");
      g_autoptr(GuichetRichText) text = guichet_rich_text_new_from_html (html, -1);

      check_rich_text (text);
      /* Text of the depth itself is kept unless a bound of size comes first. */
      if (strstr (tags[i], "x") == NULL || strstr (tags[i], "x-y") != NULL)
        {
          g_autofree char *plain = guichet_rich_text_to_plain (text);

          g_assert_true (g_str_has_suffix (plain, "fond"));
        }
    }
}

static void
test_endless (void)
{
  static const struct { const char *piece; guint n; } texts[] = {
    { "a", 2500000 }, { "é ", 1000000 }, { "<p>a</p>", 100000 }, { "<b>a</b> ", 100000 }, { "<br>", 500000 },
    { "<hr>", 100000 }, { "<li>a", 50000 }, { "<td>a", 100000 }, { "</b>", 500000 }, { "<b></i>", 150000 },
    { "&amp;", 500000 }, { "&#", 500000 }, { "&x", 500000 }, { "<!--", 500000 }, { "<", 1000000 }, { "</", 500000 },
    { "<a ", 500000 }, { "<a href=\"", 150000 }, { "<!DOCTYPE ", 150000 }, { "<![CDATA[", 150000 }, { "<?", 500000 },
    { "<script>", 150000 }, { "\0", 1 }, { " ", 2500000 }, { "\n", 2500000 }, { "<p x='", 150000 }, { "<pre>\n", 150000 },
    { "<img alt=\"a\">", 100000 }, { "<a href=\"https://x.example/\">b</a><i>c</i>", 50000 }, { "\360\237\230\200", 500000 },
    { "<ul><li>a</li></ul>b", 50000 }, { "<table><tr><td>a</td><td>b</td></tr></table>", 25000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *html = repeat (texts[i].piece, texts[i].n, "");

      check_html (html, strlen (html));
    }
}

/* A parser that compares each attribute with all before it needs hours. */
static void
test_attributes (void)
{
  static const char * const formats[] = { "a%u=\"1\" ", "a%u=1 ", "a%u ", "a%u='>' " };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr(GString) html = g_string_new ("<p ");
      g_autofree char *plain = NULL;
      g_auto(GStrv) parts = g_strsplit (formats[i], "%u", 2);

      for (guint j = 0; j < 200000; j++)
        g_string_append_printf (html, "%s%u%s", parts[0], j, parts[1]);
      g_string_append (html, "class=\"x\">fin</p>");

      plain = guichet_html_to_plain (html->str);
      g_assert_cmpstr (plain, ==, "fin");
      check_html (html->str, html->len);
    }
}

static void
test_cut (void)
{
  g_autofree char *long_text = g_strnfill (3 * 1024 * 1024, 'a');
  g_autofree char *many_blocks = repeat ("<p>a</p>", 20000, "");
  g_autofree char *many_spans = repeat ("<b>a</b>b", 30000, "");
  g_autofree char *deep = repeat ("<div>", 1000, "a");
  const char *cut[] = { long_text, many_blocks, many_spans, deep };

  for (guint i = 0; i < G_N_ELEMENTS (cut); i++)
    {
      g_autoptr(GuichetRichText) text = guichet_rich_text_new_from_html (cut[i], -1);

      g_assert_true (guichet_rich_text_was_cut (text));
      g_assert_false (guichet_rich_text_is_empty (text));
    }
}

static void *
read_in_thread (void *data)
{
  for (guint i = 0; i < 300; i++)
    check_html (documents[i % G_N_ELEMENTS (documents)].bytes, documents[i % G_N_ELEMENTS (documents)].length);

  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_in_thread, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/richtext/hostile/threads", test_threads);
  g_test_add_func ("/richtext/hostile/by-hand", test_by_hand);
  g_test_add_func ("/richtext/hostile/no-entities", test_no_entities);
  g_test_add_func ("/richtext/hostile/by-machine", test_by_machine);
  g_test_add_func ("/richtext/hostile/deep", test_deep);
  g_test_add_func ("/richtext/hostile/endless", test_endless);
  g_test_add_func ("/richtext/hostile/attributes", test_attributes);
  g_test_add_func ("/richtext/hostile/cut", test_cut);

  return g_test_run ();
}
