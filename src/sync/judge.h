#pragma once

#include "model/intent.h"
#include "model/profile.h"
#include "model/ticket.h"
#include "sync/engine.h"

G_BEGIN_DECLS

/* Decisions without side effects: each is a table that tests read. */

/* What the failure of a sending means. */
typedef enum
{
  GUICHET_VERDICT_UNKNOWN,      /* it may have happened: verify before anything else */
  GUICHET_VERDICT_LATER,        /* nothing was done, the server is not there for anybody now */
  GUICHET_VERDICT_SIGN_IN,      /* nothing was done, nothing will be before a person signs in */
  GUICHET_VERDICT_LOOK,         /* nothing was done, the ticket is not as we thought: read it */
  GUICHET_VERDICT_SOME_TRIES,   /* refused, perhaps for a while only */
  GUICHET_VERDICT_REFUSED,      /* refused for good: a person has to change something */
  GUICHET_VERDICT_CONFLICT,     /* a person has to choose */
} GuichetVerdict;

/* What a fresh image of the ticket says about an operation. */
typedef enum
{
  GUICHET_FINDING_DONE,         /* every part is there */
  GUICHET_FINDING_MISSING,      /* something is missing and may be sent on top of this image */
  GUICHET_FINDING_CONFLICT,     /* somebody changed what this operation changes */
} GuichetFinding;

GuichetVerdict      guichet_judge_failure     (const GError        *error);
GuichetFinding      guichet_judge_image       (const GuichetIntent *intent,
                                               const GuichetAction *action,
                                               GuichetTicket       *image,
                                               guint               *out_seen,
                                               GuichetField        *out_field);
gboolean            guichet_judge_leaves_trace (const GuichetIntent *intent);
gboolean            guichet_judge_offered     (const GuichetAction *action,
                                               guint                seen,
                                               GuichetTicket       *image);
guint               guichet_judge_answer      (const GuichetIntent *intent,
                                               GuichetTicket       *image);
gboolean            guichet_judge_overwritten (const GuichetIntent *intent,
                                               GuichetTicket       *image,
                                               GuichetField        *out_field);
GuichetEngineState  guichet_judge_trouble     (const GError        *error);

G_END_DECLS
