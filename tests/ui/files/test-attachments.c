#include "config.h"

#include "sample-files.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "model/rules.h"
#include "store/cache.h"
#include "store/outbox.h"
#include "ui/ticket/attachment-add.h"
#include "ui/ticket/attachment-chip.h"
#include "ui/ticket/attachment-strip.h"
#include "util/error.h"

/* ---- what is on the page */

static GtkWidget *
get_strip (TicketFixture *fixture)
{
  return find_widget (GTK_WIDGET (fixture->page), GUICHET_TYPE_ATTACHMENT_STRIP, 0);
}

static gboolean
strip_shows (TicketFixture *fixture,
             const char    *words)
{
  g_autofree char *text = collect_text (get_strip (fixture));

  return strstr (text, words) != NULL;
}

static guint
count_chips (TicketFixture *fixture)
{
  guint n = 0;

  while (find_widget (get_strip (fixture), GUICHET_TYPE_ATTACHMENT_CHIP, n) != NULL)
    n++;

  return n;
}

/* The button of the strip follows the action. */
static gboolean
may_add (TicketFixture *fixture)
{
  for (guint i = 0;; i++)
    {
      GtkWidget *button = find_widget (get_strip (fixture), GTK_TYPE_BUTTON, i);

      g_assert_nonnull (button);
      if (g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), "ticket.attach") == 0)
        return gtk_widget_is_sensitive (button);
    }
}

/* ---- files of this computer */

static GFile *
write_file (TicketFixture *fixture,
            const char    *name,
            gsize          size)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "mine", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *data = g_strnfill (size, 'x');
  g_autoptr(GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}

static void
remove_mine (TicketFixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "mine", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

static void
add_one (TicketFixture *fixture,
         const char    *name,
         gsize          size)
{
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GFile) file = write_file (fixture, name, size);
  g_autoptr(GuichetTicket) ticket = ticket_fixture_make_ticket ("assigned", ME);

  g_list_store_append (files, file);
  guichet_attach_files (GTK_WIDGET (fixture->page), fixture->context, ticket, G_LIST_MODEL (files));
}

/* (transfer full): the open operations with files, oldest first */
static GPtrArray *
list_sent (TicketFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *intents = guichet_store_list_intents (fixture->store, FALSE, &error);

  g_assert_no_error (error);

  return intents;
}

static guint
count_sent (TicketFixture *fixture)
{
  g_autoptr(GPtrArray) intents = list_sent (fixture);

  return intents->len;
}

static void
end_intent (TicketFixture      *fixture,
            guint               nth,
            GuichetIntentState  state,
            GuichetError        reason)
{
  g_autoptr(GPtrArray) intents = list_sent (fixture);
  const GuichetIntent *listed = g_ptr_array_index (intents, nth);
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetIntent) intent = guichet_store_read_intent (fixture->store, listed->uuid, &error);
  g_autoptr(GError) cause = guichet_error_new (reason, NULL, NULL, "because");

  g_assert_no_error (error);
  intent->state = state;
  if (state == GUICHET_INTENT_REFUSED)
    guichet_intent_set_reason (intent, cause);
  guichet_store_save_intent (fixture->store, intent, &error);
  g_assert_no_error (error);
}

static void
set_status (TicketFixture *fixture,
            const char    *status,
            guint          second)
{
  g_autoptr(GuichetTicket) ticket = ticket_fixture_make_ticket (status, ME);
  g_autofree char *update = g_strdup_printf ("2026-11-24 10:00:%02u", second);

  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, update);
  ticket_fixture_merge (fixture, ticket);
}

/* SPEC §11.15: files come in every open state, and the title counts them. */
static void
test_every_open_state (void)
{
  TicketFixture fixture;
  GuichetProfile *profile;
  const GuichetState *states;
  guint n_states;
  guint n_open = 0;

  ticket_fixture_set_up (&fixture, 1280, 820);
  WAIT (strip_shows (&fixture, "Attachments (2)"));
  profile = guichet_context_get_profile (fixture.context);
  states = guichet_profile_get_states (profile, &n_states);
  g_assert_cmpuint (n_states, >, 5);

  for (guint i = 0; i < n_states; i++)
    {
      gboolean open = states[i].category != GUICHET_CATEGORY_CLOSED;
      g_autofree char *name = g_strdup_printf ("relevé-%s.txt", states[i].code);
      g_autofree char *title = NULL;

      set_status (&fixture, states[i].code, i);
      WAIT (may_add (&fixture) == open);
      ticket_fixture_spin (30);
      g_assert_cmpint (may_add (&fixture), ==, open);
      if (!open)
        continue;

      n_open++;
      title = g_strdup_printf ("Attachments (%u)", 2 + n_open);
      add_one (&fixture, name, 100 + i);
      WAIT (strip_shows (&fixture, title));
      g_assert_cmpuint (count_chips (&fixture), ==, 2 + n_open);
    }
  g_assert_cmpuint (count_sent (&fixture), ==, n_open);
  g_assert_cmpuint (n_open, >=, 6);
  g_assert_cmpuint (n_open, <, n_states);
  remove_mine (&fixture);
  ticket_fixture_tear_down (&fixture);
}

