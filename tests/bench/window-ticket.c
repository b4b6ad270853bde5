#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "samples.h"
#include "store/cache.h"
#include "ui/ticket/spare-page.h"
#include "ui/ticket/ticket-page.h"

/* Opens one ticket after the other in a window and says how long it took from
 * the call to the frame in which both journals were there. */

#define N_TICKETS 121           /* the first apart: it finds caches and shaders cold */
#define N_ENTRIES 25            /* in each of the two journals */
#define REST_MS 450             /* somebody reads; the next page is made meanwhile */
#define TEAM G_GINT64_CONSTANT (3)
#define ME G_GINT64_CONSTANT (12)

static struct
{
  char              *folder;
  GuichetStore      *store;
  GuichetContext    *context;
  AdwNavigationView *navigation;
  GtkWidget         *page;
  gint64             id;
  double             start;
  double             first;     /* ms */
  GArray            *samples;
  double             start_work;
  GArray            *work;      /* ms of the processor in the main thread */
  gboolean           painted;
} bench;

static void quit_cb (gpointer application);

/* ---- the data */

static GPtrArray *
make_journal (guint seed)
{
  GPtrArray *entries = guichet_journal_entries_new ();

  for (guint i = 0; i < N_ENTRIES; i++)
    {
      g_autofree char *date = g_strdup_printf ("2026-11-%02u 09:%02u:00", 1 + i % 20, i);
      g_autofree char *html = g_strdup_printf ("<p>Bonjour, message %u du ticket %u.</p><ul><li>le câble</li>"
                                               "<li>l’<b>écran</b></li></ul><p>Merci de votre patience, "
                                               "je repasse demain avec le matériel.</p>", i, seed);

      g_ptr_array_add (entries, guichet_journal_entry_new (date, i % 2 ? "Maud Ferrand" : "Élise Marchal", 0, html));
    }

  return entries;
}

static GuichetTicket *
make_ticket (gint64 id)
{
  GuichetTicket *ticket = guichet_ticket_new (id);
  g_autofree char *ref = g_strdup_printf ("R-%06" G_GINT64_FORMAT, id);

  guichet_ticket_set (ticket, GUICHET_FIELD_REF, ref);
  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, "Vidéoprojecteur sans image en salle B204");
  guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, "assigned");
  guichet_ticket_set (ticket, GUICHET_FIELD_OPERATIONAL_STATUS, "ongoing");
  guichet_ticket_set (ticket, GUICHET_FIELD_START_DATE, "2026-11-01 08:41:00");
  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, "2026-11-23 09:52:00");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_CALLER, 60, "Maud Ferrand");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_TEAM, TEAM, "Postes et réseaux");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_AGENT, ME, "Élise Marchal");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_SITE, 7, "Collège des Garrigues");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_SERVICE, 4, "Vidéoprojection");
  for (guint field = GUICHET_FIELD_FIRST_LONG; field < GUICHET_N_FIELDS; field++)
    guichet_ticket_set (ticket, field, field == GUICHET_FIELD_DESCRIPTION ? "<p>L’écran reste noir.</p>" : "");
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    guichet_ticket_take_journal (ticket, i, make_journal ((guint) id));

  return ticket;
}

static void
fill_store (void)
{
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  g_autoptr(GError) error = NULL;

  for (gint64 id = 1; id <= N_TICKETS; id++)
    g_ptr_array_add (tickets, make_ticket (id));
  if (!guichet_store_merge_tickets (bench.store, tickets, NULL, &error))
    g_error ("%s", error->message);
}

static void
open_store (void)
{
  g_autoptr(GuichetIdentity) identity = guichet_identity_new ("https://desk.example", "elise");
  g_autoptr(GuichetProfile) profile = NULL;
  g_autoptr(GError) error = NULL;
  gint64 team = TEAM;

  identity->person_id = ME;
  g_set_str (&identity->name, "Élise Marchal");
  g_set_str (&identity->profile, "asap");
  identity->fields = G_MAXUINT64;
  g_array_append_val (identity->teams, team);

  bench.folder = g_dir_make_tmp ("guichet-bench-XXXXXX", &error);
  profile = error == NULL ? guichet_profile_load_named ("asap", &error) : NULL;
  bench.store = error == NULL ? guichet_store_open (bench.folder, &error) : NULL;
  if (error != NULL || !guichet_store_set_identity (bench.store, identity, profile, &error))
    g_error ("%s", error->message);
  bench.context = guichet_context_new (bench.store, identity, profile);
}

static void
remove_store (void)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  guichet_store_close (bench.store);
  dir = g_dir_open (bench.folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (bench.folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (bench.folder);
}

/* ---- one after the other */

static gboolean
has_ticket (void)
{
  g_autofree char *ref = g_strdup_printf ("R-%06" G_GINT64_FORMAT, bench.id);

  return g_str_equal (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (bench.page)), ref);
}

static void
open_next (void)
{
  bench.id++;
  bench.painted = FALSE;
  bench.start = clock_wall ();
  bench.start_work = clock_thread ();
  bench.page = guichet_ticket_page_new (bench.context, bench.id);
  adw_navigation_view_push (bench.navigation, ADW_NAVIGATION_PAGE (bench.page));
}

/* Between two tickets the program comes to rest. */
static gboolean
next_cb (gpointer application)
{
  adw_navigation_view_pop (bench.navigation);
  if (bench.id < N_TICKETS)
    open_next ();
  else
    quit_cb (application);

  return G_SOURCE_REMOVE;
}

static void
painted_cb (GdkFrameClock *clock,
            gpointer       application)
{
  if (bench.page == NULL || bench.painted || !has_ticket ())
    return;

  bench.painted = TRUE;
  if (bench.id == 1)
    bench.first = (clock_wall () - bench.start) * 1000;
  else
    {
      samples_add (bench.samples, (clock_wall () - bench.start) * 1000);
      samples_add (bench.work, (clock_thread () - bench.start_work) * 1000);
    }
  g_timeout_add (REST_MS, next_cb, application);
}

static void
quit_cb (gpointer application)
{
  g_print ("ticket first %.1f p50 %.1f p99 %.1f work %.1f workp99 %.1f\n", bench.first, samples_median (bench.samples),
           samples_percentile (bench.samples, 99), samples_median (bench.work), samples_percentile (bench.work, 99));
  remove_store ();
  g_application_quit (application);
}

static gboolean
start_cb (gpointer application)
{
  open_next ();

  return G_SOURCE_REMOVE;
}

static void
activate_cb (AdwApplication *application)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));

  open_store ();
  fill_store ();
  bench.samples = samples_new ();
  bench.work = samples_new ();
  bench.navigation = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_navigation_view_set_animate_transitions (bench.navigation, FALSE);
  adw_navigation_view_push (bench.navigation, adw_navigation_page_new (gtk_label_new (NULL), "Root"));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), GTK_WIDGET (bench.navigation));
  gtk_window_set_default_size (GTK_WINDOW (window), 1400, 900);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), application);
  /* As beside a list: the first page is ready, too. */
  guichet_spare_page_prepare (bench.context);
  g_timeout_add (1000, start_cb, application);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AdwApplication) application = adw_application_new ("org.guichet.Bench", G_APPLICATION_NON_UNIQUE);

  /* With the program's own style. */
  g_application_set_resource_base_path (G_APPLICATION (application), "/org/guichet/Guichet");
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
