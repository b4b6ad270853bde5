#include "config.h"

#include "cli/list-query.h"

#include <glib/gi18n.h>

#include "model/query-language.h"
#include "util/text.h"

static char *
dash (const char *text)
{
  return g_strdelimit (g_strdup (text), "_", '-');
}

static gboolean
parse_sort (const char   *text,
            GuichetSort  *out_sort,
            GError      **error)
{
  g_autofree char *nick = dash (text);

  if (guichet_sort_from_nick (nick, out_sort))
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("Tickets cannot be sorted by “%s”."), text);
  return FALSE;
}

static gboolean
parse_group (const char    *text,
             GuichetGroup  *out_group,
             GError       **error)
{
  g_autofree char *nick = dash (text);

  if (guichet_group_from_nick (nick, out_group))
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("Tickets cannot be grouped by “%s”."), text);
  return FALSE;
}

static gboolean
take_order (GuichetTicketQuery    *query,
            const GuichetOptions  *options,
            GError               **error)
{
  GuichetSort sort = GUICHET_SORT_LAST_UPDATE;
  GuichetSort then;

  if (options->sort != NULL && !parse_sort (options->sort, &sort, error))
    return FALSE;
  guichet_ticket_query_set_sort (query, sort, options->ascending);

  if (options->then != NULL)
    {
      if (!parse_sort (options->then, &then, error))
        return FALSE;
      if (then != sort)
        guichet_ticket_query_add_sort (query, then, options->then_ascending);
    }

  return options->group == NULL || parse_group (options->group, &query->group, error);
}

/**
 * guichet_list_query_new:
 *
 * Returns: (transfer full) (nullable): all of what the person asks for that
 *   needs no profile; %NULL with an error of G_OPTION_ERROR
 */
GuichetTicketQuery *
guichet_list_query_new (const GuichetOptions  *options,
                        const char            *view_name,
                        GError               **error)
{
  g_autoptr(GuichetTicketQuery) query = NULL;
  GuichetView view;

  if (!guichet_view_from_nick (view_name, &view))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“%s” is no view: use mine, to-take, taken, open, resolved-mine, resolved-team or all."), view_name);
      return NULL;
    }

  query = guichet_ticket_query_new (view);

  return take_order (query, options, error) ? g_steal_pointer (&query) : NULL;
}

/**
 * guichet_list_query_ask:
 * @conditions: (nullable): in the language of the lists
 *
 * What is no condition is a word of the filter.
 */
void
guichet_list_query_ask (GuichetTicketQuery   *query,
                        const GuichetOptions *options,
                        const char           *conditions,
                        GuichetProfile       *profile)
{
  g_autofree char *words = NULL;

  guichet_query_language_parse (conditions, profile, &query->criteria, &words);
  if (options->filter != NULL)
    query->filter = g_strjoin (" ", options->filter, words, NULL);
  else
    query->filter = g_steal_pointer (&words);
}

/**
 * guichet_list_query_dup_group:
 * @ticket: any of the group
 *
 * Returns: (transfer full): what the group is called
 */
char *
guichet_list_query_dup_group (GuichetGroup    group,
                              GuichetTicket  *ticket,
                              GuichetProfile *profile)
{
  static const GuichetField fields[GUICHET_N_GROUPS] = {
    [GUICHET_GROUP_STATUS] = GUICHET_FIELD_STATUS,
    [GUICHET_GROUP_SERVICE] = GUICHET_FIELD_SERVICE,
    [GUICHET_GROUP_TEAM] = GUICHET_FIELD_TEAM,
    [GUICHET_GROUP_SITE] = GUICHET_FIELD_SITE,
    [GUICHET_GROUP_CALLER] = GUICHET_FIELD_CALLER,
  };
  const char *name = guichet_ticket_get_label (ticket, fields[group]);

  if (group == GUICHET_GROUP_STATUS)
    name = guichet_profile_get_value_label (profile, GUICHET_FIELD_STATUS,
                                            guichet_ticket_get (ticket, GUICHET_FIELD_STATUS));

  /* Translators: the heading above tickets that have no team, no site… */
  return g_strdup (!guichet_text_is_empty (name) ? name : _("None"));
}
