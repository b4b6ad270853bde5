#include "config.h"

#include "app/shot-lists.h"

#include "store/views.h"
#include "ui/agent/preset.h"
#include "ui/agent/tickets-page.h"

static const char * const lists[] = { "split", "grouped", "filter", "bulk", "views", NULL };

gboolean
guichet_shot_is_list (const char *page)
{
  return g_strv_contains (lists, page);
}

static void
filter_list (GuichetTicketsPage *page)
{
  GtkWidget *entry;

  guichet_tickets_page_focus_filter (page);
  entry = gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))));
  if (GTK_IS_EDITABLE (entry))
    gtk_editable_set_text (GTK_EDITABLE (entry), "statut:assignée,\"en attente\" depuis:2026-11");
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
    filter_list (page);
  else if (g_str_equal (name, "views"))
    save_views (portal, store, profile);
  else
    select_some (page);
}
