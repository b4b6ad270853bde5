#include "config.h"

#include "ui/agent/queue-header.h"

#include "list/ticket-row.h"
#include "util/text.h"

#include <glib/gi18n.h>

static GPtrArray *
get_headers (GtkWidget *owner)
{
  GPtrArray *headers = g_object_get_data (G_OBJECT (owner), "class-headers");

  if (headers == NULL)
    {
      headers = g_ptr_array_new ();
      g_object_set_data_full (G_OBJECT (owner), "class-headers", headers,
                              (GDestroyNotify) g_ptr_array_unref);
    }

  return headers;
}

void
guichet_queue_header_set_up (GtkListHeader *header,
                             GtkWidget     *owner)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (title, "grouphead");
  gtk_widget_add_css_class (count, "badge");
  gtk_widget_set_valign (count, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);

  gtk_list_header_set_child (header, box);
  g_ptr_array_add (get_headers (owner), header);
}

static const char *
get_status_label (GuichetContext *context,
                  GuichetTicket  *ticket)
{
  const char *status = guichet_ticket_get (ticket, GUICHET_FIELD_STATUS);
  const GuichetState *state = guichet_profile_get_state (guichet_context_get_profile (context), status);

  return state != NULL ? state->label : status;
}

/* What the tickets of a group have in common is in each of them. */
static const char *
get_title (GuichetContext *context,
           GuichetGroup    group,
           GuichetTicket  *ticket)
{
  static const GuichetField fields[GUICHET_N_GROUPS] = {
    [GUICHET_GROUP_SERVICE] = GUICHET_FIELD_SERVICE,
    [GUICHET_GROUP_TEAM] = GUICHET_FIELD_TEAM,
    [GUICHET_GROUP_SITE] = GUICHET_FIELD_SITE,
    [GUICHET_GROUP_CALLER] = GUICHET_FIELD_CALLER,
  };

  const char *name;

  if (group == GUICHET_GROUP_NONE)
    return C_("ticket class", "User Request");
  if (ticket == NULL)
    return "";
  if (group == GUICHET_GROUP_STATUS)
    return get_status_label (context, ticket);

  name = guichet_ticket_get_label (ticket, fields[group]);

  /* Translators: the heading of tickets without a service, a team… */
  return guichet_text_is_empty (name) ? C_("group", "Without") : name;
}

static void
show_title (GtkListHeader     *header,
            GuichetContext    *context,
            GuichetQueueModel *model)
{
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_header_get_child (header));
  GuichetTicketRow *row = gtk_list_header_get_item (header);
  GuichetGroup group = guichet_queue_model_get_query (model)->group;

  gtk_label_set_label (GTK_LABEL (title),
                       get_title (context, group, row != NULL ? guichet_ticket_row_get_ticket (row) : NULL));
}

static void
show_count (GtkListHeader     *header,
            GuichetQueueModel *model)
{
  GtkWidget *count = gtk_widget_get_last_child (gtk_list_header_get_child (header));
  guint n = guichet_queue_model_count_group (model, gtk_list_header_get_start (header));
  g_autofree char *text = g_strdup_printf ("%'u", n);

  gtk_label_set_label (GTK_LABEL (count), text);
}

typedef struct
{
  GuichetContext    *context;
  GuichetQueueModel *model;
} Shown;

/* The first ticket of a group was not read yet when its heading was made. */
static void
ticket_read_cb (GuichetTicketRow *row,
                GParamSpec       *pspec,
                GtkListHeader    *header)
{
  Shown *shown = g_object_get_data (G_OBJECT (header), "shown");

  show_title (header, shown->context, shown->model);
}

void
guichet_queue_header_bind (GtkListHeader     *header,
                           GuichetContext    *context,
                           GuichetQueueModel *model)
{
  Shown *shown = g_new (Shown, 1);

  *shown = (Shown) { context, model };
  g_object_set_data_full (G_OBJECT (header), "shown", shown, g_free);
  g_signal_connect_object (gtk_list_header_get_item (header), "notify::ticket", G_CALLBACK (ticket_read_cb), header, 0);
  show_title (header, context, model);
  show_count (header, model);
}

void
guichet_queue_header_unbind (GtkListHeader *header)
{
  gpointer row = gtk_list_header_get_item (header);

  if (row != NULL)
    g_signal_handlers_disconnect_by_func (row, ticket_read_cb, header);
}

void
guichet_queue_header_tear_down (GtkListHeader *header,
                                GtkWidget     *owner)
{
  g_ptr_array_remove_fast (get_headers (owner), header);
}

void
guichet_queue_header_update (GtkWidget         *owner,
                             GuichetContext    *context,
                             GuichetQueueModel *model)
{
  GPtrArray *headers = get_headers (owner);

  for (guint i = 0; i < headers->len; i++)
    {
      GtkListHeader *header = headers->pdata[i];

      if (gtk_list_header_get_item (header) == NULL)
        continue;
      show_title (header, context, model);
      show_count (header, model);
    }
}
