#include "config.h"

#include "remote/itop-portal-filling.h"

#include "remote/itop-portal-field.h"
#include "util/error.h"

/* Transitions.
 *
 * Where the form of a transition has nothing to fill in, fetching it makes the
 * transition (§8). So it is first looked at by a form call, which changes
 * nothing; its page is fetched when it is certain that it waits for something,
 * or that it is to happen now. */

/* "Not allowed", "not from this state": which of them is told by the ticket. */
static gboolean
explain_refusal (GuichetItopPortal    *self,
                 const GuichetIntent  *intent,
                 const GError         *refusal,
                 GCancellable         *cancellable,
                 GError              **error)
{
  g_autoptr(GuichetTicket) ticket = _guichet_itop_portal_view (self, intent->ticket_id, NULL, cancellable, error);
  const char *status;

  if (ticket == NULL)
    return FALSE;
  status = guichet_ticket_get (ticket, GUICHET_FIELD_STATUS);
  if (intent->base_status != NULL && !g_str_equal (status, intent->base_status))
    return _guichet_portal_refuse (GUICHET_ERROR_PRECONDITION, guichet_field_get_name (GUICHET_FIELD_STATUS),
                                   "The ticket is in another state by now", error);

  g_propagate_error (error, guichet_error_new (GUICHET_ERROR_REJECTED, guichet_field_get_name (GUICHET_FIELD_STATUS),
                                               guichet_error_get_detail (refusal), "%s", refusal->message));

  return FALSE;
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_REJECTED) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND);
}

static GPtrArray *
list_wanted_codes (GuichetItopPortal   *self,
                   const GuichetIntent *intent)
{
  GPtrArray *codes = g_ptr_array_new ();
  const char *log = _guichet_portal_filling_get_log_code (self);

  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);
      const char *code = guichet_profile_get_code (self->profile, change->field);

      if (code != NULL)
        g_ptr_array_add (codes, (gpointer) code);
    }
  if (log != NULL)
    g_ptr_array_add (codes, (gpointer) log);

  return codes;
}

static yyjson_doc *
look_at_transition (GuichetItopPortal    *self,
                    const GuichetIntent  *intent,
                    const char           *route,
                    GCancellable         *cancellable,
                    GError              **error)
{
  g_autoptr(GPtrArray) codes = list_wanted_codes (self, intent);
  g_autoptr(GError) failure = NULL;
  yyjson_doc *doc = _guichet_itop_portal_update (self, route, "apply_stimulus", intent->ticket_id, codes,
                                                 cancellable, &failure);

  if (doc == NULL && is_refusal (failure))
    explain_refusal (self, intent, failure, cancellable, error);
  else if (doc == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return doc;
}

static gboolean
check_state (const GuichetIntent  *intent,
             yyjson_val           *form,
             GError              **error)
{
  g_autofree char *state = guichet_json_dup_text (form, "object_state");

  if (intent->base_status == NULL || *state == '\0' || g_str_equal (state, intent->base_status))
    return TRUE;

  return _guichet_portal_refuse (GUICHET_ERROR_PRECONDITION, guichet_field_get_name (GUICHET_FIELD_STATUS),
                                 "The ticket is in another state by now", error);
}

/* The fields and the entry as far as the form of the transition takes them. */
static gboolean
fill_transition (GuichetPortalFilling  *filling,
                 guint                  parts,
                 GError               **error)
{
  if (!_guichet_portal_filling_write_changes (filling, error))
    return FALSE;
  if ((parts & GUICHET_INTENT_PART_PUBLIC) && _guichet_portal_filling_takes_words (filling))
    {
      if (!_guichet_portal_filling_check_entry_absent (filling, error))
        return FALSE;
      _guichet_portal_filling_write_entry (filling);
    }

  return _guichet_portal_filling_check_mandatory (filling, error);
}

/* Whether the form of the transition is known to wait for somebody. */
static gboolean
waits_for_input (yyjson_val *fields)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (fields);
  yyjson_val *name;

  while ((name = yyjson_obj_iter_next (&iter)) != NULL)
    if (guichet_portal_field_is_writable (yyjson_obj_iter_get_val (name)))
      return TRUE;

  return FALSE;
}

/* @out_page: (nullable): %NULL when there was nothing to fill in, so that the
 * transition was made. */
static gboolean
open_transition (GuichetItopPortal  *self,
                 const char         *route,
                 gboolean            waits,
                 GuichetPortalPage **out_page,
                 GCancellable       *cancellable,
                 GError            **error)
{
  GuichetPortalCall call = { .route = route, .expected = GUICHET_PORTAL_FRAGMENT, .write = !waits };
  g_auto(GuichetPortalAnswer) answer = { NULL };

  if (!_guichet_itop_portal_call (self, &call, &answer, cancellable, error))
    return FALSE;
  *out_page = guichet_portal_page_read (answer.body->str, answer.body->len, NULL);
  if (*out_page == NULL && waits)
    return _guichet_portal_refuse (GUICHET_ERROR_RETRY_LATER, NULL, "The page of the transition holds no form", error);

  return TRUE;
}

static gboolean
make_transition (GuichetPortalFilling  *filling,
                 const char            *route,
                 guint                  parts,
                 gboolean               waits,
                 yyjson_doc           **out_answer,
                 GCancellable          *cancellable,
                 GError               **error)
{
  g_autoptr(GuichetPortalPage) page = NULL;

  if (!waits && filling->intent->changes->len > 0)
    return _guichet_portal_refuse (GUICHET_ERROR_INVALID, NULL,
                                   "The form of the transition does not have these fields", error);
  if (!open_transition (filling->self, route, waits, &page, cancellable, error))
    return FALSE;
  if (page == NULL)
    return TRUE;

  filling->fields = page->fields;
  if (!fill_transition (filling, parts, error))
    return FALSE;
  *out_answer = _guichet_itop_portal_submit (filling->self, page, route, filling->values, cancellable, error);

  return *out_answer != NULL;
}

/**
 * _guichet_itop_portal_send_transition:
 * @out_entry_written: (out): whether the words went along
 * @out_answer: (out) (nullable): that of the form; %NULL when there was none
 */
gboolean
_guichet_itop_portal_send_transition (GuichetItopPortal    *self,
                                      const GuichetIntent  *intent,
                                      guint                 parts,
                                      gboolean             *out_entry_written,
                                      yyjson_doc          **out_answer,
                                      GCancellable         *cancellable,
                                      GError              **error)
{
  const GuichetAction *action = guichet_profile_get_action (self->profile, intent->action);
  g_autoptr(GuichetPortalPost) values = guichet_portal_post_new ();
  GuichetPortalFilling filling = { .self = self, .intent = intent, .values = values };
  g_autofree char *route = NULL;
  g_autofree char *what = NULL;
  g_autoptr(yyjson_doc) look = NULL;
  yyjson_val *form;

  if (action == NULL || !guichet_portal_layout_is_word (action->stimulus))
    return _guichet_portal_refuse (GUICHET_ERROR_INVALID, NULL, "There is no such action", error);

  what = g_strconcat ("apply-stimulus/", action->stimulus, NULL);
  route = _guichet_portal_build_route (self, what, intent->ticket_id);
  if ((look = look_at_transition (self, intent, route, cancellable, error)) == NULL)
    return FALSE;
  form = yyjson_obj_get (yyjson_doc_get_root (look), "form");
  if (!check_state (intent, form, error) ||
      !make_transition (&filling, route, parts, waits_for_input (yyjson_obj_get (form, "updated_fields")), out_answer,
                        cancellable, error))
    return FALSE;

  *out_entry_written = filling.entry_written;

  return TRUE;
}
