#include "config.h"

#include "ui/agent/ticket-window.h"

#include "ui/ticket/ticket-page.h"

/* Both journals fit beside each other. */
#define WIDTH 1080
#define HEIGHT 760

struct _GuichetTicketWindow
{
  AdwApplicationWindow parent_instance;

  GtkWidget *portal;            /* nullable, weak */
  gint64     ticket_id;
};

G_DEFINE_FINAL_TYPE (GuichetTicketWindow, guichet_ticket_window, ADW_TYPE_APPLICATION_WINDOW)

/* Opening a ticket shows it where the lists are. */
static void
pass_on_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GuichetTicketWindow *self = GUICHET_TICKET_WINDOW (widget);

  if (self->portal == NULL)
    return;

  gtk_widget_activate_action_variant (self->portal, name, parameter);
  if (g_str_equal (name, "portal.open-ticket"))
    gtk_window_present (GTK_WINDOW (gtk_widget_get_root (self->portal)));
}

static void
guichet_ticket_window_dispose (GObject *object)
{
  GuichetTicketWindow *self = GUICHET_TICKET_WINDOW (object);

  g_clear_weak_pointer (&self->portal);

  G_OBJECT_CLASS (guichet_ticket_window_parent_class)->dispose (object);
}

static void
guichet_ticket_window_class_init (GuichetTicketWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_ticket_window_dispose;

  gtk_widget_class_install_action (widget_class, "portal.open-ticket", "x", pass_on_action);
  gtk_widget_class_install_action (widget_class, "portal.open-window", "x", pass_on_action);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, pass_on_action);
}

static void
guichet_ticket_window_init (GuichetTicketWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 294);
}

/* The recall of what was sent is a toast: the window needs a place for it. */
static void
set_page (GuichetTicketWindow *self,
          GtkWidget           *page)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *view = adw_navigation_view_new ();

  adw_navigation_view_add (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (page));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), view);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), overlay);
  g_object_bind_property (page, "title", self, "title", G_BINDING_SYNC_CREATE);
}

/**
 * guichet_ticket_window_new:
 * @portal: the agent's portal, in the main window
 */
GuichetTicketWindow *
guichet_ticket_window_new (GuichetContext *context,
                           GtkWidget      *portal,
                           gint64          ticket_id)
{
  GtkWindow *main_window = GTK_WINDOW (gtk_widget_get_root (portal));
  GuichetTicketWindow *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_TICKET_WINDOW,
                       "application", gtk_window_get_application (main_window),
                       NULL);
  self->ticket_id = ticket_id;
  g_set_weak_pointer (&self->portal, portal);
  set_page (self, guichet_ticket_page_new (context, ticket_id));

  return self;
}

gint64
guichet_ticket_window_get_ticket_id (GuichetTicketWindow *self)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_WINDOW (self), 0);

  return self->ticket_id;
}
