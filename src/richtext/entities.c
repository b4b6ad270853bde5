#include "config.h"

#include "richtext/richtext.h"

#include "util/text.h"

#include <libxml/HTMLparser.h>

/* The longest name that HTML 4 knows is thetasym. */
#define NAME_MAX_LENGTH 16

/* Reads what stands between "&#" and ";". */
static gboolean
read_number (const char *text,
             gunichar   *out_character)
{
  gboolean hexadecimal = g_ascii_tolower (*text) == 'x';
  const char *digits = hexadecimal ? text + 1 : text;
  char *end;
  guint64 number;

  if (!g_ascii_isxdigit (*digits))
    return FALSE;
  number = g_ascii_strtoull (digits, &end, hexadecimal ? 16 : 10);
  if (*end != '\0' || number == 0 || number > 0x10ffff || !g_unichar_validate ((gunichar) number))
    return FALSE;

  *out_character = (gunichar) number;

  return TRUE;
}

static gboolean
read_name (const char *name,
           gunichar   *out_character)
{
  const htmlEntityDesc *entity;

  /* XML has it, HTML 4 does not. */
  if (g_str_equal (name, "apos"))
    {
      *out_character = '\'';
      return TRUE;
    }
  entity = htmlEntityLookup ((const xmlChar *) name);
  if (entity == NULL)
    return FALSE;

  *out_character = entity->value;

  return TRUE;
}

/* The entity at @at, which is "&"; how many bytes it has, 0 if it is none. */
static gsize
read_entity (const char *at,
             const char *end,
             gunichar   *out_character)
{
  gsize room = MIN ((gsize) (end - at), NAME_MAX_LENGTH);
  const char *semicolon = memchr (at, ';', room);
  char name[NAME_MAX_LENGTH + 1];
  gsize length;

  if (semicolon == NULL || semicolon == at + 1)
    return 0;
  length = (gsize) (semicolon - at) - 1;
  memcpy (name, at + 1, length);
  name[length] = '\0';

  if (name[0] == '#' ? read_number (name + 1, out_character) : read_name (name, out_character))
    return length + 2;

  return 0;
}

/**
 * guichet_html_unescape:
 * @length: bytes of @text, -1 for all of it
 *
 * Undoes one escaping, as PHP's html_entity_decode() does. What is no entity
 * stays as it is.
 *
 * Returns: (transfer full): valid UTF-8; still hostile, and HTML again if it
 *   was escaped HTML
 */
char *
guichet_html_unescape (const char *text,
                       gssize      length)
{
  const char *end = text + (length < 0 ? strlen (text) : (gsize) length);
  g_autoptr(GString) plain = g_string_sized_new ((gsize) (end - text));

  for (const char *at = text; at < end;)
    {
      const char *ampersand = memchr (at, '&', (gsize) (end - at));
      gunichar character = 0;
      gsize consumed;

      if (ampersand == NULL)
        ampersand = end;
      g_string_append_len (plain, at, ampersand - at);
      at = ampersand;
      if (at == end)
        break;
      consumed = read_entity (at, end, &character);
      if (consumed > 0)
        g_string_append_unichar (plain, character);
      else
        g_string_append_c (plain, '&');
      at += MAX (consumed, 1);
    }

  return guichet_text_make_valid (plain->str, (gssize) plain->len, 0);
}
