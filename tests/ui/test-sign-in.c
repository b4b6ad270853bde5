#include "config.h"

#include "shell-fixture.h"

#include "app/sign-in.h"
#include "demo/desk.h"
#include "ui/common/problem.h"
#include "util/error.h"

#include <glib/gstdio.h>

#define N_CODES (GUICHET_ERROR_NO_KEYRING + 1)

typedef struct
{
  GtkWindow         *window;
  GuichetSignInPage *page;
  guint              n_probes;
  guint              n_submits;
  char              *server;
  char              *login;
  char              *secret;
} Fixture;

static void
probe_cb (Fixture    *f,
          const char *typed)
{
  f->n_probes++;
}

static void
submit_cb (Fixture    *f,
           const char *server,
           const char *login,
           const char *secret)
{
  f->n_submits++;
  g_set_str (&f->server, server);
  g_set_str (&f->login, login);
  g_set_str (&f->secret, secret);
}

static void
set_up (Fixture *f)
{
  f->page = guichet_sign_in_page_new ();
  g_signal_connect_swapped (f->page, "probe", G_CALLBACK (probe_cb), f);
  g_signal_connect_swapped (f->page, "submit", G_CALLBACK (submit_cb), f);
  f->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (f->window, 600, 800);
  adw_window_set_content (ADW_WINDOW (f->window), GTK_WIDGET (f->page));
  gtk_window_present (f->window);
}

static void
tear_down (Fixture *f)
{
  g_object_add_weak_pointer (G_OBJECT (f->page), (gpointer *) &f->page);
  gtk_window_destroy (f->window);
  WAIT (f->page == NULL);
  g_free (f->server);
  g_free (f->login);
  g_free (f->secret);
}

static GtkWidget *
get_row (Fixture *f,
         guint    n)
{
  return find_widget (GTK_WIDGET (f->page), ADW_TYPE_ENTRY_ROW, n);
}

static void
type_in (Fixture    *f,
         guint       n,
         const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_row (f, n)), text);
}

static gboolean
shows_text (Fixture    *f,
            const char *text)
{
  g_autofree char *all = collect_text (GTK_WIDGET (f->page));

  return strstr (all, text) != NULL;
}

/* Every failure has a sentence of its own. */
static void
test_sentences (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint code = 0; code < N_CODES; code++)
    {
      g_autoptr(GError) error = g_error_new (GUICHET_ERROR, (int) code, "technical");
      g_autofree char *details = guichet_problem_dup_details (error);
      GuichetProblem problem = guichet_problem_describe (error);

      g_assert_nonnull (problem.sentence);
      g_assert_true (g_hash_table_add (seen, (gpointer) problem.sentence));
      g_assert_null (strstr (problem.sentence, "technical"));
      g_assert_nonnull (strstr (details, "technical"));
    }
}

static void
test_focus (void)
{
  static const struct
  {
    GuichetError code;
    guint        row;
  } cases[] = {
    { GUICHET_ERROR_UNREACHABLE, 0 },
    { GUICHET_ERROR_TLS, 0 },
    { GUICHET_ERROR_NOT_ITOP, 0 },
    { GUICHET_ERROR_MISSING_PROFILE, 1 },
    { GUICHET_ERROR_PORTAL_ACCOUNT, 1 },
    { GUICHET_ERROR_EMPTY_PORTAL, 1 },
    { GUICHET_ERROR_BAD_CREDENTIALS, 2 },
  };
  Fixture f = { NULL };

  set_up (&f);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = g_error_new (GUICHET_ERROR, cases[i].code, "technical");
      GtkWidget *row = get_row (&f, cases[i].row);
      GtkWidget *focus;

      guichet_sign_in_page_set_problem (f.page, error);
      WAIT (shows_text (&f, guichet_problem_describe (error).sentence));
      g_assert_true (gtk_widget_has_css_class (row, "error"));
      focus = gtk_window_get_focus (f.window);
      g_assert_true (focus != NULL && gtk_widget_is_ancestor (focus, row));
      for (guint other = 0; other < 3; other++)
        g_assert_true (other == cases[i].row || !gtk_widget_has_css_class (get_row (&f, other), "error"));
    }

  /* Typing takes the complaint away. */
  type_in (&f, 2, "x");
  g_assert_false (gtk_widget_has_css_class (get_row (&f, 2), "error"));

  tear_down (&f);
}

