#pragma once

#include "store/marks.h"
#include "store/reading.h"
#include "store/store.h"

G_BEGIN_DECLS

/* A store in memory that stands in for the real one: the test decides when it
 * answers, and counts what is asked. It answers with what was true when it was
 * asked, and counts only what lists call. */

GuichetStore *fake_store_new         (void);
void          fake_store_append      (GuichetStore *self,
                                      gint64        id);
void          fake_store_move_to_top (GuichetStore *self,
                                      gint64        id);
void          fake_store_remove      (GuichetStore *self,
                                      gint64        id);
void          fake_store_retitle     (GuichetStore *self,
                                      gint64        id,
                                      const char   *title);
GArray       *fake_store_get_order   (GuichetStore *self);
void          fake_store_tell        (GuichetStore *self,
                                      gboolean      moved,
                                      gboolean      everything,
                                      guint         n_ids,
                                      const gint64 *ids);

/* For queries with a group: ids of one group are divided by @size to the same. */
void          fake_store_group       (GuichetStore *self,
                                      gint64        size);

/* The one ticket that is unread. */
void          fake_store_mark_unread (GuichetStore *self,
                                      gint64        id);

/* While held, questions pile up; fake_store_answer() answers the oldest. */
void          fake_store_hold        (GuichetStore *self,
                                      gboolean      hold);
gboolean      fake_store_answer      (GuichetStore *self);
void          fake_store_fail_next   (GuichetStore *self);

guint         fake_store_count_queries (GuichetStore *self);
guint         fake_store_count_rows    (GuichetStore *self);
gint64        fake_store_first_of_last_read (GuichetStore *self);

G_END_DECLS
