#include "config.h"

#include "remote/answer.h"

#include "model/journal-entry.h"
#include "remote/json.h"
#include "util/error.h"
#include "util/text.h"

/* As much of a server's text as a person may have to read. */
#define DETAIL_MAX 2000

/* The codes of an answer (ITOP-PROTOCOL §11). */
enum
{
  CODE_OK = 0,
  CODE_REFUSED = 1,
  CODE_MISSING_JSON = 3,
  CODE_HIGHEST_OWN = 100,
};

G_GNUC_PRINTF (3, 4)
static gboolean
fail (GError       **error,
      GuichetError   code,
      const char    *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, GUICHET_ERROR, (int) code, message);

  return FALSE;
}

/* What an answer without use means: a reading call may be made again, a write
 * may have had its effect. */
static GuichetError
get_unusable (const GuichetAnswer *answer)
{
  return answer->write ? GUICHET_ERROR_OUTCOME_UNKNOWN : GUICHET_ERROR_RETRY_LATER;
}

/* ---- no whole answer */

static gboolean
judge_failure (const GuichetAnswer  *answer,
               GError              **error)
{
  const GError *failure = answer->failure;
  gboolean cancelled = g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (cancelled && !(answer->write && answer->reply.sent))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, failure->message);
  else if (!answer->reply.sent && failure->domain == G_TLS_ERROR)
    fail (error, GUICHET_ERROR_TLS, "%s", failure->message);
  else if (!answer->reply.sent)
    fail (error, GUICHET_ERROR_UNREACHABLE, "%s", failure->message);
  else if (!answer->write && g_error_matches (failure, GUICHET_ERROR, GUICHET_ERROR_TOO_LARGE))
    fail (error, GUICHET_ERROR_TOO_LARGE, "%s", failure->message);
  else
    fail (error, get_unusable (answer), "%s", failure->message);

  return FALSE;
}

/* ---- the HTTP status */

/* Statuses that come from what stands in front of iTop, which itself answers
 * 200, 500 and 503 only: the operation was not run. A 403 is not among them,
 * since some filters read the answer before they refuse. */
static gboolean
judge_status (const GuichetAnswer  *answer,
              GError              **error)
{
  switch (answer->reply.status)
    {
    case 401:
      return fail (error, GUICHET_ERROR_BAD_CREDENTIALS, "HTTP 401");
    case 407:
      return fail (error, GUICHET_ERROR_UNREACHABLE, "The proxy wants a login (HTTP 407)");
    case 413:
      return fail (error, GUICHET_ERROR_TOO_LARGE, "HTTP 413");
    case 429:
      return fail (error, GUICHET_ERROR_RETRY_LATER, "HTTP 429");
    case 404:
    case 405:
    case 410:
    case 501:
      return fail (error, GUICHET_ERROR_NOT_ITOP, "HTTP %u", answer->reply.status);
    default:
      break;
    }

  if (answer->reply.redirected)
    return fail (error, GUICHET_ERROR_NOT_ITOP, "Sent to another page (HTTP %u)", answer->reply.status);
  if (answer->reply.status == 408 || answer->reply.status >= 500)
    return fail (error, get_unusable (answer), "HTTP %u", answer->reply.status);
  if (answer->reply.status == 200)
    return TRUE;

  return fail (error, answer->write ? GUICHET_ERROR_OUTCOME_UNKNOWN : GUICHET_ERROR_NOT_ITOP,
               "HTTP %u", answer->reply.status);
}

/* ---- something that is no JSON of ours */

/* PHP and iTop in trouble speak HTML, even with HTTP 200 (transcripts err-20,
 * err-21); any other page is a login page or a foreign server. */
