#pragma once

#include "model/attachment.h"
#include "model/query.h"
#include "model/reference.h"
#include "model/ticket.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What the screen, the lists and the command line read: shown images. A
 * cancelled call stops inside the query (progress handler). */

/* Ids in the order of @query, exact and total (ties fall back to id). */
GArray        *guichet_store_list_ids              (GuichetStore              *self,
                                                    const GuichetTicketQuery  *query,
                                                    GCancellable              *cancellable,
                                                    GError                   **error);
void           guichet_store_list_ids_async        (GuichetStore              *self,
                                                    const GuichetTicketQuery  *query,
                                                    GCancellable              *cancellable,
                                                    GAsyncReadyCallback        callback,
                                                    gpointer                   user_data);
GArray        *guichet_store_list_ids_finish       (GuichetStore              *self,
                                                    GAsyncResult              *result,
                                                    GError                   **error);

/**
 * GuichetGroupedIds:
 * @ids: (element-type gint64): in the order of the query
 * @runs: (nullable) (element-type guint): of a query with a group, how many of
 *   @ids the groups have, one group after the other
 */
typedef struct
{
  GArray *ids;
  GArray *runs;
} GuichetGroupedIds;

void           guichet_grouped_ids_free            (GuichetGroupedIds         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetGroupedIds, guichet_grouped_ids_free)

/* The same ids with their groups. */
GuichetGroupedIds *
               guichet_store_list_grouped          (GuichetStore              *self,
                                                    const GuichetTicketQuery  *query,
                                                    GCancellable              *cancellable,
                                                    GError                   **error);
void           guichet_store_list_grouped_async    (GuichetStore              *self,
                                                    const GuichetTicketQuery  *query,
                                                    GCancellable              *cancellable,
                                                    GAsyncReadyCallback        callback,
                                                    gpointer                   user_data);
GuichetGroupedIds *
               guichet_store_list_grouped_finish   (GuichetStore              *self,
                                                    GAsyncResult              *result,
                                                    GError                   **error);

/* Thin rows (no texts, no journals), in the order of @ids; absent ones are left out. */
GPtrArray     *guichet_store_read_rows             (GuichetStore              *self,
                                                    GArray                    *ids,
                                                    GCancellable              *cancellable,
                                                    GError                   **error);
void           guichet_store_read_rows_async       (GuichetStore              *self,
                                                    GArray                    *ids,
                                                    GCancellable              *cancellable,
                                                    GAsyncReadyCallback        callback,
                                                    gpointer                   user_data);
GPtrArray     *guichet_store_read_rows_finish      (GuichetStore              *self,
                                                    GAsyncResult              *result,
                                                    GError                   **error);

/* The first @n_rows thin rows of what @query lists, in its order. */
void           guichet_store_read_first_rows_async (GuichetStore              *self,
                                                    const GuichetTicketQuery  *query,
                                                    guint                      n_rows,
                                                    GCancellable              *cancellable,
                                                    GAsyncReadyCallback        callback,
                                                    gpointer                   user_data);
GPtrArray     *guichet_store_read_first_rows_finish (GuichetStore             *self,
                                                    GAsyncResult              *result,
                                                    GError                   **error);

/* The whole shown image. NOT_FOUND when it is not in the cache or vanished. */
GuichetTicket *guichet_store_read_ticket           (GuichetStore              *self,
                                                    gint64                     id,
                                                    GCancellable              *cancellable,
                                                    GError                   **error);
void           guichet_store_read_ticket_async     (GuichetStore              *self,
                                                    gint64                     id,
                                                    GCancellable              *cancellable,
                                                    GAsyncReadyCallback        callback,
                                                    gpointer                   user_data);
GuichetTicket *guichet_store_read_ticket_finish    (GuichetStore              *self,
                                                    GAsyncResult              *result,
                                                    GError                   **error);

/**
 * GuichetAudience:
 * @GUICHET_AUDIENCE_AGENT: everything
 * @GUICHET_AUDIENCE_REQUESTER: nothing of the internal journal is read, nor of
 *   what waits in the outbox for it
 */
