#include "config.h"

#include "richtext/html-reader.h"

#include "richtext/html-tags.h"
#include "util/text.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <string.h>

/* libxml2 looks through its stack of open elements at each end tag. */
#define MAX_DEPTH 256

/* What holds for the text at one place: each element starts with a copy of
 * what holds around it. */
typedef struct
{
  const GuichetTag *tag;
  guint             style;
  char             *target;          /* owned if the element is a link, else that of the one around */
  gboolean          hidden;
  gboolean          code;
  guint             heading;
  guint             quote_level;
  guint             list_level;
  GuichetBlockKind  list_kind;
  guint             next_number;     /* of the list that this element is */
  GuichetBlockKind  kind;            /* of the innermost of quote and item, or a paragraph */
  guint             item;            /* index of the innermost item's frame */
  guint             number;          /* of that item */
  gboolean          item_used;       /* its bullet is there */
} Frame;

typedef struct
{
  GuichetRichBuilder *builder;
  htmlParserCtxtPtr   parser;
  const char         *next;          /* bytes that the parser has not asked for */
  gsize               unread;
  GArray             *frames;        /* of Frame; the first one is the document */
  guint               row_cells;
  gboolean            in_row;        /* the open block is a table row */
  guint               open_item;     /* index of the frame whose bullet is open, or 0 */
  gboolean            stopped;
  gsize               consumed;      /* bytes, when stopped by depth */
} Reader;

static Frame *
peek_frame (Reader *self)
{
  return &g_array_index (self->frames, Frame, self->frames->len - 1);
}

static void
clear_frame (gpointer data)
{
  Frame *frame = data;

  if (frame->tag->meaning == GUICHET_TAG_LINK)
    g_free (frame->target);
}

/* ---- blocks */

/* What follows does not stand on the line of what was before. */
static void
end_block (Reader *self)
{
  if (!_guichet_rich_builder_is_open (self->builder))
    return;

  if (self->in_row || (self->open_item != 0 && self->open_item == peek_frame (self)->item))
    {
      _guichet_rich_builder_end_line (self->builder);
      return;
    }
  _guichet_rich_builder_close (self->builder);
  self->open_item = 0;
}

static void
close_block (Reader *self)
{
  _guichet_rich_builder_close (self->builder);
  self->open_item = 0;
  self->in_row = FALSE;
}

/* What follows has a form of its own, but for a cell, which is but lines. */
static void
end_group (Reader *self)
{
  if (self->in_row)
    _guichet_rich_builder_end_line (self->builder);
  else
    close_block (self);
}

static void
open_item (Reader      *self,
           const Frame *frame)
{
  Frame *item = &g_array_index (self->frames, Frame, frame->item);

  if (item->item_used)
    {
      _guichet_rich_builder_open (self->builder, GUICHET_BLOCK_PARAGRAPH, 0, 0);
      return;
    }
  _guichet_rich_builder_open (self->builder, frame->kind, frame->list_level, frame->number);
  item->item_used = TRUE;
  self->open_item = frame->item;
}

static void
ensure_block (Reader *self)
{
  const Frame *frame = peek_frame (self);

  if (_guichet_rich_builder_is_open (self->builder))
    return;

  if (frame->code)
    _guichet_rich_builder_open (self->builder, GUICHET_BLOCK_CODE, 0, 0);
  else if (frame->kind == GUICHET_BLOCK_QUOTE)
    _guichet_rich_builder_open (self->builder, GUICHET_BLOCK_QUOTE, frame->quote_level, 0);
  else if (frame->kind != GUICHET_BLOCK_PARAGRAPH)
    open_item (self, frame);
  else if (frame->heading > 0)
    _guichet_rich_builder_open (self->builder, GUICHET_BLOCK_HEADING, frame->heading, 0);
  else
    _guichet_rich_builder_open (self->builder, GUICHET_BLOCK_PARAGRAPH, 0, 0);
}

/* ---- text */

static void
stop (Reader *self)
{
  self->stopped = TRUE;
  xmlStopParser (self->parser);
}

