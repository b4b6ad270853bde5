#include "config.h"

#include "ui/agent/agent-portal-private.h"

#include "store/reading.h"
#include "ui/agent/search-page.h"
#include "ui/agent/ticket-window.h"
#include "ui/agent/tickets-page.h"
#include "ui/common/toast.h"

#include <glib/gi18n.h>

/* What a ticket's page remembers of where it was opened from. */
#define ORDER_KEY "guichet-order"
#define QUERY_KEY "guichet-query"

static GuichetTicketPage *
get_ticket_page (GuichetAgentPortal *self)
{
  AdwNavigationPage *page = guichet_agent_portal_get_visible_page (self);

  return GUICHET_IS_TICKET_PAGE (page) ? GUICHET_TICKET_PAGE (page) : NULL;
}

static gint64
get_ticket_id (GuichetAgentPortal *self)
{
  GuichetTicketPage *page = get_ticket_page (self);

  return page != NULL ? guichet_ticket_page_get_ticket_id (page) : 0;
}

/* ---- the order of the list that a ticket was opened from */

static void
set_order (GuichetTicketPage *page,
           GArray            *ids)
{
  g_object_set_data_full (G_OBJECT (page), ORDER_KEY, g_array_ref (ids), (GDestroyNotify) g_array_unref);
}

static gint64
find_neighbour (GArray *ids,
                gint64  id,
                int     step)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return (step < 0 && i > 0) || (step > 0 && i + 1 < ids->len) ? g_array_index (ids, gint64, (int) i + step) : 0;

  return 0;
}

static gint64
find_next (GuichetTicketPage *page,
           int                step)
{
  if (page == NULL)
    return 0;

  return find_neighbour (g_object_get_data (G_OBJECT (page), ORDER_KEY), guichet_ticket_page_get_ticket_id (page), step);
}

static void
order_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GuichetTicketPage) page = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = guichet_store_list_ids_finish (GUICHET_STORE (source), result, &error);
  GtkWidget *portal = gtk_widget_get_ancestor (GTK_WIDGET (page), GUICHET_TYPE_AGENT_PORTAL);

  if (ids == NULL)
    {
      g_message ("The order of the list could not be read: %s", error->message);
      return;
    }

  set_order (page, ids);
  if (portal != NULL)
    _guichet_agent_portal_place_changed (GUICHET_AGENT_PORTAL (portal));
}

/* The list goes on changing; who works through it keeps the order of the
 * moment. */
static void
remember_list (GuichetAgentPortal *self,
               GuichetTicketPage  *page)
{
  AdwNavigationPage *from = guichet_agent_portal_get_visible_page (self);
  const GuichetTicketQuery *query;

  if (GUICHET_IS_SEARCH_PAGE (from))
    {
      g_autoptr(GArray) ids = guichet_search_page_dup_ids (GUICHET_SEARCH_PAGE (from));

      set_order (page, ids);
    }
  if (!GUICHET_IS_TICKETS_PAGE (from))
    return;

  query = guichet_queue_model_get_query (guichet_queue_view_get_model (guichet_tickets_page_get_queue (GUICHET_TICKETS_PAGE (from))));
  g_object_set_data_full (G_OBJECT (page), QUERY_KEY, guichet_ticket_query_copy (query), (GDestroyNotify) guichet_ticket_query_free);
  guichet_store_list_ids_async (guichet_context_get_store (self->context), query, NULL, order_cb, g_object_ref (page));
}

static void
inherit_list (GuichetTicketPage *page,
              GuichetTicketPage *from)
{
  GArray *ids = g_object_get_data (G_OBJECT (from), ORDER_KEY);
  GuichetTicketQuery *query = g_object_get_data (G_OBJECT (from), QUERY_KEY);

  if (ids != NULL)
    set_order (page, ids);
  if (query != NULL)
    g_object_set_data_full (G_OBJECT (page), QUERY_KEY, guichet_ticket_query_copy (query), (GDestroyNotify) guichet_ticket_query_free);
}

/* ---- onto the screen */

static void acted_cb (GuichetAgentPortal *self,
                      GuichetTicketPage  *page);

