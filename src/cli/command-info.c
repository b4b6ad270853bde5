#include "config.h"

#include "cli/command.h"

#include <glib/gi18n.h>

#include "cli/labels.h"
#include "model/rules.h"
#include "store/reading.h"

static const char *
get_kind_nick (GuichetField field)
{
  switch (guichet_field_get_kind (field))
    {
    case GUICHET_FIELD_KIND_CODE:
      return "code";
    case GUICHET_FIELD_KIND_TIME:
      return "time";
    case GUICHET_FIELD_KIND_KEY:
      return "key";
    case GUICHET_FIELD_KIND_PLAIN:
      return "lines";
    case GUICHET_FIELD_KIND_HTML:
      return "html";
    case GUICHET_FIELD_KIND_TEXT:
    default:
      return "text";
    }
}

static void
add_field_json (GuichetJsonWriter *json,
                GuichetProfile    *profile,
                GuichetField       field)
{
  const char * const *codes = guichet_profile_get_values (profile, field);

  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_add_string (json, "name", guichet_field_get_name (field));
  guichet_json_writer_add_string (json, "label", guichet_label_for_field (field));
  guichet_json_writer_add_string (json, "attribute", guichet_profile_get_code (profile, field));
  guichet_json_writer_add_string (json, "kind", get_kind_nick (field));
  guichet_json_writer_add_boolean (json, "writable", guichet_field_is_writable (field));
  guichet_json_writer_add_boolean (json, "mandatory", guichet_profile_is_mandatory (profile, field));
  guichet_json_writer_begin_array (json, "values");
  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    {
      guichet_json_writer_begin_object (json, NULL);
      guichet_json_writer_add_string (json, "code", codes[i]);
      guichet_json_writer_add_string (json, "label", guichet_profile_get_value_label (profile, field, codes[i]));
      guichet_json_writer_end_object (json);
    }
  guichet_json_writer_end_array (json);
  guichet_json_writer_end_object (json);
}

static void
print_field (FILE           *out,
             GuichetProfile *profile,
             GuichetField    field)
{
  const char * const *codes = guichet_profile_get_values (profile, field);

  fprintf (out, "%-20s %-6s %s %s  %s\n", guichet_field_get_name (field), get_kind_nick (field),
           guichet_field_is_writable (field) ? "w" : "-",
           guichet_profile_is_mandatory (profile, field) ? "*" : " ",
           guichet_label_for_field (field));
  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    fprintf (out, "    %-20s %s\n", codes[i], guichet_profile_get_value_label (profile, field, codes[i]));
}

GuichetExit
guichet_command_fields (GuichetCli  *cli,
                        char       **args)
{
  GuichetExit status;
  g_autoptr(GuichetSession) session = guichet_cli_open_here (cli, &status);
  g_autoptr(GuichetJsonWriter) json = guichet_json_writer_new ();
  GuichetProfile *profile;

  if (session == NULL)
    return status;

  profile = guichet_session_get_profile (session);
  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_add_string (json, "profile", guichet_profile_get_name (profile));
  guichet_json_writer_begin_array (json, "fields");
  for (guint field = 0; field < GUICHET_N_FIELDS; field++)
    {
      if (!guichet_profile_has_field (profile, field))
        continue;
      add_field_json (json, profile, field);
      if (!cli->options.json)
        print_field (cli->out, profile, field);
    }
  guichet_json_writer_end_array (json);
  guichet_json_writer_end_object (json);
  if (cli->options.json)
    guichet_cli_print_json (cli, json);

  return status;
}

static const char *
get_demand_nick (guint demand)
{
  return demand == 0 ? "no" : demand == 1 ? "offered" : "mandatory";
}

static void
add_action_json (GuichetJsonWriter   *json,
                 const GuichetAction *action,
                 GuichetProfile      *profile,
                 GuichetTicket       *ticket)
{
  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_add_string (json, "name", action->name);
  guichet_json_writer_add_string (json, "label", action->label);
  guichet_json_writer_add_string (json, "to", action->to);
  guichet_json_writer_add_string (json, "note", get_demand_nick (action->private_entry));
  guichet_json_writer_add_string (json, "message", get_demand_nick (action->public_entry));
  guichet_json_writer_begin_array (json, "fields");
  for (guint i = 0; i < action->n_fields; i++)
    {
      GuichetField field = action->fields[i].field;

      if (!guichet_profile_has_field (profile, field))
        continue;
      guichet_json_writer_begin_object (json, NULL);
      guichet_json_writer_add_string (json, "name", guichet_field_get_name (field));
      guichet_json_writer_add_boolean (json, "mandatory", action->fields[i].mandatory &&
                                       guichet_rules_must_be_given (action, field, ticket));
      guichet_json_writer_end_object (json);
    }
  guichet_json_writer_end_array (json);
  guichet_json_writer_end_object (json);
}

