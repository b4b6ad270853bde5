#include "config.h"

#include "ui/ticket/template-text.h"

#include "util/text.h"

#include <glib/gi18n.h>

/* A name in braces is no longer than this many letters. */
#define MAX_NAME 30

typedef enum
{
  VARIABLE_FIELD,
  VARIABLE_ME,
  VARIABLE_TODAY,
} VariableKind;

/* Shown by the translation of @name; @french is understood in any language. */
static const struct
{
  const char   *name;
  const char   *french;
  VariableKind  kind;
  GuichetField  field;
} variables[] = {
  { NC_("variable", "requester"), "demandeur", VARIABLE_FIELD, GUICHET_FIELD_CALLER },
  { NC_("variable", "beneficiary"), "bénéficiaire", VARIABLE_FIELD, GUICHET_FIELD_BENEFICIARY },
  { NC_("variable", "reference"), "référence", VARIABLE_FIELD, GUICHET_FIELD_REF },
  { NC_("variable", "subject"), "objet", VARIABLE_FIELD, GUICHET_FIELD_TITLE },
  { NC_("variable", "site"), "établissement", VARIABLE_FIELD, GUICHET_FIELD_SITE },
  { NC_("variable", "service"), "service", VARIABLE_FIELD, GUICHET_FIELD_SERVICE },
  { NC_("variable", "team"), "équipe", VARIABLE_FIELD, GUICHET_FIELD_TEAM },
  { NC_("variable", "agent"), "agent", VARIABLE_ME, 0 },
  { NC_("variable", "date"), "date", VARIABLE_TODAY, 0 },
};

/**
 * guichet_template_list_variables:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names in the
 *   language of the person, without braces
 */
const char * const *
guichet_template_list_variables (void)
{
  static const char *names[G_N_ELEMENTS (variables) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    names[i] = g_dpgettext2 (NULL, "variable", variables[i].name);

  return names;
}

/* ---- finding */

/* The length of a name in braces at @text, the braces included; 0 for none. */
static gsize
measure_variable (const char *text)
{
  const char *p = text + 1;

  if (*text != '{')
    return 0;

  for (guint i = 0; i < MAX_NAME && *p != '\0'; i++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '}')
        return i > 0 ? (gsize) (p + 1 - text) : 0;
      if (!g_unichar_isalpha (c) && c != ' ' && c != '_' && c != '-')
        return 0;
    }

  return *p == '}' ? (gsize) (p + 1 - text) : 0;
}

/**
 * guichet_template_find_variable:
 * @out_start, @out_length: (out): in bytes of @text, with the braces
 *
 * Returns: whether there is a name in braces: the first one
 */
gboolean
guichet_template_find_variable (const char *text,
                                gsize      *out_start,
                                gsize      *out_length)
{
  for (const char *p = text; (p = strchr (p, '{')) != NULL; p++)
    {
      gsize length = measure_variable (p);

      if (length == 0)
        continue;
      *out_start = (gsize) (p - text);
      *out_length = length;
      return TRUE;
    }

  return FALSE;
}

/* What stands outside code and addresses: braces mean something else there. */
static char *
dup_prose (const GuichetBlock *block)
{
  char *prose = g_strdup (block->text);

  for (guint i = 0; i < block->spans->len; i++)
    {
      const GuichetSpan *span = &g_array_index (block->spans, GuichetSpan, i);

      if (span->style & (GUICHET_SPAN_CODE | GUICHET_SPAN_LINK))
        memset (prose + span->start, ' ', span->length);
    }

  return prose;
}

/**
 * guichet_template_dup_unfilled:
 *
 * Returns: (transfer full) (nullable): the first name in braces that nobody
 *   replaced, with the braces
 */
char *
guichet_template_dup_unfilled (GuichetRichText *text)
{
  for (guint i = 0; i < guichet_rich_text_get_n_blocks (text); i++)
    {
      const GuichetBlock *block = guichet_rich_text_get_block (text, i);
      g_autofree char *prose = NULL;
      gsize start, length;

      if (block->kind == GUICHET_BLOCK_CODE)
        continue;
      prose = dup_prose (block);
      if (guichet_template_find_variable (prose, &start, &length))
        return g_strndup (prose + start, length);
    }

  return NULL;
}

/* ---- filling */

static char *
dup_today (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%x");
}

