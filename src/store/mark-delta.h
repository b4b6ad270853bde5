#pragma once

#include "model/intent.h"
#include "model/mark.h"
#include "store/rules.h"
#include "store/seen-table.h"
#include "store/ticket-facts.h"

G_BEGIN_DECLS

/**
 * GuichetUnseen:
 * @newest: (nullable): for each journal, the newest entry that was not seen
 *   and that somebody else wrote
 * @own_date: (nullable): when the person wrote the newest of their own
 *
 * The entries of a ticket behind those that were seen.
 */
typedef struct
{
  GuichetJournalEntry *newest[GUICHET_N_JOURNALS];
  char                *own_date;
} GuichetUnseen;

void  guichet_unseen_clear       (GuichetUnseen            *self);

void  guichet_mark_delta_compute (GuichetMark              *mark,
                                  const GuichetSeen        *seen,
                                  const GuichetTicketFacts *now,
                                  const GuichetUnseen      *unseen,
                                  GuichetRules             *rules);
void  guichet_mark_delta_explain (GuichetSeen              *seen,
                                  const GuichetTicketFacts *now,
                                  const GuichetIntent      *intent,
                                  GuichetRules             *rules);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuichetUnseen, guichet_unseen_clear)

G_END_DECLS
