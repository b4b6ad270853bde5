#include "config.h"

#include "../shell-fixture.h"

#include "layouts.h"
#include "store/outbox.h"
#include "ui/common/rich-editor.h"

#include <gdk/x11/gdkx.h>
#include <glib-unix.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

/* Every character of the keyboards of France and Germany, typed with real keys
 * on a display of its own into both journals: exactly that text arrives, and
 * nothing else happens. */

#define NONE 0xfffc
#define KEY_SHIFT "50"
#define KEY_LEVEL3 "108"

static GSubprocess *server;

/* Also when a test fails. */
static void
end_with_parent_cb (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static void
start_display (void)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr(GError) error = NULL;
  /* High, and not asked for: a server of somebody else that listens where ours
   * does not could get the keys. */
  g_autofree char *display = g_strdup_printf (":%u", 1000 + (guint) getpid () % 50000);
  char c = '\0';
  int ends[2];

  g_unix_open_pipe (ends, O_CLOEXEC, &error);
  g_assert_no_error (error);
  g_subprocess_launcher_take_fd (launcher, ends[1], 3);
  g_subprocess_launcher_set_child_setup (launcher, end_with_parent_cb, NULL, NULL);
  server = g_subprocess_launcher_spawn (launcher, &error, "Xvfb", display, "-displayfd", "3", "-screen", "0", "1600x1200x24",
                                        "-nolisten", "tcp", NULL);
  g_assert_no_error (error);
  /* It tells its number on a line when it listens, and ends when nobody reads
   * the whole line. */
  while (c != '\n')
    g_assert_cmpint (read (ends[0], &c, 1), ==, 1);
  close (ends[0]);

  g_setenv ("DISPLAY", display, TRUE);
  g_setenv ("GDK_BACKEND", "x11", TRUE);
}

static void
run (GPtrArray *words)
{
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (words, NULL);
  process = g_subprocess_newv ((const char * const *) words->pdata, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

static void
add (GPtrArray  *words,
     const char *word)
{
  g_ptr_array_add (words, g_strdup (word));
}

static GPtrArray *
new_words (const char *program)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  add (words, program);

  return words;
}

static void
set_layout (const Layout *layout)
{
  g_autoptr(GPtrArray) words = new_words ("setxkbmap");

  add (words, "-model");
  add (words, "pc105");
  add (words, "-layout");
  add (words, layout->layout);
  add (words, "-variant");
  add (words, layout->variant);
  run (words);
  ticket_fixture_spin (200);
}

/* ---- keys */

static void
hold (GPtrArray  *words,
      guint       level,
      const char *command)
{
  static const char * const holds[N_LEVELS][2] = { { NULL }, { KEY_SHIFT }, { KEY_LEVEL3 }, { KEY_SHIFT, KEY_LEVEL3 } };

  for (guint i = 0; i < 2 && holds[level][i] != NULL; i++)
    {
      add (words, command);
      add (words, holds[level][i]);
    }
}

static void
press (GPtrArray *words,
       guint      code)
{
  g_autofree char *key = g_strdup_printf ("%u", code);

  add (words, "key");
  add (words, "--delay");
  add (words, "1");
  add (words, key);
}

/* Returns: the text that must arrive */
static char *
type_level (const Layout *layout,
            guint         level)
{
  g_autoptr(GPtrArray) words = new_words ("xdotool");
  GString *text = g_string_new (NULL);
  const char *p = layout->characters[level];

  hold (words, level, "keydown");
  for (guint i = 0; i < G_N_ELEMENTS (key_codes); i++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == NONE)
        continue;
      g_string_append_unichar (text, c);
      press (words, key_codes[i]);
    }
  g_assert_cmpint (*p, ==, '\0');
  hold (words, level, "keyup");
  run (words);

  return g_string_free_and_steal (text);
}

static char *
type_dead (const Layout *layout)
{
  g_autoptr(GPtrArray) words = new_words ("xdotool");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (layout->dead) && layout->dead[i].code != 0; i++)
    {
      hold (words, layout->dead[i].level, "keydown");
      press (words, layout->dead[i].code);
      hold (words, layout->dead[i].level, "keyup");
      press (words, layout->e);
      g_string_append (text, layout->dead[i].with_e);
    }
  run (words);

  return g_string_free_and_steal (text);
}

/* ---- the editors */

