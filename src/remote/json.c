#include "config.h"

#include "remote/json.h"

#include "util/error.h"
#include "util/text.h"

/* Reads the four digits of an escape; -1 if there are not four. */
static int
read_unit (const char *digits)
{
  int unit = 0;

  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (digits[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }

  return unit;
}

static gboolean
is_escape (const char *p,
           const char *end)
{
  return end - p >= 6 && p[0] == '\\' && p[1] == 'u';
}

/* Half a character (an escaped surrogate without its partner) would make the
 * parser refuse the whole object: it becomes U+FFFD, in place. */
static void
repair_surrogates (char  *text,
                   gsize  length)
{
  const char *end = text + length;
  char *p = text;

  while ((p = memchr (p, '\\', (gsize) (end - p))) != NULL)
    {
      int unit = is_escape (p, end) ? read_unit (p + 2) : -1;

      if (unit < 0xd800 || unit > 0xdfff)
        {
          p += MIN (2, end - p);
          continue;
        }
      if (unit < 0xdc00 && is_escape (p + 6, end))
        {
          int low = read_unit (p + 8);

          if (low >= 0xdc00 && low <= 0xdfff)
            {
              p += 12;
              continue;
            }
        }
      memcpy (p + 2, "fffd", 4);
      p += 6;
    }
}

/**
 * guichet_json_read:
 * @text: a whole JSON text; overwritten, must outlive the document
 *
 * Reads in place. Of equal names in one object the first counts. Invalid UTF-8
 * is let through, since guichet_json_dup_value() mends it.
 *
 * Returns: (transfer full) (nullable): the document, %NULL if it is none
 */
yyjson_doc *
guichet_json_read (GString *text)
{
  gsize length = text->len;

  repair_surrogates (text->str, length);
  g_string_set_size (text, length + YYJSON_PADDING_SIZE);
  memset (text->str + length, 0, YYJSON_PADDING_SIZE);

  return yyjson_read_opts (text->str, length,
                           YYJSON_READ_INSITU | YYJSON_READ_ALLOW_INVALID_UNICODE, NULL, NULL);
}

/**
 * guichet_json_read_prefix:
 * @out_consumed: (out) (optional): bytes of @text that the value has
 *
 * Reads the one value with which @text begins, whatever follows it.
 *
 * Returns: (transfer full) (nullable): the document, %NULL if there is none
 */
yyjson_doc *
guichet_json_read_prefix (const char *text,
                          gsize       length,
                          gsize      *out_consumed)
{
  yyjson_doc *doc = yyjson_read_opts ((char *) text, length,
                                      YYJSON_READ_STOP_WHEN_DONE | YYJSON_READ_ALLOW_INVALID_UNICODE, NULL, NULL);

  if (doc != NULL && out_consumed != NULL)
    *out_consumed = yyjson_doc_get_read_size (doc);

  return doc;
}

/**
 * guichet_json_dup_value:
 * @value: (nullable): any value
 *
 * Fails kindly: a number becomes its digits, %TRUE "1", anything without a
 * text "".
 *
 * Returns: (transfer full): valid UTF-8 without control characters
 */
char *
guichet_json_dup_value (yyjson_val *value)
{
  if (yyjson_is_str (value))
    return guichet_text_make_valid (yyjson_get_str (value), (gssize) yyjson_get_len (value), 0);
  if (yyjson_is_uint (value))
    return g_strdup_printf ("%" G_GUINT64_FORMAT, yyjson_get_uint (value));
  if (yyjson_is_int (value))
    return g_strdup_printf ("%" G_GINT64_FORMAT, yyjson_get_sint (value));
  if (yyjson_is_true (value))
    return g_strdup ("1");

  return g_strdup ("");
}

char *
guichet_json_dup_text (yyjson_val *object,
                       const char *name)
{
  return guichet_json_dup_value (yyjson_obj_get (object, name));
}

/**
 * guichet_json_dup_label:
 *
 * Returns: (transfer full): a name for display on one line, trimmed: the
 *   server's name of nobody may be a lone space
 */
char *
guichet_json_dup_label (yyjson_val *object,
                        const char *name)
{
  g_autofree char *text = guichet_json_dup_text (object, name);

  return guichet_text_single_line (text);
}

/**
 * guichet_json_get_int64:
 *
 * Returns: whether the member is a whole number, as such or as a string, as
 *   the server writes them
 */
gboolean
guichet_json_get_int64 (yyjson_val *object,
                        const char *name,
                        gint64     *out_value)
{
  yyjson_val *value = yyjson_obj_get (object, name);

  if (yyjson_is_uint (value) && yyjson_get_uint (value) > G_MAXINT64)
    return FALSE;
  if (yyjson_is_int (value))
    {
      *out_value = yyjson_get_sint (value);
      return TRUE;
    }

  return guichet_text_parse_int64 (yyjson_get_str (value), out_value);
}

/**
 * guichet_json_write:
 *
 * Returns: (transfer full) (nullable): the JSON text, ended by a zero byte
 *   that is not counted
 */
GBytes *
guichet_json_write (yyjson_mut_doc  *doc,
                    GError         **error)
{
  gsize length = 0;
  char *text = yyjson_mut_write (doc, YYJSON_WRITE_NOFLAG, &length);

  if (text == NULL)
    {
      g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "A text to be sent is not valid UTF-8");
      return NULL;
    }

  return g_bytes_new_with_free_func (text, length, free, text);
}
