#pragma once

#include "model/change-set.h"
#include "store/db.h"
#include "store/rules.h"

G_BEGIN_DECLS

/**
 * GuichetTicketMerge:
 * @cache: the writing connection, inside a transaction
 * @user: reads user.db
 * @overlaid: (element-type gint64): tickets with open operations
 * @changes: receives what is shown differently now
 * @n_documents: how many documents of the search index became out of date
 *
 * The joining of images of the server with what is stored.
 */
typedef struct
{
  GuichetDb        *cache;
  GuichetDb        *user;
  GuichetRules     *rules;
  GHashTable       *overlaid;
  GuichetChangeSet *changes;
  guint             n_documents;
} GuichetTicketMerge;

gboolean guichet_ticket_merge_init  (GuichetTicketMerge  *self,
                                     GuichetDb           *cache,
                                     GuichetDb           *user,
                                     GuichetRules        *rules,
                                     GError             **error);
void     guichet_ticket_merge_clear (GuichetTicketMerge  *self);
gboolean guichet_ticket_merge_add   (GuichetTicketMerge  *self,
                                     GuichetTicket       *ticket,
                                     GError             **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuichetTicketMerge, guichet_ticket_merge_clear)

G_END_DECLS
