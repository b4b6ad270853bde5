#include "config.h"

#include "remote/multipart.h"

#include <string.h>

#define FALLBACK_NAME "file"
#define FALLBACK_MIME "application/octet-stream"

struct _GuichetMultipart
{
  char       *boundary;
  GByteArray *body;
};

GuichetMultipart *
guichet_multipart_new (void)
{
  GuichetMultipart *self = g_new0 (GuichetMultipart, 1);
  g_autofree char *unique = g_uuid_string_random ();

  self->boundary = g_strconcat ("guichet-", unique, NULL);
  self->body = g_byte_array_new ();

  return self;
}

void
guichet_multipart_free (GuichetMultipart *self)
{
  if (self == NULL)
    return;

  g_free (self->boundary);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_free (self);
}

static void
append (GuichetMultipart *self,
        const char       *text)
{
  g_byte_array_append (self->body, (const guint8 *) text, strlen (text));
}

/* Between quotes; a line end would end the header. */
static void
append_quoted (GuichetMultipart *self,
               const char       *parameter,
               const char       *value)
{
  append (self, "; ");
  append (self, parameter);
  append (self, "=\"");
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '"')
        append (self, "\\");
      g_byte_array_append (self->body, (const guint8 *) (g_ascii_iscntrl (*p) ? " " : p), 1);
    }
  append (self, "\"");
}

static void
begin_part (GuichetMultipart *self,
            const char       *name)
{
  append (self, "--");
  append (self, self->boundary);
  append (self, "\r\nContent-Disposition: form-data");
  append_quoted (self, "name", name);
}

void
guichet_multipart_add_value (GuichetMultipart *self,
                             const char       *name,
                             const char       *value)
{
  g_return_if_fail (self != NULL && name != NULL && value != NULL);

  begin_part (self, name);
  append (self, "\r\n\r\n");
  append (self, value);
  append (self, "\r\n");
}

/* PHP keeps what stands behind the last separator of folders, of any system. */
static char *
dup_plain_name (const char *file_name)
{
  if (file_name == NULL || *file_name == '\0')
    return g_strdup (FALLBACK_NAME);

  return g_strdelimit (g_strdup (file_name), "/\\", '_');
}

/**
 * guichet_multipart_add_file:
 * @file_name: (nullable): there is always one in what is sent, for a part
 *   without one is no file
 */
void
guichet_multipart_add_file (GuichetMultipart *self,
                            const char       *name,
                            const char       *file_name,
                            const char       *mime,
                            GBytes           *data)
{
  g_autofree char *plain = dup_plain_name (file_name);
  g_autofree char *type = NULL;
  gsize length;
  const guint8 *bytes;

  g_return_if_fail (self != NULL && name != NULL && data != NULL);

  type = g_strdelimit (g_strdup (mime != NULL && *mime != '\0' ? mime : FALLBACK_MIME), "\r\n", ' ');
  bytes = g_bytes_get_data (data, &length);
  begin_part (self, name);
  append_quoted (self, "filename", plain);
  append (self, "\r\nContent-Type: ");
  append (self, type);
  append (self, "\r\n\r\n");
  g_byte_array_append (self->body, bytes, (guint) length);
  append (self, "\r\n");
}

/**
 * guichet_multipart_end:
 * @out_type: (out): the type of content, with what separates the parts
 *
 * Returns: (transfer full): the body; nothing more can be added
 */
GBytes *
guichet_multipart_end (GuichetMultipart  *self,
                       char             **out_type)
{
  g_return_val_if_fail (self != NULL && out_type != NULL, NULL);

  append (self, "--");
  append (self, self->boundary);
  append (self, "--\r\n");
  *out_type = g_strdup_printf ("multipart/form-data; boundary=%s", self->boundary);

  return g_byte_array_free_to_bytes (g_steal_pointer (&self->body));
}