static GuichetTicketWindow *
find_window (GuichetAgentPortal *self,
             gint64              ticket_id)
{
  for (guint i = 0; i < self->windows->len; i++)
    if (guichet_ticket_window_get_ticket_id (g_ptr_array_index (self->windows, i)) == ticket_id)
      return g_ptr_array_index (self->windows, i);

  return NULL;
}

static GuichetTicketPage *
create_page (GuichetAgentPortal *self,
             gint64              ticket_id)
{
  GtkWidget *page = guichet_ticket_page_new (self->context, ticket_id);

  g_signal_connect_object (page, "acted", G_CALLBACK (acted_cb), self, G_CONNECT_SWAPPED);
  guichet_hands_add (self->hands, ticket_id);

  return GUICHET_TICKET_PAGE (page);
}

/* The page of a ticket that lies below is not made a second time. */
static gboolean
uncover (AdwNavigationView *view,
         gint64             ticket_id)
{
  g_autoptr(GListModel) pages = adw_navigation_view_get_navigation_stack (view);

  for (guint i = g_list_model_get_n_items (pages); i > 0; i--)
    {
      g_autoptr(AdwNavigationPage) page = g_list_model_get_item (pages, i - 1);

      if (GUICHET_IS_TICKET_PAGE (page) && guichet_ticket_page_get_ticket_id (GUICHET_TICKET_PAGE (page)) == ticket_id)
        {
          adw_navigation_view_pop_to_page (view, page);
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
show_again (GuichetAgentPortal *self,
            gint64              ticket_id)
{
  GuichetTicketWindow *window = find_window (self, ticket_id);

  if (window != NULL)
    {
      gtk_window_present (GTK_WINDOW (window));
      return TRUE;
    }

  adw_navigation_split_view_set_show_content (self->split_view, TRUE);

  return uncover (_guichet_agent_portal_get_view (self), ticket_id);
}

/**
 * guichet_agent_portal_open_ticket:
 *
 * On top of the list it was opened from, so that "back" returns to its row. A
 * ticket that has a window of its own is shown there.
 */
void
guichet_agent_portal_open_ticket (GuichetAgentPortal *self,
                                  gint64              ticket_id)
{
  GuichetTicketPage *page;

  g_return_if_fail (GUICHET_IS_AGENT_PORTAL (self));
  g_return_if_fail (ticket_id > 0);

  if (show_again (self, ticket_id))
    return;

  page = create_page (self, ticket_id);
  remember_list (self, page);
  adw_navigation_view_push (_guichet_agent_portal_get_view (self), ADW_NAVIGATION_PAGE (page));
}

/* In the place of the ticket that is looked at. */
static void
replace_ticket (GuichetAgentPortal *self,
                gint64              ticket_id,
                gboolean            keep_list)
{
  AdwNavigationView *view = _guichet_agent_portal_get_view (self);
  g_autoptr(GListModel) stack = adw_navigation_view_get_navigation_stack (view);
  g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func (g_object_unref);
  GuichetTicketPage *old = get_ticket_page (self);
  GuichetTicketPage *page;

  if (old == NULL)
    {
      guichet_agent_portal_open_ticket (self, ticket_id);
      return;
    }
  if (show_again (self, ticket_id))
    return;

  page = create_page (self, ticket_id);
  if (keep_list)
    inherit_list (page, old);
  for (guint i = 0; i + 1 < g_list_model_get_n_items (stack); i++)
    g_ptr_array_add (pages, g_list_model_get_item (stack, i));
  g_ptr_array_add (pages, g_object_ref_sink (page));
  adw_navigation_view_replace (view, (AdwNavigationPage **) pages->pdata, (int) pages->len);
}

static void
leave_ticket (GuichetAgentPortal *self)
{
  gint64 id = get_ticket_id (self);

  if (id == 0)
    return;

  guichet_hands_remove (self->hands, id);
  adw_navigation_view_pop (_guichet_agent_portal_get_view (self));
}

static void
move_on (GuichetAgentPortal *self,
         gint64              next)
{
  gint64 id = get_ticket_id (self);

  if (next == 0)
    {
      leave_ticket (self);
      return;
    }

  guichet_hands_remove (self->hands, id);
  replace_ticket (self, next, TRUE);
}

/* ---- after an action */

/* Of those that are still in the list, the one that came after; at its end the
 * first one. */
static gint64
choose_of_overview (GArray *before,
                    GArray *now,
                    gint64  id)
{
  gint64 next = id;

  while ((next = find_neighbour (before, next, 1)) != 0)
    for (guint i = 0; i < now->len; i++)
      if (g_array_index (now, gint64, i) == next)
        return next;

  for (guint i = 0; i < now->len; i++)
    if (g_array_index (now, gint64, i) != id)
      return g_array_index (now, gint64, i);

  return 0;
}

static void
overview_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GuichetTicketPage) page = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) now = guichet_store_list_ids_finish (GUICHET_STORE (source), result, &error);
  GtkWidget *portal = gtk_widget_get_ancestor (GTK_WIDGET (page), GUICHET_TYPE_AGENT_PORTAL);
  GArray *before = g_object_get_data (G_OBJECT (page), ORDER_KEY);
  gint64 next;

  /* The person went elsewhere meanwhile. */
  if (portal == NULL || get_ticket_page (GUICHET_AGENT_PORTAL (portal)) != page)
    return;
  if (now == NULL)
    {
      g_message ("The list could not be read: %s", error->message);
      return;
    }

  next = choose_of_overview (before, now, guichet_ticket_page_get_ticket_id (page));
  set_order (page, now);
  move_on (GUICHET_AGENT_PORTAL (portal), next);
}

