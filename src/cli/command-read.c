#include "config.h"

#include "cli/command.h"

#include <glib/gi18n.h>

#include "cli/labels.h"
#include "cli/print.h"
#include "cli/ticket-json.h"
#include "store/cache.h"
#include "store/outbox.h"
#include "store/reading.h"

#define SEARCH_LIMIT 50

static const char * const sort_names[GUICHET_N_SORTS] = {
  [GUICHET_SORT_LAST_UPDATE] = "last-update",
  [GUICHET_SORT_REF] = "ref",
  [GUICHET_SORT_TITLE] = "title",
  [GUICHET_SORT_START_DATE] = "start-date",
  [GUICHET_SORT_STATUS] = "status",
  [GUICHET_SORT_SERVICE] = "service",
};

static gboolean
parse_sort (const char   *text,
            GuichetSort  *out_sort,
            GError      **error)
{
  g_autofree char *dashed = text != NULL ? g_strdelimit (g_strdup (text), "_", '-') : NULL;

  *out_sort = GUICHET_SORT_LAST_UPDATE;
  if (dashed == NULL)
    return TRUE;

  for (guint i = 0; i < GUICHET_N_SORTS; i++)
    if (g_str_equal (sort_names[i], dashed))
      {
        *out_sort = i;
        return TRUE;
      }

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("Tickets cannot be sorted by “%s”."), text);
  return FALSE;
}

static GuichetTicketQuery *
make_query (const GuichetOptions  *options,
            const char            *view_name,
            GError               **error)
{
  GuichetTicketQuery *query;
  GuichetView view;
  GuichetSort sort;

  if (!guichet_view_from_nick (view_name, &view))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“%s” is no view: use mine, to-take, taken, resolved-mine, resolved-team or all."), view_name);
      return NULL;
    }
  if (!parse_sort (options->sort, &sort, error))
    return NULL;

  query = guichet_ticket_query_new (view);
  guichet_ticket_query_set_sort (query, sort, options->ascending);
  query->filter = g_strdup (options->filter);

  return query;
}

static void
print_tickets (GuichetCli      *cli,
               GuichetSession  *session,
               const char      *key,
               const char      *value,
               guint            total,
               GPtrArray       *tickets)
{
  g_autoptr(GuichetJsonWriter) json = NULL;

  if (!cli->options.json)
    {
      guichet_print_rows (cli->out, tickets, guichet_session_get_profile (session));
      return;
    }

  json = guichet_json_writer_new ();
  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_add_string (json, key, value);
  guichet_json_writer_add_int (json, "total", total);
  guichet_json_writer_begin_array (json, "tickets");
  for (guint i = 0; i < tickets->len; i++)
    guichet_json_add_ticket (json, NULL, g_ptr_array_index (tickets, i), guichet_session_get_profile (session), FALSE);
  guichet_json_writer_end_array (json);
  guichet_json_writer_end_object (json);
  guichet_cli_print_json (cli, json);
}

/* Takes @ids. */
static GuichetExit
print_ids (GuichetCli      *cli,
           GuichetSession  *session,
           const char      *key,
           const char      *value,
           GArray          *ids,
           GuichetExit      status)
{
  g_autoptr(GArray) owned = ids;
  g_autoptr(GPtrArray) tickets = NULL;
  g_autoptr(GError) error = NULL;
  guint total = ids->len;

  if (cli->options.limit > 0 && ids->len > (guint) cli->options.limit)
    g_array_set_size (ids, cli->options.limit);
  if (!(tickets = guichet_store_read_rows (guichet_session_get_store (session), ids, NULL, &error)))
    return guichet_cli_fail (cli, error);

  print_tickets (cli, session, key, value, total, tickets);

  return status;
}

GuichetExit
guichet_command_list (GuichetCli  *cli,
                      char       **args)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetTicketQuery) query = make_query (&cli->options, args[0], &error);
  g_autoptr(GuichetSession) session = NULL;
  GuichetExit status;
  GArray *ids;

  if (query == NULL)
    return guichet_cli_fail (cli, error);
  if (!(session = guichet_cli_open_for_reading (cli, &status)))
    return status;
  if (!(ids = guichet_store_list_ids (guichet_session_get_store (session), query, NULL, &error)))
    return guichet_cli_fail (cli, error);

  return print_ids (cli, session, "view", args[0], ids, status);
}

/* The search index of what was just loaded is built in idle time elsewhere. */
static gboolean
finish_index (GuichetStore  *store,
              GError       **error)
{
  gboolean left = TRUE;

  while (left)
    if (!guichet_store_index_step (store, &left, error))
      return FALSE;

  return TRUE;
}

