#include "config.h"

#include "ui/agent/agent-portal-private.h"

#include "ui/agent/tickets-page.h"

/* J and K go down and up in the list that is on screen, wherever the focus is. */

/* A list is a table, or rows of two lines where it is narrow. */
static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_COLUMN_VIEW (widget) || GTK_IS_LIST_VIEW (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_list (child);

  return found;
}

/* Returns: G_MAXUINT when nothing is selected */
static guint
find_selected (GtkSelectionModel *selection)
{
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (selection);

  return gtk_bitset_is_empty (selected) ? G_MAXUINT : gtk_bitset_get_minimum (selected);
}

static void
show_row (GtkWidget *list,
          guint      position)
{
  const GtkListScrollFlags flags = GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT;

  if (GTK_IS_COLUMN_VIEW (list))
    gtk_column_view_scroll_to (GTK_COLUMN_VIEW (list), position, NULL, flags, NULL);
  else
    gtk_list_view_scroll_to (GTK_LIST_VIEW (list), position, flags, NULL);
  gtk_widget_grab_focus (list);
}

static void
row_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  AdwNavigationPage *page = guichet_agent_portal_get_visible_page (GUICHET_AGENT_PORTAL (widget));
  gboolean down = g_str_equal (name, "portal.next-row");
  GtkSelectionModel *selection;
  GuichetQueueView *queue;
  GtkWidget *list;
  guint at;

  if (!GUICHET_IS_TICKETS_PAGE (page))
    return;

  queue = guichet_tickets_page_get_queue (GUICHET_TICKETS_PAGE (page));
  list = find_list (GTK_WIDGET (queue));
  selection = guichet_queue_model_get_selection (guichet_queue_view_get_model (queue));
  if (list == NULL || selection == NULL || g_list_model_get_n_items (G_LIST_MODEL (selection)) == 0)
    return;

  at = find_selected (selection);
  if (at == G_MAXUINT)
    show_row (list, 0);
  else if (down && at + 1 < g_list_model_get_n_items (G_LIST_MODEL (selection)))
    show_row (list, at + 1);
  else if (!down && at > 0)
    show_row (list, at - 1);
}

void
_guichet_agent_portal_class_init_rows (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "portal.next-row", NULL, row_action);
  gtk_widget_class_install_action (widget_class, "portal.previous-row", NULL, row_action);
}
