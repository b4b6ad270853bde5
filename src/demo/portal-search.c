#include "config.h"

#include "demo/portal-search.h"

#include "demo/portal-answer.h"
#include "demo/portal-fields.h"
#include "demo/portal-scope.h"
#include "demo/portal-text.h"
#include "util/text.h"

/* Objects for a field of a form (PORTAL-PROTOCOL §9). */

#define MAX_SUGGESTIONS 50

/* What the table of a class shows. */
static const char * const person_columns[] = { "friendlyname", "status", "org_id", "function", NULL };
static const char * const location_columns[] = { "friendlyname", "status", "org_id", "city", NULL };
static const char * const plain_columns[] = { "friendlyname", NULL };

/* Links lead to people in all forms there are here. */
static const DemoAttribute contacts = { "contacts_list", DEMO_KIND_KEY, "Contacts", .target = "Person" };

static const DemoAttribute *
find_key (DemoVisit       *visit,
          const DemoClass *host,
          const char      *code)
{
  DemoAttributeRef ref;

  if (!demo_class_resolve (host, code, visit->core->lab, &ref))
    return NULL;
  if (g_str_equal (code, contacts.code))
    return &contacts;

  return ref.kind == DEMO_KIND_KEY && ref.attribute->target != NULL ? ref.attribute : NULL;
}

/* The values of the form that the choice hangs on. */
static DemoDraft *
make_draft (DemoVisit       *visit,
            const DemoClass *host)
{
  static const char * const codes[] = { "org_id", "service_id", "request_type" };
  DemoDraft *draft = demo_draft_new (visit->core, visit->caller.account, host, visit->caller.arrival);
  yyjson_val *values = demo_portal_request_get_value (visit->request, "current_values");

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const char *value = yyjson_get_str (yyjson_obj_get (values, codes[i]));

      if (value != NULL)
        demo_draft_set (draft, codes[i], value);
    }

  return draft;
}

static void
answer_suggestions (GPtrArray  *options,
                    DemoAnswer *answer)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (document);
  yyjson_mut_val *results = yyjson_mut_obj (document);
  yyjson_mut_val *items = yyjson_mut_arr (document);
  guint n = MIN (options->len, MAX_SUGGESTIONS);

  yyjson_mut_doc_set_root (document, root);
  yyjson_mut_obj_add_val (document, root, "results", results);
  yyjson_mut_obj_add_int (document, results, "count", n);
  yyjson_mut_obj_add_val (document, results, "items", items);
  for (guint i = 0; i < n; i++)
    {
      DemoOption *option = g_ptr_array_index (options, i);
      yyjson_mut_val *item = yyjson_mut_arr_add_obj (document, items);

      demo_portal_add_id (document, item, "id", option->id);
      demo_portal_add_text (document, item, "name", option->name);
    }
  demo_portal_answer_json (answer, document);
}

static const char * const *
get_columns (const DemoClass *target)
{
  if (g_str_equal (target->name, "Person"))
    return person_columns;
  if (g_str_equal (target->name, "Location"))
    return location_columns;

  return plain_columns;
}

static const char *
get_column_label (const DemoAttributeRef *ref)
{
  if (ref->kind == DEMO_KIND_FRIENDLY_NAME)
    return "Nom complet";
  if (g_str_equal (ref->code, "status"))
    return "Etat";

  return demo_portal_get_label (ref->attribute);
}

static yyjson_mut_val *
describe_columns (DemoVisit       *visit,
                  const DemoClass *target,
                  yyjson_mut_doc  *document)
{
  const char * const *columns = get_columns (target);
  yyjson_mut_val *levels = yyjson_mut_obj (document);

  for (guint i = 0; columns[i] != NULL; i++)
    {
      DemoAttributeRef ref;
      yyjson_mut_val *level = yyjson_mut_obj (document);

      if (!demo_class_resolve (target, columns[i], visit->core->lab, &ref))
        continue;
      demo_portal_add_text (document, level, "title", get_column_label (&ref));
      yyjson_mut_obj_add_val (document, levels, columns[i], level);
    }

  return levels;
}

static void
add_link (yyjson_mut_doc *document,
          yyjson_mut_val *cell,
          const char     *class,
          gint64          id)
{
  g_autofree char *url = demo_portal_make_url ("/object/view/%s/%" G_GINT64_FORMAT, class, id);

  demo_portal_add_text (document, cell, "url", url);
}

static void
add_key_cell (DemoVisit              *visit,
              const DemoAttributeRef *ref,
              const char             *value,
              yyjson_mut_doc         *document,
              yyjson_mut_val         *cell)
{
  const DemoClass *target = demo_schema_get_class (ref->attribute->target, visit->core->lab);
  gint64 id = g_ascii_strtoll (value, NULL, 10);
  g_autofree char *name = demo_portal_dup_name (visit->core, target, id);
  g_autofree char *html = demo_portal_escape (name);

  yyjson_mut_obj_add_int (document, cell, "value_raw", id);
  demo_portal_add_text (document, cell, "value_html", html);
  add_link (document, cell, target->name, id);
}