static char *
dup_value (guint            index,
           GuichetTicket   *ticket,
           GuichetIdentity *identity)
{
  GuichetField field = variables[index].field;
  const char *label;

  if (variables[index].kind == VARIABLE_ME)
    return g_strdup (identity->name);
  if (variables[index].kind == VARIABLE_TODAY)
    return dup_today ();

  label = guichet_ticket_get_label (ticket, field);

  return g_strdup (*label != '\0' ? label : guichet_field_get_kind (field) != GUICHET_FIELD_KIND_KEY ? guichet_ticket_get (ticket, field) : "");
}

static gboolean
is_called (guint       index,
           const char *folded)
{
  const char *names[] = { variables[index].name, variables[index].french, g_dpgettext2 (NULL, "variable", variables[index].name) };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = guichet_text_fold (names[i]);

      if (g_str_equal (name, folded))
        return TRUE;
    }

  return FALSE;
}

/* "" when it is unknown or empty. */
static char *
look_up (const char      *variable,
         gsize            length,
         GuichetTicket   *ticket,
         GuichetIdentity *identity)
{
  g_autofree char *raw = g_strndup (variable + 1, length - 2);
  g_autofree char *folded = guichet_text_fold (g_strstrip (raw));

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    if (is_called (i, folded))
      return dup_value (i, ticket, identity);

  return g_strdup ("");
}

/**
 * guichet_template_fill:
 * @html: of a template
 *
 * Returns: (transfer full): HTML with the values of @ticket
 */
char *
guichet_template_fill (const char      *html,
                       GuichetTicket   *ticket,
                       GuichetIdentity *identity)
{
  GString *out = g_string_new (NULL);
  gsize start, length;

  while (guichet_template_find_variable (html, &start, &length))
    {
      g_autofree char *value = look_up (html + start, length, ticket, identity);
      g_autofree char *escaped = guichet_html_escape (value);

      g_string_append_len (out, html, start);
      if (*value != '\0')
        g_string_append (out, escaped);
      else
        g_string_append_len (out, html + start, length);
      html += start + length;
    }
  g_string_append (out, html);

  return g_string_free_and_steal (out);
}

/* ---- greetings */

static char *
dup_line (GuichetRichText *text,
          gboolean         last)
{
  guint n = guichet_rich_text_get_n_blocks (text);

  return n > 0 ? guichet_text_fold (guichet_rich_text_get_block (text, last ? n - 1 : 0)->text) : g_strdup ("");
}

static gsize
measure_word (const char *line)
{
  const char *p = line;

  while (*p != '\0' && g_unichar_isalpha (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return (gsize) (p - line);
}

/* "Bonjour Maud," and "Bonjour," begin alike. */
static gboolean
begin_alike (const char *a,
             const char *b)
{
  gsize length = measure_word (a);

  return length > 0 && length == measure_word (b) && strncmp (a, b, length) == 0;
}

static GPtrArray *
copy_blocks (GuichetRichText *text,
             guint            from,
             guint            to)
{
  GPtrArray *blocks = g_ptr_array_new ();

  for (guint i = from; i < to; i++)
    g_ptr_array_add (blocks, (gpointer) guichet_rich_text_get_block (text, i));

  return blocks;
}

static char *
blocks_to_html (GuichetRichText *text,
                guint            from,
                guint            to)
{
  g_autoptr(GPtrArray) blocks = copy_blocks (text, from, to);
  g_autoptr(GuichetRichText) part = guichet_rich_text_new_from_blocks (blocks);

  return from < to ? guichet_rich_text_to_html (part, NULL) : g_strdup ("");
}

/**
 * guichet_template_greet:
 * @greeting: filled HTML: its first paragraph opens a message, the others close it
 * @html: filled HTML of a message
 *
 * Puts both around the message, neither of them twice: a message that begins or
 * ends like the greeting has its own.
 *
 * Returns: (transfer full): HTML
 */
char *
guichet_template_greet (const char *greeting,
                        const char *html)
{
  g_autoptr(GuichetRichText) around = guichet_rich_text_new_from_html (greeting, -1);
  g_autoptr(GuichetRichText) message = guichet_rich_text_new_from_html (html, -1);
  guint n = guichet_rich_text_get_n_blocks (around);
  g_autofree char *opening = blocks_to_html (around, 0, MIN (n, 1));
  g_autofree char *closing = blocks_to_html (around, MIN (n, 1), n);
  g_autofree char *opening_line = dup_line (around, FALSE);
  g_autofree char *closing_line = dup_line (around, TRUE);
  g_autofree char *first = dup_line (message, FALSE);
  g_autofree char *last = dup_line (message, TRUE);
  gboolean opened = begin_alike (opening_line, first);
  gboolean closed = begin_alike (closing_line, last) || g_str_equal (closing_line, last);

  return g_strconcat (opened ? "" : opening, html, closed ? "" : closing, NULL);
}
