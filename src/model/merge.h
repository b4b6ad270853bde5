#pragma once

#include "model/intent.h"
#include "model/ticket.h"

G_BEGIN_DECLS

typedef enum
{
  GUICHET_MERGE_SAME,           /* the server already has my value */
  GUICHET_MERGE_MINE,           /* the server still has what I saw: mine may be written */
  GUICHET_MERGE_CONFLICT,       /* both sides changed it, to different values */
} GuichetMerge;

GuichetMerge guichet_merge_field  (const char          *base,
                                   const char          *mine,
                                   const char          *theirs);
GuichetMerge guichet_merge_intent (const GuichetIntent *intent,
                                   GuichetTicket       *server,
                                   GPtrArray           *out_conflicts);

G_END_DECLS
