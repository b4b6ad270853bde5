#include "config.h"

#include "ui/agent/queue-columns.h"

#include "list/ticket-row.h"
#include "ui/common/chip.h"
#include "ui/common/when.h"

#include <glib/gi18n.h>

typedef struct
{
  GuichetContext       *context;
  GuichetQueueOpenFunc  open;
  gpointer              user_data;
  GuichetQueueWidth     width;
} Table;

typedef struct _Column Column;

/* What a column is: @show writes a ticket (NULL: nothing yet) into its widget. */
struct _Column
{
  const char   *title;
  GuichetSort   sort;
  int           width;          /* -1: takes the rest */
  const char   *style;
  GtkWidget  *(*create) (Table         *table,
                         const Column  *column);
  void        (*show)   (Table         *table,
                         GtkWidget     *widget,
                         GuichetTicket *ticket);
};

static GtkWidget *
create_inscription (Table        *table,
                    const Column *column)
{
  GtkWidget *inscription = g_object_new (GTK_TYPE_INSCRIPTION,
                                         "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                                         "min-lines", 1,
                                         "nat-lines", 1,
                                         "xalign", 0.0f,
                                         "valign", GTK_ALIGN_CENTER,
                                         NULL);

  if (column->style != NULL)
    {
      g_auto(GStrv) classes = g_strsplit (column->style, " ", -1);

      gtk_widget_set_css_classes (inscription, (const char **) classes);
    }

  return inscription;
}

static GtkWidget *
create_chip (Table        *table,
             const Column *column)
{
  return guichet_chip_new ();
}

static void
set_inscription (GtkWidget  *widget,
                 const char *text)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (widget), text);
}

static void
show_ref (Table         *table,
          GtkWidget     *widget,
          GuichetTicket *ticket)
{
  set_inscription (widget, ticket != NULL ? guichet_ticket_get (ticket, GUICHET_FIELD_REF) : NULL);
}

static void
show_title (Table         *table,
            GtkWidget     *widget,
            GuichetTicket *ticket)
{
  const char *title = ticket != NULL ? guichet_ticket_get (ticket, GUICHET_FIELD_TITLE) : NULL;

  set_inscription (widget, title);
  gtk_widget_set_tooltip_text (widget, title);
}

static void
show_time (Table         *table,
           GtkWidget     *widget,
           GuichetTicket *ticket,
           GuichetField   field)
{
  GTimeZone *zone = guichet_context_get_zone (table->context);
  const char *time = ticket != NULL ? guichet_ticket_get (ticket, field) : NULL;
  g_autofree char *full = guichet_when_format_full (time, zone);
  g_autofree char *brief = table->width != GUICHET_QUEUE_WIDE ? guichet_when_format_short (time, zone) : NULL;

  set_inscription (widget, brief != NULL ? brief : full);
  gtk_widget_set_tooltip_text (widget, brief != NULL ? full : NULL);
}

static void
show_start (Table         *table,
            GtkWidget     *widget,
            GuichetTicket *ticket)
{
  show_time (table, widget, ticket, GUICHET_FIELD_START_DATE);
}

static void
show_last_update (Table         *table,
                  GtkWidget     *widget,
                  GuichetTicket *ticket)
{
  show_time (table, widget, ticket, GUICHET_FIELD_LAST_UPDATE);
}

static void
show_status (Table         *table,
             GtkWidget     *widget,
             GuichetTicket *ticket)
{
  gtk_widget_set_visible (widget, ticket != NULL);
  if (ticket != NULL)
    guichet_chip_show_status (GUICHET_CHIP (widget), guichet_context_get_profile (table->context),
                              guichet_ticket_get (ticket, GUICHET_FIELD_STATUS));
}

static void
show_service (Table         *table,
              GtkWidget     *widget,
              GuichetTicket *ticket)
{
  const char *service = ticket != NULL ? guichet_ticket_get_label (ticket, GUICHET_FIELD_SERVICE) : NULL;

  set_inscription (widget, service);
  gtk_widget_set_tooltip_text (widget, service);
}

