#include "config.h"

#include "model/query.h"

static const char * const view_nicks[GUICHET_N_VIEWS] = {
  [GUICHET_VIEW_ALL] = "all",
  [GUICHET_VIEW_MINE] = "mine",
  [GUICHET_VIEW_TO_TAKE] = "to-take",
  [GUICHET_VIEW_TAKEN] = "taken",
  [GUICHET_VIEW_RESOLVED_MINE] = "resolved-mine",
  [GUICHET_VIEW_RESOLVED_TEAM] = "resolved-team",
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
  self->sort = GUICHET_SORT_LAST_UPDATE;

  return self;
}

GuichetTicketQuery *
guichet_ticket_query_copy (const GuichetTicketQuery *self)
{
  GuichetTicketQuery *copy = g_memdup2 (self, sizeof *self);

  copy->filter = g_strdup (self->filter);

  return copy;
}

void
guichet_ticket_query_free (GuichetTicketQuery *self)
{
  if (self == NULL)
    return;

  g_free (self->filter);
  g_free (self);
}

gboolean
guichet_ticket_query_equal (const GuichetTicketQuery *a,
                            const GuichetTicketQuery *b)
{
  return a->view == b->view && a->sort == b->sort && !a->ascending == !b->ascending &&
         g_strcmp0 (a->filter, b->filter) == 0;
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
  for (guint i = 0; i < GUICHET_N_VIEWS; i++)
    if (g_strcmp0 (view_nicks[i], nick) == 0)
      {
        *out_view = i;
        return TRUE;
      }

  return FALSE;
}
