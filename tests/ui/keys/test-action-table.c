#include "config.h"

#include "app/application.h"
#include "ui/common/action-keys.h"

#include <adwaita.h>
#include <gmodule.h>

/* What the widgets of the program install, what GtkApplication has, and what
 * the table says: all three agree, and no key means two things in one place. */

typedef struct
{
  GHashTable *types;            /* name of an action → its parameter's type, "" for none */
} Installed;

/* ---- every class of ours, also those that no header names */

static void
collect_types (GPtrArray  *names,
               const char *folder)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = g_dir_open (folder, 0, &error);
  g_autoptr(GRegex) definition =
    g_regex_new ("^G_DEFINE_(?:FINAL_|ABSTRACT_)?TYPE(?:_WITH_CODE|_WITH_PRIVATE)? \\(\\w+, (guichet_\\w+),", G_REGEX_MULTILINE, 0, NULL);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr(GMatchInfo) match = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          collect_types (names, path);
          continue;
        }
      if (!g_str_has_suffix (name, ".c") || !g_file_get_contents (path, &text, NULL, NULL))
        continue;
      for (g_regex_match (definition, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
        {
          g_autofree char *prefix = g_match_info_fetch (match, 1);

          g_ptr_array_add (names, g_strconcat (prefix, "_get_type", NULL));
        }
    }
}

static GType
find_type (GModule    *program,
           const char *get_type)
{
  gpointer symbol = NULL;

  /* A class that somebody is about to add may not be built yet. */
  if (!g_module_symbol (program, get_type, &symbol))
    return G_TYPE_INVALID;

  return ((GType (*) (void)) symbol) ();
}

static void
add_class_actions (Installed *installed,
                   GType      type)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);
  const GVariantType *parameter;
  const char *property;
  const char *name;
  GType owner;

  for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_CLASS (klass), i, &owner, &name, &parameter, &property); i++)
    if (g_str_has_prefix (g_type_name (owner), "Guichet"))
      g_hash_table_insert (installed->types, g_strdup (name),
                           parameter != NULL ? g_variant_type_dup_string (parameter) : g_strdup (""));
}

/* Only one in a process. */
static GuichetApplication *
get_application (void)
{
  static GuichetApplication *application;
  g_autoptr(GError) error = NULL;

  if (application == NULL)
    {
      application = guichet_application_new ();
      g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
      g_application_register (G_APPLICATION (application), NULL, &error);
      g_assert_no_error (error);
    }

  return application;
}

static void
add_program_actions (Installed *installed)
{
  GuichetApplication *application = get_application ();
  g_auto(GStrv) names = NULL;

  names = g_action_group_list_actions (G_ACTION_GROUP (application));
  for (guint i = 0; names[i] != NULL; i++)
    {
      const GVariantType *type = g_action_group_get_action_parameter_type (G_ACTION_GROUP (application), names[i]);

      g_hash_table_insert (installed->types, g_strconcat ("app.", names[i], NULL),
                           type != NULL ? g_variant_type_dup_string (type) : g_strdup (""));
    }
}

static GHashTable *
list_installed (void)
{
  Installed installed = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GModule *program = g_module_open (NULL, 0);
  guint n_widgets = 0;

  g_assert_nonnull (program);
  collect_types (names, GUICHET_SOURCE_DIR "/src/ui");
  collect_types (names, GUICHET_SOURCE_DIR "/src/app");
  for (guint i = 0; i < names->len; i++)
    {
      GType type = find_type (program, g_ptr_array_index (names, i));

      if (type == G_TYPE_INVALID || !g_type_is_a (type, GTK_TYPE_WIDGET))
        continue;
      add_class_actions (&installed, type);
      n_widgets++;
    }
  g_assert_cmpuint (n_widgets, >, 30);
  add_program_actions (&installed);
  /* GTK's own, on every window. */
  g_hash_table_insert (installed.types, g_strdup ("window.close"), g_strdup (""));

  return installed.types;
}

/* ---- the table and what is installed */

static char *
parse_name (const GuichetActionRow  *row,
            GVariant               **out_target)
{
  g_autoptr(GError) error = NULL;
  char *name = NULL;

  g_action_parse_detailed_name (row->action, &name, out_target, &error);
  g_assert_no_error (error);

  return name;
}

static void
test_rows_are_installed (void)
{
  g_autoptr(GHashTable) installed = list_installed ();
  guint n;
  const GuichetActionRow *rows = guichet_action_table_get_rows (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GVariant) target = NULL;
      g_autofree char *name = parse_name (&rows[i], &target);
      const char *type = g_hash_table_lookup (installed, name);
      const char *wanted = target != NULL ? g_variant_get_type_string (target) : "";

      if (type == NULL)
        g_error ("Nobody installs %s, which stands in the table", name);
      if ((rows[i].flags & GUICHET_ACTION_BY_TARGET) != 0)
        g_assert_cmpstr (type, !=, "");
      else if (!g_str_equal (type, wanted))
        g_error ("%s takes “%s”, the table gives “%s”", rows[i].action, type, wanted);
    }
}

static void
test_installed_have_rows (void)
{
  g_autoptr(GHashTable) installed = list_installed ();
  g_autoptr(GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name;
  guint n;
  const GuichetActionRow *rows = guichet_action_table_get_rows (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GVariant) target = NULL;

      g_hash_table_add (told, parse_name (&rows[i], &target));
    }

  g_hash_table_iter_init (&iter, installed);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (told, name))
      g_error ("%s is not in src/ui/common/action-table.c", (char *) name);
}

