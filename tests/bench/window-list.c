#include "config.h"

#include <adwaita.h>

#include "list/ticket-row.h"
#include "ui/agent/agent-portal.h"
#include "ui/agent/tickets-page.h"
#include "window-report.h"

/* The agent's portal over the databases in a folder, as the program opens it
 * for somebody who is signed in. */

static const char *folder;

/* Whether the rows that are in sight have come. */
static gboolean
is_list_there (gpointer user_data)
{
  AdwNavigationPage *page = guichet_agent_portal_get_visible_page (user_data);
  GtkSelectionModel *selection;
  g_autoptr(GuichetTicketRow) row = NULL;

  if (!GUICHET_IS_TICKETS_PAGE (page))
    return FALSE;
  selection = guichet_queue_model_get_selection (
    guichet_queue_view_get_model (guichet_tickets_page_get_queue (GUICHET_TICKETS_PAGE (page))));
  row = selection != NULL ? g_list_model_get_item (G_LIST_MODEL (selection), 0) : NULL;

  return row != NULL && !guichet_ticket_row_get_loading (row);
}

static GuichetContext *
create_context (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetStore) store = guichet_store_open (folder, &error);
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GuichetProfile) profile = NULL;

  if (store == NULL)
    g_error ("%s", error->message);
  identity = guichet_store_dup_identity (store);
  profile = guichet_store_dup_profile (store);

  return guichet_context_new (store, identity, profile);
}

static void
activate_cb (AdwApplication *application)
{
  g_autoptr(GuichetContext) context = create_context ();
  GuichetAgentPortal *portal = guichet_agent_portal_new (context);
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));

  guichet_agent_portal_show_section (portal, "tickets");
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), GTK_WIDGET (portal));
  gtk_window_set_default_size (GTK_WINDOW (window), 1400, 900);
  window_report (GTK_WINDOW (window), is_list_there, portal);
  guichet_agent_portal_present (portal);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AdwApplication) application = adw_application_new ("org.guichet.Bench", G_APPLICATION_NON_UNIQUE);

  if (argc != 2)
    return 2;
  folder = argv[1];
  /* With the program's own style. */
  g_application_set_resource_base_path (G_APPLICATION (application), "/org/guichet/Guichet");
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
