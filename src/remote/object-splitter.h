#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GuichetObjectSplitter:
 *
 * Cuts the members of "objects" out of an answer while it is still arriving,
 * so that no more than one object is ever held. What is left (code, message,
 * …) is the head, to be read at the end. Whatever stands before the JSON, such
 * as a PHP warning in HTML, is skipped and kept in part as the preamble.
 */
typedef struct _GuichetObjectSplitter GuichetObjectSplitter;

#define GUICHET_OBJECT_CAP (16 * 1024 * 1024)
#define GUICHET_OBJECT_DEPTH 64

/* @object: the text of one object, for the callee to overwrite. FALSE with
 * @error set ends the feeding. */
typedef gboolean (*GuichetObjectTextFunc) (GString   *object,
                                           gpointer   user_data,
                                           GError   **error);

GuichetObjectSplitter *guichet_object_splitter_new   (gsize                   object_cap,
                                                      GuichetObjectTextFunc   func,
                                                      gpointer                user_data);
void                   guichet_object_splitter_free  (GuichetObjectSplitter  *self);
gboolean               guichet_object_splitter_feed  (GuichetObjectSplitter  *self,
                                                      const char             *data,
                                                      gsize                   length,
                                                      GError                **error);
gboolean               guichet_object_splitter_is_complete  (GuichetObjectSplitter *self);
GString               *guichet_object_splitter_get_head     (GuichetObjectSplitter *self);
const char            *guichet_object_splitter_get_preamble (GuichetObjectSplitter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetObjectSplitter, guichet_object_splitter_free)

G_END_DECLS
