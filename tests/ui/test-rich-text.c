#include "config.h"

#include "ticket-fixture.h"

#include "ui/common/rich-editor.h"
#include "ui/common/rich-flow.h"
#include "ui/common/rich-line.h"
#include "ui/common/rich-view.h"

#define NB "\302\240"
#define NNB "\342\200\257"

/* ---- display */

static void
test_french_spacing (void)
{
  static const struct { const char *text, *shown; } cases[] = {
    { "est-ce jouable avant ?", "est-ce jouable avant" NNB "?" },
    { "Non ! Si ; oui", "Non" NNB "! Si" NNB "; oui" },
    { "Objet : écran", "Objet" NB ": écran" },
    { "« Source »", "«" NB "Source" NB "»" },
    { "à 15 h 30 demain", "à 15" NB "h" NB "30 demain" },
    { "10 m de câble, 2 Mo", "10" NB "m de câble, 2" NB "Mo" },
    { "10 mètres, 3 hommes", "10 mètres, 3 hommes" },
    { "salle B204 à gauche", "salle B204 à gauche" },
    { " ?", " ?" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = guichet_space_french (cases[i].text);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* Spans stay on their words although spaces before them grew. */
static void
test_flow_offsets (void)
{
  g_autoptr(GuichetRichFlow) flow = guichet_rich_flow_new ();
  GuichetBlock *block = guichet_block_new (GUICHET_BLOCK_PARAGRAPH, "Prêt ? Voir ici : fin");
  const GuichetRichLink *link;
  const char *place;

  guichet_block_add_span (block, (guint) strlen ("Prêt ? Voir "), 3, GUICHET_SPAN_LINK, "https://a.example/");
  guichet_rich_flow_add_block (flow, block);
  guichet_block_free (block);

  g_assert_cmpstr (flow->text->str, ==, "Prêt" NNB "? Voir ici" NB ": fin");
  g_assert_cmpuint (flow->links->len, ==, 1);
  place = strstr (flow->text->str, "ici");
  link = guichet_rich_flow_find_link (flow, (guint) (place - flow->text->str));
  g_assert_nonnull (link);
  g_assert_cmpuint (link->end - link->start, ==, 3);
  g_assert_cmpstr (link->target, ==, "https://a.example/");
  g_assert_null (guichet_rich_flow_find_link (flow, link->end));
}

static void
test_view_makes_no_markup (void)
{
  GtkWidget *view = g_object_ref_sink (guichet_rich_view_new ());
  g_autofree char *text = NULL;

  guichet_rich_view_set_html (GUICHET_RICH_VIEW (view),
                              "<p>&lt;b&gt;gras&lt;/b&gt; &amp;amp; &lt;a href=\"x\"&gt;</p><ul><li>un</li></ul><pre>a  b</pre>");
  text = collect_text (view);
  g_assert_nonnull (strstr (text, "<b>gras</b> &amp; <a href=\"x\">"));
  g_assert_nonnull (strstr (text, "•\nun"));
  g_assert_nonnull (strstr (text, "a  b"));
  for (guint i = 0; ; i++)
    {
      GtkWidget *label = find_widget (view, GTK_TYPE_LABEL, i);

      if (label == NULL)
        break;
      g_assert_false (gtk_label_get_use_markup (GTK_LABEL (label)));
    }
  g_object_unref (view);
}

static gboolean
activate_link_cb (GuichetRichView *view,
                  const char      *target,
                  char           **opened)
{
  g_set_str (opened, target);

  return TRUE;
}

static void
test_view_links (void)
{
  GtkWidget *view = g_object_ref_sink (guichet_rich_view_new ());
  g_autofree char *opened = NULL;
  g_autofree char *plain = guichet_link_describe ("https://desk.example/a?b");
  g_autofree char *foreign = guichet_link_describe ("https://\321\200\320\260ypal.example/");
  g_autofree char *mail = guichet_link_describe ("mailto:a@b.example");

  g_signal_connect (view, "activate-link", G_CALLBACK (activate_link_cb), &opened);
  guichet_rich_view_set_html (GUICHET_RICH_VIEW (view), "<p><a href=\"https://desk.example/\">ici</a></p>");
  gtk_widget_activate_action (view, "rich-view.open-link", "s", "javascript:alert(1)");
  g_assert_null (opened);
  gtk_widget_activate_action (view, "rich-view.open-link", "s", "file:///etc/passwd");
  g_assert_null (opened);
  gtk_widget_activate_action (view, "rich-view.open-link", "s", "https://desk.example/");
  g_assert_cmpstr (opened, ==, "https://desk.example/");

  g_assert_cmpstr (plain, ==, "Opens desk.example\nhttps://desk.example/a?b");
  g_assert_true (g_str_has_prefix (foreign, "Opens xn--"));
  g_assert_cmpstr (mail, ==, "mailto:a@b.example");
  g_object_unref (view);
}

/* A pasted log must not make thousands of widgets. */
static void
test_view_is_bounded (void)
{
  GtkWidget *view = g_object_ref_sink (guichet_rich_view_new ());
  GString *html = g_string_new ("<ul>");
  guint n = 0;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (html, "<li>ligne %u</li>", i);
  g_string_append (html, "</ul>");
  guichet_rich_view_set_html (GUICHET_RICH_VIEW (view), html->str);
  for (GtkWidget *child = gtk_widget_get_first_child (view); child != NULL; child = gtk_widget_get_next_sibling (child))
    n++;
  g_assert_cmpuint (n, <, 250);
  g_string_free (html, TRUE);
  g_object_unref (view);
}

/* ---- the editor */

static void
type (GtkWidget  *editor,
      const char *text)
{
  g_signal_emit_by_name (guichet_rich_editor_get_view (GUICHET_RICH_EDITOR (editor)), "insert-at-cursor", text);
}

static char *
get_html (GtkWidget *editor)
{
  return guichet_rich_editor_dup_html (GUICHET_RICH_EDITOR (editor));
}

static void
assert_html (GtkWidget  *editor,
             const char *expected)
{
  g_autofree char *html = get_html (editor);

  g_assert_cmpstr (html, ==, expected);
}

static GtkTextBuffer *
get_buffer (GtkWidget *editor)
{
  return gtk_text_view_get_buffer (guichet_rich_editor_get_view (GUICHET_RICH_EDITOR (editor)));
}

static void
test_round_trip (void)
{
  static const char * const cases[] = {
    "<p>Bonjour</p>",
    "<p>Bonjour</p><p>Deux</p>",
    "<p>Un <strong>gras</strong> et <em>penché</em></p>",
    "<ul><li>un</li><li>deux</li></ul>",
    "<ol><li>un</li><li>deux</li></ol>",
    "<p>avant</p><ul><li>un</li></ul><p>après</p>",
    "<p>une ligne<br>et une autre</p>",
    "<p>voir <a href=\"https://a.example/\">ici</a></p>",
    "<blockquote><p>cité</p></blockquote>",
    "<pre>a  b\n  c</pre>",
  };
  GtkWidget *editor = g_object_ref_sink (guichet_rich_editor_new ());

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GuichetRichText) text = guichet_rich_text_new_from_html (cases[i], -1);
      g_autofree char *expected = guichet_rich_text_to_html (text, NULL);

      guichet_rich_editor_set_html (GUICHET_RICH_EDITOR (editor), cases[i]);
      assert_html (editor, expected);
    }
  g_object_unref (editor);
}

/* Whatever a keyboard here can type goes in as it is: no key is a shortcut. */
static void
test_every_character (void)
{
  static const char * const layouts[] = {
    /* AZERTY, with AltGr */
    "²&é\"'(-è_çà)=azertyuiop^$qsdfghjklmù*<wxcvbn,;:!1234567890°+AZERTYUIOP¨£QSDFGHJKLM%µ>WXCVBN?./§~#{[|`\\^@]}€¤",
    /* BÉPO, with AltGr */
    "$\"«»()@+-/*=%bépoèvdljzwauie,ctsrnmçêàyx.k’qghf#1234567890°`BÉPOÈ!VDLJZWAUIE;CTSRNMÇÊÀYX:K?QGHF–—<>[]^±≠÷×|´&œ̀¡ˇ˘æù¨€ſ©þß®~¯¸{}…_",
    /* QWERTZ of Switzerland */
    "§1234567890'^qwertzuiopè¨asdfghjkléà$<yxcvbnm,.-°+\"*ç%&/()=?`ÜQWERTZUIOPü!ASDFGHJKLöä£>YXCVBNM;:_¦@#°§¬|¢´~€[]{}\\",
    /* Compositions and others */
    "ÀÂÄÉÈÊËÎÏÔÖÙÛÜŸÇŒÆñßøå“”„‘’‚…·•–— ☺😀",
  };

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      GtkWidget *editor = g_object_ref_sink (guichet_rich_editor_new ());
      g_autoptr(GuichetRichText) text = NULL;
      g_autofree char *plain = NULL;

      type (editor, "x");
      for (const char *p = layouts[i]; *p != '\0'; p = g_utf8_next_char (p))
        {
          char character[8] = { 0 };

          memcpy (character, p, (gsize) (g_utf8_next_char (p) - p));
          type (editor, character);
        }
      type (editor, "x");

      text = guichet_rich_editor_dup_text (GUICHET_RICH_EDITOR (editor));
      plain = guichet_rich_text_to_plain (text);
      {
        g_autofree char *expected = g_strconcat ("x", layouts[i], "x", NULL);

        g_assert_cmpstr (g_strchomp (plain), ==, expected);
      }
      g_object_unref (editor);
    }
}

