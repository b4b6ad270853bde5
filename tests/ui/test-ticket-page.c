#include "config.h"

#include "ticket-fixture.h"

#include "store/cache.h"
#include "store/drafts.h"
#include "store/outbox.h"
#include "ui/common/rich-editor.h"
#include "ui/ticket/journal-row.h"
#include "ui/ticket/journal-view.h"

#include <sys/resource.h>

#define WIDE 1153
#define TALL 900

/* ---- helpers */

static GuichetJournalView *
get_view (TicketFixture  *fixture,
          GuichetJournal  journal)
{
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    {
      GtkWidget *view = find_widget (GTK_WIDGET (fixture->page), GUICHET_TYPE_JOURNAL_VIEW, i);

      if (view != NULL && guichet_journal_view_get_journal (GUICHET_JOURNAL_VIEW (view)) == journal)
        return GUICHET_JOURNAL_VIEW (view);
    }

  g_assert_not_reached ();
}

static GuichetRichEditor *
get_editor (TicketFixture  *fixture,
            GuichetJournal  journal)
{
  return guichet_journal_composer_get_editor (guichet_journal_view_get_composer (get_view (fixture, journal)));
}

/* As the keys of a person do. */
static void
type (TicketFixture  *fixture,
      GuichetJournal  journal,
      const char     *text)
{
  GtkTextView *view = guichet_rich_editor_get_view (get_editor (fixture, journal));

  g_signal_emit_by_name (view, "insert-at-cursor", text);
}

static void
assert_written (TicketFixture  *fixture,
                GuichetJournal  journal,
                const char     *expected)
{
  g_autoptr(GuichetRichText) text = guichet_rich_editor_dup_text (get_editor (fixture, journal));
  g_autofree char *plain = guichet_rich_text_to_plain (text);

  g_assert_cmpstr (g_strstrip (plain), ==, expected);
}

static GuichetDraft *
read_draft (TicketFixture  *fixture,
            GuichetJournal  journal)
{
  g_autofree char *key = guichet_draft_key_for_journal (TICKET_ID, journal);
  g_autoptr(GError) error = NULL;
  GuichetDraft *draft = guichet_store_read_draft (fixture->store, key, &error);

  g_assert_no_error (error);

  return draft;
}

static gboolean
has_draft (TicketFixture  *fixture,
           GuichetJournal  journal,
           const char     *part)
{
  g_autoptr(GuichetDraft) draft = read_draft (fixture, journal);

  return draft != NULL && strstr (draft->html, part) != NULL;
}

static gboolean
has_no_draft (TicketFixture  *fixture,
              GuichetJournal  journal)
{
  g_autoptr(GuichetDraft) draft = read_draft (fixture, journal);

  return draft == NULL;
}

static GPtrArray *
list_intents (TicketFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *intents = guichet_store_list_intents (fixture->store, FALSE, &error);

  g_assert_no_error (error);

  return intents;
}

static guint
count_intents (TicketFixture *fixture)
{
  g_autoptr(GPtrArray) intents = list_intents (fixture);

  return intents->len;
}

static void
activate (TicketFixture *fixture,
          const char    *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), action, NULL);
}

