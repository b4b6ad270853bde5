#pragma once

#include "ui/user/new-ticket-draft.h"

G_BEGIN_DECLS

struct _GuichetNewTicketDraft
{
  GObject parent_instance;

  GuichetStore  *store;
  char          *key;
  GuichetIntent *intent;
  GuichetIntent *proposals;     /* values that nobody gave */
  GPtrArray     *files;
  GCancellable  *cancellable;
  GError        *error;
  gint64         saved;
  guint          timeout;
  gboolean       loaded;
  gboolean       dirty;
  gboolean       saving;
  gboolean       held;          /* between hold and release */
};

/* Somebody changed something: to be saved, and told. */
void _guichet_new_ticket_draft_take_change (GuichetNewTicketDraft *self);

G_END_DECLS
