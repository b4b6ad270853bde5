#include "config.h"

#include "remote/itop-portal-private.h"

#include "remote/itop-portal-field.h"
#include "richtext/richtext.h"
#include "util/error.h"
#include "util/text.h"

/* One reading does for all kinds of references, and for a while. */
#define FRESH_SECONDS (5 * 60)
#define PAGE 1000
#define ROWS_MAX 20000
#define LEVELS_MAX 8
#define CREATE_ACTION "create_from_this"

typedef struct
{
  char   *class_name;
  gint64  id;
  gint64  parent;
  char   *name;
  char   *detail;
} Node;

static void
free_node (gpointer data)
{
  Node *node = data;

  g_free (node->class_name);
  g_free (node->name);
  g_free (node->detail);
  g_free (node);
}

static void
free_leaf (gpointer data)
{
  GuichetPortalLeaf *leaf = data;

  g_free (leaf->class_name);
  g_free (leaf->route);
  g_free (leaf->token);
  g_free (leaf);
}

/* ---- one row: a key per level, from the top to the leaf */

typedef struct
{
  GPtrArray  *nodes;            /* of Node, each object once */
  GHashTable *known;            /* "class::id" */
  GPtrArray  *leaves;
  yyjson_val *properties;       /* levelsProperties */
} CatalogueReading;

static char *
dup_plain (yyjson_val *level,
           const char *name)
{
  g_autofree char *html = guichet_json_dup_text (level, name);
  g_autofree char *plain = guichet_html_to_plain (html);

  return guichet_text_single_line (plain);
}

static void
add_node (CatalogueReading *reading,
          yyjson_val       *level,
          gint64            id,
          gint64            parent)
{
  g_autofree char *class_name = guichet_json_dup_text (level, "class");
  char *key = g_strdup_printf ("%s::%" G_GINT64_FORMAT, class_name, id);
  Node *node;

  if (!g_hash_table_add (reading->known, key))
    return;

  node = g_new0 (Node, 1);
  node->class_name = g_steal_pointer (&class_name);
  node->id = id;
  node->parent = parent;
  node->name = guichet_json_dup_label (level, "name");
  node->detail = dup_plain (level, "description");
  g_ptr_array_add (reading->nodes, node);
}

/* The address of an action, below exec.php; its place for the object filled.
 * What else the server writes there is not looked at: we go nowhere else. */
static char *
build_leaf_route (const char *url,
                  const char *class_name,
                  gint64      id)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  const char *start = url != NULL ? strstr (url, "/exec.php/") : NULL;
  g_autoptr(GString) route = NULL;

  if (start == NULL)
    return NULL;
  start += strlen ("/exec.php");
  route = g_string_new_len (start, (gssize) strcspn (start, "?#"));
  g_string_replace (route, "-objectClass-", class_name, 1);
  g_string_replace (route, "-objectId-", number, 1);
  for (gsize i = 0; i < route->len; i++)
    if (!g_ascii_isalnum (route->str[i]) && strchr ("/-_=+.%~", route->str[i]) == NULL)
      return NULL;

  return strstr (route->str, "..") == NULL ? g_string_free_and_steal (g_steal_pointer (&route)) : NULL;
}

/* The name of the action that creates, out of what the level offers. */
static yyjson_val *
find_create_action (yyjson_val  *properties,
                    const char **out_name)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_obj_get (properties, "actions"));
  yyjson_val *name;

  while ((name = yyjson_obj_iter_next (&iter)) != NULL)
    {
      yyjson_val *action = yyjson_obj_iter_get_val (name);

      if (yyjson_equals_str (yyjson_obj_get (action, "type"), CREATE_ACTION))
        {
          *out_name = yyjson_get_str (name);
          return action;
        }
    }

  return NULL;
}

