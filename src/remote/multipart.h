#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GuichetMultipart:
 *
 * A form with a file, as browsers send it and PHP reads it: names stand in
 * UTF-8 between quotes. What RFC 5987 makes of them, which libsoup does, PHP
 * takes for no file at all.
 */
typedef struct _GuichetMultipart GuichetMultipart;

GuichetMultipart *guichet_multipart_new       (void);
void              guichet_multipart_free      (GuichetMultipart *self);
void              guichet_multipart_add_value (GuichetMultipart *self,
                                               const char       *name,
                                               const char       *value);
void              guichet_multipart_add_file  (GuichetMultipart *self,
                                               const char       *name,
                                               const char       *file_name,
                                               const char       *mime,
                                               GBytes           *data);
GBytes           *guichet_multipart_end       (GuichetMultipart *self,
                                               char            **out_type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetMultipart, guichet_multipart_free)

G_END_DECLS
