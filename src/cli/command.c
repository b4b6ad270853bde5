#include "config.h"

#include "cli/command.h"

#include <glib/gi18n.h>

#include "cli/password.h"
#include "cli/problem.h"
#include "store/reading.h"
#include "util/error.h"
#include "util/text.h"

/* The most that one text may be; the server takes no more either. */
#define MAX_TEXT (1024 * 1024)

/* The order is that of the help. */
static const GuichetCommand commands[] = {
  { "sync", NULL, N_("Bring the local copy up to date and send what waits in the outbox"), NULL,
    0, 0, 0, FALSE, guichet_command_sync },
  { "list", N_("VIEW [CONDITIONS]"), N_("List the tickets of a view"),
    N_("VIEW is mine, to-take, taken, open, resolved-mine, resolved-team or all. CONDITIONS are such as "
       "“status:assigned service:printer before:2024-03 -team:dsi is:unread”."),
    1, 2, GUICHET_OPTION_ORDER | GUICHET_OPTION_LIMIT, FALSE, guichet_command_list },
  { "show", N_("REF"), N_("Show a ticket with its journals"), NULL, 1, 1, 0, FALSE, guichet_command_show },
  { "search", N_("TEXT"), N_("Search all tickets that are known here"), NULL,
    1, 1, GUICHET_OPTION_LIMIT, FALSE, guichet_command_search },
  { "suggest", N_("SENTENCE"), N_("Tell where a request belongs, and what is like it"),
    N_("SENTENCE is what a requester would write as the subject."), 1, 1, 0, TRUE, guichet_command_suggest },
  { "say", N_("REF TEXT"), N_("Write an entry in a journal of a ticket"),
    N_("TEXT is plain text; “-” reads it from the standard input."),
    2, 2, GUICHET_OPTION_TO | GUICHET_OPTION_ID, FALSE, guichet_command_say },
  { "act", N_("REF ACTION"), N_("Do an action on a ticket"),
    N_("ACTION is one that “guichetctl actions REF” lists, or apply, which changes fields without changing the state."),
    2, 2, GUICHET_OPTION_SET | GUICHET_OPTION_ENTRIES | GUICHET_OPTION_ID, FALSE, guichet_command_act },
  { "new", NULL, N_("Make a new ticket"), NULL,
    0, 0, GUICHET_OPTION_TEXTS | GUICHET_OPTION_SET | GUICHET_OPTION_ID, FALSE, guichet_command_new },
  { "attach", N_("REF FILE"), N_("Put a file beside a ticket"), NULL,
    2, 2, GUICHET_OPTION_ID, FALSE, guichet_command_attach },
  { "file", N_("ID"), N_("Save a file that is beside a ticket"),
    N_("ID is the number of an attachment, which “guichetctl show REF --json” tells."),
    1, 1, GUICHET_OPTION_OUTPUT, FALSE, guichet_command_file },
  { "actions", N_("REF"), N_("List the actions that a ticket offers now, and what they ask for"), NULL,
    1, 1, 0, TRUE, guichet_command_actions },
  { "fields", NULL, N_("List the fields of the server and their values"), NULL, 0, 0, 0, TRUE, guichet_command_fields },
  { "outbox", NULL, N_("List what waits to be sent, or decide about it"), NULL,
    0, 0, GUICHET_OPTION_DECISION | GUICHET_OPTION_HISTORY, TRUE, guichet_command_outbox },
  { "check", NULL, N_("Check the local databases"), NULL, 0, 0, 0, TRUE, guichet_command_check },
  { "sign-out", NULL, N_("Leave an account, and erase what is known of it here"), NULL,
    0, 0, GUICHET_OPTION_ERASE, TRUE, guichet_command_sign_out },
};

const GuichetCommand *
guichet_command_get_all (guint *out_n)
{
  *out_n = G_N_ELEMENTS (commands);

  return commands;
}

const GuichetCommand *
guichet_command_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];

  return NULL;
}

/* One line for a person; the technical text behind it where it says more. */
void
guichet_cli_warn (GuichetCli   *cli,
                  const GError *error)
{
  g_autofree char *sentence = guichet_problem_dup_sentence (error);
  g_autofree char *detail = guichet_text_make_valid (guichet_error_get_detail (error), -1, 2000);

  fprintf (cli->err, "guichetctl: %s\n", sentence);
  if (!g_str_equal (detail, sentence))
    fprintf (cli->err, "  %s\n", detail);
}

/**
 * guichet_cli_fail:
 *
 * Tells @error: on the error stream, and with --json also as the one object
 * on the output.
 *
 * Returns: the exit status
 */
GuichetExit
guichet_cli_fail (GuichetCli   *cli,
                  const GError *error)
{
  g_autoptr(GuichetJsonWriter) json = NULL;
  g_autofree char *sentence = guichet_problem_dup_sentence (error);

  guichet_cli_warn (cli, error);
  if (!cli->options.json)
    return guichet_problem_get_exit (error);

  json = guichet_json_writer_new ();
  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_begin_object (json, "error");
  guichet_json_writer_add_string (json, "code", guichet_problem_get_nick (error));
  guichet_json_writer_add_int (json, "exit", guichet_problem_get_exit (error));
  guichet_json_writer_add_string (json, "sentence", sentence);
  guichet_json_writer_add_string (json, "field", guichet_error_get_field (error));
  guichet_json_writer_add_string (json, "detail", guichet_error_get_detail (error));
  guichet_json_writer_end_object (json);
  guichet_json_writer_end_object (json);
  guichet_cli_print_json (cli, json);

  return guichet_problem_get_exit (error);
}

