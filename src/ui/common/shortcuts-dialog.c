#include "config.h"

#include "ui/common/shortcuts-dialog.h"

#include "ui/common/action-keys.h"
#include "util/text.h"

#include <glib/gi18n.h>

#define WORDS "guichet-words"

struct _GuichetShortcutsDialog
{
  AdwDialog parent_instance;

  GtkWidget *search;
  GtkStack  *stack;
  GtkBox    *groups;

  GtkWidget *boxes[GUICHET_N_ACTION_GROUPS];    /* nullable: of groups without keys */
  GPtrArray *rows[GUICHET_N_ACTION_GROUPS];     /* the rows of these */
};

G_DEFINE_FINAL_TYPE (GuichetShortcutsDialog, guichet_shortcuts_dialog, ADW_TYPE_DIALOG)

/* ---- the rows */

static GtkWidget *
create_or (void)
{
  /* Translators: between two keys that do the same */
  GtkWidget *label = gtk_label_new (_("or"));

  gtk_widget_add_css_class (label, "dim");

  return label;
}

static GtkWidget *
create_keys (const GuichetActionRow *action)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "spacing", 8, "valign", GTK_ALIGN_CENTER, NULL);

  if (action->keys != NULL)
    gtk_box_append (GTK_BOX (box), guichet_key_caps_new_for_keys (action->keys));
  if (action->keys != NULL && action->single != NULL)
    gtk_box_append (GTK_BOX (box), create_or ());
  if (action->single != NULL)
    gtk_box_append (GTK_BOX (box), guichet_key_caps_new_for_keys (action->single));

  return box;
}

static GtkWidget *
create_row (const GuichetActionRow *action)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  g_autofree char *keys = guichet_action_row_dup_keys (action);
  g_autofree char *words = g_strjoin (" ", guichet_action_row_get_label (action), keys != NULL ? keys : "",
                                      action->single != NULL ? action->single : "", NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), guichet_action_row_get_label (action));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_keys (action));
  g_object_set_data_full (G_OBJECT (row), WORDS, guichet_text_fold (words), g_free);

  return row;
}

static void
add_row (GuichetShortcutsDialog *self,
         const GuichetActionRow *action)
{
  GtkWidget *row = create_row (action);

  if (self->boxes[action->group] == NULL)
    {
      self->boxes[action->group] = g_object_new (ADW_TYPE_PREFERENCES_GROUP,
                                                 "title", guichet_action_group_get_title (action->group),
                                                 NULL);
      self->rows[action->group] = g_ptr_array_new ();
      gtk_box_append (self->groups, self->boxes[action->group]);
    }

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->boxes[action->group]), row);
  g_ptr_array_add (self->rows[action->group], row);
}

/* Group by group, whatever the order of the table. */
static void
add_rows (GuichetShortcutsDialog *self)
{
  guint n;
  const GuichetActionRow *rows = guichet_action_table_get_rows (&n);

  for (guint group = 0; group < GUICHET_N_ACTION_GROUPS; group++)
    for (guint i = 0; i < n; i++)
      if (rows[i].group == group && (rows[i].keys != NULL || rows[i].single != NULL))
        add_row (self, &rows[i]);
}

/* ---- the search */

static gboolean
has_all_words (GtkWidget  *row,
               char      **words)
{
  const char *text = g_object_get_data (G_OBJECT (row), WORDS);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
filter_group (GuichetShortcutsDialog  *self,
              guint                    group,
              char                   **words)
{
  gboolean any = FALSE;

  if (self->boxes[group] == NULL)
    return FALSE;

  for (guint i = 0; i < self->rows[group]->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows[group], i);
      gboolean fits = has_all_words (row, words);

      gtk_widget_set_visible (row, fits);
      any = any || fits;
    }
  gtk_widget_set_visible (self->boxes[group], any);

  return any;
}

static void
search_changed_cb (GuichetShortcutsDialog *self)
{
  g_autofree char *folded = guichet_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_auto(GStrv) words = g_strsplit (folded, " ", -1);
  gboolean any = FALSE;

  for (guint group = 0; group < GUICHET_N_ACTION_GROUPS; group++)
    any = filter_group (self, group, words) || any;

  gtk_stack_set_visible_child_name (self->stack, any ? "keys" : "nothing");
}

static void
search_stopped_cb (GuichetShortcutsDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* ---- class */

static void
guichet_shortcuts_dialog_dispose (GObject *object)
{
  GuichetShortcutsDialog *self = GUICHET_SHORTCUTS_DIALOG (object);

  for (guint group = 0; group < GUICHET_N_ACTION_GROUPS; group++)
    g_clear_pointer (&self->rows[group], g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_SHORTCUTS_DIALOG);

  G_OBJECT_CLASS (guichet_shortcuts_dialog_parent_class)->dispose (object);
}

static void
guichet_shortcuts_dialog_class_init (GuichetShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_shortcuts_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/common/shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetShortcutsDialog, search);
  gtk_widget_class_bind_template_child (widget_class, GuichetShortcutsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetShortcutsDialog, groups);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
}

static void
guichet_shortcuts_dialog_init (GuichetShortcutsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_rows (self);
}

AdwDialog *
guichet_shortcuts_dialog_new (void)
{
  return g_object_new (GUICHET_TYPE_SHORTCUTS_DIALOG, NULL);
}
