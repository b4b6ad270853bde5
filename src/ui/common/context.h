#pragma once

#include "model/identity.h"
#include "model/profile.h"
#include "store/store.h"
#include "ui/common/file-source.h"
#include "ui/common/form-source.h"
#include "ui/common/sync-status.h"

G_BEGIN_DECLS

/**
 * GuichetContext:
 *
 * What the pages of one account are handed: its store, who it is, how its
 * server is laid out, and the state of the exchange. Main thread.
 *
 * Properties, all read-only: store, sync-status, identity and profile (change
 * together when discovery learned something new), focus-ticket (int64: the
 * ticket that is on screen, 0 for none; the program has it refetched more
 * often).
 */
#define GUICHET_TYPE_CONTEXT (guichet_context_get_type ())

G_DECLARE_FINAL_TYPE (GuichetContext, guichet_context, GUICHET, CONTEXT, GObject)

GuichetContext    *guichet_context_new              (GuichetStore    *store,
                                                     GuichetIdentity *identity,
                                                     GuichetProfile  *profile);
GuichetStore      *guichet_context_get_store        (GuichetContext  *self);
GuichetSyncStatus *guichet_context_get_sync_status  (GuichetContext  *self);
GuichetIdentity   *guichet_context_get_identity     (GuichetContext  *self);
GuichetProfile    *guichet_context_get_profile      (GuichetContext  *self);
void               guichet_context_set_identity     (GuichetContext  *self,
                                                     GuichetIdentity *identity,
                                                     GuichetProfile  *profile);
GTimeZone         *guichet_context_get_zone         (GuichetContext  *self);
gint64             guichet_context_get_focus_ticket (GuichetContext  *self);
void               guichet_context_set_focus_ticket (GuichetContext  *self,
                                                     gint64           ticket_id);
/* Lent: the program, which has the context, is one. */
GuichetFileSource *guichet_context_get_file_source  (GuichetContext  *self);
void               guichet_context_set_file_source  (GuichetContext  *self,
                                                     GuichetFileSource *source);
GuichetFormSource *guichet_context_get_form_source  (GuichetContext  *self);
void               guichet_context_set_form_source  (GuichetContext  *self,
                                                     GuichetFormSource *source);
/* A file is on its way: emits "transfer" (const char *key, guint64 done,
 * guint64 total). The key is the uuid of the operation that sends it, or the id
 * of the attachment that comes; @total is 0 while it is not known. */
void               guichet_context_tell_transfer    (GuichetContext  *self,
                                                     const char      *key,
                                                     guint64          done,
                                                     guint64          total);

G_END_DECLS
