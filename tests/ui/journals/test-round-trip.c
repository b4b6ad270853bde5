#include "config.h"

#include "ticket-fixture.h"

#include "demo/html-filter.h"
#include "ui/common/rich-editor.h"

/* What is written goes through the sanitiser of the server and comes back as it
 * was, for 200 texts of all the forms that the editor has. */

#define N_SAMPLES 200

static const char * const words[] = {
  "Bonjour", "câble", "n’est", "<salle>", "B204 &amp; C3", "l’écran", "14 h 30", "« oui »", "100 %", "Œuvre", "🙂", "fin.",
};

static const char * const styles[] = { "strong", "em", "code", "a" };

static void
append_words (GString *html,
              GRand   *random)
{
  guint n = (guint) g_rand_int_range (random, 1, 9);

  for (guint i = 0; i < n; i++)
    {
      const char *word = words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];
      const char *style = styles[g_rand_int_range (random, 0, G_N_ELEMENTS (styles))];
      g_autofree char *escaped = strchr (word, ';') != NULL ? g_strdup (word) : guichet_html_escape (word);

      g_string_append (html, i > 0 ? " " : "");
      if (g_rand_int_range (random, 0, 4) > 0)
        g_string_append (html, escaped);
      else if (*style == 'a')
        g_string_append_printf (html, "<a href=\"https://exemple.fr/%u\">%s</a>", i, escaped);
      else
        g_string_append_printf (html, "<%s>%s</%s>", style, escaped, style);
    }
}

static void
append_items (GString    *html,
              GRand      *random,
              const char *list)
{
  guint n = (guint) g_rand_int_range (random, 1, 5);

  g_string_append_printf (html, "<%s>", list);
  for (guint i = 0; i < n; i++)
    {
      g_string_append (html, "<li>");
      append_words (html, random);
      g_string_append (html, "</li>");
    }
  g_string_append_printf (html, "</%s>", list);
}

static char *
make_sample (GRand *random)
{
  GString *html = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (random, 1, 6);

  for (guint i = 0; i < n; i++)
    switch (g_rand_int_range (random, 0, 6))
      {
      case 0:
        append_items (html, random, "ul");
        break;

      case 1:
        append_items (html, random, "ol");
        break;

      case 2:
        g_string_append (html, "<blockquote><p>");
        append_words (html, random);
        g_string_append (html, "</p></blockquote>");
        break;

      case 3:
        g_string_append_printf (html, "<pre>if (a &lt; %u)\n  b ();</pre>", i);
        break;

      default:
        g_string_append (html, "<p>");
        append_words (html, random);
        g_string_append (html, "</p>");
      }

  return g_string_free_and_steal (html);
}

static void
test_samples (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (5);
  GtkWidget *editor = g_object_ref_sink (guichet_rich_editor_new ());

  for (guint i = 0; i < N_SAMPLES; i++)
    {
      g_autofree char *sample = make_sample (random);
      g_autofree char *written = NULL;
      g_autofree char *kept = NULL;
      g_autofree char *again = NULL;

      guichet_rich_editor_set_html (GUICHET_RICH_EDITOR (editor), sample);
      written = guichet_rich_editor_dup_html (GUICHET_RICH_EDITOR (editor));
      kept = demo_html_clean (written);
      g_assert_cmpstr (kept, ==, written);
      guichet_rich_editor_set_html (GUICHET_RICH_EDITOR (editor), kept);
      again = guichet_rich_editor_dup_html (GUICHET_RICH_EDITOR (editor));
      g_assert_cmpstr (again, ==, written);
    }
  g_object_unref (editor);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/round-trip/samples", test_samples);

  return g_test_run ();
}
