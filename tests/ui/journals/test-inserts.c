#include "config.h"

#include "ticket-fixture.h"

#include "store/cache.h"
#include "store/templates.h"
#include "ui/ticket/insert-popover.h"
#include "ui/ticket/journal-view.h"
#include "ui/ticket/template-file.h"
#include "ui/ticket/templates-dialog.h"

/* ---- helpers */

static GuichetJournalView *
get_view (TicketFixture  *fixture,
          GuichetJournal  journal)
{
  for (guint i = 0; ; i++)
    {
      GuichetJournalView *view = GUICHET_JOURNAL_VIEW (find_widget (GTK_WIDGET (fixture->page), GUICHET_TYPE_JOURNAL_VIEW, i));

      if (guichet_journal_view_get_journal (view) == journal)
        return view;
    }
}

static GuichetRichEditor *
get_editor (TicketFixture *fixture)
{
  return guichet_journal_composer_get_editor (guichet_journal_view_get_composer (get_view (fixture, GUICHET_JOURNAL_PUBLIC)));
}

static void
type (TicketFixture *fixture,
      const char    *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *key = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));

      g_signal_emit_by_name (guichet_rich_editor_get_view (get_editor (fixture)), "insert-at-cursor", key);
    }
  ticket_fixture_spin (200);
}

static GuichetInsertPopover *
get_popover (TicketFixture *fixture)
{
  GtkWidget *popover = find_widget (GTK_WIDGET (get_editor (fixture)), GUICHET_TYPE_INSERT_POPOVER, 0);

  return popover != NULL && gtk_widget_get_mapped (popover) ? GUICHET_INSERT_POPOVER (popover) : NULL;
}

static void
search (TicketFixture *fixture,
        const char    *text)
{
  WAIT (get_popover (fixture) != NULL);
  gtk_editable_set_text (GTK_EDITABLE (find_widget (GTK_WIDGET (get_popover (fixture)), GTK_TYPE_SEARCH_ENTRY, 0)), text);
  ticket_fixture_spin (300);
}

static guint
count_found (TicketFixture *fixture)
{
  guint n = 0;

  while (find_widget (GTK_WIDGET (get_popover (fixture)), GTK_TYPE_LIST_BOX_ROW, n) != NULL)
    n++;

  return n;
}

static void
choose (TicketFixture *fixture)
{
  WAIT (get_popover (fixture) != NULL);
  g_signal_emit_by_name (find_widget (GTK_WIDGET (get_popover (fixture)), GTK_TYPE_SEARCH_ENTRY, 0), "activate");
  ticket_fixture_spin (100);
}

static void
assert_html (TicketFixture *fixture,
             const char    *expected)
{
  g_autofree char *html = guichet_rich_editor_dup_html (get_editor (fixture));

  g_assert_cmpstr (html, ==, expected);
}

static void
add_template (TicketFixture *fixture,
              const char    *name,
              const char    *html,
              gboolean       greeting)
{
  g_autoptr(GuichetTemplate) template_ = guichet_template_new (name, html);
  g_autoptr(GError) error = NULL;

  template_->greeting = greeting;
  guichet_store_save_template (fixture->store, template_, &error);
  g_assert_no_error (error);
}

static void
add_references (TicketFixture        *fixture,
                GuichetReferenceKind  kind,
                const char           *name,
                const char           *html)
{
  g_autoptr(GPtrArray) all = guichet_references_new ();
  GuichetReference *reference = guichet_reference_new (kind, 77, name);
  g_autoptr(GError) error = NULL;

  reference->active = TRUE;
  g_set_str (&reference->html, html);
  g_ptr_array_add (all, reference);
  guichet_store_replace_references (fixture->store, kind, all, &error);
  g_assert_no_error (error);
}

static void
set_up (TicketFixture *fixture,
        gconstpointer  data)
{
  ticket_fixture_set_up (fixture, 1153, 900);
  guichet_journal_view_focus (get_view (fixture, GUICHET_JOURNAL_PUBLIC));
  ticket_fixture_spin (100);
}

static void
tear_down (TicketFixture *fixture,
           gconstpointer  data)
{
  ticket_fixture_tear_down (fixture);
}

/* ---- templates */

static void
test_template (TicketFixture *fixture,
               gconstpointer  data)
{
  add_template (fixture, "Précisions", "<p>Au sujet de {référence} :</p><ul><li>la salle</li></ul>", FALSE);
  add_template (fixture, "Autre", "<p>Autre chose</p>", FALSE);
  type (fixture, ";;");
  g_assert_nonnull (get_popover (fixture));
  g_assert_cmpuint (count_found (fixture), ==, 2);
  save_picture (GTK_WIDGET (get_popover (fixture)), "templates-popover.png");
  search (fixture, "preci");
  g_assert_cmpuint (count_found (fixture), ==, 1);
  choose (fixture);
  g_assert_null (get_popover (fixture));
  assert_html (fixture, "<p>Au sujet de R-004871 :</p><ul><li>la salle</li></ul>");
}

