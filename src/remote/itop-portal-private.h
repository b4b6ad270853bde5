#pragma once

#include "remote/itop-portal-layout.h"
#include "remote/itop-portal-page.h"
#include "remote/itop-portal-post.h"
#include "remote/itop-portal.h"
#include "remote/json.h"
#include "remote/transport.h"

G_BEGIN_DECLS

/* The one rule of this door (PORTAL-PROTOCOL §10). The server does not guard
 * everything that a form request may ask for, so the guard is ours too:
 *
 * · only fields of the server's own form are asked for, never one that it does
 *   not show, and the internal journal never, whatever a form says;
 * · no "formproperties" are ever sent but those that the server itself put
 *   into the page that is being submitted;
 * · no value is sent for a field that is not writable in the form;
 * · the address of a transition is never fetched in advance: where its form
 *   has nothing to fill in, fetching it makes the transition. */

struct _GuichetItopPortal
{
  GuichetRemote         parent_instance;

  char                 *server;
  char                 *login;
  GuichetTransport     *transport;
  gboolean              signed_in;      /* the session was seen to live */
  GuichetIdentity      *identity;
  GuichetProfile       *profile;
  GuichetPortalLayout  *layout;

  GPtrArray            *leaves;         /* nullable: see itop-portal-catalogue.c */
  GPtrArray            *levels;
  gint64                catalogue_read; /* monotonic µs */
  GPtrArray            *snapshot;       /* nullable: light tickets of all lists */
  gint64                snapshot_taken;
  gint64                offset;         /* of the server's clock; see itop-portal-thread.h */
  GPtrArray            *attachments;    /* seen beside tickets, not told of yet */
  GuichetPortalPage    *create_page;    /* nullable: the form read last */
  gint64                create_leaf;
  gint64                create_read;
};

/* ---- a call and its answer */

typedef enum
{
  GUICHET_PORTAL_JSON,          /* asked as a script */
  GUICHET_PORTAL_FRAGMENT,      /* HTML, asked as a script */
  GUICHET_PORTAL_PAGE,          /* HTML, asked as a browser */
  GUICHET_PORTAL_FILE,          /* bytes */
} GuichetPortalExpected;

/**
 * GuichetPortalCall:
 * @route: below exec.php, beginning with "/"
 * @query: (nullable): behind the three that every call has
 * @post: (nullable): what is posted
 * @write: whether it may change something on the server
 */
typedef struct
{
  const char            *route;
  const char            *query;
  GuichetPortalPost     *post;
  GuichetPortalExpected  expected;
  gboolean               write;
} GuichetPortalCall;

/* @doc: (nullable): of a JSON answer; @body: as it came */
typedef struct
{
  GString    *body;
  yyjson_doc *doc;
} GuichetPortalAnswer;

void             guichet_portal_answer_clear          (GuichetPortalAnswer *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuichetPortalAnswer, guichet_portal_answer_clear)

/* ---- itop-portal-answer.c */

typedef enum
{
  GUICHET_PORTAL_FINE,
  GUICHET_PORTAL_LOGGED_OUT,    /* certainly nothing was done */
  GUICHET_PORTAL_FAILED,
} GuichetPortalVerdict;

typedef struct
{
  GuichetReply           reply;
  const GError          *failure;
  gboolean               write;
  GuichetPortalExpected  expected;
  const char            *location;      /* nullable */
  const char            *disposition;   /* nullable */
  const char            *host;          /* of the server */
  const char            *sentence;      /* nullable: see GuichetPortalLayout */
  GuichetProfile        *profile;       /* nullable */
} GuichetPortalJudged;

GuichetPortalVerdict
                 _guichet_portal_answer_judge         (const GuichetPortalJudged *judged,
                                                       GuichetPortalAnswer *answer,
                                                       GError             **error);
gboolean         _guichet_portal_body_is_logged_out   (const char          *body,
                                                       gsize                length);
gboolean         _guichet_portal_check_validation     (yyjson_val          *form,
                                                       GuichetProfile      *profile,
                                                       GError             **error);
const char      *_guichet_portal_find_name            (GuichetProfile      *profile,
                                                       const char          *code);

/* ---- itop-portal-call.c */

