#include "config.h"

#include "richtext/block.h"
#include "richtext/link.h"

#include <string.h>

/* ---- escaping */

static void
append_escaped (GString    *out,
                const char *text,
                gsize       length)
{
  for (const char *p = text; p < text + length; p++)
    switch (*p)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      default:
        g_string_append_c (out, *p);
        break;
      }
}

/**
 * guichet_html_escape:
 *
 * Returns: (transfer full): @text for use as HTML text or in double quotes
 */
char *
guichet_html_escape (const char *text)
{
  GString *out = g_string_new (NULL);

  if (text != NULL)
    append_escaped (out, text, strlen (text));

  return g_string_free (out, FALSE);
}

static void
append_attribute (GString    *out,
                  const char *name,
                  const char *value)
{
  if (value == NULL)
    return;

  g_string_append_printf (out, " %s=\"", name);
  append_escaped (out, value, strlen (value));
  g_string_append_c (out, '"');
}

/* ---- spans */

static const struct { guint style; const char *tag; } style_tags[] = {
  { GUICHET_SPAN_BOLD, "strong" },
  { GUICHET_SPAN_ITALIC, "em" },
  { GUICHET_SPAN_UNDERLINE, "u" },
  { GUICHET_SPAN_STRIKE, "s" },
  { GUICHET_SPAN_CODE, "code" },
};

static void
append_text (GString    *out,
             const char *text,
             gsize       length,
             gboolean    code)
{
  const char *end = text + length;

  while (!code && text < end)
    {
      const char *line_end = memchr (text, '\n', end - text);

      if (line_end == NULL)
        break;
      append_escaped (out, text, line_end - text);
      g_string_append (out, "<br>");
      text = line_end + 1;
    }
  append_escaped (out, text, end - text);
}

static void
append_image (GString    *out,
              const char *text,
              gsize       length,
              const char *target)
{
  g_autofree char *alt = g_strndup (text, length);

  g_string_append (out, "<img");
  append_attribute (out, "src", target);
  append_attribute (out, "alt", alt);
  g_string_append_c (out, '>');
}

/* "@Name", linked to the page of a person or a team, is a mention: iTop finds it
 * by these attributes, the class before the key, and tells whoever is meant. */
static void
append_mention (GString           *out,
                const char        *text,
                const GuichetSpan *span)
{
  g_autofree char *class_name = NULL;
  g_autofree char *key = NULL;
  g_autofree char *shown = g_strndup (text, span->length);

  if (*text != '@' || !_guichet_link_parse_object (span->target, &class_name, &key))
    return;

  append_attribute (out, "data-role", "object-mention");
  append_attribute (out, "data-object-class", class_name);
  append_attribute (out, "data-object-key", key);
  append_attribute (out, "data-object-id", shown);
}

static void
append_span (GString           *out,
             const char        *text,
             const GuichetSpan *span,
             gboolean           code)
{
  if (span->style & GUICHET_SPAN_LINK)
    {
      g_string_append (out, "<a");
      append_mention (out, text, span);
      append_attribute (out, "href", span->target);
      g_string_append_c (out, '>');
    }
  for (guint i = 0; i < G_N_ELEMENTS (style_tags); i++)
    if (span->style & style_tags[i].style)
      g_string_append_printf (out, "<%s>", style_tags[i].tag);

  if (span->style & GUICHET_SPAN_IMAGE)
    append_image (out, text, span->length, span->target);
  else
    append_text (out, text, span->length, code);

  for (guint i = G_N_ELEMENTS (style_tags); i-- > 0;)
    if (span->style & style_tags[i].style)
      g_string_append_printf (out, "</%s>", style_tags[i].tag);
  if (span->style & GUICHET_SPAN_LINK)
    g_string_append (out, "</a>");
}

/* The part of a block's text from @start to @end; @next is the index of the
 * first span that may lie in it. */
static void
append_part (GString            *out,
             const GuichetBlock *block,
             gsize               start,
             gsize               end,
             guint              *next)
{
  gboolean code = block->kind == GUICHET_BLOCK_CODE;

  for (; *next < block->spans->len; (*next)++)
    {
      const GuichetSpan *span = &g_array_index (block->spans, GuichetSpan, *next);

      if (span->start >= end)
        break;
      append_text (out, block->text + start, span->start - start, code);
      append_span (out, block->text + span->start, span, code);
      start = span->start + span->length;
    }
  append_text (out, block->text + start, end - start, code);
}

/* ---- blocks */

typedef struct
{
  GString    *out;
  const char *marker;        /* NULL once it was written */
  GArray     *lists;         /* of OpenList: those that are open, outermost first */
  guint       quotes;        /* how many are open */
  gboolean    in_table;
} Writer;

typedef struct
{
  GuichetBlockKind kind;
  guint            next_number;
} OpenList;

static void
open_tag (Writer     *self,
          const char *tag)
{
  g_string_append_printf (self->out, "<%s", tag);
  append_attribute (self->out, "class", g_steal_pointer (&self->marker));
  g_string_append_c (self->out, '>');
}

static void
append_element (Writer             *self,
                const char         *tag,
                const GuichetBlock *block)
{
  guint next = 0;

  open_tag (self, tag);
  append_part (self->out, block, 0, strlen (block->text), &next);
  g_string_append_printf (self->out, "</%s>", tag);
}

static void
close_lists (Writer *self,
             guint   level)
{
  while (self->lists->len > level)
    {
      const OpenList *list = &g_array_index (self->lists, OpenList, self->lists->len - 1);

      g_string_append (self->out, list->kind == GUICHET_BLOCK_NUMBER ? "</li></ol>" : "</li></ul>");
      g_array_set_size (self->lists, self->lists->len - 1);
    }
}

