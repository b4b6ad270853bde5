#include "config.h"

#include "ui/common/rich-flow.h"

#include <glib/gi18n.h>

#define NO_BREAK_SPACE 0x00A0
#define NARROW_NO_BREAK_SPACE 0x202F

static const char *cell_separator = "\302\240 \342\224\202 \302\240";

/* ---- French spacing */

static gunichar
peek_before (const char *text,
             gsize       at)
{
  const char *p = g_utf8_find_prev_char (text, text + at);

  return p != NULL ? g_utf8_get_char (p) : 0;
}

/* "14 h", "10 m", "2 Mo": what stays with the figure before it. */
static gboolean
is_unit (const char *p)
{
  static const char * const units[] = { "h", "min", "s", "j", "m", "km", "cm", "mm", "kg", "g", "ko", "Mo", "Go", "To", "%", "€" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (p, units[i]) && !g_unichar_isalnum (g_utf8_get_char (p + strlen (units[i]))))
      return TRUE;

  return FALSE;
}

/* "15 h 30": the h stands alone between figures. */
static gboolean
follows_hour_letter (const char *text,
                     gsize       at)
{
  return at >= 3 && text[at - 1] == 'h'
         && !g_unichar_isalpha (peek_before (text, at - 1))
         && g_ascii_isdigit (text[at + 1]);
}

static gunichar
choose_space (const char *text,
              gsize       at)
{
  gunichar before = peek_before (text, at);
  gunichar after = g_utf8_get_char (text + at + 1);

  if (after == '?' || after == '!' || after == ';')
    return NARROW_NO_BREAK_SPACE;
  if (after == ':' || after == 0xBB || before == 0xAB)
    return NO_BREAK_SPACE;
  if (g_unichar_isdigit (before) && is_unit (text + at + 1))
    return NO_BREAK_SPACE;
  if (follows_hour_letter (text, at))
    return NO_BREAK_SPACE;

  return ' ';
}

static void
append_spaced (GString    *out,
               const char *text,
               gsize       from,
               gsize       to)
{
  for (gsize i = from; i < to; i++)
    if (text[i] == ' ' && i > 0)
      g_string_append_unichar (out, choose_space (text, i));
    else
      g_string_append_c (out, text[i]);
}

/**
 * guichet_space_french:
 *
 * The spaces that French does not want a line to break at become no-break
 * ones: before ? ! ; : », after «, and in times. For display only.
 */
char *
guichet_space_french (const char *text)
{
  GString *out = g_string_new (NULL);

  append_spaced (out, text, 0, strlen (text));

  return g_string_free_and_steal (out);
}

/* ---- the flow */

static void
clear_link (gpointer data)
{
  GuichetRichLink *link = data;

  g_clear_pointer (&link->target, g_free);
}

GuichetRichFlow *
guichet_rich_flow_new (void)
{
  GuichetRichFlow *self = g_new0 (GuichetRichFlow, 1);

  self->text = g_string_new (NULL);
  self->attrs = pango_attr_list_new ();
  self->links = g_array_new (FALSE, FALSE, sizeof (GuichetRichLink));
  g_array_set_clear_func (self->links, clear_link);

  return self;
}

void
guichet_rich_flow_free (GuichetRichFlow *self)
{
  g_string_free (self->text, TRUE);
  pango_attr_list_unref (self->attrs);
  g_array_unref (self->links);
  g_free (self);
}

static void
add_attr (GuichetRichFlow *self,
          PangoAttribute  *attr,
          guint            start)
{
  attr->start_index = start;
  attr->end_index = self->text->len;
  pango_attr_list_insert (self->attrs, attr);
}

static void
add_style (GuichetRichFlow *self,
           guint            style,
           guint            start)
{
  if (style & GUICHET_SPAN_BOLD)
    add_attr (self, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start);
  if (style & (GUICHET_SPAN_ITALIC | GUICHET_SPAN_IMAGE))
    add_attr (self, pango_attr_style_new (PANGO_STYLE_ITALIC), start);
  if (style & (GUICHET_SPAN_UNDERLINE | GUICHET_SPAN_LINK))
    add_attr (self, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start);
  if (style & GUICHET_SPAN_STRIKE)
    add_attr (self, pango_attr_strikethrough_new (TRUE), start);
  if (style & GUICHET_SPAN_CODE)
    add_attr (self, pango_attr_family_new ("monospace"), start);
}

