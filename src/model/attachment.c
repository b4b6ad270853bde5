#include "config.h"

#include "model/attachment.h"

G_DEFINE_BOXED_TYPE (GuichetAttachment, guichet_attachment, guichet_attachment_ref, guichet_attachment_unref)

GuichetAttachment *
guichet_attachment_new (gint64 id,
                        gint64 ticket_id)
{
  GuichetAttachment *self = g_atomic_rc_box_new0 (GuichetAttachment);

  self->id = id;
  self->ticket_id = ticket_id;
  self->name = g_strdup ("");
  self->mime = g_strdup ("");
  self->size = -1;
  self->date = g_strdup ("");
  self->author = g_strdup ("");

  return self;
}

GuichetAttachment *
guichet_attachment_ref (GuichetAttachment *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_attachment (gpointer data)
{
  GuichetAttachment *self = data;

  g_free (self->name);
  g_free (self->mime);
  g_free (self->date);
  g_free (self->author);
}

void
guichet_attachment_unref (GuichetAttachment *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_attachment);
}

GPtrArray *
guichet_attachments_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_attachment_unref);
}
