#include "config.h"

#include "demo/json.h"

static void
append_escape (GString  *out,
               gunichar  c)
{
  if (c < 0x10000)
    {
      g_string_append_printf (out, "\\u%04x", c);
      return;
    }

  c -= 0x10000;
  g_string_append_printf (out, "\\u%04x\\u%04x", 0xd800 + (c >> 10), 0xdc00 + (c & 0x3ff));
}

/**
 * demo_json_append_string:
 * @text: valid UTF-8
 *
 * Appends @text quoted as PHP's json_encode() does: what is not ASCII is
 * escaped, and so is the slash.
 */
void
demo_json_append_string (GString    *out,
                         const char *text)
{
  g_string_append_c (out, '"');

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      guchar c = (guchar) *p;

      if (c >= 0x80)
        append_escape (out, g_utf8_get_char (p));
      else if (c == '"' || c == '\\' || c == '/')
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, (char) c);
        }
      else if (c == '\n')
        g_string_append (out, "\\n");
      else if (c == '\r')
        g_string_append (out, "\\r");
      else if (c == '\t')
        g_string_append (out, "\\t");
      else if (c == '\b')
        g_string_append (out, "\\b");
      else if (c == '\f')
        g_string_append (out, "\\f");
      else if (c < 0x20)
        append_escape (out, c);
      else
        g_string_append_c (out, (char) c);
    }

  g_string_append_c (out, '"');
}

void
demo_json_append_member (GString    *out,
                         const char *name,
                         const char *text)
{
  demo_json_append_string (out, name);
  g_string_append_c (out, ':');
  demo_json_append_string (out, text);
}
