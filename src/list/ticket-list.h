#pragma once

#include <gio/gio.h>

#include "list/ticket-row.h"
#include "model/query.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * GuichetTicketList:
 *
 * A GListModel of GuichetTicketRow over a query of the store: an exact vector
 * of ids, rows that fill as they are seen (ARCHITECTURE §6). Main thread.
 *
 * Properties: loading (neither ids nor an error came yet), n-items. A list
 * keeps its query: for another one a view makes another list and shows the
 * old one until that has loaded.
 *
 * Signal "sections-changed" (position, n_items): of a query with a group, the
 * groups of these items may begin elsewhere now, beside what the steps tell.
 *
 * Signal "updated": after an answer of the store; the steps have been told,
 * and the view may restore its selection by id. When too much changed the
 * list cannot tell it as single steps: it emits "replaced" and follows no
 * longer. The view takes guichet_ticket_list_dup_fresh(), a new list with a
 * new selection, and restores its scroll by id.
 */
#define GUICHET_TYPE_TICKET_LIST (guichet_ticket_list_get_type ())

G_DECLARE_FINAL_TYPE (GuichetTicketList, guichet_ticket_list, GUICHET, TICKET_LIST, GObject)

GuichetTicketList        *guichet_ticket_list_new          (GuichetStore             *store,
                                                            const GuichetTicketQuery *query);
GuichetTicketList        *guichet_ticket_list_dup_fresh    (GuichetTicketList        *self);
const GuichetTicketQuery *guichet_ticket_list_get_query    (GuichetTicketList        *self);
gboolean                  guichet_ticket_list_get_loading  (GuichetTicketList        *self);
const GError             *guichet_ticket_list_get_error    (GuichetTicketList        *self);
void                      guichet_ticket_list_set_held     (GuichetTicketList        *self,
                                                            gboolean                  held);
guint                     guichet_ticket_list_get_n_held   (GuichetTicketList        *self);
gint64                    guichet_ticket_list_get_id       (GuichetTicketList        *self,
                                                            guint                     position);
gboolean                  guichet_ticket_list_find_id      (GuichetTicketList        *self,
                                                            gint64                    id,
                                                            guint                    *out_position);
void                      guichet_ticket_list_get_section  (GuichetTicketList        *self,
                                                            guint                     position,
                                                            guint                    *out_start,
                                                            guint                    *out_end);

G_END_DECLS