static void
add_leaf (CatalogueReading *reading,
          const char       *alias,
          yyjson_val       *level,
          gint64            id)
{
  g_autofree char *class_name = guichet_json_dup_text (level, "class");
  g_autofree char *route = NULL;
  const char *name = NULL;
  yyjson_val *action = find_create_action (yyjson_obj_get (reading->properties, alias), &name);
  GuichetPortalLeaf *leaf;

  if (action == NULL || !guichet_portal_layout_is_word (class_name))
    return;
  route = build_leaf_route (yyjson_get_str (yyjson_obj_get (action, "url")), class_name, id);
  if (route == NULL)
    return;

  leaf = g_new0 (GuichetPortalLeaf, 1);
  leaf->id = id;
  leaf->class_name = g_steal_pointer (&class_name);
  leaf->route = g_steal_pointer (&route);
  leaf->token = guichet_json_dup_text (yyjson_obj_get (level, "action_rules_token"), name);
  g_ptr_array_add (reading->leaves, leaf);
}

/* Levels and how many there are is configuration; each is below the one that
 * stands before it. */
static void
read_row (CatalogueReading *reading,
          yyjson_val       *row)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (row);
  yyjson_val *name;
  gint64 parent = 0;

  for (guint i = 0; i < LEVELS_MAX && (name = yyjson_obj_iter_next (&iter)) != NULL; i++)
    {
      yyjson_val *level = yyjson_obj_iter_get_val (name);
      gint64 id;

      if (!guichet_json_get_int64 (level, "id", &id) || id < 1)
        continue;
      add_node (reading, level, id, parent);
      add_leaf (reading, yyjson_get_str (name), level, id);
      parent = id;
    }
}

static gboolean
read_page (GuichetItopPortal  *self,
           const char         *brick,
           guint               page,
           CatalogueReading   *reading,
           guint              *out_rows,
           GCancellable       *cancellable,
           GError            **error)
{
  g_autofree char *route = g_strdup_printf ("/browse/%s/list/page/%u/show/%u", brick, page, PAGE);
  g_auto(GuichetPortalAnswer) answer = { NULL };
  yyjson_arr_iter iter;
  yyjson_val *row;

  if (!_guichet_itop_portal_get (self, GUICHET_PORTAL_JSON, route, NULL, &answer, cancellable, error))
    return FALSE;

  reading->properties = yyjson_obj_get (yyjson_doc_get_root (answer.doc), "levelsProperties");
  iter = yyjson_arr_iter_with (yyjson_obj_get (yyjson_doc_get_root (answer.doc), "data"));
  *out_rows = (guint) yyjson_arr_size (yyjson_obj_get (yyjson_doc_get_root (answer.doc), "data"));
  while ((row = yyjson_arr_iter_next (&iter)) != NULL)
    read_row (reading, row);

  return TRUE;
}

static gboolean
read_brick (GuichetItopPortal  *self,
            const char         *brick,
            CatalogueReading   *reading,
            GCancellable       *cancellable,
            GError            **error)
{
  guint rows = PAGE;

  for (guint page = 1; rows == PAGE && page <= ROWS_MAX / PAGE; page++)
    if (!read_page (self, brick, page, reading, &rows, cancellable, error))
      return FALSE;

  return TRUE;
}

/* ---- the catalogue as a whole */

void
_guichet_itop_portal_forget_catalogue (GuichetItopPortal *self)
{
  g_clear_pointer (&self->levels, g_ptr_array_unref);
  g_clear_pointer (&self->leaves, g_ptr_array_unref);
  self->catalogue_read = 0;
}

static gboolean
is_fresh (GuichetItopPortal *self)
{
  return self->leaves != NULL && g_get_monotonic_time () - self->catalogue_read < FRESH_SECONDS * G_USEC_PER_SEC;
}

static gboolean
read_catalogue (GuichetItopPortal  *self,
                GCancellable       *cancellable,
                GError            **error)
{
  g_autoptr(GPtrArray) nodes = g_ptr_array_new_with_free_func (free_node);
  g_autoptr(GPtrArray) leaves = g_ptr_array_new_with_free_func (free_leaf);
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  CatalogueReading reading = { nodes, known, leaves, NULL };

  if (is_fresh (self))
    return TRUE;
  if (self->layout->catalogue != NULL &&
      !read_brick (self, self->layout->catalogue, &reading, cancellable, error))
    return FALSE;

  _guichet_itop_portal_forget_catalogue (self);
  self->levels = g_steal_pointer (&nodes);
  self->leaves = g_steal_pointer (&leaves);
  self->catalogue_read = g_get_monotonic_time ();

  return TRUE;
}

