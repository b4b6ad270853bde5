#pragma once

#include <libsoup/soup.h>
#include <yyjson.h>

#include "demo/desk.h"

G_BEGIN_DECLS

/* A desk and a plain client of it. */
typedef struct
{
  GuichetDemoDesk *desk;
  SoupSession     *session;
} Rig;

/* What came back; @body is NULL when the connection ended first. */
typedef struct
{
  guint       status;
  char       *type;
  char       *body;
  gsize       length;
  yyjson_doc *document;         /* nullable: no JSON */
} Reply;

typedef enum
{
  RIG_DISPATCHED,
  RIG_ASSIGNED,
  RIG_PENDING,
  RIG_TO_COMPLETE,
  RIG_RESOLVED,
  RIG_CLOSED,
  RIG_WAITING,
} RigState;

Rig        *rig_new         (const GuichetDemoOptions *options);
void        rig_free        (Rig                      *rig);
SoupMessage *rig_new_message (Rig                     *rig,
                             const char               *path,
                             const char               *login,
                             const char               *secret,
                             const char               *json);
Reply      *rig_send        (Rig                      *rig,
                             SoupMessage              *message);
Reply      *rig_call        (Rig                      *rig,
                             const char               *login,
                             const char               *json);
int         reply_get_code  (Reply                    *reply);
const char *reply_get_message (Reply                  *reply);
gint64      reply_get_id    (Reply                    *reply);
const char *reply_get_field (Reply                    *reply,
                             const char               *code);
guint       reply_count_entries (Reply                *reply,
                             const char               *log);
void        reply_free      (Reply                    *reply);
gint64      rig_make_ticket (Rig                      *rig,
                             RigState                  state);
char       *rig_read        (Rig                      *rig,
                             gint64                    ticket,
                             const char               *code);
void        rig_assert_value (Rig                     *rig,
                             gint64                    ticket,
                             const char               *code,
                             const char               *expected);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rig, rig_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reply, reply_free)

G_END_DECLS
