#include "config.h"

#include "cli/options.h"

#include <glib/gi18n.h>

#include "util/uuid.h"

#define DEFAULT_TIMEOUT 60

void
guichet_options_init (GuichetOptions *self)
{
  *self = (GuichetOptions) { .timeout = DEFAULT_TIMEOUT };
}

void
guichet_options_clear (GuichetOptions *self)
{
  g_free (self->server);
  g_free (self->login);
  g_free (self->password_file);
  g_free (self->data);
  g_free (self->demo_profile);
  g_free (self->demo_fault);
  g_free (self->door);
  g_free (self->to);
  g_strfreev (self->set);
  g_free (self->note);
  g_free (self->message);
  g_free (self->id);
  g_free (self->title);
  g_free (self->description);
  g_free (self->retry);
  g_free (self->withdraw);
  g_free (self->keep_mine);
  g_free (self->sort);
  g_free (self->then);
  g_free (self->group);
  g_free (self->filter);
  g_free (self->output);
  *self = (GuichetOptions) { 0 };
}

static GOptionGroup *
make_main_group (GuichetOptions *o)
{
  const GOptionEntry entries[] = {
    { "server", 0, 0, G_OPTION_ARG_STRING, &o->server, N_("Address of the service desk"), N_("URL") },
    { "login", 0, 0, G_OPTION_ARG_STRING, &o->login, N_("Account name"), N_("NAME") },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &o->password_file,
      N_("File with the password or token; “-” reads it from the standard input"), N_("FILE") },
    { "door", 0, 0, G_OPTION_ARG_STRING, &o->door,
      /* Translators: rest, portal and auto stay as they are */
      N_("How to get in: rest, portal (for requesters), or auto, the one that is open"), N_("DOOR") },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &o->data, N_("Folder of the local copy and the outbox"), N_("FOLDER") },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &o->timeout, N_("How long to wait for the server"), N_("SECONDS") },
    { "offline", 0, 0, G_OPTION_ARG_NONE, &o->offline, N_("Use the local copy only"), NULL },
    { "demo", 0, 0, G_OPTION_ARG_NONE, &o->demo, N_("Use the built-in demonstration desk"), NULL },
    { "demo-profile", 0, 0, G_OPTION_ARG_STRING, &o->demo_profile,
      N_("What the demonstration desk is like: asap or itop"), N_("NAME") },
    { "demo-fault", 0, 0, G_OPTION_ARG_STRING, &o->demo_fault,
      N_("A fault of the demonstration desk, once, or at random"), N_("FAULT[:PROBABILITY]") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &o->json, N_("Print JSON"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &o->help, N_("Print this help"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &o->version, N_("Print the version"), NULL },
    G_OPTION_ENTRY_NULL
  };
  GOptionGroup *group = g_option_group_new ("main", NULL, NULL, NULL, NULL);

  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);

  return group;
}

