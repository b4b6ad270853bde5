#include "config.h"

#include "demo/portal-bricks.h"

#include "demo/portal-answer.h"
#include "demo/portal-scope.h"
#include "demo/portal-text.h"
#include "demo/portal-words.h"
#include "util/text.h"

/* The rows of a brick (PORTAL-PROTOCOL §3). */

typedef struct
{
  DemoVisit        *visit;
  const DemoBrick  *brick;
  const DemoTab    *tab;                /* nullable: no filter */
  const DemoClass  *class;
  GArray           *columns;            /* DemoAttributeRef */
  GPtrArray        *words;
  DemoAttributeRef  order;
  gboolean          ordered;
  gboolean          ascending;
  guint             page;
  guint             show;               /* 0 for all */
} List;

static void
append_conditions (List    *list,
                   GString *sql)
{
  g_string_append_printf (sql, " FROM user_request AS o WHERE %s AND %s AND ", list->brick->condition,
                          list->tab != NULL ? list->tab->condition : "1");
  demo_portal_append_scope (list->visit, list->class, sql);
}

gint64
demo_portal_count (DemoVisit       *visit,
                   const DemoBrick *brick,
                   const DemoTab   *tab)
{
  List list = { visit, brick, tab, demo_schema_get_class ("UserRequest", visit->core->lab) };
  g_autoptr(GString) sql = g_string_new ("SELECT count(*)");

  append_conditions (&list, sql);
  g_string_append (sql, " AND ?1 = 0");
  return demo_core_read_int64 (visit->core, sql->str, 0);
}

/* What people read in a column: the name of what a key points at. */
static void
append_shown (const DemoAttributeRef *ref,
              GString                *sql)
{
  DemoAttributeRef shown = *ref;

  if (ref->kind == DEMO_KIND_KEY)
    shown.kind = DEMO_KIND_KEY_NAME;
  demo_ref_append_sql (&shown, "o", sql);
}

static void
append_words (List    *list,
              GString *sql)
{
  for (guint i = 0; i < list->words->len; i++)
    {
      g_string_append (sql, " AND (");
      for (guint j = 0; j < list->columns->len; j++)
        {
          g_string_append (sql, j > 0 ? " OR " : "");
          append_shown (&g_array_index (list->columns, DemoAttributeRef, j), sql);
          g_string_append_printf (sql, " LIKE ?%u", i + 1);
        }
      g_string_append_c (sql, ')');
    }
}

static sqlite3_stmt *
prepare (List    *list,
         GString *sql)
{
  sqlite3_stmt *statement = demo_core_prepare (list->visit->core, sql->str, NULL);

  g_return_val_if_fail (statement != NULL, NULL);

  for (guint i = 0; i < list->words->len; i++)
    sqlite3_bind_text (statement, (int) i + 1, g_ptr_array_index (list->words, i), -1, SQLITE_TRANSIENT);
  return statement;
}

static gint64
count (List *list)
{
  g_autoptr(GString) sql = g_string_new ("SELECT count(*)");
  sqlite3_stmt *statement;
  gint64 n = 0;

  append_conditions (list, sql);
  append_words (list, sql);
  if ((statement = prepare (list, sql)) == NULL)
    return 0;
  if (sqlite3_step (statement) == SQLITE_ROW)
    n = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);

  return n;
}

static void
append_order (List    *list,
              GString *sql)
{
  const char *direction = list->ordered && list->ascending ? "ASC" : "DESC";

  g_string_append (sql, " ORDER BY ");
  if (list->ordered)
    {
      append_shown (&list->order, sql);
      g_string_append_printf (sql, " %s, ", direction);
    }
  g_string_append_printf (sql, "o.id %s", direction);
  if (list->show > 0)
    g_string_append_printf (sql, " LIMIT %u OFFSET %" G_GUINT64_FORMAT, list->show,
                            (guint64) (list->page - 1) * list->show);
}

static void
add_action (yyjson_mut_doc *document,
            yyjson_mut_val *actions,
            const char     *type,
            const char     *class,
            gint64          id,
            gboolean        as_number)
{
  yyjson_mut_val *action = yyjson_mut_arr_add_obj (document, actions);

  demo_portal_add_text (document, action, "type", type);
  demo_portal_add_text (document, action, "class", class);
  if (as_number)
    yyjson_mut_obj_add_int (document, action, "id", id);
  else
    demo_portal_add_id (document, action, "id", id);
  yyjson_mut_obj_add_str (document, action, "opening_target", "modal");
}

