#include "config.h"

#include "demo/portal-browse.h"

#include "demo/portal-answer.h"
#include "demo/portal-levels.h"
#include "demo/portal-scope.h"
#include "demo/portal-session.h"
#include "demo/portal-text.h"
#include "demo/portal-words.h"

/* One way down from the top: an object of each level. */
typedef struct
{
  gint64 ids[DEMO_MAX_LEVELS];
} Path;

typedef struct
{
  DemoVisit      *visit;
  DemoLevels      levels;
  GPtrArray      *words;
  yyjson_mut_doc *document;
} Browse;

static const DemoClass *
get_class (Browse *browse,
           guint   index)
{
  return demo_schema_get_class (browse->levels.levels[index]->class, browse->visit->core->lab);
}

/* "o" is the leaf, whose scope it is; "p<n>" are the levels above. */
static char *
make_table_alias (Browse *browse,
                  guint   index)
{
  return index + 1 == browse->levels.n ? g_strdup ("o") : g_strdup_printf ("p%u", index);
}

static void
append_tables (Browse  *browse,
               GString *sql)
{
  guint last = browse->levels.n - 1;

  g_string_append_printf (sql, " FROM %s AS o", get_class (browse, last)->table);
  for (guint i = last; i > 0; i--)
    {
      g_autofree char *below = make_table_alias (browse, i);

      g_string_append_printf (sql, " JOIN %s AS p%u ON p%u.id = %s.%s", get_class (browse, i - 1)->table, i - 1, i - 1,
                              below, browse->levels.levels[i]->parent);
    }
  g_string_append (sql, " WHERE ");
  demo_portal_append_scope (browse->visit, get_class (browse, last), sql);
}

/* The words are looked for in the names, tooltips and fields of all levels. */
static void
append_words (Browse  *browse,
              GString *sql)
{
  for (guint word = 0; word < browse->words->len; word++)
    {
      g_string_append (sql, " AND (0");
      for (guint i = 0; i < browse->levels.n; i++)
        {
          const DemoLevel *level = browse->levels.levels[i];
          const char *codes[] = { level->name, level->tooltip, level->field };
          g_autofree char *alias = make_table_alias (browse, i);

          for (gsize j = 0; j < G_N_ELEMENTS (codes); j++)
            if (codes[j] != NULL)
              g_string_append_printf (sql, " OR %s.%s LIKE ?%u", alias, codes[j], word + 1);
        }
      g_string_append_c (sql, ')');
    }
}

static void
append_order (Browse  *browse,
              GString *sql)
{
  g_string_append (sql, " ORDER BY ");
  for (guint i = 0; i < browse->levels.n; i++)
    {
      g_autofree char *alias = make_table_alias (browse, i);

      g_string_append_printf (sql, "%s%s.%s, %s.id", i > 0 ? ", " : "", alias, browse->levels.levels[i]->name, alias);
    }
}

/* Returns: (transfer full) (element-type Path): the ways down to every leaf */
static GArray *
list_paths (Browse *browse)
{
  GArray *paths = g_array_new (FALSE, TRUE, sizeof (Path));
  g_autoptr(GString) sql = g_string_new ("SELECT ");
  sqlite3_stmt *statement;

  for (guint i = 0; i < browse->levels.n; i++)
    {
      g_autofree char *alias = make_table_alias (browse, i);

      g_string_append_printf (sql, "%s%s.id", i > 0 ? ", " : "", alias);
    }
  append_tables (browse, sql);
  append_words (browse, sql);
  append_order (browse, sql);
  statement = demo_core_prepare (browse->visit->core, sql->str, NULL);
  g_return_val_if_fail (statement != NULL, paths);

  for (guint i = 0; i < browse->words->len; i++)
    sqlite3_bind_text (statement, (int) i + 1, g_ptr_array_index (browse->words, i), -1, SQLITE_TRANSIENT);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      Path path = { { 0 } };

      for (guint i = 0; i < browse->levels.n; i++)
        path.ids[i] = sqlite3_column_int64 (statement, (int) i);
      g_array_append_val (paths, path);
    }
  sqlite3_reset (statement);

  return paths;
}

static char *
dup_attribute (Browse     *browse,
               guint       index,
               gint64      id,
               const char *code)
{
  DemoAttributeRef ref;

  if (!demo_class_resolve (get_class (browse, index), code, browse->visit->core->lab, &ref))
    return g_strdup ("");

  return demo_portal_dup_text (browse->visit->core, &ref, id);
}

static void
add_token (Browse         *browse,
           guint           index,
           gint64          id,
           yyjson_mut_val *tokens,
           const char     *action)
{
  const char *class = browse->levels.levels[index]->class;
  g_autofree char *token = demo_portal_make_token (browse->visit->portal, action, class, id);

  demo_portal_add_text (browse->document, tokens, action, token);
}

