#include "config.h"

#include "ticket-fixture.h"

#include "ui/common/rich-editor.h"
#include "ui/ticket/action-dialog.h"
#include "ui/ticket/requester-preview.h"

#define N_TICKETS 500

/* Every word that only the support may know has this in it. */
#define SECRET "zqx"

/* ---- helpers */

static char *
make_words (GRand      *random,
            const char *mark)
{
  static const char * const words[] = { "câble", "salle", "écran", "R-001678", "<b>prêt</b>", "l’armoire", "{agent}", "serveur", "&amp;", "réseau" };
  GString *text = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (random, 1, 12);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s ", words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))], mark);

  return g_string_free_and_steal (text);
}

static GPtrArray *
make_journal (GRand      *random,
              const char *mark)
{
  GPtrArray *entries = guichet_journal_entries_new ();
  guint n = (guint) g_rand_int_range (random, 0, 8);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *words = make_words (random, mark);
      g_autofree char *html = g_strdup_printf ("<p>%s</p>", words);
      g_autofree char *author = g_strdup_printf ("Nora%s", mark);

      g_ptr_array_add (entries, guichet_journal_entry_new ("2026-11-24 10:12:00", author, 0, html));
    }

  return entries;
}

/* All that is filled in on a ticket; what is for the support is marked. */
static GuichetTicket *
make_ticket (GRand *random)
{
  GuichetTicket *ticket = ticket_fixture_make_ticket (g_rand_boolean (random) ? "assigned" : "resolved", ME);
  static const GuichetField internal[] = { GUICHET_FIELD_PENDING_REASON, GUICHET_FIELD_ORIGIN, GUICHET_FIELD_IMPACT, GUICHET_FIELD_CLIENT_REF };
  g_autofree char *solution = make_words (random, "");

  guichet_ticket_take_journal (ticket, GUICHET_JOURNAL_PRIVATE, make_journal (random, SECRET));
  guichet_ticket_take_journal (ticket, GUICHET_JOURNAL_PUBLIC, make_journal (random, ""));
  for (guint i = 0; i < G_N_ELEMENTS (internal); i++)
    {
      g_autofree char *words = make_words (random, SECRET);

      guichet_ticket_set (ticket, internal[i], words);
    }
  guichet_ticket_set_key (ticket, GUICHET_FIELD_AGENT, 90, "Agent " SECRET);
  guichet_ticket_set_key (ticket, GUICHET_FIELD_TEAM, 91, "Équipe " SECRET);
  guichet_ticket_set_key (ticket, GUICHET_FIELD_APPROVER, 92, "Chef " SECRET);
  guichet_ticket_set (ticket, GUICHET_FIELD_SOLUTION, g_rand_boolean (random) ? solution : "");
  guichet_ticket_set (ticket, GUICHET_FIELD_RESOLUTION_DATE, "2026-11-24 10:12:00");

  return ticket;
}

static void
assert_no_secret (GtkWidget *root)
{
  g_autofree char *text = collect_text (root);
  const char *tooltip = gtk_widget_get_tooltip_text (root);

  g_assert_null (strstr (text, SECRET));
  g_assert_true (tooltip == NULL || strstr (tooltip, SECRET) == NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      const char *tip = gtk_widget_get_tooltip_text (child);

      g_assert_true (tip == NULL || strstr (tip, SECRET) == NULL);
    }
}

/* ---- cases */

static void
test_nothing_internal (void)
{
  TicketFixture fixture = { 0 };
  g_autoptr(GRand) random = g_rand_new_with_seed (9);
  GtkWidget *preview;

  ticket_fixture_set_up (&fixture, 1153, 900);
  preview = g_object_ref_sink (guichet_requester_preview_new (fixture.context));
  for (guint i = 0; i < N_TICKETS; i++)
    {
      g_autoptr(GuichetTicket) ticket = make_ticket (random);
      GPtrArray *entries = guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PUBLIC);
      g_autofree char *text = NULL;

      guichet_requester_preview_set_ticket (GUICHET_REQUESTER_PREVIEW (preview), ticket);
      assert_no_secret (preview);
      text = collect_text (preview);
      g_assert_nonnull (strstr (text, "Vidéoprojecteur"));
      g_assert_cmpuint (entries->len > 0, ==, strstr (text, "Nora") != NULL);
    }
  g_assert_finalize_object (preview);
  ticket_fixture_tear_down (&fixture);
}

/* The dialog shows what is typed as the requester will read it. */
static void
test_resolve (void)
{
  TicketFixture fixture = { 0 };
  GtkWidget *dialog, *preview;
  GuichetRichEditor *editor;
  g_autofree char *text = NULL;

  ticket_fixture_set_up (&fixture, 1153, 900);
  gtk_widget_activate_action (GTK_WIDGET (fixture.page), "ticket.act", "s", "resolve");
  ticket_fixture_spin (300);
  dialog = find_widget (GTK_WIDGET (fixture.window), GUICHET_TYPE_ACTION_DIALOG, 0);
  preview = find_widget (dialog, GUICHET_TYPE_REQUESTER_PREVIEW, 0);
  g_assert_nonnull (preview);
  editor = GUICHET_RICH_EDITOR (find_widget (dialog, GUICHET_TYPE_RICH_EDITOR, 0));
  g_signal_emit_by_name (guichet_rich_editor_get_view (editor), "insert-at-cursor", "Le câble a été remplacé.");
  ticket_fixture_spin (500);
  text = collect_text (preview);
  g_assert_nonnull (strstr (text, "Le câble a été remplacé."));
  g_assert_nonnull (strstr (text, "Can be reopened until"));
  /* The state that it gets, not the one it has. */
  g_assert_nonnull (strstr (text, "· Resolved ·"));
  g_assert_null (strstr (text, "armoire 3"));
  save_picture (GTK_WIDGET (fixture.window), "resolve.png");
  ticket_fixture_tear_down (&fixture);
}

static void
test_view_as_requester (void)
{
  TicketFixture fixture = { 0 };
  GtkWidget *preview;
  g_autofree char *text = NULL;

  ticket_fixture_set_up (&fixture, 1153, 900);
  gtk_widget_activate_action (GTK_WIDGET (fixture.page), "ticket.view-as-requester", NULL);
  ticket_fixture_spin (300);
  preview = find_widget (GTK_WIDGET (fixture.window), GUICHET_TYPE_REQUESTER_PREVIEW, 0);
  g_assert_nonnull (preview);
  text = collect_text (preview);
  g_assert_nonnull (strstr (text, "Voyant vert"));
  g_assert_null (strstr (text, "armoire 3"));
  save_picture (GTK_WIDGET (fixture.window), "view-as-requester.png");
  ticket_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/requester-preview/nothing-internal", test_nothing_internal);
  g_test_add_func ("/ui/requester-preview/resolve", test_resolve);
  g_test_add_func ("/ui/requester-preview/view-as-requester", test_view_as_requester);

  return g_test_run ();
}
