#pragma once

#include <yyjson.h>

#include "demo/core.h"

G_BEGIN_DECLS

/**
 * DemoSet:
 * @sql: yields the ids: "SELECT t0.id FROM …"
 * @binds: (element-type utf8): the values of its question marks
 * @asked: "query: …" or "criteria: …", for messages; %NULL for a plain id
 * @id: the plain id, or 0
 * @joined: several classes are looked at: the lone space of absent names
 *
 * What a key designates (ITOP-PROTOCOL §3).
 */
typedef struct
{
  const DemoClass *class;
  char            *sql;
  GPtrArray       *binds;
  char            *asked;
  gint64           id;
  gboolean         joined;
} DemoSet;

DemoSet  *demo_set_new_from_oql (DemoCore           *core,
                                 const DemoAccount  *account,
                                 const char         *text,
                                 GError            **error);
DemoSet  *demo_set_new_from_key (DemoCore           *core,
                                 const DemoAccount  *account,
                                 const DemoClass    *class,
                                 yyjson_val         *key,
                                 GError            **error);
void      demo_set_free         (DemoSet            *set);
gint64    demo_set_count        (DemoSet            *set,
                                 DemoCore           *core,
                                 GError            **error);
GArray   *demo_set_list         (DemoSet            *set,
                                 DemoCore           *core,
                                 gint64              limit,
                                 gint64              offset,
                                 GError            **error);
gint64    demo_set_find_one     (DemoSet            *set,
                                 DemoCore           *core,
                                 GError            **error);
char     *demo_json_to_text     (yyjson_val         *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoSet, demo_set_free)

G_END_DECLS
