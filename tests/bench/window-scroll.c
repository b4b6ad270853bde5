#include "config.h"

#include <adwaita.h>
#include <stdlib.h>

#include "bare-table.h"
#include "list/ticket-row.h"
#include "samples.h"
#include "ui/agent/tickets-page.h"

/* Scrolls a table of tickets, three rows a frame, then fifteen pages a second,
 * then jumps anywhere in it, and says what that cost: either the list of all
 * tickets out of the databases in a folder, or a bare table of the same size. */

#define WARM_UP_STEPS 10
#define REST_MS 30              /* before a jump, so that the next frame comes at once */
#define ROWS_A_FRAME 3
#define FRAMES_A_PAGE 4

typedef enum
{
  ROWS,
  PAGES,
  JUMPS,
  N_WALKS
} Walk;

static const char * const walk_names[N_WALKS] = { "rows", "pages", "jumps" };

static struct
{
  const char    *folder;        /* nullable: of a bare table there is none */
  int            width;
  int            height;
  guint          n_steps;       /* by three rows; a quarter as many pages, and jumps */
  GtkWindow     *window;
  GtkWidget     *table;
  GtkAdjustment *adjustment;
  Walk           walk;
  guint          step;
  guint          frame;         /* of the step */
  double         longest;       /* of its frames, in ms */
  guint          n_empty;       /* steps at whose end a row in sight had nothing yet */
  double         start;
  double         start_work;
  double         last_work;
  gboolean       jumping;
  GRand         *random;
  GArray        *frames[N_WALKS];       /* ms of the longest frame, of a jump from the call on */
  GArray        *work[N_WALKS];         /* ms of the processor in this thread, of a whole step */
} bench;

/* ---- the two tables */

static GuichetContext *
create_context (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetStore) store = guichet_store_open (bench.folder, &error);
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GuichetProfile) profile = NULL;

  if (store == NULL)
    g_error ("%s", error->message);
  identity = guichet_store_dup_identity (store);
  profile = guichet_store_dup_profile (store);

  return guichet_context_new (store, identity, profile);
}

static GtkWidget *
create_list (void)
{
  g_autoptr(GuichetContext) context = create_context ();
  g_autoptr(GuichetViewCountsModel) counts = guichet_view_counts_model_new (guichet_context_get_store (context));
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (GUICHET_VIEW_ALL);
  GuichetTicketsPage *page = guichet_tickets_page_new (context, counts, GUICHET_TICKETS_QUERY);
  GtkWidget *navigation = adw_navigation_view_new ();

  guichet_tickets_page_set_split (page, FALSE);
  g_object_set (page, "items-per-page", 0, NULL);
  guichet_tickets_page_show_query (page, query, "All");
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (navigation), ADW_NAVIGATION_PAGE (page));

  return navigation;
}