static yyjson_mut_val *
build_cell (DemoVisit              *visit,
            const DemoAttributeRef *ref,
            gint64                  id,
            yyjson_mut_doc         *document)
{
  yyjson_mut_val *cell = yyjson_mut_obj (document);
  g_autofree char *value = demo_portal_dup_text (visit->core, ref, id);
  g_autofree char *html = demo_portal_escape (ref->kind == DEMO_KIND_CODE
                                              ? demo_portal_get_code_label (ref->code, value) : value);

  demo_portal_add_text (document, cell, "object_class", ref->class->name);
  demo_portal_add_id (document, cell, "object_id", id);
  demo_portal_add_text (document, cell, "attribute_code", ref->code);
  demo_portal_add_text (document, cell, "attribute_type", demo_portal_get_type (ref));
  if (ref->kind == DEMO_KIND_KEY)
    {
      add_key_cell (visit, ref, value, document, cell);
      return cell;
    }

  demo_portal_add_text (document, cell, "value_raw", value);
  demo_portal_add_text (document, cell, "value_html", html);
  if (ref->kind == DEMO_KIND_FRIENDLY_NAME)
    add_link (document, cell, ref->class->name, id);
  return cell;
}

static void
add_row (DemoVisit       *visit,
         const DemoClass *target,
         DemoOption      *option,
         yyjson_mut_doc  *document,
         yyjson_mut_val  *rows)
{
  const char * const *columns = get_columns (target);
  yyjson_mut_val *row = yyjson_mut_arr_add_obj (document, rows);
  yyjson_mut_val *attributes = yyjson_mut_obj (document);

  demo_portal_add_id (document, row, "id", option->id);
  demo_portal_add_text (document, row, "name", option->name);
  yyjson_mut_obj_add_val (document, row, "attributes", attributes);
  for (guint i = 0; columns[i] != NULL; i++)
    {
      DemoAttributeRef ref;

      if (demo_class_resolve (target, columns[i], visit->core->lab, &ref))
        yyjson_mut_obj_add_val (document, attributes, columns[i], build_cell (visit, &ref, option->id, document));
    }
}

static guint
get_number (DemoVisit  *visit,
            const char *name)
{
  const char *text = demo_portal_request_get (visit->request, name);
  gint64 number;

  return text != NULL && guichet_text_parse_int64 (text, &number) && number > 0 ? (guint) MIN (number, G_MAXINT32) : 0;
}

static void
answer_table (DemoVisit           *visit,
              const DemoAttribute *key,
              const DemoClass     *host,
              GPtrArray           *options,
              DemoAnswer          *answer)
{
  const DemoClass *target = demo_schema_get_class (key->target, visit->core->lab);
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (document);
  yyjson_mut_val *rows = yyjson_mut_arr (document);
  guint show = get_number (visit, "iListLength");
  guint page = MAX (get_number (visit, "iPageNumber"), 1);
  guint64 from = (guint64) (page - 1) * show;

  yyjson_mut_doc_set_root (document, root);
  yyjson_mut_obj_add_str (document, root, "sMode", "search_regular");
  demo_portal_add_text (document, root, "sTargetAttCode", key->code);
  demo_portal_add_text (document, root, "sHostObjectClass", host->name);
  yyjson_mut_obj_add_null (document, root, "sHostObjectId");
  yyjson_mut_obj_add_str (document, root, "sActionRulesToken", "");
  yyjson_mut_obj_add_val (document, root, "levelsProperties", describe_columns (visit, target, document));
  for (guint64 i = from; i < options->len && (show == 0 || i < from + show); i++)
    add_row (visit, target, g_ptr_array_index (options, (guint) i), document, rows);
  yyjson_mut_obj_add_val (document, root, "data", rows);
  yyjson_mut_obj_add_int (document, root, "recordsTotal", options->len);
  yyjson_mut_obj_add_int (document, root, "recordsFiltered", options->len);
  demo_portal_answer_json (answer, document);
}

static gboolean
may_use_host (DemoVisit       *visit,
              const DemoClass *host)
{
  guint id = demo_portal_request_get_number (visit->request, 5);

  return host != NULL && demo_form_has_class (host->name) && (id == 0 || demo_portal_may_see (visit, host, id));
}

/* Only POST is looked at. */
static const char *
get_words (DemoVisit *visit,
           gboolean   as_table)
{
  const char *words = visit->request->is_post
                      ? demo_portal_request_get (visit->request, as_table ? "sSearchValue" : "sQuery") : NULL;

  return words != NULL ? words : "";
}

/* /object/search/<autocomplete|from-attribute>/<attribute>/<host class>[/<host id>] */
void
demo_portal_search (DemoVisit  *visit,
                    DemoAnswer *answer)
{
  gboolean as_table = g_str_equal (demo_portal_request_get_part (visit->request, 2), "from-attribute");
  const DemoClass *host = demo_schema_get_class (demo_portal_request_get_part (visit->request, 4), visit->core->lab);
  const DemoAttribute *key = NULL;
  g_autoptr(DemoDraft) draft = NULL;
  g_autoptr(GPtrArray) options = NULL;

  if (may_use_host (visit, host))
    key = find_key (visit, host, demo_portal_request_get_part (visit->request, 3));
  if (key == NULL || demo_schema_get_class (key->target, visit->core->lab) == NULL)
    {
      demo_portal_answer_missing (visit, answer);
      return;
    }

  draft = make_draft (visit, host);
  options = demo_portal_list_options (visit, key, draft, get_words (visit, as_table));
  if (as_table)
    answer_table (visit, key, host, options, answer);
  else if (!visit->request->is_post)
    demo_portal_answer_missing (visit, answer);
  else
    answer_suggestions (options, answer);
}
