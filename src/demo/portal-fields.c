#include "config.h"

#include "demo/portal-fields.h"

#define RO   DEMO_FIELD_READ_ONLY
#define NEED DEMO_FIELD_MANDATORY
#define LAB  DEMO_FIELD_LAB

typedef struct
{
  const DemoFormField *fields;
  guint                n;
} FieldList;

#define LIST(f) { f, G_N_ELEMENTS (f) }

static const DemoFormField ticket[] = {
  { "title", RO | NEED },
  { "domain_id", RO | LAB },
  { "familygroup_id", RO | LAB },
  { "servicefamily_id", RO | LAB },
  { "service_id", RO },
  { "caller_id", RO | NEED },
  { "servicesubcategory_id", RO },
  { "description", RO | NEED },
  { "beneficiary_id", RO | LAB },
  { "site_id", RO | LAB },
  { "callback_phone", RO | LAB },
  { "availabilities", RO | LAB },
  { "solution", RO | DEMO_FIELD_SOLVED },
  { "user_satisfaction", RO | DEMO_FIELD_RATED },
  { "user_comment", RO | DEMO_FIELD_RATED },
  { "status", RO | NEED },
  { "impact", RO | NEED },
  { "urgency", RO | NEED },
  { "priority", RO | NEED },
  { "start_date", RO },
  { "last_update", RO },
  { "resolution_date", RO | DEMO_FIELD_SOLVED },
  { "agent_id", RO | DEMO_FIELD_TAKEN },
  { "contacts_list", 0 },
  { "public_log", 0 },
};

/* Of the same form, when it is one to write in. */
static const DemoFormField edit_helpers[] = {
  { "org_id", NEED | DEMO_FIELD_HELPER },
  { "request_type", RO | DEMO_FIELD_HELPER },
  { "team_id", NEED | DEMO_FIELD_PROMPT | DEMO_FIELD_HELPER },
};

static const DemoFormField create[] = {
  { "service_id", 0 },
  { "servicesubcategory_id", 0 },
  { "impact", NEED },
  { "urgency", NEED },
  { "title", NEED },
  { "description", NEED },
  { "beneficiary_id", LAB },
  { "site_id", LAB },
  { "callback_phone", LAB },
  { "availabilities", LAB },
  { "contacts_list", 0 },
  { "org_id", NEED | DEMO_FIELD_HELPER },
  { "request_type", RO | DEMO_FIELD_HELPER },
};

static const DemoFormField reopen[] = {
  { "public_log", NEED },
  { "org_id", RO | DEMO_FIELD_HELPER },
  { "team_id", RO | DEMO_FIELD_HELPER },
};

static const DemoFormField rate[] = {
  { "user_satisfaction", 0 },
  { "user_comment", 0 },
};

static const DemoFormField article[] = {
  { "title", RO | NEED },
  { "category_name", RO },
  { "key_words", RO },
  { "summary", RO },
  { "description", RO },
};

static const DemoFormField person[] = {
  { "first_name", RO | NEED },
  { "name", RO | NEED },
  { "org_id", RO | NEED },
  { "email", RO },
  { "phone", 0 },
  { "location_id", 0 },
  { "function", 0 },
  { "manager_id", RO },
};

static const DemoFormField service[] = {
  { "name", RO | NEED },
  { "servicefamily_id", RO },
  { "description", RO },
};

static const DemoFormField subcategory[] = {
  { "name", RO | NEED },
  { "service_id", RO | NEED },
  { "description", RO },
};

static const DemoFormField named[] = {
  { "name", RO | NEED },
};

static const struct { const char *class; FieldList list; } lists[] = {
  { "UserRequest", LIST (ticket) },
  { "FAQ", LIST (article) },
  { "Person", LIST (person) },
  { "Service", LIST (service) },
  { "ServiceSubcategory", LIST (subcategory) },
  { "ServiceFamily", LIST (named) },
  { "AsapDomain", LIST (named) },
  { "AsapFamilyGroup", LIST (named) },
  { "FAQCategory", LIST (named) },
  { "Location", LIST (named) },
  { "Organization", LIST (named) },
};

static const FieldList *
find_list (const char *class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (lists[i].class, class))
      return &lists[i].list;

  return NULL;
}

gboolean
demo_form_has_class (const char *class)
{
  return find_list (class) != NULL;
}

static gboolean
is_ticket (const DemoClass *class)
{
  return g_str_equal (class->name, "UserRequest");
}

static FieldList
choose_list (DemoFormMode     mode,
             const DemoClass *class,
             const char      *stimulus)
{
  static const FieldList creation = LIST (create);
  static const FieldList reopening = LIST (reopen);
  static const FieldList closing = LIST (rate);

  if (mode == DEMO_FORM_CREATE)
    return creation;
  if (mode == DEMO_FORM_STIMULUS)
    return g_str_equal (stimulus, "ev_reopen") ? reopening : closing;

  return *find_list (class->name);
}