typedef enum
{
  GUICHET_AUDIENCE_AGENT,
  GUICHET_AUDIENCE_REQUESTER,
} GuichetAudience;

/**
 * GuichetTicketSnapshot:
 * @ticket: the whole shown image
 * @intents: (element-type GuichetIntent): the open operations that are in it,
 *   oldest first, without the bytes of files
 */
typedef struct
{
  GuichetTicket *ticket;
  GPtrArray     *intents;
} GuichetTicketSnapshot;

void           guichet_ticket_snapshot_free        (GuichetTicketSnapshot     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetTicketSnapshot, guichet_ticket_snapshot_free)

GuichetTicketSnapshot *
               guichet_store_read_snapshot         (GuichetStore              *self,
                                                    gint64                     id,
                                                    GuichetAudience            audience,
                                                    GCancellable              *cancellable,
                                                    GError                   **error);
void           guichet_store_read_snapshot_async   (GuichetStore              *self,
                                                    gint64                     id,
                                                    GuichetAudience            audience,
                                                    GCancellable              *cancellable,
                                                    GAsyncReadyCallback        callback,
                                                    gpointer                   user_data);
GuichetTicketSnapshot *
               guichet_store_read_snapshot_finish  (GuichetStore              *self,
                                                    GAsyncResult              *result,
                                                    GError                   **error);

/* The server's own image, without the outbox on top: for merging. */
GuichetTicket *guichet_store_read_server_ticket    (GuichetStore              *self,
                                                    gint64                     id,
                                                    GError                   **error);
void           guichet_store_read_server_ticket_async (GuichetStore           *self,
                                                    gint64                     id,
                                                    GCancellable              *cancellable,
                                                    GAsyncReadyCallback        callback,
                                                    gpointer                   user_data);
GuichetTicket *guichet_store_read_server_ticket_finish (GuichetStore          *self,
                                                    GAsyncResult              *result,
                                                    GError                   **error);

/* 0 without error when no ticket has this reference. */
gint64         guichet_store_find_ref              (GuichetStore              *self,
                                                    const char                *ref,
                                                    GError                   **error);
void           guichet_store_find_ref_async        (GuichetStore              *self,
                                                    const char                *ref,
                                                    GCancellable              *cancellable,
                                                    GAsyncReadyCallback        callback,
                                                    gpointer                   user_data);
gint64         guichet_store_find_ref_finish       (GuichetStore              *self,
                                                    GAsyncResult              *result,
                                                    GError                   **error);

typedef struct
{
  guint views[GUICHET_N_VIEWS];
} GuichetViewCounts;

gboolean       guichet_store_count_views           (GuichetStore              *self,
                                                    GuichetViewCounts         *out_counts,
                                                    GError                   **error);
void           guichet_store_count_views_async     (GuichetStore              *self,
                                                    GCancellable              *cancellable,
                                                    GAsyncReadyCallback        callback,
                                                    gpointer                   user_data);
gboolean       guichet_store_count_views_finish    (GuichetStore              *self,
                                                    GAsyncResult              *result,
                                                    GuichetViewCounts         *out_counts,
                                                    GError                   **error);

typedef enum
{
  GUICHET_SEARCH_NEWEST,        /* step A: the newest hits, at once */
  GUICHET_SEARCH_RANKED,        /* step B: the best of the newest 2,000 hits */
} GuichetSearchStep;

/* Words of @text must all occur; the last one may be a beginning. Without
 * @with_private nothing of the private journal is looked at. At most 50 ids. */
GArray        *guichet_store_search                (GuichetStore              *self,
                                                    const char                *text,
                                                    GuichetSearchStep          step,
                                                    gboolean                   with_private,
                                                    GCancellable              *cancellable,
                                                    GError                   **error);
void           guichet_store_search_async          (GuichetStore              *self,
                                                    const char                *text,
                                                    GuichetSearchStep          step,
                                                    gboolean                   with_private,
                                                    GCancellable              *cancellable,
                                                    GAsyncReadyCallback        callback,
                                                    gpointer                   user_data);
GArray        *guichet_store_search_finish         (GuichetStore              *self,
                                                    GAsyncResult              *result,
                                                    GError                   **error);