static GtkWidget *
find_button (GtkWidget  *root,
             const char *label)
{
  for (guint i = 0; ; i++)
    {
      GtkWidget *button = find_widget (root, GTK_TYPE_BUTTON, i);

      if (button == NULL)
        return NULL;
      if (gtk_widget_get_mapped (button) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
        return button;
    }
}

static void
click (GtkWidget  *root,
       const char *label)
{
  GtkWidget *button;

  WAIT ((button = find_button (root, label)) != NULL);
  g_signal_emit_by_name (button, "clicked");
}

static void
send_public (TicketFixture *fixture,
             const char    *text)
{
  type (fixture, GUICHET_JOURNAL_PUBLIC, text);
  activate (fixture, "ticket.apply");
  WAIT (count_intents (fixture) == 1);
}

/* ---- drafts */

static void
test_draft_is_kept (void)
{
  TicketFixture fixture = { 0 };

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  type (&fixture, GUICHET_JOURNAL_PRIVATE, "Le câble est dans l’armoire");
  type (&fixture, GUICHET_JOURNAL_PUBLIC, "Bonjour Maud");
  WAIT (has_draft (&fixture, GUICHET_JOURNAL_PRIVATE, "armoire"));
  WAIT (has_draft (&fixture, GUICHET_JOURNAL_PUBLIC, "Bonjour Maud"));

  ticket_fixture_close_page (&fixture);
  ticket_fixture_open_page (&fixture);
  assert_written (&fixture, GUICHET_JOURNAL_PRIVATE, "Le câble est dans l’armoire");
  assert_written (&fixture, GUICHET_JOURNAL_PUBLIC, "Bonjour Maud");
  ticket_fixture_tear_down (&fixture);
}

/* Closed before the first save was due. */
static void
test_draft_is_flushed (void)
{
  TicketFixture fixture = { 0 };

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  type (&fixture, GUICHET_JOURNAL_PUBLIC, "À l’instant");
  ticket_fixture_close_page (&fixture);
  g_assert_true (has_draft (&fixture, GUICHET_JOURNAL_PUBLIC, "À l’instant"));
  ticket_fixture_open_page (&fixture);
  assert_written (&fixture, GUICHET_JOURNAL_PUBLIC, "À l’instant");
  ticket_fixture_tear_down (&fixture);
}

static void
test_draft_is_removed_with_its_text (void)
{
  TicketFixture fixture = { 0 };
  GtkTextBuffer *buffer;

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  type (&fixture, GUICHET_JOURNAL_PUBLIC, "Brouillon");
  WAIT (has_draft (&fixture, GUICHET_JOURNAL_PUBLIC, "Brouillon"));
  buffer = gtk_text_view_get_buffer (guichet_rich_editor_get_view (get_editor (&fixture, GUICHET_JOURNAL_PUBLIC)));
  gtk_text_buffer_set_text (buffer, "", -1);
  WAIT (has_no_draft (&fixture, GUICHET_JOURNAL_PUBLIC));
  ticket_fixture_tear_down (&fixture);
}

/* No byte can be written: said at once, kept on the screen, saved later. */
static void
test_full_disk (void)
{
  TicketFixture fixture = { 0 };
  struct rlimit before, none;
  GtkWidget *line;

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  none = before;
  none.rlim_cur = 0;
  setrlimit (RLIMIT_FSIZE, &none);

  type (&fixture, GUICHET_JOURNAL_PUBLIC, "Rien ne se perd");
  WAIT ((line = find_by_class (GTK_WIDGET (get_view (&fixture, GUICHET_JOURNAL_PUBLIC)), "error")) != NULL
        && gtk_widget_has_css_class (line, "draft-line"));
  setrlimit (RLIMIT_FSIZE, &before);
  assert_written (&fixture, GUICHET_JOURNAL_PUBLIC, "Rien ne se perd");

  type (&fixture, GUICHET_JOURNAL_PUBLIC, ".");
  WAIT (has_draft (&fixture, GUICHET_JOURNAL_PUBLIC, "Rien ne se perd."));
  WAIT (!gtk_widget_has_css_class (line, "error"));
  ticket_fixture_tear_down (&fixture);
}

/* ---- Apply */

static void
test_apply_makes_one_operation (void)
{
  TicketFixture fixture = { 0 };
  g_autoptr(GPtrArray) intents = NULL;
  g_autoptr(GuichetDraft) draft = NULL;
  const GuichetIntent *intent;

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  type (&fixture, GUICHET_JOURNAL_PRIVATE, "Note <interne> & fin");
  type (&fixture, GUICHET_JOURNAL_PUBLIC, "Bonjour");
  WAIT (has_draft (&fixture, GUICHET_JOURNAL_PUBLIC, "Bonjour"));
  draft = read_draft (&fixture, GUICHET_JOURNAL_PUBLIC);

  activate (&fixture, "ticket.apply");
  WAIT (count_intents (&fixture) > 0);
  intents = list_intents (&fixture);
  g_assert_cmpuint (intents->len, ==, 1);
  intent = g_ptr_array_index (intents, 0);
  g_assert_cmpstr (intent->uuid, ==, draft->uuid);
  g_assert_cmpint (intent->ticket_id, ==, TICKET_ID);
  g_assert_null (intent->action);
  g_assert_cmpuint (intent->changes->len, ==, 0);
  g_assert_cmpstr (intent->entries[GUICHET_JOURNAL_PUBLIC], ==, "<p>Bonjour</p>");
  g_assert_cmpstr (intent->entries[GUICHET_JOURNAL_PRIVATE], ==, "<p>Note &lt;interne&gt; &amp; fin</p>");
  g_assert_cmpint (intent->not_before, >, g_get_real_time () / 1000 + 5000);

  WAIT (has_no_draft (&fixture, GUICHET_JOURNAL_PUBLIC) && has_no_draft (&fixture, GUICHET_JOURNAL_PRIVATE));
  assert_written (&fixture, GUICHET_JOURNAL_PUBLIC, "");
  assert_written (&fixture, GUICHET_JOURNAL_PRIVATE, "");
  WAIT (guichet_journal_view_get_n_entries (get_view (&fixture, GUICHET_JOURNAL_PUBLIC)) == 3);
  ticket_fixture_tear_down (&fixture);
}

static void
test_waiting_entry_tells_its_state (void)
{
  TicketFixture fixture = { 0 };

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  send_public (&fixture, "Je passe à 14 h");
  WAIT (guichet_journal_view_get_n_entries (get_view (&fixture, GUICHET_JOURNAL_PUBLIC)) == 3);
  ticket_fixture_spin (50);
  {
    g_autofree char *text = collect_text (GTK_WIDGET (get_view (&fixture, GUICHET_JOURNAL_PUBLIC)));

    g_assert_nonnull (strstr (text, "Leaves in a few seconds"));
  }
  ticket_fixture_tear_down (&fixture);
}

static void
test_double_click (void)
{
  TicketFixture fixture = { 0 };

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  type (&fixture, GUICHET_JOURNAL_PUBLIC, "Une seule fois");
  activate (&fixture, "ticket.apply");
  activate (&fixture, "ticket.apply");
  WAIT (count_intents (&fixture) > 0);
  activate (&fixture, "ticket.apply");
  ticket_fixture_spin (300);
  g_assert_cmpuint (count_intents (&fixture), ==, 1);
  ticket_fixture_tear_down (&fixture);
}

static void
test_nothing_to_apply (void)
{
  TicketFixture fixture = { 0 };

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  type (&fixture, GUICHET_JOURNAL_PUBLIC, " \n ");
  activate (&fixture, "ticket.apply");
  ticket_fixture_spin (200);
  g_assert_cmpuint (count_intents (&fixture), ==, 0);
  ticket_fixture_tear_down (&fixture);
}

/* ---- calling back */

static void
test_recall_restores (void)
{
  TicketFixture fixture = { 0 };
  g_autofree char *uuid = NULL;

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  send_public (&fixture, "Trop vite");
  {
    g_autoptr(GPtrArray) intents = list_intents (&fixture);

    uuid = g_strdup (((GuichetIntent *) g_ptr_array_index (intents, 0))->uuid);
  }
  click (GTK_WIDGET (fixture.window), "_Undo");
  WAIT (count_intents (&fixture) == 0);
  WAIT (has_draft (&fixture, GUICHET_JOURNAL_PUBLIC, "Trop vite"));
  assert_written (&fixture, GUICHET_JOURNAL_PUBLIC, "Trop vite");

  /* A second try is another operation: the first identity is spent. */
  {
    g_autoptr(GuichetDraft) draft = read_draft (&fixture, GUICHET_JOURNAL_PUBLIC);

    g_assert_cmpstr (draft->uuid, !=, uuid);
  }
  activate (&fixture, "ticket.apply");
  WAIT (count_intents (&fixture) == 1);
  ticket_fixture_tear_down (&fixture);
}

static void
test_recall_keeps_what_was_typed_since (void)
{
  TicketFixture fixture = { 0 };

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  send_public (&fixture, "Premier");
  WAIT (find_button (GTK_WIDGET (fixture.window), "_Undo") != NULL);
  type (&fixture, GUICHET_JOURNAL_PUBLIC, "Second");
  click (GTK_WIDGET (fixture.window), "_Undo");
  WAIT (has_draft (&fixture, GUICHET_JOURNAL_PUBLIC, "Premier"));
  assert_written (&fixture, GUICHET_JOURNAL_PUBLIC, "Premier\n\nSecond");
  ticket_fixture_tear_down (&fixture);
}

static void
test_recall_without_page (void)
{
  TicketFixture fixture = { 0 };

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  send_public (&fixture, "Depuis la liste");
  WAIT (find_button (GTK_WIDGET (fixture.window), "_Undo") != NULL);
  ticket_fixture_close_page (&fixture);
  click (GTK_WIDGET (fixture.window), "_Undo");
  WAIT (has_draft (&fixture, GUICHET_JOURNAL_PUBLIC, "Depuis la liste"));
  ticket_fixture_open_page (&fixture);
  assert_written (&fixture, GUICHET_JOURNAL_PUBLIC, "Depuis la liste");
  ticket_fixture_tear_down (&fixture);
}

static void
test_take_back_from_the_entry (void)
{
  TicketFixture fixture = { 0 };

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  send_public (&fixture, "Finalement non");
  click (GTK_WIDGET (get_view (&fixture, GUICHET_JOURNAL_PUBLIC)), "Take Back");
  WAIT (count_intents (&fixture) == 0);
  WAIT (has_draft (&fixture, GUICHET_JOURNAL_PUBLIC, "Finalement non"));
  WAIT (guichet_journal_view_get_n_entries (get_view (&fixture, GUICHET_JOURNAL_PUBLIC)) == 2);
  assert_written (&fixture, GUICHET_JOURNAL_PUBLIC, "Finalement non");
  ticket_fixture_tear_down (&fixture);
}

/* ---- changes from elsewhere */

static void
append_entry (GuichetTicket  *ticket,
              GuichetJournal  journal,
              const char     *text)
{
  g_ptr_array_add (guichet_ticket_get_journal (ticket, journal),
                   guichet_journal_entry_new ("2026-11-23 10:30:00", "Maud Ferrand", 0, text));
}

static void
test_live_update_disturbs_nothing (void)
{
  TicketFixture fixture = { 0 };
  g_autoptr(GuichetTicket) ticket = ticket_fixture_make_ticket ("assigned", ME);
  GtkTextView *view;
  GtkTextIter cursor;
  GtkWidget *first;

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  type (&fixture, GUICHET_JOURNAL_PUBLIC, "Je suis en train");
  view = guichet_rich_editor_get_view (get_editor (&fixture, GUICHET_JOURNAL_PUBLIC));
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (view), &cursor, 3);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (view), &cursor);
  first = find_widget (GTK_WIDGET (get_view (&fixture, GUICHET_JOURNAL_PUBLIC)), GUICHET_TYPE_JOURNAL_ROW, 0);

  append_entry (ticket, GUICHET_JOURNAL_PUBLIC, "<p>Du nouveau ?</p>");
  ticket_fixture_merge (&fixture, ticket);
  WAIT (guichet_journal_view_get_n_entries (get_view (&fixture, GUICHET_JOURNAL_PUBLIC)) == 3);

  assert_written (&fixture, GUICHET_JOURNAL_PUBLIC, "Je suis en train");
  gtk_text_buffer_get_iter_at_mark (gtk_text_view_get_buffer (view), &cursor,
                                    gtk_text_buffer_get_insert (gtk_text_view_get_buffer (view)));
  g_assert_cmpint (gtk_text_iter_get_offset (&cursor), ==, 3);
  g_assert_true (first == find_widget (GTK_WIDGET (get_view (&fixture, GUICHET_JOURNAL_PUBLIC)), GUICHET_TYPE_JOURNAL_ROW, 0));
  ticket_fixture_tear_down (&fixture);
}

