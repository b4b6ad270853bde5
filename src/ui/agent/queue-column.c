#include "config.h"

#include "ui/agent/queue-column.h"

#include "ui/agent/subject-cell.h"
#include "ui/common/chip.h"
#include "ui/common/delay.h"
#include "ui/common/minute.h"
#include "ui/common/tip.h"
#include "ui/common/when.h"

#include <glib/gi18n.h>

typedef struct _Kind Kind;

/* How the cells of a column are made, and how a row is written into one. */
struct _Kind
{
  GuichetQueueColumn   column;
  GuichetField         field;
  const char          *style;
  gboolean             marked;  /* whether it shows the mark, too */
  GtkWidget         *(*create) (const Kind        *kind);
  void               (*show)   (const Kind        *kind,
                                GuichetQueueTable *table,
                                GtkWidget         *widget,
                                GuichetTicketRow  *row);
};

/* ---- cells */

static GtkWidget *
create_text (const Kind *kind)
{
  GtkWidget *inscription = g_object_new (GTK_TYPE_INSCRIPTION,
                                         "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                                         "min-lines", 1,
                                         "nat-lines", 1,
                                         "xalign", 0.0f,
                                         "valign", GTK_ALIGN_CENTER,
                                         NULL);

  if (kind->style != NULL)
    {
      g_auto(GStrv) classes = g_strsplit (kind->style, " ", -1);

      gtk_widget_set_css_classes (inscription, (const char **) classes);
    }

  return inscription;
}

static GtkWidget *
create_chip (const Kind *kind)
{
  return guichet_chip_new ();
}

static GtkWidget *
create_subject (const Kind *kind)
{
  return guichet_subject_cell_new ();
}

static void
show_ref (const Kind        *kind,
          GuichetQueueTable *table,
          GtkWidget         *widget,
          GuichetTicketRow  *row)
{
  GuichetTicket *ticket = guichet_ticket_row_get_ticket (row);

  const GuichetMark *mark = guichet_ticket_row_get_mark (row);

  gtk_inscription_set_text (GTK_INSCRIPTION (widget),
                            ticket != NULL ? guichet_ticket_get (ticket, GUICHET_FIELD_REF) : NULL);
  if (mark != NULL && mark->unread)
    gtk_widget_add_css_class (widget, "unread");
  else
    gtk_widget_remove_css_class (widget, "unread");
}

static void
show_subject (const Kind        *kind,
              GuichetQueueTable *table,
              GtkWidget         *widget,
              GuichetTicketRow  *row)
{
  guichet_subject_cell_show (GUICHET_SUBJECT_CELL (widget), table->context, row,
                             table->width == GUICHET_QUEUE_WIDE);
}

static void
show_time (const Kind        *kind,
           GuichetQueueTable *table,
           GtkWidget         *widget,
           GuichetTicketRow  *row)
{
  GuichetTicket *ticket = guichet_ticket_row_get_ticket (row);
  GTimeZone *zone = guichet_context_get_zone (table->context);
  const char *time = ticket != NULL ? guichet_ticket_get (ticket, kind->field) : NULL;
  g_autofree char *full = guichet_when_format_full (time, zone);
  g_autofree char *brief = table->width != GUICHET_QUEUE_WIDE ? guichet_when_format_short (time, zone) : NULL;

  gtk_inscription_set_text (GTK_INSCRIPTION (widget), brief != NULL ? brief : full);
  guichet_tip_set (widget, brief != NULL ? full : NULL);
  if (brief != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, full, -1);
}

static void
show_status (const Kind        *kind,
             GuichetQueueTable *table,
             GtkWidget         *widget,
             GuichetTicketRow  *row)
{
  GuichetTicket *ticket = guichet_ticket_row_get_ticket (row);

  gtk_widget_set_visible (widget, ticket != NULL);
  if (ticket != NULL)
    guichet_chip_show_status (GUICHET_CHIP (widget), guichet_context_get_profile (table->context),
                              guichet_ticket_get (ticket, GUICHET_FIELD_STATUS));
}

