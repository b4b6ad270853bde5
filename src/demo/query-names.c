#include "config.h"

#include "demo/query-names.h"

#include "demo/schema.h"

static guint
edit_distance (const char *a,
               const char *b)
{
  gsize n = strlen (b);
  g_autofree guint *row = g_new (guint, n + 1);

  for (gsize k = 0; k <= n; k++)
    row[k] = (guint) k;
  for (gsize i = 0; a[i] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = (guint) i + 1;
      for (gsize k = 1; k <= n; k++)
        {
          guint above = row[k];

          row[k] = MIN (MIN (above, row[k - 1]) + 1, diagonal + (a[i] != b[k - 1]));
          diagonal = above;
        }
    }

  return row[n];
}

/* The server suggests the last of the nearest words, if near at all. */
char *
_demo_query_suggest (const char *wrong,
                     const char *list)
{
  g_auto(GStrv) words = g_strsplit (list, ", ", -1);
  const char *best = "";
  guint shortest = 4;

  if (strlen (wrong) > 64)
    return g_strdup ("");

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint distance = edit_distance (wrong, words[i]);

      if (distance < 4 && distance <= shortest)
        {
          shortest = distance;
          best = words[i];
        }
    }

  return g_strdup (best);
}

char *
_demo_query_list_classes (gboolean lab)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  guint n_classes;
  const DemoClass *classes = demo_schema_get_classes (&n_classes);

  for (guint i = 0; i < n_classes; i++)
    if (lab || (classes[i].flags & DEMO_CLASS_LAB) == 0)
      g_ptr_array_add (names, (gpointer) classes[i].name);
  g_ptr_array_add (names, NULL);

  return g_strjoinv (", ", (char **) names->pdata);
}

/* Of an interval, as datetime() of SQLite names it; NULL if unknown. */
const char *
_demo_query_get_unit (const char *unit)
{
  static const char * const units[][2] = {
    { "SECOND", "seconds" }, { "MINUTE", "minutes" }, { "HOUR", "hours" },
    { "DAY", "days" }, { "MONTH", "months" }, { "YEAR", "years" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i][0], unit))
      return units[i][1];

  return NULL;
}
