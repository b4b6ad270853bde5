#pragma once

#include "model/journal-entry.h"
#include "store/db.h"

G_BEGIN_DECLS

/**
 * GuichetTicketFacts:
 * @id: 0 when the ticket is not in the cache or vanished
 * @team, @agent: -1 when the server did not say
 * @n_entries: -1 for a journal that was never read
 *
 * What the server has of a ticket, as far as it is compared with what the
 * person saw.
 */
typedef struct
{
  gint64  id;
  char   *last_update;
  char   *start_date;
  char   *status;
  char   *operational_status;
  char   *caller;
  gint64  team;
  gint64  agent;
  gint64  n_entries[GUICHET_N_JOURNALS];
  guint   n_files;
} GuichetTicketFacts;

void     guichet_ticket_facts_clear (GuichetTicketFacts  *self);
gboolean guichet_ticket_facts_read  (GuichetDb           *cache,
                                     gint64               id,
                                     GuichetTicketFacts  *out_facts,
                                     GError             **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuichetTicketFacts, guichet_ticket_facts_clear)

G_END_DECLS
