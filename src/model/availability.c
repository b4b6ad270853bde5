#include "config.h"

#include "model/availability-private.h"

static void
list_parts (GArray *parts,
            GArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const GuichetItem *item = &g_array_index (items, GuichetItem, i);
      GuichetAvailabilityPart part = { item->start, item->end };

      if (item->kind != GUICHET_ITEM_END)
        g_array_append_val (parts, part);
    }
}

static GuichetAvailabilityVerdict
judge (const GuichetWeek *week,
       gboolean           doubt)
{
  if (guichet_week_is_empty (week))
    return GUICHET_AVAILABILITY_NOT_UNDERSTOOD;

  return doubt ? GUICHET_AVAILABILITY_PARTLY : GUICHET_AVAILABILITY_CERTAIN;
}

static gboolean
names_anything (GArray *items)
{
  for (guint i = 0; i < items->len; i++)
    if (g_array_index (items, GuichetItem, i).kind <= GUICHET_ITEM_BEFORE)
      return TRUE;

  return FALSE;
}

static void
read_text (GuichetAvailability *self,
           const char          *text,
           gsize                length,
           gboolean             cut)
{
  g_autoptr(GArray) tokens = _guichet_availability_cut (text, length);
  g_autoptr(GArray) atoms = _guichet_availability_read_atoms (tokens);
  gboolean doubt;
  g_autoptr(GArray) items = _guichet_availability_read_items (atoms, &doubt);

  if (!names_anything (items))
    return;

  doubt |= _guichet_availability_fill_week (&self->week, items) | cut;
  self->verdict = judge (&self->week, doubt);
  if (self->verdict != GUICHET_AVAILABILITY_NOT_UNDERSTOOD)
    list_parts (self->parts, items);
}

/**
 * guichet_availability_parse:
 * @text: (nullable): of unknown origin
 *
 * Parts count in the bytes of @text; of one that is not valid UTF-8 nothing is
 * understood.
 *
 * Returns: (transfer full)
 */
GuichetAvailability *
guichet_availability_parse (const char *text)
{
  GuichetAvailability *self = g_new0 (GuichetAvailability, 1);
  gsize length = text != NULL ? strlen (text) : 0;
  gboolean cut = length > GUICHET_AVAILABILITY_MAX;

  self->parts = g_array_new (FALSE, FALSE, sizeof (GuichetAvailabilityPart));
  if (length == 0 || !g_utf8_validate (text, (gssize) length, NULL))
    return self;

  if (cut)
    length = (gsize) (g_utf8_find_prev_char (text, text + GUICHET_AVAILABILITY_MAX) - text);
  read_text (self, text, length, cut);

  return self;
}

void
guichet_availability_free (GuichetAvailability *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->parts);
  g_free (self);
}
