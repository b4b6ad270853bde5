#include "config.h"

#include "ui/user/new-ticket-availability.h"

#include "model/availability.h"
#include "ui/common/focus-children.h"
#include "ui/user/new-ticket-week.h"

#include <glib/gi18n.h>

#define WORDS_HEIGHT 44

struct _GuichetNewTicketAvailability
{
  GtkWidget parent_instance;

  GuichetNewTicketDraft *draft;
  GtkWidget             *scroller;
  GtkWidget             *view;
  GtkTextBuffer         *buffer;
  GtkWidget             *line;          /* what was understood, and the way back */
  GtkWidget             *icon;
  GtkWidget             *meaning;
  GtkWidget             *back;
  GtkWidget             *grid;
  char                  *replaced;      /* (nullable): words that a change of the week replaced */
  gboolean               writing;       /* the words, because of the week */
};

G_DEFINE_FINAL_TYPE (GuichetNewTicketAvailability, guichet_new_ticket_availability, GTK_TYPE_WIDGET)

/* ---- the words */

static char *
dup_words (GuichetNewTicketAvailability *self)
{
  char *words;

  g_object_get (self->buffer, "text", &words, NULL);

  return words;
}

/* Ctrl+Z takes it back. */
static void
write_words (GuichetNewTicketAvailability *self,
             const char                   *words)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, words, -1);
  gtk_text_buffer_end_user_action (self->buffer);
}

/* ---- what was understood */

static char *
describe (const GuichetAvailability *understood,
          const char                *text)
{
  g_autofree char *week = guichet_availability_format (&understood->week);

  if (*text == '\0')
    return g_strdup (_("In your own words, or hour by hour below."));

  switch (understood->verdict)
    {
    case GUICHET_AVAILABILITY_CERTAIN:
      /* Translators: %s is a week in short French, such as "lundi 9 h-12 h" */
      return g_strdup_printf (_("Understood: %s"), week);
    case GUICHET_AVAILABILITY_PARTLY:
      if (*week == '\0')
        return g_strdup (_("Not understood as hours. Your words are sent as they are."));
      /* Translators: %s is a week in short French, such as "lundi 9 h-12 h" */
      return g_strdup_printf (_("Perhaps: %s. Your words are sent as they are."), week);
    case GUICHET_AVAILABILITY_NOT_UNDERSTOOD:
    default:
      return g_strdup (_("Not understood as hours. Your words are sent as they are."));
    }
}

static const char *
choose_icon (const GuichetAvailability *understood,
             const char                *text)
{
  if (*text == '\0')
    return "x-office-calendar-symbolic";

  return understood->verdict == GUICHET_AVAILABILITY_CERTAIN ? "object-select-symbolic" : "dialog-question-symbolic";
}

static void
show_meaning (GuichetNewTicketAvailability *self)
{
  g_autofree char *text = dup_words (self);
  g_autoptr(GuichetAvailability) understood = guichet_availability_parse (text);
  g_autofree char *meaning = describe (understood, text);

  gtk_label_set_text (GTK_LABEL (self->meaning), meaning);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), choose_icon (understood, text));
  if (!self->writing)
    guichet_week_grid_set_week (GUICHET_WEEK_GRID (self->grid), &understood->week,
                                understood->verdict != GUICHET_AVAILABILITY_CERTAIN);
  gtk_widget_set_visible (self->back, self->replaced != NULL);
}

static void
take_words (GuichetNewTicketAvailability *self)
{
  g_autofree char *text = dup_words (self);

  guichet_new_ticket_draft_set (self->draft, GUICHET_FIELD_AVAILABILITY, text, NULL);
  show_meaning (self);
}

static void
words_changed_cb (GuichetNewTicketAvailability *self)
{
  if (self->writing)
    return;

  g_clear_pointer (&self->replaced, g_free);
  take_words (self);
}

/* ---- from the week to words */

static gboolean
is_certain (const char *text)
{
  g_autoptr(GuichetAvailability) understood = guichet_availability_parse (text);

  return *text == '\0' || understood->verdict == GUICHET_AVAILABILITY_CERTAIN;
}

static void
week_changed_cb (GuichetNewTicketAvailability *self)
{
  g_autofree char *text = dup_words (self);
  g_autofree char *words = guichet_availability_format (guichet_week_grid_get_week (GUICHET_WEEK_GRID (self->grid)));

  /* What the week says was said in words; other words would be lost. */
  if (self->replaced == NULL && !is_certain (text))
    self->replaced = g_strdup (text);

  self->writing = TRUE;
  write_words (self, words);
  take_words (self);
  self->writing = FALSE;
}

static void
back_clicked_cb (GuichetNewTicketAvailability *self)
{
  g_autofree char *words = g_steal_pointer (&self->replaced);

  write_words (self, words);
  gtk_widget_grab_focus (self->view);
}

/* ---- class */

static void
guichet_new_ticket_availability_dispose (GObject *object)
{
  GuichetNewTicketAvailability *self = GUICHET_NEW_TICKET_AVAILABILITY (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (guichet_new_ticket_availability_parent_class)->dispose (object);
}

static void
guichet_new_ticket_availability_finalize (GObject *object)
{
  g_free (GUICHET_NEW_TICKET_AVAILABILITY (object)->replaced);

  G_OBJECT_CLASS (guichet_new_ticket_availability_parent_class)->finalize (object);
}

static gboolean
guichet_new_ticket_availability_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GUICHET_NEW_TICKET_AVAILABILITY (widget)->view);
}

static void
guichet_new_ticket_availability_class_init (GuichetNewTicketAvailabilityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_new_ticket_availability_dispose;
  object_class->finalize = guichet_new_ticket_availability_finalize;
  widget_class->focus = guichet_focus_children;
  widget_class->grab_focus = guichet_new_ticket_availability_grab_focus;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "availability");
}

static void
make_words (GuichetNewTicketAvailability *self)
{
  self->view = gtk_text_view_new ();
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), WORDS_HEIGHT);
  gtk_widget_add_css_class (self->scroller, "field-lines");
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

static void
make_line (GuichetNewTicketAvailability *self)
{
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->icon = gtk_image_new ();
  self->meaning = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->meaning), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->meaning), 0);
  gtk_widget_set_hexpand (self->meaning, TRUE);
  gtk_widget_add_css_class (self->meaning, "meta");
  self->back = gtk_button_new_with_label (_("Put My Words Back"));
  gtk_widget_add_css_class (self->back, "slim");
  gtk_widget_set_valign (self->back, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (back_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->line), self->icon);
  gtk_box_append (GTK_BOX (self->line), self->meaning);
  gtk_box_append (GTK_BOX (self->line), self->back);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
}

static void
guichet_new_ticket_availability_init (GuichetNewTicketAvailability *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "panel");
  gtk_widget_add_css_class (GTK_WIDGET (self), "padded");

  make_words (self);
  make_line (self);
  self->grid = guichet_week_grid_new ();
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

GtkWidget *
guichet_new_ticket_availability_new (GuichetNewTicketDraft *draft,
                                     const char            *title)
{
  GuichetNewTicketAvailability *self = g_object_new (GUICHET_TYPE_NEW_TICKET_AVAILABILITY, NULL);

  self->draft = g_object_ref (draft);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->meaning, NULL, -1);
  gtk_text_buffer_set_text (self->buffer, guichet_new_ticket_draft_get (draft, GUICHET_FIELD_AVAILABILITY), -1);
  show_meaning (self);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (words_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "changed", G_CALLBACK (week_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
