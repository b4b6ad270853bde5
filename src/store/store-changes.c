#include "config.h"

#include "store/store-private.h"

/* Change sets on their way from the writers to the main context. While that
 * context is busy they are merged into one. */

typedef struct
{
  GWeakRef store;
} Emission;

static void
free_emission (gpointer data)
{
  Emission *emission = data;

  g_weak_ref_clear (&emission->store);
  g_free (emission);
}

static GuichetChangeSet *
take_pending (GuichetStore *self)
{
  GuichetChangeSet *changes;

  g_mutex_lock (&self->mutex);
  changes = g_steal_pointer (&self->pending);
  g_clear_pointer (&self->emission, g_source_unref);
  g_mutex_unlock (&self->mutex);

  return changes;
}

static gboolean
emit_cb (gpointer data)
{
  Emission *emission = data;
  g_autoptr(GuichetStore) self = g_weak_ref_get (&emission->store);
  g_autoptr(GuichetChangeSet) changes = NULL;

  if (self == NULL)
    return G_SOURCE_REMOVE;

  changes = take_pending (self);
  if (changes != NULL)
    g_signal_emit_by_name (self, "changed", changes);

  return G_SOURCE_REMOVE;
}

/* With the mutex held. */
static void
schedule (GuichetStore *self)
{
  Emission *emission = g_new0 (Emission, 1);

  g_weak_ref_init (&emission->store, self);
  self->emission = g_idle_source_new ();
  g_source_set_priority (self->emission, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->emission, emit_cb, emission, free_emission);
  g_source_set_static_name (self->emission, "GuichetStore::changed");
  g_source_attach (self->emission, self->context);
}

/**
 * _guichet_store_tell:
 *
 * Any thread. Tells listeners what a committed transaction changed.
 */
void
_guichet_store_tell (GuichetStore           *self,
                     const GuichetChangeSet *changes)
{
  if (guichet_change_set_is_empty (changes))
    return;

  g_mutex_lock (&self->mutex);
  if (self->pending == NULL)
    self->pending = guichet_change_set_new ();
  guichet_change_set_merge (self->pending, changes);
  if (self->emission == NULL)
    schedule (self);
  g_mutex_unlock (&self->mutex);
}

/* Nothing is emitted any more. */
void
_guichet_store_mute (GuichetStore *self)
{
  g_mutex_lock (&self->mutex);
  if (self->emission != NULL)
    g_source_destroy (self->emission);
  g_clear_pointer (&self->emission, g_source_unref);
  g_clear_pointer (&self->pending, guichet_change_set_free);
  g_mutex_unlock (&self->mutex);
}
