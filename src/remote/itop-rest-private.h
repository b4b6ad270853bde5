#pragma once

#include "remote/itop-rest.h"
#include "remote/json.h"
#include "remote/oql.h"
#include "remote/transport.h"

G_BEGIN_DECLS

struct _GuichetItopRest
{
  GuichetRemote     parent_instance;

  char             *server;
  char             *login;
  GuichetTransport *transport;
  GuichetWay        way;
  GuichetIdentity  *identity;
  GuichetProfile   *profile;
  GHashTable       *codes;      /* class → set of attribute codes */
};

/* One object of an answer. @id is 0 when the answer does not tell. */
typedef void (*GuichetObjectFunc) (gint64      id,
                                   yyjson_val *object,
                                   yyjson_val *fields,
                                   gpointer    user_data);

/**
 * GuichetCall:
 * @write: whether it may change something on the server
 * @object_cap: the most bytes of one object; 0 for the usual
 */
typedef struct
{
  GBytes            *operation;
  gboolean           write;
  gboolean           multipart;
  gsize              object_cap;
  GuichetObjectFunc  func;
  gpointer           user_data;
} GuichetCall;

/* itop-rest-call.c */
gboolean         _guichet_itop_rest_call          (GuichetItopRest    *self,
                                                   const GuichetCall  *call,
                                                   gint64             *out_total,
                                                   GCancellable       *cancellable,
                                                   GError            **error);
GBytes          *_guichet_itop_rest_build_get     (const char         *class_name,
                                                   const char         *query,
                                                   const char         *output_fields,
                                                   guint               limit,
                                                   guint               page,
                                                   GError            **error);
gboolean         _guichet_itop_rest_get           (GuichetItopRest    *self,
                                                   const char         *class_name,
                                                   const char         *query,
                                                   const char         *output_fields,
                                                   GuichetObjectFunc   func,
                                                   gpointer            user_data,
                                                   GCancellable       *cancellable,
                                                   GError            **error);

/* itop-rest-schema.c */
GHashTable      *_guichet_itop_rest_learn_codes   (GuichetItopRest    *self,
                                                   const char         *class_name,
                                                   GCancellable       *cancellable,
                                                   GError            **error);

/* itop-rest-discovery.c */
GuichetIdentity *_guichet_itop_rest_sign_in       (GuichetRemote      *remote,
                                                   GuichetProfile    **out_profile,
                                                   GCancellable       *cancellable,
                                                   GError            **error);

/* itop-rest-reading.c */
gboolean         _guichet_itop_rest_pull          (GuichetRemote      *remote,
                                                   const GuichetPull  *pull,
                                                   GuichetTicketFunc   func,
                                                   gpointer            user_data,
                                                   guint              *out_total,
                                                   GCancellable       *cancellable,
                                                   GError            **error);
GPtrArray       *_guichet_itop_rest_read_references (GuichetRemote    *remote,
                                                   GuichetReferenceKind kind,
                                                   GCancellable       *cancellable,
                                                   GError            **error);

/* itop-rest-files.c */
#define GUICHET_ATTACHMENT_CLASS "Attachment"

GPtrArray       *_guichet_itop_rest_read_attachments (GuichetRemote   *remote,
                                                   const char         *since,
                                                   gint64              ticket_id,
                                                   GCancellable       *cancellable,
                                                   GError            **error);
GBytes          *_guichet_itop_rest_read_file     (GuichetRemote      *remote,
                                                   gint64              attachment_id,
                                                   char              **out_name,
                                                   char              **out_mime,
                                                   GCancellable       *cancellable,
                                                   GError            **error);
GuichetOql      *_guichet_itop_rest_select_attachments (GuichetItopRest *self,
                                                   gint64              ticket_id);
GPtrArray       *_guichet_itop_rest_list_attachments (GuichetItopRest *self,
                                                   GuichetOql         *oql,
                                                   GCancellable       *cancellable,
                                                   GError            **error);

/* itop-rest-attach.c */
gboolean         _guichet_itop_rest_attach        (GuichetItopRest    *self,
                                                   const GuichetIntent *intent,
                                                   GCancellable       *cancellable,
                                                   GError            **error);
gint64           _guichet_itop_rest_find_attached (GuichetRemote      *remote,
                                                   const GuichetIntent *intent,
                                                   GCancellable       *cancellable,
                                                   GError            **error);

/* itop-rest-fields.c */
yyjson_mut_val  *_guichet_itop_rest_add_operation (GuichetItopRest    *self,
                                                   yyjson_mut_doc     *doc,
                                                   const char         *verb,
                                                   const char         *class_name,
                                                   const char         *output_fields);
gboolean         _guichet_itop_rest_add_changes   (GuichetItopRest    *self,
                                                   yyjson_mut_doc     *doc,
                                                   yyjson_mut_val     *fields,
                                                   const GuichetIntent *intent,
                                                   GError            **error);
gboolean         _guichet_itop_rest_add_entries   (GuichetItopRest    *self,
                                                   yyjson_mut_doc     *doc,
                                                   yyjson_mut_val     *fields,
                                                   const GuichetIntent *intent,
                                                   guint               parts,
                                                   GError            **error);
char            *_guichet_itop_rest_dup_since     (const GuichetIntent *intent);

/* itop-rest-writing.c */
GuichetTicket   *_guichet_itop_rest_send          (GuichetRemote      *remote,
                                                   const GuichetIntent *intent,
                                                   GCancellable       *cancellable,
                                                   GError            **error);
GuichetTicket   *_guichet_itop_rest_find_created  (GuichetRemote      *remote,
                                                   const GuichetIntent *intent,
                                                   GCancellable       *cancellable,
                                                   GError            **error);

G_END_DECLS
