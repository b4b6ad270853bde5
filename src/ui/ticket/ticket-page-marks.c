#include "config.h"

#include "ui/ticket/ticket-page-private.h"

#include "list/row-cache.h"
#include "store/marks.h"
#include "ui/common/problem.h"
#include "ui/common/toast.h"

#include <glib/gi18n.h>

/* The row of the lists, which knows the mark: seen, starred… */

static gboolean
is_starred (GuichetTicketPage *self)
{
  const GuichetMark *mark = guichet_ticket_row_get_mark (self->row);

  return mark != NULL && mark->starred;
}

static void
show_star (GuichetTicketPage *self)
{
  gboolean starred = is_starred (self);
  const char *words = starred ? _("Take the Star Away") : _("Give It a Star");

  gtk_button_set_icon_name (self->star, starred ? "starred-symbolic" : "non-starred-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->star), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->star), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

typedef struct
{
  GuichetTicketPage *page;
  const char        *words;     /* on success; static */
} Marking;

static void
marked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Marking *marking = user_data;
  g_autoptr(GuichetTicketPage) self = marking->page;
  g_autoptr(GError) error = NULL;

  if (guichet_store_mark_finish (GUICHET_STORE (source), result, &error))
    guichet_show_toast (GTK_WIDGET (self), adw_toast_new (marking->words));
  else
    guichet_show_toast (GTK_WIDGET (self), adw_toast_new (guichet_problem_describe (error).sentence));
}

static void
mark (GuichetTicketPage *self,
      GuichetMarking     marking,
      const char        *words)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Marking *data = g_new0 (Marking, 1);

  g_array_append_val (ids, self->ticket_id);
  data->page = g_object_ref (self);
  data->words = words;
  guichet_store_mark_async (guichet_context_get_store (self->context), ids, marking, NULL, marked_cb, data);
}

static void
star_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  GuichetTicketPage *self = GUICHET_TICKET_PAGE (widget);

  if (is_starred (self))
    mark (self, GUICHET_MARK_UNSTAR, _("The star is gone"));
  else
    mark (self, GUICHET_MARK_STAR, _("The ticket has a star"));
}

static void
mark_unread_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  mark (GUICHET_TICKET_PAGE (widget), GUICHET_MARK_UNREAD, _("Marked as unread"));
}

void
_guichet_ticket_page_open_marks (GuichetTicketPage *self)
{
  g_autoptr(GuichetRowCache) rows = guichet_row_cache_dup_for_store (guichet_context_get_store (self->context));

  self->row = guichet_row_cache_dup_row (rows, self->ticket_id);
  g_signal_connect_object (self->row, "notify::mark", G_CALLBACK (show_star), self, G_CONNECT_SWAPPED);
  show_star (self);
}

void
_guichet_ticket_page_class_init_marks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "ticket.star", NULL, star_action);
  gtk_widget_class_install_action (widget_class, "ticket.mark-unread", NULL, mark_unread_action);
}
