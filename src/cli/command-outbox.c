#include "config.h"

#include "cli/command.h"

#include <glib/gi18n.h>

#include "cli/posting.h"
#include "cli/print.h"
#include "cli/ticket-json.h"
#include "store/outbox.h"

static void
print_outbox_json (GuichetCli *cli,
                   GPtrArray  *intents)
{
  g_autoptr(GuichetJsonWriter) json = guichet_json_writer_new ();

  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_begin_array (json, "operations");
  for (guint i = 0; i < intents->len; i++)
    guichet_json_add_intent (json, NULL, g_ptr_array_index (intents, i));
  guichet_json_writer_end_array (json);
  guichet_json_writer_end_object (json);
  guichet_cli_print_json (cli, json);
}

static GuichetExit
list_outbox (GuichetCli *cli)
{
  g_autoptr(GError) error = NULL;
  GuichetExit status;
  g_autoptr(GuichetSession) session = guichet_cli_open_here (cli, &status);
  g_autoptr(GPtrArray) intents = NULL;

  if (session == NULL)
    return status;
  if (!(intents = guichet_store_list_intents (guichet_session_get_store (session), cli->options.history, &error)))
    return guichet_cli_fail (cli, error);

  if (cli->options.json)
    print_outbox_json (cli, intents);
  else
    guichet_print_intents (cli->out, intents);

  return status;
}

static GuichetExit
withdraw (GuichetCli *cli)
{
  g_autoptr(GError) error = NULL;
  GuichetExit status;
  g_autoptr(GuichetSession) session = guichet_cli_open_here (cli, &status);

  if (session == NULL)
    return status;
  if (!guichet_store_decide (guichet_session_get_store (session), cli->options.withdraw, GUICHET_OUTBOX_WITHDRAW,
                             &error))
    return guichet_cli_fail (cli, error);

  if (!cli->options.json)
    fprintf (cli->out, _("Withdrawn: %s\n"), cli->options.withdraw);

  return status;
}

static GuichetExit
send_again (GuichetCli            *cli,
            const char            *uuid,
            GuichetOutboxDecision  decision)
{
  g_autoptr(GError) error = NULL;
  GuichetExit status;
  g_autoptr(GuichetSession) session = guichet_cli_open_for_writing (cli, &status);

  if (session == NULL)
    return status;
  if (!guichet_store_decide (guichet_session_get_store (session), uuid, decision, &error))
    return guichet_cli_fail (cli, error);

  return guichet_posting_deliver (cli, session, uuid);
}

GuichetExit
guichet_command_outbox (GuichetCli  *cli,
                        char       **args)
{
  const GuichetOptions *o = &cli->options;
  g_autoptr(GError) error = NULL;

  if ((o->retry != NULL) + (o->withdraw != NULL) + (o->keep_mine != NULL) > 1)
    {
      error = g_error_new_literal (G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("One decision at a time."));
      return guichet_cli_fail (cli, error);
    }

  if (o->withdraw != NULL)
    return withdraw (cli);
  if (o->retry != NULL)
    return send_again (cli, o->retry, GUICHET_OUTBOX_RETRY);
  if (o->keep_mine != NULL)
    return send_again (cli, o->keep_mine, GUICHET_OUTBOX_KEEP_MINE);

  return list_outbox (cli);
}
