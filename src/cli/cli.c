#include "config.h"

#include "cli/cli.h"

#include <glib/gi18n.h>

#include "cli/command.h"

static char *
describe_commands (void)
{
  g_autoptr(GString) text = g_string_new (_("Commands:"));
  const GuichetCommand *commands;
  guint n;

  commands = guichet_command_get_all (&n);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "  %-10s%s\n", commands[i].name, _(commands[i].summary));
  g_string_append_c (text, '\n');
  g_string_append (text, _("“guichetctl COMMAND --help” tells more; guichetctl(1) tells all, with the exit statuses."));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
print_help (FILE                 *out,
            const GuichetCommand *command)
{
  g_autofree char *synopsis = NULL;
  g_autofree char *description = NULL;
  g_autofree char *help = NULL;

  if (command == NULL)
    {
      description = describe_commands ();
      help = guichet_options_describe (0, _("COMMAND …"), _("Guichet without a display, for scripts."), description);
    }
  else
    {
      synopsis = g_strjoin (" ", command->name, command->arguments != NULL ? _(command->arguments) : "", NULL);
      help = guichet_options_describe (command->options, synopsis, _(command->summary),
                                       command->description != NULL ? _(command->description) : NULL);
    }

  fputs (help, out);
}

static GuichetExit
fail_usage (GuichetCli *cli,
            const char *sentence)
{
  g_autoptr(GError) error = g_error_new_literal (G_OPTION_ERROR, G_OPTION_ERROR_FAILED, sentence);

  return guichet_cli_fail (cli, error);
}

/* A command that answers from here needs no password; without one it does not
 * try to reach the server. */
static void
stay_here (GuichetCli           *cli,
           const GuichetCommand *command)
{
  const GuichetOptions *o = &cli->options;

  if (command->local && !o->demo && o->password_file == NULL && o->retry == NULL && o->keep_mine == NULL)
    cli->options.offline = TRUE;
}

/* @words: the command's name and what follows, with its options. */
static GuichetExit
run_command (GuichetCli            *cli,
             const GuichetCommand  *command,
             char                ***words)
{
  g_autoptr(GError) error = NULL;
  guint n;

  if (!guichet_options_parse (&cli->options, command->options, FALSE, words, &error))
    return guichet_cli_fail (cli, error);
  if (cli->options.help)
    {
      print_help (cli->out, command);
      return GUICHET_EXIT_DONE;
    }
  if (!guichet_options_check (&cli->options, &error))
    return guichet_cli_fail (cli, error);

  n = g_strv_length (*words) - 1;
  if (n < command->n_min)
    return fail_usage (cli, _("Something is missing: see --help of this command."));
  if (n > command->n_max)
    return fail_usage (cli, _("Too many words: a text with spaces needs quotation marks."));

  stay_here (cli, command);

  return command->run (cli, *words + 1);
}

static GuichetExit
run (GuichetCli   *cli,
     char       ***words)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) rest = NULL;
  const GuichetCommand *command;

  if (!guichet_options_parse (&cli->options, 0, TRUE, words, &error))
    return guichet_cli_fail (cli, error);
  if (cli->options.version)
    {
      fprintf (cli->out, "guichetctl %s\n", GUICHET_VERSION);
      return GUICHET_EXIT_DONE;
    }
  if (g_strv_length (*words) < 2)
    {
      print_help (cli->options.help ? cli->out : cli->err, NULL);
      return cli->options.help ? GUICHET_EXIT_DONE : GUICHET_EXIT_USAGE;
    }
  if (!(command = guichet_command_find ((*words)[1])))
    return fail_usage (cli, _("There is no such command: “guichetctl --help” lists them."));

  rest = g_strdupv (*words + 1);

  return run_command (cli, command, &rest);
}

int
guichet_cli_run (int    argc,
                 char  *argv[],
                 FILE  *in,
                 FILE  *out,
                 FILE  *err)
{
  GuichetCli cli = { .in = in, .out = out, .err = err };
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) words = NULL;
  GuichetExit status;

  for (int i = 0; i < argc; i++)
    g_strv_builder_add (builder, argv[i]);
  words = g_strv_builder_end (builder);

  guichet_options_init (&cli.options);
  status = run (&cli, &words);
  guichet_options_clear (&cli.options);

  /* What was printed must have arrived, or a script believes half of it. */
  if (fflush (out) != 0 && status == GUICHET_EXIT_DONE)
    status = GUICHET_EXIT_STORAGE;

  return status;
}
