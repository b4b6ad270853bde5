#include "config.h"

#include "cli/command.h"

#include "cli/list-query.h"
#include "cli/print.h"
#include "cli/ticket-json.h"
#include "store/cache.h"
#include "store/outbox.h"
#include "store/reading.h"

#define SEARCH_LIMIT 50

/* What is printed of a list. */
typedef struct
{
  const char        *key;
  const char        *value;
  GuichetGroup       group;
  GuichetGroupedIds *list;
  guint              total;
  GPtrArray         *tickets;   /* those within the limit */
  GPtrArray         *names;     /* nullable: of the groups */
} Listing;

static void
print_json_groups (GuichetJsonWriter *json,
                   const Listing     *listing)
{
  if (listing->names == NULL)
    return;

  guichet_json_writer_begin_array (json, "groups");
  for (guint i = 0; i < listing->names->len; i++)
    {
      guichet_json_writer_begin_object (json, NULL);
      guichet_json_writer_add_string (json, "name", g_ptr_array_index (listing->names, i));
      guichet_json_writer_add_int (json, "total", g_array_index (listing->list->runs, guint, i));
      guichet_json_writer_end_object (json);
    }
  guichet_json_writer_end_array (json);
}

static void
print_json_tickets (GuichetCli      *cli,
                    GuichetSession  *session,
                    const Listing   *listing)
{
  g_autoptr(GuichetJsonWriter) json = guichet_json_writer_new ();

  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_add_string (json, listing->key, listing->value);
  guichet_json_writer_add_int (json, "total", listing->total);
  print_json_groups (json, listing);
  guichet_json_writer_begin_array (json, "tickets");
  for (guint i = 0; i < listing->tickets->len; i++)
    guichet_json_add_ticket (json, NULL, g_ptr_array_index (listing->tickets, i),
                             guichet_session_get_profile (session), FALSE);
  guichet_json_writer_end_array (json);
  guichet_json_writer_end_object (json);
  guichet_cli_print_json (cli, json);
}

static void
print_text_groups (GuichetCli      *cli,
                   GuichetSession  *session,
                   const Listing   *listing)
{
  guint first = 0;

  for (guint i = 0; i < listing->names->len && first < listing->tickets->len; i++)
    {
      guint run = g_array_index (listing->list->runs, guint, i);
      guint last = MIN (first + run, listing->tickets->len);
      g_autoptr(GPtrArray) tickets = g_ptr_array_new ();

      for (guint k = first; k < last; k++)
        g_ptr_array_add (tickets, g_ptr_array_index (listing->tickets, k));
      guichet_print_heading (cli->out, g_ptr_array_index (listing->names, i), run, i > 0);
      guichet_print_rows (cli->out, tickets, guichet_session_get_profile (session));
      first = last;
    }
}

static GPtrArray *
read_first (GuichetSession  *session,
            GArray          *ids,
            guint            limit,
            GError         **error)
{
  g_autoptr(GArray) first = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_vals (first, ids->data, limit > 0 ? MIN (limit, ids->len) : ids->len);

  return guichet_store_read_rows (guichet_session_get_store (session), first, NULL, error);
}

/* The name of a group is that of its first ticket's. */
static GPtrArray *
read_group_names (GuichetSession  *session,
                  const Listing   *listing,
                  GError         **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) heads = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) tickets = NULL;
  guint first = 0;

  for (guint i = 0; i < listing->list->runs->len; i++)
    {
      g_array_append_val (heads, g_array_index (listing->list->ids, gint64, first));
      first += g_array_index (listing->list->runs, guint, i);
    }
  if (!(tickets = guichet_store_read_rows (guichet_session_get_store (session), heads, NULL, error)))
    return NULL;
  for (guint i = 0; i < tickets->len; i++)
    g_ptr_array_add (names, guichet_list_query_dup_group (listing->group, g_ptr_array_index (tickets, i),
                                                          guichet_session_get_profile (session)));

  return g_steal_pointer (&names);
}

static GuichetExit
print_listing (GuichetCli      *cli,
               GuichetSession  *session,
               Listing         *listing,
               GuichetExit      status)
{
  g_autoptr(GPtrArray) tickets = NULL;
  g_autoptr(GPtrArray) names = NULL;
  g_autoptr(GError) error = NULL;

  listing->total = listing->list->ids->len;
  if (!(tickets = read_first (session, listing->list->ids, (guint) MAX (cli->options.limit, 0), &error)) ||
      (listing->list->runs != NULL && !(names = read_group_names (session, listing, &error))))
    return guichet_cli_fail (cli, error);

  listing->tickets = tickets;
  listing->names = names;
  if (cli->options.json)
    print_json_tickets (cli, session, listing);
  else if (names != NULL)
    print_text_groups (cli, session, listing);
  else
    guichet_print_rows (cli->out, tickets, guichet_session_get_profile (session));

  return status;
}

GuichetExit
guichet_command_list (GuichetCli  *cli,
                      char       **args)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetTicketQuery) query = guichet_list_query_new (&cli->options, args[0], &error);
  g_autoptr(GuichetSession) session = NULL;
  g_autoptr(GuichetGroupedIds) list = NULL;
  Listing listing = { .key = "view", .value = args[0] };
  GuichetExit status;

  if (query == NULL)
    return guichet_cli_fail (cli, error);
  if (!(session = guichet_cli_open_for_reading (cli, &status)))
    return status;

  guichet_list_query_ask (query, &cli->options, args[1], guichet_session_get_profile (session));
  if (!(list = guichet_store_list_grouped (guichet_session_get_store (session), query, NULL, &error)))
    return guichet_cli_fail (cli, error);

  listing.group = query->group;
  listing.list = list;
  return print_listing (cli, session, &listing, status);
}

/* The search index of what was just loaded is built in idle time elsewhere. */
gboolean
guichet_cli_finish_index (GuichetStore  *store,
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
  g_autoptr(GArray) ids = NULL;
  GuichetGroupedIds list = { NULL, NULL };
  Listing listing = { .key = "query", .value = args[0], .list = &list };
  GuichetStore *store;
  GuichetExit status;

  if (!(session = guichet_cli_open_for_reading (cli, &status)))
    return status;

  store = guichet_session_get_store (session);
  if (!guichet_cli_finish_index (store, &error) ||
      !(ids = guichet_store_search (store, args[0], GUICHET_SEARCH_RANKED, TRUE, NULL, &error)))
    return guichet_cli_fail (cli, error);

  list.ids = ids;
  return print_listing (cli, session, &listing, status);
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
