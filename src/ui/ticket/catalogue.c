#include "config.h"

#include "ui/ticket/catalogue-private.h"

#include "store/reading.h"
#include "util/text.h"

typedef GuichetCataloguePlace Place;

/* What a level is for the model: its field, its references. */
static const struct
{
  GuichetField         field;
  GuichetReferenceKind kind;
} levels[GUICHET_N_CATALOGUE_LEVELS] = {
  [GUICHET_CATALOGUE_DOMAIN] = { GUICHET_FIELD_DOMAIN, GUICHET_REFERENCE_DOMAIN },
  [GUICHET_CATALOGUE_FAMILY_GROUP] = { GUICHET_FIELD_FAMILY_GROUP, GUICHET_REFERENCE_FAMILY_GROUP },
  [GUICHET_CATALOGUE_SERVICE_FAMILY] = { GUICHET_FIELD_SERVICE_FAMILY, GUICHET_REFERENCE_SERVICE_FAMILY },
  [GUICHET_CATALOGUE_SERVICE] = { GUICHET_FIELD_SERVICE, GUICHET_REFERENCE_SERVICE },
  [GUICHET_CATALOGUE_SUBCATEGORY] = { GUICHET_FIELD_SUBCATEGORY, GUICHET_REFERENCE_SUBCATEGORY },
};

GuichetField
guichet_catalogue_level_get_field (GuichetCatalogueLevel level)
{
  g_return_val_if_fail (level < GUICHET_N_CATALOGUE_LEVELS, GUICHET_FIELD_DOMAIN);

  return levels[level].field;
}

gboolean
guichet_catalogue_level_from_field (GuichetField           field,
                                    GuichetCatalogueLevel *out_level)
{
  for (guint i = 0; i < GUICHET_N_CATALOGUE_LEVELS; i++)
    if (levels[i].field == field)
      {
        *out_level = i;
        return TRUE;
      }

  return FALSE;
}

/* ---- building */

static void
free_place (gpointer data)
{
  Place *place = data;

  guichet_reference_unref (place->reference);
  g_free (place->folded);
  g_free (place);
}

static gboolean
find_level (GuichetReferenceKind   kind,
            GuichetCatalogueLevel *out_level)
{
  for (guint i = 0; i < GUICHET_N_CATALOGUE_LEVELS; i++)
    if (levels[i].kind == kind)
      {
        *out_level = i;
        return TRUE;
      }

  return FALSE;
}

static void
add_place (GuichetCatalogue *self,
           GuichetReference *reference)
{
  GuichetCatalogueLevel level;
  Place *place;

  if (!find_level (reference->kind, &level) || !self->present[level])
    return;

  place = g_new0 (Place, 1);
  place->reference = guichet_reference_ref (reference);
  place->node.level = level;
  place->node.id = reference->id;
  place->node.name = reference->name;
  g_ptr_array_add (self->places[level], place);
  g_hash_table_insert (self->by_id[level], &place->node.id, place);
}

static Place *
find_place (GuichetCatalogue      *self,
            GuichetCatalogueLevel  level,
            gint64                 id)
{
  return g_hash_table_lookup (self->by_id[level], &id);
}

/* The parent is one level up; the level itself may be missing on the server. */
static void
link_place (GuichetCatalogue *self,
            Place            *place)
{
  GuichetCatalogueLevel level = place->node.level;
  Place *parent;

  if (level == 0 || !self->present[level - 1] || place->reference->parent == 0)
    return;

  parent = find_place (self, level - 1, place->reference->parent);
  if (parent == NULL)
    return;

  place->node.parent = &parent->node;
  parent->has_children = TRUE;
}

/* A service that is not divided further is asked for as it is. */
static gboolean
is_leaf (const Place *place)
{
  return place->node.level == GUICHET_CATALOGUE_SUBCATEGORY
         || (place->node.level == GUICHET_CATALOGUE_SERVICE && !place->has_children);
}

