#include "config.h"

#include "remote/itop-portal-private.h"

#include "remote/answer.h"
#include "richtext/richtext.h"
#include "util/error.h"
#include "util/text.h"

/* As much of a server's text as a person may have to read. */
#define DETAIL_MAX 2000
/* Where the absence of markup tells a sentence from a page. */
#define SENTENCE_BYTES 200
/* How many beginnings of an answer are tried behind PHP's warnings. */
#define NOISE_TRIES 20

void
guichet_portal_answer_clear (GuichetPortalAnswer *self)
{
  if (self->body != NULL)
    g_string_free (g_steal_pointer (&self->body), TRUE);
  g_clear_pointer (&self->doc, yyjson_doc_free);
}

G_GNUC_PRINTF (3, 4)
static GuichetPortalVerdict
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

  return GUICHET_PORTAL_FAILED;
}

static GuichetError
get_unusable (const GuichetPortalJudged *judged)
{
  return judged->write ? GUICHET_ERROR_OUTCOME_UNKNOWN : GUICHET_ERROR_RETRY_LATER;
}

/**
 * _guichet_portal_body_is_logged_out:
 *
 * Returns: whether this stands in the place of an answer because nobody is
 *   signed in: a sentence without markup for scripts, the login page for
 *   browsers (PORTAL-PROTOCOL §2)
 */
gboolean
_guichet_portal_body_is_logged_out (const char *body,
                                    gsize       length)
{
  /* The beginning of an answer that was cut is none. */
  if (length == 0 || *body == '{' || *body == '[')
    return FALSE;

  return memchr (body, '<', MIN (length, SENTENCE_BYTES)) == NULL ||
         g_strstr_len (body, (gssize) length, "auth_user") != NULL;
}

/* ---- what a text of the server means */

/**
 * _guichet_portal_find_name:
 *
 * Returns: (transfer none) (nullable): the logical name of an attribute code
 */
const char *
_guichet_portal_find_name (GuichetProfile *profile,
                           const char     *code)
{
  GuichetField field;

  if (profile == NULL || code == NULL)
    return NULL;
  if (guichet_profile_find_field (profile, code, &field))
    return guichet_field_get_name (field);
  if (g_strcmp0 (guichet_profile_get_journal_code (profile, GUICHET_JOURNAL_PUBLIC), code) == 0)
    return guichet_journal_to_nick (GUICHET_JOURNAL_PUBLIC);

  return NULL;
}

/* The attribute that a refusal blames: "… 'Titre' (title) : …" or
 * "… attcode = caller_id …" (transcript create-06). */
