#pragma once

#include "model/mark.h"
#include "model/ticket.h"

G_BEGIN_DECLS

/**
 * GuichetSummaries:
 *
 * The tickets that were used last, up to a number, with their marks.
 */
typedef struct _GuichetSummaries GuichetSummaries;

GuichetSummaries *guichet_summaries_new    (guint             max);
void              guichet_summaries_free   (GuichetSummaries *self);
GuichetTicket    *guichet_summaries_get    (GuichetSummaries *self,
                                            gint64            id);
void              guichet_summaries_add    (GuichetSummaries *self,
                                            GuichetTicket    *ticket);
const GuichetMark *guichet_summaries_get_mark (GuichetSummaries *self,
                                            gint64            id);
void              guichet_summaries_set_mark (GuichetSummaries *self,
                                            const GuichetMark *mark);
void              guichet_summaries_remove (GuichetSummaries *self,
                                            gint64            id);
void              guichet_summaries_clear  (GuichetSummaries *self);
guint             guichet_summaries_get_n  (GuichetSummaries *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetSummaries, guichet_summaries_free)

G_END_DECLS
