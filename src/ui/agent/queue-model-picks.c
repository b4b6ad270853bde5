#include "config.h"

#include "ui/agent/queue-model-private.h"

/* So many tickets are looked for one after the other; more of them in one pass
 * over the page. */
#define FEW_PICKED 32

static guint
get_page_length (GuichetQueueModel *self)
{
  return self->selection != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->selection)) : 0;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static void
add_one_by_one (GuichetQueueModel *self,
                GtkBitset         *places)
{
  guint position;

  for (guint i = 0; i < self->picked->len; i++)
    if (guichet_queue_model_find_id (self, g_array_index (self->picked, gint64, i), &position))
      gtk_bitset_add (places, position);
}

static void
add_in_one_pass (GuichetQueueModel *self,
                 GtkBitset         *places)
{
  for (guint i = 0; i < get_page_length (self); i++)
    {
      gint64 id = guichet_queue_model_get_id (self, i);

      if (g_array_binary_search (self->picked, &id, compare_ids, NULL))
        gtk_bitset_add (places, i);
    }
}

void
_guichet_queue_model_select_again (GuichetQueueModel *self)
{
  g_autoptr(GtkBitset) places = gtk_bitset_new_empty ();

  if (self->picked->len <= FEW_PICKED)
    add_one_by_one (self, places);
  else
    add_in_one_pass (self, places);
  guichet_queue_selection_restore (self->selection, places);
}

/* A selected ticket that moves is taken away and put in again: nothing is
 * selected for a moment, which must not be remembered. */
void
_guichet_queue_model_take_picked (GuichetQueueModel *self)
{
  g_autoptr(GtkBitset) places = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GtkBitsetIter iter;
  guint position;

  g_array_set_size (self->picked, 0);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, places, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = guichet_queue_model_get_id (self, position);

      g_array_append_val (self->picked, id);
    }

  g_array_sort (self->picked, compare_ids);
  g_signal_emit_by_name (self, "picked");
}

/**
 * guichet_queue_model_dup_picked:
 *
 * Returns: (transfer full) (element-type gint64): the selected tickets of the
 *   page, in its order
 */
GArray *
guichet_queue_model_dup_picked (GuichetQueueModel *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GtkBitset) places = NULL;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (GUICHET_IS_QUEUE_MODEL (self), ids);

  if (self->selection == NULL)
    return ids;

  places = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, places, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = guichet_queue_model_get_id (self, position);

      g_array_append_val (ids, id);
    }

  return ids;
}

/* How many tickets of the page are selected. */
guint
guichet_queue_model_get_n_picked (GuichetQueueModel *self)
{
  g_return_val_if_fail (GUICHET_IS_QUEUE_MODEL (self), 0);

  return self->selection != NULL ? guichet_queue_selection_get_n (self->selection) : 0;
}