static void
test_template_counts (TicketFixture *fixture,
                      gconstpointer  data)
{
  g_autoptr(GPtrArray) templates = NULL;

  add_template (fixture, "Z", "<p>Z</p>", FALSE);
  type (fixture, ";;");
  choose (fixture);
  ticket_fixture_spin (100);
  templates = guichet_store_list_templates (fixture->store, NULL);
  g_assert_cmpuint (((GuichetTemplate *) g_ptr_array_index (templates, 0))->used, ==, 1);
}

static void
test_template_greeted (TicketFixture *fixture,
                       gconstpointer  data)
{
  add_template (fixture, "Salut", "<p>Bonjour {demandeur},</p><p>{agent}</p>", TRUE);
  add_template (fixture, "Précisions", "<p>Quelle salle ?</p>", FALSE);
  type (fixture, ";;");
  search (fixture, "precisions");
  choose (fixture);
  assert_html (fixture, "<p>Bonjour Maud Ferrand,</p><p>Quelle salle ?</p><p>Élise Marchal</p>");

  /* A second one finds it there. */
  type (fixture, " ;;");
  search (fixture, "precisions");
  choose (fixture);
  assert_html (fixture, "<p>Bonjour Maud Ferrand,</p><p>Quelle salle ?</p><p>Élise Marchal Quelle salle ?</p>");
}

/* Esc leaves what was typed. */
static void
test_left_alone (TicketFixture *fixture,
                 gconstpointer  data)
{
  type (fixture, ";;");
  g_signal_emit_by_name (find_widget (GTK_WIDGET (get_popover (fixture)), GTK_TYPE_SEARCH_ENTRY, 0), "stop-search");
  ticket_fixture_spin (100);
  g_assert_null (get_popover (fixture));
  assert_html (fixture, "<p>;;</p>");
}

static void
test_template_key (TicketFixture *fixture,
                   gconstpointer  data)
{
  add_template (fixture, "Z", "<p>zed</p>", FALSE);
  type (fixture, "Voici ");
  gtk_widget_activate_action (GTK_WIDGET (get_editor (fixture)), "editor.template", NULL);
  ticket_fixture_spin (200);
  choose (fixture);
  assert_html (fixture, "<p>Voici zed</p>");
}

/* ---- mentions */

static void
test_mention (TicketFixture *fixture,
              gconstpointer  data)
{
  type (fixture, "Voir @");
  g_assert_nonnull (get_popover (fixture));
  g_assert_cmpuint (count_found (fixture), ==, 3);
  save_picture (GTK_WIDGET (get_popover (fixture)), "mention-popover.png");
  g_signal_emit_by_name (find_widget (GTK_WIDGET (get_popover (fixture)), GTK_TYPE_SEARCH_ENTRY, 0), "next-match");
  choose (fixture);
  assert_html (fixture, "<p>Voir <a data-role=\"object-mention\" data-object-class=\"Person\" data-object-key=\"13\" "
               "data-object-id=\"@Nora Bellanger\" href=\"https://desk.example/pages/UI.php?operation=details&amp;class=Person&amp;id=13\">"
               "@Nora Bellanger</a></p>");
  type (fixture, "demain");
  g_assert_null (get_popover (fixture));
}

static void
test_mention_searched (TicketFixture *fixture,
                       gconstpointer  data)
{
  g_autofree char *html = NULL;

  add_references (fixture, GUICHET_REFERENCE_PERSON, "Bérénice Vidal", "");
  type (fixture, "@");
  search (fixture, "vid");
  g_assert_cmpuint (count_found (fixture), ==, 1);
  choose (fixture);
  html = guichet_rich_editor_dup_html (get_editor (fixture));
  g_assert_nonnull (strstr (html, ">@Bérénice Vidal</a>"));
}

/* An address is no mention, and the character is there whatever happens. */
static void
test_no_mention (TicketFixture *fixture,
                 gconstpointer  data)
{
  type (fixture, "marc.a@exemple.fr");
  g_assert_null (get_popover (fixture));
  assert_html (fixture, "<p>marc.a@exemple.fr</p>");
}

/* ---- articles */

static void
test_article (TicketFixture *fixture,
              gconstpointer  data)
{
  add_references (fixture, GUICHET_REFERENCE_FAQ, "Changer de câble", "<p>Débranchez d’abord.</p><script>x</script>");
  gtk_widget_activate_action (GTK_WIDGET (get_editor (fixture)), "editor.article", NULL);
  ticket_fixture_spin (200);
  search (fixture, "cable");
  g_assert_cmpuint (count_found (fixture), ==, 1);
  choose (fixture);
  assert_html (fixture, "<p><strong>Changer de câble</strong></p><p>Débranchez d’abord.</p>");
}

