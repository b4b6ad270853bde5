#pragma once

#include "store/drafts.h"
#include "ui/common/rich-editor.h"

G_BEGIN_DECLS

/**
 * GuichetDraftKeeper:
 *
 * Keeps what is typed in an editor in the store's drafts: within half a second
 * after a key, and again when asked to flush. Main thread.
 *
 * Properties, read-only: loaded (boolean: what was kept before is in the
 * editor), saved (int64, Unix ms, 0 = nothing kept), error (nullable GError:
 * why the last save failed; the text is in the editor and the save is tried
 * again).
 *
 * Signals: wanted (there is a text to show and no editor yet: whoever listens
 * sets one before it returns).
 */
#define GUICHET_TYPE_DRAFT_KEEPER (guichet_draft_keeper_get_type ())

G_DECLARE_FINAL_TYPE (GuichetDraftKeeper, guichet_draft_keeper, GUICHET, DRAFT_KEEPER, GObject)

GuichetDraftKeeper *guichet_draft_keeper_new        (GuichetStore       *store,
                                                     GuichetRichEditor  *editor,
                                                     const char         *key);
void                guichet_draft_keeper_set_editor (GuichetDraftKeeper *self,
                                                     GuichetRichEditor  *editor);
const char         *guichet_draft_keeper_get_key    (GuichetDraftKeeper *self);
const char         *guichet_draft_keeper_get_uuid   (GuichetDraftKeeper *self);
gboolean            guichet_draft_keeper_get_loaded (GuichetDraftKeeper *self);
gint64              guichet_draft_keeper_get_saved  (GuichetDraftKeeper *self);
const GError       *guichet_draft_keeper_get_error  (GuichetDraftKeeper *self);
void                guichet_draft_keeper_set_seen   (GuichetDraftKeeper *self,
                                                     const char         *seen);
void                guichet_draft_keeper_set_base   (GuichetDraftKeeper *self,
                                                     const char         *base);
const char         *guichet_draft_keeper_get_base   (GuichetDraftKeeper *self);
void                guichet_draft_keeper_accept_seen (GuichetDraftKeeper *self);
void                guichet_draft_keeper_flush      (GuichetDraftKeeper *self);

/* Sending: the text leaves the editor, nothing is saved until it is known
 * whether the outbox has it. */
char               *guichet_draft_keeper_take       (GuichetDraftKeeper *self);
void                guichet_draft_keeper_settle     (GuichetDraftKeeper *self);
void                guichet_draft_keeper_discard    (GuichetDraftKeeper *self);
void                guichet_draft_keeper_put_back   (GuichetDraftKeeper *self,
                                                     const char         *html);

G_END_DECLS
