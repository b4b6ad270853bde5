#include "config.h"

#include "util/file-name.h"

#include <string.h>

#include "util/text.h"

/* What a file is called that has no name of its own. */
#define NAMELESS "file"
/* The longest ending that is kept when a name is cut, with its dot. */
#define ENDING_MAX 16

/* Names that open a device on Windows, whatever their ending: the file may
 * travel on from here. */
static const char * const devices[] = {
  "con", "prn", "aux", "nul",
  "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
  "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
  NULL
};

/* Endings of what runs when it is opened, here or on the computer that it is
 * meant for, and of documents that carry programs. */
static const char * const dangerous[] = {
  "appimage", "apk", "app", "appref-ms", "application", "bash", "bat", "bin", "chm", "cmd", "com", "command", "cpl",
  "csh", "deb", "desktop", "dll", "dmg", "docm", "dotm", "exe", "flatpak", "flatpakref", "fish", "gadget", "hta",
  "htm", "html", "img", "inf", "iqy", "iso", "jar", "jnlp", "js", "jse", "ksh", "lnk", "mht", "mhtml", "msc", "msi",
  "msp", "mst", "out", "php", "pif", "pl", "potm", "ppam", "ppsm", "pptm", "ps1", "psm1", "py", "pyc", "pyw", "rb",
  "reg", "rpm", "run", "scf", "scpt", "scr", "sct", "sh", "shtml", "slk", "sldm", "snap", "svg", "svgz", "swf",
  "terminal", "url", "vb", "vbe", "vbs", "vhd", "vhdx", "website", "workflow", "ws", "wsc", "wsf", "wsh", "xbap",
  "xhtml", "xlam", "xll", "xlsb", "xlsm", "xltm", "xml", "xsl", "xslt", "zsh", NULL
};

/* ---- a name that does no harm */

/* Anything that is not seen, or that changes how the rest is seen. */
static gboolean
is_invisible (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return TRUE;
    default:
      return g_unichar_iszerowidth (c) && !g_unichar_ismark (c);
    }
}

static char *
drop_signs (const char *name)
{
  g_autoptr(GString) clean = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        g_string_append_c (clean, ' ');
      else if (is_invisible (c))
        continue;
      else if (c < 128 && strchr ("<>:\"|?*", (char) c) != NULL)
        g_string_append_c (clean, '_');
      else
        g_string_append_unichar (clean, c);
    }

  return g_string_free_and_steal (g_steal_pointer (&clean));
}

static const char *
find_base (char *name)
{
  char *base = name;

  g_strdelimit (name, "\\", '/');
  for (gsize length = strlen (name); length > 0 && name[length - 1] == '/'; length--)
    name[length - 1] = '\0';
  for (char *p = name; *p != '\0'; p++)
    if (*p == '/')
      base = p + 1;

  return base;
}

/* A leading dot hides a file; a dot or space at the end is dropped by Windows,
 * so that another file is meant there. */
static char *
trim (const char *name)
{
  gsize length;

  while (*name == '.' || *name == ' ')
    name++;
  length = strlen (name);
  while (length > 0 && (name[length - 1] == '.' || name[length - 1] == ' '))
    length--;

  return g_strndup (name, length);
}

static gboolean
is_device (const char *name)
{
  const char *dot = strchr (name, '.');
  g_autofree char *stem = dot != NULL ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
  g_autofree char *folded = g_ascii_strdown (g_strchomp (stem), -1);

  return g_strv_contains (devices, folded);
}

/* @bytes at most, whole characters. */
static char *
cut (const char *text,
     gsize       bytes)
{
  gsize length = strlen (text);

  if (length <= bytes)
    return g_strdup (text);
  while (bytes > 0 && ((guchar) text[bytes] & 0xc0) == 0x80)
    bytes--;

  return g_strndup (text, bytes);
}

/* The ending stays: it tells what the file is. */
static char *
shorten (const char *name)
{
  const char *ending = strrchr (name, '.');
  g_autofree char *stem = NULL;
  g_autofree char *trimmed = NULL;

  if (strlen (name) <= GUICHET_FILE_NAME_MAX)
    return g_strdup (name);
  if (ending == NULL || strlen (ending) > ENDING_MAX)
    ending = "";

  stem = cut (name, GUICHET_FILE_NAME_MAX - strlen (ending));
  trimmed = g_strconcat (stem, ending, NULL);

  return trim (trimmed);
}

/**
 * guichet_file_name_make_safe:
 * @name: (nullable): what a server, or somebody else, calls a file
 *
 * A name without folder that shows all that it is: no control or direction
 * signs, not hidden, no device, at most %GUICHET_FILE_NAME_MAX bytes. Names that
 * look the same are the same (NFC).
 *
 * Returns: (transfer full): never empty
 */
char *
guichet_file_name_make_safe (const char *name)
{
  g_autofree char *valid = guichet_text_make_valid (name, -1, 0);
  g_autofree char *clean = drop_signs (valid);
  g_autofree char *trimmed = trim (find_base (clean));
  g_autofree char *composed = g_utf8_normalize (trimmed, -1, G_NORMALIZE_NFC);
  g_autofree char *marked = g_strconcat (composed != NULL && is_device (composed) ? "_" : "", composed, NULL);
  g_autofree char *short_name = shorten (marked);

  return *short_name != '\0' ? g_steal_pointer (&short_name) : g_strdup (NAMELESS);
}

/* ---- what is never opened by us */

/**
 * guichet_file_name_is_dangerous:
 *
 * Whether a file of this name may run something when it is opened. A name that
 * is not safe is looked at as it would be made safe.
 */
gboolean
guichet_file_name_is_dangerous (const char *name)
{
  g_autofree char *safe = guichet_file_name_make_safe (name);
  const char *dot = strrchr (safe, '.');
  g_autofree char *ending = dot != NULL ? g_utf8_strdown (dot + 1, -1) : NULL;

  return ending != NULL && g_strv_contains (dangerous, ending);
}

static gboolean
begins_with (const guint8 *data,
             gsize         length,
             const char   *magic,
             gsize         magic_length)
{
  return length >= magic_length && memcmp (data, magic, magic_length) == 0;
}

/**
 * guichet_file_is_program:
 *
 * Whether contents begin like those of a program, whatever the name says.
 */
gboolean
guichet_file_is_program (const guint8 *data,
                         gsize         length)
{
  return begins_with (data, length, "\177ELF", 4) ||
         begins_with (data, length, "MZ", 2) ||
         begins_with (data, length, "#!", 2) ||
         begins_with (data, length, "[Desktop Entry]", 15) ||
         begins_with (data, length, "\xfe\xed\xfa\xce", 4) ||
         begins_with (data, length, "\xfe\xed\xfa\xcf", 4) ||
         begins_with (data, length, "\xce\xfa\xed\xfe", 4) ||
         begins_with (data, length, "\xcf\xfa\xed\xfe", 4) ||
         begins_with (data, length, "\xca\xfe\xba\xbe", 4) ||
         begins_with (data, length, "L\0\0\0\001\024\002\0", 8);
}
