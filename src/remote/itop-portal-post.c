#include "config.h"

#include "remote/itop-portal-post.h"

#include "remote/multipart.h"
#include "util/json-writer.h"

#include <libsoup/soup.h>

typedef struct
{
  char *name;
  char *value;
} Pair;

struct _GuichetPortalPost
{
  GPtrArray *pairs;
  char      *file_field;        /* nullable: no file */
  char      *file_name;
  char      *file_mime;
  GBytes    *file_data;
};

static void
free_pair (gpointer data)
{
  Pair *pair = data;

  g_free (pair->name);
  g_free (pair->value);
  g_free (pair);
}

GuichetPortalPost *
guichet_portal_post_new (void)
{
  GuichetPortalPost *self = g_new0 (GuichetPortalPost, 1);

  self->pairs = g_ptr_array_new_with_free_func (free_pair);

  return self;
}

void
guichet_portal_post_free (GuichetPortalPost *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->pairs);
  g_free (self->file_field);
  g_free (self->file_name);
  g_free (self->file_mime);
  g_clear_pointer (&self->file_data, g_bytes_unref);
  g_free (self);
}

void
guichet_portal_post_add (GuichetPortalPost *self,
                         const char        *name,
                         const char        *value)
{
  Pair *pair = g_new0 (Pair, 1);

  pair->name = g_strdup (name);
  pair->value = g_strdup (value);
  g_ptr_array_add (self->pairs, pair);
}

/**
 * guichet_portal_post_add_value:
 * @code: an attribute code of the form
 */
void
guichet_portal_post_add_value (GuichetPortalPost *self,
                               const char        *code,
                               const char        *value)
{
  g_autofree char *name = g_strdup_printf ("current_values[%s]", code);

  guichet_portal_post_add (self, name, value);
}

/* Whether a value that is not empty was added for @code. */
gboolean
guichet_portal_post_has_value (GuichetPortalPost *self,
                               const char        *code)
{
  g_autofree char *name = g_strdup_printf ("current_values[%s]", code);

  for (guint i = 0; i < self->pairs->len; i++)
    {
      const Pair *pair = g_ptr_array_index (self->pairs, i);

      if (g_str_equal (pair->name, name))
        return *pair->value != '\0';
    }

  return FALSE;
}

/* Also what @other holds, but for a file. */
void
guichet_portal_post_append (GuichetPortalPost *self,
                            GuichetPortalPost *other)
{
  for (guint i = 0; i < other->pairs->len; i++)
    {
      const Pair *pair = g_ptr_array_index (other->pairs, i);

      guichet_portal_post_add (self, pair->name, pair->value);
    }
}

void
guichet_portal_post_set_file (GuichetPortalPost *self,
                              const char        *name,
                              const char        *file_name,
                              const char        *mime,
                              GBytes            *data)
{
  g_set_str (&self->file_field, name);
  g_set_str (&self->file_name, file_name);
  g_set_str (&self->file_mime, mime);
  g_clear_pointer (&self->file_data, g_bytes_unref);
  self->file_data = g_bytes_ref (data);
}

static GBytes *
encode_multipart (GuichetPortalPost  *self,
                  char              **out_type)
{
  g_autoptr(GuichetMultipart) multipart = guichet_multipart_new ();

  for (guint i = 0; i < self->pairs->len; i++)
    {
      const Pair *pair = g_ptr_array_index (self->pairs, i);

      guichet_multipart_add_value (multipart, pair->name, pair->value);
    }
  guichet_multipart_add_file (multipart, self->file_field, self->file_name, self->file_mime, self->file_data);

  return guichet_multipart_end (multipart, out_type);
}

static GBytes *
encode_form (GuichetPortalPost *self)
{
  GString *form = g_string_new (NULL);

  for (guint i = 0; i < self->pairs->len; i++)
    {
      const Pair *pair = g_ptr_array_index (self->pairs, i);

      if (form->len > 0)
        g_string_append_c (form, '&');
      g_string_append_uri_escaped (form, pair->name, NULL, FALSE);
      g_string_append_c (form, '=');
      g_string_append_uri_escaped (form, pair->value, NULL, FALSE);
    }

  return g_string_free_to_bytes (form);
}

/**
 * guichet_portal_post_encode:
 *
 * Returns: (transfer full): the body of a request
 */
GBytes *
guichet_portal_post_encode (GuichetPortalPost  *self,
                            char              **out_type)
{
  if (self->file_field != NULL)
    return encode_multipart (self, out_type);

  *out_type = g_strdup (SOUP_FORM_MIME_TYPE_URLENCODED);

  return encode_form (self);
}

/**
 * guichet_portal_build_form_data:
 * @id: 0 for a new object
 * @mode: "view", "edit", "create" or "apply_stimulus"
 *
 * The least that makes the server's own form answer. Never with form
 * properties: they would be a form of ours, and the server would obey it.
 *
 * Returns: (transfer full):
 */
char *
guichet_portal_build_form_data (const char *class_name,
                                gint64      id,
                                const char *mode)
{
  g_autoptr(GuichetJsonWriter) writer = guichet_json_writer_new ();
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  guichet_json_writer_begin_object (writer, NULL);
  guichet_json_writer_add_string (writer, "id", "guichet");
  guichet_json_writer_add_string (writer, "transaction_id", "none");
  guichet_json_writer_add_string (writer, "formmanager_class", GUICHET_PORTAL_FORM_CLASS);
  guichet_json_writer_add_string (writer, "formrenderer_class", GUICHET_PORTAL_RENDERER_CLASS);
  guichet_json_writer_add_string (writer, "formrenderer_endpoint", "/");
  guichet_json_writer_add_string (writer, "formobject_class", class_name);
  guichet_json_writer_add_string (writer, "formmode", mode);
  if (id > 0)
    guichet_json_writer_add_string (writer, "formobject_id", number);
  guichet_json_writer_end_object (writer);

  return g_strdup (guichet_json_writer_get_text (writer));
}

/**
 * guichet_portal_post_add_form:
 * @form_data: of our own making or as it stands in a page
 */
void
guichet_portal_post_add_form (GuichetPortalPost *self,
                              const char        *form_data)
{
  guichet_portal_post_add (self, "formmanager_class", GUICHET_PORTAL_FORM_CLASS);
  guichet_portal_post_add (self, "formmanager_data", form_data);
}
