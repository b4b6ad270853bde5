#pragma once

#include "demo/draft.h"

G_BEGIN_DECLS

/* The forms of the stock portal, field by field (view-01, edit-01, create-01,
 * stimulus-02 and 05). */

typedef enum
{
  DEMO_FORM_VIEW,
  DEMO_FORM_EDIT,
  DEMO_FORM_CREATE,
  DEMO_FORM_STIMULUS,
} DemoFormMode;

typedef enum
{
  DEMO_FIELD_READ_ONLY = 1 << 0,
  DEMO_FIELD_MANDATORY = 1 << 1,
  DEMO_FIELD_PROMPT    = 1 << 2,
  DEMO_FIELD_HELPER    = 1 << 3,        /* carried along, not shown */
  DEMO_FIELD_LAB       = 1 << 4,
  /* From which state on it is shown. */
  DEMO_FIELD_TAKEN     = 1 << 5,
  DEMO_FIELD_SOLVED    = 1 << 6,
  DEMO_FIELD_RATED     = 1 << 7,
} DemoFieldFlags;

#define DEMO_FIELD_ATTACHMENTS "attachments_plugin"

typedef struct
{
  const char     *code;
  DemoFieldFlags  flags;
} DemoFormField;

/* What depends on what in a form: a field, and those to be asked for again. */
typedef struct
{
  const char *code;
  const char *impacted;         /* separated by bars */
} DemoFormImpact;

gboolean              demo_form_has_class     (const char       *class);
GArray               *demo_form_list_fields   (DemoFormMode      mode,
                                               const DemoClass  *class,
                                               const char       *stimulus,
                                               DemoDraft        *draft,
                                               GPtrArray        *hidden);
const DemoFormImpact *demo_form_list_impacts  (DemoFormMode      mode,
                                               const DemoClass  *class,
                                               const char       *stimulus,
                                               guint            *out_n);
gboolean              demo_form_is_writable   (const DemoFormField *field);

G_END_DECLS
