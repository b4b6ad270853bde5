#pragma once

#include "sync/context.h"
#include "sync/judge.h"

G_BEGIN_DECLS

/**
 * GuichetLook:
 * @seen: the parts that are there
 * @field: what conflicts, when @finding says so
 * @offered: %FALSE when the transition cannot be made from where the ticket is
 * @image: (nullable): the ticket as it is now
 *
 * What the server shows of an operation.
 */
typedef struct
{
  GuichetFinding  finding;
  guint           seen;
  GuichetField    field;
  gboolean        offered;
  GuichetTicket  *image;
} GuichetLook;

gboolean guichet_look       (GuichetSyncContext   *context,
                             const GuichetIntent  *intent,
                             GuichetLook          *out_look,
                             GCancellable         *cancellable,
                             GError              **error);
void     guichet_look_clear (GuichetLook          *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuichetLook, guichet_look_clear)

G_END_DECLS
