#include "config.h"

#include "model/mark.h"

G_DEFINE_BOXED_TYPE (GuichetMark, guichet_mark, guichet_mark_copy, guichet_mark_free)

/* Returns: (transfer full): nothing changed, nothing marked */
GuichetMark *
guichet_mark_new (gint64 id)
{
  GuichetMark *self = g_new0 (GuichetMark, 1);

  self->id = id;

  return self;
}

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

gboolean
guichet_mark_equal (const GuichetMark *a,
                    const GuichetMark *b)
{
  return a->id == b->id && a->unread == b->unread && a->starred == b->starred && a->delta == b->delta &&
         g_strcmp0 (a->who, b->who) == 0 && g_strcmp0 (a->status_before, b->status_before) == 0 &&
         a->n_files == b->n_files && a->has_draft == b->has_draft && a->has_intent == b->has_intent;
}

GPtrArray *
guichet_marks_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_mark_free);
}
