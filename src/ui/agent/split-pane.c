#include "config.h"

#include "ui/agent/split-pane.h"

#include "ui/ticket/ticket-page.h"

#include <glib/gi18n.h>

#define REST_MS 150

struct _GuichetSplitPane
{
  AdwBin parent_instance;

  GuichetContext *context;
  gint64          ticket_id;    /* what is shown, or will be when the selection rests */
  guint           source;
};

G_DEFINE_FINAL_TYPE (GuichetSplitPane, guichet_split_pane, ADW_TYPE_BIN)

static void
show_sentence (GuichetSplitPane *self,
               const char       *icon,
               const char       *sentence)
{
  GtkWidget *page = g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", icon, "title", sentence, NULL);

  gtk_widget_add_css_class (page, "compact");
  adw_bin_set_child (ADW_BIN (self), page);
}

static void
show_page (GuichetSplitPane *self)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (self));
  GtkWidget *page;

  if (GUICHET_IS_TICKET_PAGE (child) &&
      guichet_ticket_page_get_ticket_id (GUICHET_TICKET_PAGE (child)) == self->ticket_id)
    return;

  page = guichet_ticket_page_new (self->context, self->ticket_id);
  guichet_ticket_page_set_embedded (GUICHET_TICKET_PAGE (page), TRUE);
  adw_bin_set_child (ADW_BIN (self), page);
}

static void
rested_cb (gpointer user_data)
{
  GuichetSplitPane *self = user_data;

  self->source = 0;
  show_page (self);
}

static void
guichet_split_pane_dispose (GObject *object)
{
  GuichetSplitPane *self = GUICHET_SPLIT_PANE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_split_pane_parent_class)->dispose (object);
}

static void
guichet_split_pane_class_init (GuichetSplitPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = guichet_split_pane_dispose;
}

static void
guichet_split_pane_init (GuichetSplitPane *self)
{
  show_sentence (self, "view-dual-symbolic", _("No Ticket Selected"));
}

void
guichet_split_pane_set_context (GuichetSplitPane *self,
                                GuichetContext   *context)
{
  g_return_if_fail (GUICHET_IS_SPLIT_PANE (self));

  g_set_object (&self->context, context);
}

/**
 * guichet_split_pane_show_ticket:
 * @ticket_id: 0 for none
 *
 * The first ticket is shown at once.
 */
void
guichet_split_pane_show_ticket (GuichetSplitPane *self,
                                gint64            ticket_id)
{
  g_return_if_fail (GUICHET_IS_SPLIT_PANE (self));

  if (self->ticket_id == ticket_id)
    return;

  g_clear_handle_id (&self->source, g_source_remove);
  self->ticket_id = ticket_id;
  if (ticket_id == 0)
    show_sentence (self, "view-dual-symbolic", _("No Ticket Selected"));
  else if (GUICHET_IS_TICKET_PAGE (adw_bin_get_child (ADW_BIN (self))))
    self->source = g_timeout_add_once (REST_MS, rested_cb, self);
  else
    show_page (self);
}

/* Several are selected: none of them is meant more than the others. */
void
guichet_split_pane_show_many (GuichetSplitPane *self,
                              guint             n_tickets)
{
  g_autofree char *sentence = g_strdup_printf (ngettext ("%'u Ticket Selected", "%'u Tickets Selected", n_tickets), n_tickets);

  g_return_if_fail (GUICHET_IS_SPLIT_PANE (self));

  g_clear_handle_id (&self->source, g_source_remove);
  self->ticket_id = 0;
  show_sentence (self, "selection-mode-symbolic", sentence);
}

gint64
guichet_split_pane_get_ticket_id (GuichetSplitPane *self)
{
  g_return_val_if_fail (GUICHET_IS_SPLIT_PANE (self), 0);

  return self->ticket_id;
}
