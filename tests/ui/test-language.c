#include "config.h"

#include "shell-fixture.h"

#include <libintl.h>
#include <locale.h>

/* The words of the seed, exactly. */
static const struct
{
  const char *section;
  const char *words[8];
} pages[] = {
  { "tickets", { "Mes tickets en cours (43)", "À prendre en charge (5)", "Pris en charge (7)",
                 "Demande Utilisateur", "Afficher", "éléments par page", "Tickets en cours (55)" } },
  { "tickets", { "Nom complet", "Objet de la demande", "Date de début", "Dernière mise à jour", "Statut", "Service" } },
  { "tickets", { "Accueil", "Tickets en cours", "Tickets résolus", "Fiches de connaissance", "FAQ", "Boîte d’envoi",
                 "Portail Agent" } },
  { "resolved", { "Résolus (4)", "Tous (10)", "Tickets résolus (10)" } },
};

static void
test_french (void)
{
  ShellFixture f = { NULL };

  if (setlocale (LC_ALL, "fr_FR.UTF-8") == NULL)
    {
      g_test_skip ("This system has no French locale");
      return;
    }

  shell_fixture_set_up (&f, 1400, 900);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *text = NULL;

      guichet_agent_portal_show_section (f.portal, pages[i].section);
      shell_fixture_settle (&f);
      ticket_fixture_spin (120);
      text = collect_text (GTK_WIDGET (f.window));
      for (guint j = 0; j < G_N_ELEMENTS (pages[i].words) && pages[i].words[j] != NULL; j++)
        if (strstr (text, pages[i].words[j]) == NULL)
          g_error ("« %s » is not there, but:\n%s", pages[i].words[j], text);
    }
  guichet_agent_portal_show_section (f.portal, "tickets");

  shell_fixture_tear_down (&f);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("LC_ALL", "fr_FR.UTF-8", TRUE);
  g_setenv ("LANGUAGE", "fr", TRUE);
  bindtextdomain (GETTEXT_PACKAGE, GUICHET_BUILD_DIR "/po");
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/language/french", test_french);

  return g_test_run ();
}