static GtkAdjustment *
get_adjustment (TicketFixture *fixture)
{
  GtkWidget *scroller = find_widget (GTK_WIDGET (get_view (fixture, GUICHET_JOURNAL_PUBLIC)), GTK_TYPE_SCROLLED_WINDOW, 0);

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
}

static double
get_rest (GtkAdjustment *adjustment)
{
  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) - gtk_adjustment_get_value (adjustment);
}

static void
test_scroll_stays (void)
{
  TicketFixture fixture = { 0 };
  g_autoptr(GuichetTicket) ticket = ticket_fixture_make_ticket ("assigned", ME);
  g_autoptr(GuichetTicket) later = NULL;
  GtkAdjustment *adjustment;

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  for (guint i = 0; i < 30; i++)
    append_entry (ticket, GUICHET_JOURNAL_PUBLIC, "<p>Encore une ligne</p>");
  ticket_fixture_merge (&fixture, ticket);
  WAIT (guichet_journal_view_get_n_entries (get_view (&fixture, GUICHET_JOURNAL_PUBLIC)) == 32);
  adjustment = get_adjustment (&fixture);
  WAIT (gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment) + 500);
  WAIT (get_rest (adjustment) < 2);

  /* Reading further up: a new entry only rings. */
  gtk_adjustment_set_value (adjustment, 100);
  later = guichet_ticket_copy (ticket);
  append_entry (later, GUICHET_JOURNAL_PUBLIC, "<p>La dernière</p>");
  guichet_ticket_set (later, GUICHET_FIELD_LAST_UPDATE, "2026-11-23 10:31:00");
  ticket_fixture_merge (&fixture, later);
  WAIT (guichet_journal_view_get_n_entries (get_view (&fixture, GUICHET_JOURNAL_PUBLIC)) == 33);
  ticket_fixture_spin (100);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 100);
  g_assert_true (gtk_widget_get_mapped (find_by_class (GTK_WIDGET (get_view (&fixture, GUICHET_JOURNAL_PUBLIC)), "newer")));
  ticket_fixture_tear_down (&fixture);
}

