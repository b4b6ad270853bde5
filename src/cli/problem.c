#include "config.h"

#include "cli/problem.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

typedef struct
{
  GuichetExit  exit;
  const char  *sentence;
} ProblemInfo;

static const ProblemInfo infos[] = {
  [GUICHET_ERROR_FAILED] = { GUICHET_EXIT_REFUSED, N_("This did not work.") },
  [GUICHET_ERROR_UNREACHABLE] = { GUICHET_EXIT_WAITING,
    N_("The server cannot be reached. Check the address and the network.") },
  [GUICHET_ERROR_TLS] = { GUICHET_EXIT_SERVER,
    N_("The certificate of the server is not trusted. Nothing was sent.") },
  [GUICHET_ERROR_NOT_ITOP] = { GUICHET_EXIT_SERVER,
    N_("Something answers at this address, but not the REST service of an iTop.") },
  [GUICHET_ERROR_BAD_CREDENTIALS] = { GUICHET_EXIT_SIGN_IN, N_("The account or the password is wrong.") },
  [GUICHET_ERROR_MISSING_PROFILE] = { GUICHET_EXIT_SIGN_IN,
    N_("The account may not use the REST service. An administrator has to give it the profile “REST Services User”.") },
  [GUICHET_ERROR_PORTAL_ACCOUNT] = { GUICHET_EXIT_SIGN_IN,
    N_("This is an account of a requester, and the server closes its REST service to requesters: use --door=portal.") },
  [GUICHET_ERROR_EMPTY_PORTAL] = { GUICHET_EXIT_SIGN_IN,
    N_("The web portal has nothing for this account. Agents use --door=rest; requesters need a person and the profile “Portal user”.") },
  [GUICHET_ERROR_SINGLE_SIGN_ON] = { GUICHET_EXIT_SIGN_IN,
    N_("The server signs people in through another site, which only a browser can do.") },
  [GUICHET_ERROR_RIGHT_OR_READ_ONLY] = { GUICHET_EXIT_REFUSED,
    N_("The server refused: the account lacks a right, or the server is read-only at the moment.") },
  [GUICHET_ERROR_REJECTED] = { GUICHET_EXIT_REFUSED, N_("The server refused a value.") },
  [GUICHET_ERROR_NOT_FOUND] = { GUICHET_EXIT_NOT_FOUND, N_("There is no such thing, or this account may not see it.") },
  [GUICHET_ERROR_PRECONDITION] = { GUICHET_EXIT_CONFLICT, N_("The ticket was changed on the server meanwhile.") },
  [GUICHET_ERROR_MAINTENANCE] = { GUICHET_EXIT_WAITING, N_("The server is closed for maintenance.") },
  [GUICHET_ERROR_RETRY_LATER] = { GUICHET_EXIT_WAITING, N_("The server cannot answer at the moment. Try again later.") },
  [GUICHET_ERROR_OUTCOME_UNKNOWN] = { GUICHET_EXIT_WAITING,
    N_("The connection broke while sending. Whether it arrived will be looked up before it is sent again.") },
  [GUICHET_ERROR_TOO_LARGE] = { GUICHET_EXIT_REFUSED, N_("The answer or the file is too large.") },
  [GUICHET_ERROR_DISK_FULL] = { GUICHET_EXIT_STORAGE, N_("The disk is full: nothing could be saved.") },
  [GUICHET_ERROR_DATABASE] = { GUICHET_EXIT_STORAGE, N_("The local data cannot be read or written.") },
  [GUICHET_ERROR_CORRUPT] = { GUICHET_EXIT_STORAGE, N_("The local data are damaged.") },
  [GUICHET_ERROR_NEWER_SCHEMA] = { GUICHET_EXIT_STORAGE,
    N_("The local data were written by a newer Guichet. Use that one, or name another folder with --data.") },
  [GUICHET_ERROR_BUSY] = { GUICHET_EXIT_STORAGE,
    N_("Another program uses this account's data. Close Guichet, or name another folder with --data.") },
  [GUICHET_ERROR_INVALID] = { GUICHET_EXIT_REFUSED, N_("This is not possible.") },
  [GUICHET_ERROR_OTHER_CLASS] = { GUICHET_EXIT_REFUSED,
    N_("The server makes another kind of ticket of this, which is not shown here: use the web portal in a browser.") },
  [GUICHET_ERROR_CONFLICT] = { GUICHET_EXIT_CONFLICT,
    N_("Somebody changed the same thing meanwhile. See “guichetctl outbox” and choose.") },
  [GUICHET_ERROR_NO_KEYRING] = { GUICHET_EXIT_SIGN_IN, N_("There is no keyring.") },
};

