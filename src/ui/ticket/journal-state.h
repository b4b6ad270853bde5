#pragma once

#include <adwaita.h>

#include "model/intent.h"

G_BEGIN_DECLS

/**
 * GuichetJournalState:
 *
 * The line below an entry that waits in the outbox: where it is, and what one
 * can do about it. Few entries have one, so it is no part of their template.
 */
#define GUICHET_TYPE_JOURNAL_STATE (guichet_journal_state_get_type ())

G_DECLARE_FINAL_TYPE (GuichetJournalState, guichet_journal_state, GUICHET, JOURNAL_STATE, AdwBin)

void guichet_journal_state_set_intent (GuichetJournalState *self,
                                       const GuichetIntent *intent,
                                       gboolean             online);

G_END_DECLS