static void
test_vanished (void)
{
  TicketFixture fixture = { 0 };
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) error = NULL;
  gint64 id = TICKET_ID;

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  type (&fixture, GUICHET_JOURNAL_PUBLIC, "Encore là");
  g_array_append_val (ids, id);
  guichet_store_vanish_tickets (fixture.store, ids, &error);
  g_assert_no_error (error);

  WAIT (adw_banner_get_revealed (ADW_BANNER (find_widget (GTK_WIDGET (fixture.page), ADW_TYPE_BANNER, 0))));
  assert_written (&fixture, GUICHET_JOURNAL_PUBLIC, "Encore là");
  activate (&fixture, "ticket.apply");
  ticket_fixture_spin (100);
  g_assert_cmpuint (count_intents (&fixture), ==, 0);
  ticket_fixture_tear_down (&fixture);
}

static void
test_unknown_ticket (void)
{
  TicketFixture fixture = { 0 };
  GtkWidget *page;

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  page = g_object_ref_sink (guichet_ticket_page_new (fixture.context, 99));
  WAIT (gtk_widget_get_child_visible (find_widget (page, ADW_TYPE_STATUS_PAGE, 0)));
  g_object_unref (page);
  ticket_fixture_tear_down (&fixture);
}

/* ---- who sees what */

