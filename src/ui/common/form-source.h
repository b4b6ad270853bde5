#pragma once

#include <gio/gio.h>

#include "model/create-form.h"

G_BEGIN_DECLS

/**
 * GuichetFormSource:
 *
 * Whoever can ask the server how it lays out the screen of a new ticket, and
 * what a search field of it offers. The program implements it; the pages find
 * it at their context. Main thread.
 */
#define GUICHET_TYPE_FORM_SOURCE (guichet_form_source_get_type ())

G_DECLARE_INTERFACE (GuichetFormSource, guichet_form_source, GUICHET, FORM_SOURCE, GObject)

struct _GuichetFormSourceInterface
{
  GTypeInterface parent_iface;

  void               (*read_async)    (GuichetFormSource    *self,
                                       gint64                leaf,
                                       GHashTable           *values,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
  GuichetCreateForm *(*read_finish)   (GuichetFormSource    *self,
                                       GAsyncResult         *result,
                                       GError              **error);
  void               (*search_async)  (GuichetFormSource    *self,
                                       const char           *code,
                                       const char           *words,
                                       GHashTable           *values,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
  GPtrArray         *(*search_finish) (GuichetFormSource    *self,
                                       GAsyncResult         *result,
                                       GError              **error);
};

void               guichet_form_source_read_async    (GuichetFormSource    *self,
                                                      gint64                leaf,
                                                      GHashTable           *values,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
GuichetCreateForm *guichet_form_source_read_finish   (GuichetFormSource    *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);
void               guichet_form_source_search_async  (GuichetFormSource    *self,
                                                      const char           *code,
                                                      const char           *words,
                                                      GHashTable           *values,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
GPtrArray         *guichet_form_source_search_finish (GuichetFormSource    *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);

G_END_DECLS
