#include "config.h"

#include "store/id-map.h"

#define MIN_BITS 6

typedef struct
{
  gint64   id;
  guint    value;
  gboolean used;
} Slot;

/* Open addressing, never more than half full. */
struct _GuichetIdMap
{
  Slot  *slots;
  guint  bits;
  guint  n;
};

GuichetIdMap *
guichet_id_map_new (void)
{
  GuichetIdMap *self = g_new0 (GuichetIdMap, 1);

  self->bits = MIN_BITS;
  self->slots = g_new0 (Slot, 1u << self->bits);

  return self;
}

/**
 * guichet_id_map_of:
 * @ids: (element-type gint64):
 *
 * Returns: (transfer full): a map that has each of @ids, all with 0
 */
GuichetIdMap *
guichet_id_map_of (GArray *ids)
{
  GuichetIdMap *self = guichet_id_map_new ();

  for (guint i = 0; i < ids->len; i++)
    guichet_id_map_set (self, g_array_index (ids, gint64, i), 0);

  return self;
}

void
guichet_id_map_free (GuichetIdMap *self)
{
  if (self == NULL)
    return;

  g_free (self->slots);
  g_free (self);
}

/* Where @id is, or would be. The factor spreads ids that follow each other. */
static Slot *
find_slot (const GuichetIdMap *self,
           gint64              id)
{
  guint mask = (1u << self->bits) - 1;
  guint i = (guint) (((guint64) id * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> (64 - self->bits));

  while (self->slots[i].used && self->slots[i].id != id)
    i = (i + 1) & mask;

  return &self->slots[i];
}

static void
grow (GuichetIdMap *self)
{
  g_autofree Slot *old = self->slots;
  guint n_old = 1u << self->bits;

  self->bits++;
  self->slots = g_new0 (Slot, 1u << self->bits);
  for (guint i = 0; i < n_old; i++)
    if (old[i].used)
      *find_slot (self, old[i].id) = old[i];
}

void
guichet_id_map_set (GuichetIdMap *self,
                    gint64        id,
                    guint         value)
{
  Slot *slot = find_slot (self, id);

  if (!slot->used && ++self->n > 1u << (self->bits - 1))
    {
      grow (self);
      slot = find_slot (self, id);
    }
  *slot = (Slot) { id, value, TRUE };
}

gboolean
guichet_id_map_lookup (const GuichetIdMap *self,
                       gint64              id,
                       guint              *out_value)
{
  const Slot *slot = find_slot (self, id);

  if (slot->used && out_value != NULL)
    *out_value = slot->value;

  return slot->used;
}
