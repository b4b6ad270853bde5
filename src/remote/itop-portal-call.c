#include "config.h"

#include "remote/itop-portal-private.h"

#include "util/error.h"

#define MODULE_QUERY "exec_module=itop-portal-base&exec_page=index.php&portal_id="
/* All rows of a list, or one page; files are let to grow as those of REST. */
#define BODY_CAP (32 * 1024 * 1024)
#define FILE_CAP (64 * 1024 * 1024)

typedef struct
{
  GString *body;
  gsize    cap;
} BodyReading;

static gboolean
read_body_cb (const char  *data,
              gsize        length,
              gpointer     user_data,
              GError     **error)
{
  BodyReading *reading = user_data;

  if (reading->body->len + length > reading->cap)
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_TOO_LARGE,
                   "The answer is larger than %" G_GSIZE_FORMAT " bytes", reading->cap);
      return FALSE;
    }
  g_string_append_len (reading->body, data, (gssize) length);

  return TRUE;
}

static char *
build_query (GuichetItopPortal       *self,
             const GuichetPortalCall *call)
{
  return g_strconcat (MODULE_QUERY, self->layout->portal_id, call->query != NULL ? "&" : NULL, call->query, NULL);
}

/**
 * _guichet_itop_portal_ask:
 * @judged: (inout): gets what the verdict is made of, but for the failure
 * @answer: (out): gets the body
 *
 * One request as it is, one answer as it is.
 *
 * Returns: %FALSE with @failure set, of whatever domain, when no whole answer came
 */
gboolean
_guichet_itop_portal_ask (GuichetItopPortal     *self,
                          const GuichetRequest  *request,
                          GuichetPortalJudged   *judged,
                          GuichetPortalAnswer   *answer,
                          GCancellable          *cancellable,
                          GError               **failure)
{
  BodyReading reading = {
    .body = g_string_new (NULL),
    .cap = judged->expected == GUICHET_PORTAL_FILE ? FILE_CAP : BODY_CAP,
  };
  gboolean whole;

  guichet_portal_answer_clear (answer);
  answer->body = reading.body;
  whole = guichet_transport_send (self->transport, request, &judged->reply, read_body_cb, &reading, cancellable,
                                  failure);
  judged->location = guichet_transport_get_header (self->transport, "Location");
  judged->disposition = guichet_transport_get_header (self->transport, "Content-Disposition");
  judged->host = guichet_transport_get_host (self->transport);
  judged->sentence = self->layout->sentence;
  judged->profile = self->profile;

  return whole;
}

/* One request, one answer, one verdict. */
static GuichetPortalVerdict
call_once (GuichetItopPortal        *self,
           const GuichetPortalCall  *call,
           GuichetWay                way,
           GuichetPortalAnswer      *answer,
           GuichetReply             *reply,
           GCancellable             *cancellable,
           GError                  **error)
{
  g_autofree char *path = g_strconcat ("pages/exec.php", call->route, NULL);
  g_autofree char *query = build_query (self, call);
  g_autofree char *type = NULL;
  g_autoptr(GBytes) body = call->post != NULL ? guichet_portal_post_encode (call->post, &type) : NULL;
  GuichetRequest request = {
    .path = path,
    .query = query,
    .body = body,
    .type = type,
    .way = way,
    .ajax = call->expected != GUICHET_PORTAL_PAGE,
  };
  g_autoptr(GError) failure = NULL;
  GuichetPortalJudged judged = { .write = call->write, .expected = call->expected };

  _guichet_itop_portal_ask (self, &request, &judged, answer, cancellable, &failure);
  judged.failure = failure;
  *reply = judged.reply;

  return _guichet_portal_answer_judge (&judged, answer, error);
}

/* A kept connection may be closed by the server just as we use it. Reading
 * again does no harm, and a person should not hear of it. */
static gboolean
may_read_again (const GuichetPortalCall *call,
                const GuichetReply      *reply,
                const GError            *error)
{
  return !call->write && reply->sent && reply->status == 0 &&
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_RETRY_LATER);
}

static GuichetPortalVerdict
call_patiently (GuichetItopPortal        *self,
                const GuichetPortalCall  *call,
                GuichetWay                way,
                GuichetPortalAnswer      *answer,
                GCancellable             *cancellable,
                GError                  **error)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr(GError) first = NULL;
  GuichetReply reply;
  GuichetPortalVerdict verdict = call_once (self, call, way, answer, &reply, cancellable, &first);

  if (verdict != GUICHET_PORTAL_FAILED)
    return verdict;
  if (may_read_again (call, &reply, first) && g_get_monotonic_time () - began < G_USEC_PER_SEC)
    return call_once (self, call, way, answer, &reply, cancellable, error);

  g_propagate_error (error, g_steal_pointer (&first));

  return GUICHET_PORTAL_FAILED;
}

