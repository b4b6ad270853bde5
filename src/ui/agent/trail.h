#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A place in the portal: a section, and the ticket on top of it (0: none). */
typedef struct
{
  char   *section;
  gint64  ticket_id;
} GuichetPlace;

/**
 * GuichetTrail:
 *
 * The places where somebody was, to go back and forth between them.
 */
typedef struct _GuichetTrail GuichetTrail;

GuichetTrail       *guichet_trail_new         (void);
void                guichet_trail_free        (GuichetTrail *self);
void                guichet_trail_visit       (GuichetTrail *self,
                                               const char   *section,
                                               gint64        ticket_id);
gboolean            guichet_trail_can_go      (GuichetTrail *self,
                                               int           step);
const GuichetPlace *guichet_trail_go          (GuichetTrail *self,
                                               int           step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetTrail, guichet_trail_free)

G_END_DECLS
