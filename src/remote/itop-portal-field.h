#pragma once

#include "model/create-form.h"
#include "model/ticket.h"
#include "remote/json.h"

G_BEGIN_DECLS

/* A field of a form as the server describes it: an object with "html" and
 * "html_metadata" (PORTAL-PROTOCOL §4). All functions take whatever comes. */

char      *guichet_portal_field_dup_raw       (yyjson_val        *field);
char      *guichet_portal_field_dup_text      (yyjson_val        *field);
char      *guichet_portal_field_dup_label     (yyjson_val        *field);
gboolean   guichet_portal_field_has_flag      (yyjson_val        *field,
                                               const char        *flag);
gboolean   guichet_portal_field_is_writable   (yyjson_val        *field);

/* What of a form's @fields a ticket holds. */
void       guichet_portal_fields_fill_ticket  (yyjson_val        *fields,
                                               GuichetProfile    *profile,
                                               GuichetTicket     *ticket);
void       guichet_portal_fields_fill_form    (yyjson_val        *fields,
                                               yyjson_val        *impacts,
                                               GuichetProfile    *profile,
                                               GuichetCreateForm *form);

G_END_DECLS
