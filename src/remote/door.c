#include "config.h"

#include "remote/door.h"

#include "remote/address.h"
#include "remote/itop-portal-private.h"
#include "remote/itop-rest-private.h"
#include "util/error.h"

/* A person waits at the sign-in page. */
#define DOOR_MILLISECONDS 30000

/* ---- REST */

/* The cheapest operation there is: it tells whether the account is let in. */
static gboolean
knock_at_rest (const char    *server,
               const char    *login,
               const char    *secret,
               GCancellable  *cancellable,
               GError       **error)
{
  static const char text[] = "{\"operation\":\"list_operations\"}";
  g_autoptr(GuichetRemote) remote = guichet_itop_rest_new (server, login, secret, error);
  g_autoptr(GBytes) operation = g_bytes_new_static (text, strlen (text));
  GuichetCall call = { .operation = operation };

  if (remote == NULL)
    return FALSE;
  guichet_itop_rest_set_timeout (GUICHET_ITOP_REST (remote), DOOR_MILLISECONDS);

  return _guichet_itop_rest_call (GUICHET_ITOP_REST (remote), &call, NULL, cancellable, error);
}

/* Whether the portal may let in whom REST does not. */
static gboolean
is_worth_the_portal (const GError *error)
{
  return g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_PORTAL_ACCOUNT) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_MISSING_PROFILE) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_RIGHT_OR_READ_ONLY) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_NOT_ITOP) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_REJECTED);
}

/* ---- the portal */

static GuichetItopPortal *
new_portal (const char  *server,
            const char  *login,
            const char  *secret,
            GError     **error)
{
  GuichetRemote *remote = guichet_itop_portal_new (server, login, secret, error);

  if (remote == NULL)
    return NULL;
  guichet_itop_portal_set_timeout (GUICHET_ITOP_PORTAL (remote), DOOR_MILLISECONDS);

  return GUICHET_ITOP_PORTAL (remote);
}

/* An agent without the profile of the portal is let in and finds it empty
 * (transcript session-10). Where REST looked like no iTop at all, the entrance
 * is looked at before it is told the secret. */
static gboolean
knock_at_portal (const char    *server,
                 const char    *login,
                 const char    *secret,
                 gboolean       look_first,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(GuichetItopPortal) portal = new_portal (server, login, secret, error);
  g_autoptr(GError) failure = NULL;
  gboolean console = FALSE;

  if (portal == NULL ||
      (look_first && !_guichet_itop_portal_look_at_door (portal, cancellable, error)) ||
      !_guichet_itop_portal_enter (portal, &console, cancellable, error))
    return FALSE;
  if (!console || _guichet_itop_portal_is_furnished (portal, cancellable, &failure))
    return TRUE;
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_EMPTY_PORTAL,
                         "The account is let into the console only");

  return FALSE;
}

/* A refused secret at a place where no secret is of use is no reproach. */
static gboolean
explain_refusal (const char    *server,
                 GError        *refusal,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(GuichetItopPortal) portal = new_portal (server, NULL, NULL, NULL);
  g_autoptr(GError) look = NULL;

  if (portal != NULL && !_guichet_itop_portal_look_at_door (portal, cancellable, &look) &&
      g_error_matches (look, GUICHET_ERROR, GUICHET_ERROR_SINGLE_SIGN_ON))
    g_propagate_error (error, g_steal_pointer (&look));
  else
    g_propagate_error (error, g_error_copy (refusal));

  return FALSE;
}

/* What the portal says counts, unless it says nothing of use: then REST had
 * the better reason. */
static gboolean
choose_reason (GError  *rest,
               GError  *portal,
               GError **error)
{
  gboolean useless = g_error_matches (portal, GUICHET_ERROR, GUICHET_ERROR_NOT_ITOP) ||
                     g_error_matches (portal, GUICHET_ERROR, GUICHET_ERROR_MISSING_PROFILE) ||
                     g_error_matches (portal, GUICHET_ERROR, GUICHET_ERROR_EMPTY_PORTAL);
  gboolean better = g_error_matches (rest, GUICHET_ERROR, GUICHET_ERROR_MISSING_PROFILE);

  g_propagate_error (error, g_error_copy (useless && better ? rest : portal));

  return FALSE;
}

gboolean
guichet_door_find (const char    *server,
                   const char    *login,
                   const char    *secret,
                   GuichetDoor   *out_door,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr(GError) rest = NULL;
  g_autoptr(GError) portal = NULL;

  g_return_val_if_fail (server != NULL && out_door != NULL, FALSE);

  if (knock_at_rest (server, login, secret, cancellable, &rest))
    {
      *out_door = GUICHET_DOOR_REST;
      return TRUE;
    }
  if (g_error_matches (rest, GUICHET_ERROR, GUICHET_ERROR_BAD_CREDENTIALS))
    return explain_refusal (server, rest, cancellable, error);
  if (!is_worth_the_portal (rest))
    {
      g_propagate_error (error, g_steal_pointer (&rest));
      return FALSE;
    }
  if (knock_at_portal (server, login, secret, g_error_matches (rest, GUICHET_ERROR, GUICHET_ERROR_NOT_ITOP),
                       cancellable, &portal))
    {
      *out_door = GUICHET_DOOR_PORTAL;
      return TRUE;
    }

  return choose_reason (rest, portal, error);
}

/* ---- without waiting */

typedef struct
{
  char *server;
  char *login;
  char *secret;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_free (question->server);
  g_free (question->login);
  g_free (question->secret);
  g_free (question);
}

static void
find_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  const Question *question = data;
  GError *error = NULL;
  GuichetDoor door = GUICHET_DOOR_REST;

  if (guichet_door_find (question->server, question->login, question->secret, &door, cancellable, &error))
    g_task_return_int (task, door);
  else
    g_task_return_error (task, error);
}

void
guichet_door_find_async (const char          *server,
                         const char          *login,
                         const char          *secret,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->server = g_strdup (server);
  question->login = g_strdup (login);
  question->secret = g_strdup (secret);
  g_task_set_source_tag (task, guichet_door_find_async);
  g_task_set_task_data (task, question, free_question);
  g_task_run_in_thread (task, find_thread);
}

gboolean
guichet_door_find_finish (GAsyncResult  *result,
                          GuichetDoor   *out_door,
                          GError       **error)
{
  gssize door;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  door = g_task_propagate_int (G_TASK (result), error);
  if (door < 0)
    return FALSE;
  *out_door = (GuichetDoor) door;

  return TRUE;
}
