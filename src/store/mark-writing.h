#pragma once

#include "store/mark-reader.h"
#include "store/marks.h"

G_BEGIN_DECLS

/**
 * GuichetMarkWriting:
 * @seen: the row to be written
 * @shows: whether a list shows the difference
 */
typedef struct
{
  GuichetSeen seen;
  gboolean    shows;
} GuichetMarkWriting;

GPtrArray   *guichet_mark_writing_prepare  (GuichetDb            *cache,
                                            GuichetDb            *user,
                                            GArray               *ids,
                                            GuichetMarking        marking,
                                            gint64                now,
                                            GError              **error);
gboolean     guichet_mark_writing_concerns (const GuichetIntent  *intent);
GuichetSeen *guichet_mark_writing_settle   (GuichetMarkReader    *reader,
                                            const GuichetIntent  *intent,
                                            GError              **error);

G_END_DECLS
