#include "config.h"

#include "demo/collate.h"

/* The real server compares with a MariaDB collation in which neither case nor
 * accents count (ITOP-PROTOCOL §3, misc-02). Here characters are folded one by
 * one while comparing: nothing is allocated, and plain ASCII costs little. */

typedef struct
{
  const char *at;
  const char *end;
} Reader;

static Reader
make_reader (const char *text,
             gssize      length)
{
  return (Reader) { text, text + (length < 0 ? (gssize) strlen (text) : length) };
}

static gunichar
fold (gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts));
  return g_unichar_tolower (parts[0]);
}

/* The next folded character, 0 at the end. Combining marks do not count. */
static gunichar
read_folded (Reader *reader)
{
  while (reader->at < reader->end)
    {
      guchar byte = (guchar) *reader->at;
      gunichar c;

      if (byte < 0x80)
        {
          reader->at++;
          return byte == 0 ? 1 : (guchar) g_ascii_tolower ((char) byte);
        }

      c = g_utf8_get_char_validated (reader->at, reader->end - reader->at);
      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          reader->at++;
          return 0xfffd;
        }
      reader->at = g_utf8_next_char (reader->at);
      if (!g_unichar_ismark (c))
        return fold (c);
    }

  return 0;
}

int
demo_collate_compare (const char *a,
                      gssize      a_length,
                      const char *b,
                      gssize      b_length)
{
  Reader left = make_reader (a, a_length);
  Reader right = make_reader (b, b_length);

  for (;;)
    {
      gunichar x = read_folded (&left);
      gunichar y = read_folded (&right);

      if (x != y)
        return x < y ? -1 : 1;
      if (x == 0)
        return 0;
    }
}

/* A pattern character: @escaped ones and all but % and _ mean themselves. */
static gunichar
read_pattern (Reader   *pattern,
              gboolean *out_escaped)
{
  gunichar c = read_folded (pattern);

  *out_escaped = c == '\\' && pattern->at < pattern->end;
  return *out_escaped ? read_folded (pattern) : c;
}

/**
 * demo_collate_like:
 *
 * LIKE as MariaDB has it: % and _, with the backslash as escape. The last %
 * is the only one ever gone back to, so the cost is bounded by the product of
 * the lengths.
 */
gboolean
demo_collate_like (const char *pattern_text,
                   gssize      pattern_length,
                   const char *text,
                   gssize      text_length)
{
  Reader pattern = make_reader (pattern_text, pattern_length);
  Reader subject = make_reader (text, text_length);
  Reader star_pattern = { NULL, NULL };
  Reader star_subject = { NULL, NULL };

  for (;;)
    {
      Reader before = subject;
      gboolean escaped;
      gunichar wanted = read_pattern (&pattern, &escaped);
      gunichar found;

      if (wanted == '%' && !escaped)
        {
          star_pattern = pattern;
          star_subject = before;
          continue;
        }

      found = read_folded (&subject);
      if (wanted == found ? found != 0 : (wanted == '_' && !escaped && found != 0))
        continue;
      if (wanted == 0 && found == 0)
        return TRUE;
      if (star_pattern.at == NULL || read_folded (&star_subject) == 0)
        return FALSE;

      pattern = star_pattern;
      subject = star_subject;
    }
}

static int
compare_cb (void       *data,
            int         a_length,
            const void *a,
            int         b_length,
            const void *b)
{
  return demo_collate_compare (a, a_length, b, b_length);
}

static void
like_cb (sqlite3_context  *context,
         int               n_values,
         sqlite3_value   **values)
{
  const char *pattern = (const char *) sqlite3_value_text (values[0]);
  const char *text = (const char *) sqlite3_value_text (values[1]);

  if (pattern == NULL || text == NULL)
    return;

  sqlite3_result_int (context, demo_collate_like (pattern, sqlite3_value_bytes (values[0]),
                                                  text, sqlite3_value_bytes (values[1])));
}

gboolean
demo_collate_install (sqlite3 *db)
{
  return sqlite3_create_collation (db, DEMO_COLLATION, SQLITE_UTF8, NULL, compare_cb) == SQLITE_OK &&
         sqlite3_create_function (db, "like", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
                                  like_cb, NULL, NULL) == SQLITE_OK;
}
