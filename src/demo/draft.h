#pragma once

#include <yyjson.h>

#include "demo/core.h"

G_BEGIN_DECLS

/**
 * DemoDraft:
 * @id: 0 for a new object
 * @values: code of a column → text, as it will be
 * @saved: the same, as it was read; empty for a new object
 * @appended: codes of the logs that got entries
 * @arrival: how many commits there were when the request arrived
 *
 * An object in the making: read, changed in memory, checked, written back as
 * a whole, as the server's PHP does.
 */
typedef struct
{
  DemoCore          *core;
  const DemoAccount *account;
  const DemoClass   *class;
  gint64             id;
  GHashTable        *values;
  GHashTable        *saved;
  GPtrArray         *appended;
  guint64            arrival;
} DemoDraft;

DemoDraft  *demo_draft_new         (DemoCore           *core,
                                    const DemoAccount  *account,
                                    const DemoClass    *class,
                                    guint64             arrival);
DemoDraft  *demo_draft_load        (DemoCore           *core,
                                    const DemoAccount  *account,
                                    const DemoClass    *class,
                                    gint64              id,
                                    guint64             arrival,
                                    GError            **error);
void        demo_draft_free        (DemoDraft          *draft);
const char *demo_draft_get         (DemoDraft          *draft,
                                    const char         *code);
void        demo_draft_set         (DemoDraft          *draft,
                                    const char         *code,
                                    const char         *value);
gboolean    demo_draft_is_changed  (DemoDraft          *draft,
                                    const char         *code);
gboolean    demo_draft_take_fields (DemoDraft          *draft,
                                    yyjson_val         *fields,
                                    GError            **error);
gboolean    demo_draft_check       (DemoDraft          *draft,
                                    GError            **error);
gboolean    demo_draft_write       (DemoDraft          *draft,
                                    GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoDraft, demo_draft_free)

G_END_DECLS
