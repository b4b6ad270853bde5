#include "config.h"

#include "app/shot-find.h"

#include "model/rules.h"
#include "store/reading.h"

/* Returns: (transfer none) (nullable): the first widget of @type on screen */
GtkWidget *
guichet_shot_find (GtkWidget *root,
                   GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = guichet_shot_find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_offered (GuichetContext *context,
            gint64          id,
            const char     *name)
{
  g_autoptr(GuichetTicket) ticket = guichet_store_read_ticket (guichet_context_get_store (context), id, NULL, NULL);
  const GuichetAction *action = guichet_profile_get_action (guichet_context_get_profile (context), name);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  return ticket != NULL && action != NULL
         && guichet_rules_offer_action (action, ticket, guichet_context_get_zone (context), now);
}

/* Returns: the first ticket of @view for which @action is offered, or 0 */
gint64
guichet_shot_find_ticket (GuichetContext *context,
                          GuichetView     view,
                          const char     *action)
{
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (view);
  g_autoptr(GArray) ids = guichet_store_list_ids (guichet_context_get_store (context), query, NULL, NULL);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (is_offered (context, g_array_index (ids, gint64, i), action))
      return g_array_index (ids, gint64, i);

  return 0;
}
