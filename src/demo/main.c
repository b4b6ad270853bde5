#include "config.h"

#include <glib-unix.h>
#include <locale.h>

#include "demo/desk.h"

/* guichet-demo-desk: the demonstration desk as a program of its own, for
 * trying a client against it from outside and for tests. */

typedef struct
{
  char     *profile;
  char     *database;
  char     *fault;
  int       tickets;
  int       seed;
  int       port;
  int       colleagues;
  gboolean  list_faults;
} Arguments;

static gboolean
parse_arguments (Arguments   *arguments,
                 int         *argc,
                 char      ***argv,
                 GError     **error)
{
  const GOptionEntry entries[] = {
    { "profile", 0, 0, G_OPTION_ARG_STRING, &arguments->profile, "asap (default) or itop", "NAME" },
    { "tickets", 0, 0, G_OPTION_ARG_INT, &arguments->tickets, "How many requests to invent (400)", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &arguments->seed, "Seed of the data and of the faults", "N" },
    { "port", 0, 0, G_OPTION_ARG_INT, &arguments->port, "Port on loopback (any)", "N" },
    { "database", 0, 0, G_OPTION_ARG_FILENAME, &arguments->database, "Keep the desk in a file", "FILE" },
    { "colleagues", 0, 0, G_OPTION_ARG_INT, &arguments->colleagues, "Let colleagues act every N seconds", "N" },
    { "fault", 0, 0, G_OPTION_ARG_STRING, &arguments->fault, "Let requests fail", "NAME[:PROBABILITY][:writes]" },
    { "list-faults", 0, 0, G_OPTION_ARG_NONE, &arguments->list_faults, "List the faults and exit", NULL },
    { NULL }
  };
  g_autoptr(GOptionContext) context = g_option_context_new ("— invented tickets for demonstration and tests");

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (context, "Speaks the REST dialect of iTop and has its web portal, on loopback. Production is iTop, not this.");
  return g_option_context_parse (context, argc, argv, error);
}

static gboolean
apply_fault (GuichetDemoDesk *desk,
             const char      *text)
{
  g_auto(GStrv) parts = g_strsplit (text, ":", 3);
  GuichetDemoFault fault;
  double probability = 1.0;
  gboolean writes_only = FALSE;

  if (parts[0] == NULL || !guichet_demo_fault_from_nick (parts[0], &fault))
    return FALSE;

  for (guint i = 1; parts[i] != NULL; i++)
    {
      char *end;

      if (g_str_equal (parts[i], "writes"))
        {
          writes_only = TRUE;
          continue;
        }
      probability = g_ascii_strtod (parts[i], &end);
      if (*parts[i] == '\0' || *end != '\0' || !(probability >= 0.0 && probability <= 1.0))
        return FALSE;
    }

  guichet_demo_desk_set_fault (desk, fault, probability, writes_only);
  return TRUE;
}

static void
list_faults (void)
{
  for (guint i = 0; i < GUICHET_DEMO_N_FAULTS; i++)
    g_print ("%s\n", guichet_demo_fault_to_nick ((GuichetDemoFault) i));
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

static void
announce (GuichetDemoDesk *desk)
{
  g_print ("%s\n", guichet_demo_desk_get_address (desk));
  g_print ("agent colleague agent3…agent12 admin requester-rest requester norest, secret: %s\n",
           guichet_demo_desk_get_secret (desk));
  fflush (stdout);
}

static void
run_until_signal (void)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_main_loop_run (loop);
}

static int
serve (const Arguments *arguments)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetDemoDesk) desk = NULL;
  GuichetDemoOptions options = {
    .profile = arguments->profile,
    .database = arguments->database,
    .tickets = (guint) MAX (arguments->tickets, 0),
    .seed = (guint) arguments->seed,
    .colleagues = (guint) MAX (arguments->colleagues, 0),
    .port = (guint) CLAMP (arguments->port, 0, G_MAXUINT16),
  };

  if ((desk = guichet_demo_desk_new (&options, &error)) == NULL)
    {
      g_printerr ("guichet-demo-desk: %s\n", error->message);
      return 1;
    }
  if (arguments->fault != NULL && !apply_fault (desk, arguments->fault))
    {
      g_printerr ("guichet-demo-desk: no such fault: %s (see --list-faults)\n", arguments->fault);
      return 2;
    }

  announce (desk);
  run_until_signal ();
  guichet_demo_desk_stop (desk);
  return 0;
}

int
main (int    argc,
      char **argv)
{
  Arguments arguments = { .seed = 1 };
  g_autoptr(GError) error = NULL;
  int status = 0;

  setlocale (LC_ALL, "");
  if (!parse_arguments (&arguments, &argc, &argv, &error))
    {
      g_printerr ("guichet-demo-desk: %s\n", error->message);
      status = 2;
    }
  else if (arguments.list_faults)
    list_faults ();
  else
    status = serve (&arguments);

  g_free (arguments.profile);
  g_free (arguments.database);
  g_free (arguments.fault);
  return status;
}
