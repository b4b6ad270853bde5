#include "config.h"

#include "demo/schema.h"

#include "demo/schema-classes.h"

/* Classes that exist on the real server and that an agent may not read
 * (transcripts get-37, get-55, sync-01). User is among the tables because keys
 * point at it. */
static const char * const closed_classes[] = {
  "User", "UserLocal", "URP_UserProfile", "URP_Profiles", "InlineImage", "CMDBChange", "CMDBChangeOp",
  "CMDBChangeOpCreate", "CMDBChangeOpDelete", "CMDBChangeOpSetAttribute", "CMDBChangeOpSetAttributeScalar",
  "CMDBChangeOpSetAttributeCaseLog", "Trigger", "TriggerOnObject", "Action", "ActionEmail",
};

/**
 * demo_schema_get_class:
 * @lab: whether the classes of the lab extension exist
 *
 * Returns: (nullable): the class of this exact name, case included
 */
const DemoClass *
demo_schema_get_class (const char *name,
                       gboolean    lab)
{
  for (guint i = 0; i < _demo_n_classes; i++)
    {
      const DemoClass *class = &_demo_classes[i];

      if (g_str_equal (class->name, name))
        return !lab && (class->flags & DEMO_CLASS_LAB) != 0 ? NULL : class;
    }

  return NULL;
}

const DemoClass *
demo_schema_get_classes (guint *out_n)
{
  *out_n = _demo_n_classes;
  return _demo_classes;
}

gboolean
demo_schema_is_closed (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (closed_classes); i++)
    if (g_str_equal (closed_classes[i], name))
      return TRUE;

  return FALSE;
}

gboolean
demo_kind_is_stored (DemoKind kind)
{
  return kind <= DEMO_KIND_BLOB;
}

/* Compared as words are: neither case nor accents count. */
gboolean
demo_kind_is_text (DemoKind kind)
{
  switch (kind)
    {
    case DEMO_KIND_INTEGER:
    case DEMO_KIND_SECONDS:
    case DEMO_KIND_KEY:
    case DEMO_KIND_DATE:
    case DEMO_KIND_ID:
    case DEMO_KIND_OBSOLETE:
    case DEMO_KIND_KEY_OBSOLETE:
      return FALSE;

    case DEMO_KIND_STRING:
    case DEMO_KIND_TEXT:
    case DEMO_KIND_HTML:
    case DEMO_KIND_CODE:
    case DEMO_KIND_LOG:
    case DEMO_KIND_BLOB:
    case DEMO_KIND_EXTERNAL:
    case DEMO_KIND_LINKS:
    case DEMO_KIND_TAGS:
    case DEMO_KIND_FLAG:
    case DEMO_KIND_NULL:
    case DEMO_KIND_HIDDEN:
    case DEMO_KIND_FRIENDLY_NAME:
    case DEMO_KIND_FINAL_CLASS:
    case DEMO_KIND_OBSOLETE_DATE:
    case DEMO_KIND_KEY_NAME:
    case DEMO_KIND_KEY_CLASS:
    default:
      return TRUE;
    }
}

gboolean
demo_attribute_allows (const DemoAttribute *attribute,
                       const char          *value)
{
  g_auto(GStrv) codes = g_strsplit (attribute->detail, "|", -1);

  return g_strv_contains ((const char * const *) codes, value);
}

static gboolean
is_present (const DemoAttribute *attribute,
            gboolean             lab)
{
  return lab || (attribute->flags & DEMO_LAB) == 0;
}

static const DemoClass *
get_target (const DemoAttribute *key)
{
  return key->target != NULL ? demo_schema_get_class (key->target, TRUE) : NULL;
}

static gboolean
target_may_be_obsolete (const DemoAttribute *key)
{
  const DemoClass *target = get_target (key);

  return target != NULL && (target->flags & DEMO_CLASS_OBSOLETE) != 0;
}

