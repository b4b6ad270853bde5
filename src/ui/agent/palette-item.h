#pragma once

#include "model/profile.h"
#include "model/reference.h"
#include "model/ticket.h"
#include "ui/common/action-table.h"

G_BEGIN_DECLS

/* In the order on screen. */
typedef enum
{
  GUICHET_PALETTE_TICKETS,
  GUICHET_PALETTE_PEOPLE,
  GUICHET_PALETTE_ARTICLES,
  GUICHET_PALETTE_ACTIONS,
  GUICHET_PALETTE_GO,
} GuichetPaletteGroup;

#define GUICHET_N_PALETTE_GROUPS (GUICHET_PALETTE_GO + 1)

/**
 * GuichetPaletteItem:
 * @icon, @tint: (nullable)
 * @title, @subtitle: text of a server may be in them: never markup
 * @action, @target: (nullable target): what Enter does
 * @row: (nullable): whose keys are drawn
 * @ticket_id: 0 unless it is a ticket
 *
 * One line of the palette. Counts references; main thread.
 */
typedef struct
{
  GuichetPaletteGroup     group;
  char                   *icon;
  char                   *tint;
  char                   *title;
  char                   *subtitle;
  char                   *action;
  GVariant               *target;
  const GuichetActionRow *row;
  gint64                  ticket_id;
} GuichetPaletteItem;

GPtrArray          *guichet_palette_items_new          (void);
GuichetPaletteItem *guichet_palette_item_new           (GuichetPaletteGroup     group,
                                                        const char             *icon,
                                                        const char             *title,
                                                        const char             *subtitle,
                                                        const char             *action,
                                                        GVariant               *target);
GuichetPaletteItem *guichet_palette_item_new_ticket    (GuichetTicket          *ticket,
                                                        GuichetProfile         *profile);
GuichetPaletteItem *guichet_palette_item_new_reference (GuichetReference       *reference);
GuichetPaletteItem *guichet_palette_item_new_action    (const GuichetActionRow *row);
GuichetPaletteItem *guichet_palette_item_ref           (GuichetPaletteItem     *self);
void                guichet_palette_item_unref         (GuichetPaletteItem     *self);
gboolean            guichet_palette_item_equal         (const GuichetPaletteItem *a,
                                                        const GuichetPaletteItem *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetPaletteItem, guichet_palette_item_unref)

G_END_DECLS