static void
check_trigger (GtkShortcutTrigger *trigger)
{
  GdkModifierType modifiers;

  if (!GTK_IS_KEYVAL_TRIGGER (trigger))
    return;

  modifiers = gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger));
  g_assert_true (modifiers & GDK_CONTROL_MASK);
  g_assert_false (modifiers & GDK_ALT_MASK);
}

/* Alt types on some keyboards: no shortcut of the editor begins with it. */
static void
test_shortcuts_use_ctrl (void)
{
  GtkWidget *editor = g_object_ref_sink (guichet_rich_editor_new ());
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (editor);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);

          check_trigger (gtk_shortcut_get_trigger (shortcut));
          n++;
        }
    }
  g_assert_cmpuint (n, >=, 4);
  g_object_unref (editor);
}

static void
test_formats (void)
{
  GtkWidget *editor = g_object_ref_sink (guichet_rich_editor_new ());
  gboolean bold;

  type (editor, "un ");
  gtk_widget_activate_action (editor, "editor.bold", NULL);
  type (editor, "gras");
  g_object_get (editor, "bold", &bold, NULL);
  g_assert_true (bold);
  gtk_widget_activate_action (editor, "editor.bold", NULL);
  type (editor, " fin");
  {
    g_autofree char *html = get_html (editor);

    g_assert_nonnull (strstr (html, ">gras</"));
    g_assert_nonnull (strstr (html, " fin"));
    g_assert_null (strstr (html, "fin</strong>"));
  }
  g_object_unref (editor);
}

