#pragma once

#include "model/mark.h"
#include "model/ticket.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/* Received, taken in charge, in progress, resolved. */
#define GUICHET_N_STEPS 4

/* What a requester is to do about a request. */
typedef enum
{
  GUICHET_PROGRESS_NOTHING,     /* the support is at work */
  GUICHET_PROGRESS_COMPLETE,    /* the support waits for an answer */
  GUICHET_PROGRESS_JUDGE,       /* resolved, and can still be reopened */
  GUICHET_PROGRESS_TOO_LATE,    /* resolved, and can no longer be reopened */
  GUICHET_PROGRESS_OVER,        /* closed */
} GuichetProgressWish;

/**
 * GuichetProgress:
 * @step: the present one, from 0
 * @done: whether @step itself is over
 * @wish: what the requester is to do
 * @limit: (nullable): the last moment of a reopening
 * @last_day: whether less than a day is left until @limit
 * @icon, @tint: of @words
 * @words: where the request stands, in a few words
 *
 * Where a request stands, for the one who made it. Nothing of it comes from
 * the internal journal.
 */
typedef struct
{
  guint                step;
  gboolean             done;
  GuichetProgressWish  wish;
  GDateTime           *limit;
  gboolean             last_day;
  const char          *icon;
  const char          *tint;
  char                *words;
} GuichetProgress;

GuichetProgress *guichet_progress_new      (GuichetContext    *context,
                                            GuichetTicket     *ticket,
                                            const GuichetMark *mark,
                                            GDateTime         *now);
void             guichet_progress_free     (GuichetProgress   *self);
const char      *guichet_step_get_label    (guint              step);
char            *guichet_progress_dup_spoken (const GuichetProgress *self);
gboolean         guichet_request_is_news   (const GuichetMark *mark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetProgress, guichet_progress_free)

G_END_DECLS