/* Several at once, in their order, under safe names, with what they are. */
static void
test_add (void)
{
  TicketFixture fixture;
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GPtrArray) intents = NULL;
  const char *names[] = { "b.txt", "a\342\200\256x.log", ".caché.csv" };
  const char *safe[] = { "b.txt", "ax.log", "caché.csv" };

  ticket_fixture_set_up (&fixture, 1280, 820);
  g_assert_false (guichet_attachment_strip_has_fresh_file (GUICHET_ATTACHMENT_STRIP (get_strip (&fixture))));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GFile) file = write_file (&fixture, names[i], 1000 + i);
      g_autoptr(GuichetTicket) ticket = NULL;

      g_list_store_append (files, file);
    }
  {
    g_autoptr(GuichetTicket) ticket = ticket_fixture_make_ticket ("assigned", ME);

    guichet_attach_files (GTK_WIDGET (fixture.page), fixture.context, ticket, G_LIST_MODEL (files));
  }
  WAIT (strip_shows (&fixture, "Attachments (5)"));

  intents = list_sent (&fixture);
  g_assert_cmpuint (intents->len, ==, 3);
  for (guint i = 0; i < intents->len; i++)
    {
      const GuichetIntent *intent = g_ptr_array_index (intents, i);

      g_assert_cmpint (intent->kind, ==, GUICHET_INTENT_ATTACH);
      g_assert_cmpint (intent->ticket_id, ==, TICKET_ID);
      g_assert_cmpstr (intent->ref, ==, "R-004871");
      g_assert_cmpstr (intent->file_name, ==, safe[i]);
      g_assert_cmpint (intent->file_size, ==, 1000 + i);
      g_assert_true (g_str_has_prefix (intent->file_mime, "text/"));
      g_assert_cmpint (intent->not_before, >, g_get_real_time () / 1000);
    }
  g_assert_true (guichet_attachment_strip_has_fresh_file (GUICHET_ATTACHMENT_STRIP (get_strip (&fixture))));
  remove_mine (&fixture);
  ticket_fixture_tear_down (&fixture);
}

static GtkWidget *
wait_for_dialog (TicketFixture *fixture)
{
  GtkWidget *dialog = NULL;

  WAIT ((dialog = find_widget (GTK_WIDGET (fixture->window), ADW_TYPE_ALERT_DIALOG, 0)) != NULL);
  ticket_fixture_spin (50);

  return dialog;
}

/* What cannot be sent is said, each with its reason; the rest goes. */
static void
test_objections (void)
{
  TicketFixture fixture;
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GuichetTicket) ticket = ticket_fixture_make_ticket ("assigned", ME);
  g_autofree char *large_path = NULL;
  GtkWidget *dialog;
  const char *body;

  ticket_fixture_set_up (&fixture, 1280, 820);
  {
    g_autoptr(GFile) empty = write_file (&fixture, "vide.txt", 0);
    g_autoptr(GFile) good = write_file (&fixture, "bon.txt", 10);
    g_autoptr(GFile) large = write_file (&fixture, "film.mkv", 1);
    g_autoptr(GFile) folder = g_file_get_parent (good);
    g_autoptr(GFile) gone = g_file_new_for_path ("/nonexistent/rien.txt");

    large_path = g_file_get_path (large);
    g_assert_cmpint (truncate (large_path, GUICHET_ATTACH_MAX + 1), ==, 0);
    g_list_store_append (files, empty);
    g_list_store_append (files, large);
    g_list_store_append (files, folder);
    g_list_store_append (files, gone);
    g_list_store_append (files, good);
  }
  guichet_attach_files (GTK_WIDGET (fixture.page), fixture.context, ticket, G_LIST_MODEL (files));
  dialog = wait_for_dialog (&fixture);
  body = adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog));
  g_assert_nonnull (strstr (body, "“vide.txt” is empty"));
  g_assert_nonnull (strstr (body, "“film.mkv” has"));
  g_assert_nonnull (strstr (body, "“mine” is no file"));
  g_assert_nonnull (strstr (body, "“rien.txt” could not be read"));
  g_assert_null (strstr (body, "bon.txt"));
  g_assert_false (adw_alert_dialog_has_response (ADW_ALERT_DIALOG (dialog), "send"));
  save_picture (GTK_WIDGET (fixture.window), "attach-objections.png");
  adw_dialog_close (ADW_DIALOG (dialog));
  WAIT (count_sent (&fixture) == 1);
  remove_mine (&fixture);
  ticket_fixture_tear_down (&fixture);
}

