#include "config.h"

#include "model/availability-private.h"

#include "model/availability-phrases.h"

static const GuichetToken *
peek (GArray *tokens,
      guint   at)
{
  static const GuichetToken none = { .kind = GUICHET_TOKEN_SIGN, .text = (char *) "", .spaced = TRUE };

  return at < tokens->len ? &g_array_index (tokens, GuichetToken, at) : &none;
}

static gboolean
is_sign (const GuichetToken *token,
         gunichar            sign)
{
  return token->kind == GUICHET_TOKEN_SIGN && token->sign == sign;
}

static gboolean
is_word (const GuichetToken *token,
         const char         *word)
{
  return token->kind == GUICHET_TOKEN_WORD && g_str_equal (token->text, word);
}

/* ---- times of the clock */

static gboolean
is_hour_unit (const GuichetToken *token)
{
  static const char * const units[] = { "h", "hr", "hrs", "hs", "heure", "heures", "heurs", "heur", NULL };

  return token->kind == GUICHET_TOKEN_WORD && g_strv_contains (units, token->text);
}

/* Two digits: "9 h 30", "9:30". */
static gboolean
read_minutes (const GuichetToken *token,
              guint              *out_minutes)
{
  if (token->kind != GUICHET_TOKEN_NUMBER || strlen (token->text) != 2 || token->text[0] > '5')
    return FALSE;

  *out_minutes = (guint) g_ascii_digit_value (token->text[0]) * 10 + (guint) g_ascii_digit_value (token->text[1]);
  return TRUE;
}

/* What stands behind "9 h". Returns: how many tokens */
static guint
match_minutes (GArray *tokens,
               guint   at,
               guint  *out_minutes)
{
  *out_minutes = 0;
  if (read_minutes (peek (tokens, at), out_minutes) && !is_hour_unit (peek (tokens, at + 1)) &&
      !is_sign (peek (tokens, at + 1), ':'))
    {
      const GuichetToken *unit = peek (tokens, at + 1);

      return is_word (unit, "mn") || is_word (unit, "min") || is_word (unit, "minutes") ? 2 : 1;
    }
  *out_minutes = 0;
  if (is_word (peek (tokens, at), "et") &&
      (is_word (peek (tokens, at + 1), "demi") || is_word (peek (tokens, at + 1), "demie")))
    {
      *out_minutes = 30;
      return 2;
    }

  return 0;
}

/* Hours of the night that are written like hours of the afternoon ("de 2 h à
 * 4 h") are a guess, unless they are written with two digits. */
static gboolean
is_vague_hour (const char *digits,
               guint       hours)
{
  return strlen (digits) == 1 && hours > 0 && hours < 7;
}

/* "9h", "9 h 30", "9 heures et demie", "9:30". Returns: how many tokens */
static guint
match_time (GArray      *tokens,
            guint        at,
            GuichetAtom *out_atom)
{
  const GuichetToken *number = peek (tokens, at);
  guint hours, minutes, n;

  if (number->kind != GUICHET_TOKEN_NUMBER || strlen (number->text) > 2)
    return 0;

  hours = (guint) g_ascii_strtoull (number->text, NULL, 10);
  if (is_sign (peek (tokens, at + 1), ':') && !peek (tokens, at + 1)->spaced && !peek (tokens, at + 2)->spaced &&
      read_minutes (peek (tokens, at + 2), &minutes))
    n = is_hour_unit (peek (tokens, at + 3)) ? 4 : 3;
  else if (is_hour_unit (peek (tokens, at + 1)))
    n = 2 + match_minutes (tokens, at + 2, &minutes);
  else
    return 0;
  if (hours * 60 + minutes > 24 * 60)
    return 0;

  out_atom->kind = GUICHET_ATOM_TIME;
  out_atom->value = hours * 60 + minutes;
  out_atom->vague = is_vague_hour (number->text, hours);
  return n;
}

static guint
match_number (GArray      *tokens,
              guint        at,
              GuichetAtom *out_atom)
{
  const GuichetToken *number = peek (tokens, at);
  guint hours;

  if (number->kind != GUICHET_TOKEN_NUMBER || strlen (number->text) > 2)
    return 0;
  hours = (guint) g_ascii_strtoull (number->text, NULL, 10);
  if (hours > 24)
    return 0;

  out_atom->kind = GUICHET_ATOM_NUMBER;
  out_atom->value = hours;
  out_atom->vague = is_vague_hour (number->text, hours);
  return 1;
}