static void
test_private_stays_private (void)
{
  TicketFixture fixture = { 0 };
  g_autofree char *public = NULL;
  g_autofree char *private = NULL;

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  type (&fixture, GUICHET_JOURNAL_PRIVATE, "mot de passe du commutateur");
  activate (&fixture, "ticket.apply");
  WAIT (guichet_journal_view_get_n_entries (get_view (&fixture, GUICHET_JOURNAL_PRIVATE)) == 4);
  type (&fixture, GUICHET_JOURNAL_PRIVATE, "autre secret");

  public = collect_text (GTK_WIDGET (get_view (&fixture, GUICHET_JOURNAL_PUBLIC)));
  private = collect_text (GTK_WIDGET (get_view (&fixture, GUICHET_JOURNAL_PRIVATE)));
  g_assert_null (strstr (public, SECRET_NOTE));
  g_assert_null (strstr (public, "commutateur"));
  g_assert_null (strstr (public, "autre secret"));
  g_assert_nonnull (strstr (private, SECRET_NOTE));
  g_assert_nonnull (strstr (private, "commutateur"));
  g_assert_nonnull (strstr (private, "autre secret"));
  ticket_fixture_tear_down (&fixture);
}

static void
test_accessible_names (void)
{
  TicketFixture fixture = { 0 };
  GtkWidget *private, *public;

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  private = GTK_WIDGET (get_view (&fixture, GUICHET_JOURNAL_PRIVATE));
  public = GTK_WIDGET (get_view (&fixture, GUICHET_JOURNAL_PUBLIC));

  gtk_test_accessible_assert_role (private, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (private, GTK_ACCESSIBLE_PROPERTY_LABEL, "Agent Journal, internal");
  gtk_test_accessible_assert_property (public, GTK_ACCESSIBLE_PROPERTY_LABEL, "Requester Journal, public");
  gtk_test_accessible_assert_role (find_widget (private, GTK_TYPE_LIST_BOX, 0), GTK_ACCESSIBLE_ROLE_LOG);
  gtk_test_accessible_assert_property (find_widget (private, GUICHET_TYPE_JOURNAL_ROW, 2), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Internal, Nora Bellanger, 09:41, " SECRET_NOTE " jusqu’à 16 h.");
  gtk_test_accessible_assert_property (guichet_rich_editor_get_view (get_editor (&fixture, GUICHET_JOURNAL_PUBLIC)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Public message, read by Maud Ferrand");
  gtk_test_accessible_assert_property (guichet_rich_editor_get_view (get_editor (&fixture, GUICHET_JOURNAL_PRIVATE)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Internal note, read by the support only");
  ticket_fixture_tear_down (&fixture);
}

/* Every button that shows no word has one for who cannot see it, and every
 * icon is one that the theme has. */
static void
lint (GtkWidget *widget)
{
  if (GTK_IS_IMAGE (widget))
    {
      const char *icon = gtk_image_get_icon_name (GTK_IMAGE (widget));
      GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));

      if (icon != NULL && !gtk_icon_theme_has_icon (theme, icon))
        g_error ("There is no icon %s", icon);
    }
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget))
    {
      g_autofree char *words = collect_text (widget);

      if (*words == '\0' && gtk_widget_get_tooltip_text (widget) == NULL
          && !gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
          && (gtk_widget_get_parent (widget) == NULL || gtk_widget_get_tooltip_text (gtk_widget_get_parent (widget)) == NULL)
          && gtk_widget_get_ancestor (widget, ADW_TYPE_HEADER_BAR) == NULL)
        g_error ("A %s has no name", G_OBJECT_TYPE_NAME (widget));
    }

  /* See guichet_label_wrap(): what this page costs most is measuring its texts. */
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && gtk_label_get_wrap (GTK_LABEL (widget))
      && gtk_label_get_width_chars (GTK_LABEL (widget)) < 0)
    g_error ("“%s” is not told how narrow it may get", gtk_label_get_text (GTK_LABEL (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    lint (child);
}

/* ---- styled once */

static guint
count_below (GtkWidget *widget)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += 1 + count_below (child);

  return n;
}

static void
classes_cb (GtkWidget  *widget,
            GParamSpec *pspec,
            GString    *changed)
{
  g_auto(GStrv) all = gtk_widget_get_css_classes (widget);
  g_autofree char *classes = g_strjoinv (".", all);

  g_string_append_printf (changed, "%s.%s ", G_OBJECT_TYPE_NAME (widget), classes);
}

static void
watch_classes (GtkWidget *widget,
               GString   *changed)
{
  if (count_below (widget) >= 40)
    g_signal_connect (widget, "notify::css-classes", G_CALLBACK (classes_cb), changed);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    watch_classes (child, changed);
}

/* A class that a large part of the page is given while it is laid out has all
 * in it styled a second time: a quarter of what opening a ticket takes. */
static void
test_styled_once (void)
{
  TicketFixture fixture = { 0 };
  g_autoptr(GString) changed = g_string_new (NULL);
  GtkWidget *page;

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  ticket_fixture_close_page (&fixture);
  page = guichet_ticket_page_new (fixture.context, TICKET_ID);
  watch_classes (page, changed);
  fixture.page = GUICHET_TICKET_PAGE (page);
  adw_navigation_view_push (fixture.navigation, ADW_NAVIGATION_PAGE (page));
  WAIT (g_str_equal (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (page)), "R-004871"));
  ticket_fixture_spin (100);
  g_assert_cmpstr (changed->str, ==, "");
  ticket_fixture_tear_down (&fixture);
}

static void
test_lint (void)
{
  TicketFixture fixture = { 0 };

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  activate (&fixture, "ticket.focus-private");
  activate (&fixture, "ticket.focus-public");
  ticket_fixture_spin (100);
  lint (GTK_WIDGET (fixture.page));
  ticket_fixture_tear_down (&fixture);
}

/* ---- keyboard and layouts */

static void
test_panes_by_keyboard (void)
{
  TicketFixture fixture = { 0 };

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  activate (&fixture, "ticket.focus-private");
  WAIT (guichet_rich_editor_has_focus (get_editor (&fixture, GUICHET_JOURNAL_PRIVATE)));
  activate (&fixture, "ticket.focus-public");
  WAIT (guichet_rich_editor_has_focus (get_editor (&fixture, GUICHET_JOURNAL_PUBLIC)));
  activate (&fixture, "ticket.previous-pane");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture.window),
                                         GTK_WIDGET (get_view (&fixture, GUICHET_JOURNAL_PRIVATE))));
  activate (&fixture, "ticket.next-pane");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture.window),
                                         GTK_WIDGET (get_view (&fixture, GUICHET_JOURNAL_PUBLIC))));
  ticket_fixture_tear_down (&fixture);
}

