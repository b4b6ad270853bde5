#include "config.h"

#include "cli/command.h"

#include <glib/gi18n.h>

#include "cli/assignments.h"
#include "cli/posting.h"
#include "cli/problem.h"
#include "model/rules.h"
#include "richtext/richtext.h"
#include "store/cache.h"
#include "store/reading.h"
#include "util/error.h"

/* What is written is judged by the ticket as it is now, where that can be
 * read; a server that does not answer is no obstacle to saving. */
static gboolean
refresh_ticket (GuichetSession  *session,
                gint64           id,
                GError         **error)
{
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GPtrArray) tickets = NULL;
  g_autoptr(GError) local = NULL;

  if (guichet_session_get_engine (session) == NULL)
    return TRUE;

  ticket = guichet_remote_read_ticket (guichet_session_get_remote (session), id, NULL, &local);
  if (ticket != NULL)
    {
      tickets = guichet_tickets_new ();
      g_ptr_array_add (tickets, g_steal_pointer (&ticket));
      return guichet_store_merge_tickets (guichet_session_get_store (session), tickets, NULL, error);
    }
  if (guichet_problem_get_exit (local) == GUICHET_EXIT_WAITING)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

/* A ticket that is not known here may be younger than the last sync. */
static gint64
find_ticket_anywhere (GuichetSession  *session,
                      const char      *text,
                      GError         **error)
{
  g_autoptr(GError) local = NULL;
  gint64 id = guichet_cli_find_ticket (session, text, &local);

  if (id != 0)
    return id;
  if (!g_error_matches (local, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND) ||
      guichet_session_get_engine (session) == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return 0;
    }
  if (!guichet_engine_pull_once (guichet_session_get_engine (session), NULL, error))
    return 0;

  return guichet_cli_find_ticket (session, text, error);
}

/**
 * guichet_cli_read_fresh_ticket:
 *
 * Returns: (transfer full) (nullable): as the server has it now, or, where that
 *   cannot be asked, as it was last
 */
GuichetTicket *
guichet_cli_read_fresh_ticket (GuichetSession  *session,
                               const char      *text,
                               GError         **error)
{
  gint64 id = find_ticket_anywhere (session, text, error);

  if (id == 0 || !refresh_ticket (session, id, error))
    return NULL;

  return guichet_store_read_ticket (guichet_session_get_store (session), id, NULL, error);
}

/* @uuid: (nullable): the identity that a script gave */
void
guichet_cli_adopt_uuid (GuichetIntent *intent,
                        const char    *uuid)
{
  g_autofree char *lower = uuid != NULL ? g_ascii_strdown (uuid, -1) : NULL;

  if (lower != NULL)
    g_set_str (&intent->uuid, lower);
}

static gboolean
set_entry (GuichetCli      *cli,
           GuichetIntent   *intent,
           GuichetJournal   journal,
           const char      *argument,
           GError         **error)
{
  g_autofree char *text = NULL;

  if (argument == NULL)
    return TRUE;
  if (!(text = guichet_cli_dup_text (cli, argument, error)))
    return FALSE;

  intent->entries[journal] = guichet_html_from_plain (text, NULL);

  return TRUE;
}

/* The server would let anybody approve. */
static gboolean
check_person (GuichetSession  *session,
              GuichetIntent   *intent,
              GuichetTicket   *ticket,
              GError         **error)
{
  const GuichetAction *action = NULL;

  if (intent->action != NULL)
    action = guichet_profile_get_action (guichet_session_get_profile (session), intent->action);
  if (action == NULL ||
      guichet_rules_is_for_person (action, ticket, guichet_session_get_identity (session)->person_id))
    return TRUE;

  g_propagate_error (error, guichet_error_new (GUICHET_ERROR_INVALID, "approver", NULL,
                                               "The action %s is the approver's", action->name));
  return FALSE;
}

static gboolean
check_change (GuichetSession  *session,
              GuichetIntent   *intent,
              GuichetTicket   *ticket,
              GError         **error)
{
  g_autoptr(GTimeZone) zone = guichet_identity_dup_zone (guichet_session_get_identity (session));
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  if (guichet_intent_get_parts (intent) == 0)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                           _("Nothing to do: give --set, --note or --message."));
      return FALSE;
    }

  return guichet_rules_check_change (intent, ticket, guichet_session_get_profile (session), zone, now, error) &&
         check_person (session, intent, ticket, error);
}

static gboolean
parse_journal (const char      *text,
               GuichetJournal  *out_journal,
               GError         **error)
{
  if (g_strcmp0 (text, "public") == 0)
    *out_journal = GUICHET_JOURNAL_PUBLIC;
  else if (g_strcmp0 (text, "private") == 0)
    *out_journal = GUICHET_JOURNAL_PRIVATE;
  else
    {
      /* Never a default: who reads it must have been meant. */
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("Say who shall read it: --to=public (the requester) or --to=private (the agents)."));
      return FALSE;
    }

  return TRUE;
}