static void
show_name (const Kind        *kind,
           GuichetQueueTable *table,
           GtkWidget         *widget,
           GuichetTicketRow  *row)
{
  GuichetTicket *ticket = guichet_ticket_row_get_ticket (row);
  const char *name = ticket != NULL ? guichet_ticket_get_label (ticket, kind->field) : NULL;

  gtk_inscription_set_text (GTK_INSCRIPTION (widget), name);
  guichet_tip_set (widget, name);
}

static GuichetDelay *
create_delay (GuichetContext *context,
              GuichetTicket  *ticket)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  return guichet_delay_new (ticket, guichet_context_get_profile (context), guichet_context_get_zone (context), now);
}

static void
show_delay (const Kind        *kind,
            GuichetQueueTable *table,
            GtkWidget         *widget,
            GuichetTicketRow  *row)
{
  GuichetTicket *ticket = guichet_ticket_row_get_ticket (row);
  g_autoptr(GuichetDelay) delay = ticket != NULL ? create_delay (table->context, ticket) : NULL;

  gtk_widget_set_visible (widget, delay != NULL && delay->step != GUICHET_DELAY_NONE);
  if (delay != NULL && delay->step != GUICHET_DELAY_NONE)
    guichet_delay_show (delay, GUICHET_CHIP (widget));
}

static const Kind kinds[] = {
  { { GUICHET_SORT_REF, N_("Full Name"), 128, 128, FALSE }, GUICHET_FIELD_REF, "ref", TRUE, create_text, show_ref },
  { { GUICHET_SORT_TITLE, N_("Request Subject"), -1, -1, FALSE }, GUICHET_FIELD_TITLE, NULL, TRUE, create_subject, show_subject },
  { { GUICHET_SORT_START_DATE, N_("Start Date"), 176, 152, FALSE }, GUICHET_FIELD_START_DATE, "date dim", FALSE, create_text, show_time },
  { { GUICHET_SORT_LAST_UPDATE, N_("Last Update"), 176, 152, FALSE }, GUICHET_FIELD_LAST_UPDATE, "date dim", FALSE, create_text, show_time },
  { { GUICHET_SORT_STATUS, N_("Status"), 132, 132, FALSE }, GUICHET_FIELD_STATUS, NULL, FALSE, create_chip, show_status },
  { { GUICHET_SORT_SERVICE, N_("Service"), 152, 140, FALSE }, GUICHET_FIELD_SERVICE, "small", FALSE, create_text, show_name },
  { { GUICHET_SORT_CALLER, N_("Requester"), 150, 140, TRUE }, GUICHET_FIELD_CALLER, "small", FALSE, create_text, show_name },
  { { GUICHET_SORT_TEAM, N_("Team"), 150, 140, TRUE }, GUICHET_FIELD_TEAM, "small", FALSE, create_text, show_name },
  { { GUICHET_SORT_SITE, N_("Site concerned"), 160, 140, TRUE }, GUICHET_FIELD_SITE, "small", FALSE, create_text, show_name },
  { { GUICHET_SORT_AGENT, N_("Agent"), 150, 140, TRUE }, GUICHET_FIELD_AGENT, "small", FALSE, create_text, show_name },
  { { GUICHET_SORT_TIME_LEFT, N_("Time Left"), 136, 136, TRUE }, GUICHET_FIELD_TTR_DEADLINE, NULL, FALSE, create_chip, show_delay },
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == GUICHET_N_SORTS);

static const Kind *
find_kind (GuichetSort sort)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].column.sort == sort)
      return &kinds[i];

  g_return_val_if_reached (&kinds[0]);
}

/* ---- factories */

typedef struct
{
  GuichetQueueTable *table;
  const Kind        *kind;
} Cell;

static void
show_cell (GtkColumnViewCell *cell)
{
  Cell *data = g_object_get_data (G_OBJECT (cell), "kind");
  GuichetTicketRow *row = gtk_column_view_cell_get_item (cell);

  data->kind->show (data->kind, data->table, gtk_column_view_cell_get_child (cell), row);
}

static void
row_changed_cb (GuichetTicketRow  *row,
                GParamSpec        *pspec,
                GtkColumnViewCell *cell)
{
  show_cell (cell);
}

static void
minute_cb (gpointer owner)
{
  if (gtk_column_view_cell_get_item (owner) != NULL)
    show_cell (owner);
}

/* The reference looks like a link, and a click on it opens the ticket. With
 * Ctrl or Shift one selects. */