static const Column columns[] = {
  { N_("Full Name"), GUICHET_SORT_REF, 118, "ref", create_inscription, show_ref },
  { N_("Request Subject"), GUICHET_SORT_TITLE, -1, NULL, create_inscription, show_title },
  { N_("Start Date"), GUICHET_SORT_START_DATE, 176, "date dim", create_inscription, show_start },
  { N_("Last Update"), GUICHET_SORT_LAST_UPDATE, 176, "date dim", create_inscription, show_last_update },
  { N_("Status"), GUICHET_SORT_STATUS, 132, NULL, create_chip, show_status },
  { N_("Service"), GUICHET_SORT_SERVICE, 152, "small", create_inscription, show_service },
};

/* Widths of the same columns in a narrower window. */
static const int compact_widths[] = { 118, -1, 176, 152, 132, 140 };

typedef struct
{
  Table        *table;
  const Column *column;
} Cell;

static void
ticket_changed_cb (GuichetTicketRow *row,
                   GParamSpec       *pspec,
                   GtkColumnViewCell *cell)
{
  Cell *kind = g_object_get_data (G_OBJECT (cell), "kind");

  kind->column->show (kind->table, gtk_column_view_cell_get_child (cell),
                      guichet_ticket_row_get_ticket (row));
}

/* The reference looks like a link, and a click on it opens the ticket. */
static void
ref_clicked_cb (GtkGestureClick   *gesture,
                int                n_press,
                double             x,
                double             y,
                GtkColumnViewCell *cell)
{
  Cell *kind = g_object_get_data (G_OBJECT (cell), "kind");
  GuichetTicketRow *row = gtk_column_view_cell_get_item (cell);

  if (row != NULL)
    kind->table->open (guichet_ticket_row_get_id (row), kind->table->user_data);
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
          Cell               *kind)
{
  GtkWidget *child = kind->column->create (kind->table, kind->column);

  g_object_set_data (G_OBJECT (cell), "kind", kind);
  gtk_column_view_cell_set_child (cell, child);
  if (kind->column->sort == GUICHET_SORT_REF)
    make_link (cell, child);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkColumnViewCell  *cell,
         Cell               *kind)
{
  GuichetTicketRow *row = gtk_column_view_cell_get_item (cell);

  g_signal_connect (row, "notify::ticket", G_CALLBACK (ticket_changed_cb), cell);
  ticket_changed_cb (row, NULL, cell);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkColumnViewCell  *cell,
           Cell               *kind)
{
  g_signal_handlers_disconnect_by_func (gtk_column_view_cell_get_item (cell), ticket_changed_cb, cell);
}

static void
free_cell (gpointer  data,
           GClosure *closure)
{
  g_free (data);
}

static GtkListItemFactory *
create_factory (Table        *table,
                const Column *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Cell *kind = g_new (Cell, 1);

  *kind = (Cell) { table, column };
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), kind, free_cell, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), kind);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), kind);

  return factory;
}

static void
set_width (GtkColumnViewColumn *view_column,
           int                  width)
{
  gtk_column_view_column_set_expand (view_column, width < 0);
  gtk_column_view_column_set_fixed_width (view_column, width);
}

static void
add_column (GtkColumnView *view,
            Table         *table,
            const Column  *column)
{
  g_autoptr(GtkColumnViewColumn) view_column = NULL;
  g_autoptr(GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

  view_column = gtk_column_view_column_new (_(column->title), create_factory (table, column));
  gtk_column_view_column_set_sorter (view_column, sorter);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  g_object_set_data (G_OBJECT (view_column), "column", (gpointer) column);
  set_width (view_column, column->width);
  gtk_column_view_append_column (view, view_column);

  if (column->sort == GUICHET_SORT_LAST_UPDATE)
    gtk_column_view_sort_by_column (view, view_column, GTK_SORT_DESCENDING);
}

/* What a screen reader says of a row. */
static void
row_ticket_changed_cb (GuichetTicketRow *row,
                       GParamSpec       *pspec,
                       GtkColumnViewRow *view_row)
{
  GuichetTicket *ticket = guichet_ticket_row_get_ticket (row);
  g_autofree char *label = NULL;

  if (ticket != NULL)
    label = g_strdup_printf ("%s, %s",
                             guichet_ticket_get (ticket, GUICHET_FIELD_REF),
                             guichet_ticket_get (ticket, GUICHET_FIELD_TITLE));
  gtk_column_view_row_set_accessible_label (view_row, label != NULL ? label : "");
}

static void
bind_row_cb (GtkListItemFactory *factory,
             GtkColumnViewRow   *view_row)
{
  GuichetTicketRow *row = gtk_column_view_row_get_item (view_row);

  g_signal_connect (row, "notify::ticket", G_CALLBACK (row_ticket_changed_cb), view_row);
  row_ticket_changed_cb (row, NULL, view_row);
}

static void
unbind_row_cb (GtkListItemFactory *factory,
               GtkColumnViewRow   *view_row)
{
  g_signal_handlers_disconnect_by_func (gtk_column_view_row_get_item (view_row),
                                        row_ticket_changed_cb, view_row);
}

static void
add_row_factory (GtkColumnView *view)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  gtk_column_view_set_row_factory (view, factory);
}

