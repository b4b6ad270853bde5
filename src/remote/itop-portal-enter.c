#include "config.h"

#include "remote/itop-portal-private.h"

#include "util/error.h"
#include "util/text.h"

/* The page at which everybody arrives: it lets agents into the console and
 * sends requesters to their portal (PORTAL-PROTOCOL §1). */
#define ENTRANCE "pages/UI.php"
#define SENTENCE_MAX 500

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

/* ---- who stands at the door */

/* An AJAX call of nobody: its answer, byte for byte, is what every call gets
 * whose session is gone. */
static gboolean
learn_sentence (GuichetItopPortal  *self,
                GCancellable       *cancellable,
                GError            **error)
{
  g_autofree char *query = g_strconcat ("exec_module=itop-portal-base&exec_page=index.php&portal_id=",
                                        self->layout->portal_id, NULL);
  GuichetRequest request = { .path = "pages/exec.php/", .query = query, .ajax = TRUE };
  GuichetPortalJudged judged = { .expected = GUICHET_PORTAL_FRAGMENT };
  g_auto(GuichetPortalAnswer) answer = { NULL };
  g_autoptr(GError) failure = NULL;

  guichet_transport_forget_cookies (self->transport);
  if (!_guichet_itop_portal_ask (self, &request, &judged, &answer, cancellable, &failure))
    {
      judged.failure = failure;
      _guichet_portal_answer_judge (&judged, &answer, error);
      return FALSE;
    }
  if (judged.reply.status == 200 && answer.body->len > 0 && answer.body->len <= SENTENCE_MAX &&
      memchr (answer.body->str, '<', answer.body->len) == NULL &&
      g_utf8_validate (answer.body->str, (gssize) answer.body->len, NULL))
    g_set_str (&self->layout->sentence, answer.body->str);

  return TRUE;
}

static gboolean
has_form (const GuichetPortalAnswer *answer)
{
  return strstr (answer->body->str, "auth_user") != NULL;
}

/* A login page without fields for a password: buttons that lead elsewhere. */
static gboolean
has_other_logins (const GuichetPortalAnswer *answer)
{
  return strstr (answer->body->str, "login_mode") != NULL || strstr (answer->body->str, "loginop") != NULL;
}

static gboolean
is_itop (const GuichetPortalAnswer *answer)
{
  return strstr (answer->body->str, "iTop") != NULL || strstr (answer->body->str, "Combodo") != NULL ||
         strstr (answer->body->str, "exec.php") != NULL;
}

/* FALSE with @error where no page came. */
static gboolean
ask_entrance (GuichetItopPortal    *self,
              GuichetPortalPost    *post,
              GuichetWay            way,
              GuichetPortalJudged  *judged,
              GuichetPortalAnswer  *answer,
              GCancellable         *cancellable,
              GError              **error)
{
  g_autofree char *type = NULL;
  g_autoptr(GBytes) body = post != NULL ? guichet_portal_post_encode (post, &type) : NULL;
  GuichetRequest request = { .path = ENTRANCE, .body = body, .type = type, .way = way };
  g_autoptr(GError) failure = NULL;

  *judged = (GuichetPortalJudged) { .expected = GUICHET_PORTAL_PAGE };
  if (_guichet_itop_portal_ask (self, &request, judged, answer, cancellable, &failure))
    return TRUE;

  judged->failure = failure;
  _guichet_portal_answer_judge (judged, answer, error);
  judged->failure = NULL;

  return FALSE;
}

/**
 * _guichet_itop_portal_look_at_door:
 *
 * Looks at the entrance without a secret.
 *
 * Returns: whether a password is of use there; SINGLE_SIGN_ON where it is not
 */
gboolean
_guichet_itop_portal_look_at_door (GuichetItopPortal  *self,
                                   GCancellable       *cancellable,
                                   GError            **error)
{
  GuichetPortalJudged judged;
  g_auto(GuichetPortalAnswer) answer = { NULL };

  if (!ask_entrance (self, NULL, GUICHET_WAY_FORM, &judged, &answer, cancellable, error))
    return FALSE;
  if (judged.reply.status == 401 || (judged.reply.status == 200 && has_form (&answer)))
    return TRUE;
  if (judged.reply.status == 200)
    return has_other_logins (&answer)
             ? fail (error, GUICHET_ERROR_SINGLE_SIGN_ON, "The login page has no fields for a password")
             : fail (error, GUICHET_ERROR_NOT_ITOP, "The page at the entrance is no login page");
  if (judged.reply.redirected)
    return fail (error, GUICHET_ERROR_SINGLE_SIGN_ON, "The entrance leads to another page (HTTP %u)",
                 judged.reply.status);

  _guichet_portal_answer_judge (&judged, &answer, error);

  return FALSE;
}