static DemoAttributeRef
make_ref (const DemoClass     *class,
          const DemoAttribute *attribute,
          DemoKind             kind,
          const char          *code,
          const char          *suffix)
{
  DemoAttributeRef ref = { class, attribute, kind, "" };

  g_snprintf (ref.code, sizeof ref.code, "%s%s", code, suffix);
  return ref;
}

static void
add_ref (GArray           *refs,
         DemoAttributeRef  ref)
{
  g_array_append_val (refs, ref);
}

static void
add_key_parts (GArray              *refs,
               const DemoClass     *class,
               const DemoAttribute *key)
{
  add_ref (refs, make_ref (class, key, DEMO_KIND_KEY_NAME, key->code, "_friendlyname"));
  if ((key->flags & DEMO_RECALL) != 0)
    add_ref (refs, make_ref (class, key, DEMO_KIND_KEY_CLASS, key->code, "_finalclass_recall"));
  if (target_may_be_obsolete (key))
    add_ref (refs, make_ref (class, key, DEMO_KIND_KEY_OBSOLETE, key->code, "_obsolescence_flag"));
}

static void
add_implied (GArray          *refs,
             const DemoClass *class)
{
  if ((class->flags & DEMO_CLASS_FINAL) != 0)
    add_ref (refs, make_ref (class, NULL, DEMO_KIND_FINAL_CLASS, "finalclass", ""));
  add_ref (refs, make_ref (class, NULL, DEMO_KIND_FRIENDLY_NAME, "friendlyname", ""));
  if ((class->flags & DEMO_CLASS_OBSOLETE) == 0)
    return;
  add_ref (refs, make_ref (class, NULL, DEMO_KIND_OBSOLETE, "obsolescence_flag", ""));
  add_ref (refs, make_ref (class, NULL, DEMO_KIND_OBSOLETE_DATE, "obsolescence_date", ""));
}

/**
 * demo_class_list_output:
 *
 * What "*" stands for: the declared attributes, what the class implies, then
 * what its keys imply.
 *
 * Returns: (transfer full) (element-type DemoAttributeRef)
 */
GArray *
demo_class_list_output (const DemoClass *class,
                        gboolean         lab)
{
  GArray *refs = g_array_new (FALSE, FALSE, sizeof (DemoAttributeRef));

  for (guint i = 0; i < class->n_attributes; i++)
    {
      const DemoAttribute *attribute = &class->attributes[i];

      if (is_present (attribute, lab) && attribute->kind != DEMO_KIND_HIDDEN)
        add_ref (refs, make_ref (class, attribute, attribute->kind, attribute->code, ""));
    }

  add_implied (refs, class);

  for (guint i = 0; i < class->n_attributes; i++)
    if (is_present (&class->attributes[i], lab) && class->attributes[i].kind == DEMO_KIND_KEY)
      add_key_parts (refs, class, &class->attributes[i]);

  return refs;
}

static gboolean
can_filter (DemoKind kind)
{
  return kind != DEMO_KIND_LINKS && kind != DEMO_KIND_TAGS && kind != DEMO_KIND_BLOB;
}

/**
 * demo_class_list_filters:
 *
 * The codes that the server names when it is asked for an attribute it does
 * not know (transcript get-17): the door to discovery.
 *
 * Returns: (transfer full): codes separated by a comma and a space
 */
char *
demo_class_list_filters (const DemoClass *class,
                         gboolean         lab)
{
  g_autoptr(GArray) refs = g_array_new (FALSE, FALSE, sizeof (DemoAttributeRef));
  g_autoptr(GString) list = g_string_new (NULL);

  add_implied (refs, class);
  if ((class->flags & DEMO_CLASS_OBSOLETE) != 0)
    g_array_set_size (refs, refs->len - 1);

  for (guint i = 0; i < class->n_attributes; i++)
    {
      const DemoAttribute *attribute = &class->attributes[i];

      if (!is_present (attribute, lab) || !can_filter (attribute->kind))
        continue;
      add_ref (refs, make_ref (class, attribute, attribute->kind, attribute->code, ""));
      if (attribute->kind == DEMO_KIND_KEY)
        add_key_parts (refs, class, attribute);
    }

  for (guint i = 0; i < refs->len; i++)
    g_string_append_printf (list, "%s, ", g_array_index (refs, DemoAttributeRef, i).code);
  g_string_append (list, (class->flags & DEMO_CLASS_OBSOLETE) != 0 ? "obsolescence_date, id" : "id");

  return g_string_free (g_steal_pointer (&list), FALSE);
}

