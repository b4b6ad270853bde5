#include "config.h"

#include "util/text.h"

static void
test_make_valid (void)
{
  static const struct { const char *in; gssize length; gsize max; const char *out; } cases[] = {
    { "déjà", -1, 0, "déjà" },
    { "a\0b", 3, 0, "a\357\277\275b" },
    { "a\r\nb\rc", -1, 0, "a\nb\nc" },
    { "a\033[31mb", -1, 0, "a[31mb" },
    { "x\xff" "y", -1, 0, "x\357\277\275y" },
    { "\342\200\256txt.exe", -1, 0, "txt.exe" },
    { "ééé", -1, 3, "é" },
    { "", -1, 0, "" },
    { NULL, 0, 0, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = guichet_text_make_valid (cases[i].in, cases[i].length, cases[i].max);

      g_assert_cmpstr (out, ==, cases[i].out);
    }
}

static void
test_single_line (void)
{
  static const struct { const char *in, *out; } cases[] = {
    { "  a \n\t b ", "a b" },
    { "\302\240a", "\302\240a" },
    { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = guichet_text_single_line (cases[i].in);

      g_assert_cmpstr (out, ==, cases[i].out);
    }
}

static void
test_is_empty (void)
{
  g_assert_true (guichet_text_is_empty (NULL));
  g_assert_true (guichet_text_is_empty (" "));
  g_assert_true (guichet_text_is_empty ("\302\240\n"));
  g_assert_false (guichet_text_is_empty ("."));
}

static void
test_hyphens (void)
{
  static const struct { const char *text, *joined, *dropped; } cases[] = {
    { NULL, "", NULL },
    { "", "", NULL },
    { "wifi", "", NULL },
    { "Wi-Fi", "WiFi", "WiFi" },
    { "le Wi-Fi, le rendez-vous", "WiFi rendezvous", "le WiFi, le rendezvous" },
    { "va-t-en", "vaten", "vaten" },
    { "a - b", "", NULL },
    { "-a b-", "", NULL },
    { "a--b", "", NULL },
    { "é\xe2\x80\x91t\xc3\xa9", "été", "été" },
    { "2026-01-05 x", "20260105", "20260105 x" },
    { "-", "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *joined = guichet_text_join_hyphens (cases[i].text);
      g_autofree char *dropped = guichet_text_drop_hyphens (cases[i].text);

      g_assert_cmpstr (joined, ==, cases[i].joined);
      g_assert_cmpstr (dropped, ==, cases[i].dropped);
    }
}

static void
test_fold (void)
{
  g_autofree char *a = guichet_text_fold ("Établissement À l’Œuvre");
  g_autofree char *b = guichet_text_fold ("etablissement a l’œuvre");

  g_assert_cmpstr (a, ==, b);
}

static void
test_parse_ref (void)
{
  static const struct { const char *in, *out; } cases[] = {
    { "R-001678", "R-001678" },
    { "r1678", "R-001678" },
    { "R1678", "R-001678" },
    { " r-1678 ", "R-001678" },
    { "1678", "R-001678" },
    { "R-1234567", "R-1234567" },
    { "-1678", NULL },
    { "R--1", NULL },
    { "R-", NULL },
    { "R-0", NULL },
    { "R-12x", NULL },
    { "I-000012", NULL },
    { "99999999999999999999", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = guichet_text_parse_ref (cases[i].in);

      g_assert_cmpstr (out, ==, cases[i].out);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/make-valid", test_make_valid);
  g_test_add_func ("/text/single-line", test_single_line);
  g_test_add_func ("/text/is-empty", test_is_empty);
  g_test_add_func ("/text/hyphens", test_hyphens);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/parse-ref", test_parse_ref);

  return g_test_run ();
}
