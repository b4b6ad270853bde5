#pragma once

#include <glib-object.h>

#include "model/field.h"
#include "model/journal-entry.h"
#include "model/ticket.h"
#include "util/error.h"

G_BEGIN_DECLS

typedef enum
{
  GUICHET_INTENT_CREATE,        /* a new ticket */
  GUICHET_INTENT_CHANGE,        /* fields, journal entries and a transition, in one request */
  GUICHET_INTENT_ATTACH,        /* one file */
} GuichetIntentKind;

/**
 * GuichetIntentState:
 *
 * The life of an operation in the outbox (RELIABILITY §5).
 */
typedef enum
{
  GUICHET_INTENT_WAITING,       /* written; will be sent at not_before or when the network is back */
  GUICHET_INTENT_SENDING,       /* committed before the first byte leaves */
  GUICHET_INTENT_VERIFY,        /* outcome unknown: the server is read before anything else */
  GUICHET_INTENT_DONE,          /* exactly one effect, seen on the server */
  GUICHET_INTENT_REFUSED,       /* needs a person: reason, field and detail tell why */
  GUICHET_INTENT_CONFLICT,      /* needs a person: somebody changed the same thing */
  GUICHET_INTENT_WITHDRAWN,     /* taken back before it was sent */
} GuichetIntentState;

#define GUICHET_N_INTENT_STATES (GUICHET_INTENT_WITHDRAWN + 1)

/* What of a change was seen on the server; the rest is still to be done. */
typedef enum
{
  GUICHET_INTENT_PART_MAIN = 1 << 0,      /* the fields and the transition */
  GUICHET_INTENT_PART_PRIVATE = 1 << 1,   /* the entry of the private journal */
  GUICHET_INTENT_PART_PUBLIC = 1 << 2,    /* the entry of the public journal */
} GuichetIntentParts;

/**
 * GuichetFieldChange:
 * @base: (nullable): the value that the person saw; %NULL for a new ticket
 */
typedef struct
{
  GuichetField  field;
  char         *base;
  char         *value;
  char         *label;          /* the name behind a key, for display */
} GuichetFieldChange;

/**
 * GuichetIntent:
 * @uuid: identity of the operation, of its marker and of the draft it was
 * @ticket_id: the ticket; 0 for a new one until the server's answer is known
 * @creation: (nullable): the uuid of the operation that makes the ticket, for
 *   what was done with a ticket before it had an id: it waits for that one
 * @action: (nullable): the profile's name of the transition; %NULL to stay
 * @base_status: the state that the person saw
 * @base_last_update: the ticket's last_update that the person saw, and, once
 *   something was sent, the one that the last sending was based on
 * @extras: attribute code → value, of a create form's fields that have no
 *   logical name (model/create-form.h)
 * @entries: HTML for each journal, without marker; %NULL for none
 * @file_name, @file_mime, @file_data: for %GUICHET_INTENT_ATTACH
 * @file_size: bytes of it, known also where @file_data is not read
 * @created, @not_before, @first_sent, @last_sent: Unix time in milliseconds;
 *   0 = never
 * @seen: the #GuichetIntentParts that the server was seen to have
 * @seen_private, @seen_public: how many entries of the server each journal had
 *   when the person began to write; -1 when that is not known. Whoever keeps a
 *   draft knows better than guichet_intent_new_for_ticket() and sets them
 * @reason: why it is parked or waits; meaningless while @detail is %NULL
 *
 * Something that a person wants done on the server, from the moment it was
 * saved. Owned by one thread at a time; guichet_intent_copy() for another.
 */
typedef struct
{
  char               *uuid;
  GuichetIntentKind   kind;
  GuichetIntentState  state;
  gint64              ticket_id;
  char               *creation;
  char               *ref;
  char               *title;
  char               *action;
  char               *base_status;
  char               *base_last_update;
  GPtrArray          *changes;
  GHashTable         *extras;
  char               *entries[GUICHET_N_JOURNALS];
  char               *file_name;
  char               *file_mime;
  GBytes             *file_data;
  gint64              file_size;
  gint64              created;
  gint64              not_before;
  gint64              first_sent;
  gint64              last_sent;
  guint               attempts;
  guint               seen;
  int                 seen_private;
  int                 seen_public;
  GuichetError        reason;
  char               *reason_field;
  char               *detail;
} GuichetIntent;

#define GUICHET_TYPE_INTENT (guichet_intent_get_type ())

GType                guichet_intent_get_type     (void) G_GNUC_CONST;
GuichetIntent       *guichet_intent_new          (GuichetIntentKind    kind,
                                                  gint64               ticket_id);
GuichetIntent       *guichet_intent_new_for_ticket (GuichetTicket     *ticket);
GuichetIntent       *guichet_intent_copy         (const GuichetIntent *self);
void                 guichet_intent_free         (GuichetIntent       *self);
void                 guichet_intent_set_field    (GuichetIntent       *self,
                                                  GuichetField         field,
                                                  const char          *base,
                                                  const char          *value,
                                                  const char          *label);
GuichetFieldChange  *guichet_intent_get_change   (const GuichetIntent *self,
                                                  GuichetField         field);
void                 guichet_intent_set_extra    (GuichetIntent       *self,
                                                  const char          *code,
                                                  const char          *value);
guint                guichet_intent_get_parts    (const GuichetIntent *self);
void                 guichet_intent_set_seen_journals (GuichetIntent  *self,
                                                  GuichetTicket       *ticket);
gboolean             guichet_intent_is_open      (const GuichetIntent *self);
gboolean             guichet_intent_needs_person (const GuichetIntent *self);
void                 guichet_intent_set_reason   (GuichetIntent       *self,
                                                  const GError        *error);
const char          *guichet_intent_state_to_nick   (GuichetIntentState  state);
gboolean             guichet_intent_state_from_nick (const char         *nick,
                                                  GuichetIntentState    *out_state);
const char          *guichet_intent_kind_to_nick (GuichetIntentKind    kind);
gboolean             guichet_intent_kind_from_nick (const char         *nick,
                                                  GuichetIntentKind    *out_kind);
GPtrArray           *guichet_intents_new         (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetIntent, guichet_intent_free)

G_END_DECLS
