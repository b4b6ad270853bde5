#pragma once

#include <glib.h>
#include <yyjson.h>

G_BEGIN_DECLS

/* Names and values as PHP nests them: current_values[title], requested_fields[]. */
typedef yyjson_mut_doc DemoFormData;

DemoFormData *demo_form_data_new         (void);
void          demo_form_data_add         (DemoFormData *form,
                                          const char   *name,
                                          const char   *value);
void          demo_form_data_add_encoded (DemoFormData *form,
                                          const char   *text,
                                          gsize         length);
yyjson_doc   *demo_form_data_finish      (DemoFormData *form);

G_END_DECLS