static gboolean
resolve_implied (const DemoClass  *class,
                 const char       *code,
                 DemoAttributeRef *out_ref)
{
  DemoKind kind;

  if (g_str_equal (code, "id"))
    kind = DEMO_KIND_ID;
  else if (g_str_equal (code, "friendlyname"))
    kind = DEMO_KIND_FRIENDLY_NAME;
  else if (g_str_equal (code, "finalclass") && (class->flags & DEMO_CLASS_FINAL) != 0)
    kind = DEMO_KIND_FINAL_CLASS;
  else if (g_str_equal (code, "obsolescence_flag") && (class->flags & DEMO_CLASS_OBSOLETE) != 0)
    kind = DEMO_KIND_OBSOLETE;
  else if (g_str_equal (code, "obsolescence_date") && (class->flags & DEMO_CLASS_OBSOLETE) != 0)
    kind = DEMO_KIND_OBSOLETE_DATE;
  else
    return FALSE;

  *out_ref = make_ref (class, NULL, kind, code, "");
  return TRUE;
}

static gboolean
resolve_key_part (const DemoClass     *class,
                  const DemoAttribute *key,
                  const char          *code,
                  DemoAttributeRef    *out_ref)
{
  gsize length = strlen (key->code);
  DemoKind kind;

  if (!g_str_has_prefix (code, key->code))
    return FALSE;

  if (g_str_equal (code + length, "_friendlyname"))
    kind = DEMO_KIND_KEY_NAME;
  else if (g_str_equal (code + length, "_obsolescence_flag") && target_may_be_obsolete (key))
    kind = DEMO_KIND_KEY_OBSOLETE;
  else if (g_str_equal (code + length, "_finalclass_recall") && (key->flags & DEMO_RECALL) != 0)
    kind = DEMO_KIND_KEY_CLASS;
  else
    return FALSE;

  *out_ref = make_ref (class, key, kind, code, "");
  return TRUE;
}

/**
 * demo_class_resolve:
 *
 * Returns: whether @class has an attribute @code, declared or implied
 */
gboolean
demo_class_resolve (const DemoClass  *class,
                    const char       *code,
                    gboolean          lab,
                    DemoAttributeRef *out_ref)
{
  if (resolve_implied (class, code, out_ref))
    return TRUE;

  for (guint i = 0; i < class->n_attributes; i++)
    {
      const DemoAttribute *attribute = &class->attributes[i];

      if (!is_present (attribute, lab))
        continue;
      if (g_str_equal (attribute->code, code))
        {
          *out_ref = make_ref (class, attribute, attribute->kind, code, "");
          return TRUE;
        }
      if (attribute->kind == DEMO_KIND_KEY && resolve_key_part (class, attribute, code, out_ref))
        return TRUE;
    }

  return FALSE;
}

static void
append_template (const char *template,
                 const char *alias,
                 GString    *sql)
{
  for (const char *p = template; *p != '\0'; p++)
    if (*p == '@')
      g_string_append (sql, alias);
    else
      g_string_append_c (sql, *p);
}

void
demo_class_append_friendly (const DemoClass *class,
                            const char      *alias,
                            GString         *sql)
{
  append_template (class->friendly, alias, sql);
}

void
demo_class_append_obsolete (const DemoClass *class,
                            const char      *alias,
                            GString         *sql)
{
  append_template (class->obsolete != NULL ? class->obsolete : "0", alias, sql);
}

