#pragma once

#include <gio/gio.h>

#include "model/change-set.h"
#include "model/identity.h"
#include "model/profile.h"

G_BEGIN_DECLS

/**
 * GuichetStore:
 *
 * The two databases of one account, with their threads (ARCHITECTURE §3, §4):
 * a reader, the writer of cache.db and the writer of user.db.
 *
 * Every call here and in the sibling headers comes in one of two forms. The
 * plain form blocks until the owning thread has done the job: it is for the
 * sync thread, the command line and tests, never for the main thread of a
 * program with a screen. The _async form is for that one; its callback comes
 * on the thread-default main context of the caller.
 */
#define GUICHET_TYPE_STORE (guichet_store_get_type ())

G_DECLARE_FINAL_TYPE (GuichetStore, guichet_store, GUICHET, STORE, GObject)

GuichetStore    *guichet_store_open           (const char        *folder,
                                               GError           **error);
void             guichet_store_close          (GuichetStore      *self);
const char      *guichet_store_get_folder     (GuichetStore      *self);

/* TRUE when cache.db was damaged, or written by a newer program, and has been
 * set aside as cache.db.damaged-<time>, at the opening or since; it fills again
 * at the next sync: its cursors are gone with it. */
gboolean         guichet_store_was_rebuilt    (GuichetStore      *self);

/* The profile and the identity decide categories and queues of tickets: when
 * either changes, the store computes all shown rows again. Blocking. Both are
 * known again at the next opening: the identity is kept in cache.db, and the
 * profile is loaded by the name that it gives. */
gboolean         guichet_store_set_identity   (GuichetStore      *self,
                                               GuichetIdentity   *identity,
                                               GuichetProfile    *profile,
                                               GError           **error);
GuichetIdentity *guichet_store_dup_identity   (GuichetStore      *self);
GuichetProfile  *guichet_store_dup_profile    (GuichetStore      *self);

/* Self-check (RELIABILITY §9): integrity, foreign keys, the search index, rows
 * against outbox. FALSE with CORRUPT when something is wrong; @out_report is
 * set also then: a line each, without any ticket text. */
gboolean         guichet_store_check          (GuichetStore      *self,
                                               char             **out_report,
                                               GError           **error);

/* Signal "changed" (GuichetChangeSet*): on the main context that was the
 * thread-default one when the store was opened; coalesced. */

G_END_DECLS
