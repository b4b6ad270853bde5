#include "config.h"

#include "ui/common/minute.h"

/* One source for all that shows a running time: rows of a list change in the
 * same frame, and an idle program wakes up once a minute, or not at all. */

typedef struct
{
  gpointer          owner;
  GuichetMinuteFunc func;
} Watch;

static GHashTable *watches;     /* owner → Watch */
static guint source;

static void schedule (void);

static gboolean
minute_cb (gpointer user_data)
{
  source = 0;
  guichet_minute_tick ();
  if (g_hash_table_size (watches) > 0)
    schedule ();

  return G_SOURCE_REMOVE;
}

/* At the turn of the minute, when the words change. */
static void
schedule (void)
{
  gint64 milliseconds = 60000 - g_get_real_time () / 1000 % 60000;

  if (source == 0)
    source = g_timeout_add ((guint) milliseconds + 20, minute_cb, NULL);
}

static void
owner_gone_cb (gpointer  user_data,
               GObject  *owner)
{
  g_hash_table_remove (watches, owner);
  if (g_hash_table_size (watches) == 0)
    g_clear_handle_id (&source, g_source_remove);
}

/**
 * guichet_minute_watch:
 * @owner: (type GObject): what shows a running time
 * @func: called with @owner at each turn of the minute, until @owner is gone
 *
 * Main thread. A second call for the same owner replaces the function.
 */
void
guichet_minute_watch (gpointer          owner,
                      GuichetMinuteFunc func)
{
  Watch *watch;

  g_return_if_fail (G_IS_OBJECT (owner) && func != NULL);

  if (watches == NULL)
    watches = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  if (!g_hash_table_contains (watches, owner))
    g_object_weak_ref (owner, owner_gone_cb, NULL);
  watch = g_new0 (Watch, 1);
  watch->owner = owner;
  watch->func = func;
  g_hash_table_insert (watches, owner, watch);
  schedule ();
}

void
guichet_minute_unwatch (gpointer owner)
{
  g_return_if_fail (G_IS_OBJECT (owner));

  if (watches == NULL || !g_hash_table_contains (watches, owner))
    return;

  g_object_weak_unref (owner, owner_gone_cb, NULL);
  owner_gone_cb (NULL, owner);
}

/* Calls all functions now: the clock may have jumped. */
void
guichet_minute_tick (void)
{
  g_autoptr(GPtrArray) owners = NULL;

  if (watches == NULL)
    return;

  /* A function may end other watches, and their owners with them. */
  owners = g_hash_table_get_keys_as_ptr_array (watches);
  for (guint i = 0; i < owners->len; i++)
    {
      Watch *watch = g_hash_table_lookup (watches, g_ptr_array_index (owners, i));

      if (watch != NULL)
        watch->func (watch->owner);
    }
}