typedef struct
{
  ShellFixture  shell;
  GtkWidget    *page;
  GtkTextView  *views[GUICHET_N_JOURNALS];
} Fixture;

/* GTK is about to leave X; this display is X nevertheless. */
static gulong
get_xid (GdkSurface *surface)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  return gdk_x11_surface_get_xid (surface);
  G_GNUC_END_IGNORE_DEPRECATIONS
}

static void
set_up (Fixture *f)
{
  g_autoptr(GPtrArray) words = new_words ("xdotool");
  g_autofree char *window = NULL;

  shell_fixture_set_up (&f->shell, 1400, 900);
  guichet_agent_portal_open_ticket (f->shell.portal, 5);
  f->page = GTK_WIDGET (guichet_agent_portal_get_visible_page (f->shell.portal));
  ticket_fixture_spin (500);

  window = g_strdup_printf ("%lu", get_xid (gtk_native_get_surface (GTK_NATIVE (f->shell.window))));
  add (words, "windowfocus");
  add (words, "--sync");
  add (words, window);
  run (words);
  ticket_fixture_spin (200);
}

/* As people do: by the key of the journal. */
static GtkTextView *
enter_journal (Fixture    *f,
               const char *action)
{
  GtkWidget *before = gtk_window_get_focus (GTK_WINDOW (f->shell.window));
  GtkWidget *focus;

  gtk_widget_activate_action (f->page, action, NULL);
  WAIT (gtk_window_get_focus (GTK_WINDOW (f->shell.window)) != before);
  focus = gtk_window_get_focus (GTK_WINDOW (f->shell.window));
  g_assert_true (GTK_IS_TEXT_VIEW (focus));
  WAIT (gtk_widget_has_focus (focus));

  return GTK_TEXT_VIEW (focus);
}

static char *
dup_text (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* An @ may open a search, which closes and gives back what was typed when
 * nobody has that name. */
static gboolean
has_arrived (Fixture     *f,
             GtkTextView *view,
             const char  *expected)
{
  g_autofree char *text = dup_text (view);

  return g_str_equal (text, expected) && gtk_window_get_focus (GTK_WINDOW (f->shell.window)) == GTK_WIDGET (view);
}

static void
expect (Fixture      *f,
        GtkTextView  *view,
        const Layout *layout,
        const char   *what,
        const char   *expected)
{
  gint64 until = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  while (!has_arrived (f, view, expected) && g_get_monotonic_time () < until)
    ticket_fixture_spin (10);
  if (!has_arrived (f, view, expected))
    {
      g_autofree char *text = dup_text (view);
      g_autofree char *arrived = g_strescape (text, NULL);
      g_autofree char *wanted = g_strescape (expected, NULL);

      g_error ("%s %s, %s: “%s” arrived as “%s”, the focus is in a %s", layout->layout, layout->variant, what, wanted, arrived,
               G_OBJECT_TYPE_NAME (gtk_window_get_focus (GTK_WINDOW (f->shell.window))));
    }

  /* Nothing else happened. */
  g_assert_true (GTK_WIDGET (guichet_agent_portal_get_visible_page (f->shell.portal)) == f->page);
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->shell.window)));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), "", 0);
}

static void
type_all (Fixture     *f,
          GtkTextView *view)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autofree char *dead = NULL;

      set_layout (&layouts[i]);
      for (guint level = 0; level < N_LEVELS; level++)
        {
          g_autofree char *text = type_level (&layouts[i], level);
          g_autofree char *what = g_strdup_printf ("level %u", level + 1);

          expect (f, view, &layouts[i], what, text);
        }
      dead = type_dead (&layouts[i]);
      expect (f, view, &layouts[i], "dead keys", dead);
    }
}

static void
test_journals (void)
{
  Fixture f = { { NULL } };
  const char *actions[] = { "ticket.focus-private", "ticket.focus-public" };
  GuichetOutboxCount count;
  g_autoptr(GError) error = NULL;

  set_up (&f);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    type_all (&f, enter_journal (&f, actions[i]));

  guichet_store_count_outbox (f.shell.store, &count, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count.waiting + count.parked, ==, 0);

  shell_fixture_tear_down (&f.shell);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  start_display ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_icon_theme_add_search_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                  GUICHET_SOURCE_DIR "/data/icons");

  g_test_add_func ("/typing/journals", test_journals);
  status = g_test_run ();

  g_subprocess_send_signal (server, SIGTERM);
  g_object_unref (server);

  return status;
}