static const GuichetPortalLeaf *
find_known_leaf (GuichetItopPortal *self,
                 gint64             id)
{
  for (guint i = 0; self->leaves != NULL && i < self->leaves->len; i++)
    {
      const GuichetPortalLeaf *leaf = g_ptr_array_index (self->leaves, i);

      if (leaf->id == id)
        return leaf;
    }

  return NULL;
}

/* Whichever, to see what a form looks like. */
const GuichetPortalLeaf *
_guichet_itop_portal_get_first_leaf (GuichetItopPortal *self)
{
  return self->leaves != NULL && self->leaves->len > 0 ? g_ptr_array_index (self->leaves, 0) : NULL;
}

/**
 * _guichet_itop_portal_find_leaf:
 *
 * Returns: (transfer none) (nullable): where a ticket for the sub-category
 *   @id is created; INVALID when the catalogue does not have it any more
 */
const GuichetPortalLeaf *
_guichet_itop_portal_find_leaf (GuichetItopPortal  *self,
                                gint64              id,
                                GCancellable       *cancellable,
                                GError            **error)
{
  const GuichetPortalLeaf *leaf;

  if (!read_catalogue (self, cancellable, error))
    return NULL;
  leaf = find_known_leaf (self, id);
  if (leaf == NULL)
    {
      _guichet_itop_portal_forget_catalogue (self);
      if (!read_catalogue (self, cancellable, error))
        return NULL;
      leaf = find_known_leaf (self, id);
    }
  if (leaf == NULL)
    g_propagate_error (error, guichet_error_new (GUICHET_ERROR_INVALID,
                                                 guichet_field_get_name (GUICHET_FIELD_SUBCATEGORY), NULL,
                                                 "The catalogue has no sub-category %" G_GINT64_FORMAT, id));

  return leaf;
}

gboolean
_guichet_itop_portal_has_catalogue (GuichetItopPortal  *self,
                                    GCancellable       *cancellable,
                                    GError            **error)
{
  return read_catalogue (self, cancellable, error) && self->leaves->len > 0;
}

/* ---- as references */

/* A level whose class the profile does not know is passed over; what is below
 * it keeps it as parent. */
static gboolean
is_of_kind (GuichetItopPortal    *self,
            const Node           *node,
            GuichetReferenceKind  kind)
{
  const GuichetReferenceSource *source = guichet_profile_get_reference_source (self->profile, kind);

  return source != NULL && g_str_equal (source->class_name, node->class_name);
}

static GPtrArray *
list_levels (GuichetItopPortal     *self,
             GuichetReferenceKind   kind,
             GCancellable          *cancellable,
             GError               **error)
{
  g_autoptr(GPtrArray) found = guichet_references_new ();

  if (!read_catalogue (self, cancellable, error))
    return NULL;
  for (guint i = 0; i < self->levels->len; i++)
    {
      const Node *node = g_ptr_array_index (self->levels, i);
      GuichetReference *reference;

      if (!is_of_kind (self, node, kind))
        continue;
      reference = guichet_reference_new (kind, node->id, node->name);
      reference->parent = node->parent;
      g_set_str (&reference->detail, node->detail);
      g_ptr_array_add (found, reference);
    }

  return g_steal_pointer (&found);
}

/* ---- articles */

static void
read_article_field (yyjson_val  *fields,
                    const char  *code,
                    char       **target)
{
  yyjson_val *field = code != NULL ? yyjson_obj_get (fields, code) : NULL;

  if (field == NULL)
    return;
  g_free (*target);
  *target = guichet_portal_field_dup_raw (field);
}

/* The page of an article has all its fields: the form's own, without asking
 * for any. One that is gone meanwhile is passed over. */