static void
test_lists (void)
{
  GtkWidget *editor = g_object_ref_sink (guichet_rich_editor_new ());
  GtkTextView *view = guichet_rich_editor_get_view (GUICHET_RICH_EDITOR (editor));

  type (editor, "un");
  gtk_widget_activate_action (editor, "editor.bullets", NULL);
  type (editor, "\n");
  type (editor, "deux");
  type (editor, "\n");
  type (editor, "\n");
  type (editor, "suite");
  assert_html (editor, "<ul><li>un</li><li>deux</li></ul><p>suite</p>");

  /* Numbers count on. */
  guichet_rich_editor_set_html (GUICHET_RICH_EDITOR (editor), "");
  gtk_widget_activate_action (editor, "editor.numbers", NULL);
  type (editor, "a");
  type (editor, "\n");
  type (editor, "b");
  assert_html (editor, "<ol><li>a</li><li>b</li></ol>");

  /* Backspace behind a marker ends the item, not the line. */
  guichet_rich_editor_set_html (GUICHET_RICH_EDITOR (editor), "");
  gtk_widget_activate_action (editor, "editor.bullets", NULL);
  g_signal_emit_by_name (view, "backspace");
  type (editor, "texte");
  assert_html (editor, "<p>texte</p>");

  /* What looks like a list without being one stays text. */
  guichet_rich_editor_set_html (GUICHET_RICH_EDITOR (editor), "");
  type (editor, "2026. Une année");
  assert_html (editor, "<p>2026. Une année</p>");
  g_object_unref (editor);
}