static void
test_narrow (void)
{
  TicketFixture fixture = { 0 };
  AdwMultiLayoutView *layouts;
  int minimum;

  ticket_fixture_set_up (&fixture, 360, 640);
  layouts = ADW_MULTI_LAYOUT_VIEW (find_widget (GTK_WIDGET (fixture.page), ADW_TYPE_MULTI_LAYOUT_VIEW, 0));
  WAIT (g_strcmp0 (adw_multi_layout_view_get_layout_name (layouts), "narrow") == 0);
  ticket_fixture_spin (100);
  gtk_widget_measure (GTK_WIDGET (layouts), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture.page)), <=, 360);

  activate (&fixture, "ticket.focus-public");
  WAIT (guichet_rich_editor_has_focus (get_editor (&fixture, GUICHET_JOURNAL_PUBLIC)));
  type (&fixture, GUICHET_JOURNAL_PUBLIC, "Depuis le téléphone");
  save_picture (GTK_WIDGET (fixture.window), "ticket-narrow-writing.png");
  activate (&fixture, "ticket.apply");
  WAIT (count_intents (&fixture) == 1);
  ticket_fixture_tear_down (&fixture);
}

static void
test_text_survives_layouts (void)
{
  TicketFixture fixture = { 0 };
  AdwMultiLayoutView *layouts;
  const struct { int width; const char *name; } steps[] = { { 800, "medium" }, { 400, "narrow" }, { WIDE, "wide" } };

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  layouts = ADW_MULTI_LAYOUT_VIEW (find_widget (GTK_WIDGET (fixture.page), ADW_TYPE_MULTI_LAYOUT_VIEW, 0));
  type (&fixture, GUICHET_JOURNAL_PUBLIC, "Je tourne l’écran");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gtk_window_set_default_size (fixture.window, steps[i].width, TALL);
      WAIT (g_strcmp0 (adw_multi_layout_view_get_layout_name (layouts), steps[i].name) == 0);
      ticket_fixture_spin (100);
    }
  assert_written (&fixture, GUICHET_JOURNAL_PUBLIC, "Je tourne l’écran");
  ticket_fixture_tear_down (&fixture);
}