static void
open_list (Writer             *self,
           const GuichetBlock *block)
{
  OpenList list = { block->kind, 1 };
  gboolean is_own = self->lists->len + 1 == block->level;

  if (block->kind == GUICHET_BLOCK_NUMBER && is_own && block->number != 1)
    {
      g_string_append_printf (self->out, "<ol start=\"%u\">", block->number);
      list.next_number = block->number;
    }
  else
    g_string_append (self->out, block->kind == GUICHET_BLOCK_NUMBER ? "<ol>" : "<ul>");
  g_array_append_val (self->lists, list);
}

/* An item without text of its own, there for the list in it. It counts. */
static void
open_carrier (Writer *self)
{
  g_string_append (self->out, "<li>");
  g_array_index (self->lists, OpenList, self->lists->len - 1).next_number++;
}

/* Brings the open lists to where an item of @block can be opened. */
static void
prepare_lists (Writer             *self,
               const GuichetBlock *block)
{
  close_lists (self, block->level);
  if (self->lists->len == block->level)
    {
      if (g_array_index (self->lists, OpenList, block->level - 1).kind == block->kind)
        {
          g_string_append (self->out, "</li>");
          return;
        }
      close_lists (self, block->level - 1);
    }
  while (self->lists->len < block->level)
    {
      open_list (self, block);
      if (self->lists->len < block->level)
        open_carrier (self);
    }
}

static void
append_item (Writer             *self,
             const GuichetBlock *block)
{
  OpenList *list;
  guint next = 0;

  prepare_lists (self, block);
  list = &g_array_index (self->lists, OpenList, self->lists->len - 1);

  g_string_append (self->out, "<li");
  append_attribute (self->out, "class", g_steal_pointer (&self->marker));
  if (block->kind == GUICHET_BLOCK_NUMBER && block->number != list->next_number)
    g_string_append_printf (self->out, " value=\"%u\"", block->number);
  list->next_number = block->number + 1;
  g_string_append_c (self->out, '>');
  append_part (self->out, block, 0, strlen (block->text), &next);
}

static void
append_row (Writer             *self,
            const GuichetBlock *block)
{
  guint next = 0;
  const char *cell = block->text;

  if (!self->in_table)
    g_string_append (self->out, "<table><tbody>");
  self->in_table = TRUE;

  g_string_append (self->out, "<tr>");
  for (;;)
    {
      gsize length = strcspn (cell, "\t");

      open_tag (self, "td");
      append_part (self->out, block, cell - block->text, cell - block->text + length, &next);
      g_string_append (self->out, "</td>");
      if (cell[length] == '\0')
        break;
      cell += length + 1;
    }
  g_string_append (self->out, "</tr>");
}

static void
append_quote (Writer             *self,
              const GuichetBlock *block)
{
  for (; self->quotes < block->level; self->quotes++)
    g_string_append (self->out, "<blockquote>");
  append_element (self, "p", block);
}

/* Closes what @block (or %NULL at the end) does not go on with. */
static void
close_groups (Writer             *self,
              const GuichetBlock *block)
{
  gboolean is_item = block != NULL && (block->kind == GUICHET_BLOCK_BULLET || block->kind == GUICHET_BLOCK_NUMBER);
  guint quotes = block != NULL && block->kind == GUICHET_BLOCK_QUOTE ? block->level : 0;

  if (!is_item)
    close_lists (self, 0);
  for (; self->quotes > quotes; self->quotes--)
    g_string_append (self->out, "</blockquote>");
  if (self->in_table && (block == NULL || block->kind != GUICHET_BLOCK_TABLE_ROW))
    {
      g_string_append (self->out, "</tbody></table>");
      self->in_table = FALSE;
    }
}

static void
append_block (Writer             *self,
              const GuichetBlock *block)
{
  char heading[] = { 'h', '1', '\0' };

  switch (block->kind)
    {
    case GUICHET_BLOCK_HEADING:
      heading[1] = '0' + block->level;
      append_element (self, heading, block);
      break;
    case GUICHET_BLOCK_QUOTE:
      append_quote (self, block);
      break;
    case GUICHET_BLOCK_CODE:
      append_element (self, "pre", block);
      break;
    case GUICHET_BLOCK_BULLET:
    case GUICHET_BLOCK_NUMBER:
      append_item (self, block);
      break;
    case GUICHET_BLOCK_TABLE_ROW:
      append_row (self, block);
      break;
    case GUICHET_BLOCK_RULE:
      open_tag (self, "hr");
      break;
    case GUICHET_BLOCK_PARAGRAPH:
    default:
      append_element (self, "p", block);
      break;
    }
}

/**
 * guichet_rich_text_to_html:
 * @marker: (nullable): becomes the class of the first element that can have
 *   one; a text without any gets a paragraph for it
 *
 * Reading the result gives a text equal to @self.
 *
 * Returns: (transfer full): HTML that the server's sanitiser leaves as it is
 */
char *
guichet_rich_text_to_html (GuichetRichText *self,
                           const char      *marker)
{
  Writer writer = { .marker = marker };

  g_return_val_if_fail (self != NULL, NULL);

  writer.out = g_string_new (NULL);
  writer.lists = g_array_new (FALSE, TRUE, sizeof (OpenList));
  for (guint i = 0; i < guichet_rich_text_get_n_blocks (self); i++)
    {
      const GuichetBlock *block = guichet_rich_text_get_block (self, i);

      close_groups (&writer, block);
      append_block (&writer, block);
    }
  close_groups (&writer, NULL);
  if (writer.marker != NULL)
    {
      open_tag (&writer, "p");
      g_string_append (writer.out, "</p>");
    }
  g_array_unref (writer.lists);

  return g_string_free (writer.out, FALSE);
}
