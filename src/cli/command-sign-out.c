#include "config.h"

#include "cli/command.h"

#include <glib/gi18n.h>

#include "store/drafts.h"
#include "store/erase.h"
#include "store/outbox.h"

/* What would be lost. */
typedef struct
{
  guint operations;
  guint drafts;
} Unsent;

static gboolean
count_unsent (GuichetStore  *store,
              Unsent        *out_unsent,
              GError       **error)
{
  GuichetOutboxCount count;
  g_autoptr(GPtrArray) drafts = NULL;

  if (!guichet_store_count_outbox (store, &count, error) || !(drafts = guichet_store_list_drafts (store, error)))
    return FALSE;

  *out_unsent = (Unsent) { .operations = count.waiting + count.parked, .drafts = drafts->len };

  return TRUE;
}

static void
print_result (GuichetCli   *cli,
              const char   *folder,
              const Unsent *unsent,
              gboolean      erased)
{
  g_autoptr(GuichetJsonWriter) json = NULL;

  if (!cli->options.json)
    {
      if (erased)
        fprintf (cli->out, _("Erased: %s\n"), folder);
      else
        fprintf (cli->out, _("The local copy stays in %s; --erase removes it. No password was kept.\n"), folder);
      return;
    }

  json = guichet_json_writer_new ();
  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_add_string (json, "folder", folder);
  guichet_json_writer_add_boolean (json, "erased", erased);
  guichet_json_writer_add_int (json, "operations", unsent->operations);
  guichet_json_writer_add_int (json, "drafts", unsent->drafts);
  guichet_json_writer_end_object (json);
  guichet_cli_print_json (cli, json);
}

/* What exists nowhere else is lost by a word only. */
static GuichetExit
refuse_loss (GuichetCli   *cli,
             const Unsent *unsent)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *operations = g_strdup_printf (ngettext ("%u operation", "%u operations", unsent->operations),
                                                 unsent->operations);
  g_autofree char *drafts = g_strdup_printf (ngettext ("%u draft", "%u drafts", unsent->drafts), unsent->drafts);

  /* Translators: such as "2 operations" and "1 draft" */
  error = g_error_new (G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                       _("%s and %s were not sent and would be lost: --discard erases them all the same."),
                       operations, drafts);

  return guichet_cli_fail (cli, error);
}

/* Nobody may have the databases open when they go. */
static GuichetExit
erase (GuichetCli   *cli,
       const char   *folder,
       const Unsent *unsent)
{
  g_autoptr(GError) error = NULL;

  if (unsent->operations + unsent->drafts > 0 && !cli->options.discard)
    return refuse_loss (cli, unsent);
  if (!guichet_store_erase (folder, &error))
    return guichet_cli_fail (cli, error);

  print_result (cli, folder, unsent, TRUE);

  return GUICHET_EXIT_DONE;
}

GuichetExit
guichet_command_sign_out (GuichetCli  *cli,
                          char       **args)
{
  g_autoptr(GError) error = NULL;
  GuichetExit status;
  g_autoptr(GuichetSession) session = guichet_cli_open (cli, &status);
  g_autofree char *folder = NULL;
  Unsent unsent;

  if (session == NULL)
    return status;
  if (!count_unsent (guichet_session_get_store (session), &unsent, &error))
    return guichet_cli_fail (cli, error);

  folder = g_strdup (guichet_store_get_folder (guichet_session_get_store (session)));
  g_clear_pointer (&session, guichet_session_free);
  if (cli->options.erase)
    return erase (cli, folder, &unsent);

  print_result (cli, folder, &unsent, FALSE);

  return GUICHET_EXIT_DONE;
}
