#include "config.h"

#include "../ticket-fixture.h"

#include "model/availability.h"
#include "store/store.h"
#include "ui/user/new-ticket-availability.h"
#include "ui/user/new-ticket-draft.h"
#include "ui/user/new-ticket-mosaic.h"
#include "ui/user/new-ticket-picture.h"
#include "ui/user/new-ticket-week.h"

#include <glib/gstdio.h>

/* ---- hiding parts of a picture */

#define SIZE 96

/* Black and white stripes of one pixel: all that a mosaic must not keep. */
static GBytes *
make_stripes (void)
{
  guchar *pixels = g_malloc (SIZE * SIZE * 4);

  for (guint i = 0; i < SIZE * SIZE; i++)
    {
      guchar value = i % 2 == 0 ? 0 : 255;

      pixels[4 * i] = pixels[4 * i + 1] = pixels[4 * i + 2] = value;
      pixels[4 * i + 3] = 255;
    }

  return g_bytes_new_take (pixels, SIZE * SIZE * 4);
}

static guint
count_colours (const guchar       *pixels,
               const GdkRectangle *area)
{
  g_autoptr(GHashTable) colours = g_hash_table_new (NULL, NULL);

  for (int y = area->y; y < area->y + area->height; y++)
    for (int x = area->x; x < area->x + area->width; x++)
      {
        const guchar *pixel = pixels + (y * SIZE + x) * 4;

        g_hash_table_add (colours, GUINT_TO_POINTER ((guint) pixel[0] << 16 | (guint) pixel[1] << 8 | pixel[2]));
      }

  return g_hash_table_size (colours);
}

static void
test_mosaic (void)
{
  const GdkRectangle area = { 10, 20, 48, 24 };
  const GdkRectangle outside = { 0, 60, SIZE, 30 };
  g_autoptr(GBytes) pixels = make_stripes ();
  g_autoptr(GPtrArray) mosaics = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_mosaic_free);
  g_autoptr(GdkTexture) hidden = NULL;
  g_autoptr(GBytes) result = NULL;
  const guchar *before = g_bytes_get_data (pixels, NULL);
  const guchar *after;

  g_ptr_array_add (mosaics, guichet_mosaic_new (pixels, SIZE, SIZE, &area));
  hidden = guichet_mosaics_apply (pixels, SIZE, SIZE, mosaics);
  result = guichet_mosaic_read_pixels (hidden);
  after = g_bytes_get_data (result, NULL);

  /* At most one colour a tile in it, and not a pixel elsewhere has changed. */
  g_assert_cmpuint (count_colours (before, &area), ==, 2);
  g_assert_cmpuint (count_colours (after, &area), <=, 8);
  for (int x = area.x; x + 1 < area.x + 12; x++)
    g_assert_cmpint (after[(area.y * SIZE + x) * 4], ==, after[(area.y * SIZE + x + 1) * 4]);
  g_assert_cmpmem (before + outside.y * SIZE * 4, outside.height * SIZE * 4,
                   after + outside.y * SIZE * 4, outside.height * SIZE * 4);
}

static void
test_mosaic_edges (void)
{
  static const GdkRectangle areas[] = {
    { -20, -20, 30, 30 }, { 90, 90, 50, 50 }, { 0, 0, SIZE, SIZE }, { 5, 5, 1, 1 }, { -5, 40, 200, 2 },
  };
  static const GdkRectangle nowhere = { 200, 200, 10, 10 };
  g_autoptr(GBytes) pixels = make_stripes ();

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      g_autoptr(GPtrArray) mosaics = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_mosaic_free);
      g_autoptr(GdkTexture) hidden = NULL;

      g_ptr_array_add (mosaics, guichet_mosaic_new (pixels, SIZE, SIZE, &areas[i]));
      hidden = guichet_mosaics_apply (pixels, SIZE, SIZE, mosaics);
      g_assert_cmpint (gdk_texture_get_width (hidden), ==, SIZE);
    }
  g_assert_null (guichet_mosaic_new (pixels, SIZE, SIZE, &nowhere));
}

static void
accepted_cb (AdwDialog   *dialog,
             GdkTexture  *picture,
             GdkTexture **out_picture)
{
  g_set_object (out_picture, picture);
}

static GtkWidget *
find_labelled (GtkWidget  *root,
               const char *label)
{
  for (guint i = 0; ; i++)
    {
      GtkWidget *button = find_widget (root, GTK_TYPE_BUTTON, i);

      g_assert_nonnull (button);
      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
        return button;
    }
}