static void
browse_cb (char       **out_typed,
           const char  *typed)
{
  g_set_str (out_typed, typed);
}

/* Where only a browser gets in, the way there is at hand, and only there. */
static void
test_browser (void)
{
  g_autoptr(GError) sso = g_error_new (GUICHET_ERROR, GUICHET_ERROR_SINGLE_SIGN_ON, "technical");
  g_autoptr(GError) other = g_error_new (GUICHET_ERROR, GUICHET_ERROR_BAD_CREDENTIALS, "technical");
  g_autofree char *typed = NULL;
  Fixture f = { NULL };
  GtkWidget *button;

  set_up (&f);
  g_signal_connect_swapped (f.page, "browse", G_CALLBACK (browse_cb), &typed);
  type_in (&f, 0, "desk.example");
  guichet_sign_in_page_set_problem (f.page, sso);
  WAIT (shows_text (&f, guichet_problem_describe (sso).sentence));
  button = gtk_window_get_focus (f.window);
  g_assert_true (GTK_IS_BUTTON (button));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Open in the _Browser");
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (typed, ==, "desk.example");

  guichet_sign_in_page_set_problem (f.page, other);
  g_assert_false (gtk_widget_get_visible (button));
  tear_down (&f);
}

static void
test_submit (void)
{
  Fixture f = { NULL };

  set_up (&f);
  type_in (&f, 0, "desk.example");
  g_signal_emit_by_name (get_row (&f, 0), "entry-activated");
  g_assert_cmpuint (f.n_submits, ==, 0);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (f.window), get_row (&f, 1)));

  type_in (&f, 1, "elise");
  type_in (&f, 2, "secret");
  g_signal_emit_by_name (get_row (&f, 2), "entry-activated");
  g_signal_emit_by_name (get_row (&f, 2), "entry-activated");
  g_assert_cmpuint (f.n_submits, ==, 1);
  g_assert_cmpstr (f.server, ==, "desk.example");
  g_assert_cmpstr (f.login, ==, "elise");
  g_assert_cmpstr (f.secret, ==, "secret");
  g_assert_false (gtk_widget_get_sensitive (get_row (&f, 0)));

  guichet_sign_in_page_reset (f.page);
  g_assert_true (gtk_widget_get_sensitive (get_row (&f, 0)));

  tear_down (&f);
}

/* One question for a whole address, and an answer to an older one is too late. */
static void
test_reach (void)
{
  Fixture f = { NULL };

  set_up (&f);
  type_in (&f, 0, "desk");
  type_in (&f, 0, "desk.ex");
  type_in (&f, 0, "desk.example");
  WAIT (f.n_probes > 0);
  ticket_fixture_spin (100);
  g_assert_cmpuint (f.n_probes, ==, 1);

  guichet_sign_in_page_set_reach (f.page, "desk.ex", GUICHET_SERVER_REACHABLE);
  g_assert_false (shows_text (&f, "Reachable"));
  guichet_sign_in_page_set_reach (f.page, "desk.example", GUICHET_SERVER_REACHABLE);
  g_assert_true (shows_text (&f, "Reachable"));
  guichet_sign_in_page_set_reach (f.page, "desk.example", GUICHET_SERVER_OTHER);
  g_assert_true (shows_text (&f, "Not a service desk"));

  tear_down (&f);
}

