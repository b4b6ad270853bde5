#include "config.h"

#include "ui/ticket/template-file.h"

#include "richtext/richtext.h"
#include "util/error.h"
#include "util/text.h"

/* A file of somebody else's: more than anybody uses is not read. */
#define MAX_TEMPLATES 500
#define MAX_NAME 200
#define MAX_HTML (64 * 1024)

#define GROUP_PREFIX "Template "

/**
 * guichet_template_file_write:
 * @templates: (element-type GuichetTemplate)
 *
 * Returns: (transfer full): the text of the file
 */
char *
guichet_template_file_write (GPtrArray *templates)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();

  for (guint i = 0; i < templates->len; i++)
    {
      const GuichetTemplate *template_ = g_ptr_array_index (templates, i);
      g_autofree char *group = g_strdup_printf (GROUP_PREFIX "%u", i + 1);

      g_key_file_set_string (file, group, "Name", template_->name);
      g_key_file_set_string (file, group, "Html", template_->html);
      if (template_->greeting)
        g_key_file_set_boolean (file, group, "Greeting", TRUE);
    }

  return g_key_file_to_data (file, NULL, NULL);
}

/* Through the form that we show ourselves: nothing else gets in. */
static char *
clean_html (const char *html)
{
  g_autofree char *valid = guichet_text_make_valid (html, -1, MAX_HTML);
  g_autoptr(GuichetRichText) text = guichet_rich_text_new_from_html (valid, -1);

  return guichet_rich_text_to_html (text, NULL);
}

static GuichetTemplate *
read_group (GKeyFile   *file,
            const char *group)
{
  g_autofree char *raw_name = g_key_file_get_string (file, group, "Name", NULL);
  g_autofree char *raw_html = g_key_file_get_string (file, group, "Html", NULL);
  g_autofree char *valid = NULL;
  g_autofree char *name = NULL;
  g_autofree char *html = NULL;
  GuichetTemplate *template_;

  if (raw_name == NULL || raw_html == NULL)
    return NULL;

  valid = guichet_text_make_valid (raw_name, -1, MAX_NAME);
  name = guichet_text_single_line (valid);
  html = clean_html (raw_html);
  if (guichet_text_is_empty (name))
    return NULL;

  template_ = guichet_template_new (name, html);
  template_->greeting = g_key_file_get_boolean (file, group, "Greeting", NULL);

  return template_;
}

/**
 * guichet_template_file_read:
 *
 * Returns: (transfer full) (element-type GuichetTemplate): what could be read
 *   of it; %NULL with INVALID when there is nothing
 */
GPtrArray *
guichet_template_file_read (const char  *data,
                            gsize        length,
                            GError     **error)
{
  g_autoptr(GPtrArray) templates = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_template_free);
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_auto(GStrv) groups = NULL;

  if (g_key_file_load_from_data (file, data, length, G_KEY_FILE_NONE, NULL))
    groups = g_key_file_get_groups (file, NULL);

  for (guint i = 0; groups != NULL && groups[i] != NULL && templates->len < MAX_TEMPLATES; i++)
    {
      GuichetTemplate *template_ = g_str_has_prefix (groups[i], GROUP_PREFIX) ? read_group (file, groups[i]) : NULL;

      if (template_ != NULL)
        g_ptr_array_add (templates, template_);
    }

  if (templates->len > 0)
    return g_steal_pointer (&templates);

  g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "There is no template in this file");
  return NULL;
}