static void
add_text (Reader     *self,
          const char *text,
          gsize       length)
{
  const Frame *frame = peek_frame (self);

  ensure_block (self);
  if (frame->code)
    _guichet_rich_builder_add_exact (self->builder, text, length, frame->style, frame->target);
  else
    _guichet_rich_builder_add_flowing (self->builder, text, length, frame->style, frame->target);

  if (_guichet_rich_builder_is_full (self->builder))
    stop (self);
}

static gboolean
is_white (const char *text,
          gsize       length)
{
  while (length > 0 && strchr (" \t\r\n\f", text[length - 1]) != NULL && text[length - 1] != '\0')
    length--;

  return length == 0;
}

static void
characters_cb (void          *user_data,
               const xmlChar *text,
               int            length)
{
  Reader *self = user_data;

  if (self->stopped || peek_frame (self)->hidden)
    return;
  /* White space between blocks opens none. */
  if (!_guichet_rich_builder_is_open (self->builder) && !peek_frame (self)->code &&
      is_white ((const char *) text, length))
    return;

  add_text (self, (const char *) text, length);
}

/* ---- elements */

static const char *
find_attribute (const xmlChar **attributes,
                const char     *name)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (strcmp ((const char *) attributes[i], name) == 0)
      return (const char *) attributes[i + 1];

  return NULL;
}

static guint
find_number (const xmlChar **attributes,
             const char     *name,
             guint           fallback)
{
  gint64 value;

  if (guichet_text_parse_int64 (find_attribute (attributes, name), &value))
    return CLAMP (value, 0, GUICHET_RICHTEXT_MAX_NUMBER);

  return MIN (fallback, GUICHET_RICHTEXT_MAX_NUMBER);
}

/* The words that stand for a picture. Where it has none there is still one. */
static char *
dup_words (const xmlChar **attributes)
{
  static const char * const names[] = { "alt", "title" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = find_attribute (attributes, names[i]);
      g_autofree char *words = value != NULL ? guichet_text_make_valid (value, -1, 0) : NULL;

      if (words != NULL && !is_white (words, strlen (words)))
        return g_steal_pointer (&words);
    }

  return g_strdup ("image");
}

static void
add_image (Reader         *self,
           const xmlChar **attributes)
{
  const Frame *frame = peek_frame (self);
  g_autofree char *words = dup_words (attributes);

  ensure_block (self);
  if (frame->style & GUICHET_SPAN_LINK)
    _guichet_rich_builder_add_flowing (self->builder, words, -1, frame->style, frame->target);
  else
    _guichet_rich_builder_add_exact (self->builder, words, -1, frame->style | GUICHET_SPAN_IMAGE,
                                     find_attribute (attributes, "src"));
}

static void
start_list (Reader         *self,
            Frame          *frame,
            const xmlChar **attributes)
{
  end_group (self);
  frame->list_kind = frame->tag->value;
  frame->list_level++;
  frame->next_number = find_number (attributes, "start", 1);
}

/* The frame of the list is the one around that of the item, if at all. */
static void
start_item (Reader         *self,
            Frame          *frame,
            const xmlChar **attributes)
{
  Frame *list = frame - 1;

  end_group (self);
  frame->list_level = MAX (frame->list_level, 1);
  frame->kind = frame->list_kind;
  frame->number = find_number (attributes, "value", list->next_number);
  list->next_number = frame->number + 1;
  frame->item = self->frames->len - 1;
  frame->item_used = FALSE;
}

static void
start_row (Reader *self)
{
  close_block (self);
  _guichet_rich_builder_open (self->builder, GUICHET_BLOCK_TABLE_ROW, 0, 0);
  self->in_row = TRUE;
  self->row_cells = 0;
}

static void
start_cell (Reader *self,
            Frame  *frame)
{
  if (!self->in_row)
    start_row (self);
  if (self->row_cells++ > 0)
    _guichet_rich_builder_next_cell (self->builder);
  frame->style |= frame->tag->value;
}

static void
start_link (Frame          *frame,
            const xmlChar **attributes)
{
  const char *address = find_attribute (attributes, "href");

  frame->target = g_strdup (address);
  if (address != NULL)
    frame->style |= GUICHET_SPAN_LINK;
  else
    frame->style &= ~GUICHET_SPAN_LINK;
}

