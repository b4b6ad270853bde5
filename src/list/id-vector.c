#include "config.h"

#include "list/id-vector.h"

struct _GuichetIdVector
{
  GArray *ids;          /* of gint64 */
  GArray *hidden;       /* of guint: indices into ids, ascending */
  GArray *starts;       /* of guint: where the groups begin, and the end; without groups one */
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

static guint
start_of (const GuichetIdVector *self,
          guint                  section)
{
  return g_array_index (self->starts, guint, section);
}

static GArray *
make_starts (GArray *ids,
             GArray *runs)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint));
  guint start = 0;

  g_array_append_val (starts, start);
  for (guint i = 0; runs != NULL && i < runs->len; i++)
    {
      start += g_array_index (runs, guint, i);
      g_array_append_val (starts, start);
    }
  if (runs == NULL)
    g_array_append_val (starts, ids->len);
  g_assert (g_array_index (starts, guint, starts->len - 1) == ids->len);

  return starts;
}

/**
 * guichet_id_vector_new:
 * @ids: (element-type gint64) (transfer full): no id twice
 * @runs: (nullable) (element-type guint): how many of @ids each group has
 */
GuichetIdVector *
guichet_id_vector_new (GArray *ids,
                       GArray *runs)
{
  GuichetIdVector *self = g_new0 (GuichetIdVector, 1);

  self->ids = ids;
  self->hidden = g_array_new (FALSE, FALSE, sizeof (guint));
  self->starts = make_starts (ids, runs);

  return self;
}

void
guichet_id_vector_free (GuichetIdVector *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->ids);
  g_array_unref (self->hidden);
  g_array_unref (self->starts);
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

/* ---- groups */

/* The last group that begins at @index or before. */
static guint
find_section (const GuichetIdVector *self,
              guint                  index)
{
  guint low = 0;
  guint high = self->starts->len - 1;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (start_of (self, middle) <= index)
        low = middle;
      else
        high = middle;
    }

  return low;
}

static guint
position_of_start (const GuichetIdVector *self,
                   guint                  section)
{
  guint index = start_of (self, section);

  return index - count_hidden_below (self, index);
}

/**
 * guichet_id_vector_get_section:
 * @position: of an id that is shown
 * @out_start, @out_end: the positions of the first of its group and behind the
 *   last
 */
void
guichet_id_vector_get_section (const GuichetIdVector *self,
                               guint                  position,
                               guint                 *out_start,
                               guint                 *out_end)
{
  guint section;

  g_return_if_fail (position < guichet_id_vector_get_n (self));

  section = find_section (self, index_of_position (self, position));
  *out_start = position_of_start (self, section);
  *out_end = position_of_start (self, section + 1);
}

/**
 * guichet_id_vector_same_sections:
 * @a, @b: that show the same ids
 *
 * Returns: whether their groups begin at the same positions
 */
gboolean
guichet_id_vector_same_sections (const GuichetIdVector *a,
                                 const GuichetIdVector *b)
{
  guint n = guichet_id_vector_get_n (a);
  guint position = 0;

  g_assert (n == guichet_id_vector_get_n (b));

  while (position < n)
    {
      guint start_a, start_b, end_a, end_b;

      guichet_id_vector_get_section (a, position, &start_a, &end_a);
      guichet_id_vector_get_section (b, position, &start_b, &end_b);
      if (end_a != end_b)
        return FALSE;
      position = end_a;
    }

  return TRUE;
}