/* The limit that the server showed is checked before, and may be overruled. */
static void
test_learned_limit (void)
{
  TicketFixture fixture;
  GtkWidget *dialog;

  ticket_fixture_set_up (&fixture, 1280, 820);
  add_one (&fixture, "a.bin", 5000);
  WAIT (count_sent (&fixture) == 1);
  end_intent (&fixture, 0, GUICHET_INTENT_REFUSED, GUICHET_ERROR_TOO_LARGE);
  WAIT (strip_shows (&fixture, "Not sent."));

  add_one (&fixture, "b.bin", 6000);
  dialog = wait_for_dialog (&fixture);
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog)), "too large"));
  g_assert_cmpuint (count_sent (&fixture), ==, 1);
  adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog));
  g_signal_emit_by_name (dialog, "response", "send");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  WAIT (count_sent (&fixture) == 2);

  add_one (&fixture, "c.bin", 4999);
  WAIT (count_sent (&fixture) == 3);
  remove_mine (&fixture);
  ticket_fixture_tear_down (&fixture);
}

static GtkWidget *
find_button (GtkWidget  *chip,
             const char *icon)
{
  for (guint i = 0;; i++)
    {
      GtkWidget *button = find_widget (chip, GTK_TYPE_BUTTON, i);

      if (button == NULL)
        return NULL;
      if (g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (button)), icon) == 0)
        return gtk_widget_get_visible (button) ? button : NULL;
    }
}

/* A file on its way: what it is doing, how far it is, what can be done. */
static void
test_chips (void)
{
  TicketFixture fixture;
  g_autoptr(GPtrArray) intents = NULL;
  GtkWidget *chip;

  ticket_fixture_set_up (&fixture, 1280, 820);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("fichier-%u.txt", i);

      add_one (&fixture, name, 100000);
      WAIT (count_sent (&fixture) == i + 1);
    }
  WAIT (count_chips (&fixture) == 6);
  end_intent (&fixture, 1, GUICHET_INTENT_SENDING, GUICHET_ERROR_FAILED);
  end_intent (&fixture, 2, GUICHET_INTENT_REFUSED, GUICHET_ERROR_TOO_LARGE);
  end_intent (&fixture, 3, GUICHET_INTENT_VERIFY, GUICHET_ERROR_FAILED);
  WAIT (strip_shows (&fixture, "Being sent") && strip_shows (&fixture, "Not sent.") &&
        strip_shows (&fixture, "being checked"));
  intents = list_sent (&fixture);
  guichet_context_tell_transfer (fixture.context, ((GuichetIntent *) g_ptr_array_index (intents, 1))->uuid, 40, 100);
  save_picture (GTK_WIDGET (fixture.window), "strip-states.png");

  chip = find_widget (get_strip (&fixture), GUICHET_TYPE_ATTACHMENT_CHIP, 0);
  g_assert_null (find_button (chip, "view-refresh-symbolic"));
  g_assert_nonnull (find_button (chip, "window-close-symbolic"));
  chip = find_widget (get_strip (&fixture), GUICHET_TYPE_ATTACHMENT_CHIP, 1);
  g_assert_null (find_button (chip, "window-close-symbolic"));
  g_assert_true (gtk_widget_get_visible (find_widget (chip, GTK_TYPE_PROGRESS_BAR, 0)));
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (find_widget (chip, GTK_TYPE_PROGRESS_BAR, 0))),
                     ==, 0.4);

  /* The refused one goes again, the waiting one is taken back. */
  chip = find_widget (get_strip (&fixture), GUICHET_TYPE_ATTACHMENT_CHIP, 2);
  gtk_widget_activate (find_button (chip, "view-refresh-symbolic"));
  WAIT (!strip_shows (&fixture, "Not sent."));
  chip = find_widget (get_strip (&fixture), GUICHET_TYPE_ATTACHMENT_CHIP, 0);
  gtk_widget_activate (find_button (chip, "window-close-symbolic"));
  WAIT (strip_shows (&fixture, "Attachments (5)"));
  WAIT (count_chips (&fixture) == 5);
  g_assert_false (strip_shows (&fixture, "fichier-0.txt"));
  remove_mine (&fixture);
  ticket_fixture_tear_down (&fixture);
}

