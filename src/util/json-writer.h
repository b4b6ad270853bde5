#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GuichetJsonWriter:
 *
 * Writes one JSON value as text, in the order of the calls. Inside an object
 * every call has a name; inside an array, and for the outermost value, it is
 * %NULL. Strings may be any bytes: what is no UTF-8 becomes U+FFFD.
 */
typedef struct _GuichetJsonWriter GuichetJsonWriter;

GuichetJsonWriter *guichet_json_writer_new          (void);
void               guichet_json_writer_free         (GuichetJsonWriter *self);
void               guichet_json_writer_begin_object (GuichetJsonWriter *self,
                                                     const char        *name);
void               guichet_json_writer_end_object   (GuichetJsonWriter *self);
void               guichet_json_writer_begin_array  (GuichetJsonWriter *self,
                                                     const char        *name);
void               guichet_json_writer_end_array    (GuichetJsonWriter *self);
void               guichet_json_writer_add_string   (GuichetJsonWriter *self,
                                                     const char        *name,
                                                     const char        *value);
void               guichet_json_writer_add_int      (GuichetJsonWriter *self,
                                                     const char        *name,
                                                     gint64             value);
void               guichet_json_writer_add_boolean  (GuichetJsonWriter *self,
                                                     const char        *name,
                                                     gboolean           value);
const char        *guichet_json_writer_get_text     (GuichetJsonWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetJsonWriter, guichet_json_writer_free)

G_END_DECLS
