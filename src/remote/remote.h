#pragma once

#include <gio/gio.h>

#include "model/attachment.h"
#include "model/create-form.h"
#include "model/identity.h"
#include "model/intent.h"
#include "model/profile.h"
#include "model/reference.h"
#include "model/ticket.h"

G_BEGIN_DECLS

/**
 * GuichetRemote:
 *
 * A server, in logical names. Every call blocks on the network and belongs to
 * one thread (sync's). Failures are errors of the domain GUICHET_ERROR: see
 * util/error.h for what each code promises, above all UNREACHABLE (nothing was
 * sent) against OUTCOME_UNKNOWN (a write may have happened). Cancelling gives
 * G_IO_ERROR_CANCELLED on reads and OUTCOME_UNKNOWN on a write that was sent.
 */
#define GUICHET_TYPE_REMOTE (guichet_remote_get_type ())

G_DECLARE_DERIVABLE_TYPE (GuichetRemote, guichet_remote, GUICHET, REMOTE, GObject)

typedef enum
{
  GUICHET_DETAIL_IDS,           /* ids only */
  GUICHET_DETAIL_LIGHT,         /* what a list shows */
  GUICHET_DETAIL_FULL,          /* with long texts and journals */
} GuichetDetail;

typedef enum
{
  GUICHET_PULL_ONGOING,         /* operational_status = ongoing */
  GUICHET_PULL_SINCE,           /* last_update >= @since */
  GUICHET_PULL_IDS,             /* @ids, absent ones are simply missing */
  GUICHET_PULL_WINDOW,          /* @low < id <= @high */
  GUICHET_PULL_NEWEST,          /* the one ticket with the highest id of its order: to learn the range */
} GuichetPullWhat;

typedef struct
{
  GuichetPullWhat  what;
  GuichetDetail    detail;
  const char      *since;
  GArray          *ids;
  gint64           low;
  gint64           high;
  guint            limit;       /* page size; 0 = everything in one answer */
  guint            page;        /* from 1; 0 counts as 1 */
} GuichetPull;

/* Called for each ticket as it arrives, on the calling thread, while the body
 * is still being read. (transfer none) */
typedef void (*GuichetTicketFunc) (GuichetTicket *ticket,
                                   gpointer       user_data);

/* What a call has moved so far: bytes of the body that leaves (@sending), or of
 * the answer. @total is 0 while it is not known. On the calling thread. */
typedef void (*GuichetTransferFunc) (gboolean sending,
                                     guint64  done,
                                     guint64  total,
                                     gpointer user_data);

struct _GuichetRemoteClass
{
  GObjectClass parent_class;

  GuichetIdentity *(*sign_in)          (GuichetRemote         *self,
                                        GuichetProfile       **out_profile,
                                        GCancellable          *cancellable,
                                        GError               **error);
  gboolean         (*pull)             (GuichetRemote         *self,
                                        const GuichetPull     *pull,
                                        GuichetTicketFunc      func,
                                        gpointer               user_data,
                                        guint                 *out_total,
                                        GCancellable          *cancellable,
                                        GError               **error);
  GPtrArray       *(*read_references)  (GuichetRemote         *self,
                                        GuichetReferenceKind   kind,
                                        GCancellable          *cancellable,
                                        GError               **error);
  GPtrArray       *(*read_attachments) (GuichetRemote         *self,
                                        const char            *since,
                                        gint64                 ticket_id,
                                        GCancellable          *cancellable,
                                        GError               **error);
  GBytes          *(*read_file)        (GuichetRemote         *self,
                                        gint64                 attachment_id,
                                        char                 **out_name,
                                        char                 **out_mime,
                                        GCancellable          *cancellable,
                                        GError               **error);
  GuichetTicket   *(*send)             (GuichetRemote         *self,
                                        const GuichetIntent   *intent,
                                        GCancellable          *cancellable,
                                        GError               **error);
  GuichetTicket   *(*find_created)     (GuichetRemote         *self,
                                        const GuichetIntent   *intent,
                                        GCancellable          *cancellable,
                                        GError               **error);
  gint64           (*find_attached)    (GuichetRemote         *self,
                                        const GuichetIntent   *intent,
                                        GCancellable          *cancellable,
                                        GError               **error);
  GuichetCreateForm *(*read_create_form) (GuichetRemote       *self,
                                        gint64                 leaf,
                                        GHashTable            *values,
                                        GCancellable          *cancellable,
                                        GError               **error);
  GPtrArray       *(*search_choices)   (GuichetRemote         *self,
                                        const char            *code,
                                        const char            *words,
                                        GHashTable            *values,
                                        GCancellable          *cancellable,
                                        GError               **error);
};

