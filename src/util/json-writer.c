#include "config.h"

#include "util/json-writer.h"

struct _GuichetJsonWriter
{
  GString *text;
  GString *open;        /* one closing bracket for each open container */
  gboolean first;       /* nothing in the innermost container yet */
};

GuichetJsonWriter *
guichet_json_writer_new (void)
{
  GuichetJsonWriter *self = g_new0 (GuichetJsonWriter, 1);

  self->text = g_string_new (NULL);
  self->open = g_string_new (NULL);
  self->first = TRUE;

  return self;
}

void
guichet_json_writer_free (GuichetJsonWriter *self)
{
  if (self == NULL)
    return;

  g_string_free (self->text, TRUE);
  g_string_free (self->open, TRUE);
  g_free (self);
}

static void
append_character (GString    *text,
                  const char *p)
{
  switch (*p)
    {
    case '"':
      g_string_append (text, "\\\"");
      break;
    case '\\':
      g_string_append (text, "\\\\");
      break;
    case '\n':
      g_string_append (text, "\\n");
      break;
    case '\t':
      g_string_append (text, "\\t");
      break;
    default:
      /* Control characters must be escaped; DEL need not, but a terminal acts on it. */
      if ((guchar) *p < 0x20 || *p == 0x7f)
        g_string_append_printf (text, "\\u%04x", (guint) (guchar) *p);
      else
        g_string_append_len (text, p, g_utf8_next_char (p) - p);
      break;
    }
}

static void
append_quoted (GString    *text,
               const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);

  g_string_append_c (text, '"');
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    append_character (text, p);
  g_string_append_c (text, '"');
}

static void
begin_value (GuichetJsonWriter *self,
             const char        *name)
{
  gboolean in_object = self->open->len > 0 && self->open->str[self->open->len - 1] == '}';

  g_assert (in_object == (name != NULL));
  g_assert (self->open->len > 0 || self->text->len == 0);

  if (!self->first)
    g_string_append_c (self->text, ',');
  self->first = FALSE;
  if (name != NULL)
    {
      append_quoted (self->text, name);
      g_string_append_c (self->text, ':');
    }
}

static void
begin_container (GuichetJsonWriter *self,
                 const char        *name,
                 char               opening,
                 char               closing)
{
  begin_value (self, name);
  g_string_append_c (self->text, opening);
  g_string_append_c (self->open, closing);
  self->first = TRUE;
}

static void
end_container (GuichetJsonWriter *self,
               char               closing)
{
  g_assert (self->open->len > 0 && self->open->str[self->open->len - 1] == closing);

  g_string_append_c (self->text, closing);
  g_string_truncate (self->open, self->open->len - 1);
  self->first = FALSE;
}

void
guichet_json_writer_begin_object (GuichetJsonWriter *self,
                                  const char        *name)
{
  begin_container (self, name, '{', '}');
}

void
guichet_json_writer_end_object (GuichetJsonWriter *self)
{
  end_container (self, '}');
}

void
guichet_json_writer_begin_array (GuichetJsonWriter *self,
                                 const char        *name)
{
  begin_container (self, name, '[', ']');
}

void
guichet_json_writer_end_array (GuichetJsonWriter *self)
{
  end_container (self, ']');
}

/**
 * guichet_json_writer_add_string:
 * @value: (nullable): %NULL becomes null
 */
void
guichet_json_writer_add_string (GuichetJsonWriter *self,
                                const char        *name,
                                const char        *value)
{
  begin_value (self, name);
  if (value != NULL)
    append_quoted (self->text, value);
  else
    g_string_append (self->text, "null");
}

void
guichet_json_writer_add_int (GuichetJsonWriter *self,
                             const char        *name,
                             gint64             value)
{
  begin_value (self, name);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

void
guichet_json_writer_add_boolean (GuichetJsonWriter *self,
                                 const char        *name,
                                 gboolean           value)
{
  begin_value (self, name);
  g_string_append (self->text, value ? "true" : "false");
}

/**
 * guichet_json_writer_get_text:
 *
 * Returns: (transfer none): the text, whole once every container is closed
 */
const char *
guichet_json_writer_get_text (GuichetJsonWriter *self)
{
  g_assert (self->open->len == 0);

  return self->text->str;
}
