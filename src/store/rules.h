#pragma once

#include "model/identity.h"
#include "model/profile.h"
#include "model/ticket.h"

G_BEGIN_DECLS

/* Values of ticket.queue: which of the agent's lists a ticket is in. One of
 * them at most, so that no ticket is in two lists. In SQL they are written as
 * numbers, since a partial index wants a constant. */
typedef enum
{
  GUICHET_QUEUE_NONE = 0,
  GUICHET_QUEUE_MINE = 1,
  GUICHET_QUEUE_TO_TAKE = 2,
  GUICHET_QUEUE_TAKEN = 3,
  GUICHET_QUEUE_RESOLVED_MINE = 4,
  GUICHET_QUEUE_RESOLVED_TEAM = 5,
} GuichetQueue;

#define GUICHET_N_QUEUES (GUICHET_QUEUE_RESOLVED_TEAM + 1)

/**
 * GuichetRules:
 *
 * What the computed columns of a ticket depend on beside the ticket: the
 * identity and the profile. Immutable, shared between threads.
 */
typedef struct _GuichetRules GuichetRules;

GuichetRules    *guichet_rules_new          (GuichetIdentity *identity,
                                             GuichetProfile  *profile);
GuichetRules    *guichet_rules_ref          (GuichetRules    *self);
void             guichet_rules_unref        (GuichetRules    *self);
GuichetIdentity *guichet_rules_get_identity (GuichetRules    *self);
GuichetProfile  *guichet_rules_get_profile  (GuichetRules    *self);
const char      *guichet_rules_get_key      (GuichetRules    *self);
gboolean         guichet_rules_may_have_internal (GuichetRules *self);

GuichetCategory  guichet_rules_categorise   (GuichetRules    *self,
                                             const char      *status,
                                             const char      *operational_status);
GuichetQueue     guichet_rules_find_queue   (GuichetRules    *self,
                                             GuichetCategory  category,
                                             gint64           team,
                                             gint64           agent);
guint            guichet_rules_rank_status  (GuichetRules    *self,
                                             const char      *status);
const char      *guichet_rules_find_deadline (GuichetRules   *self,
                                             GuichetCategory  category,
                                             const char      *status,
                                             gint64           agent,
                                             const char      *tto,
                                             const char      *ttr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetRules, guichet_rules_unref)

G_END_DECLS
