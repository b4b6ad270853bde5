#pragma once

#include <gio/gio.h>

#include "model/file.h"

G_BEGIN_DECLS

/**
 * GuichetFileSource:
 *
 * Whoever can bring the contents of an attachment from the server. The program
 * implements it; the pages find it at their context. Main thread.
 */
#define GUICHET_TYPE_FILE_SOURCE (guichet_file_source_get_type ())

G_DECLARE_INTERFACE (GuichetFileSource, guichet_file_source, GUICHET, FILE_SOURCE, GObject)

struct _GuichetFileSourceInterface
{
  GTypeInterface parent_iface;

  void         (*fetch_async)  (GuichetFileSource    *self,
                                gint64                attachment_id,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
  GuichetFile *(*fetch_finish) (GuichetFileSource    *self,
                                GAsyncResult         *result,
                                GError              **error);
};

void         guichet_file_source_fetch_async  (GuichetFileSource    *self,
                                               gint64                attachment_id,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GuichetFile *guichet_file_source_fetch_finish (GuichetFileSource    *self,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
