#include "config.h"

#include "store/saved-view.h"

#include "model/query-language.h"
#include "util/error.h"
#include "util/text.h"
#include "util/uuid.h"

#define ICON "folder-saved-search-symbolic"

/* A file may come from anywhere. */
#define VIEWS_MAX 200
#define NAME_BYTES_MAX 200
#define CONDITIONS_BYTES_MAX 4096

/**
 * guichet_saved_view_new:
 * @query: what the list shows now
 *
 * Returns: (transfer full): a view with an identity of its own, to be put
 *   behind the others
 */
GuichetSavedView *
guichet_saved_view_new (const char               *name,
                        const GuichetTicketQuery *query,
                        GuichetProfile           *profile)
{
  GuichetSavedView *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (query != NULL, NULL);

  self = g_new0 (GuichetSavedView, 1);
  self->uuid = guichet_uuid7_new ();
  self->name = g_strdup (name);
  self->icon = g_strdup (ICON);
  self->view = query->view;
  self->conditions = guichet_query_language_format (query->criteria, query->filter, profile);
  memcpy (self->keys, query->keys, sizeof self->keys);
  self->n_keys = query->n_keys;
  self->group = query->group;
  self->position = GUICHET_SAVED_VIEW_LAST;

  return self;
}

GuichetSavedView *
guichet_saved_view_copy (const GuichetSavedView *self)
{
  GuichetSavedView *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->uuid = g_strdup (self->uuid);
  copy->name = g_strdup (self->name);
  copy->icon = g_strdup (self->icon);
  copy->conditions = g_strdup (self->conditions);

  return copy;
}

void
guichet_saved_view_free (GuichetSavedView *self)
{
  if (self == NULL)
    return;

  g_free (self->uuid);
  g_free (self->name);
  g_free (self->icon);
  g_free (self->conditions);
  g_free (self);
}

/* Returns: (transfer full) (element-type GuichetSavedView) */
GPtrArray *
guichet_saved_views_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_saved_view_free);
}

/**
 * guichet_saved_view_to_query:
 *
 * Returns: (transfer full): what the list is to show
 */
GuichetTicketQuery *
guichet_saved_view_to_query (const GuichetSavedView *self,
                             GuichetProfile         *profile)
{
  GuichetTicketQuery *query;

  g_return_val_if_fail (self != NULL, NULL);

  query = guichet_ticket_query_new (self->view);
  guichet_query_language_parse (self->conditions, profile, &query->criteria, &query->filter);
  if (guichet_text_is_empty (query->filter))
    g_clear_pointer (&query->filter, g_free);
  if (self->n_keys > 0)
    {
      memcpy (query->keys, self->keys, sizeof query->keys);
      query->n_keys = self->n_keys;
    }
  query->group = self->group;

  return query;
}

/* ---- the order as text */

/* Returns: (transfer full) */
char *
guichet_saved_view_format_sort (const GuichetSavedView *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->n_keys; i++)
    g_string_append_printf (text, "%s%s:%s", i > 0 ? "," : "", guichet_sort_to_nick (self->keys[i].sort),
                            self->keys[i].ascending ? "asc" : "desc");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What is not understood is left out. */
void
guichet_saved_view_parse_sort (GuichetSavedView *self,
                               const char       *text)
{
  g_auto(GStrv) parts = g_strsplit (text != NULL ? text : "", ",", -1);

  self->n_keys = 0;
  for (guint i = 0; parts[i] != NULL && self->n_keys < GUICHET_N_SORT_KEYS; i++)
    {
      g_auto(GStrv) halves = g_strsplit (parts[i], ":", 2);
      GuichetSort sort;

      if (halves[0] == NULL || !guichet_sort_from_nick (halves[0], &sort))
        continue;
      self->keys[self->n_keys++] = (GuichetSortKey) { sort, g_strcmp0 (halves[1], "asc") == 0 };
    }
}

/* ---- as a file */

/**
 * guichet_saved_views_to_data:
 * @views: (element-type GuichetSavedView):
 *
 * Returns: (transfer full): a key file with a group for each
 */
