#pragma once

#include "model/intent.h"
#include "ui/ticket/draft-saver.h"

G_BEGIN_DECLS

/**
 * GuichetNewTicketDraft:
 *
 * A new ticket while somebody fills it in, kept in the store's drafts as its
 * base class does. Main thread.
 *
 * Signals: changed (by whoever sets a field), files-changed.
 */
#define GUICHET_TYPE_NEW_TICKET_DRAFT (guichet_new_ticket_draft_get_type ())

G_DECLARE_FINAL_TYPE (GuichetNewTicketDraft, guichet_new_ticket_draft, GUICHET, NEW_TICKET_DRAFT, GuichetDraftSaver)

GuichetNewTicketDraft *guichet_new_ticket_draft_new        (GuichetStore          *store,
                                                            const char            *key);
GuichetIntent         *guichet_new_ticket_draft_make_intent (GuichetNewTicketDraft *self);
/* As it is to be saved; never without a text. */
GuichetDraft          *guichet_new_ticket_draft_dup_draft  (GuichetNewTicketDraft *self);
gboolean               guichet_new_ticket_draft_is_blank   (GuichetNewTicketDraft *self);
/* (element-type GuichetIntent): the files beside it, without their bytes */
GPtrArray             *guichet_new_ticket_draft_get_files  (GuichetNewTicketDraft *self);

const char            *guichet_new_ticket_draft_get        (GuichetNewTicketDraft *self,
                                                            GuichetField           field);
gint64                 guichet_new_ticket_draft_get_id     (GuichetNewTicketDraft *self,
                                                            GuichetField           field);
const char            *guichet_new_ticket_draft_get_label  (GuichetNewTicketDraft *self,
                                                            GuichetField           field);
/* What the form holds while nobody changes it: not kept, and not a change. */
void                   guichet_new_ticket_draft_propose    (GuichetNewTicketDraft *self,
                                                            GuichetField           field,
                                                            const char            *value,
                                                            const char            *label);
void                   guichet_new_ticket_draft_set        (GuichetNewTicketDraft *self,
                                                            GuichetField           field,
                                                            const char            *value,
                                                            const char            *label);
void                   guichet_new_ticket_draft_set_id     (GuichetNewTicketDraft *self,
                                                            GuichetField           field,
                                                            gint64                 id,
                                                            const char            *label);
const char            *guichet_new_ticket_draft_get_extra  (GuichetNewTicketDraft *self,
                                                            const char            *code);
void                   guichet_new_ticket_draft_set_extra  (GuichetNewTicketDraft *self,
                                                            const char            *code,
                                                            const char            *value);
void                   guichet_new_ticket_draft_propose_extra (GuichetNewTicketDraft *self,
                                                            const char            *code,
                                                            const char            *value);

G_END_DECLS
