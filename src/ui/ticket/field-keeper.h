#pragma once

#include "ui/ticket/draft-saver.h"
#include "ui/ticket/field-edits.h"

G_BEGIN_DECLS

/**
 * GuichetFieldKeeper:
 *
 * Keeps the changes of a form that were not sent in the store's drafts, as its
 * base class does. They are staged again when the page of the ticket is
 * opened. Main thread.
 */
#define GUICHET_TYPE_FIELD_KEEPER (guichet_field_keeper_get_type ())

G_DECLARE_FINAL_TYPE (GuichetFieldKeeper, guichet_field_keeper, GUICHET, FIELD_KEEPER, GuichetDraftSaver)

char               *guichet_draft_key_for_fields    (gint64              ticket_id);

GuichetFieldKeeper *guichet_field_keeper_new        (GuichetStore       *store,
                                                     GuichetFieldEdits  *edits,
                                                     gint64              ticket_id);
const char         *guichet_field_keeper_get_uuid   (GuichetFieldKeeper *self);
void                guichet_field_keeper_hold       (GuichetFieldKeeper *self);
void                guichet_field_keeper_settle     (GuichetFieldKeeper *self);

G_END_DECLS
