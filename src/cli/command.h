#pragma once

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/session.h"
#include "model/intent.h"
#include "model/ticket.h"
#include "util/json-writer.h"

G_BEGIN_DECLS

/* What every command has: its options and its three streams. */
typedef struct
{
  GuichetOptions  options;
  FILE           *in;
  FILE           *out;
  FILE           *err;
} GuichetCli;

/* @args: (array zero-terminated=1): the words after the command's name */
typedef GuichetExit (*GuichetCommandFunc) (GuichetCli  *cli,
                                           char       **args);

/**
 * GuichetCommand:
 * @arguments: (nullable): the words it takes, for its help
 * @n_min, @n_max: how many
 * @local: answers from what is known here; needs no server and no password
 */
typedef struct
{
  const char         *name;
  const char         *arguments;
  const char         *summary;
  const char         *description;
  guint               n_min;
  guint               n_max;
  GuichetOptionMask   options;
  gboolean            local;
  GuichetCommandFunc  run;
} GuichetCommand;

const GuichetCommand *guichet_command_find     (const char           *name);
const GuichetCommand *guichet_command_get_all  (guint                *out_n);

/* Shared by the commands. */
GuichetExit     guichet_cli_fail               (GuichetCli           *cli,
                                                const GError         *error);
void            guichet_cli_warn               (GuichetCli           *cli,
                                                const GError         *error);
void            guichet_cli_print_json         (GuichetCli           *cli,
                                                GuichetJsonWriter    *json);
char           *guichet_cli_dup_text           (GuichetCli           *cli,
                                                const char           *argument,
                                                GError              **error);
GuichetSession *guichet_cli_open               (GuichetCli           *cli,
                                                GuichetExit          *out_exit);
GuichetSession *guichet_cli_open_for_reading   (GuichetCli           *cli,
                                                GuichetExit          *out_exit);
GuichetSession *guichet_cli_open_here          (GuichetCli           *cli,
                                                GuichetExit          *out_exit);
GuichetSession *guichet_cli_open_for_writing   (GuichetCli           *cli,
                                                GuichetExit          *out_exit);
gint64          guichet_cli_find_ticket        (GuichetSession       *session,
                                                const char           *text,
                                                GError              **error);

GuichetTicket  *guichet_cli_read_fresh_ticket  (GuichetSession       *session,
                                                const char           *text,
                                                GError              **error);
gboolean        guichet_cli_finish_index       (GuichetStore         *store,
                                                GError              **error);
void            guichet_cli_adopt_uuid         (GuichetIntent        *intent,
                                                const char           *uuid);

/* The commands. */
GuichetExit guichet_command_sync    (GuichetCli *cli, char **args);
GuichetExit guichet_command_list    (GuichetCli *cli, char **args);
GuichetExit guichet_command_show    (GuichetCli *cli, char **args);
GuichetExit guichet_command_search  (GuichetCli *cli, char **args);
GuichetExit guichet_command_actions (GuichetCli *cli, char **args);
GuichetExit guichet_command_fields  (GuichetCli *cli, char **args);
GuichetExit guichet_command_check   (GuichetCli *cli, char **args);
GuichetExit guichet_command_say     (GuichetCli *cli, char **args);
GuichetExit guichet_command_act     (GuichetCli *cli, char **args);
GuichetExit guichet_command_new     (GuichetCli *cli, char **args);
GuichetExit guichet_command_attach  (GuichetCli *cli, char **args);
GuichetExit guichet_command_file    (GuichetCli *cli, char **args);
GuichetExit guichet_command_outbox  (GuichetCli *cli, char **args);
GuichetExit guichet_command_suggest (GuichetCli *cli, char **args);
GuichetExit guichet_command_sign_out (GuichetCli *cli, char **args);

G_END_DECLS
