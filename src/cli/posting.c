#include "config.h"

#include "cli/posting.h"

#include <glib/gi18n.h>

#include "cli/problem.h"
#include "cli/ticket-json.h"
#include "store/outbox.h"
#include "store/reading.h"

/* What drained, or why it did not, is told by the operation itself, except
 * where nothing was tried: then @trouble says why. */
static GuichetExit
get_exit (const GuichetIntent *intent,
          const GError        *trouble)
{
  GuichetExit status = guichet_problem_get_intent_exit (intent);
  g_autoptr(GError) reason = NULL;

  if (status != GUICHET_EXIT_WAITING)
    return status;
  if (trouble != NULL)
    return guichet_problem_get_exit (trouble);

  reason = guichet_problem_from_intent (intent);
  return reason != NULL ? guichet_problem_get_exit (reason) : status;
}

static void
print_outcome (GuichetCli          *cli,
               const GuichetIntent *intent,
               const char          *ref)
{
  switch (intent->state)
    {
    case GUICHET_INTENT_DONE:
      /* Translators: the reference of a ticket */
      fprintf (cli->out, intent->kind == GUICHET_INTENT_CREATE ? _("Created: %s\n") : _("Done: %s\n"), ref);
      break;

    case GUICHET_INTENT_REFUSED:
    case GUICHET_INTENT_CONFLICT:
      /* Translators: the identity of an operation */
      fprintf (cli->err, _("guichetctl: The operation %s is kept in the outbox until you decide.\n"), intent->uuid);
      break;

    case GUICHET_INTENT_WITHDRAWN:
      fprintf (cli->err, _("guichetctl: The operation %s was withdrawn.\n"), intent->uuid);
      break;

    case GUICHET_INTENT_WAITING:
    case GUICHET_INTENT_SENDING:
    case GUICHET_INTENT_VERIFY:
    default:
      fprintf (cli->err, _("guichetctl: The operation %s waits in the outbox; “guichetctl sync” sends it.\n"),
               intent->uuid);
      break;
    }
}

/* The server's reference of a new ticket is known once it was read back. */
static char *
dup_ref (GuichetSession      *session,
         const GuichetIntent *intent)
{
  g_autoptr(GuichetTicket) ticket = NULL;

  if (intent->ticket_id != 0)
    ticket = guichet_store_read_ticket (guichet_session_get_store (session), intent->ticket_id, NULL, NULL);
  if (ticket != NULL)
    return g_strdup (guichet_ticket_get (ticket, GUICHET_FIELD_REF));

  return g_strdup (intent->ref != NULL ? intent->ref : "");
}

static GuichetExit
report (GuichetCli          *cli,
        GuichetSession      *session,
        const GuichetIntent *intent,
        const GError        *trouble)
{
  g_autofree char *ref = dup_ref (session, intent);
  GuichetExit status = get_exit (intent, trouble);
  g_autoptr(GError) reason = guichet_problem_from_intent (intent);
  g_autoptr(GuichetJsonWriter) json = NULL;

  if (status != GUICHET_EXIT_DONE && (trouble != NULL || reason != NULL))
    guichet_cli_warn (cli, trouble != NULL ? trouble : reason);
  if (!cli->options.json)
    {
      print_outcome (cli, intent, ref);
      return status;
    }

  json = guichet_json_writer_new ();
  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_add_int (json, "exit", status);
  guichet_json_writer_add_string (json, "ref", ref);
  guichet_json_add_intent (json, "operation", intent);
  guichet_json_writer_end_object (json);
  guichet_cli_print_json (cli, json);

  return status;
}

/**
 * guichet_posting_deliver:
 * @uuid: of a saved operation
 *
 * Sends what waits until nothing more can be done before the deadline, then
 * tells how it stands with the operation.
 *
 * Returns: the exit status
 */
GuichetExit
guichet_posting_deliver (GuichetCli     *cli,
                         GuichetSession *session,
                         const char     *uuid)
{
  GuichetEngine *engine = guichet_session_get_engine (session);
  g_autoptr(GuichetIntent) intent = NULL;
  g_autoptr(GError) trouble = NULL;
  g_autoptr(GError) error = NULL;

  if (engine != NULL)
    {
      guichet_session_arm_fault (session);
      guichet_engine_drain (engine, guichet_session_get_deadline (session), NULL, &trouble);
    }

  if (!(intent = guichet_store_read_intent (guichet_session_get_store (session), uuid, &error)))
    return guichet_cli_fail (cli, error);

  return report (cli, session, intent, trouble);
}

/* Whether an operation of this identity was saved before: run again, it must
 * not be judged by what the ticket has become through it. */
static gboolean
is_known (GuichetSession *session,
          const char     *uuid)
{
  g_autoptr(GuichetIntent) intent = NULL;

  if (uuid != NULL)
    intent = guichet_store_read_intent (guichet_session_get_store (session), uuid, NULL);

  return intent != NULL;
}

/**
 * guichet_posting_run:
 * @func: makes the operation, unless it was saved before
 *
 * Runs a command that sends an operation.
 */
GuichetExit
guichet_posting_run (GuichetCli          *cli,
                     char               **args,
                     GuichetPostingFunc   func)
{
  g_autoptr(GError) error = NULL;
  GuichetExit status;
  g_autoptr(GuichetSession) session = guichet_cli_open_for_writing (cli, &status);
  g_autoptr(GuichetIntent) intent = NULL;

  if (session == NULL)
    return status;
  if (is_known (session, cli->options.id))
    return guichet_posting_deliver (cli, session, cli->options.id);
  if (!(intent = func (cli, session, args, &error)) ||
      !guichet_store_enqueue (guichet_session_get_store (session), intent, NULL, &error))
    return guichet_cli_fail (cli, error);

  return guichet_posting_deliver (cli, session, intent->uuid);
}
