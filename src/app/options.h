#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GuichetAppOptions:
 *
 * The command line of the program with a screen.
 */
typedef struct
{
  gboolean  demo;
  gboolean  version;
  gboolean  dark;
  char     *data;
  char     *server;
  char     *shot_page;
  char     *shot_file;
  int       width;              /* 0: as the settings say */
  int       height;
} GuichetAppOptions;

void     guichet_app_options_add   (GuichetAppOptions  *self,
                                    GApplication       *application);
gboolean guichet_app_options_check (GuichetAppOptions  *self,
                                    GError            **error);
void     guichet_app_options_clear (GuichetAppOptions  *self);

G_END_DECLS
