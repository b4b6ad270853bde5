#include "config.h"

#include "model/query.h"

static const char * const view_nicks[GUICHET_N_VIEWS] = {
  [GUICHET_VIEW_ALL] = "all",
  [GUICHET_VIEW_MINE] = "mine",
  [GUICHET_VIEW_TO_TAKE] = "to-take",
  [GUICHET_VIEW_TAKEN] = "taken",
  [GUICHET_VIEW_RESOLVED_MINE] = "resolved-mine",
  [GUICHET_VIEW_RESOLVED_TEAM] = "resolved-team",
  [GUICHET_VIEW_OPEN] = "open",
};

static const char * const sort_nicks[GUICHET_N_SORTS] = {
  [GUICHET_SORT_LAST_UPDATE] = "last-update",
  [GUICHET_SORT_REF] = "ref",
  [GUICHET_SORT_TITLE] = "title",
  [GUICHET_SORT_START_DATE] = "start-date",
  [GUICHET_SORT_STATUS] = "status",
  [GUICHET_SORT_SERVICE] = "service",
  [GUICHET_SORT_CALLER] = "caller",
  [GUICHET_SORT_TEAM] = "team",
  [GUICHET_SORT_SITE] = "site",
  [GUICHET_SORT_AGENT] = "agent",
  [GUICHET_SORT_TIME_LEFT] = "time-left",
};

static const char * const group_nicks[GUICHET_N_GROUPS] = {
  [GUICHET_GROUP_NONE] = "none",
  [GUICHET_GROUP_STATUS] = "status",
  [GUICHET_GROUP_SERVICE] = "service",
  [GUICHET_GROUP_TEAM] = "team",
  [GUICHET_GROUP_SITE] = "site",
  [GUICHET_GROUP_CALLER] = "caller",
};

/**
 * guichet_ticket_query_new:
 *
 * Returns: (transfer full): @view, latest change first
 */
GuichetTicketQuery *
guichet_ticket_query_new (GuichetView view)
{
  GuichetTicketQuery *self = g_new0 (GuichetTicketQuery, 1);

  self->view = view;
  guichet_ticket_query_set_sort (self, GUICHET_SORT_LAST_UPDATE, FALSE);

  return self;
}

GuichetTicketQuery *
guichet_ticket_query_copy (const GuichetTicketQuery *self)
{
  GuichetTicketQuery *copy = g_memdup2 (self, sizeof *self);

  copy->filter = g_strdup (self->filter);
  copy->criteria = guichet_criteria_copy (self->criteria);

  return copy;
}

void
guichet_ticket_query_free (GuichetTicketQuery *self)
{
  if (self == NULL)
    return;

  g_free (self->filter);
  g_clear_pointer (&self->criteria, g_ptr_array_unref);
  g_free (self);
}

static gboolean
same_order (const GuichetTicketQuery *a,
            const GuichetTicketQuery *b)
{
  if (a->n_keys != b->n_keys)
    return FALSE;
  for (guint i = 0; i < a->n_keys; i++)
    if (a->keys[i].sort != b->keys[i].sort || !a->keys[i].ascending != !b->keys[i].ascending)
      return FALSE;

  return TRUE;
}

gboolean
guichet_ticket_query_equal (const GuichetTicketQuery *a,
                            const GuichetTicketQuery *b)
{
  return a->view == b->view && a->group == b->group && same_order (a, b) &&
         g_strcmp0 (a->filter, b->filter) == 0 && guichet_criteria_equal (a->criteria, b->criteria);
}

/**
 * guichet_ticket_query_set_sort:
 *
 * Makes @sort the only level of the order.
 */
void
guichet_ticket_query_set_sort (GuichetTicketQuery *self,
                               GuichetSort         sort,
                               gboolean            ascending)
{
  g_return_if_fail (sort < GUICHET_N_SORTS);

  self->keys[0] = (GuichetSortKey) { sort, ascending };
  self->n_keys = 1;
}

/**
 * guichet_ticket_query_add_sort:
 *
 * Adds @sort as the second level, or turns it round where it is a level
 * already.
 */
void
guichet_ticket_query_add_sort (GuichetTicketQuery *self,
                               GuichetSort         sort,
                               gboolean            ascending)
{
  g_return_if_fail (sort < GUICHET_N_SORTS);
  g_return_if_fail (self->n_keys >= 1);

  for (guint i = 0; i < self->n_keys; i++)
    if (self->keys[i].sort == sort)
      {
        self->keys[i].ascending = ascending;
        return;
      }

  self->keys[1] = (GuichetSortKey) { sort, ascending };
  self->n_keys = 2;
}

/* ---- names in files and on the command line */

static gboolean
find_nick (const char * const *nicks,
           guint               n_nicks,
           const char         *nick,
           guint              *out_value)
{
  for (guint i = 0; i < n_nicks; i++)
    if (g_strcmp0 (nicks[i], nick) == 0)
      {
        *out_value = i;
        return TRUE;
      }

  return FALSE;
}

const char *
guichet_view_to_nick (GuichetView view)
{
  g_return_val_if_fail (view < GUICHET_N_VIEWS, NULL);

  return view_nicks[view];
}

gboolean
guichet_view_from_nick (const char  *nick,
                        GuichetView *out_view)
{
  return find_nick (view_nicks, GUICHET_N_VIEWS, nick, out_view);
}

const char *
guichet_sort_to_nick (GuichetSort sort)
{
  g_return_val_if_fail (sort < GUICHET_N_SORTS, NULL);

  return sort_nicks[sort];
}

gboolean
guichet_sort_from_nick (const char  *nick,
                        GuichetSort *out_sort)
{
  return find_nick (sort_nicks, GUICHET_N_SORTS, nick, out_sort);
}

const char *
guichet_group_to_nick (GuichetGroup group)
{
  g_return_val_if_fail (group < GUICHET_N_GROUPS, NULL);

  return group_nicks[group];
}

gboolean
guichet_group_from_nick (const char   *nick,
                         GuichetGroup *out_group)
{
  return find_nick (group_nicks, GUICHET_N_GROUPS, nick, out_group);
}