static gboolean
read_article (GuichetItopPortal             *self,
              const GuichetReferenceSource  *source,
              GuichetReference              *article,
              GCancellable                  *cancellable,
              GError                       **error)
{
  g_autofree char *route = g_strdup_printf ("/object/view/%s/%" G_GINT64_FORMAT, source->class_name, article->id);
  g_auto(GuichetPortalAnswer) answer = { NULL };
  g_autoptr(GuichetPortalPage) page = NULL;
  g_autoptr(GError) failure = NULL;

  if (!_guichet_itop_portal_get (self, GUICHET_PORTAL_FRAGMENT, route, NULL, &answer, cancellable, &failure))
    {
      if (g_error_matches (failure, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  page = guichet_portal_page_read (answer.body->str, answer.body->len, NULL);
  if (page == NULL)
    return TRUE;

  read_article_field (page->fields, source->name, &article->name);
  read_article_field (page->fields, source->code, &article->code);
  read_article_field (page->fields, source->detail, &article->detail);
  read_article_field (page->fields, source->html, &article->html);

  return TRUE;
}

/* @kind: categories or articles, which are levels of the same brick. */
static GPtrArray *
list_articles (GuichetItopPortal     *self,
               GuichetReferenceKind   kind,
               GCancellable          *cancellable,
               GError               **error)
{
  const GuichetReferenceSource *source = guichet_profile_get_reference_source (self->profile, kind);
  g_autoptr(GPtrArray) found = guichet_references_new ();
  g_autoptr(GPtrArray) nodes = g_ptr_array_new_with_free_func (free_node);
  g_autoptr(GPtrArray) leaves = g_ptr_array_new_with_free_func (free_leaf);
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  CatalogueReading reading = { nodes, known, leaves, NULL };

  if (self->layout->faq == NULL || source == NULL)
    return g_steal_pointer (&found);
  if (!read_brick (self, self->layout->faq, &reading, cancellable, error))
    return NULL;

  for (guint i = 0; i < nodes->len; i++)
    {
      const Node *node = g_ptr_array_index (nodes, i);
      GuichetReference *reference;

      if (!g_str_equal (node->class_name, source->class_name))
        continue;
      reference = guichet_reference_new (kind, node->id, node->name);
      reference->parent = node->parent;
      g_ptr_array_add (found, reference);
      if (kind == GUICHET_REFERENCE_FAQ && !read_article (self, source, reference, cancellable, error))
        return NULL;
    }

  return g_steal_pointer (&found);
}

/* ---- all kinds */

/* Nobody's directory: of people and organisations a requester knows what the
 * search of a form shows, and themselves. */
static GPtrArray *
list_own (GuichetItopPortal    *self,
          GuichetReferenceKind  kind)
{
  GPtrArray *found = guichet_references_new ();
  const GuichetIdentity *me = self->identity;
  GuichetReference *reference;

  if (kind == GUICHET_REFERENCE_PERSON && me->person_id > 0)
    {
      reference = guichet_reference_new (kind, me->person_id, me->name);
      reference->organisation = me->organisation_id;
      g_set_str (&reference->email, me->email);
      g_ptr_array_add (found, reference);
    }
  else if (kind == GUICHET_REFERENCE_ORGANISATION && me->organisation_id > 0)
    g_ptr_array_add (found, guichet_reference_new (kind, me->organisation_id, me->organisation));

  return found;
}

GPtrArray *
_guichet_itop_portal_read_references (GuichetRemote         *remote,
                                      GuichetReferenceKind   kind,
                                      GCancellable          *cancellable,
                                      GError               **error)
{
  GuichetItopPortal *self = GUICHET_ITOP_PORTAL (remote);

  g_return_val_if_fail (self->profile != NULL, NULL);

  if (!_guichet_itop_portal_ensure_layout (self, cancellable, error))
    return NULL;
  switch (kind)
    {
    case GUICHET_REFERENCE_DOMAIN:
    case GUICHET_REFERENCE_FAMILY_GROUP:
    case GUICHET_REFERENCE_SERVICE_FAMILY:
    case GUICHET_REFERENCE_SERVICE:
    case GUICHET_REFERENCE_SUBCATEGORY:
      return list_levels (self, kind, cancellable, error);
    case GUICHET_REFERENCE_FAQ_CATEGORY:
    case GUICHET_REFERENCE_FAQ:
      return list_articles (self, kind, cancellable, error);
    default:
      return list_own (self, kind);
    }
}