/* COALESCE((SELECT <of the target> FROM target AS k WHERE k.id = alias.key), '') */
static void
append_at_target (const DemoAttribute    *key,
                  const char             *alias,
                  const DemoAttributeRef *wanted,
                  GString                *sql)
{
  const DemoClass *target = get_target (key);
  g_autofree char *inner = g_strdup_printf ("k%s", alias);

  if (target == NULL)
    {
      g_string_append (sql, "''");
      return;
    }

  g_string_append (sql, "COALESCE((SELECT ");
  if (wanted->kind == DEMO_KIND_KEY_NAME)
    demo_class_append_friendly (target, inner, sql);
  else if (wanted->kind == DEMO_KIND_KEY_OBSOLETE)
    demo_class_append_obsolete (target, inner, sql);
  else
    {
      DemoAttributeRef there;

      if (wanted->attribute->detail != NULL &&
          demo_class_resolve (target, wanted->attribute->detail, TRUE, &there))
        demo_ref_append_sql (&there, inner, sql);
      else
        g_string_append (sql, "''");
    }
  g_string_append_printf (sql, " FROM %s AS %s WHERE %s.id = %s.%s), '')",
                          target->table, inner, inner, alias, key->code);
}

static const DemoAttribute *
find_key (const DemoClass *class,
          const char      *code)
{
  for (guint i = 0; i < class->n_attributes; i++)
    if (g_str_equal (class->attributes[i].code, code))
      return &class->attributes[i];

  g_assert_not_reached ();
}

/**
 * demo_ref_append_sql:
 * @alias: of the table; one of ours, never text from a query
 *
 * Appends the SQL that yields the attribute. Names come from the tables in
 * schema-classes.c only.
 */
void
demo_ref_append_sql (const DemoAttributeRef *ref,
                     const char             *alias,
                     GString                *sql)
{
  switch (ref->kind)
    {
    case DEMO_KIND_ID:
      g_string_append_printf (sql, "%s.id", alias);
      break;

    case DEMO_KIND_FRIENDLY_NAME:
      demo_class_append_friendly (ref->class, alias, sql);
      break;

    case DEMO_KIND_FINAL_CLASS:
      g_string_append_printf (sql, "'%s'", ref->class->name);
      break;

    case DEMO_KIND_OBSOLETE:
      demo_class_append_obsolete (ref->class, alias, sql);
      break;

    case DEMO_KIND_EXTERNAL:
      append_at_target (find_key (ref->class, ref->attribute->target), alias, ref, sql);
      break;

    case DEMO_KIND_KEY_NAME:
    case DEMO_KIND_KEY_OBSOLETE:
      append_at_target (ref->attribute, alias, ref, sql);
      break;

    case DEMO_KIND_KEY_CLASS:
      g_string_append_printf (sql, "CASE WHEN %s.%s = 0 THEN '' ELSE '%s' END", alias, ref->attribute->code,
                              g_str_equal (ref->attribute->target, "User") ? "UserLocal" : ref->attribute->target);
      break;

    case DEMO_KIND_BLOB:
      g_string_append_printf (sql, "%s.%s_data", alias, ref->attribute->code);
      break;

    case DEMO_KIND_STRING:
    case DEMO_KIND_TEXT:
    case DEMO_KIND_HTML:
    case DEMO_KIND_CODE:
    case DEMO_KIND_DATE:
    case DEMO_KIND_INTEGER:
    case DEMO_KIND_SECONDS:
    case DEMO_KIND_KEY:
    case DEMO_KIND_LOG:
      g_string_append_printf (sql, "%s.%s", alias, ref->attribute->code);
      break;

    case DEMO_KIND_FLAG:
      g_string_append (sql, "'non'");
      break;

    case DEMO_KIND_LINKS:
    case DEMO_KIND_TAGS:
    case DEMO_KIND_NULL:
    case DEMO_KIND_HIDDEN:
    case DEMO_KIND_OBSOLETE_DATE:
    default:
      g_string_append (sql, "''");
      break;
    }
}