static char *
make_html (const DemoAttributeRef *ref,
           const char             *shown)
{
  if (ref->kind == DEMO_KIND_HTML)
    return g_strdup (shown);

  return demo_portal_escape (ref->kind == DEMO_KIND_CODE ? demo_portal_get_code_label (ref->code, shown) : shown);
}

/* @raw is what is stored, @shown what people read. */
static void
add_cell (List                   *list,
          const DemoAttributeRef *ref,
          gint64                  id,
          const char             *raw,
          const char             *shown,
          yyjson_mut_doc         *document,
          yyjson_mut_val         *attributes)
{
  yyjson_mut_val *cell = yyjson_mut_obj (document);
  yyjson_mut_val *actions = yyjson_mut_arr (document);
  g_autofree char *html = make_html (ref, shown);
  gint64 key;

  yyjson_mut_obj_add (attributes, yyjson_mut_strcpy (document, ref->code), cell);
  demo_portal_add_text (document, cell, "object_class", list->class->name);
  demo_portal_add_id (document, cell, "object_id", id);
  demo_portal_add_text (document, cell, "attribute_code", ref->code);
  demo_portal_add_text (document, cell, "attribute_type", demo_portal_get_type (ref));
  if (ref->kind == DEMO_KIND_KEY && guichet_text_parse_int64 (raw, &key))
    {
      yyjson_mut_obj_add_int (document, cell, "value_raw", key);
      if (key != 0)
        add_action (document, actions, "view", ref->attribute->target, key, TRUE);
    }
  else if (ref->kind == DEMO_KIND_HTML || ref->kind == DEMO_KIND_LOG)
    yyjson_mut_obj_add_null (document, cell, "value_raw");
  else
    demo_portal_add_text (document, cell, "value_raw", raw);
  demo_portal_add_text (document, cell, "value_html", html);
  demo_portal_add_text (document, cell, "sort_value", shown);
  if (ref->kind == DEMO_KIND_FRIENDLY_NAME)
    add_action (document, actions, list->brick->action, list->class->name, id, FALSE);
  yyjson_mut_obj_add_val (document, cell, "actions", actions);
}

static const char *
get_text (sqlite3_stmt *statement,
          int           column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? text : "";
}

static void
add_row (List           *list,
         sqlite3_stmt   *statement,
         yyjson_mut_doc *document,
         yyjson_mut_val *rows)
{
  yyjson_mut_val *row = yyjson_mut_arr_add_obj (document, rows);
  yyjson_mut_val *attributes = yyjson_mut_obj (document);
  gint64 id = sqlite3_column_int64 (statement, 0);

  demo_portal_add_id (document, row, "id", id);
  demo_portal_add_text (document, row, "class", list->class->name);
  yyjson_mut_obj_add_val (document, row, "attributes", attributes);
  for (guint i = 0; i < list->columns->len; i++)
    add_cell (list, &g_array_index (list->columns, DemoAttributeRef, i), id, get_text (statement, (int) (1 + 2 * i)),
              get_text (statement, (int) (2 + 2 * i)), document, attributes);
  yyjson_mut_obj_add_str (document, row, "highlight_class", "");
  yyjson_mut_obj_add_val (document, row, "actions", yyjson_mut_arr (document));
}

static yyjson_mut_val *
build_rows (List           *list,
            yyjson_mut_doc *document)
{
  yyjson_mut_val *rows = yyjson_mut_arr (document);
  g_autoptr(GString) sql = g_string_new ("SELECT o.id");
  sqlite3_stmt *statement;

  for (guint i = 0; i < list->columns->len; i++)
    {
      const DemoAttributeRef *ref = &g_array_index (list->columns, DemoAttributeRef, i);

      g_string_append (sql, ", ");
      demo_ref_append_sql (ref, "o", sql);
      g_string_append (sql, ", ");
      append_shown (ref, sql);
    }
  append_conditions (list, sql);
  append_words (list, sql);
  append_order (list, sql);
  if ((statement = prepare (list, sql)) == NULL)
    return rows;
  while (sqlite3_step (statement) == SQLITE_ROW)
    add_row (list, statement, document, rows);
  sqlite3_reset (statement);

  return rows;
}

/* Any attribute of the class sorts; of several the first counts. */
static gboolean
read_order (List *list)
{
  yyjson_val *sort = demo_portal_request_get_value (list->visit->request, "aSortParams");
  yyjson_obj_iter iter = yyjson_obj_iter_with (sort);
  yyjson_val *code = yyjson_obj_iter_next (&iter);

  if (code == NULL)
    return TRUE;

  list->ordered = TRUE;
  list->ascending = !yyjson_equals_str (yyjson_obj_iter_get_val (code), "false");
  return demo_class_resolve (list->class, yyjson_get_str (code), list->visit->core->lab, &list->order) &&
         list->order.kind != DEMO_KIND_HIDDEN;
}

