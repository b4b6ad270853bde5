#pragma once

#include <gtk/gtk.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetNewTicketDrafts:
 *
 * The drafts of new tickets, the latest first. One that is deleted can be had
 * back for as long as that is said.
 *
 * Property: count (uint, read-only). Signals: resume (key), begin.
 */
#define GUICHET_TYPE_NEW_TICKET_DRAFTS (guichet_new_ticket_drafts_get_type ())

G_DECLARE_FINAL_TYPE (GuichetNewTicketDrafts, guichet_new_ticket_drafts, GUICHET, NEW_TICKET_DRAFTS, GtkWidget)

GtkWidget  *guichet_new_ticket_drafts_new        (GuichetContext         *context);
guint       guichet_new_ticket_drafts_get_count  (GuichetNewTicketDrafts *self);
/* Whether the list has been read once. */
gboolean    guichet_new_ticket_drafts_get_loaded (GuichetNewTicketDrafts *self);
/* The key of the one that was saved last; NULL when there is none. */
const char *guichet_new_ticket_drafts_get_latest (GuichetNewTicketDrafts *self);

G_END_DECLS
