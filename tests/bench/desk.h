#pragma once

#include "fixture-server.h"
#include "remote/itop-rest.h"

G_BEGIN_DECLS

/**
 * Desk:
 *
 * A server on loopback that holds its answers ready and costs next to nothing:
 * what is measured is the client.
 */
typedef struct
{
  FixtureServer *server;
  GPtrArray     *pages;         /* of GBytes: answers to page 1, 2… */
  guint          repeat;        /* how often the middle of an answer is sent */
} Desk;

Desk          *desk_new        (GPtrArray *tickets,
                                guint      page_size);
/* One ticket, over and over, until the answer has so many bytes. */
Desk          *desk_new_large  (gsize      n_bytes);
void           desk_free       (Desk      *self);
/* A client that knows the desk already: no sign-in is needed. */
GuichetRemote *desk_connect    (Desk      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Desk, desk_free)

G_END_DECLS