/* ---- words and keys */

static void
test_words (void)
{
  guint n;
  const GuichetActionRow *rows = guichet_action_table_get_rows (&n);

  for (guint i = 0; i < n; i++)
    {
      g_assert_true (guichet_action_table_find (rows[i].action) == &rows[i]);
      g_assert_cmpstr (guichet_action_row_get_label (&rows[i]), !=, "");
      g_assert_null (strchr (rows[i].label, '_'));
      g_assert_cmpstr (guichet_action_group_get_title (rows[i].group), !=, "");
      if ((rows[i].flags & GUICHET_ACTION_BY_TARGET) != 0)
        g_assert_true (rows[i].keys == NULL && rows[i].single == NULL);
    }
}

typedef struct
{
  guint           keyval;
  GdkModifierType modifiers;
} Key;

static GArray *
list_keys (const GuichetActionRow *row)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (Key));
  const char *texts[] = { row->keys, row->single };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto(GStrv) parts = g_strsplit (texts[i] != NULL ? texts[i] : "", "|", -1);

      for (guint j = 0; parts[j] != NULL; j++)
        {
          Key key;

          if (!gtk_accelerator_parse (parts[j], &key.keyval, &key.modifiers))
            g_error ("%s: “%s” is no key", row->action, parts[j]);
          g_array_append_val (keys, key);
        }
    }

  return keys;
}

/* Where one writes, Alt and AltGr make characters; some keys belong to GTK and
 * to the input method. */
static void
test_forbidden_keys (void)
{
  static const guint taken[] = { GDK_KEY_i, GDK_KEY_d, GDK_KEY_u };
  guint n;
  const GuichetActionRow *rows = guichet_action_table_get_rows (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GArray) keys = list_keys (&rows[i]);

      for (guint j = 0; j < keys->len; j++)
        {
          Key key = g_array_index (keys, Key, j);

          if ((key.modifiers & GDK_ALT_MASK) != 0 && (rows[i].flags & GUICHET_ACTION_NEVER_IN_EDITORS) == 0)
            g_error ("%s takes Alt from those who write", rows[i].action);
          g_assert_false ((key.modifiers & GDK_ALT_MASK) != 0 && (key.modifiers & GDK_CONTROL_MASK) != 0);
          for (guint k = 0; k < G_N_ELEMENTS (taken); k++)
            if (key.modifiers == (GDK_CONTROL_MASK | GDK_SHIFT_MASK) && gdk_keyval_to_lower (key.keyval) == taken[k])
              g_error ("%s takes Ctrl+Shift+%s", rows[i].action, gdk_keyval_name (taken[k]));
        }
    }
}

static char *
dup_scope (const GuichetActionRow *row)
{
  return g_strndup (row->action, (gsize) (strchr (row->action, '.') - row->action));
}

/* Whether both can hear the same key: what is anywhere, and an editor inside
 * its ticket. A dialog covers the rest, and one portal the other. */
static gboolean
overlap (const GuichetActionRow *a,
         const GuichetActionRow *b)
{
  static const char * const anywhere[] = { "app", "win", "window", "portal", "user", NULL };
  static const char * const portals[] = { "portal", "user", NULL };
  static const char * const dialogs[] = { "dialog", "preview", "conflict", NULL };
  static const char * const inside[] = { "ticket", "editor", "form", "journal", "composer", NULL };
  g_autofree char *left = dup_scope (a);
  g_autofree char *right = dup_scope (b);

  if (g_str_equal (left, right) || (g_strv_contains (inside, left) && g_strv_contains (inside, right)))
    return TRUE;
  if (g_strv_contains (dialogs, left) || g_strv_contains (dialogs, right))
    return FALSE;
  /* One of them is on screen. */
  if (g_strv_contains (portals, left) && g_strv_contains (portals, right))
    return FALSE;

  return g_strv_contains (anywhere, left) || g_strv_contains (anywhere, right);
}

static gboolean
share_key (const GuichetActionRow *a,
           const GuichetActionRow *b)
{
  g_autoptr(GArray) left = list_keys (a);
  g_autoptr(GArray) right = list_keys (b);

  for (guint i = 0; i < left->len; i++)
    for (guint j = 0; j < right->len; j++)
      if (g_array_index (left, Key, i).keyval == g_array_index (right, Key, j).keyval &&
          g_array_index (left, Key, i).modifiers == g_array_index (right, Key, j).modifiers)
        return TRUE;

  return FALSE;
}

static void
test_shared_keys (void)
{
  const GuichetActionRow undo = { .action = "editor.x", .keys = "<Control>j" };
  guint n;
  const GuichetActionRow *rows = guichet_action_table_get_rows (&n);

  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      if (overlap (&rows[i], &rows[j]) && share_key (&rows[i], &rows[j]))
        g_error ("%s and %s share a key", rows[i].action, rows[j].action);

  /* It would be seen. */
  g_assert_true (overlap (&undo, guichet_action_table_find ("ticket.focus-private")));
  g_assert_true (share_key (&undo, guichet_action_table_find ("ticket.focus-private")));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/action-table/rows-are-installed", test_rows_are_installed);
  g_test_add_func ("/action-table/installed-have-rows", test_installed_have_rows);
  g_test_add_func ("/action-table/words", test_words);
  g_test_add_func ("/action-table/forbidden-keys", test_forbidden_keys);
  g_test_add_func ("/action-table/shared-keys", test_shared_keys);

  return g_test_run ();
}
