#pragma once

#include "rig.h"

G_BEGIN_DECLS

/* A server with one ticket and a rig on it, and what goes wrong between them
 * while something is sent. */

typedef struct
{
  FakeRemote *server;
  Rig         rig;
  gint64      ticket;
} Fixture;

/* @server: (transfer full): nothing is pulled from it yet */
void fixture_init  (Fixture    *self,
                    FakeRemote *server,
                    const char *status);
void fixture_clear (Fixture    *self);

typedef struct
{
  FakeFault   fault;
  const char *name;
} Fault;

#define N_FAULTS 11

/* One write that suffers it must have one effect all the same; without a guard
 * on the server %FAKE_TWICE is beyond anybody. */
extern const Fault faults[N_FAULTS];

/* Sends what waits; the first write suffers @fault. */
void drain_against (Fixture    *self,
                    FakeFault   fault);
/* Sends what waits while the process dies after any call, and again. */
void drain_dying   (Fixture    *self,
                    guint32     seed);

G_END_DECLS
