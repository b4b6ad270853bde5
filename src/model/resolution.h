#pragma once

#include "model/intent.h"
#include "model/profile.h"
#include "model/ticket.h"

G_BEGIN_DECLS

/**
 * GuichetMergeLine:
 * @field: what it is about; %GUICHET_FIELD_STATUS for the transition
 * @base: (nullable): what the person saw
 * @mine: what they wanted
 * @theirs: what the server has now
 * @label: (nullable): the name behind @mine, when it is a key
 * @conflict: whether both sides changed it, so that a person has to choose
 * @possible: whether @mine can still be done
 * @keeps_mine: the choice; safe lines have it made
 *
 * One line of a comparison. The strings belong to the operation and the image
 * that the resolution was made of.
 */
typedef struct
{
  GuichetField  field;
  const char   *base;
  const char   *mine;
  const char   *theirs;
  const char   *label;
  gboolean      conflict;
  gboolean      possible;
  gboolean      keeps_mine;
} GuichetMergeLine;

/**
 * GuichetResolution:
 * @lines: (element-type GuichetMergeLine): the transition first, then the fields
 * @server: what the choice is made against
 *
 * An operation beside what the server has, and what a person chooses of it.
 */
typedef struct
{
  GuichetIntent  *intent;
  GuichetTicket  *server;
  GuichetProfile *profile;
  GPtrArray      *lines;
} GuichetResolution;

GuichetResolution *guichet_resolution_new             (const GuichetIntent     *intent,
                                                       GuichetTicket           *server,
                                                       GuichetProfile          *profile);
void               guichet_resolution_free            (GuichetResolution       *self);
guint              guichet_resolution_count_conflicts (const GuichetResolution *self);
GuichetIntent     *guichet_resolution_make            (const GuichetResolution *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetResolution, guichet_resolution_free)

G_END_DECLS
