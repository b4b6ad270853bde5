#include "config.h"

#include "invariants.h"

#include "richtext/block.h"

#include <string.h>

#define MAX_ELEMENT_DEPTH 100

/* ---- the blocks */

static void
check_target (const GuichetSpan *span)
{
  if (span->style & GUICHET_SPAN_LINK)
    {
      g_assert_nonnull (span->target);
      g_assert_true (g_ascii_strncasecmp (span->target, "http://", 7) == 0 ||
                     g_ascii_strncasecmp (span->target, "https://", 8) == 0 ||
                     g_ascii_strncasecmp (span->target, "mailto:", 7) == 0);
      g_assert_false (span->style & GUICHET_SPAN_IMAGE);
    }
  else if (span->target != NULL)
    {
      g_assert_true (span->style & GUICHET_SPAN_IMAGE);
      g_assert_true (g_ascii_strncasecmp (span->target, "http", 4) == 0);
    }
}

static void
check_block (const GuichetBlock *block)
{
  gsize length = strlen (block->text);
  gsize end = 0;

  g_assert_true (g_utf8_validate (block->text, -1, NULL));
  for (const char *p = block->text; *p != '\0'; p++)
    g_assert_true ((guchar) *p >= 0x20 || *p == '\n' || *p == '\t');
  g_assert_cmpint (block->kind, <=, GUICHET_BLOCK_RULE);
  g_assert_cmpuint (block->level, <=, GUICHET_RICHTEXT_MAX_LEVEL);
  g_assert_true (block->kind == GUICHET_BLOCK_RULE || length > 0);

  for (guint i = 0; i < block->spans->len; i++)
    {
      const GuichetSpan *span = &g_array_index (block->spans, GuichetSpan, i);

      g_assert_cmpuint (span->start, >=, end);
      g_assert_cmpuint (span->length, >, 0);
      g_assert_cmpuint (span->style, !=, 0);
      end = (gsize) span->start + span->length;
      g_assert_cmpuint (end, <=, length);
      g_assert_true (g_utf8_validate (block->text + span->start, span->length, NULL));
      check_target (span);
    }
}

static void
check_bounds (GuichetRichText *text)
{
  gsize bytes = 0;
  gsize spans = 0;

  for (guint i = 0; i < guichet_rich_text_get_n_blocks (text); i++)
    {
      const GuichetBlock *block = guichet_rich_text_get_block (text, i);

      check_block (block);
      bytes += strlen (block->text);
      spans += block->spans->len;
    }
  g_assert_cmpuint (bytes, <=, GUICHET_RICHTEXT_MAX_TEXT);
  g_assert_cmpuint (spans, <=, GUICHET_RICHTEXT_MAX_SPANS);
  g_assert_cmpuint (guichet_rich_text_get_n_blocks (text), <=, GUICHET_RICHTEXT_MAX_BLOCKS);
}

static void
check_same_block (const GuichetBlock *a,
                  const GuichetBlock *b)
{
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpuint (a->level, ==, b->level);
  g_assert_cmpuint (a->number, ==, b->number);
  g_assert_cmpstr (a->text, ==, b->text);
  g_assert_cmpuint (a->spans->len, ==, b->spans->len);

  for (guint i = 0; i < a->spans->len; i++)
    {
      const GuichetSpan *x = &g_array_index (a->spans, GuichetSpan, i);
      const GuichetSpan *y = &g_array_index (b->spans, GuichetSpan, i);

      g_assert_cmpuint (x->start, ==, y->start);
      g_assert_cmpuint (x->length, ==, y->length);
      g_assert_cmpuint (x->style, ==, y->style);
      g_assert_cmpstr (x->target, ==, y->target);
    }
}

void
check_same_text (GuichetRichText *a,
                 GuichetRichText *b)
{
  g_assert_cmpuint (guichet_rich_text_get_n_blocks (a), ==, guichet_rich_text_get_n_blocks (b));
  for (guint i = 0; i < guichet_rich_text_get_n_blocks (a); i++)
    check_same_block (guichet_rich_text_get_block (a, i), guichet_rich_text_get_block (b, i));
}

/* ---- the HTML */

