#pragma once

#include <gtk/gtk.h>

#include "ui/common/action-table.h"

G_BEGIN_DECLS

/* The keys of the table, put where they work. */

void       guichet_action_keys_apply         (GtkApplication         *application);
void       guichet_action_keys_add           (GtkWidget              *widget,
                                              const char             *scope,
                                              GtkShortcutScope        reach);
void       guichet_action_keys_set_single    (gboolean                enabled);

gboolean   guichet_action_is_writing         (GtkWidget              *widget);
gboolean   guichet_action_is_available       (GtkWidget              *from,
                                              const char             *action);

GPtrArray *guichet_action_list_available     (GtkWidget              *from);

char      *guichet_action_row_dup_keys       (const GuichetActionRow *row);
GtkWidget *guichet_key_caps_new              (const GuichetActionRow *row);
GtkWidget *guichet_key_caps_new_for_keys     (const char             *keys);

G_END_DECLS
