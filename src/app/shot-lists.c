#include "config.h"

#include "app/shot-lists.h"

#include "store/views.h"
#include "ui/agent/preset.h"
#include "ui/agent/tickets-page.h"

static const char * const lists[] = {
  "split", "grouped", "filter", "empty-filter", "empty", "bulk", "bulk-team", "bulk-taken", "bulk-result", "views",
  "columns", "save-view", "criteria", "list-menu", "peek", NULL
};

gboolean
guichet_shot_is_list (const char *page)
{
  return g_strv_contains (lists, page);
}

static void
filter_list (GuichetTicketsPage *page,
             const char         *text)
{
  GtkWidget *entry;

  guichet_tickets_page_focus_filter (page);
  entry = gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))));
  if (GTK_IS_EDITABLE (entry))
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
select_some (GuichetTicketsPage *page)
{
  GuichetQueueModel *model = guichet_queue_view_get_model (guichet_tickets_page_get_queue (page));

  gtk_selection_model_select_range (guichet_queue_model_get_selection (model), 1, 3, TRUE);
}

/* Two views, the first of which is shown. */
static void
save_views (GuichetAgentPortal *portal,
            GuichetStore       *store,
            GuichetProfile     *profile)
{
  static const GuichetPreset presets[] = { GUICHET_PRESET_AT_RISK, GUICHET_PRESET_WAITING_REQUESTER };

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      g_autoptr(GuichetTicketQuery) query = guichet_preset_to_query (presets[i], GUICHET_VIEW_OPEN, profile);
      g_autoptr(GuichetSavedView) view = guichet_saved_view_new (guichet_preset_get_title (presets[i]), query, profile);

      view->position = i;
      if (!guichet_store_save_view (store, view, NULL))
        g_warning ("No view for the picture");
    }

  gtk_widget_activate_action (GTK_WIDGET (portal), "portal.show-preset", "s",
                              guichet_preset_to_nick (GUICHET_PRESET_AT_RISK));
}

/* What to open the page with. The rest is posed once it is there. */
void
guichet_shot_open_list (GuichetAgentPortal *portal,
                        GuichetStore       *store,
                        GuichetProfile     *profile,
                        const char         *name)
{
  GuichetTicketsPage *page;

  guichet_agent_portal_show_section (portal, "tickets");
  page = GUICHET_TICKETS_PAGE (guichet_agent_portal_get_visible_page (portal));
  if (g_str_equal (name, "split"))
    guichet_tickets_page_set_split (page, TRUE);
  else if (g_str_equal (name, "grouped"))
    g_object_set (page, "group", "status", NULL);
  else if (g_str_equal (name, "filter"))
    filter_list (page, "statut:assignée,\"en attente\" depuis:2026-11");
  else if (g_str_equal (name, "empty-filter"))
    filter_list (page, "statut:\"à compléter\" baleine");
  else if (g_str_equal (name, "empty"))
    gtk_widget_activate_action (GTK_WIDGET (portal), "portal.show-preset", "s",
                                guichet_preset_to_nick (GUICHET_PRESET_REOPENED));
  else if (g_str_equal (name, "views"))
    save_views (portal, store, profile);
  else if (g_str_has_prefix (name, "bulk"))
    select_some (page);
}

/* ---- what is opened on it */

/* Where an action opens nothing, the button does. */
static const struct
{
  const char *page;
  const char *action;           /* nullable */
  const char *button;           /* nullable: the icon of a menu button */
} poses[] = {
  { "columns", "list.columns", NULL },
  { "save-view", "list.save-view", NULL },
  { "criteria", NULL, "view-more-horizontal-symbolic" },
  { "list-menu", NULL, "view-more-symbolic" },
  { "bulk-team", "list.assign-team", NULL },
  { "bulk-taken", "list.take", NULL },
  { "bulk-result", "list.take", NULL },
  { "peek", "list.peek", NULL },
};

static GtkWidget *
find_menu_button (GtkWidget  *root,
                  const char *icon)
{
  if (GTK_IS_MENU_BUTTON (root) && gtk_widget_get_mapped (root)
      && g_strcmp0 (gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (root)), icon) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_menu_button (child, icon);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
popup_menu (GtkWidget  *page,
            const char *icon)
{
  GtkWidget *button = find_menu_button (page, icon);

  if (button != NULL)
    gtk_menu_button_popup (GTK_MENU_BUTTON (button));
}

/* Returns: whether something was done that the picture has to wait for */
gboolean
guichet_shot_pose_list (GuichetAgentPortal *portal,
                        const char         *name,
                        guint               step)
{
  GtkWidget *page = GTK_WIDGET (guichet_agent_portal_get_visible_page (portal));

  if (step == 1 && g_str_equal (name, "bulk-result"))
    return gtk_widget_activate_action (page, "list.show-result", NULL);

  for (guint i = 0; step == 0 && i < G_N_ELEMENTS (poses); i++)
    if (g_str_equal (poses[i].page, name))
      {
        if (poses[i].action != NULL)
          gtk_widget_activate_action (page, poses[i].action, NULL);
        else
          popup_menu (page, poses[i].button);
        return TRUE;
      }

  return FALSE;
}
