#include "config.h"

#include "model/file.h"

G_DEFINE_BOXED_TYPE (GuichetFile, guichet_file, guichet_file_ref, guichet_file_unref)

/**
 * guichet_file_new:
 * @name: (nullable): "" for %NULL
 * @mime: (nullable): "" for %NULL
 */
GuichetFile *
guichet_file_new (gint64      attachment_id,
                  const char *name,
                  const char *mime,
                  GBytes     *data)
{
  GuichetFile *self;

  g_return_val_if_fail (data != NULL, NULL);

  self = g_atomic_rc_box_new0 (GuichetFile);
  self->attachment_id = attachment_id;
  self->name = g_strdup (name != NULL ? name : "");
  self->mime = g_strdup (mime != NULL ? mime : "");
  self->data = g_bytes_ref (data);

  return self;
}

GuichetFile *
guichet_file_ref (GuichetFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_file (gpointer data)
{
  GuichetFile *self = data;

  g_free (self->name);
  g_free (self->mime);
  g_bytes_unref (self->data);
}

void
guichet_file_unref (GuichetFile *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_file);
}
