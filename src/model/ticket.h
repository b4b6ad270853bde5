#pragma once

#include <glib-object.h>

#include "model/field.h"
#include "model/journal-entry.h"

G_BEGIN_DECLS

/**
 * GuichetTicket:
 *
 * A ticket as one moment saw it. Filled by one thread, then shared and never
 * changed again; guichet_ticket_copy() gives one that may be changed.
 *
 * A field is %NULL when it is not known here (the server lacks it, or this
 * image was read without long texts) and "" when it is known to be empty.
 */
typedef struct _GuichetTicket GuichetTicket;

#define GUICHET_TYPE_TICKET (guichet_ticket_get_type ())

GType          guichet_ticket_get_type    (void) G_GNUC_CONST;
GuichetTicket *guichet_ticket_new         (gint64          id);
GuichetTicket *guichet_ticket_ref         (GuichetTicket  *self);
void           guichet_ticket_unref       (GuichetTicket  *self);
GuichetTicket *guichet_ticket_copy        (GuichetTicket  *self);

gint64         guichet_ticket_get_id      (GuichetTicket  *self);
const char    *guichet_ticket_get         (GuichetTicket  *self,
                                           GuichetField    field);
const char    *guichet_ticket_peek        (GuichetTicket  *self,
                                           GuichetField    field);
gint64         guichet_ticket_get_key     (GuichetTicket  *self,
                                           GuichetField    field);
const char    *guichet_ticket_get_label   (GuichetTicket  *self,
                                           GuichetField    field);
void           guichet_ticket_set         (GuichetTicket  *self,
                                           GuichetField    field,
                                           const char     *value);
void           guichet_ticket_set_label   (GuichetTicket  *self,
                                           GuichetField    field,
                                           const char     *label);
void           guichet_ticket_set_key     (GuichetTicket  *self,
                                           GuichetField    field,
                                           gint64          id,
                                           const char     *label);

GPtrArray     *guichet_ticket_get_journal  (GuichetTicket  *self,
                                            GuichetJournal  journal);
void           guichet_ticket_take_journal (GuichetTicket  *self,
                                            GuichetJournal  journal,
                                            GPtrArray      *entries);
gboolean       guichet_ticket_has_texts    (GuichetTicket  *self);
gboolean       guichet_ticket_equal        (GuichetTicket  *a,
                                            GuichetTicket  *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetTicket, guichet_ticket_unref)

GPtrArray     *guichet_tickets_new         (void);

G_END_DECLS
