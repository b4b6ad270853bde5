#pragma once

#include "store/mark-delta.h"

G_BEGIN_DECLS

/**
 * GuichetMarkReader:
 * @baseline: (nullable): see %GUICHET_FACT_UNREAD_SINCE
 * @drafts, @intents: ids of the tickets that have some
 *
 * Reads the marks of tickets one after the other from the two files, with what
 * is the same for all of them read once. Any thread that has connections to
 * both; for one job.
 */
typedef struct
{
  GuichetDb    *cache;
  GuichetDb    *user;
  GuichetRules *rules;
  char         *baseline;
  GHashTable   *drafts;
  GHashTable   *intents;
} GuichetMarkReader;

gboolean     guichet_mark_reader_init    (GuichetMarkReader        *self,
                                          GuichetDb                *cache,
                                          GuichetDb                *user,
                                          GuichetRules             *rules,
                                          GError                  **error);
void         guichet_mark_reader_clear   (GuichetMarkReader        *self);
GuichetMark *guichet_mark_reader_read    (GuichetMarkReader        *self,
                                          gint64                    id,
                                          GError                  **error);
gboolean     guichet_mark_reader_compare (GuichetMarkReader        *self,
                                          GuichetSeen              *seen,
                                          const GuichetTicketFacts *now,
                                          GuichetMark              *mark,
                                          GError                  **error);
gboolean     guichet_mark_reader_explain (GuichetMarkReader        *self,
                                          GuichetSeen              *seen,
                                          const GuichetTicketFacts *now,
                                          const GuichetIntent      *intent,
                                          GError                  **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuichetMarkReader, guichet_mark_reader_clear)

G_END_DECLS