static void
start_visible (Reader         *self,
               Frame          *frame,
               const xmlChar **attributes)
{
  switch (frame->tag->meaning)
    {
    case GUICHET_TAG_STYLE:
      frame->style |= frame->tag->value;
      break;
    case GUICHET_TAG_LINK:
      start_link (frame, attributes);
      break;
    case GUICHET_TAG_IMAGE:
      add_image (self, attributes);
      break;
    case GUICHET_TAG_BREAK:
      if (_guichet_rich_builder_is_open (self->builder))
        _guichet_rich_builder_add_break (self->builder);
      break;
    case GUICHET_TAG_RULE:
      close_block (self);
      _guichet_rich_builder_add_rule (self->builder);
      break;
    case GUICHET_TAG_HEADING:
      end_block (self);
      frame->heading = frame->tag->value;
      break;
    case GUICHET_TAG_QUOTE:
      end_group (self);
      frame->kind = GUICHET_BLOCK_QUOTE;
      frame->quote_level++;
      break;
    case GUICHET_TAG_CODE:
      end_group (self);
      frame->code = TRUE;
      break;
    case GUICHET_TAG_LIST:
      start_list (self, frame, attributes);
      break;
    case GUICHET_TAG_ITEM:
      start_item (self, frame, attributes);
      break;
    case GUICHET_TAG_TABLE:
      /* In a cell: the outer table only lays out a page. Its row ends here. */
      close_block (self);
      break;
    case GUICHET_TAG_ROW:
      start_row (self);
      break;
    case GUICHET_TAG_CELL:
      start_cell (self, frame);
      break;
    case GUICHET_TAG_BLOCK:
      end_block (self);
      break;
    case GUICHET_TAG_HIDDEN:
    case GUICHET_TAG_HEAD:
    case GUICHET_TAG_TRANSPARENT:
    default:
      break;
    }
}

static void
stop_for_depth (Reader *self)
{
  long consumed = xmlByteConsumed (self->parser);

  self->consumed = consumed > 0 ? (gsize) consumed : 0;
  _guichet_rich_builder_set_cut (self->builder);
  stop (self);
}

static void
start_element_cb (void           *user_data,
                  const xmlChar  *name,
                  const xmlChar **attributes)
{
  Reader *self = user_data;
  Frame frame;

  if (self->stopped)
    return;

  frame = *peek_frame (self);
  frame.tag = _guichet_html_tag_find ((const char *) name);
  if (frame.tag->meaning == GUICHET_TAG_LINK)
    frame.target = NULL;
  if (frame.tag->meaning == GUICHET_TAG_HIDDEN || frame.tag->meaning == GUICHET_TAG_HEAD)
    frame.hidden = TRUE;
  g_array_append_val (self->frames, frame);

  if (!frame.hidden)
    start_visible (self, peek_frame (self), attributes);
  if (_guichet_rich_builder_is_full (self->builder))
    stop (self);
  else if (self->frames->len > MAX_DEPTH)
    stop_for_depth (self);
}

static void
end_visible (Reader            *self,
             GuichetTagMeaning  meaning)
{
  switch (meaning)
    {
    case GUICHET_TAG_ROW:
    case GUICHET_TAG_TABLE:
      close_block (self);
      break;
    case GUICHET_TAG_ITEM:
    case GUICHET_TAG_LIST:
    case GUICHET_TAG_QUOTE:
    case GUICHET_TAG_CODE:
      end_group (self);
      break;
    case GUICHET_TAG_BLOCK:
    case GUICHET_TAG_HEADING:
      end_block (self);
      break;
    case GUICHET_TAG_STYLE:
    case GUICHET_TAG_LINK:
    case GUICHET_TAG_IMAGE:
    case GUICHET_TAG_BREAK:
    case GUICHET_TAG_RULE:
    case GUICHET_TAG_CELL:
    case GUICHET_TAG_HIDDEN:
    case GUICHET_TAG_HEAD:
    case GUICHET_TAG_TRANSPARENT:
    default:
      break;
    }
}

static void
end_element_cb (void          *user_data,
                const xmlChar *name)
{
  Reader *self = user_data;
  Frame *frame;

  /* The first frame is no element. */
  if (self->stopped || self->frames->len < 2)
    return;

  frame = peek_frame (self);
  if (!frame->hidden)
    end_visible (self, frame->tag->meaning);
  g_array_set_size (self->frames, self->frames->len - 1);
}