static void
test_picture_dialog (void)
{
  const GdkRectangle first = { 0, 0, 40, 40 };
  const GdkRectangle second = { 50, 50, 40, 40 };
  g_autoptr(GBytes) pixels = make_stripes ();
  g_autoptr(GdkTexture) picture = gdk_memory_texture_new (SIZE, SIZE, GUICHET_MOSAIC_FORMAT, pixels, SIZE * 4);
  g_autoptr(GdkTexture) taken = NULL;
  g_autoptr(GBytes) result = NULL;
  GtkWidget *window = adw_window_new ();
  AdwDialog *dialog = guichet_new_ticket_picture_new (picture);
  GtkWidget *add;

  ticket_fixture_load_style ();
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 700);
  adw_window_set_content (ADW_WINDOW (window), gtk_label_new ("root"));
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (dialog, "accepted", G_CALLBACK (accepted_cb), &taken);
  adw_dialog_present (dialog, window);
  add = find_labelled (GTK_WIDGET (dialog), "_Add the Picture");
  guichet_new_ticket_picture_hide (GUICHET_NEW_TICKET_PICTURE (dialog), &first);
  guichet_new_ticket_picture_hide (GUICHET_NEW_TICKET_PICTURE (dialog), &second);
  WAIT (gtk_widget_get_sensitive (add));

  /* The second one is shown again. */
  g_signal_emit_by_name (find_labelled (GTK_WIDGET (dialog), "_Undo the Last Part"), "clicked");
  g_signal_emit_by_name (add, "clicked");
  WAIT (taken != NULL);
  result = guichet_mosaic_read_pixels (taken);
  g_assert_cmpuint (count_colours (g_bytes_get_data (result, NULL), &first), >, 0);
  g_assert_cmpint (((const guchar *) g_bytes_get_data (result, NULL))[0], !=, 0);
  g_assert_cmpuint (count_colours (g_bytes_get_data (result, NULL), &second), ==, 2);
  g_assert_cmpint (((const guchar *) g_bytes_get_data (result, NULL))[(50 * SIZE + 50) * 4], ==, 0);
  ticket_fixture_spin (300);
  gtk_window_destroy (GTK_WINDOW (window));
  ticket_fixture_spin (50);
}

/* ---- the week */

typedef struct
{
  char                  *folder;
  GuichetStore          *store;
  GuichetNewTicketDraft *draft;
  GtkWidget             *window;
  GtkWidget             *availability;
  GuichetWeekGrid       *grid;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  ticket_fixture_load_style ();
  fixture->folder = g_dir_make_tmp ("guichet-week-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->store = guichet_store_open (fixture->folder, &error);
  g_assert_no_error (error);
  fixture->draft = guichet_new_ticket_draft_new (fixture->store, NULL);
  fixture->availability = guichet_new_ticket_availability_new (fixture->draft, "Availability");
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->availability);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->grid = GUICHET_WEEK_GRID (find_widget (fixture->availability, GUICHET_TYPE_WEEK_GRID, 0));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ticket_fixture_spin (50);
  g_clear_object (&fixture->draft);
  guichet_store_close (fixture->store);
  g_clear_object (&fixture->store);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      if (g_unlink (path) != 0)
        g_rmdir (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
write_words (Fixture    *fixture,
             const char *words)
{
  GtkTextView *view = GTK_TEXT_VIEW (find_widget (fixture->availability, GTK_TYPE_TEXT_VIEW, 0));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), words, -1);
}

static const char *
get_words (Fixture *fixture)
{
  return guichet_new_ticket_draft_get (fixture->draft, GUICHET_FIELD_AVAILABILITY);
}

static gboolean
is_on (Fixture *fixture,
       guint    day,
       guint    hour)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (guichet_week_grid_get_cell (fixture->grid, day, hour)));
}

static void
test_words_to_week (Fixture       *fixture,
                    gconstpointer  data)
{
  write_words (fixture, "lundi de 9h à 11h");
  g_assert_true (is_on (fixture, 0, 9));
  g_assert_true (is_on (fixture, 0, 10));
  g_assert_false (is_on (fixture, 0, 11));
  g_assert_false (is_on (fixture, 1, 9));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (fixture->grid), "guess"));
  g_assert_cmpstr (get_words (fixture), ==, "lundi de 9h à 11h");
}

