#pragma once

#include "rig.h"

G_BEGIN_DECLS

/* A browser of the portal, as far as a native client is one: a cookie, forms
 * and what is found in pages. */
typedef struct
{
  Rig  *rig;
  char *cookie;
  guint n_cookies;              /* of the last answer */
} Visitor;

#define PORTAL_QUERY "exec_module=itop-portal-base&exec_page=index.php&portal_id=itop-portal"

Visitor     *visitor_new            (Rig         *rig,
                                     const char  *login);
void         visitor_free           (Visitor     *visitor);
SoupMessage *visitor_new_message    (Visitor     *visitor,
                                     const char  *method,
                                     const char  *path,
                                     gboolean     ajax);
Reply       *visitor_send           (Visitor     *visitor,
                                     SoupMessage *message);
Reply       *visitor_get            (Visitor     *visitor,
                                     const char  *route);
Reply       *visitor_open           (Visitor     *visitor,
                                     const char  *route);
Reply       *visitor_post           (Visitor     *visitor,
                                     const char  *route,
                                     const char  *form);
Reply       *visitor_update         (Visitor     *visitor,
                                     const char  *route,
                                     const char  *data,
                                     const char  *fields);
Reply       *visitor_submit         (Visitor     *visitor,
                                     const char  *route,
                                     const char  *mode,
                                     gint64       id,
                                     const char  *token,
                                     const char  *values);
Reply       *visitor_upload         (Visitor     *visitor,
                                     const char  *temp_id,
                                     const char  *field_name,
                                     const char  *name,
                                     const char  *contents);
Reply       *visitor_upload_extended (Visitor    *visitor,
                                     const char  *temp_id,
                                     const char  *name,
                                     const char  *contents);
char        *visitor_take_transaction (Visitor   *visitor);
char        *visitor_take_token     (Visitor     *visitor,
                                     gint64      *out_leaf);
Reply       *visitor_view           (Visitor     *visitor,
                                     gint64       ticket,
                                     const char  *fields);
Reply       *visitor_say            (Visitor     *visitor,
                                     gint64       ticket,
                                     const char  *marker);
char        *portal_make_path       (const char  *route);
char        *portal_make_data       (const char  *mode,
                                     gint64       id,
                                     const char  *transaction,
                                     const char  *token);
void         portal_add_pair        (GString     *form,
                                     const char  *name,
                                     const char  *value);
yyjson_doc  *portal_find_literal    (const char  *page,
                                     const char  *mark);
yyjson_val  *reply_dig              (Reply       *reply,
                                     const char  *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Visitor, visitor_free)

G_END_DECLS