static void
go_on_in_overview (GuichetAgentPortal *self,
                   GuichetTicketPage  *page)
{
  GuichetTicketQuery *query = g_object_get_data (G_OBJECT (page), QUERY_KEY);

  if (query != NULL)
    guichet_store_list_ids_async (guichet_context_get_store (self->context), query, NULL, overview_cb, g_object_ref (page));
  else
    leave_ticket (self);
}

/* Something was sent from a ticket: the preference says what is shown now. */
static void
acted_cb (GuichetAgentPortal *self,
          GuichetTicketPage  *page)
{
  if (get_ticket_page (self) != page || g_str_equal (self->after_action, "stay"))
    return;

  if (g_str_equal (self->after_action, "next"))
    move_on (self, find_next (page, 1));
  else if (g_str_equal (self->after_action, "overview"))
    go_on_in_overview (self, page);
  else
    leave_ticket (self);
}

/* ---- windows of their own */

static void
window_gone_cb (gpointer  user_data,
                GObject  *window)
{
  GuichetAgentPortal *self = user_data;

  g_ptr_array_remove (self->windows, window);
}

static void
open_window (GuichetAgentPortal *self,
             gint64              ticket_id)
{
  GuichetTicketWindow *window = find_window (self, ticket_id);

  if (window == NULL)
    {
      window = guichet_ticket_window_new (self->context, GTK_WIDGET (self), ticket_id);
      g_ptr_array_add (self->windows, window);
      g_object_weak_ref (G_OBJECT (window), window_gone_cb, self);
    }
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- where somebody is */

static void
set_enabled (GuichetAgentPortal *self,
             const char         *action,
             gboolean            enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

/* Another section, another page, or the order of its list became known. */
void
_guichet_agent_portal_place_changed (GuichetAgentPortal *self)
{
  const char *section;
  GuichetTicketPage *page;
  gint64 id;

  /* Not on the way in, nor on the way out. */
  if (self->trail == NULL || self->context == NULL)
    return;

  section = adw_view_stack_get_visible_child_name (self->sections);
  page = get_ticket_page (self);
  id = get_ticket_id (self);
  if (!self->travelling)
    guichet_trail_visit (self->trail, section, id);
  guichet_hand_list_select (GUICHET_HAND_LIST (self->hand_list), id);

  set_enabled (self, "portal.back", guichet_trail_can_go (self->trail, -1));
  set_enabled (self, "portal.forward", guichet_trail_can_go (self->trail, 1));
  set_enabled (self, "portal.previous-ticket", find_next (page, -1) != 0);
  set_enabled (self, "portal.next-ticket", find_next (page, 1) != 0);
  set_enabled (self, "portal.close-ticket", page != NULL);
  set_enabled (self, "portal.detach", page != NULL);
}

static void
travel (GuichetAgentPortal *self,
        int                 step)
{
  const GuichetPlace *place = guichet_trail_go (self->trail, step);

  if (place == NULL)
    return;

  self->travelling = TRUE;
  guichet_agent_portal_show_section (self, place->section);
  if (place->ticket_id != 0)
    replace_ticket (self, place->ticket_id, FALSE);
  else
    adw_navigation_view_pop_to_page (_guichet_agent_portal_get_view (self),
                                     _guichet_agent_portal_get_root (_guichet_agent_portal_get_view (self)));
  self->travelling = FALSE;
  _guichet_agent_portal_place_changed (self);
}

/* ---- the actions */

static void
open_ticket_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  guichet_agent_portal_open_ticket (GUICHET_AGENT_PORTAL (widget), g_variant_get_int64 (parameter));
}

static void
open_window_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  open_window (GUICHET_AGENT_PORTAL (widget), g_variant_get_int64 (parameter));
}