static void
add_tokens (Browse         *browse,
            guint           index,
            gint64          id,
            yyjson_mut_val *object)
{
  yyjson_mut_val *tokens = yyjson_mut_obj (browse->document);

  yyjson_mut_obj_add_val (browse->document, object, "action_rules_token", tokens);
  if (index + 1 < browse->levels.n)
    {
      add_token (browse, index, id, tokens,
                 g_str_equal (browse->levels.levels[index]->class, "Service") ? "drilldown" : "default");
      return;
    }
  if (browse->levels.creates)
    add_token (browse, index, id, tokens, "create_from_this");
  add_token (browse, index, id, tokens, "view");
}

static void
add_metadata (Browse          *browse,
              const DemoLevel *level,
              gint64           id,
              const char      *name,
              yyjson_mut_val  *object)
{
  yyjson_mut_val *metadata = yyjson_mut_obj (browse->document);

  yyjson_mut_obj_add_val (browse->document, object, "metadata", metadata);
  demo_portal_add_text (browse->document, metadata, "object_class", level->class);
  demo_portal_add_id (browse->document, metadata, "object_id", id);
  demo_portal_add_text (browse->document, metadata, "attribute_code", level->name);
  demo_portal_add_text (browse->document, metadata, "attribute_type", "AttributeString");
  demo_portal_add_text (browse->document, metadata, "value_raw", name);
}

static void
add_html (Browse         *browse,
          guint           index,
          gint64          id,
          yyjson_mut_val *object,
          const char     *member,
          const char     *code)
{
  g_autofree char *value = dup_attribute (browse, index, id, code);
  g_autofree char *safe = NULL;
  g_autofree char *html = NULL;
  DemoAttributeRef ref;

  if (demo_class_resolve (get_class (browse, index), code, TRUE, &ref) && ref.kind != DEMO_KIND_HTML)
    safe = demo_portal_escape (value);
  html = g_strdup_printf ("<div >%s</div>", safe != NULL ? safe : value);
  demo_portal_add_text (browse->document, object, member, html);
}

static void
add_fields (Browse         *browse,
            guint           index,
            gint64          id,
            yyjson_mut_val *object)
{
  const char *code = browse->levels.levels[index]->field;
  yyjson_mut_val *fields = yyjson_mut_obj (browse->document);
  g_autofree char *value = dup_attribute (browse, index, id, code);
  g_autofree char *safe = demo_portal_escape (value);

  yyjson_mut_obj_add_val (browse->document, object, "fields", fields);
  demo_portal_add_text (browse->document, fields, code, safe);
}

/* One object of one level, as in a row. */
static yyjson_mut_val *
build_item (Browse *browse,
            guint   index,
            gint64  id)
{
  const DemoLevel *level = browse->levels.levels[index];
  yyjson_mut_val *object = yyjson_mut_obj (browse->document);
  g_autofree char *alias = demo_levels_get_alias (index);
  g_autofree char *name = dup_attribute (browse, index, id, level->name);

  demo_portal_add_text (browse->document, object, "level_alias", alias);
  demo_portal_add_id (browse->document, object, "id", id);
  demo_portal_add_text (browse->document, object, "name", name);
  demo_portal_add_text (browse->document, object, "class", level->class);
  add_tokens (browse, index, id, object);
  add_metadata (browse, level, id, name, object);
  if (level->tooltip != NULL)
    add_html (browse, index, id, object, "tooltip", level->tooltip);
  if (level->description != NULL)
    add_html (browse, index, id, object, "description", level->description);
  if (level->field != NULL)
    add_fields (browse, index, id, object);
  if (level->has_image)
    yyjson_mut_obj_add_null (browse->document, object, "image");

  return object;
}

static void
answer_rows (Browse     *browse,
             guint       page,
             guint       show,
             DemoAnswer *answer)
{
  yyjson_mut_doc *document = browse->document;
  yyjson_mut_val *root = yyjson_mut_obj (document);
  yyjson_mut_val *rows = yyjson_mut_arr (document);
  g_autoptr(GArray) paths = list_paths (browse);
  guint from = show > 0 ? (guint) MIN ((guint64) (page - 1) * show, paths->len) : 0;
  guint until = show > 0 ? MIN (from + MIN (show, paths->len), paths->len) : paths->len;

  yyjson_mut_doc_set_root (document, root);
  yyjson_mut_obj_add_int (document, root, "recordsTotal", paths->len);
  yyjson_mut_obj_add_int (document, root, "recordsFiltered", paths->len);
  yyjson_mut_obj_add_val (document, root, "data", rows);
  for (guint row = from; row < until; row++)
    {
      const Path *path = &g_array_index (paths, Path, row);
      yyjson_mut_val *object = yyjson_mut_arr_add_obj (document, rows);

      for (guint i = 0; i < browse->levels.n; i++)
        {
          g_autofree char *alias = demo_levels_get_alias (i);

          yyjson_mut_obj_add (object, yyjson_mut_strcpy (document, alias), build_item (browse, i, path->ids[i]));
        }
    }
  yyjson_mut_obj_add_val (document, root, "levelsProperties", demo_levels_describe (&browse->levels, document));
  demo_portal_answer_json (answer, document);
}