static void
fold_place (Place *place)
{
  g_autofree char *name = guichet_text_fold (place->node.name);
  g_autoptr(GString) text = g_string_new (name);

  place->name_length = text->len;
  for (const GuichetCatalogueNode *node = place->node.parent; node != NULL; node = node->parent)
    {
      g_autofree char *above = guichet_text_fold (node->name);

      g_string_append_printf (text, " %s", above);
    }
  place->folded = g_string_free_and_steal (g_steal_pointer (&text));
}

static void
connect_places (GuichetCatalogue *self)
{
  for (guint level = 0; level < GUICHET_N_CATALOGUE_LEVELS; level++)
    for (guint i = 0; i < self->places[level]->len; i++)
      link_place (self, g_ptr_array_index (self->places[level], i));

  for (guint level = 0; level < GUICHET_N_CATALOGUE_LEVELS; level++)
    for (guint i = 0; i < self->places[level]->len; i++)
      {
        Place *place = g_ptr_array_index (self->places[level], i);

        if (is_leaf (place))
          fold_place (place);
      }
}

/**
 * guichet_catalogue_new:
 * @references: (element-type GuichetReference): of all levels, by name
 * @profile: which levels the server has
 *
 * Any thread; takes some milliseconds for a large catalogue.
 */
GuichetCatalogue *
guichet_catalogue_new (GPtrArray      *references,
                       GuichetProfile *profile)
{
  GuichetCatalogue *self = g_new0 (GuichetCatalogue, 1);

  g_atomic_ref_count_init (&self->ref_count);
  for (guint i = 0; i < GUICHET_N_CATALOGUE_LEVELS; i++)
    {
      self->present[i] = guichet_profile_has_field (profile, levels[i].field);
      self->places[i] = g_ptr_array_new_with_free_func (free_place);
      self->by_id[i] = g_hash_table_new (g_int64_hash, g_int64_equal);
    }

  for (guint i = 0; i < references->len; i++)
    add_place (self, g_ptr_array_index (references, i));
  connect_places (self);

  return self;
}

GuichetCatalogue *
guichet_catalogue_ref (GuichetCatalogue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
guichet_catalogue_unref (GuichetCatalogue *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < GUICHET_N_CATALOGUE_LEVELS; i++)
    {
      g_hash_table_unref (self->by_id[i]);
      g_ptr_array_unref (self->places[i]);
    }
  g_free (self);
}

/* ---- loading: a level after the other, then the tree on a thread of its own */

typedef struct
{
  GuichetProfile *profile;
  GPtrArray      *references;
  guint           level;        /* that is being read */
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  guichet_profile_unref (load->profile);
  g_ptr_array_unref (load->references);
  g_free (load);
}

static void
build_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Load *load = task_data;

  g_task_return_pointer (task, guichet_catalogue_new (load->references, load->profile),
                         (GDestroyNotify) guichet_catalogue_unref);
}

static void read_level (GTask *task);

static void
level_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GPtrArray) found = guichet_store_list_references_finish (GUICHET_STORE (source), result, &error);

  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (load->references, guichet_reference_ref (g_ptr_array_index (found, i)));
  load->level++;
  read_level (g_steal_pointer (&task));
}

static void
read_level (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  while (load->level < GUICHET_N_CATALOGUE_LEVELS
         && !guichet_profile_has_field (load->profile, levels[load->level].field))
    load->level++;

  if (load->level < GUICHET_N_CATALOGUE_LEVELS)
    {
      guichet_store_list_references_async (g_task_get_source_object (task), levels[load->level].kind, 0,
                                           g_task_get_cancellable (task), level_cb, task);
      return;
    }

  g_task_run_in_thread (task, build_thread);
  g_object_unref (task);
}

/**
 * guichet_catalogue_load_async:
 *
 * Reads the whole catalogue from the cache without keeping the main thread.
 */
void
guichet_catalogue_load_async (GuichetStore        *store,
                              GuichetProfile      *profile,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  g_task_set_source_tag (task, guichet_catalogue_load_async);
  load->profile = guichet_profile_ref (profile);
  load->references = guichet_references_new ();
  g_task_set_task_data (task, load, free_load);
  read_level (task);
}

