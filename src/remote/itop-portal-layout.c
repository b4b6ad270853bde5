#include "config.h"

#include "remote/itop-portal-layout.h"

#include "remote/json.h"
#include "util/json-writer.h"

/* What is not told is the stock portal's (PORTAL-PROTOCOL §1). */
#define STOCK_PORTAL "itop-portal"
#define STOCK_CLASS "UserRequest"
#define LISTS_MAX 64
#define CODES_MAX 200
#define WORD_MAX 128

#define CATEGORY(c) (1u << (c))
#define ALL_CATEGORIES (CATEGORY (GUICHET_CATEGORY_ONGOING) | CATEGORY (GUICHET_CATEGORY_RESOLVED) | \
                        CATEGORY (GUICHET_CATEGORY_CLOSED))

static void
free_list (gpointer data)
{
  GuichetPortalList *list = data;

  g_free (list->brick);
  g_free (list->tab);
  g_free (list);
}

GuichetPortalLayout *
guichet_portal_layout_new (void)
{
  GuichetPortalLayout *self = g_new0 (GuichetPortalLayout, 1);

  self->portal_id = g_strdup (STOCK_PORTAL);
  self->class_name = g_strdup (STOCK_CLASS);
  self->lists = g_ptr_array_new_with_free_func (free_list);
  self->view_codes = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
guichet_portal_layout_free (GuichetPortalLayout *self)
{
  if (self == NULL)
    return;

  g_free (self->portal_id);
  g_ptr_array_unref (self->lists);
  g_free (self->everything);
  g_free (self->catalogue);
  g_free (self->faq);
  g_free (self->class_name);
  g_ptr_array_unref (self->view_codes);
  g_free (self->sentence);
  g_free (self);
}

/**
 * guichet_portal_layout_is_word:
 *
 * Returns: whether @text, which a server named, may stand in an address or be
 *   an attribute code as it is
 */
gboolean
guichet_portal_layout_is_word (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  if (length == 0 || length > WORD_MAX)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '-' && text[i] != '_')
      return FALSE;

  return TRUE;
}

/* What can be in a list, by the stock names; with any other name, everything:
 * then the state of each ticket decides. */
static guint
guess_categories (const char *brick,
                  const char *tab)
{
  if (strstr (tab, "resolved") != NULL)
    return CATEGORY (GUICHET_CATEGORY_RESOLVED);
  if (strstr (tab, "closed") != NULL || g_str_has_prefix (brick, "closed"))
    return CATEGORY (GUICHET_CATEGORY_CLOSED);
  if (strstr (tab, "open") != NULL || strstr (tab, "ongoing") != NULL)
    return CATEGORY (GUICHET_CATEGORY_ONGOING);

  return ALL_CATEGORIES;
}

/* Open ones first, for a ticket goes from there to the others. */
static int
compare_lists (gconstpointer a,
               gconstpointer b)
{
  const GuichetPortalList *left = *(GuichetPortalList * const *) a;
  const GuichetPortalList *right = *(GuichetPortalList * const *) b;

  return (int) (left->categories & -left->categories) - (int) (right->categories & -right->categories);
}

void
guichet_portal_layout_add_list (GuichetPortalLayout *self,
                                const char          *brick,
                                const char          *tab)
{
  GuichetPortalList *list;

  if (!guichet_portal_layout_is_word (brick) || !guichet_portal_layout_is_word (tab) || self->lists->len >= LISTS_MAX)
    return;

  list = g_new0 (GuichetPortalList, 1);
  list->brick = g_strdup (brick);
  list->tab = g_strdup (tab);
  list->categories = guess_categories (brick, tab);
  g_ptr_array_add (self->lists, list);
  g_ptr_array_sort (self->lists, compare_lists);
}

gboolean
guichet_portal_layout_has_code (const GuichetPortalLayout *self,
                                const char                *code)
{
  return code != NULL && g_ptr_array_find_with_equal_func (self->view_codes, code, g_str_equal, NULL);
}

/* ---- as text */

