#include "config.h"

#include "bench.h"

#include <locale.h>

static char *
list_codes (const char *text)
{
  return text != NULL ? g_ascii_strup (text, -1) : NULL;
}

static gboolean
parse (Bench    *bench,
       int      *argc,
       char   ***argv,
       GError  **error)
{
  g_autofree char *only = NULL;
  g_autofree char *codes = NULL;
  const GOptionEntry entries[] = {
    { "quick", 0, 0, G_OPTION_ARG_NONE, &bench->quick, "Tiny sizes, nothing is judged: does it run", NULL },
    { "full", 0, 0, G_OPTION_ARG_NONE, &bench->full, "Also with a million tickets (ten minutes more the first time)", NULL },
    { "only", 0, 0, G_OPTION_ARG_STRING, &only, "Only these figures", "P3,P4…" },
    { NULL }
  };
  g_autoptr(GOptionContext) context = g_option_context_new ("— the figures of PERF, as ratios in one run");

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;

  codes = list_codes (only);
  bench->only = codes != NULL ? g_strsplit (codes, ",", -1) : NULL;

  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  Bench bench = { .program = argv[0] };
  g_autoptr(GError) error = NULL;

  setlocale (LC_ALL, "");
  if (!parse (&bench, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }

  bench_run_store (&bench);
  bench_run_lists (&bench);
  bench_run_search (&bench);
  bench_run_suggestions (&bench);
  bench_run_memory (&bench);
  bench_run_sync (&bench);
  bench_run_start (&bench);
  bench_run_ticket (&bench);
  bench_run_scroll (&bench);
  g_print ("%u figures judged, %u broken, %u not judged (machine too noisy)\n",
           bench.n_judged, bench.n_broken, bench.n_noisy);
  g_strfreev (bench.only);

  return bench.n_broken > 0 ? 1 : 0;
}