/* The items of @index below what @paths[from] goes through, and their own. */
static yyjson_mut_val *
build_branch (Browse *browse,
              GArray *paths,
              guint   index,
              guint   from,
              guint   until,
              guint   n_levels)
{
  yyjson_mut_val *items = yyjson_mut_arr (browse->document);

  while (from < until)
    {
      gint64 id = g_array_index (paths, Path, from).ids[index];
      yyjson_mut_val *item = build_item (browse, index, id);
      guint end = from + 1;

      while (end < until && g_array_index (paths, Path, end).ids[index] == id)
        end++;
      if (n_levels > 1 && index + 1 < DEMO_MAX_LEVELS)
        yyjson_mut_obj_add_val (browse->document, item, "subitems",
                                build_branch (browse, paths, index + 1, from, end, n_levels - 1));
      yyjson_mut_arr_add_val (items, item);
      from = end;
    }

  return items;
}

static void
answer_branch (Browse         *browse,
               yyjson_mut_val *items,
               DemoAnswer     *answer)
{
  yyjson_mut_val *root = yyjson_mut_obj (browse->document);

  yyjson_mut_doc_set_root (browse->document, root);
  yyjson_mut_obj_add_val (browse->document, root, "data", items);
  yyjson_mut_obj_add_val (browse->document, root, "levelsProperties",
                          demo_levels_describe (&browse->levels, browse->document));
  demo_portal_answer_json (answer, browse->document);
}

static gboolean
find_level (Browse     *browse,
            const char *alias,
            guint      *out_index)
{
  for (guint i = 0; i + 1 < browse->levels.n; i++)
    {
      g_autofree char *known = demo_levels_get_alias (i);

      if (g_str_equal (known, alias))
        {
          *out_index = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* /browse/<brick>/tree[/expand/<level>/<id>] */
static void
answer_tree (Browse     *browse,
             DemoAnswer *answer)
{
  DemoPortalRequest *request = browse->visit->request;
  g_autoptr(GArray) paths = list_paths (browse);
  guint id = demo_portal_request_get_number (request, 5);
  guint index;

  if (!g_str_equal (demo_portal_request_get_part (request, 3), "expand"))
    {
      answer_branch (browse, build_branch (browse, paths, 0, 0, paths->len, browse->levels.n), answer);
      return;
    }
  if (!find_level (browse, demo_portal_request_get_part (request, 4), &index))
    {
      yyjson_mut_doc_free (browse->document);
      demo_portal_answer_missing (browse->visit, answer);
      return;
    }

  for (guint i = paths->len; i > 0; i--)
    if (g_array_index (paths, Path, i - 1).ids[index] != id)
      g_array_remove_index (paths, i - 1);
  answer_branch (browse, build_branch (browse, paths, index + 1, 0, paths->len, 1), answer);
}

static void
answer_page (const char *brick,
             DemoAnswer *answer)
{
  g_autofree char *html =
    g_strdup_printf ("<!DOCTYPE html>\n<html><head><title>%s</title></head><body>\n"
                     "<div id=\"brick_content\" data-brick-id=\"%s\"></div>\n</body></html>\n", brick, brick);

  demo_portal_answer_html (answer, html);
}

/* /browse/<brick>[/list/page/<n>/show/<k>] and trees */
void
demo_portal_browse (DemoVisit  *visit,
                    DemoAnswer *answer)
{
  DemoPortalRequest *request = visit->request;
  const char *brick = demo_portal_request_get_part (request, 1);
  gboolean as_tree = g_str_equal (demo_portal_request_get_part (request, 2), "tree");
  Browse browse = { visit };

  if (!demo_levels_choose (brick, visit->core->lab, &browse.levels))
    {
      demo_portal_answer_missing (visit, answer);
      return;
    }
  if (!request->ajax)
    {
      answer_page (brick, answer);
      return;
    }

  browse.document = yyjson_mut_doc_new (NULL);
  browse.words = demo_portal_split_words (demo_portal_request_get (request, "sSearchValue"));
  if (as_tree)
    answer_tree (&browse, answer);
  else
    answer_rows (&browse, MAX (demo_portal_request_get_number (request, 4), 1),
                 demo_portal_request_get_number (request, 6), answer);
  g_ptr_array_unref (browse.words);
}
