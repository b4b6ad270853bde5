#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GuichetPortalPost:
 *
 * Names and values as PHP reads them out of a form, and a file beside them.
 */
typedef struct _GuichetPortalPost GuichetPortalPost;

GuichetPortalPost *guichet_portal_post_new       (void);
void               guichet_portal_post_free      (GuichetPortalPost *self);
void               guichet_portal_post_add       (GuichetPortalPost *self,
                                                  const char        *name,
                                                  const char        *value);
void               guichet_portal_post_add_value (GuichetPortalPost *self,
                                                  const char        *code,
                                                  const char        *value);
gboolean           guichet_portal_post_has_value (GuichetPortalPost *self,
                                                  const char        *code);
void               guichet_portal_post_append    (GuichetPortalPost *self,
                                                  GuichetPortalPost *other);
void               guichet_portal_post_set_file  (GuichetPortalPost *self,
                                                  const char        *name,
                                                  const char        *file_name,
                                                  const char        *mime,
                                                  GBytes            *data);
GBytes            *guichet_portal_post_encode    (GuichetPortalPost *self,
                                                  char             **out_type);
char              *guichet_portal_build_form_data (const char       *class_name,
                                                  gint64             id,
                                                  const char        *mode);
void               guichet_portal_post_add_form  (GuichetPortalPost *self,
                                                  const char        *form_data);

#define GUICHET_PORTAL_FORM_CLASS "Combodo\\iTop\\Portal\\Form\\ObjectFormManager"
#define GUICHET_PORTAL_RENDERER_CLASS "Combodo\\iTop\\Renderer\\Bootstrap\\BsFormRenderer"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetPortalPost, guichet_portal_post_free)

G_END_DECLS