/* What iTop's sanitiser keeps, and of it what we need. */
static const struct { const char *tag; const char *attributes; gboolean is_empty; } allowed[] = {
  { "p", "class" },
  { "h1", "class" },
  { "h2", "class" },
  { "h3", "class" },
  { "h4", "class" },
  { "pre", "class" },
  { "blockquote", "" },
  { "ul", "" },
  { "ol", "start" },
  { "li", "class value" },
  { "table", "" },
  { "tbody", "" },
  { "tr", "" },
  { "td", "class" },
  { "strong", "" },
  { "em", "" },
  { "u", "" },
  { "s", "" },
  { "code", "" },
  { "a", "href data-role data-object-class data-object-key data-object-id" },
  { "br", "", TRUE },
  { "hr", "class", TRUE },
  { "img", "src alt", TRUE },
};

/* Returns the place after the '>'. */
static const char *
check_attributes (const char *p,
                  const char *names)
{
  while (*p != '>')
    {
      const char *equals = strstr (p, "=\"");
      g_autofree char *name = NULL;

      g_assert_cmpint (*p, ==, ' ');
      g_assert_nonnull (equals);
      name = g_strndup (p + 1, equals - p - 1);
      g_assert_nonnull (strstr (names, name));
      p = strchr (equals + 2, '"');
      g_assert_nonnull (p);
      p++;
    }

  return p + 1;
}

static const char *
check_start_tag (const char *p,
                 GPtrArray  *open)
{
  gsize length = strcspn (p, " >");

  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    if (strlen (allowed[i].tag) == length && strncmp (p, allowed[i].tag, length) == 0)
      {
        if (!allowed[i].is_empty)
          g_ptr_array_add (open, (gpointer) allowed[i].tag);
        return check_attributes (p + length, allowed[i].attributes);
      }

  g_error ("a tag that is not allowed: %.40s", p);
}

static const char *
check_end_tag (const char *p,
               GPtrArray  *open)
{
  const char *tag;

  g_assert_cmpuint (open->len, >, 0);
  tag = g_ptr_array_index (open, open->len - 1);
  g_assert_true (g_str_has_prefix (p, tag));
  g_assert_cmpint (p[strlen (tag)], ==, '>');
  g_ptr_array_set_size (open, open->len - 1);

  return p + strlen (tag) + 1;
}

static void
check_markup (const char *html)
{
  g_autoptr(GPtrArray) open = g_ptr_array_new ();

  g_assert_true (g_utf8_validate (html, -1, NULL));
  for (const char *p = html; (p = strpbrk (p, "<>\"")) != NULL;)
    {
      g_assert_cmpint (*p, ==, '<');
      p = p[1] == '/' ? check_end_tag (p + 2, open) : check_start_tag (p + 1, open);
      g_assert_cmpuint (open->len, <=, MAX_ELEMENT_DEPTH);
    }
  g_assert_cmpuint (open->len, ==, 0);
}

static void
check_marker (GuichetRichText *text,
              const char      *html)
{
  g_autofree char *first = guichet_rich_text_to_html (text, "cl-7f");
  g_autofree char *later = guichet_html_add_marker (html, "cl-7f");
  g_autofree char *twice = guichet_html_add_marker (later, "cl-7f");
  g_autoptr(GuichetRichText) from_first = guichet_rich_text_new_from_html (first, -1);
  g_autoptr(GuichetRichText) from_later = guichet_rich_text_new_from_html (later, -1);

  check_markup (first);
  check_markup (later);
  g_assert_nonnull (strstr (first, "class=\"cl-7f\""));
  g_assert_nonnull (strstr (later, "class=\"cl-7f\""));
  g_assert_cmpstr (twice, ==, later);
  check_same_text (text, from_first);
  check_same_text (text, from_later);
}

/* ---- all together */

void
check_rich_text (GuichetRichText *text)
{
  g_autofree char *html = guichet_rich_text_to_html (text, NULL);
  g_autofree char *html_again = NULL;
  g_autofree char *plain = guichet_rich_text_to_plain (text);
  g_autoptr(GuichetRichText) again = guichet_rich_text_new_from_html (html, -1);

  check_bounds (text);
  check_markup (html);
  check_same_text (text, again);
  html_again = guichet_rich_text_to_html (again, NULL);
  g_assert_cmpstr (html_again, ==, html);
  g_assert_true (g_utf8_validate (plain, -1, NULL));
  if (strstr (html, "cl-7f") == NULL)
    check_marker (text, html);
}

void
check_html (const char *bytes,
            gsize       length)
{
  g_autoptr(GuichetRichText) text = guichet_rich_text_new_from_html (bytes, length);

  check_rich_text (text);
}