static void
add_link (GuichetRichFlow *self,
          const char      *target,
          guint            start)
{
  GuichetRichLink link = { start, (guint) self->text->len, g_strdup (target) };

  g_array_append_val (self->links, link);
}

static void
append_image (GuichetRichFlow *self,
              const char      *alternative)
{
  g_autofree char *shown = NULL;

  /* Translators: stands where a message contains a picture; %s describes it */
  shown = g_strdup_printf (_("[picture: %s]"), *alternative != '\0' ? alternative : _("no description"));
  g_string_append (self->text, shown);
}

static void
append_span (GuichetRichFlow    *self,
             const GuichetBlock *block,
             const GuichetSpan  *span)
{
  guint start = self->text->len;

  if (span->style & GUICHET_SPAN_IMAGE)
    {
      g_autofree char *alternative = g_strndup (block->text + span->start, span->length);

      append_image (self, alternative);
    }
  else if (span->style & (GUICHET_SPAN_CODE | GUICHET_SPAN_LINK))
    g_string_append_len (self->text, block->text + span->start, span->length);
  else
    append_spaced (self->text, block->text, span->start, span->start + span->length);

  add_style (self, span->style, start);
  if (span->target != NULL)
    add_link (self, span->target, start);
}

/* Text between two spans; in a table row tabs separate the cells. */
static void
append_plain (GuichetRichFlow    *self,
              const GuichetBlock *block,
              gsize               from,
              gsize               to)
{
  if (block->kind == GUICHET_BLOCK_CODE)
    g_string_append_len (self->text, block->text + from, to - from);
  else
    append_spaced (self->text, block->text, from, to);
}

static void
append_cells (GuichetRichFlow    *self,
              const GuichetBlock *block,
              gsize               from,
              gsize               to)
{
  for (const char *tab; block->kind == GUICHET_BLOCK_TABLE_ROW
       && (tab = memchr (block->text + from, '\t', to - from)) != NULL; )
    {
      append_plain (self, block, from, tab - block->text);
      g_string_append (self->text, cell_separator);
      from = tab + 1 - block->text;
    }

  append_plain (self, block, from, to);
}

/* Half an empty line between two paragraphs, as a line break in small type. */
static void
separate (GuichetRichFlow    *self,
          const GuichetBlock *block)
{
  guint start;

  if (self->text->len == 0)
    return;

  g_string_append_c (self->text, '\n');
  if (block->kind == GUICHET_BLOCK_CODE || block->kind == GUICHET_BLOCK_TABLE_ROW)
    return;

  start = self->text->len;
  g_string_append_c (self->text, '\n');
  add_attr (self, pango_attr_scale_new (0.5), start);
}

void
guichet_rich_flow_add_block (GuichetRichFlow    *self,
                             const GuichetBlock *block)
{
  gsize done = 0;
  guint start;

  separate (self, block);
  start = self->text->len;

  for (guint i = 0; i < block->spans->len; i++)
    {
      const GuichetSpan *span = &g_array_index (block->spans, GuichetSpan, i);

      append_cells (self, block, done, span->start);
      append_span (self, block, span);
      done = span->start + span->length;
    }
  append_cells (self, block, done, strlen (block->text));

  if (block->kind == GUICHET_BLOCK_HEADING)
    {
      add_attr (self, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start);
      add_attr (self, pango_attr_scale_new (block->level <= 2 ? 1.15 : 1.0), start);
    }
}

/**
 * guichet_rich_flow_find_link:
 * @offset: in bytes of the flow's text
 *
 * Returns: (transfer none) (nullable): the link at that place
 */
const GuichetRichLink *
guichet_rich_flow_find_link (GuichetRichFlow *self,
                             guint            offset)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      const GuichetRichLink *link = &g_array_index (self->links, GuichetRichLink, i);

      if (offset >= link->start && offset < link->end)
        return link;
    }

  return NULL;
}
