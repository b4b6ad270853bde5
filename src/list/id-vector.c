#include "config.h"

#include "list/id-vector.h"

struct _GuichetIdVector
{
  GArray *ids;          /* of gint64 */
  GArray *hidden;       /* of guint: indices into ids, ascending */
};

static gint64
id_at (const GuichetIdVector *self,
       guint                  index)
{
  return g_array_index (self->ids, gint64, index);
}

static guint
hidden_at (const GuichetIdVector *self,
           guint                  n)
{
  return g_array_index (self->hidden, guint, n);
}

/* How many hidden indices are below @index. */
static guint
count_hidden_below (const GuichetIdVector *self,
                    guint                  index)
{
  guint low = 0;
  guint high = self->hidden->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (hidden_at (self, middle) < index)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* The n-th hidden index stands for no position; those before it push the
 * visible ones on. */
static guint
index_of_position (const GuichetIdVector *self,
                   guint                  position)
{
  guint low = 0;
  guint high = self->hidden->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (hidden_at (self, middle) - middle <= position)
        low = middle + 1;
      else
        high = middle;
    }

  return position + low;
}

/**
 * guichet_id_vector_new:
 * @ids: (element-type gint64) (transfer full): no id twice
 */
GuichetIdVector *
guichet_id_vector_new (GArray *ids)
{
  GuichetIdVector *self = g_new0 (GuichetIdVector, 1);

  self->ids = ids;
  self->hidden = g_array_new (FALSE, FALSE, sizeof (guint));

  return self;
}

void
guichet_id_vector_free (GuichetIdVector *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->ids);
  g_array_unref (self->hidden);
  g_free (self);
}

guint
guichet_id_vector_get_n (const GuichetIdVector *self)
{
  return self->ids->len - self->hidden->len;
}

gint64
guichet_id_vector_get (const GuichetIdVector *self,
                       guint                  position)
{
  g_return_val_if_fail (position < guichet_id_vector_get_n (self), 0);

  return id_at (self, index_of_position (self, position));
}

gboolean
guichet_id_vector_find (const GuichetIdVector *self,
                        gint64                 id,
                        guint                 *out_position)
{
  for (guint i = 0; i < self->ids->len; i++)
    {
      guint below;

      if (id_at (self, i) != id)
        continue;

      below = count_hidden_below (self, i);
      if (below < self->hidden->len && hidden_at (self, below) == i)
        return FALSE;

      *out_position = i - below;
      return TRUE;
    }

  return FALSE;
}

/**
 * guichet_id_vector_compare:
 * @named: (element-type gint64 gint64): the ids that may have moved, come or gone
 * @max_steps: how many steps are still worth while
 * @out_removed: (element-type guint): indices of @from to be taken away
 * @out_added: (element-type guint): indices of @to that are put in
 *
 * One walk along both vectors (about a millisecond for a million ids): they
 * advance together as long as they agree, a named id may be skipped on either
 * side. Neither vector may have anything hidden.
 *
 * Returns: %FALSE when they differ by more than the named ids, or by too much
 */
gboolean
guichet_id_vector_compare (const GuichetIdVector *from,
                           const GuichetIdVector *to,
                           GHashTable            *named,
                           guint                  max_steps,
                           GArray                *out_removed,
                           GArray                *out_added)
{
  guint i = 0;
  guint j = 0;

  g_assert (from->hidden->len == 0 && to->hidden->len == 0);

  while (i < from->ids->len || j < to->ids->len)
    {
      const gint64 *old = i < from->ids->len ? &g_array_index (from->ids, gint64, i) : NULL;
      const gint64 *new = j < to->ids->len ? &g_array_index (to->ids, gint64, j) : NULL;

      if (old != NULL && new != NULL && *old == *new)
        {
          i++;
          j++;
        }
      else if (out_removed->len + out_added->len >= max_steps)
        {
          return FALSE;
        }
      else if (old != NULL && g_hash_table_contains (named, old))
        {
          g_array_append_val (out_removed, i);
          i++;
        }
      else if (new != NULL && g_hash_table_contains (named, new))
        {
          g_array_append_val (out_added, j);
          j++;
        }
      else
        {
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * guichet_id_vector_hide:
 *
 * Returns: the position that the id at @index had
 */
guint
guichet_id_vector_hide (GuichetIdVector *self,
                        guint            index)
{
  guint below = count_hidden_below (self, index);

  g_assert (index < self->ids->len);
  g_assert (below == self->hidden->len || hidden_at (self, below) != index);

  g_array_insert_val (self->hidden, below, index);

  return index - below;
}

/**
 * guichet_id_vector_show:
 *
 * Returns: the position that the id at @index has now
 */
guint
guichet_id_vector_show (GuichetIdVector *self,
                        guint            index)
{
  guint below = count_hidden_below (self, index);

  g_assert (below < self->hidden->len && hidden_at (self, below) == index);

  g_array_remove_index (self->hidden, below);

  return index - below;
}