/* ---- parser */

static void
reset_frames (Reader *self)
{
  static const GuichetTag document = { "", GUICHET_TAG_TRANSPARENT };
  Frame frame = { &document };

  frame.kind = GUICHET_BLOCK_PARAGRAPH;
  frame.list_kind = GUICHET_BLOCK_BULLET;
  frame.next_number = 1;
  g_array_set_size (self->frames, 0);
  g_array_append_val (self->frames, frame);
}

static htmlParserCtxtPtr
create_parser (Reader *self)
{
  htmlParserCtxtPtr parser = htmlNewParserCtxt ();
  htmlSAXHandler sax = { 0 };

  sax.startElement = start_element_cb;
  sax.endElement = end_element_cb;
  sax.characters = characters_cb;
  sax.ignorableWhitespace = characters_cb;
  sax.cdataBlock = characters_cb;
  *parser->sax = sax;
  parser->userData = self;
  htmlCtxtUseOptions (parser, HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                              HTML_PARSE_IGNORE_ENC | HTML_PARSE_NODEFDTD);

  return parser;
}

static int
read_bytes_cb (void *user_data,
               char *buffer,
               int   length)
{
  Reader *self = user_data;
  gsize n = MIN ((gsize) length, self->unread);

  memcpy (buffer, self->next, n);
  self->next += n;
  self->unread -= n;

  return (int) n;
}

/* The parser asks for a few bytes at a time: a document that makes us begin
 * again and again must not be copied as often. It gets no chance to guess an
 * encoding: what comes here is UTF-8. */
static void
feed (Reader     *self,
      const char *html,
      gsize       length)
{
  xmlParserInputBufferPtr buffer = xmlParserInputBufferCreateIO (read_bytes_cb, NULL, self, XML_CHAR_ENCODING_NONE);

  self->next = html;
  self->unread = length;
  inputPush (self->parser, xmlNewIOInputStream (self->parser, buffer, XML_CHAR_ENCODING_NONE));
  xmlSwitchEncoding (self->parser, XML_CHAR_ENCODING_UTF8);
  htmlParseDocument (self->parser);
}

/* Returns how many bytes were read: all, or those up to where the nesting got
 * too deep. */
static gsize
read_some (Reader     *self,
           const char *html,
           gsize       length)
{
  gsize used;

  reset_frames (self);
  self->stopped = FALSE;
  self->consumed = 0;
  self->parser = create_parser (self);
  feed (self, html, length);
  g_clear_pointer (&self->parser, htmlFreeParserCtxt);
  close_block (self);

  if (self->consumed == 0 || self->consumed >= length)
    return length;

  /* The tag that was one too many has not got its end yet. */
  used = self->consumed;
  while (used < length && html[used] == '/')
    used++;
  if (used < length && html[used] == '>')
    used++;

  return used;
}

static void
ensure_library (void)
{
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      xmlInitParser ();
      g_once_init_leave (&ready, 1);
    }
}

/**
 * _guichet_html_read:
 *
 * Any thread. Adds what can be seen of @html to @builder. Where elements are
 * nested beyond all sense, what is below starts again on the outside: the
 * text stays, its form is lost.
 */
void
_guichet_html_read (const char         *html,
                    gsize               length,
                    GuichetRichBuilder *builder)
{
  Reader reader = { .builder = builder };
  g_autofree char *valid = guichet_text_make_valid (html, MIN (length, GUICHET_RICHTEXT_MAX_INPUT), 0);
  gsize guarded_length;
  g_autofree char *guarded = _guichet_html_guard (valid, strlen (valid), &guarded_length);

  ensure_library ();
  if (length > GUICHET_RICHTEXT_MAX_INPUT)
    _guichet_rich_builder_set_cut (builder);
  reader.frames = g_array_new (FALSE, TRUE, sizeof (Frame));
  g_array_set_clear_func (reader.frames, clear_frame);
  for (gsize done = 0; done < guarded_length && !_guichet_rich_builder_is_full (builder);)
    done += read_some (&reader, guarded + done, guarded_length - done);
  g_array_unref (reader.frames);
}