static gboolean
is_trouble (const char *preamble)
{
  static const char * const signs[] = { "iTop:", "Fatal error", "<b>Warning</b>", "<b>Notice</b>", NULL };

  for (guint i = 0; signs[i] != NULL; i++)
    if (strstr (preamble, signs[i]) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
judge_unreadable (const GuichetAnswer  *answer,
                  GError              **error)
{
  const char *preamble = guichet_object_splitter_get_preamble (answer->splitter);
  GString *head = guichet_object_splitter_get_head (answer->splitter);

  if (answer->write)
    return fail (error, GUICHET_ERROR_OUTCOME_UNKNOWN, "The answer is no usable JSON");
  if (head->len > 0)
    return fail (error, GUICHET_ERROR_RETRY_LATER, "The answer is no whole JSON");
  if (*preamble == '\0' || is_trouble (preamble))
    return fail (error, GUICHET_ERROR_RETRY_LATER, "The answer is %s", *preamble != '\0' ? "an error page" : "empty");

  return fail (error, GUICHET_ERROR_NOT_ITOP, "The answer is a page, no JSON");
}

/* Maintenance answers another JSON: {"data":[{"code":100,"message":"…"}],…}
 * with HTTP 503 (transcript err-01). It is decided before any operation. */
static gboolean
is_maintenance (yyjson_val *root,
                guint       status)
{
  yyjson_val *first = yyjson_arr_get_first (yyjson_obj_get (root, "data"));
  const char *message = yyjson_get_str (yyjson_obj_get (first, "message"));

  return message != NULL && (status == 503 || strstr (message, "maintenance") != NULL);
}

/* ---- the code and message of an answer */

static const char *
find_logical_name (GuichetProfile *profile,
                   const char     *code)
{
  GuichetField field;

  if (profile == NULL)
    return NULL;
  if (guichet_profile_find_field (profile, code, &field))
    return guichet_field_get_name (field);
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    if (g_strcmp0 (guichet_profile_get_journal_code (profile, i), code) == 0)
      return guichet_journal_to_nick (i);

  return NULL;
}

/* The attribute that a message blames, by the anchors of ITOP-PROTOCOL §11. */
static const char *
find_field (GuichetProfile *profile,
            const char     *message)
{
  static const char * const patterns[] = {
    "^Missing mandatory attribute\\(s\\)[^:]*: (\\w+)",
    "^Error: (\\w+): ",
    "\\((\\w+)\\) :",
    NULL,
  };

  for (guint i = 0; patterns[i] != NULL; i++)
    {
      g_autoptr(GRegex) regex = g_regex_new (patterns[i], G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
      g_autoptr(GMatchInfo) match = NULL;
      g_autofree char *code = NULL;
      const char *name;

      if (!g_regex_match (regex, message, G_REGEX_MATCH_DEFAULT, &match))
        continue;
      code = g_match_info_fetch (match, 1);
      if ((name = find_logical_name (profile, code)) != NULL)
        return name;
    }

  return NULL;
}

static gboolean
refuse (const GuichetAnswer  *answer,
        GuichetError          code,
        const char           *message,
        GError              **error)
{
  g_propagate_error (error, guichet_error_new (code, find_field (answer->profile, message), message,
                                               "The server refused: %s", message));

  return FALSE;
}

/* Whether the server may have dropped the form with all that was in it. */
static gboolean
may_be_dropped (const GuichetAnswer *answer)
{
  return answer->multipart || answer->reply.body_size >= GUICHET_BIG_REQUEST;
}

static gboolean
judge_login (const GuichetAnswer  *answer,
             const char           *message,
             GError              **error)
{
  if (strstr (message, "Invalid login") != NULL)
    return refuse (answer, answer->reply.body_size >= GUICHET_BIG_REQUEST
                             ? GUICHET_ERROR_TOO_LARGE : GUICHET_ERROR_BAD_CREDENTIALS, message, error);
  if (strstr (message, "not authorized to use the web services") != NULL)
    return refuse (answer, GUICHET_ERROR_MISSING_PROFILE, message, error);
  if (strstr (message, "Portal user is not allowed") != NULL)
    return refuse (answer, GUICHET_ERROR_PORTAL_ACCOUNT, message, error);

  return refuse (answer, GUICHET_ERROR_RIGHT_OR_READ_ONLY, message, error);
}

/* Numbers of MySQL that pass by themselves: too many connections, lock wait
 * timeout, deadlock, server gone or lost. */
static gboolean
is_database_trouble (gint64 code)
{
  return code == 1040 || code == 1205 || code == 1213 || code == 2002 || code == 2006 || code == 2013;
}

static gboolean
judge_message (const GuichetAnswer  *answer,
               const char           *message,
               GError              **error)
{
  if (g_str_has_prefix (message, "Error: No item found for query") ||
      g_str_has_prefix (message, "Invalid stimulus"))
    return refuse (answer, GUICHET_ERROR_PRECONDITION, message, error);
  if (g_str_has_prefix (message, "Error: Invalid object"))
    return refuse (answer, GUICHET_ERROR_NOT_FOUND, message, error);
  if (strstr (message, "currently under maintenance") != NULL)
    return refuse (answer, GUICHET_ERROR_MAINTENANCE, message, error);

  return refuse (answer, GUICHET_ERROR_REJECTED, message, error);
}

static gboolean
judge_code (const GuichetAnswer  *answer,
            yyjson_val           *root,
            GError              **error)
{
  g_autofree char *raw = guichet_json_dup_text (root, "message");
  g_autofree char *message = guichet_text_make_valid (raw, -1, DETAIL_MAX);
  gint64 code;

  if (!guichet_json_get_int64 (root, "code", &code))
    return fail (error, answer->write ? GUICHET_ERROR_OUTCOME_UNKNOWN : GUICHET_ERROR_NOT_ITOP,
                 "The answer is JSON without a code");
  if (code == CODE_OK)
    return TRUE;
  if (code == CODE_REFUSED)
    return judge_login (answer, message, error);
  if (code == CODE_MISSING_JSON && may_be_dropped (answer))
    return refuse (answer, GUICHET_ERROR_TOO_LARGE, message, error);
  if (code > CODE_HIGHEST_OWN && is_database_trouble (code))
    return fail (error, get_unusable (answer), "Database error %" G_GINT64_FORMAT, code);

  return judge_message (answer, message, error);
}

/* The grand total of a query ("Found: 200"), -1 if it is not told. */
static gint64
read_total (yyjson_val *root)
{
  const char *message = yyjson_get_str (yyjson_obj_get (root, "message"));
  gint64 total;

  if (message == NULL || !g_str_has_prefix (message, "Found: ") ||
      !guichet_text_parse_int64 (message + strlen ("Found: "), &total) || total < 0)
    return -1;

  return total;
}

/**
 * guichet_answer_judge:
 * @out_total: (out) (optional): how many objects the query finds altogether,
 *   -1 if the answer does not tell; written on success only
 *
 * The complete list of verdicts on an answer: every one is a code of
 * #GuichetError or success. On a write, whatever leaves open if it happened is
 * OUTCOME_UNKNOWN.
 *
 * Returns: whether the operation went well
 */
gboolean
guichet_answer_judge (const GuichetAnswer  *answer,
                      gint64               *out_total,
                      GError              **error)
{
  g_autoptr(yyjson_doc) head = NULL;

  if (answer->failure != NULL)
    return judge_failure (answer, error);

  if (guichet_object_splitter_is_complete (answer->splitter))
    head = guichet_json_read (guichet_object_splitter_get_head (answer->splitter));
  if (head != NULL && is_maintenance (yyjson_doc_get_root (head), answer->reply.status))
    return fail (error, GUICHET_ERROR_MAINTENANCE, "The server says that it is under maintenance");
  if (!judge_status (answer, error))
    return FALSE;
  if (head == NULL)
    return judge_unreadable (answer, error);
  if (!judge_code (answer, yyjson_doc_get_root (head), error))
    return FALSE;

  if (out_total != NULL)
    *out_total = read_total (yyjson_doc_get_root (head));

  return TRUE;
}
