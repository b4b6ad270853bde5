#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The class heading above the tickets of a list, « Demande Utilisateur », with
 * their number. @owner keeps track of the headings that exist. */

void guichet_queue_header_set_up    (GtkListHeader *header,
                                     GtkWidget     *owner);
void guichet_queue_header_bind      (GtkListHeader *header,
                                     guint          n_tickets);
void guichet_queue_header_tear_down (GtkListHeader *header,
                                     GtkWidget     *owner);
void guichet_queue_header_update    (GtkWidget     *owner,
                                     guint          n_tickets);

G_END_DECLS
