#include "config.h"

#include "ui/user/request-row.h"

#include "ui/common/rich-flow.h"
#include "ui/user/progress-dots.h"

#include <glib/gi18n.h>

struct _GuichetRequestRow
{
  AdwBin parent_instance;

  GuichetContext      *context;
  GuichetTicketRow    *row;             /* held: a row that nobody holds is never read */
  GSignalGroup        *row_signals;

  GtkWidget           *dot;
  GtkLabel            *subject;
  GtkLabel            *ref;
  GtkWidget           *words_box;
  GtkImage            *icon;
  GtkLabel            *words;
  GuichetProgressDots *dots;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetRequestRow, guichet_request_row, ADW_TYPE_BIN)

static void
show_progress (GuichetRequestRow *self,
               GuichetTicket     *ticket)
{
  const GuichetMark *mark = guichet_ticket_row_get_mark (self->row);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GuichetProgress) progress = guichet_progress_new (self->context, ticket, mark, now);
  g_autofree char *tint = g_strconcat ("txt-", progress->tint, NULL);
  const char *classes[] = { "small", "words", tint, NULL };

  gtk_image_set_from_icon_name (self->icon, progress->icon);
  gtk_label_set_label (self->words, progress->words);
  gtk_widget_set_css_classes (self->words_box, classes);
  guichet_progress_dots_show (self->dots, progress);
}

static void
show_ticket (GuichetRequestRow *self,
             GuichetTicket     *ticket)
{
  gboolean news = guichet_request_is_news (guichet_ticket_row_get_mark (self->row));
  g_autofree char *title = guichet_space_french (guichet_ticket_get (ticket, GUICHET_FIELD_TITLE));

  gtk_label_set_label (self->subject, title);
  gtk_label_set_label (self->ref, guichet_ticket_get (ticket, GUICHET_FIELD_REF));
  gtk_widget_set_opacity (self->dot, news ? 1 : 0);
  if (news)
    gtk_widget_add_css_class (GTK_WIDGET (self->subject), "unread");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->subject), "unread");
  show_progress (self, ticket);
}

static void
row_changed_cb (GuichetRequestRow *self)
{
  GuichetTicket *ticket = self->row != NULL ? guichet_ticket_row_get_ticket (self->row) : NULL;

  gtk_widget_set_visible (adw_bin_get_child (ADW_BIN (self)), ticket != NULL);
  if (ticket != NULL)
    show_ticket (self, ticket);
}

static void
guichet_request_row_dispose (GObject *object)
{
  GuichetRequestRow *self = GUICHET_REQUEST_ROW (object);

  g_clear_object (&self->row_signals);
  g_clear_object (&self->row);
  g_clear_object (&self->context);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_REQUEST_ROW);

  G_OBJECT_CLASS (guichet_request_row_parent_class)->dispose (object);
}

static void
guichet_request_row_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  if (prop_id == PROP_NARROW)
    g_value_set_boolean (value, !gtk_widget_get_visible (GTK_WIDGET (GUICHET_REQUEST_ROW (object)->ref)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
guichet_request_row_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  GuichetRequestRow *self = GUICHET_REQUEST_ROW (object);

  if (prop_id != PROP_NARROW)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->ref), !g_value_get_boolean (value));
  if (g_value_get_boolean (value))
    gtk_widget_add_css_class (GTK_WIDGET (self->dots), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->dots), "narrow");
}

static void
guichet_request_row_class_init (GuichetRequestRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_request_row_dispose;
  object_class->get_property = guichet_request_row_get_property;
  object_class->set_property = guichet_request_row_set_property;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (GUICHET_TYPE_PROGRESS_DOTS);
  gtk_widget_class_set_css_name (widget_class, "requestrow");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/user/request-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestRow, dot);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestRow, subject);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestRow, ref);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestRow, words_box);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestRow, icon);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestRow, words);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestRow, dots);
}

static void
guichet_request_row_init (GuichetRequestRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->row_signals = g_signal_group_new (GUICHET_TYPE_TICKET_ROW);
  g_signal_group_connect_swapped (self->row_signals, "notify::ticket", G_CALLBACK (row_changed_cb), self);
  g_signal_group_connect_swapped (self->row_signals, "notify::mark", G_CALLBACK (row_changed_cb), self);
}

GtkWidget *
guichet_request_row_new (GuichetContext *context)
{
  GuichetRequestRow *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_REQUEST_ROW, NULL);
  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}

/**
 * guichet_request_row_set_row:
 * @row: (nullable): what to show and follow
 */
void
guichet_request_row_set_row (GuichetRequestRow *self,
                             GuichetTicketRow  *row)
{
  g_return_if_fail (GUICHET_IS_REQUEST_ROW (self));

  g_set_object (&self->row, row);
  g_signal_group_set_target (self->row_signals, row);
  row_changed_cb (self);
}

/**
 * guichet_request_dup_label:
 *
 * Returns: (transfer full): a request as a screen reader says it; "" while it
 *   is not read
 */
char *
guichet_request_dup_label (GuichetContext   *context,
                           GuichetTicketRow *row)
{
  GuichetTicket *ticket = guichet_ticket_row_get_ticket (row);
  const GuichetMark *mark = guichet_ticket_row_get_mark (row);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GuichetProgress) progress = NULL;
  g_autofree char *spoken = NULL;

  if (ticket == NULL)
    return g_strdup ("");

  progress = guichet_progress_new (context, ticket, mark, now);
  spoken = guichet_progress_dup_spoken (progress);
  if (guichet_request_is_news (mark))
    /* Translators: a request that has news: its reference, subject, where it stands */
    return g_strdup_printf (_("%s, %s, unread. %s"), guichet_ticket_get (ticket, GUICHET_FIELD_REF),
                            guichet_ticket_get (ticket, GUICHET_FIELD_TITLE), spoken);

  /* Translators: a request: its reference, subject, where it stands */
  return g_strdup_printf (_("%s, %s. %s"), guichet_ticket_get (ticket, GUICHET_FIELD_REF),
                          guichet_ticket_get (ticket, GUICHET_FIELD_TITLE), spoken);
}
