#include "config.h"

#include "model/availability-private.h"

#include "util/text.h"

static void
clear_token (gpointer data)
{
  GuichetToken *token = data;

  g_free (token->text);
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x02bc || c == '`' || c == 0x00b4;
}

static gboolean
is_digit (gunichar c)
{
  return c >= '0' && c <= '9';
}

static gboolean
is_letter (gunichar c)
{
  return !is_digit (c) && (g_unichar_isalnum (c) || g_unichar_ismark (c));
}

/* One character has a type of its own: what differs in it ends the token. */
static const char *
find_end (const char *p,
          const char *end)
{
  gunichar first = g_utf8_get_char (p);
  gboolean (*same) (gunichar) = is_digit (first) ? is_digit : is_letter;

  if (!is_digit (first) && !is_letter (first))
    return g_utf8_next_char (p);
  while (p < end && same (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

static void
append_token (GArray     *tokens,
              const char *text,
              const char *p,
              const char *next,
              gboolean    spaced)
{
  g_autofree char *piece = g_strndup (p, (gsize) (next - p));
  gunichar c = g_utf8_get_char (p);
  GuichetToken token = {
    .kind = is_digit (c) ? GUICHET_TOKEN_NUMBER : is_letter (c) ? GUICHET_TOKEN_WORD : GUICHET_TOKEN_SIGN,
    .text = guichet_text_fold (piece),
    .sign = c,
    .start = (guint) (p - text),
    .end = (guint) (next - text),
    .spaced = spaced,
  };

  g_array_append_val (tokens, token);
}

/* @text: valid UTF-8 of @length bytes */
GArray *
_guichet_availability_cut (const char *text,
                           gsize       length)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (GuichetToken));
  const char *end = text + length;
  gboolean spaced = TRUE;

  g_array_set_clear_func (tokens, clear_token);
  for (const char *p = text; p < end;)
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = find_end (p, end);

      if (is_apostrophe (c) || (c != '\n' && g_unichar_isspace (c)))
        spaced = TRUE;
      else
        {
          append_token (tokens, text, p, next, spaced);
          spaced = FALSE;
        }
      p = next;
    }

  return tokens;
}
