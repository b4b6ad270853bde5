#include "config.h"

#include "demo/portal-levels.h"

#include "demo/portal-answer.h"
#include "demo/portal-text.h"

/* The method of the real server that makes a request out of a leaf. */
#define FACTORY         "\\Ticket::CreateFromServiceSubcategory"
#define FACTORY_BASE64  "XFRpY2tldDo6Q3JlYXRlRnJvbVNlcnZpY2VTdWJjYXRlZ29yeQ=="

static const DemoLevel services[] = {
  { "AsapDomain", "Domaine", NULL, "name", NULL, NULL, NULL, FALSE, TRUE },
  { "AsapFamilyGroup", "Groupe de famille", "domain_id", "name", NULL, NULL, NULL, FALSE, TRUE },
  { "ServiceFamily", "Famille de service", "familygroup_id", "name", NULL, NULL, NULL, TRUE, FALSE },
  { "Service", "Service", "servicefamily_id", "name", "description", "description", NULL, TRUE, FALSE },
  { "ServiceSubcategory", "Sous catégorie de service", "service_id", "name", "description", "description", NULL,
    FALSE, FALSE },
};

static const DemoLevel articles[] = {
  { "FAQCategory", "Catégorie", NULL, "name", NULL, NULL, NULL, FALSE, FALSE },
  { "FAQ", "FAQ", "category_id", "title", "summary", NULL, "key_words", FALSE, FALSE },
};

static void
add_levels (DemoLevels      *levels,
            const DemoLevel *from,
            guint            n,
            gboolean         lab)
{
  for (guint i = 0; i < n; i++)
    if (lab || !from[i].is_lab)
      levels->levels[levels->n++] = &from[i];
}

gboolean
demo_levels_choose (const char *brick,
                    gboolean    lab,
                    DemoLevels *out_levels)
{
  *out_levels = (DemoLevels) { .n = 0 };
  if (g_str_equal (brick, "services"))
    {
      out_levels->creates = TRUE;
      add_levels (out_levels, services, G_N_ELEMENTS (services), lab);
    }
  else if (g_str_equal (brick, "faq"))
    add_levels (out_levels, articles, G_N_ELEMENTS (articles), lab);

  return out_levels->n > 0;
}

/* Returns: (transfer full): "L-1", "L-1-1", … */
char *
demo_levels_get_alias (guint index)
{
  GString *alias = g_string_new ("L-1");

  for (guint i = 0; i < index; i++)
    g_string_append (alias, "-1");
  return g_string_free (alias, FALSE);
}

static void
add_optional (yyjson_mut_doc *document,
              yyjson_mut_val *object,
              const char     *name,
              const char     *text)
{
  if (text != NULL)
    demo_portal_add_text (document, object, name, text);
  else
    yyjson_mut_obj_add_null (document, object, name);
}

static yyjson_mut_val *
add_action (yyjson_mut_doc *document,
            yyjson_mut_val *actions,
            const char     *name,
            const char     *type)
{
  yyjson_mut_val *action = yyjson_mut_obj (document);

  yyjson_mut_obj_add_val (document, actions, name, action);
  demo_portal_add_text (document, action, "type", type);
  yyjson_mut_obj_add_val (document, action, "rules", yyjson_mut_arr (document));
  return action;
}

static void
end_action (yyjson_mut_doc *document,
            yyjson_mut_val *action,
            int             rank)
{
  yyjson_mut_obj_add_str (document, action, "opening_target", "modal");
  yyjson_mut_obj_add_int (document, action, "default_rank", rank);
}

