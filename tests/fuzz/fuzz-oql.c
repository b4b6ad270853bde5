#include "config.h"

#include "oql-tokens.h"
#include "remote/guard.h"
#include "remote/oql.h"
#include "target.h"

/* Whatever text is put into a query, the query has the tokens that were meant:
 * the text stays one of them, and stays itself. */

#define TEXTS_MAX 4

static const char * const codes[] = { "title", "status", "client_ref", "callback_phone" };
static const char * const comparisons[] = { "=", "!=", ">=", "<" };

static guint
split_texts (const uint8_t *data,
             size_t         size,
             char          *texts[TEXTS_MAX])
{
  guint n = 0;

  while (n < TEXTS_MAX)
    {
      const uint8_t *end = memchr (data, '\0', size);
      size_t length = end != NULL ? (size_t) (end - data) : size;

      texts[n++] = g_strndup ((const char *) data, length);
      if (end == NULL)
        break;
      data += length + 1;
      size -= length + 1;
    }

  return n;
}

static void
check_string (GPtrArray  *tokens,
              guint       place,
              const char *text)
{
  const char *token = g_ptr_array_index (tokens, place);

  g_assert_cmpint (token[0], ==, '\'');
  g_assert_cmpstr (token + 1, ==, text);
}

/* SELECT T WHERE code = 'text' AND code = 'text'… */
static void
check_comparisons (char  *texts[],
                   guint  n)
{
  g_autoptr(GuichetOql) oql = guichet_oql_new ("UserRequest");
  g_autofree char *query = NULL;
  g_autoptr(GPtrArray) tokens = NULL;

  for (guint i = 0; i < n; i++)
    guichet_oql_where_text (oql, codes[i], comparisons[i], texts[i]);
  query = guichet_oql_to_text (oql, NULL);
  g_assert_nonnull (query);
  tokens = oql_tokens_new (query);
  g_assert_nonnull (tokens);
  g_assert_cmpuint (tokens->len, ==, 2 + 4 * n);
  for (guint i = 0; i < n; i++)
    check_string (tokens, 5 + 4 * i, texts[i]);
}

/* SELECT T WHERE status NOT IN ('text','text'…) */
static void
check_list (char  *texts[],
            guint  n)
{
  g_autoptr(GuichetOql) oql = guichet_oql_new ("UserRequest");
  g_autoptr(GPtrArray) values = g_ptr_array_new ();
  g_autofree char *query = NULL;
  g_autoptr(GPtrArray) tokens = NULL;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (values, texts[i]);
  guichet_oql_where_not_in (oql, "status", values);
  query = guichet_oql_to_text (oql, NULL);
  tokens = oql_tokens_new (query);
  g_assert_cmpuint (tokens->len, ==, 7 + 2 * n);
  for (guint i = 0; i < n; i++)
    check_string (tokens, 7 + 2 * i, texts[i]);
}

/* Names and markers are taken as they are, or the query does not come out. */
static void
check_names (const char *text)
{
  g_autoptr(GuichetOql) of_class = guichet_oql_new (text);
  g_autoptr(GuichetOql) of_code = guichet_oql_new ("T");
  g_autoptr(GuichetOql) of_marker = guichet_oql_new ("T");
  GuichetOql *all[] = { of_class, of_code, of_marker };
  static const guint lengths[] = { 2, 6, 7 };

  guichet_oql_where_int (of_code, text, "=", 1);
  guichet_oql_where_lacks (of_marker, "log", text);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *query = guichet_oql_to_text (all[i], NULL);
      g_autoptr(GPtrArray) tokens = query != NULL ? oql_tokens_new (query) : NULL;

      if (query != NULL)
        g_assert_cmpuint (tokens->len, ==, lengths[i]);
    }
}

/* The key of a write, with hostile bases. */
static void
check_guard (char  *texts[],
             guint  n)
{
  static GuichetProfile *profile;
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);
  g_autofree char *query = NULL;
  g_autoptr(GPtrArray) tokens = NULL;

  if (profile == NULL)
    profile = guichet_profile_load_named ("asap", NULL);
  g_set_str (&intent->action, "resolve");
  g_set_str (&intent->base_status, texts[0]);
  g_set_str (&intent->base_last_update, "2026-11-23 23:42:22");
  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, texts[n - 1], "x", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_TEAM, texts[n / 2], "1", NULL);
  query = guichet_guard_build (profile, intent, guichet_intent_get_parts (intent), NULL);
  tokens = oql_tokens_new (query);
  g_assert_nonnull (tokens);
  /* An empty base is asked for in two ways. */
  g_assert_cmpuint (tokens->len, ==, *texts[n - 1] != '\0' ? 26 : 33);
  check_string (tokens, 9, texts[0]);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  char *texts[TEXTS_MAX] = { NULL };
  guint n;

  if (size == 0)
    return 0;

  n = split_texts (data, size, texts);
  check_comparisons (texts, n);
  check_list (texts, n);
  check_names (texts[0]);
  check_guard (texts, n);
  for (guint i = 0; i < n; i++)
    g_free (texts[i]);

  return 0;
}

const char * const *
fuzz_target_get_words (void)
{
  static const char * const words[] = {
    "'", "\"", "\\", "\\'", "' OR 1 = 1", "') OR (", "--", "/*", "%", "_", ":current_user_id", " UNION SELECT ", "\n", "é", NULL
  };

  return words;
}
