#include "config.h"

#include "remote/itop-portal-private.h"

static void
append_parameter (GString    *query,
                  const char *name,
                  const char *value)
{
  if (query->len > 0)
    g_string_append_c (query, '&');
  g_string_append_uri_escaped (query, name, NULL, FALSE);
  g_string_append_c (query, '=');
  g_string_append_uri_escaped (query, value, NULL, FALSE);
}

static char *
build_query (const GuichetPortalWalk *walk)
{
  g_autoptr(GString) query = g_string_new (NULL);

  if (walk->search != NULL)
    append_parameter (query, "sSearchValue", walk->search);
  if (walk->order != NULL)
    {
      g_autofree char *name = g_strdup_printf ("aSortParams[%s]", walk->order);

      append_parameter (query, name, "false");
    }

  return query->len > 0 ? g_string_free_and_steal (g_steal_pointer (&query)) : NULL;
}

static void
tell_rows (GuichetItopPortal    *self,
           yyjson_val           *rows,
           GuichetPortalRowFunc  func,
           gpointer              user_data)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (rows);
  yyjson_val *row;

  while ((row = yyjson_arr_iter_next (&iter)) != NULL)
    {
      const char *class_name = yyjson_get_str (yyjson_obj_get (row, "class"));
      gint64 id;

      if (guichet_json_get_int64 (row, "id", &id) && id > 0 &&
          (class_name == NULL || g_str_equal (class_name, self->layout->class_name)))
        func (id, yyjson_obj_get (row, "attributes"), user_data);
    }
}

/**
 * _guichet_itop_portal_read_rows:
 * @out_total: (out) (optional): how many there are altogether
 *
 * Reads a page of a list. A class of which there is no ticket has no rows and
 * no total (transcript list-09).
 */
gboolean
_guichet_itop_portal_read_rows (GuichetItopPortal        *self,
                                const GuichetPortalWalk  *walk,
                                GuichetPortalRowFunc      func,
                                gpointer                  user_data,
                                guint                    *out_total,
                                GCancellable             *cancellable,
                                GError                  **error)
{
  g_autofree char *route = g_strdup_printf ("/manage/%s/%s/%s/page/%u/show/%u", walk->brick, walk->tab,
                                            self->layout->class_name, MAX (walk->page, 1), walk->show);
  g_autofree char *query = build_query (walk);
  g_auto(GuichetPortalAnswer) answer = { NULL };
  gint64 total = 0;

  if (!_guichet_itop_portal_get (self, GUICHET_PORTAL_JSON, route, query, &answer, cancellable, error))
    return FALSE;

  if (!guichet_json_get_int64 (yyjson_doc_get_root (answer.doc), "recordsTotal", &total))
    total = 0;
  if (out_total != NULL)
    *out_total = (guint) CLAMP (total, 0, G_MAXINT);
  tell_rows (self, yyjson_obj_get (yyjson_doc_get_root (answer.doc), "data"), func, user_data);

  return TRUE;
}