/* What is for the support gives its title only. */
static void
test_known_error (TicketFixture *fixture,
                  gconstpointer  data)
{
  add_references (fixture, GUICHET_REFERENCE_KNOWN_ERROR, "Lot défectueux", "<p>Mot de passe : secret</p>");
  gtk_widget_activate_action (GTK_WIDGET (get_editor (fixture)), "editor.article", NULL);
  ticket_fixture_spin (200);
  search (fixture, "lot");
  choose (fixture);
  assert_html (fixture, "<p><strong>Lot défectueux</strong></p>");
}

/* ---- the dialog and the file */

static void
test_dialog (TicketFixture *fixture,
             gconstpointer  data)
{
  AdwDialog *dialog = guichet_templates_dialog_new (fixture->context);
  g_autoptr(GPtrArray) templates = NULL;

  adw_dialog_present (dialog, GTK_WIDGET (fixture->window));
  ticket_fixture_spin (300);
  save_picture (GTK_WIDGET (fixture->window), "templates-empty.png");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "templates.examples", NULL);
  ticket_fixture_spin (300);
  templates = guichet_store_list_templates (fixture->store, NULL);
  g_assert_cmpuint (templates->len, ==, 5);
  save_picture (GTK_WIDGET (fixture->window), "templates-list.png");

  gtk_widget_activate_action (GTK_WIDGET (dialog), "templates.add", NULL);
  ticket_fixture_spin (300);
  gtk_editable_set_text (GTK_EDITABLE (find_widget (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, 0)), "Ma réponse");
  guichet_rich_editor_insert_html (GUICHET_RICH_EDITOR (find_widget (GTK_WIDGET (dialog), GUICHET_TYPE_RICH_EDITOR, 0)), 0, "<p>Voici {objet}</p>");
  ticket_fixture_spin (100);
  save_picture (GTK_WIDGET (fixture->window), "templates-edit.png");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "templates.save", NULL);
  ticket_fixture_spin (300);
  g_clear_pointer (&templates, g_ptr_array_unref);
  templates = guichet_store_list_templates (fixture->store, NULL);
  g_assert_cmpuint (templates->len, ==, 6);

  adw_dialog_force_close (dialog);
  ticket_fixture_spin (100);
}

static void
test_file (void)
{
  g_autoptr(GPtrArray) templates = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_template_free);
  g_autoptr(GPtrArray) back = NULL;
  g_autofree char *data = NULL;
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (templates, guichet_template_new ("Un \"nom\" ; [x]", "<p>Ligne\tun</p><p>{objet} = deux\\n</p>"));
  g_ptr_array_add (templates, guichet_template_new ("Deux", "<p>Bonjour</p>"));
  ((GuichetTemplate *) g_ptr_array_index (templates, 1))->greeting = TRUE;
  data = guichet_template_file_write (templates);
  back = guichet_template_file_read (data, strlen (data), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->len, ==, 2);
  g_assert_cmpstr (((GuichetTemplate *) g_ptr_array_index (back, 0))->name, ==, "Un \"nom\" ; [x]");
  g_assert_true (((GuichetTemplate *) g_ptr_array_index (back, 1))->greeting);
}

static void
test_hostile_file (void)
{
  static const char * const files[] = {
    "", "[Template 1]\n", "[Other]\nName=a\nHtml=b\n", "\377\376", "[Template 1]\nName=  \nHtml=<p>x</p>\n",
  };
  const char *script = "[Template 1]\nName=a\nHtml=<p onclick=\"x()\">oui</p><script>alert(1)</script>\n";
  g_autoptr(GPtrArray) templates = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (guichet_template_file_read (files[i], strlen (files[i]), &error));
      g_assert_nonnull (error);
    }

  templates = guichet_template_file_read (script, strlen (script), NULL);
  g_assert_cmpstr (((GuichetTemplate *) g_ptr_array_index (templates, 0))->html, ==, "<p>oui</p>");
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, func) g_test_add ("/ui/inserts/" path, TicketFixture, NULL, set_up, func, tear_down)
  ADD ("template", test_template);
  ADD ("template-counts", test_template_counts);
  ADD ("template-greeted", test_template_greeted);
  ADD ("left-alone", test_left_alone);
  ADD ("template-key", test_template_key);
  ADD ("mention", test_mention);
  ADD ("mention-searched", test_mention_searched);
  ADD ("no-mention", test_no_mention);
  ADD ("article", test_article);
  ADD ("known-error", test_known_error);
  ADD ("dialog", test_dialog);
  g_test_add_func ("/ui/inserts/file", test_file);
  g_test_add_func ("/ui/inserts/hostile-file", test_hostile_file);

  return g_test_run ();
}
