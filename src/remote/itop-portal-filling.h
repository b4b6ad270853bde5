#pragma once

#include "remote/itop-portal-private.h"

G_BEGIN_DECLS

/**
 * GuichetPortalFilling:
 * @fields: those of the form
 * @values: what is filled in
 *
 * What a change wants to write, against what a form lets it.
 */
typedef struct
{
  GuichetItopPortal   *self;
  const GuichetIntent *intent;
  yyjson_val          *fields;
  GuichetPortalPost   *values;
  gboolean             entry_written;
} GuichetPortalFilling;

gboolean    _guichet_portal_refuse                     (GuichetError                code,
                                                        const char                 *field,
                                                        const char                 *message,
                                                        GError                    **error);
char       *_guichet_portal_build_route                (GuichetItopPortal          *self,
                                                        const char                 *what,
                                                        gint64                      id);
const char *_guichet_portal_filling_get_log_code       (GuichetItopPortal          *self);
gboolean    _guichet_portal_filling_is_writable        (const GuichetPortalFilling *filling,
                                                        const char                 *code);
gboolean    _guichet_portal_filling_takes_words        (const GuichetPortalFilling *filling);
gboolean    _guichet_portal_filling_write_changes      (GuichetPortalFilling       *filling,
                                                        GError                    **error);
void        _guichet_portal_filling_write_entry        (GuichetPortalFilling       *filling);
gboolean    _guichet_portal_filling_check_mandatory    (const GuichetPortalFilling *filling,
                                                        GError                    **error);
gboolean    _guichet_portal_filling_check_entry_absent (const GuichetPortalFilling *filling,
                                                        GError                    **error);

/* itop-portal-transition.c */
gboolean    _guichet_itop_portal_send_transition       (GuichetItopPortal          *self,
                                                        const GuichetIntent        *intent,
                                                        guint                       parts,
                                                        gboolean                   *out_entry_written,
                                                        yyjson_doc                **out_answer,
                                                        GCancellable               *cancellable,
                                                        GError                    **error);

G_END_DECLS
