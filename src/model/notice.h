#pragma once

#include "model/identity.h"
#include "model/intent.h"
#include "model/mark.h"
#include "model/ticket.h"

G_BEGIN_DECLS

/* What is worth a word on the desktop. */
typedef enum
{
  GUICHET_NOTICE_ANSWERED,      /* the requester wrote on a ticket of mine */
  GUICHET_NOTICE_ASSIGNED,      /* somebody gave me a ticket */
  GUICHET_NOTICE_MESSAGE,       /* the support wrote on a request of mine */
  GUICHET_NOTICE_STATUS,        /* a request of mine is in another state */
  GUICHET_NOTICE_PARKED,        /* an operation waits for me */
  GUICHET_NOTICE_LAST_DAY,      /* a request of mine can be reopened until tomorrow at the latest */
} GuichetNoticeKind;

#define GUICHET_N_NOTICE_KINDS (GUICHET_NOTICE_LAST_DAY + 1)

gboolean guichet_notice_is_due      (GuichetNoticeKind    kind,
                                     const GuichetMark   *mark,
                                     GuichetTicket       *ticket,
                                     GuichetIdentity     *identity);
char    *guichet_notice_dup_key     (GuichetNoticeKind    kind,
                                     gint64               ticket_id);
char    *guichet_notice_key_for     (const GuichetIntent *intent);
gint64   guichet_notice_count_until_last_day
                                    (GDateTime           *limit,
                                     GDateTime           *now);

G_END_DECLS