static void
test_undo_keeps_lists (void)
{
  GtkWidget *editor = g_object_ref_sink (guichet_rich_editor_new ());
  GtkTextBuffer *buffer = get_buffer (editor);

  gtk_widget_activate_action (editor, "editor.bullets", NULL);
  type (editor, "un");
  gtk_text_buffer_begin_user_action (buffer);
  {
    GtkTextIter start, end;

    gtk_text_buffer_get_bounds (buffer, &start, &end);
    gtk_text_buffer_delete (buffer, &start, &end);
  }
  gtk_text_buffer_end_user_action (buffer);
  g_assert_true (guichet_rich_editor_is_blank (GUICHET_RICH_EDITOR (editor)));
  gtk_text_buffer_undo (buffer);
  assert_html (editor, "<ul><li>un</li></ul>");
  g_object_unref (editor);
}

static void
test_blank (void)
{
  GtkWidget *editor = g_object_ref_sink (guichet_rich_editor_new ());

  g_assert_true (guichet_rich_editor_is_blank (GUICHET_RICH_EDITOR (editor)));
  type (editor, " \n\t ");
  assert_html (editor, "");
  gtk_widget_activate_action (editor, "editor.bullets", NULL);
  assert_html (editor, "");
  g_object_unref (editor);
}

static void
test_paste_is_clean (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *editor = guichet_rich_editor_new ();

  gtk_window_set_child (GTK_WINDOW (window), editor);
  gtk_window_present (GTK_WINDOW (window));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (editor), "un\r\ndeux\rtrois");
  g_signal_emit_by_name (guichet_rich_editor_get_view (GUICHET_RICH_EDITOR (editor)), "paste-clipboard");
  WAIT (!guichet_rich_editor_is_blank (GUICHET_RICH_EDITOR (editor)));
  assert_html (editor, "<p>un<br>deux<br>trois</p>");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_markers (void)
{
  static const struct { const char *text; GuichetBlockKind kind; guint marker; } cases[] = {
    { "•" NB "x", GUICHET_BLOCK_BULLET, 2 },
    { "• x", GUICHET_BLOCK_PARAGRAPH, 0 },
    { "12." NB "x", GUICHET_BLOCK_NUMBER, 4 },
    { "12. x", GUICHET_BLOCK_PARAGRAPH, 0 },
    { "12345." NB "x", GUICHET_BLOCK_PARAGRAPH, 0 },
    { "│" NB "x", GUICHET_BLOCK_QUOTE, 2 },
    { "", GUICHET_BLOCK_PARAGRAPH, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GuichetRichLine line = guichet_rich_line_parse (cases[i].text);

      g_assert_cmpint (line.kind, ==, cases[i].kind);
      g_assert_cmpuint (line.marker, ==, cases[i].marker);
    }
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ticket_fixture_load_style ();

  g_test_add_func ("/rich/display/spacing", test_french_spacing);
  g_test_add_func ("/rich/display/offsets", test_flow_offsets);
  g_test_add_func ("/rich/view/markup", test_view_makes_no_markup);
  g_test_add_func ("/rich/view/links", test_view_links);
  g_test_add_func ("/rich/view/bounded", test_view_is_bounded);
  g_test_add_func ("/rich/editor/round-trip", test_round_trip);
  g_test_add_func ("/rich/editor/characters", test_every_character);
  g_test_add_func ("/rich/editor/shortcuts", test_shortcuts_use_ctrl);
  g_test_add_func ("/rich/editor/formats", test_formats);
  g_test_add_func ("/rich/editor/lists", test_lists);
  g_test_add_func ("/rich/editor/undo", test_undo_keeps_lists);
  g_test_add_func ("/rich/editor/blank", test_blank);
  g_test_add_func ("/rich/editor/paste", test_paste_is_clean);
  g_test_add_func ("/rich/editor/markers", test_markers);

  return g_test_run ();
}
