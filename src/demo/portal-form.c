#include "config.h"

#include "demo/portal-form.h"

#include "demo/portal-session.h"
#include "demo/portal-text.h"

void
demo_form_free (DemoForm *form)
{
  g_clear_pointer (&form->draft, demo_draft_free);
  g_clear_pointer (&form->fields, g_array_unref);
  g_clear_pointer (&form->hidden, g_ptr_array_unref);
  g_free (form->stimulus);
  g_free (form->id);
  g_free (form->transaction);
  g_free (form->token);
  g_free (form);
}

/* Which fields there are hangs on the state, which a submit changes. */
void
demo_form_list_again (DemoForm *form)
{
  g_clear_pointer (&form->fields, g_array_unref);
  g_clear_pointer (&form->hidden, g_ptr_array_unref);
  form->hidden = g_ptr_array_new ();
  form->fields = demo_form_list_fields (form->mode, form->class, form->stimulus, form->draft, form->hidden);
  if (form->mode == DEMO_FORM_STIMULUS && form->visit->portal->bare_transitions)
    g_array_set_size (form->fields, 0);
}

/**
 * demo_form_new:
 * @draft: (transfer full)
 *
 * Returns: (transfer full): without an identity yet
 */
DemoForm *
demo_form_new (DemoVisit    *visit,
               DemoFormMode  mode,
               DemoDraft    *draft,
               const char   *stimulus)
{
  DemoForm *form = g_new0 (DemoForm, 1);

  form->visit = visit;
  form->mode = mode;
  form->class = draft->class;
  form->draft = draft;
  form->stimulus = g_strdup (stimulus);
  demo_form_list_again (form);
  return form;
}

static char *
make_id (DemoForm *form)
{
  guint32 number = g_rand_int (form->visit->portal->random);

  if (form->mode == DEMO_FORM_STIMULUS)
    return g_strdup_printf ("objectform-apply_stimulus-%s-%s-%08x", form->class->name, form->stimulus, number);

  return g_strdup_printf ("objectform-%s-%s-%08x",
                          g_str_equal (form->class->name, "UserRequest") ? "ticket" : form->class->name,
                          form->mode == DEMO_FORM_CREATE ? "create" : "edit", number);
}

/* Without an @id the form is a new one. */
void
demo_form_set_identity (DemoForm   *form,
                        const char *id,
                        const char *transaction,
                        const char *token)
{
  form->id = id != NULL ? g_strdup (id) : make_id (form);
  form->transaction = id != NULL ? g_strdup (transaction) : demo_portal_make_transaction (form->visit);
  form->token = g_strdup (token);
}

const char *
demo_form_get_mode (DemoForm *form)
{
  static const char * const modes[] = {
    [DEMO_FORM_VIEW] = "view", [DEMO_FORM_EDIT] = "edit", [DEMO_FORM_CREATE] = "create",
    [DEMO_FORM_STIMULUS] = "apply_stimulus",
  };

  return modes[form->mode];
}

/* Returns: (transfer full): where the form is sent to */
char *
demo_form_make_url (DemoForm *form)
{
  gint64 id = form->draft->id;

  if (form->mode == DEMO_FORM_CREATE)
    return demo_portal_make_url ("/object/create/%s", form->class->name);
  if (form->mode == DEMO_FORM_STIMULUS)
    return demo_portal_make_url ("/object/apply-stimulus/%s/%s/%" G_GINT64_FORMAT, form->stimulus, form->class->name,
                                 id);

  return demo_portal_make_url ("/object/%s/%s/%" G_GINT64_FORMAT, demo_form_get_mode (form), form->class->name, id);
}

/* Returns: (nullable) */
const DemoFormField *
demo_form_find_field (DemoForm   *form,
                      const char *code)
{
  for (guint i = 0; i < form->fields->len; i++)
    {
      const DemoFormField *field = &g_array_index (form->fields, DemoFormField, i);

      if (g_str_equal (field->code, code))
        return field;
    }

  return NULL;
}

/* Whether there is anything to fill in. */
gboolean
demo_form_can_be_filled (DemoForm *form)
{
  for (guint i = 0; i < form->fields->len; i++)
    if (demo_form_is_writable (&g_array_index (form->fields, DemoFormField, i)))
      return TRUE;

  return FALSE;
}