static void
read_columns (List *list)
{
  g_auto(GStrv) codes = g_strsplit (list->brick->columns, "|", -1);

  for (guint i = 0; codes[i] != NULL; i++)
    {
      DemoAttributeRef ref;

      if (demo_class_resolve (list->class, codes[i], list->visit->core->lab, &ref))
        g_array_append_val (list->columns, ref);
    }
}

/* PHP has one empty array for "no classes", and JSON gets a list of it. */
static yyjson_mut_val *
begin_answer (yyjson_mut_doc *document,
              const char     *class,
              gboolean        exists)
{
  yyjson_mut_val *root = yyjson_mut_obj (document);
  yyjson_mut_val *queries = class != NULL ? yyjson_mut_obj (document) : yyjson_mut_arr (document);

  yyjson_mut_doc_set_root (document, root);
  yyjson_mut_obj_add_null (document, root, "sBrickSubtitle");
  yyjson_mut_obj_add_val (document, root, "aQueries", queries);
  if (class != NULL)
    yyjson_mut_obj_add (queries, yyjson_mut_strcpy (document, class),
                        exists ? yyjson_mut_obj (document) : yyjson_mut_null (document));
  return root;
}

static void
end_answer (yyjson_mut_doc *document,
            yyjson_mut_val *root,
            DemoAnswer     *answer)
{
  yyjson_mut_obj_add_str (document, root, "sDisplayMode", "list");
  yyjson_mut_obj_add_bool (document, root, "bCanExport", TRUE);
  yyjson_mut_obj_add_int (document, root, "iDefaultListLength", 20);
  demo_portal_answer_json (answer, document);
}

/* A class of which the account sees nothing at all (list-09, session-10); which
 * classes there are, when it sees none. @class: (nullable) */
static void
answer_nothing (const char *class,
                DemoAnswer *answer)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = begin_answer (document, class, FALSE);

  yyjson_mut_obj_add_null (document, root, "data");
  end_answer (document, root, answer);
}

static void
answer_rows (List       *list,
             gboolean    with_rows,
             DemoAnswer *answer)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = begin_answer (document, list->class->name, TRUE);
  const char *search = demo_portal_request_get (list->visit->request, "sSearchValue");

  demo_portal_add_text (document, root, "sSearchValue", search != NULL ? search : "");
  if (with_rows)
    {
      gint64 total = count (list);

      yyjson_mut_obj_add_int (document, root, "recordsTotal", total);
      yyjson_mut_obj_add_int (document, root, "recordsFiltered", total);
      yyjson_mut_obj_add_val (document, root, "data", build_rows (list, document));
    }
  else
    yyjson_mut_obj_add_null (document, root, "data");
  end_answer (document, root, answer);
}

static void
answer_list (List       *list,
             gboolean    with_rows,
             DemoAnswer *answer)
{
  g_autofree char *message = NULL;

  if (read_order (list))
    {
      read_columns (list);
      answer_rows (list, with_rows, answer);
      return;
    }

  message = g_strdup_printf ("Unknown attribute in aSortParams from class %s", list->class->name);
  demo_portal_answer_error (list->visit, answer, 500, message);
}

/**
 * demo_portal_list:
 *
 * /manage/<brick>/<tab>[/<class>/page/<n>/show/<k>] in JSON.
 */
void
demo_portal_list (DemoVisit       *visit,
                  const DemoBrick *brick,
                  DemoAnswer      *answer)
{
  const char *class = demo_portal_request_get_part (visit->request, 3);
  gboolean named = visit->request->ajax && *class != '\0';
  List list = { visit, brick };

  if (visit->request->ajax)
    list.tab = demo_brick_find_tab (brick, demo_portal_request_get_part (visit->request, 2));
  list.class = demo_schema_get_class ("UserRequest", visit->core->lab);
  if ((named && !g_str_equal (class, "UserRequest")) || demo_portal_count (visit, brick, NULL) == 0)
    {
      answer_nothing (named ? class : NULL, answer);
      return;
    }

  list.columns = g_array_new (FALSE, FALSE, sizeof (DemoAttributeRef));
  list.words = demo_portal_split_words (demo_portal_request_get (visit->request, "sSearchValue"));
  list.page = MAX (demo_portal_request_get_number (visit->request, 5), 1);
  list.show = demo_portal_request_get_number (visit->request, 7);
  answer_list (&list, named || !visit->request->ajax, answer);
  g_array_unref (list.columns);
  g_ptr_array_unref (list.words);
}