static GuichetIntent *
make_say_intent (GuichetCli      *cli,
                 GuichetSession  *session,
                 char           **args,
                 GError         **error)
{
  g_autoptr(GuichetTicket) ticket = guichet_cli_read_fresh_ticket (session, args[0], error);
  g_autoptr(GuichetIntent) intent = NULL;
  GuichetJournal journal;

  if (ticket == NULL || !parse_journal (cli->options.to, &journal, error))
    return NULL;

  intent = guichet_intent_new_for_ticket (ticket);
  guichet_cli_adopt_uuid (intent, cli->options.id);

  return set_entry (cli, intent, journal, args[1], error) ? g_steal_pointer (&intent) : NULL;
}

GuichetExit
guichet_command_say (GuichetCli  *cli,
                     char       **args)
{
  g_autoptr(GError) error = NULL;
  GuichetJournal journal;

  if (!parse_journal (cli->options.to, &journal, &error))
    return guichet_cli_fail (cli, error);

  return guichet_posting_run (cli, args, make_say_intent);
}

/* A list that the action asks for and the profile has a default for. */
static void
add_action_defaults (GuichetIntent  *intent,
                     GuichetTicket  *ticket,
                     GuichetProfile *profile)
{
  const GuichetAction *action = guichet_profile_get_action (profile, intent->action);

  for (guint i = 0; action != NULL && i < action->n_fields; i++)
    {
      GuichetField field = action->fields[i].field;
      const char *value = guichet_profile_get_default (profile, field);

      if (action->fields[i].mandatory && value != NULL && guichet_profile_has_field (profile, field) &&
          guichet_intent_get_change (intent, field) == NULL && guichet_rules_must_be_given (action, field, ticket))
        guichet_intent_set_field (intent, field, guichet_ticket_peek (ticket, field), value, NULL);
    }
}

static GuichetIntent *
make_act_intent (GuichetCli      *cli,
                 GuichetSession  *session,
                 char           **args,
                 GError         **error)
{
  GuichetProfile *profile = guichet_session_get_profile (session);
  gboolean is_apply = g_str_equal (args[1], "apply");
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GuichetIntent) intent = NULL;

  if (!is_apply && guichet_profile_get_action (profile, args[1]) == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“%s” is no action: “guichetctl actions REF” lists them."), args[1]);
      return NULL;
    }
  if (!(ticket = guichet_cli_read_fresh_ticket (session, args[0], error)))
    return NULL;

  intent = guichet_intent_new_for_ticket (ticket);
  guichet_cli_adopt_uuid (intent, cli->options.id);
  intent->action = is_apply ? NULL : g_strdup (args[1]);
  if (!guichet_assignments_apply (intent, (const char * const *) cli->options.set, ticket,
                                  guichet_session_get_store (session), profile,
                                  guichet_session_get_identity (session), error) ||
      !set_entry (cli, intent, GUICHET_JOURNAL_PRIVATE, cli->options.note, error) ||
      !set_entry (cli, intent, GUICHET_JOURNAL_PUBLIC, cli->options.message, error))
    return NULL;

  add_action_defaults (intent, ticket, profile);

  return check_change (session, intent, ticket, error) ? g_steal_pointer (&intent) : NULL;
}

GuichetExit
guichet_command_act (GuichetCli  *cli,
                     char       **args)
{
  return guichet_posting_run (cli, args, make_act_intent);
}

static gboolean
set_new_texts (GuichetCli     *cli,
               GuichetIntent  *intent,
               GError        **error)
{
  g_autofree char *title = NULL;
  g_autofree char *description = NULL;
  g_autofree char *html = NULL;

  if (cli->options.title == NULL || cli->options.description == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                           _("A new ticket needs --title and --description."));
      return FALSE;
    }
  if (!(title = guichet_cli_dup_text (cli, cli->options.title, error)) ||
      !(description = guichet_cli_dup_text (cli, cli->options.description, error)))
    return FALSE;

  html = guichet_html_from_plain (description, NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, NULL, title, NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_DESCRIPTION, NULL, html, NULL);
  g_set_str (&intent->title, title);

  return TRUE;
}

static GuichetIntent *
make_new_intent (GuichetCli      *cli,
                 GuichetSession  *session,
                 char           **args,
                 GError         **error)
{
  GuichetStore *store = guichet_session_get_store (session);
  GuichetProfile *profile = guichet_session_get_profile (session);
  GuichetIdentity *identity = guichet_session_get_identity (session);
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CREATE, 0);

  guichet_cli_adopt_uuid (intent, cli->options.id);
  if (!set_new_texts (cli, intent, error) ||
      !guichet_assignments_apply (intent, (const char * const *) cli->options.set, NULL, store, profile, identity,
                                  error) ||
      !guichet_assignments_complete (intent, store, profile, identity, error) ||
      !guichet_rules_check_create (intent, profile, error))
    return NULL;

  return g_steal_pointer (&intent);
}

GuichetExit
guichet_command_new (GuichetCli  *cli,
                     char       **args)
{
  return guichet_posting_run (cli, args, make_new_intent);
}