/* Words that are not understood stay, and nothing pretends to be certain. */
static void
test_no_silent_guess (Fixture       *fixture,
                      gconstpointer  data)
{
  write_words (fixture, "  quand vous voulez, mais pas trop tôt\n");
  g_assert_cmpstr (get_words (fixture), ==, "  quand vous voulez, mais pas trop tôt\n");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->grid), "guess"));
}

static void
test_half_hours (Fixture       *fixture,
                 gconstpointer  data)
{
  write_words (fixture, "mardi de 9h30 à 11h");
  g_assert_true (gtk_widget_has_css_class (guichet_week_grid_get_cell (fixture->grid, 1, 9), "second-half"));
  g_assert_false (gtk_widget_has_css_class (guichet_week_grid_get_cell (fixture->grid, 1, 10), "second-half"));
}

/* What lies beyond the hours of an office is shown all the same. */
static void
test_room (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_null (guichet_week_grid_get_cell (fixture->grid, 5, 9));
  write_words (fixture, "samedi de 6h à 20h");
  g_assert_true (is_on (fixture, 5, 6));
  g_assert_true (is_on (fixture, 5, 19));
}

static void
click (Fixture *fixture,
       guint    day,
       guint    hour)
{
  GtkToggleButton *cell = GTK_TOGGLE_BUTTON (guichet_week_grid_get_cell (fixture->grid, day, hour));

  gtk_toggle_button_set_active (cell, !gtk_toggle_button_get_active (cell));
}

static void
test_week_to_words (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GuichetAvailability) understood = NULL;

  click (fixture, 0, 13);
  click (fixture, 0, 14);
  click (fixture, 3, 13);
  understood = guichet_availability_parse (get_words (fixture));
  g_assert_cmpint (understood->verdict, ==, GUICHET_AVAILABILITY_CERTAIN);
  g_assert_true (guichet_week_equal (&understood->week, guichet_week_grid_get_week (fixture->grid)));
  click (fixture, 0, 13);
  click (fixture, 0, 14);
  click (fixture, 3, 13);
  g_assert_cmpstr (get_words (fixture), ==, "");
}

/* Nobody loses words to a click. */
static void
test_words_come_back (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *back;

  write_words (fixture, "après la récré");
  click (fixture, 0, 13);
  g_assert_cmpstr (get_words (fixture), !=, "après la récré");
  back = find_labelled (fixture->availability, "Put My Words Back");
  g_assert_true (gtk_widget_get_visible (back));
  g_signal_emit_by_name (back, "clicked");
  g_assert_cmpstr (get_words (fixture), ==, "après la récré");
  g_assert_false (gtk_widget_get_visible (back));
}

/* One stop for Tab; arrows go from hour to hour. */
static void
test_week_keys (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *grid = GTK_WIDGET (fixture->grid);

  gtk_widget_grab_focus (grid);
  g_assert_true (gtk_widget_is_focus (guichet_week_grid_get_cell (fixture->grid, 0, 8)));
  g_assert_true (gtk_widget_child_focus (grid, GTK_DIR_RIGHT));
  g_assert_true (gtk_widget_child_focus (grid, GTK_DIR_DOWN));
  g_assert_true (gtk_widget_is_focus (guichet_week_grid_get_cell (fixture->grid, 1, 9)));
  g_assert_true (gtk_widget_child_focus (grid, GTK_DIR_UP));
  g_assert_true (gtk_widget_child_focus (grid, GTK_DIR_UP));
  g_assert_true (gtk_widget_is_focus (guichet_week_grid_get_cell (fixture->grid, 0, 9)));
  g_assert_false (gtk_widget_child_focus (grid, GTK_DIR_TAB_FORWARD));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/new-ticket-parts/mosaic", test_mosaic);
  g_test_add_func ("/ui/new-ticket-parts/mosaic-edges", test_mosaic_edges);
  g_test_add_func ("/ui/new-ticket-parts/picture-dialog", test_picture_dialog);
#define ADD(path, func) g_test_add ("/ui/new-ticket-parts/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("words-to-week", test_words_to_week);
  ADD ("no-silent-guess", test_no_silent_guess);
  ADD ("half-hours", test_half_hours);
  ADD ("room", test_room);
  ADD ("week-to-words", test_week_to_words);
  ADD ("words-come-back", test_words_come_back);
  ADD ("week-keys", test_week_keys);
#undef ADD

  return g_test_run ();
}