/* ---- entering */

/* …/exec.php/?exec_module=itop-portal-base&exec_page=index.php&portal_id=X */
static gboolean
read_portal_id (GuichetItopPortal *self,
                const char        *location)
{
  static const char key[] = "portal_id=";
  const char *start = location != NULL ? strstr (location, key) : NULL;
  g_autofree char *id = NULL;

  if (start == NULL)
    return FALSE;
  start += strlen (key);
  id = g_strndup (start, strcspn (start, "&#"));
  if (!guichet_portal_layout_is_word (id))
    return FALSE;

  g_set_str (&self->layout->portal_id, id);

  return TRUE;
}

static GuichetPortalPost *
build_credentials (GuichetItopPortal *self)
{
  GuichetPortalPost *post = guichet_portal_post_new ();

  guichet_portal_post_add (post, "auth_user", guichet_transport_get_login (self->transport));
  guichet_portal_post_add (post, "auth_pwd", guichet_transport_get_secret (self->transport));
  guichet_portal_post_add (post, "loginop", "login");

  return post;
}

static gboolean
judge_page (GuichetItopPortal          *self,
            const GuichetPortalAnswer  *answer,
            gboolean                   *out_console,
            GError                    **error)
{
  if (has_form (answer))
    return fail (error, GUICHET_ERROR_BAD_CREDENTIALS, "The login page came again");
  if (_guichet_portal_body_is_logged_out (answer->body->str, answer->body->len))
    return fail (error, GUICHET_ERROR_MISSING_PROFILE, "The account is known, but has no way in");
  if (!is_itop (answer))
    return fail (error, GUICHET_ERROR_NOT_ITOP, "The page at the entrance is not that of an iTop");

  *out_console = TRUE;

  return TRUE;
}

static gboolean
judge_entrance (GuichetItopPortal    *self,
                GuichetPortalJudged  *judged,
                GuichetPortalAnswer  *answer,
                gboolean             *out_console,
                GError              **error)
{
  *out_console = FALSE;
  if (judged->reply.redirected && read_portal_id (self, judged->location))
    return TRUE;
  if (judged->reply.status == 200)
    return judge_page (self, answer, out_console, error);
  if (judged->reply.status == 401)
    return fail (error, GUICHET_ERROR_BAD_CREDENTIALS, "HTTP 401");
  if (judged->reply.redirected)
    return fail (error, GUICHET_ERROR_SINGLE_SIGN_ON, "The entrance leads to another page (HTTP %u)",
                 judged->reply.status);

  _guichet_portal_answer_judge (judged, answer, error);

  return FALSE;
}

/**
 * _guichet_itop_portal_enter:
 * @out_console: (out): whether the account is let into the console, so that
 *   nothing says yet that the portal has something for it
 *
 * Signs in, once: the secret goes in a form, and where the form is closed, in
 * the header of HTTP Basic, for the one request that gives the cookie.
 */
gboolean
_guichet_itop_portal_enter (GuichetItopPortal  *self,
                            gboolean           *out_console,
                            GCancellable       *cancellable,
                            GError            **error)
{
  g_autoptr(GuichetPortalPost) post = build_credentials (self);
  GuichetPortalJudged judged;
  g_auto(GuichetPortalAnswer) answer = { NULL };

  self->signed_in = FALSE;
  self->layout->basic = FALSE;
  if (!learn_sentence (self, cancellable, error) ||
      !ask_entrance (self, post, GUICHET_WAY_FORM, &judged, &answer, cancellable, error))
    return FALSE;
  if (judged.reply.status == 401)
    {
      self->layout->basic = TRUE;
      if (!ask_entrance (self, NULL, GUICHET_WAY_BASIC, &judged, &answer, cancellable, error))
        return FALSE;
    }
  if (!judge_entrance (self, &judged, &answer, out_console, error))
    return FALSE;

  self->signed_in = TRUE;

  return TRUE;
}