static void
add_creation (yyjson_mut_doc *document,
              yyjson_mut_val *actions)
{
  static const char * const names[] = {
    "contact-to-userrequest", "servicesubcategory-to-userrequest", "go-to-open-request-on-submit",
  };
  yyjson_mut_val *action = add_action (document, actions, "create_from_this", "create_from_this");
  yyjson_mut_val *rules = yyjson_mut_obj_get (action, "rules");
  yyjson_mut_val *factory = yyjson_mut_obj (document);
  g_autofree char *url =
    demo_portal_make_url ("/object/create-from-factory/-objectClass-/-objectId-/" FACTORY_BASE64);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    yyjson_mut_arr_add_str (document, rules, names[i]);
  yyjson_mut_obj_add_val (document, action, "factory", factory);
  yyjson_mut_obj_add_str (document, factory, "type", "method");
  yyjson_mut_obj_add_str (document, factory, "value", FACTORY);
  yyjson_mut_obj_add_str (document, action, "icon_class", "fc fc-new-request fc-1-6x fc-flip-horizontal");
  end_action (document, action, 0);
  yyjson_mut_obj_add_str (document, action, "title", "Créer");
  demo_portal_add_text (document, action, "url", url);
}

static void
add_actions (const DemoLevels *levels,
             guint             index,
             yyjson_mut_doc   *document,
             yyjson_mut_val   *object)
{
  yyjson_mut_val *actions = yyjson_mut_obj (document);
  gboolean is_leaf = index + 1 == levels->n;
  yyjson_mut_val *action;

  yyjson_mut_obj_add_val (document, object, "actions", actions);
  if (!is_leaf)
    {
      gboolean is_service = g_str_equal (levels->levels[index]->class, "Service");

      action = add_action (document, actions, is_service ? "drilldown" : "default", "drilldown");
      if (is_service)
        end_action (document, action, 0);
      return;
    }

  if (levels->creates)
    add_creation (document, actions);
  action = add_action (document, actions, "view", "view");
  end_action (document, action, levels->creates ? 1 : 0);
  yyjson_mut_obj_add_str (document, action, "title", "Détails");
  yyjson_mut_obj_add_str (document, action, "icon_class", "glyphicon glyphicon-list-alt");
}

static yyjson_mut_val *
build_fields (const DemoLevel *level,
              yyjson_mut_doc  *document)
{
  yyjson_mut_val *fields = yyjson_mut_arr (document);
  yyjson_mut_val *field;

  if (level->field == NULL)
    return fields;

  field = yyjson_mut_arr_add_obj (document, fields);
  demo_portal_add_text (document, field, "code", level->field);
  yyjson_mut_obj_add_bool (document, field, "hidden", FALSE);
  yyjson_mut_obj_add_str (document, field, "label", "Mots clés");
  return fields;
}

/* levelsProperties (catalogue-01) */
yyjson_mut_val *
demo_levels_describe (const DemoLevels *levels,
                      yyjson_mut_doc   *document)
{
  yyjson_mut_val *properties = yyjson_mut_obj (document);

  for (guint i = 0; i < levels->n; i++)
    {
      const DemoLevel *level = levels->levels[i];
      yyjson_mut_val *object = yyjson_mut_obj (document);
      yyjson_mut_val *below = yyjson_mut_arr (document);
      g_autofree char *alias = demo_levels_get_alias (i);
      g_autofree char *next = demo_levels_get_alias (i + 1);

      yyjson_mut_obj_add (properties, yyjson_mut_strcpy (document, alias), object);
      demo_portal_add_text (document, object, "alias", alias);
      demo_portal_add_text (document, object, "title", level->title);
      add_optional (document, object, "parent_att", i > 0 ? level->parent : NULL);
      demo_portal_add_text (document, object, "name_att", level->name);
      add_optional (document, object, "tooltip_att", level->tooltip);
      add_optional (document, object, "description_att", level->description);
      add_optional (document, object, "image_att", level->has_image ? "icon" : NULL);
      yyjson_mut_obj_add_val (document, object, "search", yyjson_mut_obj (document));
      yyjson_mut_obj_add_val (document, object, "fields", build_fields (level, document));
      add_actions (levels, i, document, object);
      if (i + 1 == levels->n)
        continue;
      yyjson_mut_arr_add_strcpy (document, below, next);
      yyjson_mut_obj_add_val (document, object, "levels", below);
    }

  return properties;
}
