#include "config.h"

#include "remote/itop-portal-private.h"

#include "remote/itop-portal-field.h"
#include "util/error.h"

/**
 * _guichet_itop_portal_read_page:
 * @route: of a form whose fetching changes nothing
 *
 * Returns: (transfer full) (nullable): the form, with a fresh transaction
 */
GuichetPortalPage *
_guichet_itop_portal_read_page (GuichetItopPortal  *self,
                                const char         *route,
                                GCancellable       *cancellable,
                                GError            **error)
{
  g_auto(GuichetPortalAnswer) answer = { NULL };
  GuichetPortalPage *page;

  if (!_guichet_itop_portal_get (self, GUICHET_PORTAL_FRAGMENT, route, NULL, &answer, cancellable, error))
    return NULL;
  page = guichet_portal_page_read (answer.body->str, answer.body->len, NULL);
  if (page == NULL)
    g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_RETRY_LATER, "The page holds no form");

  return page;
}

/**
 * _guichet_itop_portal_submit:
 * @page: the form as the server gave it, which goes back as it is
 * @values: what a person filled in
 *
 * Returns: (transfer full) (nullable): the answer; the server took the form
 */
yyjson_doc *
_guichet_itop_portal_submit (GuichetItopPortal  *self,
                             GuichetPortalPage  *page,
                             const char         *route,
                             GuichetPortalPost  *values,
                             GCancellable       *cancellable,
                             GError            **error)
{
  g_autoptr(GuichetPortalPost) post = guichet_portal_post_new ();
  GuichetPortalCall call = { .route = route, .post = post, .write = TRUE };
  g_auto(GuichetPortalAnswer) answer = { NULL };
  yyjson_val *form;

  guichet_portal_post_add (post, "operation", "submit");
  guichet_portal_post_add (post, "stimulus_code", "");
  guichet_portal_post_add (post, "transaction_id", page->transaction);
  guichet_portal_post_add_form (post, page->data);
  guichet_portal_post_append (post, values);
  if (!_guichet_itop_portal_call (self, &call, &answer, cancellable, error))
    return NULL;

  form = yyjson_obj_get (yyjson_doc_get_root (answer.doc), "form");
  if (!_guichet_portal_check_validation (form, self->profile, error))
    return NULL;

  return g_steal_pointer (&answer.doc);
}

/* The ticket as far as the answer to a submit shows it. */
static GuichetTicket *
read_result (GuichetItopPortal *self,
             yyjson_val        *form,
             gint64             id)
{
  GuichetTicket *ticket = guichet_ticket_new (id);
  g_autofree char *ref = guichet_json_dup_label (form, "object_name");
  g_autofree char *state = guichet_json_dup_text (form, "object_state");

  guichet_portal_fields_fill_ticket (yyjson_obj_get (yyjson_obj_get (form, "fieldset"), "fields_list"),
                                     self->profile, ticket);
  if (*ref != '\0')
    guichet_ticket_set (ticket, GUICHET_FIELD_REF, ref);
  if (*state != '\0')
    guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, state);

  return ticket;
}

/**
 * _guichet_itop_portal_see_result:
 * @answer: to a submit that was taken
 *
 * Returns: (transfer full) (nullable): the ticket as it is now, read afresh;
 *   where that fails, as the answer shows it. OUTCOME_UNKNOWN when the answer
 *   names none
 */
GuichetTicket *
_guichet_itop_portal_see_result (GuichetItopPortal  *self,
                                 yyjson_doc         *answer,
                                 GCancellable       *cancellable,
                                 GError            **error)
{
  yyjson_val *form = yyjson_obj_get (yyjson_doc_get_root (answer), "form");
  GuichetTicket *ticket;
  gint64 id;

  if (!guichet_json_get_int64 (form, "object_id", &id) || id < 1)
    {
      g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_OUTCOME_UNKNOWN, "The answer names no ticket");
      return NULL;
    }
  ticket = _guichet_itop_portal_view (self, id, NULL, cancellable, NULL);

  return ticket != NULL ? ticket : read_result (self, form, id);
}
