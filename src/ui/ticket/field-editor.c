#include "config.h"

#include "ui/ticket/field-editor.h"

#include "ui/common/focus-children.h"
#include "ui/common/rich-editor.h"
#include "ui/ticket/reference-search.h"

#include <glib/gi18n.h>

/* What a line of text holds on the server. */
#define MAX_LINE 255

#define TEXT_HEIGHT 64
#define RICH_HEIGHT 150

struct _GuichetFieldEditor
{
  GtkWidget parent_instance;

  GuichetContext    *context;
  GuichetFieldEdits *edits;
  GuichetField       field;
  GtkWidget         *child;
  GtkWidget         *focus;     /* what takes the focus */
  guint              idle;
  gboolean           ended;
};

enum
{
  DONE,
  CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetFieldEditor, guichet_field_editor, GTK_TYPE_WIDGET)

/* ---- the end */

static void
end (GuichetFieldEditor *self,
     gboolean            take_focus)
{
  if (self->ended)
    return;

  self->ended = TRUE;
  guichet_field_edits_close_step (self->edits);
  g_signal_emit (self, signals[DONE], 0, take_focus);
}

static void
cancel (GuichetFieldEditor *self)
{
  if (self->ended)
    return;

  self->ended = TRUE;
  guichet_field_edits_cancel_step (self->edits);
  g_signal_emit (self, signals[CANCELLED], 0);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GuichetFieldEditor    *self)
{
  if (keyval == GDK_KEY_Escape)
    {
      cancel (self);
      return GDK_EVENT_STOP;
    }
  if (keyval == GDK_KEY_F2)
    {
      end (self, TRUE);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static gboolean
look_at_focus_cb (gpointer user_data)
{
  GuichetFieldEditor *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->idle = 0;
  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    end (self, FALSE);

  return G_SOURCE_REMOVE;
}

/* Not when the window lost it: then the focus is still here. */
static void
focus_left_cb (GuichetFieldEditor *self)
{
  if (!self->ended && self->idle == 0)
    self->idle = g_idle_add (look_at_focus_cb, self);
}

/* ---- a line */

static void
entry_changed_cb (GuichetFieldEditor *self)
{
  guichet_field_edits_stage (self->edits, self->field, gtk_editable_get_text (GTK_EDITABLE (self->child)), NULL);
}

static void
entry_activate_cb (GuichetFieldEditor *self)
{
  end (self, TRUE);
}

static GtkWidget *
make_line (GuichetFieldEditor *self)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_max_length (GTK_ENTRY (entry), MAX_LINE);
  gtk_editable_set_text (GTK_EDITABLE (entry), guichet_field_edits_get (self->edits, self->field));
  g_signal_connect_object (entry, "changed", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (entry_activate_cb), self, G_CONNECT_SWAPPED);

  return entry;
}

/* ---- lines */

static void
buffer_changed_cb (GuichetFieldEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->focus));
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  guichet_field_edits_stage (self->edits, self->field, text, NULL);
}

static GtkWidget *
make_lines (GuichetFieldEditor *self)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_text_buffer_set_text (buffer, guichet_field_edits_get (self->edits, self->field), -1);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), TEXT_HEIGHT);
  gtk_widget_add_css_class (scroller, "field-lines");
  self->focus = view;
  g_signal_connect_object (buffer, "changed", G_CALLBACK (buffer_changed_cb), self, G_CONNECT_SWAPPED);

  return scroller;
}

/* ---- rich text */

static void
rich_changed_cb (GuichetFieldEditor *self)
{
  g_autofree char *html = guichet_rich_editor_dup_html (GUICHET_RICH_EDITOR (self->child));

  guichet_field_edits_stage (self->edits, self->field, html, NULL);
}

static GtkWidget *
make_rich (GuichetFieldEditor *self,
           const char         *title)
{
  GtkWidget *editor = guichet_rich_editor_new ();

  guichet_rich_editor_set_label (GUICHET_RICH_EDITOR (editor), title);
  guichet_rich_editor_set_html (GUICHET_RICH_EDITOR (editor), guichet_field_edits_get (self->edits, self->field));
  gtk_widget_set_size_request (editor, -1, RICH_HEIGHT);
  gtk_widget_add_css_class (editor, "field-lines");
  self->focus = GTK_WIDGET (guichet_rich_editor_get_view (GUICHET_RICH_EDITOR (editor)));
  g_signal_connect_object (editor, "changed", G_CALLBACK (rich_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "escape", G_CALLBACK (cancel), self, G_CONNECT_SWAPPED);

  return editor;
}

/* ---- a code out of a list */

static void
code_selected_cb (GuichetFieldEditor *self)
{
  GuichetProfile *profile = guichet_context_get_profile (self->context);
  const char * const *codes = guichet_profile_get_values (profile, self->field);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->child));

  if (selected == GTK_INVALID_LIST_POSITION)
    return;

  guichet_field_edits_stage (self->edits, self->field, codes[selected],
                             guichet_profile_get_value_label (profile, self->field, codes[selected]));
  end (self, TRUE);
}

