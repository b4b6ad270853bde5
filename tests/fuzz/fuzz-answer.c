#include "config.h"

#include "remote/answer.h"
#include "remote/json.h"
#include "remote/ticket-reader.h"
#include "target.h"
#include "util/error.h"

/* An answer, from its bytes to a verdict and tickets: no byte may end in
 * anything but a code of GuichetError and valid texts, and it must not matter
 * in which pieces it arrives. The first byte chooses the kind of request. */

typedef struct
{
  GuichetProfile *profile;
  guint           n;
  guint           hash;
  gboolean        unreadable;   /* an object was no JSON */
} Reading;

static void
check_text (Reading    *reading,
            const char *text)
{
  if (text == NULL)
    return;
  g_assert_true (g_utf8_validate (text, -1, NULL));
  reading->hash = reading->hash * 31 + g_str_hash (text);
}

static void
check_journal (Reading   *reading,
               GPtrArray *entries)
{
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const GuichetJournalEntry *entry = g_ptr_array_index (entries, i);

      check_text (reading, entry->date);
      check_text (reading, entry->author);
      check_text (reading, entry->html);
    }
}

static void
check_ticket (Reading       *reading,
              GuichetTicket *ticket)
{
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    {
      check_text (reading, guichet_ticket_peek (ticket, i));
      check_text (reading, guichet_ticket_get_label (ticket, i));
    }
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    check_journal (reading, guichet_ticket_get_journal (ticket, i));
}

static gboolean
read_object_cb (GString   *text,
                gpointer   user_data,
                GError   **error)
{
  Reading *reading = user_data;
  g_autoptr(yyjson_doc) doc = guichet_json_read (text);
  yyjson_val *fields = doc != NULL ? yyjson_obj_get (yyjson_doc_get_root (doc), "fields") : NULL;
  g_autoptr(GuichetTicket) ticket = NULL;

  reading->n++;
  if (doc == NULL)
    reading->unreadable = TRUE;
  if (!yyjson_is_obj (fields))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "wrong shape");
      return FALSE;
    }
  ticket = guichet_ticket_reader_read (reading->profile, 1, fields);
  check_ticket (reading, ticket);

  return TRUE;
}

static void
feed (GuichetObjectSplitter  *splitter,
      const char             *body,
      size_t                  length,
      size_t                  step,
      GError                **error)
{
  for (size_t done = 0; done < length; done += step)
    if (!guichet_object_splitter_feed (splitter, body + done, MIN (step, length - done), error))
      return;
}

/* How many objects a parser of the whole finds; -1 if it is no such answer. */
static gint64
count_objects (const char *body,
               size_t      length)
{
  g_autoptr(yyjson_doc) doc = yyjson_read (body, length, YYJSON_READ_NOFLAG);
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_doc_get_root (doc));
  gint64 n = 0;
  yyjson_val *name;

  if (!yyjson_is_obj (yyjson_doc_get_root (doc)))
    return -1;
  while ((name = yyjson_obj_iter_next (&iter)) != NULL)
    {
      yyjson_obj_iter members = yyjson_obj_iter_with (yyjson_obj_iter_get_val (name));
      yyjson_val *member;

      if (!yyjson_equals_str (name, "objects"))
        continue;
      for (; (member = yyjson_obj_iter_next (&members)) != NULL; n++)
        if (!yyjson_is_obj (yyjson_obj_iter_get_val (member)))
          return -1;
    }

  return n;
}

/* What is JSON to a parser of the whole is so to the splitter. */
static void
check_against_whole (const char            *body,
                     size_t                 length,
                     GuichetObjectSplitter *splitter,
                     const Reading         *reading,
                     const GError          *failure)
{
  gint64 n = count_objects (body, length);

  if (n < 0)
    return;
  g_assert_false (reading->unreadable);
  if (failure != NULL)
    return;
  g_assert_true (guichet_object_splitter_is_complete (splitter));
  g_assert_cmpint (reading->n, ==, n);
}

/* The verdict: 0 for fine, else one more than its code. */
static int
judge (const char     *body,
       size_t          length,
       size_t          step,
       guint8          kind,
       Reading        *reading)
{
  static const guint statuses[] = { 200, 200, 200, 200, 500, 503, 404, 302 };
  g_autoptr(GuichetObjectSplitter) splitter = guichet_object_splitter_new (GUICHET_OBJECT_CAP, read_object_cb, reading);
  g_autoptr(GError) failure = NULL;
  g_autoptr(GError) error = NULL;
  GuichetAnswer answer = {
    .write = (kind & 1) != 0,
    .multipart = (kind & 2) != 0,
    .reply = { .sent = TRUE, .status = statuses[(kind >> 2) & 7], .body_size = kind & 32 ? 1024 * 1024 : 100 },
    .splitter = splitter,
    .profile = reading->profile,
  };
  gint64 total = 0;

  feed (splitter, body, length, step, &failure);
  check_against_whole (body, length, splitter, reading, failure);
  answer.failure = failure;
  if (guichet_answer_judge (&answer, &total, &error))
    {
      g_assert_no_error (error);
      g_assert_cmpint (total, >=, -1);
      return 0;
    }
  g_assert_true (error != NULL && error->domain == GUICHET_ERROR);
  g_assert_true (g_utf8_validate (guichet_error_get_detail (error), -1, NULL));

  return error->code + 1;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static GuichetProfile *profile;
  Reading whole = { 0 };
  Reading pieces = { 0 };
  const char *body = (const char *) data + 1;
  int verdict;

  if (profile == NULL)
    profile = guichet_profile_load_named ("asap", NULL);
  if (size < 1)
    return 0;

  whole.profile = pieces.profile = profile;
  verdict = judge (body, size - 1, size, data[0], &whole);
  g_assert_cmpint (judge (body, size - 1, 1 + size / 7, data[0], &pieces), ==, verdict);
  g_assert_cmpuint (pieces.n, ==, whole.n);
  g_assert_cmpuint (pieces.hash, ==, whole.hash);

  return 0;
}

/* The body of a recorded answer. */
GBytes *
fuzz_target_make_seed (const char *contents,
                       gsize       length)
{
  g_autoptr(yyjson_doc) doc = yyjson_read (contents, length, YYJSON_READ_NOFLAG);
  yyjson_val *body = yyjson_doc_ptr_get (doc, "/response/body");
  g_autoptr(GByteArray) seed = g_byte_array_new ();

  g_byte_array_append (seed, (const guint8 *) "\0", 1);
  if (yyjson_is_str (body))
    g_byte_array_append (seed, (const guint8 *) yyjson_get_str (body), (guint) yyjson_get_len (body));

  return g_byte_array_free_to_bytes (g_steal_pointer (&seed));
}

const char * const *
fuzz_target_get_words (void)
{
  static const char * const words[] = {
    "{\"code\"", "\"objects\":{", "\"fields\":{", "\"key\":\"1\"", "\"message\":\"", "\"entries\":[", "\"public_log\":{",
    "\\ud83d", "\\ude00", "\\u0000", "\\u", "null", "true", "-1e999", "18446744073709551616", "[[[[[[[[", "}}}}}}",
    "\\\\\"", "\\\"", "\\\\", "{", "}", "[",
    "<br />", "Error: caller_id: ", "(title) : ", "Invalid login", "Found: ", "maintenance", "\"data\":[{", "\xef\xbb\xbf", NULL
  };

  return words;
}
