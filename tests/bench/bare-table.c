#include "config.h"

#include "bare-table.h"

#include "tickets.h"
#include "ui/agent/queue-column.h"

#define N_ROWS 100000
#define N_TICKETS 1000          /* that many different ones */

typedef struct
{
  GuichetSort  sort;
  GuichetField field;
  const char  *style;           /* nullable */
} Column;

static const Column columns[] = {
  { GUICHET_SORT_REF, GUICHET_FIELD_REF, "ref" },
  { GUICHET_SORT_TITLE, GUICHET_FIELD_TITLE, NULL },
  { GUICHET_SORT_START_DATE, GUICHET_FIELD_START_DATE, "date" },
  { GUICHET_SORT_LAST_UPDATE, GUICHET_FIELD_LAST_UPDATE, "date" },
  { GUICHET_SORT_STATUS, GUICHET_FIELD_STATUS, "chip" },
  { GUICHET_SORT_SERVICE, GUICHET_FIELD_SERVICE, "small" },
};

static GPtrArray *tickets;
static GuichetProfile *profile;

static void
make_tickets (void)
{
  g_autoptr(Words) words = words_new (N_TICKETS);

  profile = tickets_load_profile ();
  tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_ticket_unref);
  for (guint id = 1; id <= N_TICKETS; id++)
    g_ptr_array_add (tickets, tickets_make (words, id, N_TICKETS, FALSE));
}

static GuichetTicket *
get_ticket (GtkColumnViewCell *cell)
{
  return tickets->pdata[gtk_column_view_cell_get_position (cell) % N_TICKETS];
}

/* ---- cells of text */

static void
setup_text_cb (GtkSignalListItemFactory *factory,
               GtkColumnViewCell        *cell,
               const Column             *column)
{
  GtkWidget *text = g_object_new (GTK_TYPE_INSCRIPTION,
                                  "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                                  "min-lines", 1, "nat-lines", 1, "xalign", 0.0f, "valign", GTK_ALIGN_CENTER,
                                  NULL);

  if (column->style != NULL)
    gtk_widget_add_css_class (text, column->style);
  gtk_column_view_cell_set_child (cell, text);
}

static void
bind_text_cb (GtkSignalListItemFactory *factory,
              GtkColumnViewCell        *cell,
              const Column             *column)
{
  GuichetTicket *ticket = get_ticket (cell);

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_column_view_cell_get_child (cell)),
                            guichet_field_get_kind (column->field) == GUICHET_FIELD_KIND_KEY
                            ? guichet_ticket_get_label (ticket, column->field)
                            : guichet_ticket_get (ticket, column->field));
}

/* ---- the cell of the state: an icon and a word in a pill */

static void
setup_chip_cb (GtkSignalListItemFactory *factory,
               GtkColumnViewCell        *cell,
               const Column             *column)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "css-name", "chip", "spacing", 5,
                                 "halign", GTK_ALIGN_START, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_widget_add_css_class (box, "chip");
  gtk_widget_add_css_class (box, "chip-grey");
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "pixel-size", 13, NULL));
  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_column_view_cell_set_child (cell, box);
}

static void
bind_chip_cb (GtkSignalListItemFactory *factory,
              GtkColumnViewCell        *cell,
              const Column             *column)
{
  const GuichetState *state = guichet_profile_get_state (profile, guichet_ticket_get (get_ticket (cell), column->field));
  GtkWidget *box = gtk_column_view_cell_get_child (cell);

  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (box)), state->icon);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), state->label);
}

/* ---- the table */

static void
add_column (GtkColumnView *view,
            const Column  *column)
{
  const GuichetQueueColumn *like = guichet_queue_column_get (column->sort);
  gboolean is_chip = column->sort == GUICHET_SORT_STATUS;
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkColumnViewColumn) added = NULL;

  g_signal_connect (factory, "setup", is_chip ? G_CALLBACK (setup_chip_cb) : G_CALLBACK (setup_text_cb), (gpointer) column);
  g_signal_connect (factory, "bind", is_chip ? G_CALLBACK (bind_chip_cb) : G_CALLBACK (bind_text_cb), (gpointer) column);
  added = gtk_column_view_column_new (like->title, factory);
  gtk_column_view_column_set_fixed_width (added, like->width);
  gtk_column_view_column_set_expand (added, column->sort == GUICHET_SORT_TITLE);
  gtk_column_view_append_column (view, added);
}

static GtkSelectionModel *
create_rows (void)
{
  GtkStringList *rows = gtk_string_list_new (NULL);

  for (guint i = 0; i < N_ROWS; i++)
    gtk_string_list_append (rows, "");

  return GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (rows)));
}

GtkWidget *
bare_table_new (int width,
                int height)
{
  GtkWidget *view = gtk_column_view_new (create_rows ());
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  make_tickets ();
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_column (GTK_COLUMN_VIEW (view), &columns[i]);
  gtk_widget_add_css_class (view, "tickets");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_size_request (scrolled, width, height);
  gtk_widget_set_halign (scrolled, GTK_ALIGN_START);
  gtk_widget_set_valign (scrolled, GTK_ALIGN_END);

  return scrolled;
}
