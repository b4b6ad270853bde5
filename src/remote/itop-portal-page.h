#pragma once

#include "model/create-form.h"
#include "remote/json.h"

G_BEGIN_DECLS

/**
 * GuichetPortalPage:
 * @fields: the object "fields_list": code → field (itop-portal-field.h)
 * @impacts: the object "fields_impacts": code → list of codes; may be no object
 * @data: the literal "formmanager_data" as it stands in the page
 * @transaction: from it
 * @class_name, @object_id, @mode: from it; "", 0
 *
 * A form, read out of the script of a page: the two literals that PORTAL-PROTOCOL
 * §4 tells of.
 */
typedef struct
{
  yyjson_doc *set;
  yyjson_val *fields;
  yyjson_val *impacts;
  char       *data;
  char       *transaction;
  char       *class_name;
  gint64      object_id;
  char       *mode;
} GuichetPortalPage;

GuichetPortalPage *guichet_portal_page_read     (const char         *html,
                                                 gsize               length,
                                                 gsize              *out_consumed);
void               guichet_portal_page_free     (GuichetPortalPage  *self);
yyjson_doc        *guichet_portal_find_literal  (const char         *html,
                                                 gsize               length,
                                                 const char         *anchor,
                                                 const char         *member,
                                                 const char        **out_start,
                                                 gsize              *out_length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetPortalPage, guichet_portal_page_free)

G_END_DECLS
