#include "config.h"

#include "model/change-set.h"

G_DEFINE_BOXED_TYPE (GuichetChangeSet, guichet_change_set, guichet_change_set_copy, guichet_change_set_free)

GuichetChangeSet *
guichet_change_set_new (void)
{
  GuichetChangeSet *self = g_new0 (GuichetChangeSet, 1);

  self->tickets = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

GuichetChangeSet *
guichet_change_set_copy (const GuichetChangeSet *self)
{
  GuichetChangeSet *copy = g_memdup2 (self, sizeof *self);

  copy->tickets = g_array_copy (self->tickets);

  return copy;
}

void
guichet_change_set_free (GuichetChangeSet *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->tickets);
  g_free (self);
}

/**
 * guichet_change_set_has_ticket:
 *
 * Returns: whether ticket @id may have changed
 */
gboolean
guichet_change_set_has_ticket (const GuichetChangeSet *self,
                               gint64                  id)
{
  if (self->everything)
    return TRUE;
  for (guint i = 0; i < self->tickets->len; i++)
    if (g_array_index (self->tickets, gint64, i) == id)
      return TRUE;

  return FALSE;
}

void
guichet_change_set_add_ticket (GuichetChangeSet *self,
                               gint64            id,
                               gboolean          moved)
{
  self->moved |= !!moved;
  if (guichet_change_set_has_ticket (self, id))
    return;

  if (self->tickets->len >= GUICHET_CHANGE_SET_MAX)
    {
      self->everything = TRUE;
      g_array_set_size (self->tickets, 0);
    }
  else
    g_array_append_val (self->tickets, id);
}

void
guichet_change_set_merge (GuichetChangeSet       *self,
                          const GuichetChangeSet *other)
{
  self->moved |= other->moved;
  self->outbox |= other->outbox;
  self->drafts |= other->drafts;
  self->references |= other->references;
  self->identity |= other->identity;
  self->views |= other->views;
  self->templates |= other->templates;
  if (other->everything)
    {
      self->everything = TRUE;
      g_array_set_size (self->tickets, 0);
    }
  for (guint i = 0; i < other->tickets->len; i++)
    guichet_change_set_add_ticket (self, g_array_index (other->tickets, gint64, i), other->moved);
}

gboolean
guichet_change_set_is_empty (const GuichetChangeSet *self)
{
  return self->tickets->len == 0 && !self->everything && !self->outbox && !self->drafts &&
         !self->references && !self->identity && !self->views && !self->templates;
}