static gboolean
refuse_login (GError **error)
{
  g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_BAD_CREDENTIALS, "The portal does not let this account in");

  return FALSE;
}

/* Whoever is told that a list is no longer there was let in. */
static gboolean
is_portals_own (const GError *error)
{
  return g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_REJECTED);
}

/* The cheapest address: the first list without its rows. */
static char *
build_login_route (GuichetItopPortal *self)
{
  const GuichetPortalList *list = self->layout->lists->len > 0 ? g_ptr_array_index (self->layout->lists, 0) : NULL;

  return list != NULL ? g_strdup_printf ("/manage/%s/%s", list->brick, list->tab) : g_strdup ("/");
}

/**
 * _guichet_itop_portal_login:
 *
 * A session of our own: the credentials go along with a reading request, in
 * its body or, where the form is closed, in the header of HTTP Basic, once.
 * From then on the cookie stands for them.
 */
gboolean
_guichet_itop_portal_login (GuichetItopPortal  *self,
                            GCancellable       *cancellable,
                            GError            **error)
{
  g_autofree char *route = build_login_route (self);
  g_autoptr(GuichetPortalPost) post = guichet_portal_post_new ();
  GuichetPortalCall call = {
    .route = route,
    .expected = self->layout->lists->len > 0 ? GUICHET_PORTAL_JSON : GUICHET_PORTAL_FRAGMENT,
  };
  g_auto(GuichetPortalAnswer) answer = { NULL };
  g_autoptr(GError) failure = NULL;

  guichet_transport_forget_cookies (self->transport);
  if (!self->layout->basic)
    {
      guichet_portal_post_add (post, "auth_user", guichet_transport_get_login (self->transport));
      guichet_portal_post_add (post, "auth_pwd", guichet_transport_get_secret (self->transport));
      guichet_portal_post_add (post, "loginop", "login");
      call.post = post;
    }
  if (call_patiently (self, &call, self->layout->basic ? GUICHET_WAY_BASIC : GUICHET_WAY_FORM, &answer, cancellable, &failure) == GUICHET_PORTAL_LOGGED_OUT)
    return refuse_login (error);
  if (failure != NULL && !is_portals_own (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  self->signed_in = TRUE;

  return TRUE;
}

/* Just signed in, and not known again. A text that only looks like the sentence
 * is that of some trouble; the secret was right. */
static gboolean
refuse_again (GuichetItopPortal          *self,
              const GuichetPortalAnswer  *answer,
              GError                    **error)
{
  const char *body = answer->body->str;

  if (g_strcmp0 (body, self->layout->sentence) == 0 || strstr (body, "auth_user") != NULL)
    return refuse_login (error);

  g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_RETRY_LATER, "The portal answers a text of no use");

  return FALSE;
}

/**
 * _guichet_itop_portal_call:
 * @answer: (out): to be cleared in any case
 *
 * One call, signed in: a session that the server has forgotten is made again,
 * and the call repeated if it is a reading one or certainly was not looked at.
 */
gboolean
_guichet_itop_portal_call (GuichetItopPortal        *self,
                           const GuichetPortalCall  *call,
                           GuichetPortalAnswer      *answer,
                           GCancellable             *cancellable,
                           GError                  **error)
{
  GuichetPortalVerdict verdict;

  if (!self->signed_in && !_guichet_itop_portal_login (self, cancellable, error))
    return FALSE;

  verdict = call_patiently (self, call, GUICHET_WAY_FORM, answer, cancellable, error);
  if (verdict == GUICHET_PORTAL_LOGGED_OUT)
    {
      self->signed_in = FALSE;
      if (!_guichet_itop_portal_login (self, cancellable, error))
        return FALSE;
      verdict = call_patiently (self, call, GUICHET_WAY_FORM, answer, cancellable, error);
    }
  if (verdict == GUICHET_PORTAL_LOGGED_OUT)
    return refuse_again (self, answer, error);

  return verdict == GUICHET_PORTAL_FINE;
}

/**
 * _guichet_itop_portal_get:
 *
 * A reading call without a body.
 */
gboolean
_guichet_itop_portal_get (GuichetItopPortal      *self,
                          GuichetPortalExpected   expected,
                          const char             *route,
                          const char             *query,
                          GuichetPortalAnswer    *answer,
                          GCancellable           *cancellable,
                          GError                **error)
{
  GuichetPortalCall call = { .route = route, .query = query, .expected = expected };

  return _guichet_itop_portal_call (self, &call, answer, cancellable, error);
}