static void
add_command_entries (GOptionContext    *context,
                     GuichetOptions    *o,
                     GuichetOptionMask  mask)
{
  const struct { GuichetOptionMask mask; GOptionEntry entry; } all[] = {
    { GUICHET_OPTION_TO, { "to", 0, 0, G_OPTION_ARG_STRING, &o->to,
      N_("Which journal: public (the requester reads it) or private"), N_("JOURNAL") } },
    { GUICHET_OPTION_TEXTS, { "title", 0, 0, G_OPTION_ARG_STRING, &o->title, N_("Subject of the request"), N_("TEXT") } },
    { GUICHET_OPTION_TEXTS, { "description", 0, 0, G_OPTION_ARG_STRING, &o->description,
      N_("Details of the request; “-” reads them from the standard input"), N_("TEXT") } },
    { GUICHET_OPTION_SET, { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->set,
      N_("Give a field a value: a name, an id, a code or a text"), N_("FIELD=VALUE") } },
    { GUICHET_OPTION_ENTRIES, { "note", 0, 0, G_OPTION_ARG_STRING, &o->note,
      N_("Entry in the agent journal; “-” reads it from the standard input"), N_("TEXT") } },
    { GUICHET_OPTION_ENTRIES, { "message", 0, 0, G_OPTION_ARG_STRING, &o->message,
      N_("Entry in the requester journal; “-” reads it from the standard input"), N_("TEXT") } },
    { GUICHET_OPTION_ID, { "id", 0, 0, G_OPTION_ARG_STRING, &o->id,
      N_("Identity of the operation: running it again has no second effect"), N_("UUID") } },
    { GUICHET_OPTION_DECISION, { "retry", 0, 0, G_OPTION_ARG_STRING, &o->retry, N_("Send a refused operation again"), N_("UUID") } },
    { GUICHET_OPTION_DECISION, { "withdraw", 0, 0, G_OPTION_ARG_STRING, &o->withdraw, N_("Take an operation back"), N_("UUID") } },
    { GUICHET_OPTION_DECISION, { "keep-mine", 0, 0, G_OPTION_ARG_STRING, &o->keep_mine,
      N_("Settle a conflict in favour of my version"), N_("UUID") } },
    { GUICHET_OPTION_HISTORY, { "history", 0, 0, G_OPTION_ARG_NONE, &o->history, N_("Also what was done or withdrawn"), NULL } },
    { GUICHET_OPTION_ORDER, { "sort", 0, 0, G_OPTION_ARG_STRING, &o->sort,
      N_("last-update, ref, title, start-date, status, service, caller, team, site, agent or time-left"), N_("FIELD") } },
    { GUICHET_OPTION_ORDER, { "ascending", 0, 0, G_OPTION_ARG_NONE, &o->ascending, N_("Smallest first"), NULL } },
    { GUICHET_OPTION_ORDER, { "then", 0, 0, G_OPTION_ARG_STRING, &o->then,
      N_("Sort what is equal by this"), N_("FIELD") } },
    { GUICHET_OPTION_ORDER, { "then-ascending", 0, 0, G_OPTION_ARG_NONE, &o->then_ascending,
      N_("Smallest of these first"), NULL } },
    { GUICHET_OPTION_ORDER, { "group", 0, 0, G_OPTION_ARG_STRING, &o->group,
      N_("Put together by status, service, team, site or caller"), N_("FIELD") } },
    { GUICHET_OPTION_ORDER, { "filter", 0, 0, G_OPTION_ARG_STRING, &o->filter,
      N_("Words that reference, subject, requester or service hold"), N_("WORDS") } },
    { GUICHET_OPTION_OUTPUT, { "output", 0, 0, G_OPTION_ARG_FILENAME, &o->output,
      N_("Where to; “-” is the standard output"), N_("FILE") } },
    { GUICHET_OPTION_ERASE, { "erase", 0, 0, G_OPTION_ARG_NONE, &o->erase,
      N_("Remove the local copy, the outbox, drafts and files"), NULL } },
    { GUICHET_OPTION_ERASE, { "discard", 0, 0, G_OPTION_ARG_NONE, &o->discard,
      N_("Also what was not sent yet"), NULL } },
    { GUICHET_OPTION_LIMIT, { "limit", 0, 0, G_OPTION_ARG_INT, &o->limit, N_("At most so many"), N_("NUMBER") } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if ((mask & all[i].mask) != 0)
      {
        const GOptionEntry entries[] = { all[i].entry, G_OPTION_ENTRY_NULL };

        g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
      }
}

static GOptionContext *
make_context (GuichetOptions    *self,
              GuichetOptionMask  mask,
              const char        *synopsis)
{
  GOptionContext *context = g_option_context_new (synopsis);

  /* GLib's own --help would end the process. */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_main_group (context, make_main_group (self));
  add_command_entries (context, self, mask);

  return context;
}

/**
 * guichet_options_parse:
 * @mask: which options of commands are known
 * @to_command: stop at the first word that is no option: the command's name
 * @argv: (inout): what was understood is removed
 */
gboolean
guichet_options_parse (GuichetOptions     *self,
                       GuichetOptionMask   mask,
                       gboolean            to_command,
                       char             ***argv,
                       GError            **error)
{
  g_autoptr(GOptionContext) context = make_context (self, mask, NULL);

  g_option_context_set_strict_posix (context, to_command);

  return g_option_context_parse_strv (context, argv, error);
}

/* For what is wrong with an option, or between two. */
gboolean
guichet_options_fail (GError     **error,
                      const char  *sentence)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, sentence);

  return FALSE;
}

/* Several things may not be read from the one standard input. */
static gboolean
reads_input_once (const GuichetOptions *self)
{
  const char * const texts[] = { self->password_file, self->note, self->message, self->description };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    n += g_strcmp0 (texts[i], "-") == 0;

  return n <= 1;
}

/**
 * guichet_options_check:
 *
 * Whether the options go together; sentences for people in @error.
 */
gboolean
guichet_options_check (GuichetOptions  *self,
                       GError         **error)
{
  const char *id = self->id;

  if (self->demo && (self->server != NULL || self->password_file != NULL))
    return guichet_options_fail (error, _("--demo takes no --server and no --password-file."));
  if (!self->demo && (self->demo_profile != NULL || self->demo_fault != NULL))
    return guichet_options_fail (error, _("--demo-profile and --demo-fault need --demo."));
  if (self->door != NULL && !guichet_door_choice_from_nick (self->door, &self->door_choice))
    return guichet_options_fail (error, _("--door must be rest, portal or auto."));
  if (self->timeout < 0 || self->timeout > G_MAXINT / 1000)
    return guichet_options_fail (error, _("--timeout is not a sensible number of seconds."));
  if (self->limit < 0)
    return guichet_options_fail (error, _("--limit must not be negative."));
  if (id != NULL && !guichet_uuid_is_valid (id))
    return guichet_options_fail (error, _("--id must be a UUID such as 01932b7e-7d5c-7cc3-98b5-12d2e8a1f0c4."));
  if (!reads_input_once (self))
    return guichet_options_fail (error, _("Only one text can be read from the standard input."));

  return TRUE;
}

/**
 * guichet_options_describe:
 *
 * Returns: (transfer full): the help of a command
 */
char *
guichet_options_describe (GuichetOptionMask  mask,
                          const char        *synopsis,
                          const char        *summary,
                          const char        *description)
{
  g_auto(GuichetOptions) unused = { 0 };
  g_autoptr(GOptionContext) context = make_context (&unused, mask, synopsis);

  g_option_context_set_summary (context, summary);
  g_option_context_set_description (context, description);

  return g_option_context_get_help (context, TRUE, NULL);
}