/* ---- numbers that are no times */

/* "06 12 34 56 78", "04.67.91.47.00", "0467914700". Returns: how many tokens */
static guint
match_phone (GArray      *tokens,
             guint        at,
             GuichetAtom *out_atom)
{
  gsize n_digits = 0;
  guint next = at;

  if (peek (tokens, at)->kind != GUICHET_TOKEN_NUMBER || *peek (tokens, at)->text != '0')
    return 0;
  while (peek (tokens, next)->kind == GUICHET_TOKEN_NUMBER)
    {
      n_digits += strlen (peek (tokens, next)->text);
      next++;
      if ((is_sign (peek (tokens, next), '.') || is_sign (peek (tokens, next), '-')) && n_digits < 10)
        next++;
    }

  out_atom->kind = GUICHET_ATOM_NOISE;
  return n_digits == 10 ? next - at : 0;
}

/* "au 06…" and "poste 4521" say how, not when. */
static guint
match_contact (GArray      *tokens,
               guint        at,
               GuichetAtom *out_atom)
{
  guint skipped = is_word (peek (tokens, at), "au") ? 1 : 0;
  guint n = match_phone (tokens, at + skipped, out_atom);

  if (n > 0)
    return n + skipped;
  if (!is_word (peek (tokens, at + skipped), "poste") || peek (tokens, at + skipped + 1)->kind != GUICHET_TOKEN_NUMBER ||
      strlen (peek (tokens, at + skipped + 1)->text) < 3)
    return 0;

  out_atom->kind = GUICHET_ATOM_NOISE;
  return skipped + 2;
}

/* ---- signs */

static GuichetAtomKind
read_sign (gunichar sign)
{
  switch (sign)
    {
    case '-':
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
      return GUICHET_ATOM_DASH;
    case '/':
      return GUICHET_ATOM_SLASH;
    case '&':
    case '+':
      return GUICHET_ATOM_AND;
    case ',':
    case '(':
    case 0x2022:
    case 0xb7:
    case '*':
      return GUICHET_ATOM_COMMA;
    case ')':
      return GUICHET_ATOM_CLOSE;
    case '.':
    case ';':
    case '!':
    case '\n':
    case 0x2026:
      return GUICHET_ATOM_STOP;
    case ':':
    case '"':
    case 0xab:
    case 0xbb:
    case 0x201c:
    case 0x201d:
      return GUICHET_ATOM_NOISE;
    default:
      return GUICHET_ATOM_UNKNOWN;
    }
}

/* ---- all of it */

static guint
match_sign (GArray      *tokens,
            guint        at,
            GuichetAtom *out_atom)
{
  out_atom->kind = GUICHET_ATOM_UNKNOWN;
  if (peek (tokens, at)->kind == GUICHET_TOKEN_SIGN)
    out_atom->kind = read_sign (peek (tokens, at)->sign);

  return 1;
}

/* The point of "lun." is no end. */
static gboolean
is_abbreviated (const GuichetToken *token,
                GuichetAtomKind     kind)
{
  return kind == GUICHET_ATOM_DAY && strlen (token->text) <= 5 && !g_str_has_suffix (token->text, "i");
}

static guint
match_any (GArray      *tokens,
           guint        at,
           GuichetAtom *out_atom)
{
  static guint (* const matchers[]) (GArray *, guint, GuichetAtom *) = {
    match_contact, _guichet_availability_match_phrase, match_time, match_number, match_sign,
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (matchers) && n == 0; i++)
    n = matchers[i] (tokens, at, out_atom);
  if (is_abbreviated (peek (tokens, at), out_atom->kind) && is_sign (peek (tokens, at + n), '.') &&
      !peek (tokens, at + n)->spaced)
    n++;

  return n;
}

GArray *
_guichet_availability_read_atoms (GArray *tokens)
{
  GArray *atoms = g_array_new (FALSE, FALSE, sizeof (GuichetAtom));

  for (guint at = 0; at < tokens->len;)
    {
      GuichetAtom atom = { .start = peek (tokens, at)->start, .tight = !peek (tokens, at)->spaced };

      at += match_any (tokens, at, &atom);
      atom.end = peek (tokens, at - 1)->end;
      g_array_append_val (atoms, atom);
    }

  return atoms;
}
