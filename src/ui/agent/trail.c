#include "config.h"

#include "ui/agent/trail.h"

/* Nobody goes back further. */
#define PLACES_MAX 50

struct _GuichetTrail
{
  GPtrArray *places;
  guint      at;
};

static void
free_place (gpointer data)
{
  GuichetPlace *place = data;

  g_free (place->section);
  g_free (place);
}

GuichetTrail *
guichet_trail_new (void)
{
  GuichetTrail *self = g_new0 (GuichetTrail, 1);

  self->places = g_ptr_array_new_with_free_func (free_place);

  return self;
}

void
guichet_trail_free (GuichetTrail *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->places);
  g_free (self);
}

static gboolean
is_at (GuichetTrail *self,
       const char   *section,
       gint64        ticket_id)
{
  const GuichetPlace *place = self->places->len > 0 ? g_ptr_array_index (self->places, self->at) : NULL;

  return place != NULL && place->ticket_id == ticket_id && g_str_equal (place->section, section);
}

/* What lay ahead is forgotten, as in every program with such arrows. */
void
guichet_trail_visit (GuichetTrail *self,
                     const char   *section,
                     gint64        ticket_id)
{
  GuichetPlace *place;

  if (is_at (self, section, ticket_id))
    return;

  if (self->places->len > self->at + 1)
    g_ptr_array_remove_range (self->places, self->at + 1, self->places->len - self->at - 1);
  if (self->places->len == PLACES_MAX)
    g_ptr_array_remove_index (self->places, 0);

  place = g_new0 (GuichetPlace, 1);
  place->section = g_strdup (section);
  place->ticket_id = ticket_id;
  g_ptr_array_add (self->places, place);
  self->at = self->places->len - 1;
}

/**
 * guichet_trail_can_go:
 * @step: -1: back; 1: forward
 */
gboolean
guichet_trail_can_go (GuichetTrail *self,
                      int           step)
{
  return step < 0 ? self->at > 0 : self->at + 1 < self->places->len;
}

/**
 * guichet_trail_go:
 *
 * Returns: (nullable) (transfer none): the place before or after this one,
 *   which is this one from now on
 */
const GuichetPlace *
guichet_trail_go (GuichetTrail *self,
                  int           step)
{
  if (!guichet_trail_can_go (self, step))
    return NULL;

  self->at = step < 0 ? self->at - 1 : self->at + 1;

  return g_ptr_array_index (self->places, self->at);
}
