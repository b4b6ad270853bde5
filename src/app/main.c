#include "config.h"

#include "app/application.h"

#include <glib/gi18n.h>
#include <locale.h>

/* The translations of the build folder, when the program runs from there. */
static const char *
get_locale_dir (void)
{
  return g_getenv ("GUICHET_UNINSTALLED") != NULL ? GUICHET_BUILD_DIR "/po" : GUICHET_LOCALE_DIR;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GuichetApplication) application = NULL;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, get_locale_dir ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = guichet_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);

  return status != 0 ? status : guichet_application_get_status (application);
}
