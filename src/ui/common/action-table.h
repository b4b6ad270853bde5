#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GUICHET_ACTION_GROUP_GENERAL,
  GUICHET_ACTION_GROUP_GO,
  GUICHET_ACTION_GROUP_LISTS,
  GUICHET_ACTION_GROUP_TICKET,
  GUICHET_ACTION_GROUP_JOURNALS,
  GUICHET_ACTION_GROUP_WRITING,
  GUICHET_ACTION_GROUP_OUTBOX,
  GUICHET_ACTION_GROUP_DIALOGS,
  GUICHET_ACTION_GROUP_USER,
} GuichetActionGroup;

#define GUICHET_N_ACTION_GROUPS (GUICHET_ACTION_GROUP_USER + 1)

typedef enum
{
  GUICHET_ACTION_NEVER_IN_EDITORS = 1 << 0,     /* its keys mean something else where one writes */
  GUICHET_ACTION_BY_TARGET = 1 << 1,            /* a widget says on what: neither in the palette nor in the list of keys */
  GUICHET_ACTION_WITH_FOCUS = 1 << 2,           /* has keys, but only with the focus in its widget: not in the palette */
  GUICHET_ACTION_OWN_KEYS = 1 << 3,             /* its widget binds the keys itself, or GTK does; told here for the list of keys */
  GUICHET_ACTION_WHEN_ENABLED = 1 << 4,         /* its keys are somebody else's while it is disabled */
} GuichetActionFlags;

/**
 * GuichetActionRow:
 * @action: detailed name, as g_action_parse_detailed_name() takes it
 * @context: (nullable): message context of the label
 * @label: for N_() or NC_(): a verb, without mnemonic
 * @keys: (nullable): triggers as gtk_shortcut_trigger_parse_string() takes them,
 *   with "|" between; the first one is shown
 * @single: (nullable): a key without modifiers, for where nobody writes; a
 *   preference switches all of these off
 * @icon: (nullable): in the palette
 *
 * One thing that a person can set off. The part of @action before the dot is
 * the scope: app, win and window are anywhere in the program, portal anywhere
 * in the agent's portal, user anywhere in the user portal, the others belong to
 * the widget that installs them.
 */
typedef struct
{
  const char         *action;
  const char         *context;
  const char         *label;
  GuichetActionGroup  group;
  const char         *keys;
  const char         *single;
  const char         *icon;
  guint               flags;
} GuichetActionRow;

const GuichetActionRow *guichet_action_table_get_rows   (guint                   *n_rows);
const GuichetActionRow *guichet_action_table_find       (const char              *action);
const char             *guichet_action_group_get_title  (GuichetActionGroup       group);
const char             *guichet_action_row_get_label    (const GuichetActionRow  *row);
gboolean                guichet_action_row_is_in_scope  (const GuichetActionRow  *row,
                                                         const char              *scope);

G_END_DECLS