static const ProblemInfo *
get_info (const GError *error)
{
  if (error->domain == GUICHET_ERROR && error->code >= 0 && (guint) error->code < G_N_ELEMENTS (infos))
    return &infos[error->code];

  return &infos[GUICHET_ERROR_FAILED];
}

/**
 * guichet_problem_get_exit:
 *
 * Returns: the exit status that tells a script of @error
 */
GuichetExit
guichet_problem_get_exit (const GError *error)
{
  if (error->domain == G_OPTION_ERROR)
    return GUICHET_EXIT_USAGE;
  if (error->domain == G_IO_ERROR)
    return GUICHET_EXIT_WAITING;

  return get_info (error)->exit;
}

/**
 * guichet_problem_dup_sentence:
 *
 * Returns: (transfer full): the sentence for a person, with the field at fault
 */
char *
guichet_problem_dup_sentence (const GError *error)
{
  const char *field = guichet_error_get_field (error);
  const char *sentence;

  if (error->domain == G_OPTION_ERROR)
    return g_strdup (error->message);

  sentence = _(get_info (error)->sentence);
  if (field != NULL)
    /* Translators: a sentence, then the name of a field */
    return g_strdup_printf (_("%s (field: %s)"), sentence, field);

  return g_strdup (sentence);
}

const char *
guichet_problem_get_nick (const GError *error)
{
  if (error->domain == GUICHET_ERROR)
    return guichet_error_to_nick ((GuichetError) error->code);

  return error->domain == G_OPTION_ERROR ? "usage" : "failed";
}

/**
 * guichet_problem_from_intent:
 *
 * Returns: (transfer full) (nullable): why @intent is parked or waits, as an
 *   error; %NULL when it has no reason
 */
GError *
guichet_problem_from_intent (const GuichetIntent *intent)
{
  if (intent->detail == NULL)
    return NULL;

  return guichet_error_new (intent->reason, intent->reason_field, intent->detail, "%s", intent->detail);
}

/**
 * guichet_problem_get_intent_exit:
 *
 * Returns: what the state of an operation means for a script
 */
GuichetExit
guichet_problem_get_intent_exit (const GuichetIntent *intent)
{
  g_autoptr(GError) reason = NULL;

  switch (intent->state)
    {
    case GUICHET_INTENT_DONE:
      return GUICHET_EXIT_DONE;

    case GUICHET_INTENT_CONFLICT:
      return GUICHET_EXIT_CONFLICT;

    case GUICHET_INTENT_REFUSED:
      reason = guichet_problem_from_intent (intent);
      if (reason != NULL && guichet_problem_get_exit (reason) == GUICHET_EXIT_NOT_FOUND)
        return GUICHET_EXIT_NOT_FOUND;
      return GUICHET_EXIT_REFUSED;

    case GUICHET_INTENT_WITHDRAWN:
      return GUICHET_EXIT_REFUSED;

    case GUICHET_INTENT_WAITING:
    case GUICHET_INTENT_SENDING:
    case GUICHET_INTENT_VERIFY:
    default:
      return GUICHET_EXIT_WAITING;
    }
}
