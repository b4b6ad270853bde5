#include "config.h"

#include "cli/command.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "cli/posting.h"
#include "cli/problem.h"
#include "model/rules.h"
#include "store/files.h"
#include "util/error.h"
#include "util/file-name.h"
#include "util/text.h"

/* The most bytes of one file that is sent, whatever the server may take. */
#define ATTACH_MAX (G_GINT64_CONSTANT (40) * 1000 * 1000)

/* ---- attach */

static GBytes *
load (const char  *path,
      GError     **error)
{
  g_autoptr(GError) local = NULL;
  g_autofree char *data = NULL;
  GStatBuf status;
  gsize length;

  if (g_stat (path, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size > ATTACH_MAX ||
      !g_file_get_contents (path, &data, &length, &local) || length == 0)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“%s” cannot be sent: a file of 1 byte to 40 MB is needed."), path);
      return NULL;
    }

  return g_bytes_new_take (g_steal_pointer (&data), length);
}

static gboolean
take_file (GuichetIntent  *intent,
           const char     *path,
           GError        **error)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (base);
  g_autofree char *type = NULL;
  GBytes *data = load (path, error);

  if (data == NULL)
    return FALSE;

  type = g_content_type_guess (shown, g_bytes_get_data (data, NULL), MIN (g_bytes_get_size (data), 4096), NULL);
  intent->file_name = guichet_file_name_make_safe (shown);
  intent->file_mime = g_content_type_get_mime_type (type);
  intent->file_data = data;
  intent->file_size = (gint64) g_bytes_get_size (data);

  return TRUE;
}

static gboolean
check_may_attach (GuichetSession  *session,
                  GuichetTicket   *ticket,
                  GError         **error)
{
  if (guichet_rules_may_attach (ticket, guichet_session_get_profile (session)))
    return TRUE;

  g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "The ticket is closed");

  return FALSE;
}

static GuichetIntent *
make_attach_intent (GuichetCli      *cli,
                    GuichetSession  *session,
                    char           **args,
                    GError         **error)
{
  g_autoptr(GuichetTicket) ticket = guichet_cli_read_fresh_ticket (session, args[0], error);
  g_autoptr(GuichetIntent) intent = NULL;

  if (ticket == NULL || !check_may_attach (session, ticket, error))
    return NULL;

  intent = guichet_intent_new (GUICHET_INTENT_ATTACH, guichet_ticket_get_id (ticket));
  guichet_cli_adopt_uuid (intent, cli->options.id);
  g_set_str (&intent->ref, guichet_ticket_get (ticket, GUICHET_FIELD_REF));
  g_set_str (&intent->title, guichet_ticket_get (ticket, GUICHET_FIELD_TITLE));

  return take_file (intent, args[1], error) ? g_steal_pointer (&intent) : NULL;
}

GuichetExit
guichet_command_attach (GuichetCli  *cli,
                        char       **args)
{
  return guichet_posting_run (cli, args, make_attach_intent);
}

/* ---- file */

static gboolean
fail_errno (const char  *path,
            GError     **error)
{
  int saved = errno;

  g_set_error (error, GUICHET_ERROR, saved == ENOSPC || saved == EDQUOT ? GUICHET_ERROR_DISK_FULL : GUICHET_ERROR_DATABASE,
               "%s: %s", path, g_strerror (saved));

  return FALSE;
}

/* Never over something that is there, never through a link, closed to others:
 * the contents are a stranger's. */
static gboolean
write_file (const char  *path,
            GBytes      *data,
            GError     **error)
{
  gsize left;
  const char *next = g_bytes_get_data (data, &left);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean ok = TRUE;

  if (fd < 0)
    return fail_errno (path, error);

  while (ok && left > 0)
    {
      gssize written = write (fd, next, left);

      ok = written >= 0 || errno == EINTR || fail_errno (path, error);
      next += MAX (written, 0);
      left -= (gsize) MAX (written, 0);
    }
  g_close (fd, NULL);
  if (!ok)
    g_unlink (path);

  return ok;
}

static gboolean
write_output (GuichetCli   *cli,
              GuichetFile  *file,
              const char   *path,
              GError      **error)
{
  gsize length;
  const void *data = g_bytes_get_data (file->data, &length);

  if (!g_str_equal (path, "-"))
    return write_file (path, file->data, error);
  if (fwrite (data, 1, length, cli->out) == length)
    return TRUE;

  return fail_errno (path, error);
}

static void
print_file (GuichetCli  *cli,
            GuichetFile *file,
            const char  *path)
{
  g_autoptr(GuichetJsonWriter) json = NULL;

  if (g_str_equal (path, "-"))
    return;
  if (!cli->options.json)
    {
      fprintf (cli->out, "%s\n", path);
      return;
    }

  json = guichet_json_writer_new ();
  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_add_int (json, "id", file->attachment_id);
  guichet_json_writer_add_string (json, "name", file->name);
  guichet_json_writer_add_string (json, "type", file->mime);
  guichet_json_writer_add_int (json, "size", (gint64) g_bytes_get_size (file->data));
  guichet_json_writer_add_string (json, "path", path);
  guichet_json_writer_add_boolean (json, "dangerous", guichet_file_name_is_dangerous (file->name));
  guichet_json_writer_end_object (json);
  guichet_cli_print_json (cli, json);
}

static GuichetFile *
fetch (GuichetSession  *session,
       gint64           id,
       GError         **error)
{
  GuichetEngine *engine = guichet_session_get_engine (session);

  return engine != NULL ? guichet_engine_fetch_file (engine, id, NULL, error)
                        : guichet_store_read_file (guichet_session_get_store (session), id, NULL, error);
}

/* Under its own name in the present folder unless somebody says otherwise. */
GuichetExit
guichet_command_file (GuichetCli  *cli,
                      char       **args)
{
  g_autoptr(GError) error = NULL;
  GuichetExit status;
  g_autoptr(GuichetSession) session = NULL;
  g_autoptr(GuichetFile) file = NULL;
  g_autofree char *path = NULL;
  gint64 id;

  if (!guichet_text_parse_int64 (args[0], &id) || id < 1)
    {
      g_set_error (&error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“%s” is no number of an attachment: “guichetctl show REF --json” tells them."), args[0]);
      return guichet_cli_fail (cli, error);
    }
  if (!(session = guichet_cli_open_for_writing (cli, &status)))
    return status;
  if (!(file = fetch (session, id, &error)))
    return guichet_cli_fail (cli, error);

  path = cli->options.output != NULL ? g_strdup (cli->options.output) : guichet_file_name_make_safe (file->name);
  if (!write_output (cli, file, path, &error))
    return guichet_cli_fail (cli, error);
  print_file (cli, file, path);

  return GUICHET_EXIT_DONE;
}
