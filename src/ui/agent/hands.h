#pragma once

#include <gio/gio.h>

#include "store/store.h"

G_BEGIN_DECLS

/**
 * GuichetHand:
 *
 * A ticket that is kept at hand. Properties, read-only: ticket-id (int64),
 * ref, title (string), unread (boolean).
 */
#define GUICHET_TYPE_HAND (guichet_hand_get_type ())

G_DECLARE_FINAL_TYPE (GuichetHand, guichet_hand, GUICHET, HAND, GObject)

gint64      guichet_hand_get_ticket_id (GuichetHand *self);
const char *guichet_hand_get_ref       (GuichetHand *self);
const char *guichet_hand_get_title     (GuichetHand *self);
gboolean    guichet_hand_get_unread    (GuichetHand *self);

/* More would be a list, and there are lists. The oldest makes room. */
#define GUICHET_HANDS_MAX 12

/**
 * GuichetHands:
 *
 * The tickets that a person has open, in the order in which they were opened:
 * a #GListModel of #GuichetHand. It follows the store. Main thread.
 *
 * Property: ids (variant of type "ax"), for keeping them over a restart.
 */
#define GUICHET_TYPE_HANDS (guichet_hands_get_type ())

G_DECLARE_FINAL_TYPE (GuichetHands, guichet_hands, GUICHET, HANDS, GObject)

GuichetHands *guichet_hands_new        (GuichetStore *store);
GListModel   *guichet_hands_get_model  (GuichetHands *self);
void          guichet_hands_add        (GuichetHands *self,
                                        gint64        ticket_id);
void          guichet_hands_remove     (GuichetHands *self,
                                        gint64        ticket_id);
GVariant     *guichet_hands_dup_ids    (GuichetHands *self);
void          guichet_hands_set_ids    (GuichetHands *self,
                                        GVariant     *ids);

G_END_DECLS
