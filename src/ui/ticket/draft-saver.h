#pragma once

#include "store/drafts.h"

G_BEGIN_DECLS

/**
 * GuichetDraftSaver:
 *
 * Saves something that is being written as a draft of the store: at most half a
 * second after a change, and at once when asked to flush. What one class saves
 * is up to it: an editor, a form, a new ticket. Main thread.
 *
 * Properties, read-only: loaded (boolean: what was kept before is here), saved
 * (int64, Unix ms, 0 = nothing kept), error (nullable GError: why the last
 * reading or save failed; what was written is still there, and the save is
 * tried again).
 */
#define GUICHET_TYPE_DRAFT_SAVER (guichet_draft_saver_get_type ())

G_DECLARE_DERIVABLE_TYPE (GuichetDraftSaver, guichet_draft_saver, GUICHET, DRAFT_SAVER, GObject)

/**
 * GuichetDraftSaverClass:
 * @make_draft: (transfer full) (nullable): what is to be kept as it stands;
 *   %NULL when there is nothing to save now: it is asked again after the next
 *   change
 * @take_draft: what was kept before arrives; its argument is %NULL when
 *   nothing was
 */
struct _GuichetDraftSaverClass
{
  GObjectClass parent_class;

  GuichetDraft *(*make_draft) (GuichetDraftSaver  *self);
  void          (*take_draft) (GuichetDraftSaver  *self,
                               const GuichetDraft *draft);
};

const char   *guichet_draft_saver_get_key     (GuichetDraftSaver *self);
gboolean      guichet_draft_saver_get_loaded  (GuichetDraftSaver *self);
gint64        guichet_draft_saver_get_saved   (GuichetDraftSaver *self);
const GError *guichet_draft_saver_get_error   (GuichetDraftSaver *self);
void          guichet_draft_saver_flush       (GuichetDraftSaver *self);

/* Sending: nothing is saved until it is known whether the outbox has it. */
void          guichet_draft_saver_hold        (GuichetDraftSaver *self);
void          guichet_draft_saver_settle      (GuichetDraftSaver *self);

/* ---- for the classes */

void          guichet_draft_saver_begin       (GuichetDraftSaver *self,
                                               GuichetStore      *store,
                                               const char        *key);
void          guichet_draft_saver_load        (GuichetDraftSaver *self,
                                               GuichetStore      *store,
                                               const char        *key);
GuichetStore *guichet_draft_saver_get_store   (GuichetDraftSaver *self);
void          guichet_draft_saver_touch       (GuichetDraftSaver *self);
void          guichet_draft_saver_forget      (GuichetDraftSaver *self);
void          guichet_draft_saver_set_saved   (GuichetDraftSaver *self,
                                               gint64             saved);
const char   *guichet_draft_saver_get_kept    (GuichetDraftSaver *self);
void          guichet_draft_saver_set_kept    (GuichetDraftSaver *self,
                                               const char        *html);
gboolean      guichet_draft_saver_is_held     (GuichetDraftSaver *self);
gboolean      guichet_draft_saver_is_saving   (GuichetDraftSaver *self);
guint         guichet_draft_saver_get_n_saves (GuichetDraftSaver *self);

G_END_DECLS
