#include "config.h"

#include "invariants.h"

#include <string.h>

#define N_TREES 3000
#define N_DOCUMENTS 3000

/* Pieces that tend to go wrong between text and markup. */
static const char * const pieces[] = {
  "a", "mot", "Été", "«\302\240ça\302\240»", "…", "😀", "<", ">", "&", "\"", "'", "&amp;", "&nbsp;", "<b>", "</p>",
  " ", "  ", "   ", "\n", "\n\n", "\t", "\302\240", "\302\240 ", "\342\200\250", "e\314\201", "-", "1.", "• ", "> ",
  "]]>", "<!--", "-->", "\r\n", "\001", "\342\200\256", "\357\277\277", "\357\273\277", "class=\"x\"", "<p",
};

static const char * const targets[] = {
  NULL, "https://aide.example/a?b=1&c=\"2\"", "http://x.example/ é", "mailto:a@b.example", "javascript:x()",
  " https://y.example/\n", "ftp://z.example/", "https://", "data:image/png;base64,AA==", "HTTPS://X/<>'",
};

static const guint styles[] = {
  GUICHET_SPAN_BOLD, GUICHET_SPAN_ITALIC, GUICHET_SPAN_UNDERLINE, GUICHET_SPAN_STRIKE, GUICHET_SPAN_CODE,
  GUICHET_SPAN_LINK, GUICHET_SPAN_IMAGE, GUICHET_SPAN_BOLD | GUICHET_SPAN_LINK, 0x7f, 0xffffff80,
};

static char *
make_text (GRand *rand)
{
  GString *out = g_string_new (NULL);
  int n = g_rand_int_range (rand, 0, 12);

  for (int i = 0; i < n; i++)
    g_string_append (out, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

  return g_string_free (out, FALSE);
}

/* A byte of @text where a character begins, not before @from. */
static guint
pick_place (GRand      *rand,
            const char *text,
            guint       from)
{
  guint place = g_rand_int_range (rand, from, strlen (text) + 1);

  while (text[place] != '\0' && ((guchar) text[place] & 0xc0) == 0x80)
    place++;

  return place;
}

static GuichetBlock *
make_block (GRand *rand)
{
  g_autofree char *text = make_text (rand);
  GuichetBlock *block = guichet_block_new (g_rand_int_range (rand, 0, GUICHET_BLOCK_RULE + 1), text);
  guint end = 0;

  block->level = g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 4 : 50);
  block->number = g_rand_boolean (rand) ? (guint) g_rand_int_range (rand, 0, 4) : g_rand_int (rand);
  for (int i = g_rand_int_range (rand, 0, 5); i > 0; i--)
    {
      guint start = pick_place (rand, text, end);

      end = pick_place (rand, text, start);
      guichet_block_add_span (block, start, end - start,
                              styles[g_rand_int_range (rand, 0, G_N_ELEMENTS (styles))],
                              targets[g_rand_int_range (rand, 0, G_N_ELEMENTS (targets))]);
    }

  return block;
}

static void
append_visible (GString    *out,
                const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isgraph (c) && c != 0x202e && c != 0xfeff && c != 0xffff)
        g_string_append_unichar (out, c);
    }
}

static char *
dup_visible (GuichetRichText *text)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < guichet_rich_text_get_n_blocks (text); i++)
    append_visible (out, guichet_rich_text_get_block (text, i)->text);

  return g_string_free (out, FALSE);
}

static GPtrArray *
make_blocks (GRand   *rand,
             GString *visible)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_block_free);

  for (int n = g_rand_int_range (rand, 0, 10); n > 0; n--)
    {
      GuichetBlock *block = make_block (rand);

      if (block->kind != GUICHET_BLOCK_RULE)
        append_visible (visible, block->text);
      g_ptr_array_add (blocks, block);
    }

  return blocks;
}

static void
check_same_as_its_blocks (GuichetRichText *text)
{
  g_autoptr(GPtrArray) blocks = g_ptr_array_new ();
  g_autoptr(GuichetRichText) again = NULL;

  for (guint i = 0; i < guichet_rich_text_get_n_blocks (text); i++)
    g_ptr_array_add (blocks, (gpointer) guichet_rich_text_get_block (text, i));
  again = guichet_rich_text_new_from_blocks (blocks);
  check_same_text (text, again);
}

static void
test_trees (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (20260101);

  for (guint i = 0; i < N_TREES; i++)
    {
      g_autoptr(GString) expected = g_string_new (NULL);
      g_autoptr(GPtrArray) blocks = make_blocks (rand, expected);
      g_autoptr(GuichetRichText) text = guichet_rich_text_new_from_blocks (blocks);
      g_autofree char *visible = dup_visible (text);

      g_assert_cmpstr (visible, ==, expected->str);
      check_rich_text (text);
      check_same_as_its_blocks (text);
    }
}

/* ---- documents */

static const char * const tags[] = {
  "p", "div", "b", "i", "u", "s", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "table", "tr", "td",
  "th", "tbody", "h1", "h3", "h6", "span", "a", "figure", "figcaption", "dl", "dt", "dd", "center", "font", "o:p",
  "body", "html", "form", "fieldset", "label", "section", "sup", "tt", "del", "ins", "caption", "details",
};

static const char * const attributes[] = {
  "", " class=\"cl-1\"", " href=\"https://a.example/\"", " href='javascript:x()'", " style=\"color:red\"", " start=3",
  " value=\"12\"", " onclick=\"x('>')\"", " colspan=2", " start=\"-5\"", " href=",
};

/* Tags open and close as they like; the words between them are counted. */
static char *
make_document (GRand   *rand,
               GString *visible)
{
  GString *out = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 1, 60), i = 0; i < n; i++)
    {
      const char *tag = tags[g_rand_int_range (rand, 0, G_N_ELEMENTS (tags))];

      switch (g_rand_int_range (rand, 0, 5))
        {
        case 0:
        case 1:
          g_string_append_printf (out, "<%s%s>", tag, attributes[g_rand_int_range (rand, 0, G_N_ELEMENTS (attributes))]);
          break;
        case 2:
          g_string_append_printf (out, "</%s>", tag);
          break;
        case 3:
          g_string_append (out, g_rand_boolean (rand) ? "<br>" : " \n ");
          break;
        default:
          g_string_append_printf (out, "mot%d", i);
          g_string_append_printf (visible, "mot%d", i);
          break;
        }
    }

  return g_string_free (out, FALSE);
}

static void
test_documents (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (20260102);

  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      g_autoptr(GString) expected = g_string_new (NULL);
      g_autofree char *html = make_document (rand, expected);
      g_autoptr(GuichetRichText) text = guichet_rich_text_new_from_html (html, -1);
      g_autofree char *visible = dup_visible (text);

      g_test_message ("document %u", i);
      g_assert_cmpstr (visible, ==, expected->str);
      check_rich_text (text);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/richtext/properties/trees", test_trees);
  g_test_add_func ("/richtext/properties/documents", test_documents);

  return g_test_run ();
}
