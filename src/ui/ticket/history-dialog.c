#include "config.h"

#include "ui/ticket/history-dialog.h"

#include "model/history-entry.h"
#include "ui/common/field-title.h"
#include "ui/common/when.h"
#include "ui/common/wrapping.h"
#include "ui/ticket/ticket-form.h"

#include <glib/gi18n.h>

/* Rows at once: a ticket that changed more often is rare. */
#define MAX_ROWS 500

struct _GuichetHistoryDialog
{
  AdwDialog parent_instance;

  GuichetContext *context;
  GPtrArray      *history;      /* oldest first */
  GArray         *fields;       /* those that changed, in the order of the filter */
  GtkWidget      *filter;
  GtkWidget      *list;
};

G_DEFINE_FINAL_TYPE (GuichetHistoryDialog, guichet_history_dialog, ADW_TYPE_DIALOG)

/* ---- rows */

/* A code in the words of the profile. */
static const char *
get_words (GuichetHistoryDialog *self,
           GuichetField          field,
           const char           *value)
{
  GuichetProfile *profile = guichet_context_get_profile (self->context);

  if (*value == '\0')
    /* Translators: a field was empty */
    return C_("field", "nothing");
  if (field == GUICHET_FIELD_STATUS)
    {
      const GuichetState *state = guichet_profile_get_state (profile, value);

      return state != NULL ? state->label : value;
    }
  if (guichet_field_get_kind (field) == GUICHET_FIELD_KIND_CODE)
    return guichet_profile_get_value_label (profile, field, value);

  return value;
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  guichet_label_wrap (GTK_LABEL (label));
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_row (GuichetHistoryDialog      *self,
          const GuichetHistoryEntry *entry)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *date;
  g_autofree char *when = guichet_when_format_short (entry->moment, guichet_context_get_zone (self->context));
  g_autofree char *change = NULL;

  /* Translators: the value before, then the value after */
  change = g_strdup_printf (_("%s → %s"), get_words (self, entry->field, entry->before),
                            get_words (self, entry->field, entry->after));
  date = make_label (when, "meta");
  gtk_widget_set_hexpand (date, TRUE);
  gtk_widget_set_halign (date, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (line), make_label (guichet_field_get_title (entry->field), "heading"));
  gtk_box_append (GTK_BOX (line), date);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), make_label (change, "body"));
  gtk_widget_add_css_class (box, "pick-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);

  return row;
}

static gboolean
is_wanted (GuichetHistoryDialog      *self,
           const GuichetHistoryEntry *entry)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->filter));

  return selected == 0 || selected > self->fields->len
         || g_array_index (self->fields, GuichetField, selected - 1) == entry->field;
}

static void
fill (GuichetHistoryDialog *self)
{
  guint n = 0;

  gtk_list_box_remove_all (GTK_LIST_BOX (self->list));
  for (guint i = self->history->len; i > 0 && n < MAX_ROWS; i--)
    {
      const GuichetHistoryEntry *entry = g_ptr_array_index (self->history, i - 1);

      if (!is_wanted (self, entry))
        continue;
      gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, entry));
      n++;
    }
}

/* ---- the filter */

static void
collect_fields (GuichetHistoryDialog *self)
{
  for (guint f = 0; f < GUICHET_N_FIELDS; f++)
    if (guichet_history_count (self->history, f) > 0)
      {
        GuichetField field = f;

        g_array_append_val (self->fields, field);
      }
}

static GtkWidget *
make_filter (GuichetHistoryDialog *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *filter;

  gtk_string_list_append (names, _("All fields"));
  for (guint i = 0; i < self->fields->len; i++)
    gtk_string_list_append (names, guichet_field_get_title (g_array_index (self->fields, GuichetField, i)));

  filter = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (filter), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Field"), -1);
  g_signal_connect_object (filter, "notify::selected", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);

  return filter;
}

/* ---- class */

static void
guichet_history_dialog_finalize (GObject *object)
{
  GuichetHistoryDialog *self = GUICHET_HISTORY_DIALOG (object);

  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_array_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_history_dialog_parent_class)->finalize (object);
}

static void
guichet_history_dialog_class_init (GuichetHistoryDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = guichet_history_dialog_finalize;
}

static void
guichet_history_dialog_init (GuichetHistoryDialog *self)
{
  self->fields = g_array_new (FALSE, FALSE, sizeof (GuichetField));
}

static GtkWidget *
make_content (GuichetHistoryDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *empty = make_label (_("Nothing has been seen to change yet."), "meta");

  self->filter = make_filter (self);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "panel");
  gtk_widget_add_css_class (empty, "pick-row");
  gtk_widget_set_visible (empty, self->history->len == 0);
  gtk_widget_set_visible (self->list, self->history->len > 0);
  gtk_widget_set_visible (self->filter, self->history->len > 0);
  gtk_widget_set_halign (self->filter, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("History"), -1);

  gtk_box_append (GTK_BOX (box), make_label (_("What this computer saw change. The server does not let agents read "
                                               "its own history, so who changed it is in the journals only."), "meta"));
  gtk_box_append (GTK_BOX (box), self->filter);
  gtk_box_append (GTK_BOX (box), empty);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_widget_add_css_class (box, "dialog-sections");

  return box;
}

/**
 * guichet_history_dialog_new:
 * @history: (element-type GuichetHistoryEntry): oldest first
 */
AdwDialog *
guichet_history_dialog_new (GuichetContext *context,
                            const char     *ref,
                            GPtrArray      *history)
{
  GuichetHistoryDialog *self = g_object_new (GUICHET_TYPE_HISTORY_DIALOG, NULL);
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autofree char *title = NULL;

  /* Translators: the reference of a ticket */
  title = g_strdup_printf (_("History · %s"), ref);
  self->context = g_object_ref (context);
  self->history = g_ptr_array_ref (history);
  collect_fields (self);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), make_content (self));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scroller);
  adw_dialog_set_title (ADW_DIALOG (self), title);
  adw_dialog_set_content_width (ADW_DIALOG (self), 580);
  adw_dialog_set_content_height (ADW_DIALOG (self), 620);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  fill (self);

  return ADW_DIALOG (self);
}
