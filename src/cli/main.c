#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "cli/cli.h"

static void
set_language (void)
{
  const char *build = g_getenv ("GUICHET_UNINSTALLED");
  g_autofree char *folder = build != NULL ? g_build_filename (build, "po", NULL) : g_strdup (GUICHET_LOCALE_DIR);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int   argc,
      char *argv[])
{
  set_language ();

  return guichet_cli_run (argc, argv, stdin, stdout, stderr);
}
