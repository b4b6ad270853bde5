#include "config.h"

#include "ui/agent/queue-header.h"

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
  GtkWidget *title = gtk_label_new (C_("ticket class", "User Request"));
  GtkWidget *count = gtk_label_new (NULL);

  gtk_widget_add_css_class (title, "grouphead");
  gtk_widget_add_css_class (count, "badge");
  gtk_widget_set_valign (count, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);

  gtk_list_header_set_child (header, box);
  g_ptr_array_add (get_headers (owner), header);
}

void
guichet_queue_header_bind (GtkListHeader *header,
                           guint          n_tickets)
{
  GtkWidget *count = gtk_widget_get_last_child (gtk_list_header_get_child (header));
  g_autofree char *text = g_strdup_printf ("%'u", n_tickets);

  gtk_label_set_label (GTK_LABEL (count), text);
}

void
guichet_queue_header_tear_down (GtkListHeader *header,
                                GtkWidget     *owner)
{
  g_ptr_array_remove_fast (get_headers (owner), header);
}

void
guichet_queue_header_update (GtkWidget *owner,
                             guint      n_tickets)
{
  GPtrArray *headers = get_headers (owner);

  for (guint i = 0; i < headers->len; i++)
    guichet_queue_header_bind (headers->pdata[i], n_tickets);
}