static GtkWidget *
find_table (GtkWidget *widget)
{
  if (GTK_IS_COLUMN_VIEW (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_table (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GListModel *
get_rows (void)
{
  return G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (bench.table)));
}

static gboolean
is_there (guint position)
{
  g_autoptr(GObject) row = g_list_model_get_item (get_rows (), position);

  return !GUICHET_IS_TICKET_ROW (row) || !guichet_ticket_row_get_loading (GUICHET_TICKET_ROW (row));
}

/* Whether all rows in sight have their data; rows are equally high. */
static gboolean
is_sight_there (void)
{
  guint n_rows = g_list_model_get_n_items (get_rows ());
  double row_height = gtk_adjustment_get_upper (bench.adjustment) / n_rows;
  double top = gtk_adjustment_get_value (bench.adjustment);
  guint first = (guint) (top / row_height);
  guint last = (guint) ((top + gtk_adjustment_get_page_size (bench.adjustment)) / row_height);

  for (guint i = first; i <= MIN (last, n_rows - 1); i++)
    if (!is_there (i))
      return FALSE;

  return TRUE;
}

/* ---- one walk after the other */

static void start_walk (void);

static void
say (void)
{
  g_print ("size width %d height %d\n", gtk_widget_get_width (bench.table), gtk_widget_get_height (bench.table));
  for (Walk walk = 0; walk < N_WALKS; walk++)
    g_print ("%s p50 %.3f p99 %.3f max %.3f work %.3f workp99 %.3f\n", walk_names[walk],
             samples_median (bench.frames[walk]), samples_percentile (bench.frames[walk], 99),
             samples_max (bench.frames[walk]), samples_median (bench.work[walk]),
             samples_percentile (bench.work[walk], 99));
  g_print ("empty %u\n", bench.n_empty);
}

static void
end_step (void)
{
  guint n_steps = bench.walk == ROWS ? bench.n_steps : bench.n_steps / 4;

  if (++bench.step < n_steps + WARM_UP_STEPS)
    return;

  if (++bench.walk < N_WALKS)
    {
      start_walk ();
    }
  else
    {
      say ();
      gtk_window_destroy (bench.window);
    }
}

static void
note (double milliseconds,
      double work)
{
  if (bench.step < WARM_UP_STEPS)
    return;

  samples_add (bench.frames[bench.walk], milliseconds);
  samples_add (bench.work[bench.walk], work);
}

/* At the end of the list it goes on from the start. */
static void
scroll (double distance)
{
  double end = gtk_adjustment_get_upper (bench.adjustment) - gtk_adjustment_get_page_size (bench.adjustment);
  double value = gtk_adjustment_get_value (bench.adjustment) + distance;

  gtk_adjustment_set_value (bench.adjustment, value <= end ? value : 0);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  guint n_rows = g_list_model_get_n_items (get_rows ());

  if (bench.walk == JUMPS)
    return G_SOURCE_REMOVE;
  if (bench.frame > 0)
    return G_SOURCE_CONTINUE;

  scroll (bench.walk == ROWS ? ROWS_A_FRAME * gtk_adjustment_get_upper (bench.adjustment) / n_rows
                             : gtk_adjustment_get_page_size (bench.adjustment));

  return G_SOURCE_CONTINUE;
}

static void
jump_cb (gpointer user_data)
{
  double end = gtk_adjustment_get_upper (bench.adjustment) - gtk_adjustment_get_page_size (bench.adjustment);

  bench.jumping = TRUE;
  bench.start = clock_wall ();
  bench.start_work = clock_thread ();
  gtk_adjustment_set_value (bench.adjustment, g_rand_double_range (bench.random, 0, end));
}

static void
start_walk (void)
{
  bench.step = 0;
  bench.frame = 0;
  bench.longest = 0;
  if (bench.walk == ROWS)
    gtk_widget_add_tick_callback (bench.table, tick_cb, NULL, NULL);
  else if (bench.walk == JUMPS)
    g_timeout_add_once (REST_MS, jump_cb, NULL);
}

/* ---- frames */

static void
before_paint_cb (GdkFrameClock *clock)
{
  if (bench.table != NULL && bench.walk != JUMPS)
    bench.start = clock_wall ();
}

/* What the processor did since the last frame counts, too: rows are filled
 * between two frames. */
static void
end_frame (void)
{
  double work = clock_thread ();

  bench.longest = MAX (bench.longest, (clock_wall () - bench.start) * 1000);
  if (++bench.frame < (bench.walk == ROWS ? 1 : FRAMES_A_PAGE))
    return;

  bench.n_empty += bench.step >= WARM_UP_STEPS && !is_sight_there () ? 1 : 0;
  note (bench.longest, (work - bench.last_work) * 1000);
  bench.frame = 0;
  bench.longest = 0;
  bench.last_work = clock_thread ();
  end_step ();
}

static void
end_jump (void)
{
  if (!bench.jumping || !is_sight_there ())
    return;

  bench.jumping = FALSE;
  note ((clock_wall () - bench.start) * 1000, (clock_thread () - bench.start_work) * 1000);
  end_step ();
  if (bench.walk < N_WALKS)
    g_timeout_add_once (REST_MS, jump_cb, NULL);
}

static void
after_paint_cb (GdkFrameClock *clock)
{
  if (bench.table == NULL || bench.walk >= N_WALKS)
    return;

  if (bench.walk == JUMPS)
    end_jump ();
  else
    end_frame ();
}

/* When the list is there, and at rest. */
static gboolean
start_cb (gpointer user_data)
{
  GtkWidget *table = find_table (GTK_WIDGET (bench.window));
  GtkSelectionModel *rows = table != NULL ? gtk_column_view_get_model (GTK_COLUMN_VIEW (table)) : NULL;

  if (rows == NULL || g_list_model_get_n_items (G_LIST_MODEL (rows)) == 0)
    return G_SOURCE_CONTINUE;

  bench.table = table;
  bench.adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (table));
  bench.last_work = clock_thread ();
  start_walk ();

  return G_SOURCE_REMOVE;
}

static void
activate_cb (AdwApplication *application)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));

  bench.window = GTK_WINDOW (window);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window),
                                      bench.folder != NULL ? create_list () : bare_table_new (bench.width, bench.height));
  gtk_window_set_default_size (bench.window, 1400, 900);
  gtk_window_present (bench.window);
  g_signal_connect (gtk_widget_get_frame_clock (window), "before-paint", G_CALLBACK (before_paint_cb), NULL);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb), NULL);
  g_timeout_add (500, start_cb, NULL);
}

static gboolean
parse (int   argc,
       char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "list"))
    bench.folder = argv[3];
  else if (argc == 5 && g_str_equal (argv[1], "bare"))
    {
      bench.width = atoi (argv[3]);
      bench.height = atoi (argv[4]);
    }
  else
    return FALSE;

  bench.n_steps = (guint) atoi (argv[2]);

  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AdwApplication) application = NULL;

  if (!parse (argc, argv))
    return 2;

  bench.random = g_rand_new_with_seed (1);
  for (Walk walk = 0; walk < N_WALKS; walk++)
    {
      bench.frames[walk] = samples_new ();
      bench.work[walk] = samples_new ();
    }

  application = g_object_new (ADW_TYPE_APPLICATION,
                              "application-id", "org.guichet.Bench",
                              "flags", G_APPLICATION_NON_UNIQUE,
                              "resource-base-path", "/org/guichet/Guichet",
                              NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