/* The whole act can be undone for ten seconds. */
static void
test_undo (void)
{
  TicketFixture fixture;
  GtkWidget *overlay;
  GtkWidget *button = NULL;

  ticket_fixture_set_up (&fixture, 1280, 820);
  add_one (&fixture, "a.txt", 10);
  WAIT (count_sent (&fixture) == 1);
  overlay = find_widget (GTK_WIDGET (fixture.window), ADW_TYPE_TOAST_OVERLAY, 0);
  for (guint i = 0; button == NULL; i++)
    {
      GtkWidget *candidate = NULL;

      WAIT ((candidate = find_widget (overlay, GTK_TYPE_BUTTON, i)) != NULL);
      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (candidate)), "_Undo") == 0)
        button = candidate;
    }
  g_signal_emit_by_name (button, "clicked");
  WAIT (count_sent (&fixture) == 0);
  WAIT (strip_shows (&fixture, "Attachments (2)"));
  remove_mine (&fixture);
  ticket_fixture_tear_down (&fixture);
}

static GtkDropTarget *
find_target (TicketFixture *fixture)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->page));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }

  return NULL;
}

static gboolean
drop (TicketFixture *fixture,
      GType          type,
      gpointer       content)
{
  g_auto(GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, type);
  if (g_type_is_a (type, G_TYPE_OBJECT))
    g_value_set_object (&value, content);
  else
    g_value_set_boxed (&value, content);
  g_signal_emit_by_name (find_target (fixture), "drop", &value, 10.0, 10.0, &taken);

  return taken;
}

/* Anywhere on the page; the place shows itself. */
static void
test_drop (void)
{
  TicketFixture fixture;
  g_autoptr(GFile) file = NULL;
  g_autoptr(GBytes) png = sample_png (32, 32);
  g_autoptr(GdkTexture) picture = NULL;
  GSList *list;
  g_autoptr(GError) error = NULL;
  GdkDragAction action = 0;
  GtkWidget *zone;

  ticket_fixture_set_up (&fixture, 1280, 820);
  zone = gtk_widget_get_ancestor (find_by_class (GTK_WIDGET (fixture.page), "drop-zone"), GTK_TYPE_REVEALER);
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (zone)));
  g_signal_emit_by_name (find_target (&fixture), "enter", 10.0, 10.0, &action);
  g_assert_cmpint (action, ==, GDK_ACTION_COPY);
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (zone)));
  save_picture (GTK_WIDGET (fixture.window), "drop-zone.png");
  g_signal_emit_by_name (find_target (&fixture), "leave");
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (zone)));

  file = write_file (&fixture, "depuis-le-bureau.txt", 20);
  list = g_slist_append (NULL, file);
  g_assert_true (drop (&fixture, GDK_TYPE_FILE_LIST, list));
  g_slist_free (list);
  WAIT (strip_shows (&fixture, "depuis-le-bureau.txt"));

  picture = gdk_texture_new_from_bytes (png, &error);
  g_assert_no_error (error);
  g_assert_true (drop (&fixture, GDK_TYPE_TEXTURE, picture));
  WAIT (count_sent (&fixture) == 2);

  /* A closed ticket takes nothing. */
  set_status (&fixture, "closed", 1);
  WAIT (!may_add (&fixture));
  g_signal_emit_by_name (find_target (&fixture), "enter", 10.0, 10.0, &action);
  g_assert_cmpint (action, ==, 0);
  g_assert_false (drop (&fixture, GDK_TYPE_TEXTURE, picture));
  ticket_fixture_spin (50);
  g_assert_cmpuint (count_sent (&fixture), ==, 2);
  remove_mine (&fixture);
  ticket_fixture_tear_down (&fixture);
}

static GtkShortcut *
find_paste (TicketFixture *fixture)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->page));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          g_autofree char *keys = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          if (strstr (keys, "<Control>v") != NULL)
            return shortcut;
        }
    }

  return NULL;
}

static gboolean
paste (TicketFixture *fixture)
{
  return gtk_shortcut_action_activate (gtk_shortcut_get_action (find_paste (fixture)), 0,
                                       GTK_WIDGET (fixture->page), NULL);
}

