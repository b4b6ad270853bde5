#include "config.h"

#include "ui/user/new-ticket-input.h"

#include "ui/common/field-title.h"
#include "ui/common/label-factory.h"
#include "ui/common/rich-editor.h"
#include "ui/ticket/field-row.h"
#include "ui/user/new-ticket-availability.h"
#include "ui/user/new-ticket-chooser.h"

#include <glib/gi18n.h>

#define TEXT_HEIGHT 64
#define RICH_HEIGHT 170

/* Beside others in a line, as long as there is room. */
#define INPUT_WIDTH 236

typedef struct
{
  GuichetContext         *context;
  GuichetNewTicketDraft  *draft;
  GuichetCreateForm      *form;         /* has @field */
  const GuichetFormField *field;
  GtkWidget              *focus;
} Input;

#define INPUT "input"

static void
free_input (gpointer data)
{
  Input *input = data;

  g_object_unref (input->context);
  g_object_unref (input->draft);
  guichet_create_form_unref (input->form);
  g_free (input);
}

static Input *
get_input (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), INPUT);
}

const char *
guichet_form_field_get_title (const GuichetFormField *field)
{
  if (*field->label != '\0')
    return field->label;

  return field->field < GUICHET_N_FIELDS ? guichet_field_get_title (field->field) : field->code;
}

/* Returns: (transfer none): "" for nothing */
const char *
guichet_new_ticket_draft_get_of (GuichetNewTicketDraft  *draft,
                                 const GuichetFormField *field)
{
  if (field->field < GUICHET_N_FIELDS)
    return guichet_new_ticket_draft_get (draft, field->field);

  return guichet_new_ticket_draft_get_extra (draft, field->code);
}

static void
set_value (Input      *input,
           const char *value,
           const char *label)
{
  if (input->field->field < GUICHET_N_FIELDS)
    guichet_new_ticket_draft_set (input->draft, input->field->field, value, label);
  else
    guichet_new_ticket_draft_set_extra (input->draft, input->field->code, value);
}

static const char *
get_value (Input *input)
{
  return guichet_new_ticket_draft_get_of (input->draft, input->field);
}

/* ---- a line */

static void
entry_changed_cb (GtkWidget *row,
                  GtkWidget *entry)
{
  set_value (get_input (row), gtk_editable_get_text (GTK_EDITABLE (entry)), NULL);
}

static GtkWidget *
make_line (GtkWidget *row,
           Input     *input)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_max_length (GTK_ENTRY (entry), (int) input->field->max_length);
  if (input->field->field == GUICHET_FIELD_CALLBACK_PHONE)
    gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_PHONE);
  if (input->field->widget == GUICHET_WIDGET_DATE)
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), "2026-12-31");
  gtk_editable_set_text (GTK_EDITABLE (entry), get_value (input));
  g_signal_connect_object (entry, "changed", G_CALLBACK (entry_changed_cb), row, G_CONNECT_SWAPPED);

  return entry;
}

/* ---- lines */

static void
buffer_changed_cb (GtkWidget     *row,
                   GtkTextBuffer *buffer)
{
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  set_value (get_input (row), text, NULL);
}

static GtkWidget *
make_lines (GtkWidget *row,
            Input     *input)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_text_buffer_set_text (buffer, get_value (input), -1);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), TEXT_HEIGHT);
  gtk_widget_add_css_class (scroller, "field-lines");
  input->focus = view;
  g_signal_connect_object (buffer, "changed", G_CALLBACK (buffer_changed_cb), row, G_CONNECT_SWAPPED);

  return scroller;
}

/* ---- rich text */

static void
rich_changed_cb (GtkWidget         *row,
                 GuichetRichEditor *editor)
{
  g_autofree char *html = guichet_rich_editor_is_blank (editor) ? g_strdup ("") : guichet_rich_editor_dup_html (editor);

  set_value (get_input (row), html, NULL);
}

static GtkWidget *
make_rich (GtkWidget *row,
           Input     *input)
{
  GtkWidget *editor = guichet_rich_editor_new ();

  guichet_rich_editor_set_label (GUICHET_RICH_EDITOR (editor), guichet_form_field_get_title (input->field));
  guichet_rich_editor_set_html (GUICHET_RICH_EDITOR (editor), get_value (input));
  gtk_widget_set_size_request (editor, -1, RICH_HEIGHT);
  gtk_widget_add_css_class (editor, "panel");
  input->focus = GTK_WIDGET (guichet_rich_editor_get_view (GUICHET_RICH_EDITOR (editor)));
  g_signal_connect_object (editor, "changed", G_CALLBACK (rich_changed_cb), row, G_CONNECT_SWAPPED);

  return editor;
}

/* ---- one of a few */

static void
choice_selected_cb (GtkWidget   *row,
                    GParamSpec  *pspec,
                    GtkDropDown *list)
{
  Input *input = get_input (row);
  guint position = gtk_drop_down_get_selected (list);
  const GuichetChoice *choice;

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  if (position == 0)
    {
      set_value (input, "", NULL);
      return;
    }

  choice = g_ptr_array_index (input->field->choices, position - 1);
  set_value (input, choice->value, choice->label);
}