/* One place to write in is enough: the page here goes. */
static void
detach_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GuichetAgentPortal *self = GUICHET_AGENT_PORTAL (widget);
  gint64 id = get_ticket_id (self);

  if (id == 0)
    return;

  adw_navigation_view_pop (_guichet_agent_portal_get_view (self));
  open_window (self, id);
}

static void
close_ticket_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  leave_ticket (GUICHET_AGENT_PORTAL (widget));
}

static void
neighbour_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  GuichetAgentPortal *self = GUICHET_AGENT_PORTAL (widget);
  gint64 id = find_next (get_ticket_page (self), g_str_equal (name, "portal.next-ticket") ? 1 : -1);

  if (id != 0)
    replace_ticket (self, id, TRUE);
}

static void
travel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  travel (GUICHET_AGENT_PORTAL (widget), g_str_equal (name, "portal.forward") ? 1 : -1);
}

static void
show_hand_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  replace_ticket (GUICHET_AGENT_PORTAL (widget), g_variant_get_int64 (parameter), FALSE);
}

static void
drop_hand_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  GuichetAgentPortal *self = GUICHET_AGENT_PORTAL (widget);
  gint64 id = g_variant_get_int64 (parameter);

  if (id == get_ticket_id (self))
    leave_ticket (self);
  else
    guichet_hands_remove (self->hands, id);
}

void
_guichet_agent_portal_class_init_tickets (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "portal.open-ticket", "x", open_ticket_action);
  gtk_widget_class_install_action (widget_class, "portal.open-window", "x", open_window_action);
  gtk_widget_class_install_action (widget_class, "portal.detach", NULL, detach_action);
  gtk_widget_class_install_action (widget_class, "portal.close-ticket", NULL, close_ticket_action);
  gtk_widget_class_install_action (widget_class, "portal.next-ticket", NULL, neighbour_action);
  gtk_widget_class_install_action (widget_class, "portal.previous-ticket", NULL, neighbour_action);
  gtk_widget_class_install_action (widget_class, "portal.back", NULL, travel_action);
  gtk_widget_class_install_action (widget_class, "portal.forward", NULL, travel_action);
  gtk_widget_class_install_action (widget_class, "portal.show-hand", "x", show_hand_action);
  gtk_widget_class_install_action (widget_class, "portal.drop-hand", "x", drop_hand_action);
}

void
_guichet_agent_portal_init_tickets (GuichetAgentPortal *self)
{
  self->after_action = g_strdup ("stay");
  self->trail = guichet_trail_new ();
  self->windows = g_ptr_array_new ();
}

void
_guichet_agent_portal_clear_tickets (GuichetAgentPortal *self)
{
  for (guint i = 0; self->windows != NULL && i < self->windows->len; i++)
    g_object_weak_unref (g_ptr_array_index (self->windows, i), window_gone_cb, self);
  for (guint i = 0; self->windows != NULL && i < self->windows->len; i++)
    gtk_window_destroy (g_ptr_array_index (self->windows, i));
  g_clear_pointer (&self->windows, g_ptr_array_unref);
  g_clear_pointer (&self->trail, guichet_trail_free);
  g_clear_pointer (&self->after_action, g_free);
  g_clear_object (&self->hands);
}