/* A picture of the clipboard is a file named by ticket and time; text stays
 * text, also when a picture of it comes along. */
static void
test_paste (void)
{
  TicketFixture fixture;
  g_autoptr(GBytes) png = sample_png (48, 32);
  g_autoptr(GdkTexture) picture = gdk_texture_new_from_bytes (png, NULL);
  g_autoptr(GPtrArray) intents = NULL;
  g_autoptr(GuichetIntent) whole = NULL;
  const GuichetIntent *intent;
  GdkClipboard *clipboard;
  GdkContentProvider *both[2];
  g_autoptr(GdkContentProvider) provider = NULL;

  ticket_fixture_set_up (&fixture, 1280, 820);
  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture.page));
  gdk_clipboard_set_text (clipboard, "Bonjour");
  g_assert_false (paste (&fixture));

  gdk_clipboard_set_texture (clipboard, picture);
  g_assert_true (paste (&fixture));
  WAIT (count_sent (&fixture) == 1);
  intents = list_sent (&fixture);
  intent = g_ptr_array_index (intents, 0);
  g_assert_true (g_regex_match_simple ("^R-004871 \\d{4}-\\d\\d-\\d\\d \\d\\d\\.\\d\\d\\.png$", intent->file_name, 0, 0));
  g_assert_cmpstr (intent->file_mime, ==, "image/png");
  whole = guichet_store_read_intent (fixture.store, intent->uuid, NULL);
  g_assert_cmpmem (g_bytes_get_data (whole->file_data, NULL), 4, "\211PNG", 4);

  both[0] = gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, picture);
  both[1] = gdk_content_provider_new_typed (G_TYPE_STRING, "cellule");
  provider = gdk_content_provider_new_union (both, 2);
  gdk_clipboard_set_content (clipboard, provider);
  g_assert_false (paste (&fixture));
  ticket_fixture_spin (30);
  g_assert_cmpuint (count_sent (&fixture), ==, 1);
  ticket_fixture_tear_down (&fixture);
}

/* The focus stays on a file while the list of files is read again. */
static void
test_focus (void)
{
  TicketFixture fixture;
  GtkWidget *chip;
  GtkWidget *focus;

  ticket_fixture_set_up (&fixture, 1280, 820);
  WAIT (count_chips (&fixture) == 2);
  chip = find_widget (get_strip (&fixture), GUICHET_TYPE_ATTACHMENT_CHIP, 1);
  g_assert_true (gtk_widget_grab_focus (chip));
  focus = gtk_window_get_focus (fixture.window);
  g_assert_true (gtk_widget_is_ancestor (focus, chip));
  add_one (&fixture, "a.txt", 10);
  WAIT (count_chips (&fixture) == 3);
  g_assert_true (gtk_window_get_focus (fixture.window) == focus);
  remove_mine (&fixture);
  ticket_fixture_tear_down (&fixture);
}

static void
test_narrow (void)
{
  TicketFixture fixture;
  int minimum;

  ticket_fixture_set_up (&fixture, 360, 720);
  add_one (&fixture, "un nom de fichier vraiment très très long qui ne tient pas.pdf", 10);
  WAIT (count_chips (&fixture) == 3);
  end_intent (&fixture, 0, GUICHET_INTENT_REFUSED, GUICHET_ERROR_TOO_LARGE);
  WAIT (strip_shows (&fixture, "Not sent."));
  gtk_widget_child_focus (get_strip (&fixture), GTK_DIR_TAB_FORWARD);
  gtk_widget_measure (get_strip (&fixture), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 280);
  save_picture (GTK_WIDGET (fixture.window), "strip-360.png");
  remove_mine (&fixture);
  ticket_fixture_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  if (g_getenv ("GUICHET_TEST_DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  g_test_add_func ("/spec/15-attachments-in-every-open-state", test_every_open_state);
  g_test_add_func ("/attachments/add", test_add);
  g_test_add_func ("/attachments/objections", test_objections);
  g_test_add_func ("/attachments/learned-limit", test_learned_limit);
  g_test_add_func ("/attachments/chips", test_chips);
  g_test_add_func ("/attachments/undo", test_undo);
  g_test_add_func ("/attachments/drop", test_drop);
  g_test_add_func ("/attachments/paste", test_paste);
  g_test_add_func ("/attachments/focus", test_focus);
  g_test_add_func ("/attachments/narrow", test_narrow);

  return g_test_run ();
}