char *
guichet_saved_views_to_data (GPtrArray *views)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (views != NULL, NULL);

  for (guint i = 0; i < views->len; i++)
    {
      const GuichetSavedView *view = g_ptr_array_index (views, i);
      g_autofree char *group = g_strdup_printf ("View %u", i + 1);
      g_autofree char *sort = guichet_saved_view_format_sort (view);

      g_key_file_set_string (file, group, "Uuid", view->uuid);
      g_key_file_set_string (file, group, "Name", view->name);
      g_key_file_set_string (file, group, "Icon", view->icon);
      g_key_file_set_string (file, group, "List", guichet_view_to_nick (view->view));
      g_key_file_set_string (file, group, "Conditions", view->conditions);
      g_key_file_set_string (file, group, "Sort", sort);
      g_key_file_set_string (file, group, "Group", guichet_group_to_nick (view->group));
    }

  return g_key_file_to_data (file, NULL, NULL);
}

static char *
take_text (GKeyFile   *file,
           const char *group,
           const char *key,
           gsize       max_bytes)
{
  g_autofree char *raw = g_key_file_get_string (file, group, key, NULL);
  g_autofree char *valid = guichet_text_make_valid (raw != NULL ? raw : "", -1, max_bytes);

  return guichet_text_single_line (valid);
}

/* An identity is kept, so that a file that is read again changes what it made. */
static void
take_identity (GuichetSavedView *view,
               GKeyFile         *file,
               const char       *group)
{
  view->uuid = g_key_file_get_string (file, group, "Uuid", NULL);
  if (view->uuid == NULL || !guichet_uuid_is_valid (view->uuid))
    {
      g_free (view->uuid);
      view->uuid = guichet_uuid7_new ();
    }
}

/* The names of icons of themes: nothing that could be a path. */
static gboolean
is_icon_name (const char *name)
{
  return *name != '\0' && strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (name);
}

/* Returns: (transfer full) (nullable): %NULL when there is no such list or name */
static GuichetSavedView *
take_view (GKeyFile   *file,
           const char *group)
{
  g_autoptr(GuichetSavedView) view = g_new0 (GuichetSavedView, 1);
  g_autofree char *list = g_key_file_get_string (file, group, "List", NULL);
  g_autofree char *sort = g_key_file_get_string (file, group, "Sort", NULL);
  g_autofree char *grouping = g_key_file_get_string (file, group, "Group", NULL);

  view->name = take_text (file, group, "Name", NAME_BYTES_MAX);
  if (guichet_text_is_empty (view->name) || list == NULL || !guichet_view_from_nick (list, &view->view))
    return NULL;

  take_identity (view, file, group);
  view->icon = take_text (file, group, "Icon", NAME_BYTES_MAX);
  if (!is_icon_name (view->icon))
    g_set_str (&view->icon, ICON);
  view->conditions = take_text (file, group, "Conditions", CONDITIONS_BYTES_MAX);
  guichet_saved_view_parse_sort (view, sort);
  if (grouping == NULL || !guichet_group_from_nick (grouping, &view->group))
    view->group = GUICHET_GROUP_NONE;
  view->position = GUICHET_SAVED_VIEW_LAST;

  return g_steal_pointer (&view);
}

/**
 * guichet_saved_views_from_data:
 * @length: -1 if @data ends with a zero byte
 *
 * Returns: (transfer full) (nullable) (element-type GuichetSavedView): to be
 *   put behind the others
 */
GPtrArray *
guichet_saved_views_from_data (const char  *data,
                               gssize       length,
                               GError     **error)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autoptr(GPtrArray) views = guichet_saved_views_new ();
  g_autoptr(GError) reason = NULL;
  g_auto(GStrv) groups = NULL;

  g_return_val_if_fail (data != NULL, NULL);

  if (!g_key_file_load_from_data (file, data, length < 0 ? strlen (data) : (gsize) length, G_KEY_FILE_NONE, &reason))
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "These are no views: %s", reason->message);
      return NULL;
    }

  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL && views->len < VIEWS_MAX; i++)
    {
      GuichetSavedView *view = take_view (file, groups[i]);

      if (view != NULL)
        g_ptr_array_add (views, view);
    }
  if (views->len > 0)
    return g_steal_pointer (&views);

  g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "There is no view in this file");
  return NULL;
}
