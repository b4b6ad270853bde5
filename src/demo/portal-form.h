#pragma once

#include "demo/portal-fields.h"
#include "demo/portal.h"

G_BEGIN_DECLS

/**
 * DemoForm:
 * @draft: the object as it is, or will be
 * @stimulus: (nullable): of the mode for transitions
 * @token: (nullable): what a row of the catalogue gave for a creation
 * @fields: (element-type DemoFormField)
 * @hidden: (element-type utf8): codes that the state hides
 *
 * The one mechanism behind view, creation, edit and transitions
 * (PORTAL-PROTOCOL §4).
 */
typedef struct
{
  DemoVisit       *visit;
  DemoFormMode     mode;
  const DemoClass *class;
  DemoDraft       *draft;
  char            *stimulus;
  char            *id;
  char            *transaction;
  char            *token;
  GArray          *fields;
  GPtrArray       *hidden;
} DemoForm;

#define DEMO_FORM_MANAGER "Combodo\\iTop\\Portal\\Form\\ObjectFormManager"

DemoForm            *demo_form_new          (DemoVisit       *visit,
                                             DemoFormMode     mode,
                                             DemoDraft       *draft,
                                             const char      *stimulus);
void                 demo_form_free         (DemoForm        *form);
void                 demo_form_list_again   (DemoForm        *form);
void                 demo_form_set_identity (DemoForm        *form,
                                             const char      *id,
                                             const char      *transaction,
                                             const char      *token);
const char          *demo_form_get_mode     (DemoForm        *form);
char                *demo_form_make_url     (DemoForm        *form);
const DemoFormField *demo_form_find_field   (DemoForm        *form,
                                             const char      *code);
gboolean             demo_form_can_be_filled (DemoForm       *form);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoForm, demo_form_free)

G_END_DECLS
