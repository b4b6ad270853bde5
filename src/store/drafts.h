#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/**
 * GuichetDraft:
 * @key: which editor it belongs to, such as "42/public": see guichet_draft_key_for_journal()
 * @uuid: the identity that the operation made of this draft will have
 * @html: what was typed
 * @base: what the person had seen when they began, such as the number of entries
 * @saved: Unix time in milliseconds
 *
 * Text that was typed and not sent. In user.db, durable.
 */
typedef struct
{
  char   *key;
  char   *uuid;
  char   *html;
  char   *base;
  gint64  saved;
} GuichetDraft;

GuichetDraft *guichet_draft_new             (const char           *key,
                                             const char           *html);
GuichetDraft *guichet_draft_copy            (const GuichetDraft   *self);
void          guichet_draft_free            (GuichetDraft         *self);
char         *guichet_draft_key_for_journal (gint64                ticket_id,
                                             guint                 journal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetDraft, guichet_draft_free)

/* Saves; a draft whose html is "" is removed. */
gboolean      guichet_store_save_draft        (GuichetStore         *self,
                                               const GuichetDraft   *draft,
                                               GError              **error);
void          guichet_store_save_draft_async  (GuichetStore         *self,
                                               const GuichetDraft   *draft,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean      guichet_store_save_draft_finish (GuichetStore         *self,
                                               GAsyncResult         *result,
                                               GError              **error);

/* NULL without error when there is none. */
GuichetDraft *guichet_store_read_draft        (GuichetStore         *self,
                                               const char           *key,
                                               GError              **error);
void          guichet_store_read_draft_async  (GuichetStore         *self,
                                               const char           *key,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GuichetDraft *guichet_store_read_draft_finish (GuichetStore         *self,
                                               GAsyncResult         *result,
                                               GError              **error);
GPtrArray    *guichet_store_list_drafts       (GuichetStore         *self,
                                               GError              **error);
void          guichet_store_list_drafts_async (GuichetStore         *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GPtrArray    *guichet_store_list_drafts_finish (GuichetStore        *self,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