static void
signed_in_cb (GuichetSignIn   *sign_in,
              GuichetAccount  *account,
              GuichetAccount **out_account)
{
  *out_account = g_object_ref (account);
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* The real way through the page: refused, then let in. */
static void
test_desk (void)
{
  const GuichetDemoOptions options = { .profile = "asap", .tickets = 30, .seed = 7 };
  Fixture f = { NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GSettings) settings = g_settings_new (GUICHET_APPLICATION_ID);
  g_autofree char *folder = g_dir_make_tmp ("guichet-sign-in-XXXXXX", &error);
  g_autoptr(GuichetDemoDesk) desk = guichet_demo_desk_new (&options, &error);
  g_autoptr(GuichetSignIn) sign_in = NULL;
  GuichetAccount *account = NULL;
  GuichetSyncStatus *status;

  g_assert_no_error (error);
  set_up (&f);
  sign_in = guichet_sign_in_new (f.page, settings, folder);
  g_signal_connect (sign_in, "signed-in", G_CALLBACK (signed_in_cb), &account);

  type_in (&f, 0, guichet_demo_desk_get_address (desk));
  WAIT (shows_text (&f, "Reachable"));
  type_in (&f, 1, guichet_demo_desk_get_login (desk));
  type_in (&f, 2, "wrong");
  g_signal_emit_by_name (get_row (&f, 2), "entry-activated");
  WAIT (shows_text (&f, "The account or the password is not right."));
  g_assert_null (account);

  type_in (&f, 2, guichet_demo_desk_get_secret (desk));
  g_signal_emit_by_name (get_row (&f, 2), "entry-activated");
  WAIT (account != NULL);
  status = guichet_context_get_sync_status (guichet_account_get_context (account));
  WAIT (guichet_sync_status_get_last_success (status) != 0);
  {
    g_autofree char *login = g_settings_get_string (settings, "login");

    g_assert_cmpstr (login, ==, guichet_demo_desk_get_login (desk));
  }

  guichet_account_close (account);
  g_object_unref (account);
  guichet_demo_desk_stop (desk);
  tear_down (&f);
  remove_folder (folder);
}

static void
entered_cb (GuichetSignIn  *sign_in,
            const char     *sentence,
            char          **out_sentence)
{
  g_set_str (out_sentence, sentence);
}

/* A requester gets in through the web portal, and hears so. */
static void
test_requester (void)
{
  const GuichetDemoOptions options = { .profile = "asap", .tickets = 30, .seed = 7 };
  Fixture f = { NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GSettings) settings = g_settings_new (GUICHET_APPLICATION_ID);
  g_autofree char *folder = g_dir_make_tmp ("guichet-sign-in-XXXXXX", &error);
  g_autoptr(GuichetDemoDesk) desk = guichet_demo_desk_new (&options, &error);
  g_autoptr(GuichetSignIn) sign_in = NULL;
  g_autofree char *sentence = NULL;
  GuichetAccount *account = NULL;

  g_assert_no_error (error);
  set_up (&f);
  sign_in = guichet_sign_in_new (f.page, settings, folder);
  g_signal_connect (sign_in, "signed-in", G_CALLBACK (signed_in_cb), &account);
  g_signal_connect (sign_in, "entered", G_CALLBACK (entered_cb), &sentence);

  type_in (&f, 0, guichet_demo_desk_get_address (desk));
  type_in (&f, 1, "requester");
  type_in (&f, 2, guichet_demo_desk_get_secret (desk));
  g_signal_emit_by_name (get_row (&f, 2), "entry-activated");
  WAIT (account != NULL);
  WAIT (sentence != NULL);
  g_assert_nonnull (strstr (sentence, "web portal"));

  guichet_account_close (account);
  g_object_unref (account);
  guichet_demo_desk_stop (desk);
  tear_down (&f);
  remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/sign-in/sentences", test_sentences);
  g_test_add_func ("/sign-in/focus", test_focus);
  g_test_add_func ("/sign-in/browser", test_browser);
  g_test_add_func ("/sign-in/submit", test_submit);
  g_test_add_func ("/sign-in/reach", test_reach);
  g_test_add_func ("/sign-in/desk", test_desk);
  g_test_add_func ("/sign-in/requester", test_requester);

  return g_test_run ();
}