static GtkWidget *
make_codes (GuichetFieldEditor *self)
{
  GuichetProfile *profile = guichet_context_get_profile (self->context);
  const char * const *codes = guichet_profile_get_values (profile, self->field);
  g_autoptr(GStrvBuilder) labels = g_strv_builder_new ();
  g_auto(GStrv) strings = NULL;
  guint selected = GTK_INVALID_LIST_POSITION;
  GtkWidget *choice;

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_strv_builder_add (labels, guichet_profile_get_value_label (profile, self->field, codes[i]));
      if (g_str_equal (codes[i], guichet_field_edits_get (self->edits, self->field)))
        selected = i;
    }
  strings = g_strv_builder_end (labels);

  choice = gtk_drop_down_new_from_strings ((const char * const *) strings);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (code_selected_cb), self, G_CONNECT_SWAPPED);

  return choice;
}

/* ---- a name among many */

static GuichetReferenceKind
get_reference_kind (GuichetField field)
{
  return field == GUICHET_FIELD_SITE ? GUICHET_REFERENCE_SITE : GUICHET_REFERENCE_PERSON;
}

/* A ticket belongs to the organisation of who asks. */
static void
stage_organisation (GuichetFieldEditor     *self,
                    const GuichetReference *person)
{
  if (self->field == GUICHET_FIELD_CALLER && person->organisation != 0)
    guichet_field_edits_stage_key (self->edits, GUICHET_FIELD_ORGANISATION, person->organisation, NULL);
}

static void
picked_cb (GuichetFieldEditor     *self,
           const GuichetReference *picked)
{
  guichet_field_edits_stage_key (self->edits, self->field, picked->id, picked->name);
  stage_organisation (self, picked);
  end (self, TRUE);
}

static void
nobody_clicked_cb (GuichetFieldEditor *self)
{
  guichet_field_edits_stage_key (self->edits, self->field, 0, "");
  end (self, TRUE);
}

/* With a button for nobody. */
static GtkWidget *
make_emptiable (GuichetFieldEditor *self,
                GtkWidget          *picker)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *button = gtk_button_new_with_label (_("Empty the Field"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "slim");
  g_signal_connect_object (button, "clicked", G_CALLBACK (nobody_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), picker);
  gtk_box_append (GTK_BOX (box), button);
  self->focus = picker;

  return box;
}

static GtkWidget *
make_picker (GuichetFieldEditor *self,
             const char         *title)
{
  GtkWidget *picker = guichet_reference_search_new (guichet_context_get_store (self->context),
                                                    get_reference_kind (self->field), title);
  gboolean mandatory = guichet_profile_is_mandatory (guichet_context_get_profile (self->context), self->field);

  g_signal_connect_object (picker, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  if (mandatory || guichet_field_edits_get_key (self->edits, self->field) == 0)
    return picker;

  return make_emptiable (self, picker);
}

/* ---- class */

static GtkWidget *
make_child (GuichetFieldEditor *self,
            const char         *title)
{
  switch (guichet_field_get_kind (self->field))
    {
    case GUICHET_FIELD_KIND_HTML:
      return make_rich (self, title);

    case GUICHET_FIELD_KIND_PLAIN:
      return make_lines (self);

    case GUICHET_FIELD_KIND_CODE:
      return make_codes (self);

    case GUICHET_FIELD_KIND_KEY:
      return make_picker (self, title);

    case GUICHET_FIELD_KIND_TEXT:
    case GUICHET_FIELD_KIND_TIME:
    default:
      return make_line (self);
    }
}

static void
guichet_field_editor_dispose (GObject *object)
{
  GuichetFieldEditor *self = GUICHET_FIELD_EDITOR (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);
  g_clear_object (&self->edits);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_field_editor_parent_class)->dispose (object);
}

static gboolean
guichet_field_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GUICHET_FIELD_EDITOR (widget)->focus);
}

static void
guichet_field_editor_class_init (GuichetFieldEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_field_editor_dispose;
  widget_class->focus = guichet_focus_children;
  widget_class->grab_focus = guichet_field_editor_grab_focus;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "fieldeditor");
}

static void
guichet_field_editor_init (GuichetFieldEditor *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  /* Before a search entry, which empties itself. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * guichet_field_editor_new:
 * @title: what a screen reader calls it
 *
 * Opens a step of @edits.
 */
GtkWidget *
guichet_field_editor_new (GuichetContext    *context,
                          GuichetFieldEdits *edits,
                          GuichetField       field,
                          const char        *title)
{
  GuichetFieldEditor *self = g_object_new (GUICHET_TYPE_FIELD_EDITOR, NULL);

  self->context = g_object_ref (context);
  self->edits = g_object_ref (edits);
  self->field = field;
  guichet_field_edits_open_step (edits);

  self->child = make_child (self, title);
  if (self->focus == NULL)
    self->focus = self->child;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->focus), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_parent (self->child, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

/* What is there counts: something else is about to happen. */
void
guichet_field_editor_finish (GuichetFieldEditor *self)
{
  g_return_if_fail (GUICHET_IS_FIELD_EDITOR (self));

  end (self, FALSE);
}
