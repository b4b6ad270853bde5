#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @data: (nullable): what is meant, freed with @free_data */
typedef struct
{
  char           *title;
  char           *subtitle;
  gpointer        data;
  GDestroyNotify  free_data;
} GuichetInsertItem;

GuichetInsertItem *guichet_insert_item_new  (const char        *title,
                                             const char        *subtitle,
                                             gpointer           data,
                                             GDestroyNotify     free_data);
GPtrArray         *guichet_insert_items_new (void);

/**
 * GuichetInsertPopover:
 *
 * At the cursor of an editor: a search and what it finds, to be inserted.
 *
 * Signals: search (char* text): the items are wanted for it; chosen
 * (gpointer data): of the item; closed comes afterwards.
 */
#define GUICHET_TYPE_INSERT_POPOVER (guichet_insert_popover_get_type ())

G_DECLARE_FINAL_TYPE (GuichetInsertPopover, guichet_insert_popover, GUICHET, INSERT_POPOVER, GtkPopover)

GtkWidget  *guichet_insert_popover_new          (void);
void        guichet_insert_popover_open         (GuichetInsertPopover *self,
                                                 const char           *prompt,
                                                 const GdkRectangle   *area);
void        guichet_insert_popover_set_items    (GuichetInsertPopover *self,
                                                 GPtrArray            *items,
                                                 const char           *nothing);
void        guichet_insert_popover_set_more     (GuichetInsertPopover *self,
                                                 const char           *label);
const char *guichet_insert_popover_get_text     (GuichetInsertPopover *self);

G_END_DECLS
