#pragma once

#include <glib.h>
#include <yyjson.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

yyjson_doc *guichet_json_read          (GString     *text);
yyjson_doc *guichet_json_read_prefix   (const char  *text,
                                        gsize        length,
                                        gsize       *out_consumed);
char       *guichet_json_dup_value     (yyjson_val  *value);
char       *guichet_json_dup_text      (yyjson_val  *object,
                                        const char  *name);
char       *guichet_json_dup_label     (yyjson_val  *object,
                                        const char  *name);
gboolean    guichet_json_get_int64     (yyjson_val  *object,
                                        const char  *name,
                                        gint64      *out_value);
GBytes     *guichet_json_write         (yyjson_mut_doc *doc,
                                        GError     **error);

G_END_DECLS