/* Who is told of what calls move; %NULL for nobody. Between calls. */
void             guichet_remote_set_transfer     (GuichetRemote         *self,
                                                  GuichetTransferFunc    func,
                                                  gpointer               user_data);
/* For implementations. */
void             guichet_remote_tell_transfer    (GuichetRemote         *self,
                                                  gboolean               sending,
                                                  guint64                done,
                                                  guint64                total);

/* Signs in and discovers the server (ITOP-PROTOCOL §14): the way to log in,
 * who this is, the profile that fits best restricted to what the server has,
 * its zone. Must have succeeded, or guichet_remote_restore() been called,
 * before any of the others. */
GuichetIdentity *guichet_remote_sign_in          (GuichetRemote         *self,
                                                  GuichetProfile       **out_profile,
                                                  GCancellable          *cancellable,
                                                  GError               **error);

gboolean         guichet_remote_pull             (GuichetRemote         *self,
                                                  const GuichetPull     *pull,
                                                  GuichetTicketFunc      func,
                                                  gpointer               user_data,
                                                  guint                 *out_total,
                                                  GCancellable          *cancellable,
                                                  GError               **error);
/* One whole ticket; NOT_FOUND when it is gone or not readable. */
GuichetTicket   *guichet_remote_read_ticket      (GuichetRemote         *self,
                                                  gint64                 id,
                                                  GCancellable          *cancellable,
                                                  GError               **error);
GPtrArray       *guichet_remote_read_references  (GuichetRemote         *self,
                                                  GuichetReferenceKind   kind,
                                                  GCancellable          *cancellable,
                                                  GError               **error);
/* @since (nullable): creation date from; @ticket_id: 0 for all. */
GPtrArray       *guichet_remote_read_attachments (GuichetRemote         *self,
                                                  const char            *since,
                                                  gint64                 ticket_id,
                                                  GCancellable          *cancellable,
                                                  GError               **error);
GBytes          *guichet_remote_read_file        (GuichetRemote         *self,
                                                  gint64                 attachment_id,
                                                  char                 **out_name,
                                                  char                 **out_mime,
                                                  GCancellable          *cancellable,
                                                  GError               **error);

/* Sends what of @intent is not in its @seen parts, marked with its uuid and
 * guarded by an OQL key (ITOP-PROTOCOL §18). Returns the image of the ticket
 * after it with both journals, a new ticket's id included (NULL without error
 * for an attachment). PRECONDITION: the guard matched nothing. TOO_LARGE: the
 * request was dropped as too large, for certain; an answer that is too large
 * is OUTCOME_UNKNOWN. */
GuichetTicket   *guichet_remote_send             (GuichetRemote         *self,
                                                  const GuichetIntent   *intent,
                                                  GCancellable          *cancellable,
                                                  GError               **error);
/* Looks for the ticket that a create of unknown outcome may have made: by its
 * client reference, else by its marker. NULL without error when there is none. */
GuichetTicket   *guichet_remote_find_created     (GuichetRemote         *self,
                                                  const GuichetIntent   *intent,
                                                  GCancellable          *cancellable,
                                                  GError               **error);
/* The id of an attachment of mine with the same contents made since the first
 * sending; 0 without error when there is none. */
gint64           guichet_remote_find_attached    (GuichetRemote         *self,
                                                  const GuichetIntent   *intent,
                                                  GCancellable          *cancellable,
                                                  GError               **error);

/* The screen of a new ticket for a leaf of the catalogue. @values (nullable):
 * code → value, what was entered so far: choices that depend on it follow.
 * Where the server gives no form (REST), the profile's. */
GuichetCreateForm *guichet_remote_read_create_form (GuichetRemote       *self,
                                                  gint64                 leaf,
                                                  GHashTable            *values,
                                                  GCancellable          *cancellable,
                                                  GError               **error);
/* What a search field of a new ticket offers for some @words: GuichetChoice,
 * people among them when @code is that of a person. INVALID where the server
 * has no such search (REST: the references are in the cache). */
GPtrArray       *guichet_remote_search_choices   (GuichetRemote         *self,
                                                  const char            *code,
                                                  const char            *words,
                                                  GHashTable            *values,
                                                  GCancellable          *cancellable,
                                                  GError               **error);

G_END_DECLS