gboolean         _guichet_itop_portal_call            (GuichetItopPortal   *self,
                                                       const GuichetPortalCall *call,
                                                       GuichetPortalAnswer *answer,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
gboolean         _guichet_itop_portal_get             (GuichetItopPortal   *self,
                                                       GuichetPortalExpected expected,
                                                       const char          *route,
                                                       const char          *query,
                                                       GuichetPortalAnswer *answer,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
gboolean         _guichet_itop_portal_ask             (GuichetItopPortal   *self,
                                                       const GuichetRequest *request,
                                                       GuichetPortalJudged *judged,
                                                       GuichetPortalAnswer *answer,
                                                       GCancellable        *cancellable,
                                                       GError             **failure);
gboolean         _guichet_itop_portal_login           (GuichetItopPortal   *self,
                                                       GCancellable        *cancellable,
                                                       GError             **error);

/* ---- itop-portal-discovery.c */

GuichetIdentity *_guichet_itop_portal_sign_in         (GuichetRemote       *remote,
                                                       GuichetProfile     **out_profile,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
gboolean         _guichet_itop_portal_is_furnished    (GuichetItopPortal   *self,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
gboolean         _guichet_itop_portal_ensure_layout   (GuichetItopPortal   *self,
                                                       GCancellable        *cancellable,
                                                       GError             **error);

/* ---- itop-portal-enter.c */

gboolean         _guichet_itop_portal_enter           (GuichetItopPortal   *self,
                                                       gboolean            *out_console,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
gboolean         _guichet_itop_portal_look_at_door    (GuichetItopPortal   *self,
                                                       GCancellable        *cancellable,
                                                       GError             **error);

/* ---- itop-portal-lists.c */

typedef void   (*GuichetPortalRowFunc)                (gint64               id,
                                                       yyjson_val          *attributes,
                                                       gpointer             user_data);

/**
 * GuichetPortalWalk:
 * @order: (nullable): attribute code after which rows come, highest first
 * @search: (nullable): words
 * @show: rows a page; 0 for all
 * @page: from 1
 */
typedef struct
{
  const char *brick;
  const char *tab;
  const char *order;
  const char *search;
  guint       show;
  guint       page;
} GuichetPortalWalk;

gboolean         _guichet_itop_portal_read_rows       (GuichetItopPortal   *self,
                                                       const GuichetPortalWalk *walk,
                                                       GuichetPortalRowFunc func,
                                                       gpointer             user_data,
                                                       guint               *out_total,
                                                       GCancellable        *cancellable,
                                                       GError             **error);

/* ---- itop-portal-reading.c */

gboolean         _guichet_itop_portal_pull            (GuichetRemote       *remote,
                                                       const GuichetPull   *pull,
                                                       GuichetTicketFunc    func,
                                                       gpointer             user_data,
                                                       guint               *out_total,
                                                       GCancellable        *cancellable,
                                                       GError             **error);

/* ---- itop-portal-view.c */

GuichetTicket   *_guichet_itop_portal_view            (GuichetItopPortal   *self,
                                                       gint64               id,
                                                       GPtrArray          **out_attachments,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
gboolean         _guichet_itop_portal_learn_view      (GuichetItopPortal   *self,
                                                       gint64               id,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
void             _guichet_itop_portal_drop_private    (GuichetItopPortal   *self,
                                                       GPtrArray           *codes);
yyjson_doc      *_guichet_itop_portal_update          (GuichetItopPortal   *self,
                                                       const char          *route,
                                                       const char          *mode,
                                                       gint64               id,
                                                       GPtrArray           *codes,
                                                       GCancellable        *cancellable,
                                                       GError             **error);

/* ---- itop-portal-catalogue.c */

typedef struct
{
  gint64  id;
  char   *class_name;
  char   *route;                /* of its creation form */
  char   *token;
} GuichetPortalLeaf;

const GuichetPortalLeaf *
                 _guichet_itop_portal_find_leaf       (GuichetItopPortal   *self,
                                                       gint64               id,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
gboolean         _guichet_itop_portal_has_catalogue   (GuichetItopPortal   *self,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
const GuichetPortalLeaf *
                 _guichet_itop_portal_get_first_leaf  (GuichetItopPortal   *self);
GPtrArray       *_guichet_itop_portal_read_references (GuichetRemote       *remote,
                                                       GuichetReferenceKind kind,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
void             _guichet_itop_portal_forget_catalogue (GuichetItopPortal  *self);

/* ---- itop-portal-files.c */

GPtrArray       *_guichet_itop_portal_read_attachments (GuichetRemote      *remote,
                                                       const char          *since,
                                                       gint64               ticket_id,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
GBytes          *_guichet_itop_portal_read_file       (GuichetRemote       *remote,
                                                       gint64               attachment_id,
                                                       char               **out_name,
                                                       char               **out_mime,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
gint64           _guichet_itop_portal_find_attached   (GuichetRemote       *remote,
                                                       const GuichetIntent *intent,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
void             _guichet_itop_portal_note_attachments (GuichetItopPortal  *self,
                                                       GPtrArray           *attachments);
gboolean         _guichet_itop_portal_attach          (GuichetItopPortal   *self,
                                                       const GuichetIntent *intent,
                                                       GCancellable        *cancellable,
                                                       GError             **error);

/* ---- itop-portal-create.c */

GuichetCreateForm *
                 _guichet_itop_portal_read_create_form (GuichetRemote      *remote,
                                                       gint64               leaf,
                                                       GHashTable          *values,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
GPtrArray       *_guichet_itop_portal_search_choices  (GuichetRemote       *remote,
                                                       const char          *code,
                                                       const char          *words,
                                                       GHashTable          *values,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
GuichetPortalPage *
                 _guichet_itop_portal_read_create_page (GuichetItopPortal  *self,
                                                       gint64               leaf,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
GuichetTicket   *_guichet_itop_portal_create          (GuichetItopPortal   *self,
                                                       const GuichetIntent *intent,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
GuichetTicket   *_guichet_itop_portal_find_created    (GuichetRemote       *remote,
                                                       const GuichetIntent *intent,
                                                       GCancellable        *cancellable,
                                                       GError             **error);

/* ---- itop-portal-writing.c */

GuichetTicket   *_guichet_itop_portal_send            (GuichetRemote       *remote,
                                                       const GuichetIntent *intent,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
GuichetPortalPage *
                 _guichet_itop_portal_read_page       (GuichetItopPortal   *self,
                                                       const char          *route,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
yyjson_doc      *_guichet_itop_portal_submit          (GuichetItopPortal   *self,
                                                       GuichetPortalPage   *page,
                                                       const char          *route,
                                                       GuichetPortalPost   *values,
                                                       GCancellable        *cancellable,
                                                       GError             **error);
GuichetTicket   *_guichet_itop_portal_see_result      (GuichetItopPortal   *self,
                                                       yyjson_doc          *answer,
                                                       GCancellable        *cancellable,
                                                       GError             **error);

G_END_DECLS
