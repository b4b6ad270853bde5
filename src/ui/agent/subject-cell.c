#include "config.h"

#include "ui/agent/subject-cell.h"

#include "ui/common/delay.h"
#include "ui/common/mark-icons.h"
#include "ui/common/mark-text.h"
#include "ui/common/tip.h"

struct _GuichetSubjectCell
{
  GtkWidget parent_instance;

  GtkWidget *subject;
  GtkWidget *delta;             /* nullable: words, or an icon where there is little room */
  GtkWidget *delta_icon;        /* nullable */
  GtkWidget *icons;             /* nullable */
};

G_DEFINE_FINAL_TYPE (GuichetSubjectCell, guichet_subject_cell, GTK_TYPE_WIDGET)

static void
guichet_subject_cell_dispose (GObject *object)
{
  GuichetSubjectCell *self = GUICHET_SUBJECT_CELL (object);

  g_clear_pointer (&self->subject, gtk_widget_unparent);
  g_clear_pointer (&self->delta, gtk_widget_unparent);
  g_clear_pointer (&self->delta_icon, gtk_widget_unparent);
  g_clear_pointer (&self->icons, gtk_widget_unparent);

  G_OBJECT_CLASS (guichet_subject_cell_parent_class)->dispose (object);
}

static void
guichet_subject_cell_class_init (GuichetSubjectCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_subject_cell_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "subjectcell");
}

static void
guichet_subject_cell_init (GuichetSubjectCell *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 8);
  self->subject = g_object_new (GTK_TYPE_INSCRIPTION,
                                "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                                "min-lines", 1,
                                "nat-lines", 1,
                                "xalign", 0.0f,
                                "hexpand", TRUE,
                                "valign", GTK_ALIGN_CENTER,
                                NULL);
  gtk_widget_set_parent (self->subject, GTK_WIDGET (self));
}

GtkWidget *
guichet_subject_cell_new (void)
{
  return g_object_new (GUICHET_TYPE_SUBJECT_CELL, NULL);
}

static void
show_words (GuichetSubjectCell *self,
            const char         *text,
            const char         *tint)
{
  const char *classes[] = { "small", tint, NULL };

  if (self->delta == NULL)
    {
      self->delta = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 26, NULL);
      gtk_widget_insert_after (self->delta, GTK_WIDGET (self), self->subject);
    }

  gtk_label_set_label (GTK_LABEL (self->delta), text);
  gtk_widget_set_css_classes (self->delta, classes);
}

/* A flag that something changed; the words are in its tooltip. */
static void
show_flag (GuichetSubjectCell *self,
           const char         *text,
           const char         *tint)
{
  const char *classes[] = { tint, NULL };

  if (self->delta_icon == NULL)
    {
      self->delta_icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "view-refresh-symbolic", "pixel-size", 14, NULL);
      gtk_widget_insert_after (self->delta_icon, GTK_WIDGET (self), self->subject);
    }

  gtk_widget_set_css_classes (self->delta_icon, classes);
  guichet_tip_set (self->delta_icon, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->delta_icon), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_delta (GuichetSubjectCell *self,
            GuichetContext     *context,
            GuichetTicketRow   *row,
            gboolean            with_words)
{
  const GuichetMark *mark = guichet_ticket_row_get_mark (row);
  GuichetTicket *ticket = guichet_ticket_row_get_ticket (row);
  g_autofree char *text = guichet_mark_dup_text (mark, ticket, guichet_context_get_profile (context));
  /* A reopened ticket has an icon of its own. */
  gboolean flag = text != NULL && !with_words && !guichet_mark_has_icon (mark, GUICHET_MARK_ICON_REOPENED);

  if (text != NULL && with_words)
    show_words (self, text, guichet_mark_get_tint (mark));
  if (flag)
    show_flag (self, text, guichet_mark_get_tint (mark));
  if (self->delta != NULL)
    gtk_widget_set_visible (self->delta, text != NULL && with_words);
  if (self->delta_icon != NULL)
    gtk_widget_set_visible (self->delta_icon, flag);
}

static GuichetDelay *
create_delay (GuichetContext *context,
              GuichetTicket  *ticket)
{
  g_autoptr(GDateTime) now = NULL;

  if (ticket == NULL)
    return NULL;

  now = g_date_time_new_now_utc ();

  return guichet_delay_new (ticket, guichet_context_get_profile (context), guichet_context_get_zone (context), now);
}

static gboolean
needs_icons (const GuichetMark  *mark,
             const GuichetDelay *delay)
{
  for (GuichetMarkIcon i = 0; i < GUICHET_N_MARK_ICONS; i++)
    if (guichet_mark_has_icon (mark, i))
      return TRUE;

  return delay != NULL && delay->step >= GUICHET_DELAY_QUARTER;
}

static void
show_icons (GuichetSubjectCell *self,
            GuichetContext     *context,
            GuichetTicketRow   *row)
{
  const GuichetMark *mark = guichet_ticket_row_get_mark (row);
  g_autoptr(GuichetDelay) delay = create_delay (context, guichet_ticket_row_get_ticket (row));

  if (needs_icons (mark, delay) && self->icons == NULL)
    {
      self->icons = guichet_mark_icons_new ();
      gtk_widget_insert_before (self->icons, GTK_WIDGET (self), NULL);
    }
  if (self->icons == NULL)
    return;

  guichet_mark_icons_show (GUICHET_MARK_ICONS (self->icons), mark, delay);
  gtk_widget_set_visible (self->icons, needs_icons (mark, delay));
}

/**
 * guichet_subject_cell_show:
 * @with_words: whether what changed is told in words
 */
void
guichet_subject_cell_show (GuichetSubjectCell *self,
                           GuichetContext     *context,
                           GuichetTicketRow   *row,
                           gboolean            with_words)
{
  const GuichetMark *mark = guichet_ticket_row_get_mark (row);
  GuichetTicket *ticket = guichet_ticket_row_get_ticket (row);
  const char *title = ticket != NULL ? guichet_ticket_get (ticket, GUICHET_FIELD_TITLE) : NULL;

  g_return_if_fail (GUICHET_IS_SUBJECT_CELL (self));

  gtk_inscription_set_text (GTK_INSCRIPTION (self->subject), title);
  guichet_tip_set (self->subject, title);
  if (mark != NULL && mark->unread)
    gtk_widget_add_css_class (self->subject, "unread");
  else
    gtk_widget_remove_css_class (self->subject, "unread");

  show_delta (self, context, row, with_words);
  show_icons (self, context, row);
}