void
guichet_cli_print_json (GuichetCli        *cli,
                        GuichetJsonWriter *json)
{
  fprintf (cli->out, "%s\n", guichet_json_writer_get_text (json));
}

/**
 * guichet_cli_dup_text:
 *
 * Returns: (transfer full): @argument, or the whole input for "-"; an error of
 *   G_OPTION_ERROR when nothing is in it
 */
char *
guichet_cli_dup_text (GuichetCli  *cli,
                      const char  *argument,
                      GError     **error)
{
  gboolean is_input = g_str_equal (argument, "-");
  g_autofree char *raw = NULL;
  g_autofree char *text = NULL;

  if (is_input && g_strcmp0 (cli->options.password_file, "-") == 0)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("Only one text can be read from the standard input."));
      return NULL;
    }
  raw = is_input ? guichet_stream_read (cli->in, MAX_TEXT, error) : g_strdup (argument);
  if (raw == NULL)
    return NULL;

  text = g_strchomp (guichet_text_make_valid (raw, -1, MAX_TEXT));
  if (guichet_text_is_empty (text))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("The text is empty."));
      return NULL;
    }

  return g_steal_pointer (&text);
}

static gboolean
is_temporary (const GError *error)
{
  return guichet_problem_get_exit (error) == GUICHET_EXIT_WAITING;
}

/* Whatever is known of the account; talks to no server. */
GuichetSession *
guichet_cli_open (GuichetCli   *cli,
                  GuichetExit  *out_exit)
{
  g_autoptr(GError) error = NULL;
  GuichetSession *session = guichet_session_open (&cli->options, cli->in, cli->err, &error);

  if (session == NULL)
    *out_exit = guichet_cli_fail (cli, error);

  return session;
}

/* Reading needs to know at least who this is. */
static GuichetSession *
require_identity (GuichetCli      *cli,
                  GuichetSession  *session,
                  GuichetExit     *out_exit)
{
  g_autoptr(GError) error = NULL;

  if (guichet_session_get_identity (session) != NULL && guichet_session_get_profile (session) != NULL)
    return session;

  guichet_session_free (session);
  error = g_error_new_literal (G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                               _("Nothing has been loaded for this account yet: run “guichetctl sync” first."));
  *out_exit = guichet_cli_fail (cli, error);

  return NULL;
}

static gboolean
connect_and_pull (GuichetSession  *session,
                  gboolean         pull,
                  GError         **error)
{
  return guichet_session_connect (session, FALSE, error) &&
         (!pull || guichet_engine_pull_once (guichet_session_get_engine (session), NULL, error));
}

/* @pull: bring the local copy up to date. A server that cannot be reached is
 * no reason to stop where something is known from before. */
static GuichetSession *
open_connected (GuichetCli   *cli,
                gboolean      pull,
                GuichetExit  *out_exit)
{
  g_autoptr(GuichetSession) session = guichet_cli_open (cli, out_exit);
  g_autoptr(GError) error = NULL;
  gboolean is_new;

  if (session == NULL)
    return NULL;
  *out_exit = GUICHET_EXIT_DONE;
  if (guichet_session_is_offline (session))
    return require_identity (cli, g_steal_pointer (&session), out_exit);

  is_new = guichet_session_get_identity (session) == NULL;
  if (connect_and_pull (session, pull || is_new, &error))
    return g_steal_pointer (&session);

  if (is_new || !is_temporary (error))
    {
      *out_exit = guichet_cli_fail (cli, error);
      return NULL;
    }

  guichet_cli_warn (cli, error);
  *out_exit = GUICHET_EXIT_WAITING;

  return g_steal_pointer (&session);
}

/**
 * guichet_cli_open_for_reading:
 * @out_exit: why there is no session; else the status to end with: WAITING
 *   when the server could not be asked and the local copy answers
 *
 * Brings the local copy up to date first, except with --offline.
 */
GuichetSession *
guichet_cli_open_for_reading (GuichetCli   *cli,
                              GuichetExit  *out_exit)
{
  return open_connected (cli, TRUE, out_exit);
}

/* For writing: connected where that is possible. */
GuichetSession *
guichet_cli_open_for_writing (GuichetCli   *cli,
                              GuichetExit  *out_exit)
{
  return open_connected (cli, FALSE, out_exit);
}

/* For what is known here: talks to the server only when nothing is. */
GuichetSession *
guichet_cli_open_here (GuichetCli   *cli,
                       GuichetExit  *out_exit)
{
  g_autoptr(GuichetSession) session = guichet_cli_open (cli, out_exit);
  g_autoptr(GError) error = NULL;

  if (session == NULL)
    return NULL;

  *out_exit = GUICHET_EXIT_DONE;
  if (guichet_session_get_identity (session) != NULL || guichet_session_is_offline (session))
    return require_identity (cli, g_steal_pointer (&session), out_exit);
  if (connect_and_pull (session, TRUE, &error))
    return g_steal_pointer (&session);

  *out_exit = guichet_cli_fail (cli, error);

  return NULL;
}

/**
 * guichet_cli_find_ticket:
 * @text: R-001678, r1678 or 1678
 *
 * Returns: the id; 0 with @error set when no such ticket is known here
 */
gint64
guichet_cli_find_ticket (GuichetSession  *session,
                         const char      *text,
                         GError         **error)
{
  g_autofree char *ref = guichet_text_parse_ref (text);
  g_autoptr(GError) local = NULL;
  gint64 id;

  if (ref == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“%s” is no reference of a ticket such as R-001678."), text);
      return 0;
    }

  id = guichet_store_find_ref (guichet_session_get_store (session), ref, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (id == 0)
    g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND, "No ticket %s is known here", ref);

  return id;
}
