#pragma once

#include "ui/user/new-ticket-draft.h"

G_BEGIN_DECLS

struct _GuichetNewTicketDraft
{
  GuichetDraftSaver parent_instance;

  GuichetIntent *intent;
  GuichetIntent *proposals;     /* values that nobody gave */
  GPtrArray     *files;
  GCancellable  *cancellable;
};

/* Somebody changed something: to be saved, and told. */
void _guichet_new_ticket_draft_take_change (GuichetNewTicketDraft *self);

G_END_DECLS
