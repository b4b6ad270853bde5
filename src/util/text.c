#include "config.h"

#include "util/text.h"

static gboolean
is_forbidden (gunichar c)
{
  if (c == '\n' || c == '\t')
    return FALSE;

  /* C0 and C1 controls, and the characters that reorder what a reader sees. */
  return c < 0x20 || (c >= 0x7f && c < 0xa0) ||
         (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

/* Nearly all text is clean, and most of it is ASCII. @text is valid UTF-8. */
static gboolean
is_clean (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      guchar byte = (guchar) *p;

      if (byte < 0x20 ? byte != '\n' && byte != '\t' : byte >= 0x7f && is_forbidden (g_utf8_get_char (p)))
        return FALSE;
    }

  return TRUE;
}

/**
 * guichet_text_make_valid:
 * @text: bytes of unknown origin; may hold anything
 * @length: their number, or -1 if @text ends with a zero byte
 * @max_bytes: the most that is kept; 0 for no limit
 *
 * Any thread. All server text passes here once before it is stored: invalid
 * UTF-8 becomes U+FFFD, carriage returns become line ends, control and
 * bidirectional override characters go, the end is cut on a character.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
guichet_text_make_valid (const char *text,
                         gssize      length,
                         gsize       max_bytes)
{
  g_autofree char *valid = NULL;
  g_autoptr(GString) out = NULL;
  gsize valid_length;

  g_return_val_if_fail (text != NULL || length <= 0, NULL);

  valid = g_utf8_make_valid (text != NULL ? text : "", length);
  valid_length = strlen (valid);
  if (is_clean (valid) && (max_bytes == 0 || valid_length <= max_bytes))
    return g_steal_pointer (&valid);

  out = g_string_sized_new (valid_length);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r')
        {
          if (p[1] == '\n')
            continue;
          c = '\n';
        }
      if (is_forbidden (c))
        continue;
      if (max_bytes > 0 && out->len + g_unichar_to_utf8 (c, NULL) > max_bytes)
        break;
      g_string_append_unichar (out, c);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * guichet_text_single_line:
 *
 * Returns: (transfer full): @text without leading, trailing and doubled
 *   spaces and without line ends; %NULL becomes ""
 */
char *
guichet_text_single_line (const char *text)
{
  g_autoptr(GString) out = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && g_ascii_isspace ((char) c))
        {
          space = out->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (out, ' ');
      space = FALSE;
      g_string_append_unichar (out, c);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * guichet_text_is_empty:
 *
 * Returns: whether nothing but white space is there. The name of nobody is
 *   "" or a lone space (ITOP-PROTOCOL §3).
 */
gboolean
guichet_text_is_empty (const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

static void
append_folded (GString    *out,
               const char *text,
               gsize       length)
{
  g_autofree char *folded = g_utf8_casefold (text, (gssize) length);
  g_autofree char *decomposed = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);

  for (const char *p = decomposed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
}

/**
 * guichet_text_fold:
 *
 * Returns: (transfer full): @text without case and accents, for comparisons
 *   that a person expects to succeed
 */
char *
guichet_text_fold (const char *text)
{
  g_autoptr(GString) out = g_string_new (NULL);
  const char *p = text != NULL ? text : "";

  /* Most letters are ASCII, which no mark behind them changes. */
  while (*p != '\0')
    {
      const char *start = p;

      while ((guchar) *p >= 0x80)
        p++;
      if (p > start)
        append_folded (out, start, (gsize) (p - start));
      for (; *p != '\0' && (guchar) *p < 0x80; p++)
        g_string_append_c (out, g_ascii_tolower (*p));
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_hyphen (gunichar c)
{
  return c == '-' || c == 0x2010 || c == 0x2011;
}

static gboolean
is_word_letter (gunichar c)
{
  return c < 0x80 ? g_ascii_isalnum ((char) c) : g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* Letters and digits with hyphens between them: "wi-fi". */
static const char *
skip_hyphenated (const char *p,
                 gboolean   *out_hyphens)
{
  gunichar last = 0;

  *out_hyphens = FALSE;
  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (is_hyphen (c) && is_word_letter (last) && is_word_letter (g_utf8_get_char (next)))
        *out_hyphens = TRUE;
      else if (!is_word_letter (c))
        break;
      last = c;
      p = next;
    }

  return p;
}

static void
append_joined (GString    *out,
               const char *start,
               const char *end)
{
  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    if (!is_hyphen (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
}

static gboolean
has_hyphens (const char *text)
{
  return text != NULL && (strchr (text, '-') != NULL || strstr (text, "\xe2\x80\x90") != NULL ||
                          strstr (text, "\xe2\x80\x91") != NULL);
}

/**
 * guichet_text_join_hyphens:
 * @text: (nullable):
 *
 * People write "wifi" and "Wi-Fi": the second is to be found by the first.
 *
 * Returns: (transfer full): the hyphenated words of @text without their
 *   hyphens, separated by spaces; "" when there are none
 */
char *
guichet_text_join_hyphens (const char *text)
{
  g_autoptr(GString) out = g_string_new (NULL);
  const char *p = has_hyphens (text) ? text : "";

  while (*p != '\0')
    {
      gboolean hyphens;
      const char *end = skip_hyphenated (p, &hyphens);

      if (hyphens && out->len > 0)
        g_string_append_c (out, ' ');
      if (hyphens)
        append_joined (out, p, end);
      p = end == p ? g_utf8_next_char (p) : end;
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * guichet_text_drop_hyphens:
 * @text: (nullable):
 *
 * Returns: (transfer full) (nullable): @text with its hyphenated words joined;
 *   %NULL when there are none
 */
char *
guichet_text_drop_hyphens (const char *text)
{
  g_autoptr(GString) out = g_string_new (NULL);
  const char *p = has_hyphens (text) ? text : "";
  gboolean any = FALSE;

  while (*p != '\0')
    {
      gboolean hyphens;
      const char *end = skip_hyphenated (p, &hyphens);

      any |= hyphens;
      if (end == p)
        end = g_utf8_next_char (p);
      if (hyphens)
        append_joined (out, p, end);
      else
        g_string_append_len (out, p, end - p);
      p = end;
    }

  return any ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/**
 * guichet_text_parse_int64:
 *
 * Returns: whether the whole of @text is a decimal number; @out_value is
 *   written only then
 */
gboolean
guichet_text_parse_int64 (const char *text,
                          gint64     *out_value)
{
  return text != NULL && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, out_value, NULL);
}

/**
 * guichet_text_parse_ref:
 * @text: what a person typed: R-001678, r1678, R1678, or 1678
 *
 * Returns: (transfer full) (nullable): the reference as iTop prints it (R and
 *   at least six digits), or %NULL if @text is none
 */
char *
guichet_text_parse_ref (const char *text)
{
  g_autofree char *bare = guichet_text_single_line (text);
  const char *digits = bare;
  gint64 number;

  if (*digits == 'R' || *digits == 'r')
    digits++;
  if (digits > bare && *digits == '-')
    digits++;
  if (*digits < '0' || *digits > '9')
    return NULL;
  if (!guichet_text_parse_int64 (digits, &number) || number < 1 || number > 999999999)
    return NULL;

  return g_strdup_printf ("R-%06" G_GINT64_FORMAT, number);
}
