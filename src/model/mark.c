#include "config.h"

#include "model/mark.h"

GuichetMark *
guichet_mark_copy (const GuichetMark *self)
{
  GuichetMark *copy = g_memdup2 (self, sizeof *self);

  copy->who = g_strdup (self->who);
  copy->status_before = g_strdup (self->status_before);

  return copy;
}

void
guichet_mark_free (GuichetMark *self)
{
  if (self == NULL)
    return;

  g_free (self->who);
  g_free (self->status_before);
  g_free (self);
}

GPtrArray *
guichet_marks_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_mark_free);
}
