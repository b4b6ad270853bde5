#include "config.h"

#include "model/availability.h"

/* ---- labelled sentences: tests/data/availability/README.md */

typedef struct
{
  char        *sentence;
  gboolean     clear;           /* else it must not be certain */
  GuichetWeek  week;
} Labelled;

typedef struct
{
  guint n;
  guint n_clear;
  guint n_clear_exact;
  guint n_exact;
  guint n_wrong;                /* certain, and not what is meant */
} Score;

static void
labelled_clear (gpointer data)
{
  Labelled *self = data;

  g_free (self->sentence);
}

/* "9-12,14-17.5" */
static guint64
read_hours (const char *text)
{
  g_auto(GStrv) ranges = g_strsplit (text, ",", -1);
  guint64 mask = 0;

  for (guint i = 0; ranges[i] != NULL; i++)
    {
      char *end;
      double from = g_ascii_strtod (ranges[i], &end);
      double to = g_ascii_strtod (end + 1, NULL);

      g_assert_cmpint (*end, ==, '-');
      g_assert_cmpfloat (from, <, to);
      mask |= guichet_week_mask ((guint) (from * 2 + 0.25), (guint) (to * 2 + 0.25));
    }

  return mask;
}

/* "15 9-16; 3 8-12" */
static void
read_label (Labelled   *self,
            const char *text)
{
  g_auto(GStrv) groups = g_strsplit (text, ";", -1);

  self->clear = !g_str_equal (text, "?");
  for (guint i = 0; self->clear && groups[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (g_strstrip (groups[i]), " ", 2);

      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      for (const char *day = parts[0]; *day != '\0'; day++)
        {
          g_assert_true (*day >= '1' && *day <= '7');
          self->week.days[*day - '1'] |= read_hours (parts[1]);
        }
    }
}

static GArray *
load (const char *name)
{
  g_autofree char *path = g_build_filename (GUICHET_SOURCE_DIR, "tests", "data", "availability", name, NULL);
  GArray *all = g_array_new (FALSE, TRUE, sizeof (Labelled));
  g_autofree char *contents = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  g_array_set_clear_func (all, labelled_clear);
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto(GStrv) halves = g_strsplit (lines[i], " | ", 2);
      Labelled labelled = { .sentence = g_strcompress (halves[0]) };

      read_label (&labelled, halves[1]);
      g_array_append_val (all, labelled);
    }

  return all;
}

static void
judge (Score          *score,
       const Labelled *labelled)
{
  g_autoptr(GuichetAvailability) found = guichet_availability_parse (labelled->sentence);
  gboolean certain = found->verdict == GUICHET_AVAILABILITY_CERTAIN;
  gboolean same = guichet_week_equal (&found->week, &labelled->week);
  gboolean exact = labelled->clear ? certain && same : !certain;
  g_autofree char *text = guichet_availability_format (&found->week);

  score->n++;
  score->n_clear += labelled->clear;
  score->n_clear_exact += labelled->clear && exact;
  score->n_exact += exact;
  score->n_wrong += certain && !exact;
  if (!exact)
    g_test_message ("%s: %s (%s)", certain ? "WRONG" : "missed", labelled->sentence, text);
}

static void
test_corpus (gconstpointer data)
{
  const char *name = data;
  g_autoptr(GArray) all = load (name);
  Score score = { 0 };

  for (guint i = 0; i < all->len; i++)
    judge (&score, &g_array_index (all, Labelled, i));

  g_test_message ("%s: %u sentences, %.1f %% exact; of %u that are clear %.1f %% exact; %u silently wrong", name, score.n,
                  100.0 * score.n_exact / score.n, score.n_clear, 100.0 * score.n_clear_exact / score.n_clear,
                  score.n_wrong);
  g_assert_cmpuint (score.n, >=, 100);
  g_assert_cmpuint (score.n_wrong, ==, 0);
  g_assert_cmpfloat (score.n_clear_exact, >=, 0.9 * score.n_clear);
}

/* ---- there and back */

static void
assert_returns (const GuichetWeek *week)
{
  g_autofree char *text = guichet_availability_format (week);
  g_autoptr(GuichetAvailability) found = guichet_availability_parse (text);

  g_test_message ("%s", text);
  g_assert_true (guichet_week_equal (&found->week, week));
  g_assert_cmpint (found->verdict, ==, guichet_week_is_empty (week) ? GUICHET_AVAILABILITY_NOT_UNDERSTOOD
                                                                    : GUICHET_AVAILABILITY_CERTAIN);
}

/* As a person fills it: a few spans, the same on several days. */
static GuichetWeek
draw_usual_week (GRand *random)
{
  GuichetWeek week = { { 0 } };
  guint n = (guint) g_rand_int_range (random, 1, 4);

  for (guint i = 0; i < n; i++)
    {
      guint start = (guint) g_rand_int_range (random, 0, GUICHET_WEEK_SLOTS);
      guint end = (guint) g_rand_int_range (random, (gint32) start + 1, GUICHET_WEEK_SLOTS + 1);
      guint days = (guint) g_rand_int_range (random, 1, 128);

      for (guint day = 0; day < GUICHET_WEEK_DAYS; day++)
        if ((days >> day & 1) != 0)
          week.days[day] |= guichet_week_mask (start, end);
    }

  return week;
}

static GuichetWeek
draw_any_week (GRand *random)
{
  GuichetWeek week = { { 0 } };

  for (guint day = 0; day < GUICHET_WEEK_DAYS; day++)
    week.days[day] = (((guint64) g_rand_int (random) << 32) | g_rand_int (random)) & guichet_week_mask (0, GUICHET_WEEK_SLOTS);

  return week;
}