GuichetExit
guichet_command_search (GuichetCli  *cli,
                        char       **args)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetSession) session = NULL;
  GuichetStore *store;
  GuichetExit status;
  GArray *ids;

  if (!(session = guichet_cli_open_for_reading (cli, &status)))
    return status;

  store = guichet_session_get_store (session);
  if (!finish_index (store, &error) ||
      !(ids = guichet_store_search (store, args[0], GUICHET_SEARCH_RANKED, TRUE, NULL, &error)))
    return guichet_cli_fail (cli, error);

  return print_ids (cli, session, "query", args[0], ids, status);
}

static void
print_ticket_json (GuichetCli      *cli,
                   GuichetTicket   *ticket,
                   GPtrArray       *attachments,
                   GuichetProfile  *profile)
{
  g_autoptr(GuichetJsonWriter) json = guichet_json_writer_new ();

  guichet_json_writer_begin_object (json, NULL);
  guichet_json_add_ticket (json, "ticket", ticket, profile, TRUE);
  guichet_json_add_journals (json, ticket);
  guichet_json_add_attachments (json, attachments);
  guichet_json_writer_end_object (json);
  guichet_cli_print_json (cli, json);
}

GuichetExit
guichet_command_show (GuichetCli  *cli,
                      char       **args)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetSession) session = NULL;
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GPtrArray) attachments = NULL;
  GuichetStore *store;
  GuichetExit status;
  gint64 id;

  if (!(session = guichet_cli_open_for_reading (cli, &status)))
    return status;

  store = guichet_session_get_store (session);
  if ((id = guichet_cli_find_ticket (session, args[0], &error)) == 0 ||
      !(ticket = guichet_store_read_ticket (store, id, NULL, &error)) ||
      !(attachments = guichet_store_list_attachments (store, id, &error)))
    return guichet_cli_fail (cli, error);

  if (cli->options.json)
    {
      print_ticket_json (cli, ticket, attachments, guichet_session_get_profile (session));
      return status;
    }

  guichet_print_ticket (cli->out, ticket, guichet_session_get_profile (session));
  guichet_print_attachments (cli->out, attachments);

  return status;
}

static void
print_counts (GuichetCli               *cli,
              const GuichetViewCounts  *views,
              const GuichetOutboxCount *outbox)
{
  g_autoptr(GuichetJsonWriter) json = guichet_json_writer_new ();

  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_begin_object (json, "views");
  for (guint i = 0; i < GUICHET_N_VIEWS; i++)
    {
      guichet_json_writer_add_int (json, guichet_view_to_nick (i), views->views[i]);
      if (!cli->options.json)
        fprintf (cli->out, "%6u  %s\n", views->views[i], guichet_label_for_view (i));
    }
  guichet_json_writer_end_object (json);
  guichet_json_writer_begin_object (json, "outbox");
  guichet_json_writer_add_int (json, "waiting", outbox->waiting);
  guichet_json_writer_add_int (json, "parked", outbox->parked);
  guichet_json_writer_end_object (json);
  guichet_json_writer_end_object (json);

  if (cli->options.json)
    guichet_cli_print_json (cli, json);
  else if (outbox->waiting + outbox->parked > 0)
    fprintf (cli->out, ngettext ("%6u  operation in the outbox\n", "%6u  operations in the outbox\n",
                                 outbox->waiting + outbox->parked),
             outbox->waiting + outbox->parked);
}

static gboolean
synchronise (GuichetSession  *session,
             GError         **error)
{
  GuichetEngine *engine;

  if (!guichet_session_connect (session, TRUE, error))
    return FALSE;

  engine = guichet_session_get_engine (session);
  guichet_session_arm_fault (session);

  return guichet_engine_drain (engine, guichet_session_get_deadline (session), NULL, error) &&
         guichet_engine_pull_once (engine, NULL, error) &&
         finish_index (guichet_session_get_store (session), error);
}

GuichetExit
guichet_command_sync (GuichetCli  *cli,
                      char       **args)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetSession) session = guichet_session_open (&cli->options, cli->in, cli->err, &error);
  GuichetViewCounts views;
  GuichetOutboxCount outbox;
  GuichetStore *store;

  if (session == NULL)
    return guichet_cli_fail (cli, error);
  if (guichet_session_is_offline (session))
    g_set_error_literal (&error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("There is no sync with --offline."));

  store = guichet_session_get_store (session);
  if (error != NULL || !synchronise (session, &error) ||
      !guichet_store_count_views (store, &views, &error) ||
      !guichet_store_count_outbox (store, &outbox, &error))
    return guichet_cli_fail (cli, error);

  print_counts (cli, &views, &outbox);

  return outbox.waiting > 0 ? GUICHET_EXIT_WAITING : GUICHET_EXIT_DONE;
}