static void
ref_clicked_cb (GtkGestureClick   *gesture,
                int                n_press,
                double             x,
                double             y,
                GtkColumnViewCell *cell)
{
  Cell *data = g_object_get_data (G_OBJECT (cell), "kind");
  GuichetTicketRow *row = gtk_column_view_cell_get_item (cell);
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (row != NULL && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    data->table->open (guichet_ticket_row_get_id (row), data->table->user_data);
}

static void
make_link (GtkColumnViewCell *cell,
           GtkWidget         *child)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  g_signal_connect (gesture, "released", G_CALLBACK (ref_clicked_cb), cell);
  gtk_widget_add_controller (child, GTK_EVENT_CONTROLLER (gesture));
  gtk_widget_set_cursor_from_name (child, "pointer");
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkColumnViewCell  *cell,
          Cell               *data)
{
  GtkWidget *child = data->kind->create (data->kind);

  g_object_set_data (G_OBJECT (cell), "kind", data);
  gtk_column_view_cell_set_child (cell, child);
  if (data->kind->column.sort == GUICHET_SORT_REF)
    make_link (cell, child);
  else if (data->kind->column.sort == GUICHET_SORT_TIME_LEFT)
    guichet_minute_watch (cell, minute_cb);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkColumnViewCell  *cell,
         Cell               *data)
{
  GuichetTicketRow *row = gtk_column_view_cell_get_item (cell);

  g_signal_connect (row, "notify::ticket", G_CALLBACK (row_changed_cb), cell);
  if (data->kind->marked)
    g_signal_connect (row, "notify::mark", G_CALLBACK (row_changed_cb), cell);
  show_cell (cell);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkColumnViewCell  *cell,
           Cell               *data)
{
  g_signal_handlers_disconnect_by_func (gtk_column_view_cell_get_item (cell), row_changed_cb, cell);
}

static void
free_cell (gpointer  data,
           GClosure *closure)
{
  g_free (data);
}

/**
 * guichet_queue_column_create_factory:
 * @table: outlives the factory
 */
GtkListItemFactory *
guichet_queue_column_create_factory (const GuichetQueueColumn *column,
                                     GuichetQueueTable        *table)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Cell *data = g_new (Cell, 1);

  *data = (Cell) { table, find_kind (column->sort) };
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), data, free_cell, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), data);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), data);

  return factory;
}

/* ---- what they say */

const GuichetQueueColumn *
guichet_queue_column_get (GuichetSort sort)
{
  return &find_kind (sort)->column;
}

const char *
guichet_queue_column_get_title (GuichetSort sort)
{
  return _(find_kind (sort)->column.title);
}

static char *
dup_delay_text (GuichetContext *context,
                GuichetTicket  *ticket)
{
  g_autoptr(GuichetDelay) delay = create_delay (context, ticket);

  return g_strdup (delay->step != GUICHET_DELAY_NONE ? delay->text : "");
}

static const char *
get_status_label (GuichetContext *context,
                  GuichetTicket  *ticket)
{
  const char *status = guichet_ticket_get (ticket, GUICHET_FIELD_STATUS);
  const GuichetState *state = guichet_profile_get_state (guichet_context_get_profile (context), status);

  return state != NULL ? state->label : status;
}

/**
 * guichet_queue_column_dup_text:
 *
 * Returns: (transfer full): what the column says of @ticket, for a file
 */
char *
guichet_queue_column_dup_text (GuichetSort     sort,
                               GuichetContext *context,
                               GuichetTicket  *ticket)
{
  const Kind *kind = find_kind (sort);

  if (sort == GUICHET_SORT_TIME_LEFT)
    return dup_delay_text (context, ticket);
  if (sort == GUICHET_SORT_STATUS)
    return g_strdup (get_status_label (context, ticket));
  if (guichet_field_get_kind (kind->field) == GUICHET_FIELD_KIND_TIME)
    return guichet_when_format_full (guichet_ticket_get (ticket, kind->field), guichet_context_get_zone (context));
  if (guichet_field_get_kind (kind->field) == GUICHET_FIELD_KIND_KEY)
    return g_strdup (guichet_ticket_get_label (ticket, kind->field));

  return g_strdup (guichet_ticket_get (ticket, kind->field));
}