static void
test_there_and_back (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (4);
  GuichetWeek week = { { 0 } };

  assert_returns (&week);
  for (guint i = 0; i < 3000; i++)
    {
      week = draw_usual_week (random);
      assert_returns (&week);
    }
  for (guint i = 0; i < 300; i++)
    {
      week = draw_any_week (random);
      assert_returns (&week);
    }
}

static void
test_format (void)
{
  GuichetWeek week = { { 0 } };
  g_autofree char *all = NULL;
  g_autofree char *some = NULL;

  for (guint day = 0; day < 5; day++)
    week.days[day] = guichet_week_mask (16, 36);
  all = guichet_availability_format (&week);
  g_assert_cmpstr (all, ==, "du lundi au vendredi toute la journée");

  week.days[2] = 0;
  week.days[3] = guichet_week_mask (18, 25) | guichet_week_mask (28, 36);
  week.days[4] = guichet_week_mask (16, 24);
  some = guichet_availability_format (&week);
  g_assert_cmpstr (some, ==, "lundi et mardi toute la journée ; jeudi de 9h à 12h30 et de 14h à 18h ; vendredi le matin");
}

/* ---- parts, bounds, hostile text */

static char *
join_parts (const char *text)
{
  g_autoptr(GuichetAvailability) found = guichet_availability_parse (text);
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; i < found->parts->len; i++)
    {
      const GuichetAvailabilityPart *part = &g_array_index (found->parts, GuichetAvailabilityPart, i);

      g_string_append_c (out, '[');
      g_string_append_len (out, text + part->start, part->end - part->start);
      g_string_append_c (out, ']');
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_parts (void)
{
  static const struct { const char *text, *parts; } cases[] = {
    { "Été : dispo le lundi et jeudi de 9h à 12h", "[lundi][jeudi][de 9h à 12h]" },
    { "tous les jours sauf MERCREDI après-midi", "[tous les jours][sauf][MERCREDI][après-midi]" },
    { "rien de tout cela", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *parts = join_parts (cases[i].text);

      g_assert_cmpstr (parts, ==, cases[i].parts);
    }
}

static void
test_bounds (void)
{
  g_autoptr(GString) text = g_string_new ("lundi");
  g_autoptr(GuichetAvailability) none = guichet_availability_parse (NULL);
  g_autoptr(GuichetAvailability) broken = guichet_availability_parse ("lundi \xff");
  g_autoptr(GuichetAvailability) found = NULL;

  while (text->len <= GUICHET_AVAILABILITY_MAX)
    g_string_append (text, " ");
  found = guichet_availability_parse (text->str);

  g_assert_cmpint (found->verdict, ==, GUICHET_AVAILABILITY_PARTLY);
  g_assert_cmpint (none->verdict, ==, GUICHET_AVAILABILITY_NOT_UNDERSTOOD);
  g_assert_cmpint (broken->verdict, ==, GUICHET_AVAILABILITY_NOT_UNDERSTOOD);
}

/* Whatever is added that is not known takes the certainty away. */
static void
test_left_over (void)
{
  static const char * const additions[] = {
    " xyz", ", sauf imprévu", " environ", " ?", " 12", " et 15h", " (à confirmer)", " %", " peut-être", "\nabsent", " 🙂",
  };
  g_autoptr(GArray) all = load ("known.txt");

  for (guint i = 0; i < all->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (additions); j++)
      {
        g_autofree char *text = g_strconcat (g_array_index (all, Labelled, i).sentence, additions[j], NULL);
        g_autoptr(GuichetAvailability) found = guichet_availability_parse (text);

        if (found->verdict == GUICHET_AVAILABILITY_CERTAIN)
          g_test_message ("%s", text);
        g_assert_cmpint (found->verdict, !=, GUICHET_AVAILABILITY_CERTAIN);
      }
}

static void
test_now (void)
{
  g_autoptr(GuichetAvailability) found = guichet_availability_parse ("mardi de 9h30 à 11h");
  static const struct { int day, hour, minute; gboolean free; } cases[] = {
    { 24, 9, 29, FALSE }, { 24, 9, 30, TRUE }, { 24, 10, 59, TRUE }, { 24, 11, 0, FALSE }, { 25, 10, 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GDateTime) when = g_date_time_new_utc (2026, 11, cases[i].day, cases[i].hour, cases[i].minute, 0);

      g_assert_cmpint (guichet_week_contains (&found->week, when), ==, cases[i].free);
    }
}

static void
test_week (void)
{
  GuichetWeek week = { { 0 } };

  g_assert_true (guichet_week_is_empty (&week));
  guichet_week_set (&week, 6, 47, TRUE);
  g_assert_true (guichet_week_get (&week, 6, 47));
  g_assert_false (guichet_week_get (&week, 6, 46));
  g_assert_false (guichet_week_is_empty (&week));
  guichet_week_set (&week, 6, 47, FALSE);
  g_assert_true (guichet_week_is_empty (&week));
  g_assert_cmpuint (guichet_week_mask (0, 99), ==, G_GUINT64_CONSTANT (0xffffffffffff));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/availability/known", "known.txt", test_corpus);
  g_test_add_data_func ("/availability/held-out", "held-out.txt", test_corpus);
  g_test_add_func ("/availability/there-and-back", test_there_and_back);
  g_test_add_func ("/availability/format", test_format);
  g_test_add_func ("/availability/parts", test_parts);
  g_test_add_func ("/availability/bounds", test_bounds);
  g_test_add_func ("/availability/left-over", test_left_over);
  g_test_add_func ("/availability/now", test_now);
  g_test_add_func ("/week", test_week);

  return g_test_run ();
}