static void
write_optional (GuichetJsonWriter *writer,
                const char        *name,
                const char        *value)
{
  if (value != NULL)
    guichet_json_writer_add_string (writer, name, value);
}

static void
write_lists (GuichetJsonWriter *writer,
             GPtrArray         *lists)
{
  guichet_json_writer_begin_array (writer, "lists");
  for (guint i = 0; i < lists->len; i++)
    {
      const GuichetPortalList *list = g_ptr_array_index (lists, i);

      guichet_json_writer_begin_object (writer, NULL);
      guichet_json_writer_add_string (writer, "brick", list->brick);
      guichet_json_writer_add_string (writer, "tab", list->tab);
      guichet_json_writer_end_object (writer);
    }
  guichet_json_writer_end_array (writer);
}

/* Returns: (transfer full): for guichet_portal_layout_from_text() */
char *
guichet_portal_layout_to_text (const GuichetPortalLayout *self)
{
  g_autoptr(GuichetJsonWriter) writer = guichet_json_writer_new ();

  guichet_json_writer_begin_object (writer, NULL);
  guichet_json_writer_add_string (writer, "portal", self->portal_id);
  guichet_json_writer_add_string (writer, "class", self->class_name);
  write_optional (writer, "everything", self->everything);
  write_optional (writer, "catalogue", self->catalogue);
  write_optional (writer, "faq", self->faq);
  write_optional (writer, "sentence", self->sentence);
  guichet_json_writer_add_boolean (writer, "basic", self->basic);
  write_lists (writer, self->lists);
  guichet_json_writer_begin_array (writer, "codes");
  for (guint i = 0; i < self->view_codes->len; i++)
    guichet_json_writer_add_string (writer, NULL, g_ptr_array_index (self->view_codes, i));
  guichet_json_writer_end_array (writer);
  guichet_json_writer_end_object (writer);

  return g_strdup (guichet_json_writer_get_text (writer));
}

static void
read_word (yyjson_val  *root,
           const char  *name,
           char       **target)
{
  const char *value = yyjson_get_str (yyjson_obj_get (root, name));

  if (guichet_portal_layout_is_word (value))
    g_set_str (target, value);
}

static void
read_codes (GuichetPortalLayout *self,
            yyjson_val          *codes)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (codes);
  yyjson_val *value;

  while ((value = yyjson_arr_iter_next (&iter)) != NULL && self->view_codes->len < CODES_MAX)
    if (guichet_portal_layout_is_word (yyjson_get_str (value)))
      g_ptr_array_add (self->view_codes, g_strdup (yyjson_get_str (value)));
}

static void
read_lists (GuichetPortalLayout *self,
            yyjson_val          *lists)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (lists);
  yyjson_val *list;

  while ((list = yyjson_arr_iter_next (&iter)) != NULL)
    guichet_portal_layout_add_list (self, yyjson_get_str (yyjson_obj_get (list, "brick")),
                                    yyjson_get_str (yyjson_obj_get (list, "tab")));
}

/* Returns: (transfer full) (nullable): %NULL if @text is not one with lists */
GuichetPortalLayout *
guichet_portal_layout_from_text (const char *text)
{
  g_autoptr(GuichetPortalLayout) self = guichet_portal_layout_new ();
  g_autoptr(yyjson_doc) doc = text != NULL ? yyjson_read (text, strlen (text), YYJSON_READ_NOFLAG) : NULL;
  yyjson_val *root = yyjson_doc_get_root (doc);

  read_word (root, "portal", &self->portal_id);
  read_word (root, "class", &self->class_name);
  read_word (root, "everything", &self->everything);
  read_word (root, "catalogue", &self->catalogue);
  read_word (root, "faq", &self->faq);
  g_set_str (&self->sentence, yyjson_get_str (yyjson_obj_get (root, "sentence")));
  self->basic = yyjson_is_true (yyjson_obj_get (root, "basic"));
  read_lists (self, yyjson_obj_get (root, "lists"));
  read_codes (self, yyjson_obj_get (root, "codes"));

  return self->lists->len > 0 ? g_steal_pointer (&self) : NULL;
}