/* ---- pictures for somebody to look at */

typedef struct
{
  int         width, height;
  gboolean    dark;
  const char *name;
} Look;

static void
test_look (gconstpointer data)
{
  const Look *look = data;
  TicketFixture fixture = { 0 };
  AdwStyleManager *style = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (style, look->dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  ticket_fixture_set_up (&fixture, look->width, look->height);
  type (&fixture, GUICHET_JOURNAL_PUBLIC, "Merci Maud. Je passe en B204 à 14 h pour remplacer le câble du plafond, vous aurez l’image pour 15 h 30.");
  WAIT (has_draft (&fixture, GUICHET_JOURNAL_PUBLIC, "Merci"));
  save_picture (GTK_WIDGET (fixture.window), look->name);
  ticket_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  static const Look looks[] = {
    { WIDE, TALL, FALSE, "ticket-wide.png" },
    { 1024, 700, FALSE, "ticket-medium.png" },
    { 360, 720, FALSE, "ticket-narrow.png" },
    { 760, 420, FALSE, "ticket-short.png" },
    { WIDE, TALL, TRUE, "ticket-dark.png" },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ticket/draft/kept", test_draft_is_kept);
  g_test_add_func ("/ticket/draft/flushed", test_draft_is_flushed);
  g_test_add_func ("/ticket/draft/removed", test_draft_is_removed_with_its_text);
  g_test_add_func ("/ticket/draft/full-disk", test_full_disk);
  g_test_add_func ("/ticket/apply/one-operation", test_apply_makes_one_operation);
  g_test_add_func ("/ticket/apply/state", test_waiting_entry_tells_its_state);
  g_test_add_func ("/ticket/apply/double-click", test_double_click);
  g_test_add_func ("/ticket/apply/nothing", test_nothing_to_apply);
  g_test_add_func ("/ticket/recall/restores", test_recall_restores);
  g_test_add_func ("/ticket/recall/keeps-since", test_recall_keeps_what_was_typed_since);
  g_test_add_func ("/ticket/recall/without-page", test_recall_without_page);
  g_test_add_func ("/ticket/recall/from-entry", test_take_back_from_the_entry);
  g_test_add_func ("/ticket/live/undisturbed", test_live_update_disturbs_nothing);
  g_test_add_func ("/ticket/live/scroll", test_scroll_stays);
  g_test_add_func ("/ticket/live/vanished", test_vanished);
  g_test_add_func ("/ticket/live/unknown", test_unknown_ticket);
  g_test_add_func ("/ticket/private", test_private_stays_private);
  g_test_add_func ("/ticket/accessible/names", test_accessible_names);
  g_test_add_func ("/ticket/accessible/lint", test_lint);
  g_test_add_func ("/ticket/styled-once", test_styled_once);
  g_test_add_func ("/ticket/keyboard/panes", test_panes_by_keyboard);
  g_test_add_func ("/ticket/layout/narrow", test_narrow);
  g_test_add_func ("/ticket/layout/text", test_text_survives_layouts);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strconcat ("/ticket/look/", looks[i].name, NULL);

      g_test_add_data_func (path, &looks[i], test_look);
    }

  return g_test_run ();
}
