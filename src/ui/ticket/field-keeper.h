#pragma once

#include "store/drafts.h"
#include "ui/ticket/field-edits.h"

G_BEGIN_DECLS

/**
 * GuichetFieldKeeper:
 *
 * Keeps the changes of a form that were not sent, as draft-keeper.h does for
 * texts: saved at most 500 ms after a change, staged again when the page of
 * the ticket is opened. Main thread.
 *
 * Properties: loaded (boolean, read-only): whether what was kept is staged.
 */
#define GUICHET_TYPE_FIELD_KEEPER (guichet_field_keeper_get_type ())

G_DECLARE_FINAL_TYPE (GuichetFieldKeeper, guichet_field_keeper, GUICHET, FIELD_KEEPER, GObject)

char               *guichet_draft_key_for_fields    (gint64              ticket_id);

GuichetFieldKeeper *guichet_field_keeper_new        (GuichetStore       *store,
                                                     GuichetFieldEdits  *edits,
                                                     gint64              ticket_id);
const char         *guichet_field_keeper_get_key    (GuichetFieldKeeper *self);
const char         *guichet_field_keeper_get_uuid   (GuichetFieldKeeper *self);
gboolean            guichet_field_keeper_get_loaded (GuichetFieldKeeper *self);
void                guichet_field_keeper_flush      (GuichetFieldKeeper *self);
void                guichet_field_keeper_hold       (GuichetFieldKeeper *self);
void                guichet_field_keeper_settle     (GuichetFieldKeeper *self);

G_END_DECLS
