#include "config.h"

#include "app/options.h"

#include "app/shot.h"

#include <glib/gi18n.h>

#define MAX_SIZE 8192

static gboolean
parse_size_cb (const char  *name,
               const char  *value,
               gpointer     data,
               GError     **error)
{
  GuichetAppOptions *self = data;
  g_auto(GStrv) parts = g_strsplit (value, "x", 2);
  guint64 width;
  guint64 height;

  if (g_strv_length (parts) == 2 &&
      g_ascii_string_to_unsigned (parts[0], 10, 1, MAX_SIZE, &width, NULL) &&
      g_ascii_string_to_unsigned (parts[1], 10, 1, MAX_SIZE, &height, NULL))
    {
      self->width = (int) width;
      self->height = (int) height;
      return TRUE;
    }

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("--size is a width and a height such as 1400x900"));
  return FALSE;
}

void
guichet_app_options_add (GuichetAppOptions *self,
                         GApplication      *application)
{
  const GOptionEntry entries[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, &self->demo,
      N_("Open the demonstration desk, signed in as its agent"), NULL },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &self->data,
      N_("Keep the data of the account in this folder"), N_("FOLDER") },
    { "server", 0, 0, G_OPTION_ARG_STRING, &self->server,
      N_("Sign in to this server"), N_("ADDRESS") },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &self->dark,
      N_("Use dark colours"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->version,
      N_("Print the version and exit"), NULL },
    { "shot-page", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &self->shot_page, NULL, NULL },
    { "shot-file", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &self->shot_file, NULL, NULL },
    { NULL }
  };
  const GOptionEntry size_entries[] = {
    { "size", 0, 0, G_OPTION_ARG_CALLBACK, parse_size_cb,
      N_("Size of the window"), N_("WIDTHxHEIGHT") },
    { NULL }
  };
  GOptionGroup *group = g_option_group_new ("window", _("Window Options"), _("Show window options"), self, NULL);

  g_option_group_add_entries (group, size_entries);
  g_application_add_main_option_entries (application, entries);
  g_application_add_option_group (application, group);
}

gboolean
guichet_app_options_check (GuichetAppOptions  *self,
                           GError            **error)
{
  if ((self->shot_page == NULL) != (self->shot_file == NULL))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                   _("A picture needs both --shot-page and --shot-file"));
      return FALSE;
    }

  if (self->shot_page != NULL && !guichet_shot_is_page (self->shot_page))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("There is no page “%s” to make a picture of"), self->shot_page);
      return FALSE;
    }

  return TRUE;
}

void
guichet_app_options_clear (GuichetAppOptions *self)
{
  g_clear_pointer (&self->data, g_free);
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->shot_page, g_free);
  g_clear_pointer (&self->shot_file, g_free);
}
