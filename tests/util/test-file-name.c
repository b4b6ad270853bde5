#include "config.h"

#include "util/file-name.h"

#include <string.h>

static void
test_safe (void)
{
  static const struct { const char *in, *out; } cases[] = {
    { "photo-b204.jpg", "photo-b204.jpg" },
    { "capture é.png", "capture é.png" },
    { "e\314\201t\303\251.png", "été.png" },
    { NULL, "file" },
    { "", "file" },
    { ".", "file" },
    { "..", "file" },
    { "../..", "file" },
    { "../../etc/passwd", "passwd" },
    { "..\\..\\boot.ini", "boot.ini" },
    { "/etc/shadow", "shadow" },
    { "C:\\temp\\a.txt", "a.txt" },
    { "folder/", "folder" },
    { "///", "file" },
    { ".bashrc", "bashrc" },
    { "...hidden.txt", "hidden.txt" },
    { " . .x", "x" },
    { "a.txt.", "a.txt" },
    { "a.txt ", "a.txt" },
    { "a.exe . .", "a.exe" },
    { "a\nb\tc.txt", "a b c.txt" },
    { "a\033[31m.txt", "a[31m.txt" },
    { "facture\342\200\256fdp.exe", "facturefdp.exe" },
    { "a\342\200\213b\357\273\277.txt", "ab.txt" },
    { "a\302\255b.txt", "ab.txt" },
    { "a\342\200\250b.txt", "a b.txt" },
    { "a:b.txt", "a_b.txt" },
    { "<script>.txt", "_script_.txt" },
    { "what?*\"|.txt", "what____.txt" },
    { "CON", "_CON" },
    { "con.txt", "_con.txt" },
    { "Nul .txt", "_Nul .txt" },
    { "com1.tar.gz", "_com1.tar.gz" },
    { "console.txt", "console.txt" },
    { "LPT9", "_LPT9" },
    { "x\xff.txt", "x\357\277\275.txt" },
    { "\342\200\256", "file" },
    { "~", "~" },
    { "-rf", "-rf" },
    { "file:///etc/passwd", "passwd" },
    { "%2e%2e%2fx", "%2e%2e%2fx" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = guichet_file_name_make_safe (cases[i].in);

      g_assert_cmpstr (out, ==, cases[i].out);
    }
}

static void
test_length (void)
{
  g_autoptr(GString) accents = g_string_new (NULL);
  g_autofree char *long_name = g_strnfill (4000, 'a');
  g_autofree char *with_ending = g_strconcat (long_name, ".pdf", NULL);
  g_autofree char *long_ending = g_strconcat ("a.", long_name, NULL);
  g_autofree char *dots = g_strnfill (300, '.');
  g_autofree char *dotted = g_strconcat ("x", dots, "pdf", NULL);
  const char *names[] = { long_name, with_ending, long_ending, dotted, NULL };

  for (guint i = 0; i < 500; i++)
    g_string_append (accents, "é");
  g_string_append (accents, ".txt");
  names[4] = accents->str;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *out = guichet_file_name_make_safe (names[i]);

      g_assert_cmpuint (strlen (out), <=, GUICHET_FILE_NAME_MAX);
      g_assert_cmpuint (strlen (out), >=, 1);
      g_assert_true (g_utf8_validate (out, -1, NULL));
      if (i == 1)
        g_assert_true (g_str_has_suffix (out, "aaaa.pdf"));
      if (i == 4)
        g_assert_true (g_str_has_suffix (out, "é.txt"));
    }
}

/* What every name must be, whatever came in. */
static void
assert_safe (const char *name)
{
  g_autofree char *out = guichet_file_name_make_safe (name);
  g_autofree char *again = guichet_file_name_make_safe (out);
  gsize length = strlen (out);

  g_assert_cmpuint (length, >=, 1);
  g_assert_cmpuint (length, <=, GUICHET_FILE_NAME_MAX);
  g_assert_true (g_utf8_validate (out, -1, NULL));
  g_assert_null (strpbrk (out, "/\\<>:\"|?*\n\r\t"));
  g_assert_true (*out != '.' && *out != ' ');
  g_assert_true (out[length - 1] != '.' && out[length - 1] != ' ');
  g_assert_cmpstr (again, ==, out);
  for (const char *p = out; *p != '\0'; p = g_utf8_next_char (p))
    {
      GUnicodeType type = g_unichar_type (g_utf8_get_char (p));

      g_assert_true (type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && type != G_UNICODE_LINE_SEPARATOR &&
                     type != G_UNICODE_PARAGRAPH_SEPARATOR);
    }
}

/* Pieces that are dangerous by themselves, in every order that chance gives. */
static void
test_random (void)
{
  static const char * const pieces[] = {
    "..", "/", "\\", ".", " ", "con", "COM1", "nul", "\342\200\256", "\342\200\216", "\342\201\246", "\357\273\277",
    "\303\251", "e\314\201", "\314\201", "\xff", "\xc3", "\355\240\200", "\364\217\277\277", "\n", "\033", "\001",
    ":", "*", "?", "\"", "<", "|", ".exe", ".pdf", "a", "été", "\360\237\230\200", "\302\240", "\342\200\250", "%00",
  };
  g_autoptr(GRand) random = g_rand_new_with_seed (20261124);

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr(GString) name = g_string_new (NULL);
      int n = g_rand_int_range (random, 0, 80);

      for (int j = 0; j < n; j++)
        g_string_append (name, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      assert_safe (name->str);
    }
}

static void
test_dangerous (void)
{
  static const struct { const char *name; gboolean dangerous; } cases[] = {
    { "a.exe", TRUE },
    { "a.EXE", TRUE },
    { "facture.pdf.exe", TRUE },
    { "a.exe ", TRUE },
    { "a.exe.", TRUE },
    { "a.e\342\200\213xe", TRUE },
    { "run.sh", TRUE },
    { "x.desktop", TRUE },
    { "lettre.docm", TRUE },
    { "x.js", TRUE },
    { "x.bat", TRUE },
    { "page.html", TRUE },
    { "image.svg", TRUE },
    { "disque.iso", TRUE },
    { "lettre.docx", FALSE },
    { "photo.jpg", FALSE },
    { "exe", FALSE },
    { "facture.exe.pdf", FALSE },
    { "notes.txt", FALSE },
    { "", FALSE },
    { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (guichet_file_name_is_dangerous (cases[i].name), ==, cases[i].dangerous);
}

static void
test_program (void)
{
  static const struct { const char *data; gsize length; gboolean program; } cases[] = {
    { "\177ELF\002\001", 6, TRUE },
    { "MZ\220\0", 4, TRUE },
    { "#!/bin/sh\n", 10, TRUE },
    { "[Desktop Entry]\nExec=x", 22, TRUE },
    { "%PDF-1.4", 8, FALSE },
    { "\211PNG\r\n\032\n", 8, FALSE },
    { "#", 1, FALSE },
    { "", 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (guichet_file_is_program ((const guint8 *) cases[i].data, cases[i].length), ==, cases[i].program);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-name/safe", test_safe);
  g_test_add_func ("/file-name/length", test_length);
  g_test_add_func ("/file-name/random", test_random);
  g_test_add_func ("/file-name/dangerous", test_dangerous);
  g_test_add_func ("/file-name/program", test_program);

  return g_test_run ();
}