GuichetCatalogue *
guichet_catalogue_load_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, guichet_catalogue_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- looking */

gboolean
guichet_catalogue_has_level (GuichetCatalogue      *self,
                             GuichetCatalogueLevel  level)
{
  return self->present[level];
}

/* Returns: (transfer none) (nullable): */
const GuichetCatalogueNode *
guichet_catalogue_find (GuichetCatalogue      *self,
                        GuichetCatalogueLevel  level,
                        gint64                 id)
{
  Place *place = find_place (self, level, id);

  return place != NULL ? &place->node : NULL;
}

static const GuichetCatalogueNode *
find_above (const GuichetCatalogueNode *node,
            GuichetCatalogueLevel       level)
{
  while (node != NULL && node->level > level)
    node = node->parent;

  return node != NULL && node->level == level ? node : NULL;
}

/* The nearest level above at which something is chosen narrows down. */
static gboolean
fits (const GuichetCatalogueNode   *node,
      const GuichetCatalogueChoice *choice)
{
  for (guint above = node->level; above > 0; above--)
    if (choice->ids[above - 1] != 0)
      {
        const GuichetCatalogueNode *ancestor = find_above (node, above - 1);

        return ancestor != NULL && ancestor->id == choice->ids[above - 1];
      }

  return TRUE;
}

/**
 * guichet_catalogue_list:
 *
 * Returns: (transfer container) (element-type GuichetCatalogueNode): what can
 *   be chosen at @level, by name
 */
GPtrArray *
guichet_catalogue_list (GuichetCatalogue             *self,
                        const GuichetCatalogueChoice *choice,
                        GuichetCatalogueLevel         level)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->places[level]->len; i++)
    {
      Place *place = g_ptr_array_index (self->places[level], i);

      if (fits (&place->node, choice))
        g_ptr_array_add (found, &place->node);
    }

  return found;
}

/* Returns: (transfer full): the names from the top, such as "A › B › C" */
char *
guichet_catalogue_dup_path (const GuichetCatalogueNode *node)
{
  GString *path = g_string_new (node->name);

  for (node = node->parent; node != NULL; node = node->parent)
    {
      g_string_prepend (path, " › ");
      g_string_prepend (path, node->name);
    }

  return g_string_free_and_steal (path);
}

/* ---- choosing */

/* Above, what is empty is filled in: it follows from @node. */
static void
fill_above (GuichetCatalogueChoice     *choice,
            const GuichetCatalogueNode *node)
{
  for (node = node->parent; node != NULL; node = node->parent)
    if (choice->ids[node->level] == 0)
      choice->ids[node->level] = node->id;
}

/**
 * guichet_catalogue_choose:
 * @id: 0 for nothing
 *
 * Changes one level: those below are empty afterwards, those above stay as
 * they are, unless they were empty.
 */
void
guichet_catalogue_choose (GuichetCatalogue       *self,
                          GuichetCatalogueChoice *choice,
                          GuichetCatalogueLevel   level,
                          gint64                  id)
{
  const GuichetCatalogueNode *node;

  g_return_if_fail (level < GUICHET_N_CATALOGUE_LEVELS);

  if (choice->ids[level] == id)
    return;

  choice->ids[level] = id;
  for (guint below = level + 1; below < GUICHET_N_CATALOGUE_LEVELS; below++)
    choice->ids[below] = 0;

  node = id != 0 ? guichet_catalogue_find (self, level, id) : NULL;
  if (node != NULL)
    fill_above (choice, node);
}

/* Fills all levels. */
void
guichet_catalogue_choose_leaf (GuichetCatalogueChoice     *choice,
                               const GuichetCatalogueNode *leaf)
{
  memset (choice, 0, sizeof *choice);
  choice->ids[leaf->level] = leaf->id;
  fill_above (choice, leaf);
}