static void
free_table (gpointer data)
{
  Table *table = data;

  g_object_unref (table->context);
  g_free (table);
}

/**
 * guichet_queue_columns_add:
 * @open: called when somebody clicks on a reference
 */
void
guichet_queue_columns_add (GtkColumnView        *view,
                           GuichetContext       *context,
                           GuichetQueueOpenFunc  open,
                           gpointer              user_data)
{
  Table *table = g_new0 (Table, 1);

  table->context = g_object_ref (context);
  table->open = open;
  table->user_data = user_data;
  g_object_set_data_full (G_OBJECT (view), "table", table, free_table);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_column (view, table, &columns[i]);
  add_row_factory (view);
}

static gboolean
is_shown (const Column      *column,
          GuichetQueueWidth  width)
{
  switch (width)
    {
    case GUICHET_QUEUE_TIGHT:
      return column->sort != GUICHET_SORT_START_DATE && column->sort != GUICHET_SORT_SERVICE;

    case GUICHET_QUEUE_COMPACT:
      return column->sort != GUICHET_SORT_START_DATE;

    case GUICHET_QUEUE_WIDE:
    default:
      return TRUE;
    }
}

static void
update_column (GtkColumnViewColumn *view_column,
               Table               *table)
{
  const Column *column = g_object_get_data (G_OBJECT (view_column), "column");
  g_autoptr(GtkListItemFactory) factory = NULL;

  set_width (view_column,
             table->width != GUICHET_QUEUE_WIDE ? compact_widths[column - columns] : column->width);
  gtk_column_view_column_set_visible (view_column, is_shown (column, table->width));
  if (column->sort != GUICHET_SORT_LAST_UPDATE)
    return;

  /* Another factory writes all times anew. */
  factory = create_factory (table, column);
  gtk_column_view_column_set_factory (view_column, factory);
}

void
guichet_queue_columns_set_width (GtkColumnView     *view,
                                 GuichetQueueWidth  width)
{
  Table *table = g_object_get_data (G_OBJECT (view), "table");
  GListModel *view_columns = gtk_column_view_get_columns (view);

  if (table->width == width)
    return;

  table->width = width;
  for (guint i = 0; i < g_list_model_get_n_items (view_columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) view_column = g_list_model_get_item (view_columns, i);

      update_column (view_column, table);
    }
}

/**
 * guichet_queue_columns_get_sort:
 *
 * Returns: whether a header is marked, and then which order it asks for
 */
gboolean
guichet_queue_columns_get_sort (GtkColumnView *view,
                                GuichetSort   *out_sort,
                                gboolean      *out_ascending)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (view));
  GtkColumnViewColumn *view_column = gtk_column_view_sorter_get_primary_sort_column (sorter);
  const Column *column;

  if (view_column == NULL)
    return FALSE;

  column = g_object_get_data (G_OBJECT (view_column), "column");
  *out_sort = column->sort;
  *out_ascending = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_ASCENDING;

  return TRUE;
}

const char *
guichet_queue_columns_get_title (GuichetSort sort)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i].sort == sort)
      return _(columns[i].title);

  g_return_val_if_reached ("");
}