/* The flags of the data model hide what the state does not have yet. */
static gboolean
is_hidden (const DemoFormField *field,
           DemoDraft           *draft)
{
  static const char * const untaken[] = {
    "new", "dispatched", "redispatched", "waiting_for_approval", "approved", "rejected", "escalated_tto", NULL,
  };
  const char *status = demo_draft_get (draft, "status");
  gboolean closed = g_str_equal (status, "closed");

  return ((field->flags & DEMO_FIELD_RATED) != 0 && !closed) ||
         ((field->flags & DEMO_FIELD_SOLVED) != 0 && !closed && !g_str_equal (status, "resolved")) ||
         ((field->flags & DEMO_FIELD_TAKEN) != 0 && g_strv_contains (untaken, status));
}

static void
add_fields (GArray          *fields,
            const FieldList *list,
            DemoFormMode     mode,
            DemoDraft       *draft,
            GPtrArray       *hidden)
{
  gboolean closed = mode == DEMO_FORM_EDIT && g_str_equal (demo_draft_get (draft, "status"), "closed");

  for (guint i = 0; i < list->n; i++)
    {
      DemoFormField field = list->fields[i];

      if ((field.flags & DEMO_FIELD_LAB) != 0 && !draft->core->lab)
        continue;
      if (mode != DEMO_FORM_CREATE && is_hidden (&field, draft))
        {
          g_ptr_array_add (hidden, (gpointer) field.code);
          continue;
        }
      /* Nothing can be written in what is closed. */
      if (mode == DEMO_FORM_VIEW || closed)
        field.flags |= DEMO_FIELD_READ_ONLY;
      g_array_append_val (fields, field);
    }
}

/**
 * demo_form_list_fields:
 * @stimulus: (nullable): of the mode for transitions
 * @hidden: (element-type utf8): gets the codes that the state hides
 *
 * Returns: (transfer full) (element-type DemoFormField)
 */
GArray *
demo_form_list_fields (DemoFormMode     mode,
                       const DemoClass *class,
                       const char      *stimulus,
                       DemoDraft       *draft,
                       GPtrArray       *hidden)
{
  static const FieldList helpers = LIST (edit_helpers);
  static const DemoFormField attachments = { DEMO_FIELD_ATTACHMENTS, 0 };
  FieldList list = choose_list (mode, class, stimulus);
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (DemoFormField));

  add_fields (fields, &list, mode, draft, hidden);
  if (mode == DEMO_FORM_EDIT && is_ticket (class))
    add_fields (fields, &helpers, mode, draft, hidden);
  if (is_ticket (class))
    g_array_append_val (fields, attachments);
  if (mode == DEMO_FORM_STIMULUS && g_str_equal (stimulus, "ev_reopen"))
    {
      g_ptr_array_add (hidden, (gpointer) "team_id");
      g_ptr_array_add (hidden, (gpointer) "agent_id");
    }

  return fields;
}

const DemoFormImpact *
demo_form_list_impacts (DemoFormMode     mode,
                        const DemoClass *class,
                        const char      *stimulus,
                        guint           *out_n)
{
  static const DemoFormImpact edit[] = {
    { "org_id", "service_id|caller_id" }, { "service_id", "servicesubcategory_id" },
    { "request_type", "servicesubcategory_id" }, { "impact", "priority" }, { "urgency", "priority" },
    { "team_id", "agent_id" },
  };
  static const DemoFormImpact creation[] = {
    { "org_id", "service_id" }, { "service_id", "servicesubcategory_id" }, { "request_type", "servicesubcategory_id" },
  };
  static const DemoFormImpact reopening[] = { { "org_id", "team_id" }, { "team_id", "agent_id" } };

  *out_n = 0;
  if (!is_ticket (class) || mode == DEMO_FORM_VIEW ||
      (mode == DEMO_FORM_STIMULUS && !g_str_equal (stimulus, "ev_reopen")))
    return NULL;
  if (mode == DEMO_FORM_CREATE)
    {
      *out_n = G_N_ELEMENTS (creation);
      return creation;
    }
  if (mode == DEMO_FORM_STIMULUS)
    {
      *out_n = G_N_ELEMENTS (reopening);
      return reopening;
    }

  *out_n = G_N_ELEMENTS (edit);
  return edit;
}

/* Sent values of other fields are passed over. */
gboolean
demo_form_is_writable (const DemoFormField *field)
{
  return (field->flags & (DEMO_FIELD_READ_ONLY | DEMO_FIELD_HELPER)) == 0 &&
         !g_str_equal (field->code, DEMO_FIELD_ATTACHMENTS);
}