static GtkWidget *
make_choices (GtkWidget *row,
              Input     *input)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  g_autoptr(GtkListItemFactory) factory = NULL;
  GtkWidget *list;
  guint selected = 0;

  /* Translators: nothing is chosen out of a list */
  gtk_string_list_append (labels, C_("choice", "None"));
  for (guint i = 0; i < input->field->choices->len; i++)
    {
      const GuichetChoice *choice = g_ptr_array_index (input->field->choices, i);

      gtk_string_list_append (labels, choice->label);
      if (g_str_equal (choice->value, get_value (input)))
        selected = i + 1;
    }

  list = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  factory = guichet_label_factory_new ();
  gtk_drop_down_set_factory (GTK_DROP_DOWN (list), factory);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), selected);
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (choice_selected_cb), row, G_CONNECT_SWAPPED);

  return list;
}

/* ---- what has no place here */

static GtkWidget *
make_note (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "meta");

  return label;
}

static GtkWidget *
make_child (GtkWidget *row,
            Input     *input)
{
  if (input->field->field == GUICHET_FIELD_AVAILABILITY)
    return guichet_new_ticket_availability_new (input->draft, guichet_form_field_get_title (input->field));

  switch (input->field->widget)
    {
    case GUICHET_WIDGET_RICH:
      return make_rich (row, input);
    case GUICHET_WIDGET_TEXT:
      return make_lines (row, input);
    case GUICHET_WIDGET_CHOICE:
      return make_choices (row, input);
    case GUICHET_WIDGET_SEARCH:
      return input->field->choices->len > 0
               ? make_choices (row, input)
               : guichet_new_ticket_chooser_new (input->context, input->draft, input->form, input->field);
    case GUICHET_WIDGET_BROWSER:
      return make_note (_("Only the page of the server can fill in this field."));
    case GUICHET_WIDGET_LINE:
    case GUICHET_WIDGET_DATE:
    case GUICHET_WIDGET_HIDDEN:
    default:
      return make_line (row, input);
    }
}

static const char *
get_help (Input *input)
{
  return input->field->field < GUICHET_N_FIELDS
           ? guichet_profile_get_help (guichet_context_get_profile (input->context), input->field->field)
           : NULL;
}

/* Its line is its own. */
static gboolean
is_broad (const GuichetFormField *field)
{
  return field->widget == GUICHET_WIDGET_RICH || field->widget == GUICHET_WIDGET_TEXT ||
         field->field == GUICHET_FIELD_AVAILABILITY || field->field == GUICHET_FIELD_TITLE;
}

static void
describe (GtkWidget *widget,
          Input     *input)
{
  const char *help = get_help (input);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  guichet_form_field_get_title (input->field), -1);
  if (input->field->mandatory && GTK_IS_ENTRY (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE, -1);
  if (help != NULL && *help != '\0')
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, help, -1);
}

/**
 * guichet_new_ticket_input_new:
 * @field: of @form
 *
 * Returns: a #GuichetFieldRow
 */
GtkWidget *
guichet_new_ticket_input_new (GuichetContext         *context,
                              GuichetNewTicketDraft  *draft,
                              GuichetCreateForm      *form,
                              const GuichetFormField *field)
{
  Input *input = g_new0 (Input, 1);
  GtkWidget *row;
  GtkWidget *child;

  input->context = g_object_ref (context);
  input->draft = g_object_ref (draft);
  input->form = guichet_create_form_ref (form);
  input->field = field;
  row = guichet_field_row_new (guichet_form_field_get_title (field), field->mandatory, get_help (input));
  g_object_set_data_full (G_OBJECT (row), INPUT, input, free_input);

  child = make_child (row, input);
  if (input->focus == NULL)
    input->focus = child;
  gtk_widget_set_sensitive (child, !field->read_only);
  describe (input->focus, input);
  /* A list calls itself by what is chosen in it, unless something else names it. */
  if (GTK_IS_DROP_DOWN (child))
    gtk_accessible_update_relation (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_RELATION_LABELLED_BY, row, NULL, -1);
  guichet_field_row_set_child (GUICHET_FIELD_ROW (row), child);
  if (!is_broad (field))
    gtk_widget_set_size_request (row, INPUT_WIDTH, -1);

  return row;
}

const GuichetFormField *
guichet_new_ticket_input_get_field (GtkWidget *input)
{
  g_return_val_if_fail (get_input (input) != NULL, NULL);

  return get_input (input)->field;
}

void
guichet_new_ticket_input_focus (GtkWidget *input)
{
  g_return_if_fail (get_input (input) != NULL);

  gtk_widget_grab_focus (get_input (input)->focus);
}

void
guichet_new_ticket_input_refresh (GtkWidget *input)
{
  Input *self = get_input (input);

  g_return_if_fail (self != NULL);

  if (GTK_IS_ENTRY (self->focus) && !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->focus)), get_value (self)))
    gtk_editable_set_text (GTK_EDITABLE (self->focus), get_value (self));
  guichet_new_ticket_chooser_refresh (self->focus);
}