static void
print_demand (FILE       *out,
              const char *option,
              guint       demand)
{
  if (demand > 0)
    fprintf (out, demand == 2 ? " --%s=…" : " [--%s=…]", option);
}

/* As it would be typed. */
static void
print_action (FILE                *out,
              const GuichetAction *action,
              GuichetProfile      *profile,
              GuichetTicket       *ticket)
{
  fprintf (out, "%-18s %s\n    %s", action->name, action->label, action->name);
  for (guint i = 0; i < action->n_fields; i++)
    {
      GuichetField field = action->fields[i].field;
      gboolean must = action->fields[i].mandatory && guichet_rules_must_be_given (action, field, ticket);

      if (guichet_profile_has_field (profile, field))
        fprintf (out, must ? " --set %s=…" : " [--set %s=…]", guichet_field_get_name (field));
    }
  print_demand (out, "note", action->private_entry);
  print_demand (out, "message", action->public_entry);
  fputc ('\n', out);
}

static gboolean
is_offered (GuichetSession      *session,
            const GuichetAction *action,
            GuichetTicket       *ticket)
{
  GuichetIdentity *identity = guichet_session_get_identity (session);
  g_autoptr(GTimeZone) zone = guichet_identity_dup_zone (identity);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  return guichet_rules_offer_action (action, ticket, zone, now) &&
         guichet_rules_is_for_person (action, ticket, identity->person_id) &&
         (guichet_identity_is_agent (identity) || guichet_rules_is_for_requester (action->name));
}

static void
print_actions (GuichetCli      *cli,
               GuichetSession  *session,
               GuichetTicket   *ticket)
{
  GuichetProfile *profile = guichet_session_get_profile (session);
  g_autoptr(GuichetJsonWriter) json = guichet_json_writer_new ();
  const GuichetAction *actions;
  guint n;

  actions = guichet_profile_get_actions (profile, &n);
  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_add_string (json, "ref", guichet_ticket_get (ticket, GUICHET_FIELD_REF));
  guichet_json_writer_add_string (json, "status", guichet_ticket_get (ticket, GUICHET_FIELD_STATUS));
  guichet_json_writer_begin_array (json, "actions");
  for (guint i = 0; i < n; i++)
    {
      if (!is_offered (session, &actions[i], ticket))
        continue;
      add_action_json (json, &actions[i], profile, ticket);
      if (!cli->options.json)
        print_action (cli->out, &actions[i], profile, ticket);
    }
  guichet_json_writer_end_array (json);
  guichet_json_writer_end_object (json);
  if (cli->options.json)
    guichet_cli_print_json (cli, json);
}

GuichetExit
guichet_command_actions (GuichetCli  *cli,
                         char       **args)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetTicket) ticket = NULL;
  GuichetExit status;
  g_autoptr(GuichetSession) session = guichet_cli_open_here (cli, &status);
  gint64 id;

  if (session == NULL)
    return status;

  if ((id = guichet_cli_find_ticket (session, args[0], &error)) == 0 ||
      !(ticket = guichet_store_read_ticket (guichet_session_get_store (session), id, NULL, &error)))
    return guichet_cli_fail (cli, error);

  print_actions (cli, session, ticket);

  return status;
}

GuichetExit
guichet_command_check (GuichetCli  *cli,
                       char       **args)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *report = NULL;
  GuichetExit status;
  g_autoptr(GuichetSession) session = guichet_cli_open_here (cli, &status);
  g_autoptr(GuichetJsonWriter) json = NULL;
  gboolean sound;

  if (session == NULL)
    return status;

  sound = guichet_store_check (guichet_session_get_store (session), &report, &error);
  if (report == NULL)
    return guichet_cli_fail (cli, error);

  if (cli->options.json)
    {
      json = guichet_json_writer_new ();
      guichet_json_writer_begin_object (json, NULL);
      guichet_json_writer_add_boolean (json, "sound", sound);
      guichet_json_writer_add_string (json, "report", report);
      guichet_json_writer_end_object (json);
      guichet_cli_print_json (cli, json);
    }
  else
    fputs (report, cli->out);

  return sound ? status : GUICHET_EXIT_STORAGE;
}
