#include "config.h"

#include "list/named-ids.h"

void
guichet_named_ids_init (GuichetNamedIds *self)
{
  self->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->everything = FALSE;
}

void
guichet_named_ids_finish (GuichetNamedIds *self)
{
  g_clear_pointer (&self->ids, g_hash_table_unref);
}

void
guichet_named_ids_clear (GuichetNamedIds *self)
{
  g_hash_table_remove_all (self->ids);
  self->everything = FALSE;
}

gboolean
guichet_named_ids_is_empty (const GuichetNamedIds *self)
{
  return !self->everything && g_hash_table_size (self->ids) == 0;
}

void
guichet_named_ids_add (GuichetNamedIds        *self,
                       const GuichetChangeSet *changes)
{
  self->everything |= changes->everything || changes->identity;

  for (guint i = 0; i < changes->tickets->len; i++)
    {
      const gint64 *id = &g_array_index (changes->tickets, gint64, i);

      g_hash_table_add (self->ids, g_memdup2 (id, sizeof *id));
    }
}