static const char *
find_field (GuichetProfile *profile,
            const char     *message)
{
  static const char * const patterns[] = { "\\((\\w+)\\) ?:", "attcode ?= ?(\\w+)", NULL };

  for (guint i = 0; patterns[i] != NULL; i++)
    {
      g_autoptr(GRegex) regex = g_regex_new (patterns[i], G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
      g_autoptr(GMatchInfo) match = NULL;
      g_autofree char *code = NULL;
      const char *name;

      if (!g_regex_match (regex, message, G_REGEX_MATCH_DEFAULT, &match))
        continue;
      code = g_match_info_fetch (match, 1);
      if ((name = _guichet_portal_find_name (profile, code)) != NULL)
        return name;
    }

  return NULL;
}

/* A human text with entities and perhaps tags, as one plain sentence. */
static char *
dup_sentence (const char *html)
{
  g_autofree char *bounded = guichet_text_make_valid (html, -1, DETAIL_MAX);
  g_autofree char *plain = guichet_html_to_plain (bounded);

  return guichet_text_single_line (plain);
}

static GuichetPortalVerdict
refuse (const GuichetPortalJudged  *judged,
        GuichetError                code,
        const char                 *html,
        GError                    **error)
{
  g_autofree char *sentence = dup_sentence (html);

  g_propagate_error (error, guichet_error_new (code, find_field (judged->profile, sentence), sentence,
                                               "The server refused: %s", sentence));

  return GUICHET_PORTAL_FAILED;
}

/* Trouble of the machine behind the page, which passes by itself. */
static gboolean
is_database_trouble (const char *message)
{
  static const char * const signs[] = {
    "MySQL", "mysql", "Deadlock", "deadlock", "Lock wait", "gone away", "Too many connections", NULL
  };

  for (guint i = 0; signs[i] != NULL; i++)
    if (strstr (message, signs[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* {"exception":null,"code":500,"error_title":"…","error_message":"…"}: nothing
 * was done, as far as the server knows; whoever wrote looks all the same. */
static GuichetPortalVerdict
judge_portal_error (const GuichetPortalJudged  *judged,
                    yyjson_val                 *root,
                    GError                    **error)
{
  g_autofree char *message = guichet_json_dup_text (root, "error_message");

  if (judged->reply.status == 404)
    return refuse (judged, GUICHET_ERROR_NOT_FOUND, message, error);
  if (is_database_trouble (message))
    return fail (error, get_unusable (judged), "The database of the server is in trouble");
  /* The field check of 3.2.0 loses its own message (transcript create-05). */
  if (strstr (message, "implode()") != NULL)
    return refuse (judged, GUICHET_ERROR_REJECTED, "The form is incomplete or holds a value that does not fit.", error);
  if (judged->write && judged->reply.body_size >= GUICHET_BIG_REQUEST)
    return refuse (judged, GUICHET_ERROR_TOO_LARGE, message, error);

  return refuse (judged, GUICHET_ERROR_REJECTED, message, error);
}

static gboolean
is_portal_error (yyjson_val *root)
{
  return yyjson_is_str (yyjson_obj_get (root, "error_message"));
}

/* ---- the HTTP status */

static gboolean
leads_elsewhere (const GuichetPortalJudged *judged)
{
  g_autoptr(GUri) to = judged->location != NULL ? g_uri_parse (judged->location, G_URI_FLAGS_NONE, NULL) : NULL;

  return to != NULL && g_strcmp0 (g_uri_get_host (to), judged->host) != 0;
}

static GuichetPortalVerdict
judge_redirection (const GuichetPortalJudged  *judged,
                   GError                    **error)
{
  if (leads_elsewhere (judged))
    return fail (error, GUICHET_ERROR_SINGLE_SIGN_ON, "Sent to the login page of another site (HTTP %u)",
                 judged->reply.status);
  /* To a login page of its own: before anything was done. */
  if (!judged->write)
    return GUICHET_PORTAL_LOGGED_OUT;

  return fail (error, GUICHET_ERROR_OUTCOME_UNKNOWN, "Sent to another page (HTTP %u)", judged->reply.status);
}

static GuichetPortalVerdict
judge_unavailable (const GuichetPortalJudged  *judged,
                   const GuichetPortalAnswer  *answer,
                   GError                    **error)
{
  g_autofree char *body = g_ascii_strdown (answer->body->str, (gssize) MIN (answer->body->len, 64 * 1024));

  /* Decided before any operation, like that of REST (transcript err-01). */
  if (strstr (body, "maintenance") != NULL)
    return fail (error, GUICHET_ERROR_MAINTENANCE, "The server says that it is under maintenance");

  return fail (error, get_unusable (judged), "HTTP %u", judged->reply.status);
}

/* Like those of REST (answer.c): what stands in front refused, nothing ran. */
static GuichetPortalVerdict
judge_status (const GuichetPortalJudged  *judged,
              const GuichetPortalAnswer  *answer,
              GError                    **error)
{
  guint status = judged->reply.status;

  if (judged->reply.redirected)
    return judge_redirection (judged, error);
  switch (status)
    {
    case 200:
      return GUICHET_PORTAL_FINE;
    case 401:
      return GUICHET_PORTAL_LOGGED_OUT;
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
      return fail (error, GUICHET_ERROR_NOT_ITOP, "HTTP %u", status);
    case 503:
      return judge_unavailable (judged, answer, error);
    default:
      break;
    }
  if (status == 408 || status >= 500)
    return fail (error, get_unusable (judged), "HTTP %u", status);

  return fail (error, judged->write ? GUICHET_ERROR_OUTCOME_UNKNOWN : GUICHET_ERROR_NOT_ITOP, "HTTP %u", status);
}

/* ---- the body */

/* PHP and iTop in trouble speak HTML, even with HTTP 200. */
static gboolean
is_trouble (const char *body)
{
  return strstr (body, "Fatal error") != NULL || strstr (body, "<b>Warning</b>") != NULL ||
         strstr (body, "<b>Notice</b>") != NULL || strstr (body, "<b>Deprecated</b>") != NULL;
}

/* That very sentence is said before anything is looked at; any other text may
 * be that of a program which stopped in the middle. */
static GuichetPortalVerdict
judge_unusable_write (const GuichetPortalJudged  *judged,
                      const GuichetPortalAnswer  *answer,
                      GError                    **error)
{
  if (judged->sentence != NULL && g_str_equal (answer->body->str, judged->sentence))
    return GUICHET_PORTAL_LOGGED_OUT;

  return fail (error, GUICHET_ERROR_OUTCOME_UNKNOWN, "The answer is of no use");
}

static GuichetPortalVerdict
judge_unreadable (const GuichetPortalJudged  *judged,
                  const GuichetPortalAnswer  *answer,
                  GError                    **error)
{
  const char *body = answer->body->str;

  if (judged->write)
    return judge_unusable_write (judged, answer, error);
  if (is_trouble (body))
    return fail (error, GUICHET_ERROR_RETRY_LATER, "The answer is an error page");
  if (_guichet_portal_body_is_logged_out (body, answer->body->len))
    return GUICHET_PORTAL_LOGGED_OUT;

  return fail (error, answer->body->len == 0 || *body == '{' ? GUICHET_ERROR_RETRY_LATER : GUICHET_ERROR_NOT_ITOP,
               "The answer is no usable JSON");
}

/* A transition that was made by fetching its address may answer JSON. */
static GuichetPortalVerdict
judge_html (const GuichetPortalJudged  *judged,
            const GuichetPortalAnswer  *answer,
            GError                    **error)
{
  const char *body = answer->body->str;

  if (answer->doc != NULL)
    return GUICHET_PORTAL_FINE;
  if (judged->write && (is_trouble (body) || _guichet_portal_body_is_logged_out (body, answer->body->len)))
    return judge_unusable_write (judged, answer, error);
  if (_guichet_portal_body_is_logged_out (body, answer->body->len))
    return GUICHET_PORTAL_LOGGED_OUT;
  if (answer->body->len == 0 || is_trouble (body))
    return fail (error, GUICHET_ERROR_RETRY_LATER, "The answer is an error page, or empty");

  return GUICHET_PORTAL_FINE;
}

/* The contents of a file may look like anything: only its header tells. */
static GuichetPortalVerdict
judge_file (const GuichetPortalJudged  *judged,
            const GuichetPortalAnswer  *answer,
            GError                    **error)
{
  if (judged->disposition != NULL)
    return GUICHET_PORTAL_FINE;
  if (_guichet_portal_body_is_logged_out (answer->body->str, answer->body->len))
    return GUICHET_PORTAL_LOGGED_OUT;

  return fail (error, GUICHET_ERROR_RETRY_LATER, "The answer is no file");
}

static GuichetPortalVerdict
judge_body (const GuichetPortalJudged  *judged,
            const GuichetPortalAnswer  *answer,
            GError                    **error)
{
  switch (judged->expected)
    {
    case GUICHET_PORTAL_FILE:
      return judge_file (judged, answer, error);
    case GUICHET_PORTAL_FRAGMENT:
    case GUICHET_PORTAL_PAGE:
      return judge_html (judged, answer, error);
    case GUICHET_PORTAL_JSON:
    default:
      return answer->doc != NULL ? GUICHET_PORTAL_FINE : judge_unreadable (judged, answer, error);
    }
}

/* PHP may put its warnings in front of an answer that is whole: then it ends
 * where the body does. */
static yyjson_doc *
read_behind_noise (const char *body,
                   gsize       length)
{
  const char *end = body + length;
  const char *at = body;

  for (guint tries = 0; tries < NOISE_TRIES && (at = g_strstr_len (at, end - at, "{\"")) != NULL; tries++, at++)
    {
      g_autoptr(yyjson_doc) doc = NULL;
      gsize consumed = 0;

      doc = guichet_json_read_prefix (at, (gsize) (end - at), &consumed);
      if (doc != NULL && guichet_text_is_empty (at + consumed))
        return g_steal_pointer (&doc);
    }

  return NULL;
}

/* JSON comes with whatever type; only an object is an answer of the portal. */
static yyjson_doc *
read_doc (const GuichetPortalJudged *judged,
          const GuichetPortalAnswer *answer)
{
  const char *body = answer->body->str;
  g_autoptr(yyjson_doc) doc = NULL;

  if (judged->expected == GUICHET_PORTAL_FILE && judged->reply.status == 200)
    return NULL;
  doc = yyjson_read_opts ((char *) body, answer->body->len, YYJSON_READ_ALLOW_INVALID_UNICODE, NULL, NULL);
  if (doc == NULL && judged->expected == GUICHET_PORTAL_JSON && is_trouble (body))
    doc = read_behind_noise (body, answer->body->len);

  return yyjson_is_obj (yyjson_doc_get_root (doc)) ? g_steal_pointer (&doc) : NULL;
}

static GuichetPortalVerdict
judge_failure (const GuichetPortalJudged  *judged,
               GError                    **error)
{
  GuichetAnswer plain = { .write = judged->write, .reply = judged->reply, .failure = judged->failure };

  guichet_answer_judge (&plain, NULL, error);

  return GUICHET_PORTAL_FAILED;
}

/**
 * _guichet_portal_answer_judge:
 * @answer: with its body; gets its document
 * @error: set when the verdict is FAILED
 *
 * What an answer of the portal means, with the promises of util/error.h.
 */
GuichetPortalVerdict
_guichet_portal_answer_judge (const GuichetPortalJudged  *judged,
                              GuichetPortalAnswer        *answer,
                              GError                    **error)
{
  yyjson_val *root;
  GuichetPortalVerdict verdict;

  if (judged->failure != NULL)
    return judge_failure (judged, error);

  answer->doc = read_doc (judged, answer);
  root = yyjson_doc_get_root (answer->doc);
  if (judged->reply.status != 200 && is_portal_error (root) && !judged->reply.redirected)
    return judge_portal_error (judged, root, error);

  verdict = judge_status (judged, answer, error);

  return verdict == GUICHET_PORTAL_FINE ? judge_body (judged, answer, error) : verdict;
}

/* ---- what a form says of what it was given */

/* "messages":{"error":{"title":["…"],"_main":["…"]}} */
static gboolean
refuse_form (yyjson_val      *errors,
             GuichetProfile  *profile,
             GError         **error)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (errors);
  yyjson_val *code = yyjson_obj_iter_next (&iter);
  yyjson_val *texts = code != NULL ? yyjson_obj_iter_get_val (code) : yyjson_arr_get_first (errors);
  yyjson_val *text = yyjson_is_arr (texts) ? yyjson_arr_get_first (texts) : texts;
  g_autofree char *html = guichet_json_dup_value (text);
  g_autofree char *sentence = dup_sentence (html);
  const char *name = _guichet_portal_find_name (profile, yyjson_get_str (code));

  g_propagate_error (error, guichet_error_new (GUICHET_ERROR_REJECTED, name, sentence,
                                               "The server refused: %s", sentence));

  return FALSE;
}

/**
 * _guichet_portal_check_validation:
 * @form: the member "form" of the answer to a submit
 *
 * Returns: whether the server took it. OUTCOME_UNKNOWN where it does not say
 */
gboolean
_guichet_portal_check_validation (yyjson_val      *form,
                                  GuichetProfile  *profile,
                                  GError         **error)
{
  yyjson_val *validation = yyjson_obj_get (form, "validation");
  yyjson_val *valid = yyjson_obj_get (validation, "valid");

  if (yyjson_is_true (valid))
    return TRUE;
  if (yyjson_is_false (valid))
    return refuse_form (yyjson_obj_get (yyjson_obj_get (validation, "messages"), "error"), profile, error);

  fail (error, GUICHET_ERROR_OUTCOME_UNKNOWN, "The answer does not say whether the form was taken");

  return FALSE;
}
