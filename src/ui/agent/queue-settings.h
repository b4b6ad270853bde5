#pragma once

#include <gio/gio.h>

#include "model/query.h"

G_BEGIN_DECLS

/* What a person chose for one list: columns, order, groups, page size, table or
 * split. @settings may be NULL everywhere: then nothing is kept. */

#define GUICHET_PAGE_SIZE_AS_ELSEWHERE -1

GSettings *guichet_queue_settings_new           (const char               *list);
void       guichet_queue_settings_load_order    (GSettings                *settings,
                                                 GuichetTicketQuery       *query);
void       guichet_queue_settings_save_order    (GSettings                *settings,
                                                 const GuichetTicketQuery *query);
int        guichet_queue_settings_get_page_size (GSettings                *settings);
void       guichet_queue_settings_set_page_size (GSettings                *settings,
                                                 int                       page_size);
gboolean   guichet_queue_settings_get_split     (GSettings                *settings);
void       guichet_queue_settings_set_split     (GSettings                *settings,
                                                 gboolean                  split);

G_END_DECLS
