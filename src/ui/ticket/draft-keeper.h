#pragma once

#include "ui/common/rich-editor.h"
#include "ui/ticket/draft-saver.h"

G_BEGIN_DECLS

/**
 * GuichetDraftKeeper:
 *
 * Keeps what is typed in an editor in the store's drafts, as its base class
 * does. Main thread.
 *
 * Signals: wanted (there is a text to show and no editor yet: whoever listens
 * sets one before it returns).
 */
#define GUICHET_TYPE_DRAFT_KEEPER (guichet_draft_keeper_get_type ())

G_DECLARE_FINAL_TYPE (GuichetDraftKeeper, guichet_draft_keeper, GUICHET, DRAFT_KEEPER, GuichetDraftSaver)

GuichetDraftKeeper *guichet_draft_keeper_new        (GuichetStore       *store,
                                                     GuichetRichEditor  *editor,
                                                     const char         *key);
void                guichet_draft_keeper_set_editor (GuichetDraftKeeper *self,
                                                     GuichetRichEditor  *editor);
const char         *guichet_draft_keeper_get_uuid   (GuichetDraftKeeper *self);
void                guichet_draft_keeper_set_seen   (GuichetDraftKeeper *self,
                                                     const char         *seen);
void                guichet_draft_keeper_set_base   (GuichetDraftKeeper *self,
                                                     const char         *base);
const char         *guichet_draft_keeper_get_base   (GuichetDraftKeeper *self);
void                guichet_draft_keeper_accept_seen (GuichetDraftKeeper *self);

/* Sending: the text leaves the editor, and this is held until it is settled. */
char               *guichet_draft_keeper_take       (GuichetDraftKeeper *self);
void                guichet_draft_keeper_discard    (GuichetDraftKeeper *self);
void                guichet_draft_keeper_put_back   (GuichetDraftKeeper *self,
                                                     const char         *html);

G_END_DECLS