/* Active references of a kind by name; @parent 0 = any. */
GPtrArray     *guichet_store_list_references        (GuichetStore              *self,
                                                     GuichetReferenceKind       kind,
                                                     gint64                     parent,
                                                     GError                   **error);
void           guichet_store_list_references_async  (GuichetStore              *self,
                                                     GuichetReferenceKind       kind,
                                                     gint64                     parent,
                                                     GCancellable              *cancellable,
                                                     GAsyncReadyCallback        callback,
                                                     gpointer                   user_data);
GPtrArray     *guichet_store_list_references_finish (GuichetStore              *self,
                                                     GAsyncResult              *result,
                                                     GError                   **error);

/* One reference, active or not; NULL without error when there is none. */
GuichetReference *guichet_store_read_reference        (GuichetStore              *self,
                                                       GuichetReferenceKind       kind,
                                                       gint64                     id,
                                                       GError                   **error);
void              guichet_store_read_reference_async  (GuichetStore              *self,
                                                       GuichetReferenceKind       kind,
                                                       gint64                     id,
                                                       GCancellable              *cancellable,
                                                       GAsyncReadyCallback        callback,
                                                       gpointer                   user_data);
GuichetReference *guichet_store_read_reference_finish (GuichetStore              *self,
                                                       GAsyncResult              *result,
                                                       GError                   **error);

/* Active references of some kinds whose name, code, address or telephone number
 * has all the words of @text, without regard to case and accents; those whose
 * name or code begins like it come first, then those that have words that do.
 * Nothing for a text without words. */
GPtrArray     *guichet_store_search_references        (GuichetStore               *self,
                                                       const GuichetReferenceKind *kinds,
                                                       guint                       n_kinds,
                                                       const char                 *text,
                                                       guint                       limit,
                                                       GError                    **error);
void           guichet_store_search_references_async  (GuichetStore               *self,
                                                       const GuichetReferenceKind *kinds,
                                                       guint                       n_kinds,
                                                       const char                 *text,
                                                       guint                       limit,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
GPtrArray     *guichet_store_search_references_finish (GuichetStore               *self,
                                                       GAsyncResult               *result,
                                                       GError                    **error);

/* The persons of a team (through the memberships), by name. */
GPtrArray     *guichet_store_list_members           (GuichetStore              *self,
                                                     gint64                     team_id,
                                                     GError                   **error);
void           guichet_store_list_members_async     (GuichetStore              *self,
                                                     gint64                     team_id,
                                                     GCancellable              *cancellable,
                                                     GAsyncReadyCallback        callback,
                                                     gpointer                   user_data);
GPtrArray     *guichet_store_list_members_finish    (GuichetStore              *self,
                                                     GAsyncResult              *result,
                                                     GError                   **error);

/* Tickets of a requester, of a site or under a parent (@field is CALLER, SITE
 * or PARENT): at most @limit ids, the last changed first. @out_count: how many
 * there are in all. */
GArray        *guichet_store_list_related           (GuichetStore              *self,
                                                     GuichetField               field,
                                                     gint64                     id,
                                                     guint                      limit,
                                                     guint                     *out_count,
                                                     GError                   **error);
void           guichet_store_list_related_async     (GuichetStore              *self,
                                                     GuichetField               field,
                                                     gint64                     id,
                                                     guint                      limit,
                                                     GCancellable              *cancellable,
                                                     GAsyncReadyCallback        callback,
                                                     gpointer                   user_data);
GArray        *guichet_store_list_related_finish    (GuichetStore              *self,
                                                     GAsyncResult              *result,
                                                     guint                     *out_count,
                                                     GError                   **error);

GPtrArray     *guichet_store_list_attachments        (GuichetStore              *self,
                                                      gint64                     ticket_id,
                                                      GError                   **error);
void           guichet_store_list_attachments_async  (GuichetStore              *self,
                                                      gint64                     ticket_id,
                                                      GCancellable              *cancellable,
                                                      GAsyncReadyCallback        callback,
                                                      gpointer                   user_data);
GPtrArray     *guichet_store_list_attachments_finish (GuichetStore              *self,
                                                      GAsyncResult              *result,
                                                      GError                   **error);

G_END_DECLS
