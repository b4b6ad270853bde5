#pragma once

#include <glib.h>

#include "model/field.h"

G_BEGIN_DECLS

/**
 * GuichetHistoryEntry:
 * @moment: when, as the server writes it: the change is not later than this
 * @field: what
 * @before, @after: codes as they are, the name behind a key; "" for nothing
 *
 * One field of a ticket that was seen to change.
 */
typedef struct
{
  char         *moment;
  GuichetField  field;
  char         *before;
  char         *after;
} GuichetHistoryEntry;

GuichetHistoryEntry *guichet_history_entry_new  (const char          *moment,
                                                 GuichetField         field,
                                                 const char          *before,
                                                 const char          *after);
void                 guichet_history_entry_free (GuichetHistoryEntry *self);
GPtrArray           *guichet_history_new        (void);
guint                guichet_history_count      (GPtrArray           *history,
                                                 GuichetField         field);
char                *guichet_history_dup_path   (GPtrArray           *history,
                                                 GuichetField         field);

G_END_DECLS
